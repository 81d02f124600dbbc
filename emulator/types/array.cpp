// Reads by PostgreSQL's rules: optional lower bounds are refused, NULL is a word of its own, quotes protect everything.
#include "types/array.hpp"

#include <charconv>

#include "base/text.hpp"
#include "types/float_text.hpp"

namespace emulator {

namespace {

constexpr int max_dimensions = 6;

std::optional<Value> convert(std::string text, TypeId element) {
  if (element == TypeId::boolean) {
    const auto word = ascii_lower(ascii_trim(text));
    for (const std::string_view yes : {"t", "true", "yes", "y", "on", "1"}) {
      if (word == yes) return Value{true};
    }
    for (const std::string_view no : {"f", "false", "no", "n", "off", "0"}) {
      if (word == no) return Value{false};
    }
    return std::nullopt;
  }
  if (is_integer(element) || element == TypeId::oid) {
    const auto digits = ascii_trim(text);
    std::int64_t number = 0;
    const auto start = digits.data() + (digits.starts_with('+') ? 1 : 0);
    const auto result = std::from_chars(start, digits.data() + digits.size(), number);
    if (result.ec != std::errc{} || result.ptr != digits.data() + digits.size()) return std::nullopt;
    return Value{number};
  }
  if (element == TypeId::real || element == TypeId::double_) {
    const auto number = parse_double(text);
    if (!number) return std::nullopt;
    return Value{*number};
  }
  return Value{std::move(text)};
}

class Parser {
 public:
  Parser(std::string_view text, TypeId element, char delimiter)
      : text_(text), element_(element), delimiter_(delimiter) {}

  std::optional<Array> parse() {
    skip_spaces();
    auto array = parse_level(1);
    skip_spaces();
    if (!array || at_ != text_.size()) return std::nullopt;
    return array;
  }

 private:
  void skip_spaces() {
    while (at_ < text_.size() && is_ascii_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    skip_spaces();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::optional<Array> parse_level(int depth) {
    if (depth > max_dimensions || !take('{')) return std::nullopt;
    Array array;
    if (take('}')) return array;
    do {
      skip_spaces();
      const bool nested = at_ < text_.size() && text_[at_] == '{';
      auto element = nested ? parse_nested(depth, array) : parse_element();
      if (!element || (!array.elements.empty() && nested != is_array(array.elements.front()))) return std::nullopt;
      array.elements.push_back(std::move(*element));
    } while (take(delimiter_));
    if (!take('}')) return std::nullopt;
    return array;
  }

  static bool is_array(const Value& value) { return std::holds_alternative<std::shared_ptr<const Array>>(value); }

  std::optional<Value> parse_nested(int depth, const Array& outer) {
    auto inner = parse_level(depth + 1);
    if (!inner) return std::nullopt;
    if (!outer.elements.empty() && is_array(outer.elements.front())) {
      const auto& first = std::get<std::shared_ptr<const Array>>(outer.elements.front());
      if (first->elements.size() != inner->elements.size()) return std::nullopt;
    }
    return Value{std::make_shared<const Array>(std::move(*inner))};
  }

  std::optional<Value> parse_element() {
    std::string text;
    std::size_t kept = 0;  // up to here trailing spaces belong to the element
    bool quoted = false;
    bool escaped = false;
    while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '}') {
      const char c = text_[at_++];
      if (c == '{') return std::nullopt;
      if (c == '"') {
        if (quoted || kept > 0 || !take_quoted(text)) return std::nullopt;
        quoted = true;
        kept = text.size();
      } else if (c == '\\') {
        if (at_ >= text_.size() || quoted) return std::nullopt;
        text += text_[at_++];
        kept = text.size();
        escaped = true;
      } else {
        text += c;
        if (!is_ascii_space(c)) kept = text.size();
        if (quoted && !is_ascii_space(c)) return std::nullopt;
      }
    }
    text.resize(kept);
    if (quoted || escaped) return convert(std::move(text), element_);
    if (text.empty()) return std::nullopt;
    if (ascii_iequals(text, "null")) return Value{Null{}};
    return convert(std::move(text), element_);
  }

  bool take_quoted(std::string& text) {
    while (at_ < text_.size()) {
      char c = text_[at_++];
      if (c == '"') return true;
      if (c == '\\') {
        if (at_ >= text_.size()) return false;
        c = text_[at_++];
      }
      text += c;
    }
    return false;
  }

  std::string_view text_;
  TypeId element_;
  char delimiter_;
  std::size_t at_ = 0;
};

bool needs_quotes(std::string_view text, char delimiter) {
  if (text.empty() || ascii_iequals(text, "null")) return true;
  for (const char c : text) {
    if (is_ascii_space(c) || c == '"' || c == '\\' || c == '{' || c == '}' || c == delimiter) return true;
  }
  return false;
}

void append_element(std::string& output, const Value& value, char delimiter) {
  if (is_null(value)) {
    output += "NULL";
    return;
  }
  if (const auto nested = std::get_if<std::shared_ptr<const Array>>(&value)) {
    output += print_array(**nested, delimiter);
    return;
  }
  const auto text = element_text(value);
  if (!needs_quotes(text, delimiter)) {
    output += text;
    return;
  }
  output += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') output += '\\';
    output += c;
  }
  output += '"';
}

}  // namespace

std::optional<Array> parse_array(std::string_view literal, TypeId element, char delimiter) {
  return Parser{literal, element, delimiter}.parse();
}

std::string print_array(const Array& array, char delimiter) {
  std::string output = "{";
  for (std::size_t i = 0; i < array.elements.size(); ++i) {
    if (i > 0) output += delimiter;
    append_element(output, array.elements[i], delimiter);
  }
  return output + "}";
}

std::string element_text(const Value& value) {
  if (const auto boolean = std::get_if<bool>(&value)) return *boolean ? "t" : "f";
  if (const auto number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto number = std::get_if<double>(&value)) return postgres_text(*number);
  if (const auto text = std::get_if<std::string>(&value)) return *text;
  if (const auto bytes = std::get_if<Bytes>(&value)) {
    std::string text = "\\x";
    constexpr std::string_view hex = "0123456789abcdef";
    for (const char c : bytes->data) {
      text += hex[static_cast<unsigned char>(c) >> 4];
      text += hex[static_cast<unsigned char>(c) & 15];
    }
    return text;
  }
  if (const auto array = std::get_if<std::shared_ptr<const Array>>(&value)) return print_array(**array);
  return "NULL";
}

}  // namespace emulator
