// Answers taken from PostgreSQL 15.20, time zone UTC.
#include <doctest/doctest.h>

#include "unit/sql/postgres/functions/evaluate.hpp"

namespace emulator::postgres::test {

namespace {

struct Case {
  const char* expression;
  const char* answer;
};
// clang-format off
const Case cases[] = {
    {"1 || 2", "42883: operator does not exist: integer || integer"},
    {"lower(5)", "42883: function lower(integer) does not exist"},
    {"substr('abc', 'x')", "22P02: invalid input syntax for type integer: \"x\""},
    {"nosuch(1)", "42883: function nosuch(integer) does not exist"},
    {"'a' + 'b'", "42725: operator is not unique: unknown + unknown"},
};
// clang-format on

}  // namespace

TEST_CASE("postgres: choosing an overload as PostgreSQL answers") {
  for (const Case& example : cases) {
    CAPTURE(std::string(example.expression));
    CHECK(shown(example.expression) == example.answer);
  }
}

}  // namespace emulator::postgres::test
