// For btree and hash most types have one class, which is called by the type; the other methods have few.
#include "sql/postgres/operator_classes.hpp"

#include <algorithm>
#include <array>

#include "sql/postgres/errors.hpp"
#include "sql/postgres/types.hpp"

namespace emulator::postgres {

namespace {

using enum TypeId;

struct OperatorClass {
  std::string_view method, name;  // no method: btree and hash
  TypeId type;
  bool is_default = false;
  std::string_view extension = {};
};

// clang-format off
constexpr std::array listed = {
    OperatorClass{"gin",    "array_ops",           array,    true},
    OperatorClass{"gin",    "jsonb_ops",           jsonb,    true},
    OperatorClass{"gin",    "jsonb_path_ops",      jsonb},
    OperatorClass{"gin",    "tsvector_ops",        tsvector, true},
    OperatorClass{"gin",    "gin_trgm_ops",        text,     false, "pg_trgm"},
    OperatorClass{"gist",   "inet_ops",            inet},
    OperatorClass{"gist",   "tsquery_ops",         tsquery,  true},
    OperatorClass{"gist",   "tsvector_ops",        tsvector, true},
    OperatorClass{"gist",   "gist_trgm_ops",       text,     false, "pg_trgm"},
    OperatorClass{"gist",   "point_ops",           point,     true},
    OperatorClass{"gist",   "box_ops",             box,       true},
    OperatorClass{"gist",   "poly_ops",            polygon,   true},
    OperatorClass{"gist",   "circle_ops",          circle,    true},
    OperatorClass{"gist",   "range_ops",           int4range, true},
    OperatorClass{"gist",   "multirange_ops",      int4multirange, true},
    OperatorClass{"spgist", "quad_point_ops",      point,     true},
    OperatorClass{"spgist", "kd_point_ops",        point},
    OperatorClass{"spgist", "box_ops",             box,       true},
    OperatorClass{"spgist", "poly_ops",            polygon,   true},
    OperatorClass{"spgist", "range_ops",           int4range, true},
    OperatorClass{"spgist", "inet_ops",            inet,     true},
    OperatorClass{"spgist", "text_ops",            text,     true},
    OperatorClass{"",       "text_ops",            text,     true},
    OperatorClass{"",       "varchar_ops",         text},
    OperatorClass{"",       "text_pattern_ops",    text},
    OperatorClass{"",       "varchar_pattern_ops", text},
    OperatorClass{"",       "bpchar_pattern_ops",  char_},
    OperatorClass{"",       "inet_ops",            inet,     true},
    OperatorClass{"",       "cidr_ops",            inet},
    OperatorClass{"",       "enum_ops",            enum_,    true},
    OperatorClass{"",       "array_ops",           array,    true},
    OperatorClass{"",       "range_ops",           int4range, true},
    OperatorClass{"",       "multirange_ops",      int4multirange, true},
};
// What btree has no class for, and what hash or brin have none for besides.
constexpr std::array without_order = {json, xml,  point, line, lseg, box, path, polygon, circle, xid, pg_snapshot, txid_snapshot};
constexpr std::array without_hash  = {tsvector, tsquery, bit, varbit, money};
constexpr std::array without_brin  = {tsvector, tsquery, jsonb, boolean, enum_, array, money, xid8};
// clang-format on

constexpr std::string_view suffix = "_ops";

// One of a range or a multirange is for all of them.
bool takes(const OperatorClass& one, TypeId given) {
  return one.type == given || (is_range(one.type) && is_range(given)) ||
         (is_multirange(one.type) && is_multirange(given)) ||
         (one.type == text && (given == varchar || given == citext)) || (one.type == inet && given == cidr);
}

bool has_class_by_its_name(std::string_view method) {
  return method == "btree" || method == "hash";
}

bool is_of(const OperatorClass& one, std::string_view method) {
  return one.method.empty() ? has_class_by_its_name(method) : one.method == method;
}

template <std::size_t size>
bool holds(const std::array<TypeId, size>& types, TypeId type) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

bool has_default(std::string_view method, TypeId type) {
  const auto is_listed = [&](const OperatorClass& one) {
    return is_of(one, method) && one.is_default && takes(one, type);
  };
  if (std::any_of(listed.begin(), listed.end(), is_listed)) {
    return true;
  }
  if (method == "brin") {
    return type == box || !(holds(without_order, type) || holds(without_brin, type) || is_multirange(type));
  }
  const bool is_hash = method == "hash";
  return has_class_by_its_name(method) && (!holds(without_order, type) || (is_hash && type == xid)) &&
         !(is_hash && holds(without_hash, type));
}

}  // namespace

std::string built_in_operator_class(std::string_view method, const sql::IndexKey& key,
                                    const sql::HasExtension& has_extension) {
  const std::string& name = key.operator_class;
  const std::string behind = " for access method \"" + std::string(method) + "\"";
  const std::string type = spelled_without_modifiers(key.type);
  if (name.empty()) {
    if (has_default(method, key.type.id)) {
      return {};
    }
    SqlError error =
        make_worded_error(Condition::undefined_object, "data type " + type + " has no default operator class" + behind);
    error.hint =
        "You must specify an operator class for the index or define a default operator class for the data type.";
    throw error;
  }
  if (method == "brin") {
    throw make_error(Condition::feature_not_supported, {"an operator class of brin"});
  }
  const auto found = std::find_if(listed.begin(), listed.end(), [&](const OperatorClass& one) {
    return is_of(one, method) && one.name == name && (one.extension.empty() || has_extension(one.extension, {}));
  });
  const std::string_view stem = std::string_view(name).substr(0, name.size() - std::min(name.size(), suffix.size()));
  const std::optional<TypeId> named =
      has_class_by_its_name(method) && name.ends_with(suffix) ? builtin_type(stem) : std::nullopt;
  if (found == listed.end() && !named) {
    throw make_worded_error(Condition::undefined_object, "operator class \"" + name + "\" does not exist" + behind);
  }
  const bool fits = found != listed.end() ? takes(*found, key.type.id) : *named == key.type.id;
  if (!fits) {
    throw make_worded_error(Condition::datatype_mismatch,
                            "operator class \"" + name + "\" does not accept data type " + type);
  }
  return found == listed.end() || found->is_default ? std::string{} : name;
}

bool is_ordered(TypeId type) {
  return has_default("btree", type);
}

bool has_equality(TypeId type) {
  return is_ordered(type) || has_default("hash", type);
}

}  // namespace emulator::postgres
