// Numbers and strings as answers print them.
#include "api/json_text.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

namespace emulator::api {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::string written(double value, DoubleStyle style) {
  std::string text;
  append_double(text, value, style);
  return text;
}

// wire 6/doubles
TEST_CASE("strings escape what JSON demands and keep UTF-8") {
  const struct {
    std::string text;
    std::string json;
  } table[] = {
      {"", R"("")"},
      {"plain", R"("plain")"},
      {"邓不利多 é 😀", R"("邓不利多 é 😀")"},
      {"say \"hi\" \\ /", R"("say \"hi\" \\ /")"},
      {"\b\f\n\r\t", R"("\b\f\n\r\t")"},
      {std::string("\0\x01\x1f\x7f", 4), "\"\\u0000\\u0001\\u001f\x7f\""},
  };
  for (const auto& row : table) {
    std::string json;
    append_json_string(json, row.text);
    CHECK(json == row.json);
  }
}

// wire 6/doubles 5.4/v1-doubles
TEST_CASE("doubles show their shortest digits in the layout of each generation") {
  const struct {
    double value;
    std::string plain;
    std::string java;
  } table[] = {
      {0.0, "0.0", "0.0"},
      {-0.0, "-0.0", "-0.0"},
      {1.0, "1.0", "1.0"},
      {10.0, "10.0", "10.0"},
      {-1.5, "-1.5", "-1.5"},
      {0.1, "0.1", "0.1"},
      {123.456, "123.456", "123.456"},
      {0.001, "0.001", "0.001"},
      {0.0001, "0.0001", "1.0E-4"},
      {0.00001, "0.00001", "1.0E-5"},
      {0.000001, "1e-6", "1.0E-6"},
      {9999999.0, "9999999.0", "9999999.0"},
      {1e7, "10000000.0", "1.0E7"},
      {1e15, "1000000000000000.0", "1.0E15"},
      {1e16, "1e16", "1.0E16"},
      {1.25e20, "1.25e20", "1.25E20"},
      {4.9e-324, "5e-324", "4.9E-324"},
      {1.7976931348623157e308, "1.7976931348623157e308", "1.7976931348623157E308"},
      {2.2250738585072014e-308, "2.2250738585072014e-308", "2.2250738585072014E-308"},
      {infinity, R"("Infinity")", R"("Infinity")"},
      {-infinity, R"("-Infinity")", R"("-Infinity")"},
      {std::nan(""), R"("NaN")", R"("NaN")"},
  };
  for (const auto& row : table) {
    CHECK(written(row.value, DoubleStyle::plain) == row.plain);
    CHECK(written(row.value, DoubleStyle::java) == row.java);
  }
}

TEST_CASE("floats show the digits of a float") {
  std::string text;
  append_float(text, 73849.11F);
  CHECK(text == "73849.11");
  text.clear();
  append_float(text, 0.1F, DoubleStyle::java);
  CHECK(text == "0.1");
}

TEST_CASE("JSON documents lose their blanks and nothing else") {
  const struct {
    std::string text;
    std::string compact;  // empty: refused
  } table[] = {
      {R"({"x": 0, "y": "0", "z": [0, 0, 1]})", R"({"x":0,"y":"0","z":[0,0,1]})"},
      {" [ ] ", "[]"},
      {"{ }", "{}"},
      {R"([[], {}, [{}], null, true, false])", "[[],{},[{}],null,true,false]"},
      {R"({"b": {"c": [1, {"d": 2}]}, "a": 1})", R"({"b":{"c":[1,{"d":2}]},"a":1})"},
      {R"("a \u00e9 \" \n b")", R"("a é \" \n b")"},
      {"1.0", "1.0"},
      {"1e2", "100.0"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"18446744073709551615", "18446744073709551615"},
      {"123456789012345678901234567890", "1.2345678901234568e29"},
      {"0.1000000000000000055511151231257827", "0.1"},
      {"", ""},
      {"{", ""},
      {"[1] 2", ""},
      {"nonsense", ""},
      {std::string(1000, '[') + std::string(1000, ']'), ""},
  };
  for (const auto& row : table) {
    CAPTURE(row.text.substr(0, 80));
    std::string compact = "before ";
    CHECK(append_compact_json(compact, row.text) == !row.compact.empty());
    CHECK(compact == "before " + row.compact);
  }
}

}  // namespace
}  // namespace emulator::api
