// JSON documents: parse, order, print and compare as MySQL and PostgreSQL do. Numbers keep their digits as written.
// Paths are in json_path.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emulator {

enum class JsonKind : std::uint8_t {
  null,
  boolean,
  number,
  string,
  array,
  object
};

struct Json {
  JsonKind kind = JsonKind::null;
  bool boolean = false;
  std::string text;            // of a string (decoded, UTF-8) or the digits of a number
  std::vector<Json> elements;  // of an array, or an object's values
  std::vector<std::string> keys;

  static Json of(bool value);
  static Json of(std::int64_t value);
  static Json number(std::string digits);
  static Json string(std::string text);
  static Json array();
  static Json object();

  const Json* find(std::string_view key) const;  // null: absent, or no object
  // Objects only: replaces the member of that name, or adds it at the end.
  void set(std::string_view key, Json value);
  void erase(std::size_t index);  // of an array or object
};

// What is wrong with a text, in the words MySQL shows ("Missing a comma or } after an object member."), and the byte.
struct JsonFault {
  std::string_view message;
  std::size_t position = 0;
};

inline constexpr std::int32_t json_max_depth = 100;  // MySQL's limit; deeper documents are refused

// Members stay as written, duplicates too. Empty: malformed, told by `fault` if given.
std::optional<Json> parse_json(std::string_view text, JsonFault* fault = nullptr);

// Both engines' binary form: of equal keys the last wins, and keys are ordered by length, then bytes. Recursive.
void normalise(Json& document);

// Numbers as MySQL keeps those it reads from a text: 64-bit integers as they are, others as doubles. Recursive.
void normalise_mysql_numbers(Json& document);

enum class JsonNumbers : std::uint8_t {
  as_written,
  mysql,    // integers of 64 bits as they are, others as the shortest double: 1e2 is 100.0
  postgres  // exact decimals without exponent: 1e2 is 100, 1.10 is 1.10
};
struct JsonPrint {
  JsonNumbers numbers = JsonNumbers::as_written;
  bool spaces = true;       // {"a": 1, "b": 2} rather than {"a":1,"b":2}
  std::int32_t indent = 0;  // > 0: one member a line, indented by that many spaces a level
};
inline constexpr JsonPrint mysql_json{.numbers = JsonNumbers::mysql, .spaces = true, .indent = 0};
inline constexpr JsonPrint jsonb_json{.numbers = JsonNumbers::postgres, .spaces = true, .indent = 0};

std::string print(const Json& document, const JsonPrint& style);
void append_json_string(std::string& output, std::string_view text);  // with quotes and escapes

// parse, normalise, print. Empty: malformed.
std::optional<std::string> normalised_mysql_json(std::string_view text, JsonFault* fault = nullptr);
std::optional<std::string> normalised_jsonb(std::string_view text, JsonFault* fault = nullptr);

// MySQL's order of JSON values (manual, "Comparison and Ordering of JSON Values"): null < number < string < object <
// array < boolean; and jsonb's: object > array > boolean > number > string > null, strings and keys as en_US sorts
// texts. Both of normalised documents.
int compare_mysql_json(const Json& left, const Json& right);
int compare_jsonb(const Json& left, const Json& right);

}  // namespace emulator
