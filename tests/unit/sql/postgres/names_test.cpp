// Labels of select items and the names PostgreSQL chooses, as it does.
#include "sql/postgres/names.hpp"

#include <doctest/doctest.h>

#include "sql/postgres/dialect.hpp"

namespace emulator::postgres {

TEST_CASE("postgres: labels") {
  struct Example {
    std::string_view expression;
    std::string_view label;
  };
  const Example examples[] = {
      {"a.b", "b"},
      {"1", "?column?"},
      {"a + 1", "?column?"},
      {"lower(a)", "lower"},
      {"a::text", "a"},
      {"1::int8", "int8"},
      {"'x'::text", "text"},
      {"true", "?column?"},
      {"coalesce(a, b)", "coalesce"},
      {"now()", "now"},
      {"current_date", "current_date"},
      {"CASE WHEN true THEN 1 END", "case"},
      {"CASE WHEN true THEN 1 ELSE a END", "a"},
      {"EXISTS (SELECT 1)", "exists"},
      {"ARRAY[1]", "array"},
      {"(SELECT 1 AS x)", "x"},
  };
  for (const Example& example : examples) {
    CAPTURE(std::string(example.expression));
    ast::SelectItem item;
    item.expression = dialect().parse_expression(example.expression);
    CHECK(label_of(item) == example.label);
    item.alias = "given";
    CHECK(label_of(item) == "given");
  }
}

TEST_CASE("postgres: names for constraints and indexes") {
  const std::vector<std::string> columns = {"a", "b"};
  const auto free = [](std::string_view) { return false; };
  CHECK(choose_name(sql::NameFor::primary_key, "t", columns, free) == "t_pkey");
  CHECK(choose_name(sql::NameFor::unique, "t", columns, free) == "t_a_b_key");
  CHECK(choose_name(sql::NameFor::index, "t", columns, free) == "t_a_b_idx");
  CHECK(choose_name(sql::NameFor::unique, "t", columns, [](std::string_view name) { return name == "t_a_b_key"; }) ==
        "t_a_b_key1");
}

}  // namespace emulator::postgres
