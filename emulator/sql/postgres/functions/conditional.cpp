// COALESCE, NULLIF, GREATEST, LEAST (manual 9.18).
#include <algorithm>

#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

// SQLite's scalar max() and min() give NULL for any NULL; PostgreSQL leaves NULLs out.
constexpr std::string_view greatest_of_all = "max({coalesced})";
constexpr std::string_view least_of_all = "min({coalesced backwards})";  // of equal ones SQLite takes the last

template <bool wanted>
Value count_nulls(std::span<const Value> arguments, sql::CallContext&) {
  return static_cast<std::int64_t>(
      std::count_if(arguments.begin(), arguments.end(), [](const Value& value) { return is_null(value) == wanted; }));
}

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
                    .is_variadic = true,
                    .result = type(TypeId::any_element),
                    .lowering = sql::Template{text},
                    .collates = true});
  };
  for (const bool counts_nulls : {true, false}) {
    rows.push_back(
        seeing_nulls(variadic({.name = counts_nulls ? "num_nulls" : "num_nonnulls",
                               .parameters = {type(TypeId::any)},
                               .result = type(TypeId::integer),
                               .lowering = counts_nulls ? sql::Native{"pg_num_nulls", count_nulls<true>}
                                                        : sql::Native{"pg_num_nonnulls", count_nulls<false>}})));
  }
  add_extreme("greatest", greatest_of_all);
  add_extreme("least", least_of_all);
}

}  // namespace emulator::postgres
