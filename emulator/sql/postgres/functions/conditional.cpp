// COALESCE, NULLIF, GREATEST, LEAST (manual 9.18).
#include "sql/postgres/functions/functions.hpp"

namespace emulator::postgres {

namespace {

// SQLite's scalar max() and min() give NULL for any NULL; PostgreSQL leaves NULLs out.
constexpr std::string_view greatest_of_two = "CASE WHEN {0} >= {1} THEN {0} ELSE coalesce({1}, {0}) END";
constexpr std::string_view least_of_two = "CASE WHEN {0} <= {1} THEN {0} ELSE coalesce({1}, {0}) END";

}  // namespace

void add_conditionals(Overloads& rows) {
  rows.push_back({.name = "coalesce",
                  .parameters = {type(TypeId::any_element), type(TypeId::any_element)},
                  .is_variadic = true,
                  .result = type(TypeId::any_element),
                  .lowering = sql::Template{"coalesce({*})"}});
  rows.push_back({.name = "coalesce",
                  .parameters = {type(TypeId::any_element)},
                  .result = type(TypeId::any_element),
                  .lowering = sql::Template{"{0}"}});
  rows.push_back({.name = "nullif",
                  .parameters = {type(TypeId::any_element), type(TypeId::any_element)},
                  .result = type(TypeId::any_element),
                  .lowering = sql::Template{"CASE WHEN {0} = {1} THEN NULL ELSE {0} END"},
                  .collates = true});
  const auto add_extreme = [&](std::string_view name, std::string_view text) {
    rows.push_back({.name = name,
                    .parameters = {type(TypeId::any_element)},
                    .result = type(TypeId::any_element),
                    .lowering = sql::Template{"{0}"}});
    rows.push_back({.name = name,
                    .parameters = {type(TypeId::any_element), type(TypeId::any_element)},
                    .result = type(TypeId::any_element),
                    .lowering = sql::Template{text},
                    .collates = true});
  };
  add_extreme("greatest", greatest_of_two);
  add_extreme("least", least_of_two);
}

}  // namespace emulator::postgres
