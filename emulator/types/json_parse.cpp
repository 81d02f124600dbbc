// A strict reader of RFC 8259. Faults are worded as RapidJSON words them, since MySQL shows those sentences.
#include "base/text.hpp"
#include "types/json.hpp"

namespace emulator {

namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<Json> parse() {
    skip_spaces();
    if (at_ == text_.size()) return fail("The document is empty.");
    auto document = parse_value(0);
    if (!document) return std::nullopt;
    skip_spaces();
    if (at_ != text_.size()) return fail("The document root must not be followed by other values.");
    return document;
  }

  JsonFault fault;

 private:
  std::nullopt_t fail(std::string_view message) {
    fault = {message, at_};
    return std::nullopt;
  }

  void skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || (text_[at_] >= '\t' && text_[at_] <= '\r' &&
                                                        text_[at_] != '\v' && text_[at_] != '\f'))) {
      ++at_;
    }
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::optional<Json> parse_value(std::int32_t depth) {
    if (depth > json_max_depth) return fail("The JSON document exceeds the maximum depth.");
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == '{') return parse_object(depth);
    if (c == '[') return parse_array(depth);
    if (c == '"') {
      Json json = Json::string({});
      if (!parse_string(json.text)) return std::nullopt;
      return json;
    }
    if (take_word("true")) return Json::of(true);
    if (take_word("false")) return Json::of(false);
    if (take_word("null")) return Json{};
    if (c == '-' || is_ascii_digit(c)) return parse_number();
    return fail("Invalid value.");
  }

  std::optional<Json> parse_object(std::int32_t depth) {
    Json object = Json::object();
    ++at_;
    skip_spaces();
    if (take('}')) return object;
    for (;;) {
      if (at_ >= text_.size() || text_[at_] != '"') return fail("Missing a name for object member.");
      std::string key;
      if (!parse_string(key)) return std::nullopt;
      skip_spaces();
      if (!take(':')) return fail("Missing a colon after a name of object member.");
      skip_spaces();
      auto value = parse_value(depth + 1);
      if (!value) return std::nullopt;
      object.keys.push_back(std::move(key));
      object.elements.push_back(std::move(*value));
      skip_spaces();
      if (take('}')) return object;
      if (!take(',')) return fail("Missing a comma or } after an object member.");
      skip_spaces();
    }
  }

  std::optional<Json> parse_array(std::int32_t depth) {
    Json array = Json::array();
    ++at_;
    skip_spaces();
    if (take(']')) return array;
    for (;;) {
      auto value = parse_value(depth + 1);
      if (!value) return std::nullopt;
      array.elements.push_back(std::move(*value));
      skip_spaces();
      if (take(']')) return array;
      if (!take(',')) return fail("Missing a comma or ] after an array element.");
      skip_spaces();
    }
  }

  std::size_t skip_digits() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_ascii_digit(text_[at_])) ++at_;
    return at_ - start;
  }

  std::optional<Json> parse_number() {
    const std::size_t start = at_;
    take('-');
    if (!take('0') && skip_digits() == 0) return fail("Invalid value.");
    if (take('.') && skip_digits() == 0) return fail("Miss fraction part in number.");
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (skip_digits() == 0) return fail("Miss exponent in number.");
    }
    return Json::number(std::string{text_.substr(start, at_ - start)});
  }

  bool parse_string(std::string& output) {
    const std::size_t start = at_++;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return true;
      }
      if (c == '\\') {
        if (!parse_escape(output)) return false;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        return fail("Invalid encoding in string."), false;
      } else {
        const auto character = utf8_at(text_, at_);
        if (!character.valid) return fail("Invalid encoding in string."), false;
        output.append(text_, at_, character.size);
        at_ += character.size;
      }
    }
    at_ = start;
    return fail("Missing a closing quotation mark in string."), false;
  }

  std::optional<char32_t> hex_escape() {
    char32_t value = 0;
    for (int i = 0; i < 4; ++i) {
      const char c = at_ < text_.size() ? ascii_lower(text_[at_]) : '\0';
      if (!is_ascii_digit(c) && (c < 'a' || c > 'f')) return fail("Incorrect hex digit after \\u escape in string.");
      value = value * 16 + static_cast<char32_t>(is_ascii_digit(c) ? c - '0' : c - 'a' + 10);
      ++at_;
    }
    return value;
  }

  bool parse_unicode(std::string& output) {
    const auto first = hex_escape();
    if (!first) return false;
    char32_t code_point = *first;
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
      if (code_point >= 0xDC00 || !take_word("\\u")) return fail("The surrogate pair in string is invalid."), false;
      const auto second = hex_escape();
      if (!second) return false;
      if (*second < 0xDC00 || *second > 0xDFFF) return fail("The surrogate pair in string is invalid."), false;
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (*second - 0xDC00);
    }
    append_utf8(output, code_point);
    return true;
  }

  bool parse_escape(std::string& output) {
    ++at_;
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (c == 'u') {
      ++at_;
      return parse_unicode(output);
    }
    const auto found = letters.find(c);
    if (c == '\0' || found == std::string_view::npos) return fail("Invalid escape character in string."), false;
    output += meanings[found];
    ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Json> parse_json(std::string_view text, JsonFault* fault) {
  Parser parser{text};
  auto document = parser.parse();
  if (!document && fault != nullptr) *fault = parser.fault;
  return document;
}

}  // namespace emulator
