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
    {"'{\"a\": {\"b\":  1}}'::json -> 'a'", "{\"b\":  1}"},
    {"'{\"a\": {\"b\":  1}}'::jsonb -> 'a'", "{\"b\": 1}"},
    {"'[1, \"x\", null]'::json -> 1", "\"x\""},
    {"'[1, \"x\", null]'::json ->> 1", "x"},
    {"'[1, \"x\", null]'::json ->> 2", "NULL"},
    {"'[1, \"x\", null]'::jsonb -> -1", "null"},
    {"'{\"a\": \"x\\\"y\"}'::jsonb ->> 'a'", "x\"y"},
    {"'{\"a\": 1}'::jsonb -> 'z'", "NULL"},
    {"'{\"a\": {\"b\": [1,2]}}'::jsonb #> '{a,b,1}'", "2"},
    {"'{\"a\": {\"b\": [1,\"z\"]}}'::jsonb #>> '{a,b,1}'", "z"},
    {"'{\"a\":1, \"b\":2}'::jsonb @> '{\"b\":2}'", "true"},
    {"'[1,2,[3]]'::jsonb @> '[3]'", "false"},
    {"'[1,2]'::jsonb @> '1'", "true"},
    {"'{\"b\":2}'::jsonb <@ '{\"a\":1, \"b\":2}'", "true"},
    {"'{\"a\":1}'::jsonb ? 'a'", "true"},
    {"'[\"a\",\"b\"]'::jsonb ? 'b'", "true"},
    {"'{\"a\":1}'::jsonb ?| '{x,a}'", "true"},
    {"'{\"a\":1}'::jsonb ?& '{x,a}'", "false"},
    {"'{\"a\":1}'::jsonb || '{\"b\":2}'", "{\"a\": 1, \"b\": 2}"},
    {"'[1]'::jsonb || '2'", "[1, 2]"},
    {"'{\"a\":1}'::jsonb || '[2]'", "[{\"a\": 1}, 2]"},
    {"'1'::jsonb || '{\"a\":1}'", "[1, {\"a\": 1}]"},
    {"'{\"a\":1,\"b\":2}'::jsonb - 'a'", "{\"b\": 2}"},
    {"'[\"a\",\"b\"]'::jsonb - 'a'", "[\"b\"]"},
    {"'[\"a\",\"b\"]'::jsonb - 0", "[\"b\"]"},
    {"'{\"a\":{\"b\":1,\"c\":2}}'::jsonb #- '{a,b}'", "{\"a\": {\"c\": 2}}"},
    {"jsonb_set('{\"a\":1}', '{a}', '2')", "{\"a\": 2}"},
    {"jsonb_set('{\"a\":1}', '{b}', '2')", "{\"a\": 1, \"b\": 2}"},
    {"jsonb_set('{\"a\":1}', '{b}', '2', false)", "{\"a\": 1}"},
    {"jsonb_set('[1,2]', '{-1}', '9')", "[1, 9]"},
    {"jsonb_set('[1,2]', '{x}', '9')", "22P02: path element at position 1 is not an integer: \"x\""},
    {"jsonb_insert('{\"a\": [0,1,2]}', '{a, 1}', '\"new\"')", "{\"a\": [0, \"new\", 1, 2]}"},
    {"jsonb_insert('{\"a\": [0,1,2]}', '{a, 1}', '\"new\"', true)", "{\"a\": [0, 1, \"new\", 2]}"},
    {"jsonb_typeof('1.5')", "number"},
    {"jsonb_typeof('[]')", "array"},
    {"json_typeof('null')", "null"},
    {"jsonb_array_length('[1,2,3]')", "3"},
    {"jsonb_array_length('{}')", "22023: cannot get array length of a non-array"},
    {"jsonb_array_length('1')", "22023: cannot get array length of a scalar"},
    {"jsonb_strip_nulls('{\"a\":null,\"b\":{\"c\":null}}')", "{\"b\": {}}"},
    {"jsonb_pretty('{\"a\":[1,2],\"b\":{}}')", "{\n    \"a\": [\n        1,\n        2\n    ],\n    \"b\": {\n    }\n}"},
    {"jsonb_extract_path('{\"a\":{\"b\":1}}', 'a', 'b')", "1"},
    {"jsonb_extract_path_text('{\"a\":{\"b\":\"x\"}}', 'a', 'b')", "x"},
    {"json_build_object('a', 1, 'b', 'x', 'c', NULL, 'd', true, 'e', 1.50)", "{\"a\" : 1, \"b\" : \"x\", \"c\" : null, \"d\" : true, \"e\" : 1.50}"},
    {"json_build_object('a')", "22023: argument list must have even number of elements"},
    {"json_build_object(NULL, 1)", "22023: argument 1 cannot be null"},
    {"json_build_object('t', timestamp '2024-05-01 10:00', 'd', date '2024-05-01', 'z', timestamptz '2024-05-01 10:00+00', 'j', '{\"x\": 1}'::json)", "{\"t\" : \"2024-05-01T10:00:00\", \"d\" : \"2024-05-01\", \"z\" : \"2024-05-01T10:00:00+00:00\", \"j\" : {\"x\": 1}}"},
    {"json_build_object(1, 2)", "{\"1\" : 2}"},
    {"jsonb_build_object('b', 1, 'a', '{1,2}'::integer[])", "{\"a\": [1, 2], \"b\": 1}"},
    {"json_build_array(1, 'a', NULL, true)", "[1, \"a\", null, true]"},
    {"jsonb_build_array(1, 'a')", "[1, \"a\"]"},
    {"to_json('a\"b'::text)", "\"a\\\"b\""},
    {"to_jsonb('{a,b}'::text[])", "[\"a\", \"b\"]"},
    {"to_json(1.50)", "1.50"},
    {"to_json('NaN'::double precision)", "\"NaN\""},
};
// clang-format on

}  // namespace

TEST_CASE("postgres: json functions as PostgreSQL answers") {
  for (const Case& example : cases) {
    CAPTURE(std::string(example.expression));
    CHECK(shown(example.expression) == example.answer);
  }
}

}  // namespace emulator::postgres::test
