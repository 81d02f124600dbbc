// The tree, its order and its print. The parser is in json_parse.cpp.
#include "types/json.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "types/collation.hpp"
#include "types/decimal.hpp"
#include "types/float_text.hpp"

namespace emulator {

Json Json::of(bool value) {
  Json json;
  json.kind = JsonKind::boolean;
  json.boolean = value;
  return json;
}

Json Json::of(std::int64_t value) {
  return number(std::to_string(value));
}

Json Json::number(std::string digits) {
  Json json;
  json.kind = JsonKind::number;
  json.text = std::move(digits);
  return json;
}

Json Json::string(std::string text) {
  Json json;
  json.kind = JsonKind::string;
  json.text = std::move(text);
  return json;
}

Json Json::array() {
  Json json;
  json.kind = JsonKind::array;
  return json;
}

Json Json::object() {
  Json json;
  json.kind = JsonKind::object;
  return json;
}

const Json* Json::find(std::string_view key) const {
  for (std::size_t i = keys.size(); i-- > 0;) {
    if (keys[i] == key) return &elements[i];
  }
  return nullptr;
}

void Json::set(std::string_view key, Json value) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] != key) continue;
    elements[i] = std::move(value);
    return;
  }
  keys.emplace_back(key);
  elements.push_back(std::move(value));
}

void Json::erase(std::size_t index) {
  elements.erase(elements.begin() + static_cast<std::ptrdiff_t>(index));
  if (kind == JsonKind::object) keys.erase(keys.begin() + static_cast<std::ptrdiff_t>(index));
}

namespace {

bool key_before(std::string_view left, std::string_view right) {
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

void normalise_members(Json& object) {
  std::vector<std::size_t> order(object.keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return key_before(object.keys[a], object.keys[b]); });
  Json sorted = Json::object();
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool overridden = i + 1 < order.size() && object.keys[order[i]] == object.keys[order[i + 1]];
    if (overridden) continue;
    sorted.keys.push_back(std::move(object.keys[order[i]]));
    sorted.elements.push_back(std::move(object.elements[order[i]]));
  }
  object = std::move(sorted);
}

bool is_integer_text(std::string_view digits) {
  return digits.find_first_of(".eE") == std::string_view::npos;
}

bool fits_64_bits(std::string_view digits) {
  const char* const end = digits.data() + digits.size();
  std::int64_t as_signed = 0;
  if (std::from_chars(digits.data(), end, as_signed).ec == std::errc{}) return true;
  std::uint64_t as_unsigned = 0;
  return digits.front() != '-' && std::from_chars(digits.data(), end, as_unsigned).ec == std::errc{};
}

std::string mysql_number(std::string_view digits) {
  if (is_integer_text(digits) && fits_64_bits(digits)) return digits == "-0" ? "0" : std::string{digits};
  std::size_t consumed = 0;
  const double value = parse_double_prefix(digits, consumed);
  auto text = value == 0 && digits.starts_with('-') ? "-0.0" : mysql_text(value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

class Printer {
 public:
  explicit Printer(const JsonPrint& style) : style_(style) {}

  void print(const Json& json, std::int32_t level) {
    switch (json.kind) {
      case JsonKind::null:
        output += "null";
        return;
      case JsonKind::boolean:
        output += json.boolean ? "true" : "false";
        return;
      case JsonKind::number:
        print_number(json.text);
        return;
      case JsonKind::string:
        append_json_string(output, json.text);
        return;
      case JsonKind::array:
      case JsonKind::object:
        print_container(json, level);
        return;
    }
  }

  std::string output;

 private:
  void print_number(std::string_view digits) {
    switch (style_.numbers) {
      case JsonNumbers::as_written:
        output += digits;
        return;
      case JsonNumbers::mysql:
        output += mysql_number(digits);
        return;
      case JsonNumbers::postgres: {
        const auto number = Decimal::parse(digits);
        output += number ? number->to_string() : std::string{digits};
        return;
      }
    }
  }

  void new_line(std::int32_t level) {
    output += '\n';
    output.append(static_cast<std::size_t>(level * style_.indent), ' ');
  }

  void print_container(const Json& json, std::int32_t level) {
    const bool object = json.kind == JsonKind::object;
    output += object ? '{' : '[';
    for (std::size_t i = 0; i < json.elements.size(); ++i) {
      if (i > 0) output += style_.spaces && style_.indent == 0 ? ", " : ",";
      if (style_.indent > 0) new_line(level + 1);
      if (object) {
        append_json_string(output, json.keys[i]);
        output += style_.spaces ? ": " : ":";
      }
      print(json.elements[i], level + 1);
    }
    if (style_.indent > 0 && !json.elements.empty()) new_line(level);
    output += object ? '}' : ']';
  }

  const JsonPrint& style_;
};

int compare_numbers(const Json& left, const Json& right) {
  return compare_decimals(left.text, right.text);
}

using CompareJson = int (*)(const Json&, const Json&);

int compare_elements(const Json& left, const Json& right, CompareJson compare) {
  const auto common = std::min(left.elements.size(), right.elements.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (const int order = compare(left.elements[i], right.elements[i]); order != 0) return order;
  }
  return (left.elements.size() > right.elements.size()) - (left.elements.size() < right.elements.size());
}

int compare_keys(const Json& left, const Json& right) {
  for (std::size_t i = 0; i < std::min(left.keys.size(), right.keys.size()); ++i) {
    if (left.keys[i] != right.keys[i]) return key_before(left.keys[i], right.keys[i]) ? -1 : 1;
  }
  return 0;
}

// Values of one kind that has no elements.
int compare_scalars(const Json& left, const Json& right) {
  if (left.kind == JsonKind::number) return compare_numbers(left, right);
  if (left.kind == JsonKind::string) {
    const int order = left.text.compare(right.text);
    return (order > 0) - (order < 0);
  }
  return static_cast<int>(left.boolean) - static_cast<int>(right.boolean);
}

int mysql_rank(JsonKind kind) {
  switch (kind) {
    case JsonKind::null:
      return 0;
    case JsonKind::number:
      return 1;
    case JsonKind::string:
      return 2;
    case JsonKind::object:
      return 3;
    case JsonKind::array:
      return 4;
    case JsonKind::boolean:
      return 5;
  }
  return 0;
}

int jsonb_rank(JsonKind kind) {
  switch (kind) {
    case JsonKind::null:
      return 0;
    case JsonKind::string:
      return 1;
    case JsonKind::number:
      return 2;
    case JsonKind::boolean:
      return 3;
    case JsonKind::array:
      return 4;
    case JsonKind::object:
      return 5;
  }
  return 0;
}

}  // namespace

void normalise(Json& document) {
  for (auto& element : document.elements) normalise(element);
  if (document.kind == JsonKind::object) normalise_members(document);
}

void normalise_mysql_numbers(Json& document) {
  for (auto& element : document.elements) normalise_mysql_numbers(element);
  if (document.kind == JsonKind::number) document.text = mysql_number(document.text);
}

std::string print(const Json& document, const JsonPrint& style) {
  Printer printer{style};
  printer.print(document, 0);
  return std::move(printer.output);
}

void append_json_string(std::string& output, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  output += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        output += "\\\"";
        break;
      case '\\':
        output += "\\\\";
        break;
      case '\b':
        output += "\\b";
        break;
      case '\f':
        output += "\\f";
        break;
      case '\n':
        output += "\\n";
        break;
      case '\r':
        output += "\\r";
        break;
      case '\t':
        output += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          output += "\\u00";
          output += hex[static_cast<unsigned char>(c) >> 4];
          output += hex[static_cast<unsigned char>(c) & 15];
        } else {
          output += c;
        }
    }
  }
  output += '"';
}

std::optional<std::string> normalised_mysql_json(std::string_view text, JsonFault* fault) {
  auto document = parse_json(text, fault);
  if (!document) return std::nullopt;
  normalise(*document);
  return print(*document, mysql_json);
}

std::optional<std::string> normalised_jsonb(std::string_view text, JsonFault* fault) {
  auto document = parse_json(text, fault);
  if (!document) return std::nullopt;
  normalise(*document);
  return print(*document, jsonb_json);
}

int compare_mysql_json(const Json& left, const Json& right) {
  if (left.kind != right.kind) return mysql_rank(left.kind) < mysql_rank(right.kind) ? -1 : 1;
  if (left.kind != JsonKind::array && left.kind != JsonKind::object) return compare_scalars(left, right);
  if (left.kind == JsonKind::array) return compare_elements(left, right, compare_mysql_json);
  // The manual leaves the order of unequal objects open but deterministic: by size, keys, values.
  if (left.keys.size() != right.keys.size()) return left.keys.size() < right.keys.size() ? -1 : 1;
  const int order = compare_keys(left, right);
  return order != 0 ? order : compare_elements(left, right, compare_mysql_json);
}

int compare_jsonb(const Json& left, const Json& right) {
  if (left.kind != right.kind) return jsonb_rank(left.kind) < jsonb_rank(right.kind) ? -1 : 1;
  if (left.kind == JsonKind::string) return compare_english(left.text, right.text);
  if (left.kind != JsonKind::array && left.kind != JsonKind::object) return compare_scalars(left, right);
  if (left.elements.size() != right.elements.size()) return left.elements.size() < right.elements.size() ? -1 : 1;
  if (left.kind == JsonKind::array) return compare_elements(left, right, compare_jsonb);
  for (std::size_t i = 0; i < left.keys.size(); ++i) {  // key, value, key, value, ...
    if (const int order = compare_english(left.keys[i], right.keys[i]); order != 0) return order;
    if (const int order = compare_jsonb(left.elements[i], right.elements[i]); order != 0) return order;
  }
  return 0;
}

}  // namespace emulator
