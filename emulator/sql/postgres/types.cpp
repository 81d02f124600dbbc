// One table of types; everything else is looked up in it.
#include "sql/postgres/types.hpp"

#include <algorithm>
#include <array>

#include "sql/postgres/errors.hpp"
#include "sql/postgres/pgvector/stored.hpp"
#include "types/array_type.hpp"
#include "types/interval.hpp"

namespace emulator::postgres {

namespace {

struct Row {
  TypeId id;
  std::string_view name;     // pg_type.typname
  std::string_view spelled;  // format_type()
  Category category;
  bool preferred;
  std::string_view extension = {};  // that the type belongs to
};

// clang-format off
constexpr std::array rows = {
    Row{TypeId::boolean,       "bool",        "boolean",                     Category::boolean,   true},
    Row{TypeId::smallint,      "int2",        "smallint",                    Category::numeric,   false},
    Row{TypeId::integer,       "int4",        "integer",                     Category::numeric,   false},
    Row{TypeId::bigint,        "int8",        "bigint",                      Category::numeric,   false},
    Row{TypeId::real,          "float4",      "real",                        Category::numeric,   false},
    Row{TypeId::double_,       "float8",      "double precision",            Category::numeric,   true},
    Row{TypeId::decimal,       "numeric",     "numeric",                     Category::numeric,   false},
    Row{TypeId::oid,           "oid",         "oid",                         Category::numeric,   true},
    Row{TypeId::text,          "text",        "text",                        Category::string,    true},
    Row{TypeId::varchar,       "varchar",     "character varying",           Category::string,    false},
    Row{TypeId::char_,         "bpchar",      "character",                   Category::string,    false},
    Row{TypeId::name,          "name",        "name",                        Category::string,    false},
    Row{TypeId::internal_char, "char",        "\"char\"",                    Category::string,    false},
    Row{TypeId::blob,          "bytea",       "bytea",                       Category::user,      false},
    Row{TypeId::date,          "date",        "date",                        Category::date_time, false},
    Row{TypeId::time,          "time",        "time without time zone",      Category::date_time, false},
    Row{TypeId::timetz,        "timetz",      "time with time zone",         Category::date_time, false},
    Row{TypeId::timestamp,     "timestamp",   "timestamp without time zone", Category::date_time, false},
    Row{TypeId::timestamptz,   "timestamptz", "timestamp with time zone",    Category::date_time, true},
    Row{TypeId::interval,      "interval",    "interval",                    Category::timespan,  true},
    Row{TypeId::uuid,          "uuid",        "uuid",                        Category::user,      false},
    Row{TypeId::json,          "json",        "json",                        Category::user,      false},
    Row{TypeId::jsonb,         "jsonb",       "jsonb",                       Category::user,      false},
    Row{TypeId::inet,          "inet",        "inet",                        Category::network,   true},
    Row{TypeId::cidr,          "cidr",        "cidr",                        Category::network,   false},
    Row{TypeId::macaddr,       "macaddr",     "macaddr",                     Category::user,      false},
    Row{TypeId::citext,        "citext",      "citext",                      Category::string,    false, "citext"},
    Row{TypeId::tsvector,      "tsvector",    "tsvector",                    Category::user,      false},
    Row{TypeId::tsquery,       "tsquery",     "tsquery",                     Category::user,      false},
    Row{TypeId::vector,        "vector",      "vector",                      Category::user,      false, "vector"},
    Row{TypeId::halfvec,       "halfvec",     "halfvec",                     Category::user,      false, "vector"},
    Row{TypeId::sparsevec,     "sparsevec",   "sparsevec",                   Category::user,      false, "vector"},
    Row{TypeId::xid, "xid", "xid", Category::user, false},
    Row{TypeId::money, "money", "money", Category::numeric, false},
    Row{TypeId::xml, "xml", "xml", Category::user, false},
    Row{TypeId::macaddr8, "macaddr8", "macaddr8", Category::user, false},
    Row{TypeId::pg_lsn, "pg_lsn", "pg_lsn", Category::user, false},
    Row{TypeId::xid8, "xid8", "xid8", Category::user, false},
    Row{TypeId::pg_snapshot, "pg_snapshot", "pg_snapshot", Category::user, false},
    Row{TypeId::txid_snapshot, "txid_snapshot", "txid_snapshot", Category::user, false},
    Row{TypeId::point, "point", "point", Category::geometric, false},
    Row{TypeId::line, "line", "line", Category::geometric, false},
    Row{TypeId::lseg, "lseg", "lseg", Category::geometric, false},
    Row{TypeId::box, "box", "box", Category::geometric, false},
    Row{TypeId::path, "path", "path", Category::geometric, false},
    Row{TypeId::polygon, "polygon", "polygon", Category::geometric, false},
    Row{TypeId::circle, "circle", "circle", Category::geometric, false},
    Row{TypeId::int4range, "int4range", "int4range", Category::range, false},
    Row{TypeId::int8range, "int8range", "int8range", Category::range, false},
    Row{TypeId::numrange, "numrange", "numrange", Category::range, false},
    Row{TypeId::tsrange, "tsrange", "tsrange", Category::range, false},
    Row{TypeId::tstzrange, "tstzrange", "tstzrange", Category::range, false},
    Row{TypeId::daterange, "daterange", "daterange", Category::range, false},
    Row{TypeId::int4multirange, "int4multirange", "int4multirange", Category::range, false},
    Row{TypeId::int8multirange, "int8multirange", "int8multirange", Category::range, false},
    Row{TypeId::nummultirange, "nummultirange", "nummultirange", Category::range, false},
    Row{TypeId::tsmultirange, "tsmultirange", "tsmultirange", Category::range, false},
    Row{TypeId::tstzmultirange, "tstzmultirange", "tstzmultirange", Category::range, false},
    Row{TypeId::datemultirange, "datemultirange", "datemultirange", Category::range, false},
    Row{TypeId::bit,           "bit",         "bit",                         Category::bits,      false},
    Row{TypeId::varbit,        "varbit",      "bit varying",                 Category::bits,      true},
    Row{TypeId::unknown,       "unknown",     "unknown",                     Category::unknown,   false},
    Row{TypeId::void_,         "void",        "void",                        Category::user,      false},
    Row{TypeId::record,        "record",      "record",                      Category::user,      false},
};

// Other spellings, and names that make something else of a type.
struct Alias { std::string_view name; TypeId id; };
constexpr std::array aliases = {
    Alias{"boolean", TypeId::boolean},  Alias{"smallint", TypeId::smallint},   Alias{"integer", TypeId::integer},
    Alias{"int", TypeId::integer},      Alias{"bigint", TypeId::bigint},       Alias{"real", TypeId::real},
    Alias{"decimal", TypeId::decimal},  Alias{"regclass", TypeId::oid},        Alias{"character", TypeId::char_},
    Alias{"regtype", TypeId::oid},      Alias{"regnamespace", TypeId::oid},
    Alias{"regrole", TypeId::oid},      Alias{"regconfig", TypeId::oid},       Alias{"regdictionary", TypeId::oid},
};
constexpr std::array serials = {
    Alias{"smallserial", TypeId::smallint}, Alias{"serial2", TypeId::smallint}, Alias{"serial", TypeId::integer},
    Alias{"serial4", TypeId::integer},      Alias{"bigserial", TypeId::bigint}, Alias{"serial8", TypeId::bigint},
};
// Built-in types that the embedded engine does not have: refused by name rather than called unknown.
constexpr auto absent = std::to_array<std::string_view>({
    "regproc", "regprocedure", "regoper", "regoperator", "regcollation",
    "cid", "tid", "refcursor", "aclitem", "oidvector", "int2vector", "gtsvector",
});
// clang-format on

constexpr std::string_view json_path_name = "jsonpath";

const Row* row_of(TypeId id) {
  const auto row = std::find_if(rows.begin(), rows.end(), [id](const Row& candidate) { return candidate.id == id; });
  return row == rows.end() ? nullptr : &*row;
}

template <class Table>
std::optional<TypeId> look_up(const Table& table, std::string_view name) {
  for (const auto& row : table) {
    if (row.name == name) {
      return row.id;
    }
  }
  return std::nullopt;
}

bool is_of_extension(std::string_view name) {
  return std::any_of(rows.begin(), rows.end(),
                     [name](const Row& row) { return row.name == name && !row.extension.empty(); });
}

std::int64_t modifier(const ast::TypeName& name, std::size_t index, std::int64_t low, std::int64_t high,
                      std::string_view what) {
  const std::int64_t value = name.modifiers[index];
  if (value < low || value > high) {
    throw make_worded_error(
        Condition::invalid_parameter_value,
        std::string(what) + " must be between " + std::to_string(low) + " and " + std::to_string(high));
  }
  return value;
}

// INTERVAL YEAR TO MONTH and the like, as the length of the type.
std::int32_t interval_fields_of(std::string_view words) {
  struct Field {
    std::string_view name;
    std::int32_t bit;
  };
  static constexpr std::array fields = {Field{"YEAR", interval_year},     Field{"MONTH", interval_month},
                                        Field{"DAY", interval_day},       Field{"HOUR", interval_hour},
                                        Field{"MINUTE", interval_minute}, Field{"SECOND", interval_second}};
  const std::string_view first = words.substr(0, words.find(' '));
  const std::string_view last = words.substr(words.rfind(' ') + 1);
  std::int32_t mask = 0;
  bool inside = false;
  for (const Field& field : fields) {
    inside = inside || field.name == first;
    mask |= inside ? field.bit : 0;
    if (field.name == last) {
      break;
    }
  }
  return mask;
}

std::int32_t dimensions(const ast::TypeName& name, TypeId id) {
  const std::string subject = "dimensions for type " + std::string(row_of(id)->name);
  const std::int32_t most = id == TypeId::sparsevec ? pgvector::most_sparse_dimensions : pgvector::most_elements;
  if (name.modifiers.size() != 1) {
    throw make_worded_error(Condition::invalid_parameter_value, "invalid type modifier");
  }
  if (name.modifiers[0] < 1) {
    throw make_worded_error(Condition::invalid_parameter_value, subject + " must be at least 1");
  }
  if (name.modifiers[0] > most) {
    throw make_worded_error(Condition::invalid_parameter_value, subject + " cannot exceed " + std::to_string(most));
  }
  return static_cast<std::int32_t>(name.modifiers[0]);
}

void apply_modifiers(const ast::TypeName& name, Type& type) {
  if (name.modifiers.empty()) {
    return;
  }
  switch (type.id) {
    case TypeId::decimal:
      type.length = static_cast<std::int32_t>(
          modifier(name, 0, 1, 1000, "NUMERIC precision " + std::to_string(name.modifiers[0])));
      type.scale = name.modifiers.size() < 2
                       ? 0
                       : static_cast<std::int32_t>(
                             modifier(name, 1, 0, 1000, "NUMERIC scale " + std::to_string(name.modifiers[1])));
      return;
    case TypeId::varchar:
    case TypeId::char_:
    case TypeId::bit:
    case TypeId::varbit:
      if (name.modifiers[0] < 1) {
        throw make_worded_error(Condition::invalid_parameter_value,
                                "length for type " + std::string(row_of(type.id)->name) + " must be at least 1");
      }
      type.length = static_cast<std::int32_t>(std::min<std::int64_t>(name.modifiers[0], 10485760));
      return;
    case TypeId::time:
    case TypeId::timetz:
    case TypeId::timestamp:
    case TypeId::timestamptz:
      type.scale = static_cast<std::int32_t>(std::clamp<std::int64_t>(name.modifiers[0], 0, 6));
      return;
    case TypeId::interval:
      type.scale = static_cast<std::int32_t>(std::clamp<std::int64_t>(name.modifiers[0], 0, 6));
      return;
    case TypeId::vector:
    case TypeId::halfvec:
    case TypeId::sparsevec:
      type.length = dimensions(name, type.id);
      return;
    default:
      throw make_worded_error(Condition::syntax_error,
                              "type modifier is not allowed for type \"" + std::string(row_of(type.id)->name) + "\"");
  }
}

}  // namespace

std::optional<Type> type_of(const ast::TypeName& name) {
  std::string_view word = name.name.parts.back();
  const bool is_array_name = word.starts_with('_');
  word = is_array_name ? word.substr(1) : word;
  const bool may_be_built_in = name.name.parts.size() == 1 || name.name.parts.front() == "pg_catalog";
  if (!may_be_built_in && !is_of_extension(word)) {
    return std::nullopt;
  }
  if (word == json_path_name) {
    return Type{.id = TypeId::other, .name = json_path_name};
  }
  if (std::find(absent.begin(), absent.end(), word) != absent.end()) {
    throw make_error(Condition::feature_not_supported, {"type " + std::string(word)});
  }
  std::optional<TypeId> id = look_up(rows, word);
  if (!id) {
    id = look_up(aliases, word);
  }
  if (!id) {
    return std::nullopt;
  }
  Type type{.id = *id};
  if (word.starts_with("reg")) {
    type.name = intern(word);
  }
  apply_modifiers(name, type);
  if (!name.interval_fields.empty()) {
    type.length = interval_fields_of(name.interval_fields);
  }
  if (name.array_dimensions > 0 || is_array_name) {
    return array_of_type(type);
  }
  return type;
}

std::string_view extension_of(const Type& type) {
  const Row* row = row_of(type.id == TypeId::array ? type.element : type.id);
  return row == nullptr ? std::string_view{} : row->extension;
}

std::optional<Type> serial_type(const ast::TypeName& name) {
  const std::optional<TypeId> id =
      name.name.parts.size() == 1 ? look_up(serials, name.name.parts.front()) : std::nullopt;
  return id ? std::optional<Type>(type(*id)) : std::nullopt;
}

std::string_view internal_name(TypeId id) {
  const Row* row = row_of(id);
  return row == nullptr ? "unknown" : row->name;
}

std::optional<TypeId> builtin_type(std::string_view internal_name) {
  return look_up(rows, internal_name);
}

std::optional<std::string_view> internal_name_of(std::string_view spelled) {
  for (const Row& row : rows) {
    if (row.name == spelled || row.spelled == spelled) {
      return row.name;
    }
  }
  const std::optional<TypeId> id = look_up(aliases, spelled);
  return id && *id != TypeId::oid ? std::optional(internal_name(*id)) : std::nullopt;
}

std::string metadata_name(const Type& type) {
  if (type.id == TypeId::array && type.element != TypeId::enum_ && !type.name.empty()) {
    return is_vector(type) || type.name.starts_with('_') ? std::string(type.name) : "_" + std::string(type.name);
  }
  const bool is_enum = type.id == TypeId::enum_ || type.element == TypeId::enum_;
  const std::size_t dot = is_enum ? type.name.find('.') : std::string_view::npos;
  if (dot != std::string_view::npos) {  // the schema is for errors only
    Type bare = type;
    bare.name.remove_prefix(dot + 1);
    return metadata_name(bare);
  }
  if (type.id == TypeId::array) {
    return "_" + std::string(type.element == TypeId::enum_ ? type.name : internal_name(type.element));
  }
  return std::string(type.name.empty() ? internal_name(type.id) : type.name);
}

std::string spelled_without_modifiers(const Type& type) {
  if (is_vector(type)) {
    return std::string(type.name);
  }
  if (type.id == TypeId::array) {
    return spelled_without_modifiers({.id = type.element, .name = type.name}) + "[]";
  }
  if (!type.name.empty()) {
    return std::string(type.name);
  }
  const Row* row = row_of(type.id);
  return std::string(row == nullptr ? "unknown" : row->spelled);
}

std::string spelled(const Type& type) {
  if (type.id == TypeId::array) {
    return spelled({.id = type.element, .length = type.length, .scale = type.scale, .name = type.name}) + "[]";
  }
  std::string text = spelled_without_modifiers(type);
  if (type.id == TypeId::decimal && type.length >= 0) {
    return text + "(" + std::to_string(type.length) + "," + std::to_string(type.scale) + ")";
  }
  const bool is_clock = is_temporal(type.id) && type.id != TypeId::date;
  if (is_clock && type.scale >= 0) {
    return text.insert(text.find(' '), "(" + std::to_string(type.scale) + ")");
  }
  const bool has_length = type.id == TypeId::varchar || type.id == TypeId::char_ || type.id == TypeId::bit ||
                          type.id == TypeId::varbit || pgvector::is_of_pgvector(type.id);
  return has_length && type.length >= 0 ? text + "(" + std::to_string(type.length) + ")" : text;
}

Category category_of(const Type& type) {
  if (type.id == TypeId::array || type.id == TypeId::any_array) {
    return Category::array;
  }
  if (type.id == TypeId::enum_) {
    return Category::enumeration;
  }
  const Row* row = row_of(type.id);
  return row == nullptr ? Category::user : row->category;
}

bool is_preferred(const Type& type) {
  const Row* row = row_of(type.id);
  return row != nullptr && row->preferred;
}

}  // namespace emulator::postgres
