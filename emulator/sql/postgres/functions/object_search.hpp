// Objects of the catalog by their names: the search for each kind, and what is made of it. The name is written once, as
// `given`: arguments are often such lookups themselves, and SQLite's parser gives up at a depth of 100.
#pragma once

#include <string>
#include <string_view>

#include "types/type.hpp"

namespace emulator::postgres {

// The oid, or NULL.
inline constexpr std::string_view relation_search =
    "(SELECT r.oid FROM emulator_relation r WHERE r.name = pg_name_last(given) AND (r.schema ="
    " pg_name_schema(given) OR pg_name_schema(given) IS NULL AND r.schema IN (pg_current_schema(), 'pg_catalog'))"
    " ORDER BY r.schema <> 'pg_catalog' LIMIT 1)";
inline constexpr std::string_view type_search =
    "(SELECT t.oid FROM emulator_type t WHERE t.name = pg_type_name(given) AND (t.schema ="
    " pg_name_schema(given) OR pg_name_schema(given) IS NULL AND t.schema IN (pg_current_schema(), 'pg_catalog'))"
    " ORDER BY t.schema <> 'pg_catalog' LIMIT 1)";
inline constexpr std::string_view schema_search =
    "(SELECT n.oid FROM emulator_namespace n WHERE n.name = pg_name_last(given))";
inline constexpr std::string_view role_search =
    "(SELECT r.oid FROM \"pg_catalog.pg_roles\" r WHERE r.rolname = pg_name_last(given))";

inline std::string given_as(std::string_view argument) {
  return " FROM (SELECT " + std::string(argument) + " AS given))";
}

// Of the name in {0}: NULL where there is none of it.
inline std::string_view object_of_name(std::string_view search) {
  return intern("(SELECT " + std::string(search) + given_as("{0}"));
}

// Where there is none, the number that the text is; `missing` fails for any other.
inline std::string_view object_or_number(std::string_view search, std::string_view missing) {
  return intern("(SELECT coalesce(" + std::string(search) + ", iif(given GLOB '[0-9]*', CAST(given AS INTEGER), " +
                std::string(missing) + "(given)))" + given_as("{0}"));
}

}  // namespace emulator::postgres
