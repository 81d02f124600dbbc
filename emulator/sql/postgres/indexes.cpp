// What an index may be is told by its access method: those that are built in, and pgvector's.
#include "sql/postgres/indexes.hpp"

#include <algorithm>
#include <array>

#include "sql/postgres/errors.hpp"
#include "sql/postgres/operator_classes.hpp"
#include "sql/postgres/pgvector/functions.hpp"
#include "sql/postgres/pgvector/indexes.hpp"
#include "sql/postgres/pgvector/stored.hpp"

namespace emulator::postgres {

namespace {

constexpr std::array built_in = {std::string_view{"btree"}, std::string_view{"hash"},   std::string_view{"gist"},
                                 std::string_view{"gin"},   std::string_view{"spgist"}, std::string_view{"brin"}};

// "multicolumn indexes" and the like.
[[noreturn]] void cannot(std::string_view method, const std::string& what) {
  throw make_worded_error(Condition::feature_not_supported,
                          "access method \"" + std::string(method) + "\" does not support " + what);
}

sql::IndexForm check_neighbours(const sql::IndexRequest& request) {
  if (request.unique) cannot(request.method, "unique indexes");
  if (request.includes) cannot(request.method, "included columns");
  if (request.keys.size() > 1) cannot(request.method, "multicolumn indexes");
  sql::IndexForm form;
  form.options = pgvector::check_options(request);
  form.operator_classes.push_back(pgvector::check_operator_class(request.method, request.keys.front()));
  if (request.keys.front().is_ordered) cannot(request.method, "ASC/DESC options");
  pgvector::check_build(request);
  return form;
}

}  // namespace

sql::IndexForm check_index(const sql::IndexRequest& request, const sql::HasExtension& has_extension) {
  const bool is_pgvector = pgvector::is_access_method(request.method) && has_extension(pgvector::extension, {});
  if (is_pgvector) return check_neighbours(request);
  if (std::find(built_in.begin(), built_in.end(), request.method) == built_in.end()) {
    throw make_worded_error(Condition::undefined_object,
                            "access method \"" + std::string(request.method) + "\" does not exist");
  }
  const bool is_btree = request.method == "btree";
  if (request.unique && !is_btree) cannot(request.method, "unique indexes");
  if (request.keys.size() > 1 && (request.method == "hash" || request.method == "spgist")) {
    cannot(request.method, "multicolumn indexes");
  }
  sql::IndexForm form;
  for (const sql::IndexKey& key : request.keys) {
    const bool is_vector = pgvector::is_of_pgvector(key.type.id);
    form.operator_classes.push_back(is_vector ? pgvector::check_operator_class(request.method, key)
                                              : built_in_operator_class(request.method, key, has_extension));
    if (key.is_ordered && !is_btree) cannot(request.method, "ASC/DESC options");
  }
  return form;
}

}  // namespace emulator::postgres
