// What is asked of the system catalogs: definitions as text, comments, visibility (manual 9.26.3 to 9.26.6), and the
// types whose values are objects (regclass and its kin, manual 8.19). The views they read are those of
// schema/system_views.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "sql/dotted.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/names_written.hpp"
#include "sql/postgres/functions/object_search.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/functions/text_search.hpp"
#include "sql/postgres/types.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

Value name_last(Arguments arguments, CallContext&) {
  return name_parts(text_at(arguments, 0)).back();
}
Value name_schema(Arguments arguments, CallContext&) {
  std::vector<std::string> parts = name_parts(text_at(arguments, 0));
  return parts.size() < 2 ? Value{Null{}} : Value{std::move(parts[parts.size() - 2])};
}

Value missing_relation(Arguments arguments, CallContext&) {
  throw make_error(Condition::undefined_table, {sql::dotted(name_parts(text_at(arguments, 0)))});
}
Value missing_type(Arguments arguments, CallContext&) {
  throw make_error(Condition::undefined_type, {text_at(arguments, 0)});
}
Value unwritten_view(Arguments arguments, CallContext&) {
  throw make_error(Condition::feature_not_supported,
                   {"the definition of view " + text_at(arguments, 0) + " as a text"});
}
Value unread_catalog(Arguments arguments, CallContext&) {
  throw make_error(Condition::feature_not_supported, {"the catalog " + text_at(arguments, 0)});
}
Value missing_role(Arguments arguments, CallContext&) {
  throw make_error(Condition::undefined_object,
                   {"role \"" + name_parts(text_at(arguments, 0)).back() + "\" does not exist"});
}
Value missing_column(Arguments arguments, CallContext&) {
  throw make_error(Condition::undefined_target_column, {text_at(arguments, 0), text_at(arguments, 1)});
}
Value missing_schema(Arguments arguments, CallContext&) {
  throw make_error(Condition::undefined_schema, {name_parts(text_at(arguments, 0)).back()});
}

// pg_type.typname of a type as SQL writes it: "character varying(3)[]" is _varchar.
Value type_name(Arguments arguments, CallContext&) {
  std::string_view text = ascii_trim(text_at(arguments, 0));
  const bool is_array = text.ends_with("[]");
  text = text.substr(0, text.find(is_array ? '[' : '('));
  const std::string name = text.find('"') == std::string_view::npos && text.find('.') == std::string_view::npos
                               ? ascii_lower(ascii_trim(text))
                               : name_parts(text).back();
  return (is_array ? "_" : "") + std::string(internal_name_of(name).value_or(name));
}

// A built-in type by its pg_type.typname, with the modifier that pg_attribute has; NULL is none.
Value format_type(Arguments arguments, CallContext&) {
  std::string_view name = text_at(arguments, 0);
  const bool is_array = name.starts_with('_');
  name.remove_prefix(is_array ? 1 : 0);
  const std::optional<TypeId> id = builtin_type(name);
  const std::int64_t modifier = is_null(arguments[1]) ? -1 : integer_at(arguments, 1);
  std::string text(name);
  if (id) {
    Type type{.id = *id};
    if (modifier >= 0 && type.id == decimal) {
      type.length = static_cast<std::int32_t>((modifier - 4) >> 16);
      type.scale = static_cast<std::int32_t>((modifier - 4) & 0xFFFF);
    } else if (modifier >= 4 && (type.id == varchar || type.id == char_)) {
      type.length = static_cast<std::int32_t>(modifier - 4);
    } else if (modifier >= 0 && is_temporal(type.id)) {
      type.scale = static_cast<std::int32_t>(modifier);
    } else if (modifier >= 0) {
      type.length = static_cast<std::int32_t>(modifier);
    }
    text = type.id == char_ && modifier == -1 && !is_null(arguments[1]) ? "bpchar" : spelled(type);
  }
  return text + (is_array ? "[]" : "");
}

// --- Objects as values ----------------------------------------------------------------------------------------------

constexpr std::string_view relation_out =
    "(SELECT coalesce((SELECT iif(r.schema IN (pg_current_schema(), 'pg_catalog'), '', pg_quote_ident(r.schema) || '.')"
    " || pg_quote_ident(r.name) FROM emulator_relation r WHERE r.oid = given),"
    " iif(given = 0, '-', CAST(given AS TEXT))) FROM (SELECT {0} AS given))";
constexpr std::string_view type_out =
    "(SELECT coalesce((SELECT iif(t.schema = 'pg_catalog', pg_format_type(t.name, NULL),"
    " iif(t.schema = pg_current_schema(), '', pg_quote_ident(t.schema) || '.') || pg_quote_ident(t.plain_name) ||"
    " iif(t.category = 'A', '[]', '')) FROM emulator_type t WHERE t.oid = given),"
    " iif(given = 0, '-', CAST(given AS TEXT))) FROM (SELECT {0} AS given))";
constexpr std::string_view namespace_out =
    "(SELECT coalesce((SELECT pg_quote_ident(n.name) FROM emulator_namespace n WHERE n.oid = given), CAST(given AS "
    "TEXT))"
    " FROM (SELECT {0} AS given))";
constexpr std::string_view role_out =
    "(SELECT coalesce((SELECT pg_quote_ident(r.rolname) FROM \"pg_catalog.pg_roles\" r WHERE r.oid = given),"
    " iif(given = 0, '-', CAST(given AS TEXT))) FROM (SELECT {0} AS given))";

sql::Overload cast_row(std::string_view name, TypeId from, TypeId to, std::string_view text) {
  sql::Overload row = template_row(name, {from}, to, text);
  row.kind = sql::OverloadKind::cast;
  row.volatility = sql::Volatility::stable;
  return row;
}

struct ObjectType {
  std::string_view name;
  sql::Overload in, out;
};

const std::array<ObjectType, 4>& object_types() {
  static const std::array<ObjectType, 4> types = {
      ObjectType{"regclass",
                 cast_row("regclass in", text, oid, object_or_number(relation_search, "pg_missing_relation")),
                 cast_row("regclass out", oid, text, relation_out)},
      ObjectType{"regtype", cast_row("regtype in", text, oid, object_or_number(type_search, "pg_missing_type")),
                 cast_row("regtype out", oid, text, type_out)},
      ObjectType{"regnamespace",
                 cast_row("regnamespace in", text, oid, object_or_number(schema_search, "pg_missing_schema")),
                 cast_row("regnamespace out", oid, text, namespace_out)},
      ObjectType{"regrole", cast_row("regrole in", text, oid, object_or_number(role_search, "pg_missing_role")),
                 cast_row("regrole out", oid, text, role_out)},
  };
  return types;
}

// --- The functions --------------------------------------------------------------------------------------------------

struct Lookup {
  std::string_view name;
  std::initializer_list<TypeId> parameters;
  TypeId result;
  std::string_view sql;
};

constexpr std::string_view constraint_definition =
    "(SELECT d.definition FROM emulator_constraint_definition d WHERE d.oid = {0})";
constexpr std::string_view pretty_constraint_definition =
    "(SELECT iif({1}, d.pretty, d.definition) FROM emulator_constraint_definition d WHERE d.oid = {0})";
constexpr std::string_view index_definition =
    "(SELECT d.definition FROM emulator_index_definition d WHERE d.oid = {0})";
constexpr std::string_view index_part =
    "iif({1} = 0, (SELECT d.definition FROM emulator_index_definition d WHERE d.oid = {0}),"
    " coalesce((SELECT d.definition FROM emulator_index_part_definition d WHERE d.oid = {0} AND d.ordinal = {1}),"
    " (SELECT d.definition FROM emulator_included_definition d WHERE d.oid = {0} AND d.ordinal = {1}), ''))";
constexpr std::string_view view_definition = "(SELECT v.text FROM emulator_view_definition v WHERE v.oid = {0})";
constexpr std::string_view pretty_view_definition =
    "(SELECT iif({1}, v.pretty, v.text) FROM emulator_view_definition v WHERE v.oid = {0} AND {1} IS NOT NULL)";
constexpr std::string_view named_view_definition =
    "(SELECT v.text FROM emulator_view_definition v WHERE v.oid ="
    " (SELECT r.oid FROM emulator_relation r WHERE r.name = pg_name_last({0})"
    " AND r.schema = coalesce(pg_name_schema({0}), pg_current_schema())))";
constexpr std::string_view object_comment =
    "(SELECT d.description FROM \"pg_catalog.pg_description\" d WHERE d.objoid = {0} AND d.objsubid = 0)";
constexpr std::string_view object_comment_in =
    "(SELECT d.description FROM \"pg_catalog.pg_description\" d WHERE d.objoid = {0} AND d.objsubid = 0"
    " AND d.classoid = (SELECT r.oid FROM emulator_relation r WHERE r.schema = 'pg_catalog' AND r.name = {1}))";
constexpr std::string_view column_comment =
    "(SELECT d.description FROM \"pg_catalog.pg_description\" d WHERE d.objoid = {0} AND d.objsubid = {1}"
    " AND d.classoid = 1259 AND {1} <> 0)";
constexpr std::string_view typed_as =
    "(SELECT iif(t.schema = 'pg_catalog', pg_format_type(t.name, {1}),"
    " iif(t.schema = pg_current_schema(), '', pg_quote_ident(t.schema) || '.') || pg_quote_ident(t.plain_name) ||"
    " iif({1} >= 0, '(' || {1} || ')', '') || iif(t.category = 'A', '[]', ''))"
    " FROM (SELECT 1) LEFT JOIN emulator_type t ON t.oid = {0} WHERE {0} IS NOT NULL)";
constexpr std::string_view serial_sequence =
    "(SELECT (SELECT pg_quote_ident(s.schema) || '.' || pg_quote_ident(s.name) FROM emulator_sequence s"
    " JOIN emulator_column c ON c.table_id = s.owner_table AND c.id = s.owner_column"
    " WHERE c.name = named AND s.owner_table = (SELECT r.oid FROM emulator_relation r WHERE r.name = "
    "pg_name_last(given)"
    " AND (r.schema = pg_name_schema(given) OR pg_name_schema(given) IS NULL AND r.schema = pg_current_schema())))"
    " FROM (SELECT {0} AS given, {1} AS named))";
constexpr std::string_view relation_visible =
    "(SELECT r.schema IN (pg_current_schema(), 'pg_catalog') FROM emulator_relation r WHERE r.oid = {0})";
constexpr std::string_view type_visible =
    "(SELECT t.schema IN (pg_current_schema(), 'pg_catalog') FROM emulator_type t WHERE t.oid = {0})";
constexpr std::string_view user_by_id =
    "coalesce((SELECT r.rolname FROM \"pg_catalog.pg_roles\" r WHERE r.oid = {0}), 'unknown (OID=' || {0} || ')')";

constexpr std::string_view collation_visible =
    "(SELECT 1 FROM \"pg_catalog.pg_collation\" c WHERE c.oid = {0})";  // all are in pg_catalog
constexpr std::string_view function_visible = "(SELECT 1 FROM \"pg_catalog.pg_proc\" p WHERE p.oid = {0})";

const std::array lookups = {
    Lookup{"pg_get_constraintdef", {oid}, text, constraint_definition},
    Lookup{"pg_get_constraintdef", {oid, boolean}, text, pretty_constraint_definition},
    Lookup{"pg_get_indexdef", {oid}, text, index_definition},
    Lookup{"pg_get_indexdef", {oid, integer, boolean}, text, index_part},
    Lookup{"pg_get_expr", {text, oid}, text, "{0}"},
    Lookup{"pg_get_expr", {text, oid, boolean}, text, "{0}"},
    Lookup{"pg_get_viewdef", {oid}, text, view_definition},
    Lookup{"pg_get_viewdef", {oid, boolean}, text, pretty_view_definition},
    Lookup{"pg_get_viewdef", {text}, text, named_view_definition},
    Lookup{"pg_get_serial_sequence", {text, text}, text, serial_sequence},
    Lookup{"pg_get_userbyid", {oid}, name, user_by_id},
    Lookup{"obj_description", {oid}, text, object_comment},
    Lookup{"obj_description", {oid, name}, text, object_comment_in},
    Lookup{"shobj_description", {oid, name}, text, "NULL"},
    Lookup{"col_description", {oid, integer}, text, column_comment},
    Lookup{"format_type", {oid, integer}, text, typed_as},
    Lookup{"pg_table_is_visible", {oid}, boolean, relation_visible},
    Lookup{"pg_type_is_visible", {oid}, boolean, type_visible},
    Lookup{"pg_collation_is_visible", {oid}, boolean, collation_visible},
    Lookup{"pg_function_is_visible", {oid}, boolean, function_visible},
    Lookup{"pg_trigger_depth", {}, integer, "0"},
    Lookup{"row_security_active", {oid}, boolean, "iif({0} IS NULL, NULL, 0)"},
    Lookup{"pg_tablespace_location", {oid}, text, "iif({0} IS NULL, NULL, '')"},
    Lookup{"pg_encoding_to_char", {integer}, name, "CASE {0} WHEN 6 THEN 'UTF8' WHEN 0 THEN 'SQL_ASCII' ELSE '' END"},
    Lookup{"pg_is_in_recovery", {}, boolean, "0"},
    Lookup{"pg_my_temp_schema", {}, oid, "0"},
    Lookup{"pg_is_other_temp_schema", {oid}, boolean, "iif({0} IS NULL, NULL, 0)"},
    Lookup{"pg_get_partkeydef", {oid}, text, "NULL"},
};

}  // namespace

std::vector<std::string> name_parts(std::string_view text) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      parts.back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == '.' && !quoted) {
      parts.emplace_back();
    } else if (quoted || !is_ascii_space(c)) {
      parts.back() += quoted ? c : ascii_lower(c);
    }
  }
  return parts;
}

std::optional<sql::CastPath> object_cast(const Type& from, const Type& to, sql::CastStrength strength) {
  if (const std::optional<sql::CastPath> path = text_search_cast(from, to, strength)) {
    return path;
  }
  const auto type_named = [](std::string_view name) -> const ObjectType* {
    const auto found = std::find_if(object_types().begin(), object_types().end(),
                                    [&](const ObjectType& candidate) { return candidate.name == name; });
    return found == object_types().end() ? nullptr : &*found;
  };
  if (to.id == oid && (from.id == unknown || is_character(from.id))) {
    const ObjectType* wanted = type_named(to.name);
    // A text is looked up only when asked for; a literal always.
    const bool may = from.id == unknown || strength == sql::CastStrength::explicit_;
    return wanted != nullptr && may ? std::optional(sql::CastPath{&wanted->in, {}}) : std::nullopt;
  }
  if (from.id == oid && is_character(to.id) && strength != sql::CastStrength::implicit) {
    const ObjectType* given = type_named(from.name);
    return given != nullptr ? std::optional(sql::CastPath{&given->out, {}}) : std::nullopt;
  }
  return std::nullopt;
}

void add_catalog_functions(Overloads& rows) {
  const auto stable = [&](sql::Overload row) {
    rows.push_back(with_volatility(std::move(row), sql::Volatility::stable));
  };
  for (const Lookup& lookup : lookups) {
    stable(template_row(lookup.name, lookup.parameters, lookup.result, lookup.sql));
  }
  for (const auto& [spelled_name, object, search] :
       {std::tuple{"to_regclass", "regclass", relation_search}, std::tuple{"to_regtype", "regtype", type_search},
        std::tuple{"to_regnamespace", "regnamespace", schema_search},
        std::tuple{"to_regrole", "regrole", role_search}}) {
    sql::Overload row = template_row(spelled_name, {text}, oid, object_of_name(search));
    row.result.name = object;
    stable(std::move(row));
  }
  add_privilege_functions(rows);
  stable(native_row(" name last", {text}, text, "pg_name_last", name_last));
  stable(native_row(" name schema", {text}, text, "pg_name_schema", name_schema));
  stable(native_row(" type name", {text}, text, "pg_type_name", type_name));
  stable(seeing_nulls(native_row(" format type", {text, integer}, text, "pg_format_type", format_type)));
  stable(native_row(" missing relation", {text}, oid, "pg_missing_relation", missing_relation));
  stable(native_row(" missing type", {text}, oid, "pg_missing_type", missing_type));
  stable(native_row(" unwritten view", {text}, text, "pg_unwritten_view", unwritten_view));
  stable(native_row(" unread catalog", {text}, boolean, "pg_unread_catalog", unread_catalog));
  stable(native_row(" missing role", {text}, oid, "pg_missing_role", missing_role));
  stable(native_row(" missing column", {text, text}, boolean, "pg_missing_column", missing_column));
  stable(native_row(" missing schema", {text}, oid, "pg_missing_schema", missing_schema));
}

}  // namespace emulator::postgres
