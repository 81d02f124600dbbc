#include "types/json.hpp"

#include <doctest/doctest.h>

#include <string>

#include "types/json_path.hpp"

using namespace emulator;

TEST_CASE("normal forms") {
  const struct {
    std::string_view text, mysql, jsonb;
  } rows[] = {
      {R"({"bb":1,"a":[1,2,{}],"c":null})", R"({"a": [1, 2, {}], "c": null, "bb": 1})",
       R"({"a": [1, 2, {}], "c": null, "bb": 1})"},
      {R"({"a":1,"a":2})", R"({"a": 2})", R"({"a": 2})"},
      {"1.10", "1.1", "1.10"},
      {"1e2", "100.0", "100"},
      {"12345678901234567890", "12345678901234567890", "12345678901234567890"},
      {"123456789012345678901", "1.2345678901234568e20", "123456789012345678901"},
      {R"("a\u00e9\n\/\"\u0001")", "\"aé\\n/\\\"\\u0001\"", "\"aé\\n/\\\"\\u0001\""},
      {R"("\ud83d\ude00")", "\"😀\"", "\"😀\""},
      {" [ true , false ] ", "[true, false]", "[true, false]"},
  };
  for (const auto& row : rows) {
    CHECK(normalised_mysql_json(row.text).value_or("malformed") == row.mysql);
    CHECK(normalised_jsonb(row.text).value_or("malformed") == row.jsonb);
  }
  const auto document = parse_json(R"({"b":1.0,"a":[]})");
  REQUIRE(document.has_value());
  CHECK(print(*document, {.spaces = false}) == R"({"b":1.0,"a":[]})");
  CHECK(print(*document, {.indent = 2}) == "{\n  \"b\": 1.0,\n  \"a\": []\n}");
}

TEST_CASE("faults are told with their place") {
  const struct {
    std::string_view text, message;
    std::size_t position;
  } rows[] = {
      {"", "The document is empty.", 0},
      {"{a:1}", "Missing a name for object member.", 1},
      {R"({"a" 1})", "Missing a colon after a name of object member.", 5},
      {R"({"a":1)", "Missing a comma or } after an object member.", 6},
      {"[1 2]", "Missing a comma or ] after an array element.", 3},
      {"nul", "Invalid value.", 0},
      {"01", "The document root must not be followed by other values.", 1},
      {"\"abc", "Missing a closing quotation mark in string.", 0},
      {R"("\x")", "Invalid escape character in string.", 2},
      {R"("\ud83d")", "The surrogate pair in string is invalid.", 7},
      {"1.", "Miss fraction part in number.", 2},
      {"\"\xFF\"", "Invalid encoding in string.", 1},
  };
  for (const auto& row : rows) {
    JsonFault fault;
    CHECK_FALSE(parse_json(row.text, &fault).has_value());
    CHECK_MESSAGE(fault.message == row.message, std::string{row.text});
    CHECK_MESSAGE(fault.position == row.position, std::string{row.text});
  }
  CHECK_FALSE(parse_json(std::string(200, '[') + std::string(200, ']')).has_value());
}

TEST_CASE("order") {
  const auto json = [](std::string_view text) { return *parse_json(text); };
  const std::string_view mysql[] = {"null", "-1",  "2",      "10.5", "\"a\"", "\"b\"",
                                    "{}",   "[1]", "[1, 2]", "[2]",  "false", "true"};
  const std::string_view jsonb[] = {"null", "\"a\"", "1", "false", "true", "[2]", "[1, 2]", "{}", R"({"a": 1})"};
  for (std::size_t i = 0; i < std::size(mysql); ++i) {
    for (std::size_t j = 0; j < std::size(mysql); ++j) {
      const int order = compare_mysql_json(json(mysql[i]), json(mysql[j]));
      CHECK((order > 0) - (order < 0) == (i > j) - (i < j));
    }
  }
  for (std::size_t i = 0; i < std::size(jsonb); ++i) {
    for (std::size_t j = 0; j < std::size(jsonb); ++j) {
      const int order = compare_jsonb(json(jsonb[i]), json(jsonb[j]));
      CHECK((order > 0) - (order < 0) == (i > j) - (i < j));
    }
  }
  CHECK(compare_jsonb(json("1.0"), json("1")) == 0);
}

TEST_CASE("paths") {
  const auto document = parse_json(R"({"a": [1, 2, {"b": 3}], "c d": {"b": 4}, "b": 5})");
  REQUIRE(document.has_value());
  const struct {
    std::string_view path, found;
  } rows[] = {
      {"$", R"({"a": [1, 2, {"b": 3}], "c d": {"b": 4}, "b": 5};)"},
      {"$.a[0]", "1;"},
      {"$.a[last]", R"({"b": 3};)"},
      {"$.a[last-1]", "2;"},
      {"$.a[0 to 1]", "1;2;"},
      {"$.a[1 to last]", R"(2;{"b": 3};)"},
      {"$.a[*]", R"(1;2;{"b": 3};)"},
      {"$.\"c d\".b", "4;"},
      {"$**.b", "5;3;4;"},
      {"$.*", R"([1, 2, {"b": 3}];{"b": 4};5;)"},
      {"$.b[0]", "5;"},
      {"$.b[last]", "5;"},
      {"$.b[1]", ""},
      {"$.a[7]", ""},
      {"$.nosuch", ""},
  };
  for (const auto& row : rows) {
    const auto path = parse_json_path(row.path);
    REQUIRE_MESSAGE(path.has_value(), std::string{row.path});
    std::string found;
    for (const Json* value : find_all(*document, *path)) found += print(*value, mysql_json) + ";";
    CHECK_MESSAGE(found == row.found, std::string{row.path});
  }
  for (const std::string_view bad : {"", "a", "$.", "$[", "$[x]", "$**", "$.1a", "$a", "$.\"a"}) {
    CHECK_MESSAGE(!parse_json_path(bad), std::string{bad});
  }
}
