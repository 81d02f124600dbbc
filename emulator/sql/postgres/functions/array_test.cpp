// Comparison of arrays: by the collation of their type, so that SQLite's operators, ORDER BY and indexes follow it; and
// what one holds of another.
#include <algorithm>

#include "sql/postgres/functions/array_values.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

enum class Test : std::uint8_t {
  contains,
  contained,
  overlaps
};

// NULLs are equal to nothing here.
template <Test test>
Value holds(Arguments arguments, CallContext&) {
  const TypeId element = element_type_of(arguments);
  require_equality(element);
  std::vector<Value> whole, parts;
  flatten(array_at(arguments, test == Test::contained ? 1 : 0, element), whole);
  flatten(array_at(arguments, test == Test::contained ? 0 : 1, element), parts);
  const auto found = [&](const Value& part) {
    return !is_null(part) && std::any_of(whole.begin(), whole.end(), [&](const Value& one) {
      return !is_null(one) && compare_elements(one, part, element) == 0;
    });
  };
  return test == Test::overlaps ? std::any_of(parts.begin(), parts.end(), found)
                                : std::all_of(parts.begin(), parts.end(), found);
}

struct Comparison {
  std::string_view name, text;
};
constexpr Comparison comparisons[] = {{"=", "{0} = {1}"},   {"<>", "{0} <> {1}"}, {"<", "{0} < {1}"},
                                      {"<=", "{0} <= {1}"}, {">", "{0} > {1}"},   {">=", "{0} >= {1}"}};

}  // namespace

void add_array_tests(Overloads& rows) {
  const std::vector<Type> pair(2, type(any_array));
  for (const Comparison& comparison : comparisons) {
    rows.push_back({.name = comparison.name,
                    .kind = sql::OverloadKind::operator_,
                    .parameters = pair,
                    .result = type(boolean),
                    .lowering = sql::Template{comparison.text},
                    .collates = true,
                    .elements_alike = true});
  }
  const auto add = [&](std::string_view symbol, std::string_view native, sql::NativeFunction function) {
    rows.push_back(as_operator(native_row(symbol, pair, type(boolean), native, function)));
    rows.back().takes_element_type = true;
    rows.back().elements_alike = true;
  };
  add("@>", "pg_array_contains", holds<Test::contains>);
  add("<@", "pg_array_contained", holds<Test::contained>);
  add("&&", "pg_array_overlaps", holds<Test::overlaps>);
  for (const auto& [name, text] : {std::pair{"min", "min({0})"}, std::pair{"max", "max({0})"}}) {
    rows.push_back({.name = name,
                    .kind = sql::OverloadKind::aggregate,
                    .parameters = {type(any_array)},
                    .result = type(any_array),
                    .lowering = sql::Template{text}});
  }
}

}  // namespace emulator::postgres
