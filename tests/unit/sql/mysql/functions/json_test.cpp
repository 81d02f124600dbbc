#include "../evaluate.hpp"

using namespace emulator::mysql::testing;

TEST_CASE("making JSON") {
  static const Expectation rows[] = {
      {"JSON_ARRAY(1, 'abc', NULL, TRUE, 1.50, 1e0)", "[1, \"abc\", null, true, 1.50, 1.0]", "json"},
      {"JSON_OBJECT('id', 87, 'name', 'carrot')", "{\"id\": 87, \"name\": \"carrot\"}"},
      {"JSON_OBJECT('bb', 1, 'a', JSON_ARRAY(1))", "{\"a\": [1], \"bb\": 1}"},
      {"JSON_OBJECT()", "{}"},
      {"JSON_EXTRACT('[1.50, 1e2]', '$')", "[1.5, 100.0]"},
      {"JSON_OBJECT('a', 1 = 1)", "{\"a\": true}"},
      {"JSON_OBJECT('d', DATE '2024-01-02')", "{\"d\": \"2024-01-02\"}"},
      {"JSON_OBJECT(NULL, 1)", "3158 JSON documents may not contain NULL member names."},
      {"JSON_QUOTE('a\"b')", "\"a\\\"b\""},
      {"JSON_UNQUOTE('\"abc\"')", "abc"},
      {"JSON_UNQUOTE('[1]')", "[1]"},
      {"CAST('{\"b\":1,\"a\":2}' AS JSON)", "{\"a\": 2, \"b\": 1}", "json"},
      {"CAST('x' AS JSON)",
       "3141 Invalid JSON text in argument 1 to function cast_as_json: \"Invalid value.\" at position 0."},
      {"CAST(1 AS JSON)", "1"},
  };
  check(rows);
}

TEST_CASE("reading JSON") {
  static const Expectation rows[] = {
      {"JSON_EXTRACT('[10, 20, [30, 40]]', '$[1]')", "20", "json"},
      {"JSON_EXTRACT('[10, 20, [30, 40]]', '$[1]', '$[0]')", "[20, 10]"},
      {"JSON_EXTRACT('[10, 20, [30, 40]]', '$[2][*]')", "[30, 40]"},
      {"JSON_EXTRACT('{\"a\": \"x\"}', '$.a')", "\"x\""},
      {"JSON_EXTRACT('{\"a\": \"x\"}', '$.b')", "NULL"},
      {"JSON_EXTRACT('{\"a\": \"x\"}', '$.')",
       "3143 Invalid JSON path expression. The error is around character position 3."},
      {"JSON_UNQUOTE(JSON_EXTRACT('{\"a\": \"x\"}', '$.a'))", "x"},
      {"JSON_VALUE('{\"a\": \"x\"}', '$.a')", "x"},
      {"JSON_TYPE('{\"a\": 1}')", "OBJECT"},
      {"JSON_TYPE('1.5')", "DOUBLE"},
      {"JSON_VALID('{\"a\": 1}')", "1"},
      {"JSON_VALID('hello')", "0"},
      {"JSON_VALID(1)", "0"},
      {"JSON_LENGTH('[1, 2, {\"a\": 3}]')", "3"},
      {"JSON_LENGTH('{\"a\": 1, \"b\": {\"c\": 30}}', '$.b')", "1"},
      {"JSON_DEPTH('[10, {\"a\": 20}]')", "3"},
      {"JSON_KEYS('{\"a\": 1, \"b\": {\"c\": 30}}')", "[\"a\", \"b\"]"},
      {"JSON_CONTAINS('{\"a\": 1, \"b\": 2}', '1', '$.a')", "1"},
      {"JSON_CONTAINS('[1, [2, 3]]', '[2]')", "1"},
      {"JSON_CONTAINS('{\"a\": {\"d\": 4}}', '{\"a\": {}}')", "1"},
      {"JSON_CONTAINS_PATH('{\"a\": 1}', 'all', '$.a', '$.e')", "0"},
      {"JSON_CONTAINS_PATH('{\"a\": 1}', 'one', '$.a', '$.e')", "1"},
      {"JSON_SEARCH('[\"abc\", [{\"k\": \"10\"}, \"def\"], {\"x\": \"abc\"}]', 'one', 'abc')", "\"$[0]\""},
      {"JSON_SEARCH('[\"abc\", {\"x\": \"abc\"}]', 'all', 'a%')", "[\"$[0]\", \"$[1].x\"]"},
      {"17 MEMBER OF('[23, \"abc\", 17]')", "1"},
      {"'abc' MEMBER OF('[23, \"abc\", 17]')", "1"},
      {"JSON_OVERLAPS('[1,3]', '[3,4]')", "1"},
      {"JSON_PRETTY('{\"a\":1}')", "{\n  \"a\": 1\n}"},
      {"JSON_EXTRACT('{\"a\": 1}', '$.a') = 1", "1"},
      {"JSON_EXTRACT('{\"a\": \"x\"}', '$.a') = 'x'", "1"},
  };
  check(rows);
}

TEST_CASE("changing JSON") {
  static const Expectation rows[] = {
      {"JSON_SET('{ \"a\": 1, \"b\": [2, 3]}', '$.a', 10, '$.c', '[true, false]')",
       "{\"a\": 10, \"b\": [2, 3], \"c\": \"[true, false]\"}"},
      {"JSON_INSERT('{ \"a\": 1, \"b\": [2, 3]}', '$.a', 10, '$.c', TRUE)", "{\"a\": 1, \"b\": [2, 3], \"c\": true}"},
      {"JSON_REPLACE('{ \"a\": 1}', '$.a', 10, '$.c', 1)", "{\"a\": 10}"},
      {"JSON_SET('{\"a\": 1}', '$.a', NULL)", "{\"a\": null}"},
      {"JSON_SET('[1]', '$[5]', 2)", "[1, 2]"},
      {"JSON_SET('1', '$[1]', 2)", "[1, 2]"},
      {"JSON_SET(NULL, '$.a', 1)", "NULL"},
      {"JSON_REMOVE('[\"a\", [\"b\", \"c\"], \"d\"]', '$[1]')", "[\"a\", \"d\"]"},
      {"JSON_REMOVE('{\"a\": 1, \"b\": 2}', '$.a', '$.z')", "{\"b\": 2}"},
      {"JSON_ARRAY_APPEND('[\"a\", [\"b\", \"c\"], \"d\"]', '$[1]', 1)", "[\"a\", [\"b\", \"c\", 1], \"d\"]"},
      {"JSON_ARRAY_APPEND('{\"a\": 1}', '$.a', 'x')", "{\"a\": [1, \"x\"]}"},
      {"JSON_ARRAY_INSERT('[\"a\", {\"b\": [1, 2]}]', '$[1]', 'x')", "[\"a\", \"x\", {\"b\": [1, 2]}]"},
      {"JSON_MERGE_PATCH('{\"a\": 1, \"b\": 2}', '{\"b\": null, \"c\": 3}')", "{\"a\": 1, \"c\": 3}"},
      {"JSON_MERGE_PRESERVE('[1, 2]', '[true]')", "[1, 2, true]"},
      {"JSON_MERGE_PRESERVE('{\"a\": 1}', '{\"a\": 2}')", "{\"a\": [1, 2]}"},
  };
  check(rows);
}
