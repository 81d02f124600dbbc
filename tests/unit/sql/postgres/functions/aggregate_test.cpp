// Aggregates with a state of their own, fed row by row.
#include <doctest/doctest.h>

#include "sql/postgres/dialect.hpp"
#include "types/array.hpp"
#include "unit/sql/postgres/functions/evaluate.hpp"

namespace emulator::postgres::test {

namespace {

using Rows = std::vector<std::vector<Value>>;

std::string folded(std::string_view native, const Rows& rows) {
  sql::CallContext context = make_context();
  for (const sql::Overload& overload : dialect().overloads()) {
    const auto* aggregate = std::get_if<sql::NativeAggregate>(&overload.lowering);
    if (aggregate == nullptr || aggregate->name != native) {
      continue;
    }
    const std::unique_ptr<sql::AggregateState> state = aggregate->make();
    for (const std::vector<Value>& row : rows) {
      state->step(row, context);
    }
    return element_text(state->finish(context));
  }
  return "no such aggregate";
}

Value text(const char* value) {
  return std::string(value);
}

}  // namespace

TEST_CASE("postgres: aggregates that collect") {
  const Value element = static_cast<std::int64_t>(TypeId::text);
  CHECK(folded("pg_array_agg", {{text("a"), element}, {Null{}, element}, {text("b c"), element}}) ==
        "{a,NULL,\"b c\"}");
  CHECK(folded("pg_array_agg", {}) == "NULL");
  CHECK(folded("pg_json_agg", {{text("1")}, {Null{}}, {text("\"x\"")}}) == "[1, null, \"x\"]");
  CHECK(folded("pg_json_agg", {}) == "NULL");
  CHECK(folded("pg_jsonb_agg", {{text("{\"b\":1,\"a\":2}")}}) == "[{\"a\": 2, \"b\": 1}]");
  CHECK(folded("pg_json_object_agg", {{text("\"a\""), text("1")}, {text("2"), Null{}}}) ==
        "{ \"a\" : 1, \"2\" : null }");
  CHECK(folded("pg_jsonb_object_agg", {{text("\"a\""), text("1")}, {text("\"a\""), text("2")}}) == "{\"a\": 2}");
  CHECK(folded("pg_string_agg", {{text("a"), text(",")}, {Null{}, text(",")}, {text("b"), text(";")}}) == "a;b");
}

TEST_CASE("postgres: aggregates of numbers and intervals") {
  CHECK(folded("pg_numeric_sum", {{text("1.5")}, {std::int64_t{2}}, {Null{}}}) == "3.5");
  CHECK(folded("pg_numeric_avg", {{std::int64_t{1}}, {std::int64_t{2}}}) == "1.5000000000000000");
  CHECK(folded("pg_interval_sum", {{text("1 day")}, {text("02:00:00")}}) == "1 day 02:00:00");
  CHECK(folded("pg_interval_avg", {{text("1 day")}, {text("2 days")}}) == "1 day 12:00:00");
}

}  // namespace emulator::postgres::test
