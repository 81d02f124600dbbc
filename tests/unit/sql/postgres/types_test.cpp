// Names of types, both ways.
#include "sql/postgres/types.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "sql/postgres/dialect.hpp"

namespace emulator::postgres {

namespace {

Type named(std::string_view text) {
  const ast::ExpressionPtr parsed = dialect().parse_expression("NULL::" + std::string(text));
  const std::optional<Type> found = type_of(std::get<ast::Cast>(parsed->node).type);
  REQUIRE(found.has_value());
  return *found;
}

}  // namespace

TEST_CASE("postgres: types by name") {
  struct Example {
    const char* written;
    const char* spelled;
    const char* metadata;
  };
  const Example examples[] = {
      {"int", "integer", "int4"},
      {"int8", "bigint", "int8"},
      {"double precision", "double precision", "float8"},
      {"numeric(10,2)", "numeric(10,2)", "numeric"},
      {"numeric(10)", "numeric(10,0)", "numeric"},
      {"varchar(3)", "character varying(3)", "varchar"},
      {"char(3)", "character(3)", "bpchar"},
      {"char", "character(1)", "bpchar"},
      {"timestamp(3)", "timestamp(3) without time zone", "timestamp"},
      {"timestamptz", "timestamp with time zone", "timestamptz"},
      {"text[]", "text[]", "_text"},
      {"int[][]", "integer[]", "_int4"},
      {"jsonb", "jsonb", "jsonb"},
      {"regclass", "regclass", "regclass"},
  };
  for (const Example& example : examples) {
    CAPTURE(std::string(example.written));
    CHECK(spelled(named(example.written)) == example.spelled);
    CHECK(metadata_name(named(example.written)) == example.metadata);
  }
}

TEST_CASE("postgres: fields of an interval") {
  CHECK(named("interval").length == -1);
  CHECK(named("interval day").length == 1 << 3);
  CHECK(named("interval year to month").length == (1 << 1 | 1 << 2));
  CHECK(named("interval minute to second").length == (1 << 11 | 1 << 12));
}

TEST_CASE("postgres: types that are not there") {
  CHECK_THROWS_AS(named("regproc"), SqlError);
  CHECK_THROWS_AS(named("varchar(0)"), SqlError);
  CHECK_THROWS_AS(named("numeric(1001)"), SqlError);
  CHECK_THROWS_AS(named("integer(3)"), SqlError);
}

}  // namespace emulator::postgres
