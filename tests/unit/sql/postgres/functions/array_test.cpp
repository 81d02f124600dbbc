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
    {"array_to_json('{1,2,NULL}'::integer[])", "[1,2,null]"},
    {"array_length('{1,2,3}'::integer[], 1)", "3"},
    {"array_length('{}'::integer[], 1)", "NULL"},
    {"array_length('{{1,2},{3,4}}'::integer[], 2)", "2"},
    {"cardinality('{{1,2},{3,4}}'::integer[])", "4"},
    {"array_append('{1,2}'::integer[], 3)", "{1,2,3}"},
    {"array_prepend(0, '{1,2}'::integer[])", "{0,1,2}"},
    {"array_cat('{1,2}'::integer[], '{3}')", "{1,2,3}"},
    {"'{1,2}'::integer[] || 3", "{1,2,3}"},
    {"0 || '{1,2}'::integer[]", "{0,1,2}"},
    {"'{1,2}'::integer[] || '{3}'::integer[]", "{1,2,3}"},
    {"'{1,2}'::integer[] || '{3}'", "{1,2,3}"},
    {"array_remove('{1,2,1}'::integer[], 1)", "{2}"},
    {"array_replace('{1,2,1}'::integer[], 1, 5)", "{5,2,5}"},
    {"array_position('{a,b,c}'::text[], 'b')", "2"},
    {"array_to_string('{1,2,NULL,3}'::integer[], ',')", "1,2,3"},
    {"array_to_string('{1,2,NULL,3}'::integer[], ',', '*')", "1,2,*,3"},
    {"array_to_string('{2024-05-01 10:00}'::timestamp[], ',')", "2024-05-01 10:00:00"},
    {"string_to_array('a,b,,c', ',')", "{a,b,\"\",c}"},
    {"string_to_array('a,b,,c', ',', '')", "{a,b,NULL,c}"},
    {"string_to_array('abc', NULL)", "{a,b,c}"},
    {"string_to_array('', ',')", "{}"},
    {"'{1,2,3}'::integer[] @> '{2}'", "true"},
    {"'{2}'::integer[] <@ '{1,2}'", "true"},
    {"'{1,2}'::integer[] && '{2,3}'", "true"},
    {"'{t,f}'::boolean[] || true", "{t,f,t}"},
    {"array_to_string('{t,f}'::boolean[], ',')", "t,f"},
    {"array_to_string('{1.50,2}'::numeric[], ',')", "1.50,2"},
};
// clang-format on

}  // namespace

TEST_CASE("postgres: array functions as PostgreSQL answers") {
  for (const Case& example : cases) {
    CAPTURE(std::string(example.expression));
    CHECK(shown(example.expression) == example.answer);
  }
}

}  // namespace emulator::postgres::test
