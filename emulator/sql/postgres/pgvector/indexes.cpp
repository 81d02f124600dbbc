// In the order in which PostgreSQL finds fault: options, operator classes, then what building the index would say.
#include "sql/postgres/pgvector/indexes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "sql/postgres/errors.hpp"
#include "sql/postgres/pgvector/stored.hpp"
#include "sql/postgres/types.hpp"

namespace emulator::postgres::pgvector {

namespace {

constexpr std::string_view hnsw = "hnsw", ivfflat = "ivfflat", btree = "btree";

struct OperatorClass {
  std::string_view method, name;
  TypeId type;
  bool is_default = false;
};

// clang-format off
constexpr std::array operator_classes = {
    OperatorClass{btree,   "vector_ops",           TypeId::vector,    true},
    OperatorClass{btree,   "halfvec_ops",          TypeId::halfvec,   true},
    OperatorClass{btree,   "sparsevec_ops",        TypeId::sparsevec, true},
    OperatorClass{ivfflat, "vector_l2_ops",        TypeId::vector,    true},
    OperatorClass{ivfflat, "vector_ip_ops",        TypeId::vector},
    OperatorClass{ivfflat, "vector_cosine_ops",    TypeId::vector},
    OperatorClass{ivfflat, "halfvec_l2_ops",       TypeId::halfvec},
    OperatorClass{ivfflat, "halfvec_ip_ops",       TypeId::halfvec},
    OperatorClass{ivfflat, "halfvec_cosine_ops",   TypeId::halfvec},
    OperatorClass{ivfflat, "bit_hamming_ops",      TypeId::bit},
    OperatorClass{hnsw,    "vector_l2_ops",        TypeId::vector},
    OperatorClass{hnsw,    "vector_ip_ops",        TypeId::vector},
    OperatorClass{hnsw,    "vector_cosine_ops",    TypeId::vector},
    OperatorClass{hnsw,    "vector_l1_ops",        TypeId::vector},
    OperatorClass{hnsw,    "halfvec_l2_ops",       TypeId::halfvec},
    OperatorClass{hnsw,    "halfvec_ip_ops",       TypeId::halfvec},
    OperatorClass{hnsw,    "halfvec_cosine_ops",   TypeId::halfvec},
    OperatorClass{hnsw,    "halfvec_l1_ops",       TypeId::halfvec},
    OperatorClass{hnsw,    "bit_hamming_ops",      TypeId::bit},
    OperatorClass{hnsw,    "bit_jaccard_ops",      TypeId::bit},
    OperatorClass{hnsw,    "sparsevec_l2_ops",     TypeId::sparsevec},
    OperatorClass{hnsw,    "sparsevec_ip_ops",     TypeId::sparsevec},
    OperatorClass{hnsw,    "sparsevec_cosine_ops", TypeId::sparsevec},
    OperatorClass{hnsw,    "sparsevec_l1_ops",     TypeId::sparsevec},
};

struct Option {
  std::string_view method, name;
  std::int64_t low, high, usual;
};
constexpr std::array options = {
    Option{hnsw,    "m",               2, 100,   16},
    Option{hnsw,    "ef_construction", 4, 1000,  64},
    Option{ivfflat, "lists",           1, 32768, 100},
};
// clang-format on

const OperatorClass* find_class(std::string_view method, std::string_view name) {
  const auto found = std::find_if(operator_classes.begin(), operator_classes.end(),
                                  [&](const OperatorClass& one) { return one.method == method && one.name == name; });
  return found == operator_classes.end() ? nullptr : &*found;
}

const Option* find_option(std::string_view method, std::string_view name) {
  const auto found = std::find_if(options.begin(), options.end(),
                                  [&](const Option& option) { return option.method == method && option.name == name; });
  return found == options.end() ? nullptr : &*found;
}

[[noreturn]] void fail(Condition condition, std::string sentence, std::string hint = {}, std::string detail = {}) {
  SqlError error = make_worded_error(condition, std::move(sentence));
  error.hint = std::move(hint);
  error.detail = std::move(detail);
  throw error;
}

std::string within_quotes(std::string_view name) {
  return "\"" + std::string(name) + "\"";
}

std::int64_t number_of(const ast::TableOption& given, const Option& known) {
  std::int64_t number = 0;
  const char* const end = given.value.data() + given.value.size();
  const auto [behind, failure] = std::from_chars(given.value.data(), end, number);
  if (failure != std::errc{} || behind != end) {
    fail(Condition::invalid_parameter_value,
         "invalid value for integer option " + within_quotes(given.name) + ": " + given.value);
  }
  if (number < known.low || number > known.high) {
    fail(Condition::invalid_parameter_value,
         "value " + given.value + " out of bounds for option " + within_quotes(given.name), {},
         "Valid values are between \"" + std::to_string(known.low) + "\" and \"" + std::to_string(known.high) + "\".");
  }
  return number;
}

std::int64_t option_of(const sql::IndexRequest& request, std::string_view name) {
  const Option& known = *find_option(request.method, name);
  for (const ast::TableOption& given : request.options) {
    if (given.name == name) return number_of(given, known);
  }
  return known.usual;
}

std::int64_t most_dimensions(TypeId type) {
  switch (type) {
    case TypeId::halfvec:
      return 4000;
    case TypeId::bit:
      return 64000;
    case TypeId::sparsevec:
      return most_sparse_dimensions;
    default:
      return 2000;
  }
}

}  // namespace

bool is_access_method(std::string_view method) {
  return method == hnsw || method == ivfflat;
}

std::string check_operator_class(std::string_view method, const sql::IndexKey& key) {
  const std::string shown = within_quotes(method);
  if (key.operator_class.empty()) {
    const bool has_default = std::any_of(
        operator_classes.begin(), operator_classes.end(),
        [&](const OperatorClass& one) { return one.method == method && one.type == key.type.id && one.is_default; });
    if (!has_default) {
      fail(Condition::undefined_object,
           "data type " + spelled_without_modifiers(key.type) + " has no default operator class for access method " +
               shown,
           "You must specify an operator class for the index or define a default operator class for the data type.");
    }
    return {};
  }
  const OperatorClass* found = find_class(method, key.operator_class);
  if (found == nullptr) {
    fail(Condition::undefined_object,
         "operator class " + within_quotes(key.operator_class) + " does not exist for access method " + shown);
  }
  const bool takes = found->type == key.type.id || (found->type == TypeId::bit && key.type.id == TypeId::varbit);
  if (!takes) {
    fail(Condition::datatype_mismatch, "operator class " + within_quotes(key.operator_class) +
                                           " does not accept data type " + spelled_without_modifiers(key.type));
  }
  return found->is_default ? std::string{} : key.operator_class;
}

std::string check_options(const sql::IndexRequest& request) {
  std::string shown;
  for (std::size_t index = 0; index < request.options.size(); ++index) {
    const ast::TableOption& given = request.options[index];
    const Option* known = find_option(request.method, given.name);
    if (known == nullptr) {
      fail(Condition::invalid_parameter_value, "unrecognized parameter " + within_quotes(given.name));
    }
    const auto before = request.options.first(index);
    if (std::any_of(before.begin(), before.end(), [&](const auto& other) { return other.name == given.name; })) {
      fail(Condition::invalid_parameter_value, "parameter " + within_quotes(given.name) + " specified more than once");
    }
    number_of(given, *known);
    shown += (shown.empty() ? "" : ", ") + given.name + "='" + given.value + "'";
  }
  return shown;
}

void check_build(const sql::IndexRequest& request) {
  const Type& type = request.keys.front().type;
  const std::string kind = " for " + std::string(request.method) + " index";
  if (type.id == TypeId::varbit) fail(Condition::feature_not_supported, "type not supported" + kind);
  if (type.length < 0) fail(Condition::invalid_parameter_value, "column does not have dimensions");
  const std::int64_t most = most_dimensions(type.id);
  if (type.length > most) {
    fail(Condition::program_limit_exceeded,
         "column cannot have more than " + std::to_string(most) + " dimensions" + kind);
  }
  if (request.method == hnsw && option_of(request, "ef_construction") < 2 * option_of(request, "m")) {
    fail(Condition::invalid_parameter_value, "ef_construction must be greater than or equal to 2 * m");
  }
  const bool needs_angle = request.method == ivfflat && (request.keys.front().operator_class.ends_with("_cosine_ops") ||
                                                         request.keys.front().operator_class.ends_with("_ip_ops"));
  if (needs_angle && type.length == 1) {
    fail(Condition::invalid_parameter_value, "dimensions must be greater than one for this opclass");
  }
}

}  // namespace emulator::postgres::pgvector
