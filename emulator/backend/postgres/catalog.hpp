// What the server's catalog says of the columns of an answer: types that are not built in, tables, nullability,
// serial columns. Remembers it for a short time per connection; sees tables through libpq's numbers, never by parsing.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backend/postgres/connection.hpp"
#include "types/result_column.hpp"

namespace emulator::backend::postgres {

// A column of an answer as the protocol describes it.
struct Field {
  std::string label;
  Oid type = 0;
  std::int32_t modifier = -1;
  Oid relation = 0;         // 0: an expression
  std::int32_t column = 0;  // pg_attribute.attnum
};

std::vector<Field> fields_of(const PGresult* result);

class Catalog {
 public:
  // Forgets what it knows when `generation` differs from the last call's (somebody here changed a table) or after five
  // seconds (somebody elsewhere may have). Asks the server at most two questions; throws as Connection::run does.
  std::vector<ResultColumn> describe(Connection& connection, const std::vector<Field>& fields, std::uint64_t generation,
                                     Time deadline);

 private:
  struct Column {
    std::string name, table, schema;
    bool nullable = true, serial = false;
  };

  void forget_if_stale(std::uint64_t generation);
  void load_types(Connection& connection, const std::vector<Field>& fields, Time deadline);
  void load_relations(Connection& connection, const std::vector<Field>& fields, Time deadline);
  void add_type(const PGresult* result);
  void add_columns(const PGresult* result);
  const TypeEntry* find_type(Oid number) const;
  ResultColumn describe(const Field& field) const;

  std::map<Oid, TypeEntry> types_;
  std::map<Oid, std::map<std::int32_t, Column>> relations_;
  std::uint64_t generation_ = 0;
  Time loaded_{};
};

}  // namespace emulator::backend::postgres
