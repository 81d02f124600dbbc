// Reading request bodies: what is JSON, what becomes of its values, what is refused.
#include "api/json_document.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "base/error.hpp"

namespace emulator::api {
namespace {

// The member "v" of a document {"v": ...}.
JsonValue member(const JsonDocument& document) {
  return *document.root().members().begin();
}

std::string refusal(const std::string& body) {
  try {
    const JsonDocument document(body);
  } catch (const ApiError& error) {
    CHECK(error.fault == Fault::serialization);
    return error.message;
  }
  return "";
}

TEST_CASE("an empty body is an empty object") {
  const JsonDocument document("");
  for (const JsonValue value : document.root().members()) FAIL(std::string(value.key()));
}

TEST_CASE("members come in order with their keys and kinds") {
  const std::string body = R"( {"a": null, "b\u0041": [1, {"x": true}, "s"], "c": -1.5e3, "d": {}} )";
  const JsonDocument document(body);
  std::string seen;
  for (const JsonValue value : document.root().members()) {
    seen += std::string(value.key()) + std::to_string(static_cast<int>(value.kind())) + " ";
  }
  CHECK(seen == "a0 bA5 c3 d6 ");
}

// wire 1.5/long-exact
TEST_CASE("integers are exact or refused") {
  const struct {
    std::string token;
    bool ok;
    std::int64_t value;
  } table[] = {
      {"0", true, 0},
      {"-1", true, -1},
      {"9007199254740993", true, 9007199254740993},
      {"9223372036854775807", true, 9223372036854775807},
      {"-9223372036854775808", true, std::numeric_limits<std::int64_t>::min()},
      {"9223372036854775808", false, 0},
      {"18446744073709551616", false, 0},
      {"1.0", false, 0},
      {"1e3", false, 0},
      {"\"1\"", false, 0},
      {"true", false, 0},
      {"[]", false, 0},
  };
  for (const auto& row : table) {
    CAPTURE(row.token);
    const std::string body = "{\"v\":" + row.token + "}";
    const JsonDocument document(body);
    if (row.ok) {
      CHECK(member(document).integer() == row.value);
    } else {
      CHECK_THROWS_AS(member(document).integer(), ApiError);
    }
  }
}

// wire 1.5/integer-for-double 1.5/nan
TEST_CASE("doubles are read to the last bit, from integers and from three words too") {
  const struct {
    std::string token;
    double value;
  } table[] = {
      {"1", 1.0},
      {"-0", -0.0},
      {"1.0", 1.0},
      {"1e+300", 1e300},
      {"0.1", 0.1},
      {"4.9E-324", 4.9e-324},
      {"1.7976931348623157e308", 1.7976931348623157e308},
      {"9007199254740993.0", 9007199254740992.0},
      {"3.141592653589793238462643383279", 3.141592653589793},
      {"0.30000000000000004", 0.30000000000000004},
      {"\"Infinity\"", std::numeric_limits<double>::infinity()},
      {"\"-Infinity\"", -std::numeric_limits<double>::infinity()},
  };
  for (const auto& row : table) {
    CAPTURE(row.token);
    const std::string body = "{\"v\":" + row.token + "}";
    const JsonDocument document(body);
    CHECK(member(document).floating() == row.value);
    CHECK(std::signbit(member(document).floating()) == std::signbit(row.value));
  }
  const JsonDocument document(R"({"v":"NaN"})");
  CHECK(std::isnan(member(document).floating()));
  for (const std::string token : {"1e400", "\"1\"", "true", "\"nan\"", "{}"}) {
    CAPTURE(token);
    const std::string body = "{\"v\":" + token + "}";
    const JsonDocument refused(body);
    CHECK_THROWS_AS(member(refused).floating(), ApiError);
  }
}

TEST_CASE("strings are decoded; unescaped ones are views of the body") {
  const std::string body = R"({"v":"plain"})";
  const JsonDocument plain(body);
  CHECK(member(plain).text().data() == body.data() + 6);
  const JsonDocument escaped(R"({"v":"a\"b\\c\/\n\u00e9\ud83d\ude00 tail"})");
  CHECK(member(escaped).text() == "a\"b\\c/\né😀 tail");
  const std::string many = "{\"v\":\"" + std::string(5000, 'x') + "\\n" + std::string(5000, 'y') + "\"}";
  const JsonDocument longer(many);
  CHECK(member(longer).text() == std::string(5000, 'x') + "\n" + std::string(5000, 'y'));
}

TEST_CASE("what is not JSON is refused") {
  const std::string table[] = {
      "{",
      "nonsense",
      R"({"a":1}})",
      R"({"a":1,})",
      R"({'a':1})",
      R"({"a":01})",
      R"({"a":NaN})",
      "{\"a\":\"\xff\"}",
      "{\"a\":\"\xc0\x80\"}",
      "{\"a\":\"\xed\xa0\x80\"}",  // a surrogate
      R"({"a":"\ud800"})",
      "{\"a\":\"line\nbreak\"}",
      "/* no */ {}",
      std::string(10'000, '['),
      std::string(10'000, '[') + std::string(10'000, ']'),
  };
  for (const auto& body : table) {
    CAPTURE(body.substr(0, 40));
    CHECK(refusal(body).starts_with("The request body is not valid JSON: "));
  }
}

TEST_CASE("refusals name the member, what it should be and what it is") {
  const JsonDocument document(R"({"v":[1]})");
  try {
    member(document).text();
    FAIL("read a list as a string");
  } catch (const ApiError& error) {
    CHECK(error.message == "The value of v must be a string, not a list.");
  }
}

TEST_CASE("lists hold no nulls") {
  const JsonDocument document(R"({"v":[1,null]})");
  CHECK_THROWS_AS(member(document).elements(), ApiError);
}

}  // namespace
}  // namespace emulator::api
