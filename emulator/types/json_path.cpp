// Reads and follows MySQL's JSON paths ("JSON Path Syntax" in its manual).
#include "types/json_path.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace emulator {

namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<JsonPath> parse() {
    skip_spaces();
    if (!take('$')) return std::nullopt;
    JsonPath path;
    for (skip_spaces(); at_ < text_.size(); skip_spaces()) {
      JsonLeg leg{};
      if (!parse_leg(leg)) return std::nullopt;
      path.legs.push_back(std::move(leg));
    }
    if (!path.legs.empty() && path.legs.back().kind == JsonLegKind::descendants) return std::nullopt;
    return path;
  }

  std::size_t position() const { return at_; }

 private:
  void skip_spaces() {
    while (at_ < text_.size() && is_ascii_space(text_[at_])) ++at_;
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

  bool parse_leg(JsonLeg& leg) {
    if (take('.')) return parse_member(leg);
    if (take('[')) return parse_element(leg);
    leg.kind = JsonLegKind::descendants;
    return take_word("**");
  }

  bool parse_member(JsonLeg& leg) {
    skip_spaces();
    if (take('*')) {
      leg.kind = JsonLegKind::any_member;
      return true;
    }
    leg.kind = JsonLegKind::member;
    if (at_ < text_.size() && text_[at_] == '"') return parse_quoted(leg.key);
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
    leg.key = text_.substr(start, at_ - start);
    return !leg.key.empty() && !is_ascii_digit(leg.key.front());
  }

  static bool is_name_character(char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) > 127;
  }

  bool parse_quoted(std::string& key) {
    const std::size_t start = at_++;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size()) return false;
    ++at_;
    const auto string = parse_json(text_.substr(start, at_ - start));
    if (!string) return false;
    key = string->text;
    return true;
  }

  bool parse_index(JsonIndex& index) {
    skip_spaces();
    index.from_end = take_word("last");
    if (index.from_end) {
      skip_spaces();
      if (!take('-')) return true;
      skip_spaces();
    }
    const auto result = std::from_chars(text_.data() + at_, text_.data() + text_.size(), index.offset);
    at_ = static_cast<std::size_t>(result.ptr - text_.data());
    return result.ec == std::errc{};
  }

  bool parse_element(JsonLeg& leg) {
    skip_spaces();
    if (take('*')) {
      leg.kind = JsonLegKind::any_element;
    } else {
      leg.kind = JsonLegKind::element;
      if (!parse_index(leg.first)) return false;
      skip_spaces();
      if (take_word("to")) {
        leg.kind = JsonLegKind::range;
        if (!parse_index(leg.last)) return false;
      }
    }
    skip_spaces();
    return take(']');
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

class Finder {
 public:
  explicit Finder(const JsonPath& path) : path_(path) {}

  void follow(const Json& value, std::size_t step) {
    if (step == path_.legs.size()) {
      if (std::find(found.begin(), found.end(), &value) == found.end()) found.push_back(&value);
      return;
    }
    const JsonLeg& leg = path_.legs[step];
    switch (leg.kind) {
      case JsonLegKind::member:
        if (const Json* const member = value.find(leg.key)) follow(*member, step + 1);
        return;
      case JsonLegKind::any_member:
        if (value.kind == JsonKind::object) follow_elements(value, 0, value.elements.size(), step + 1);
        return;
      case JsonLegKind::any_element:
        if (value.kind == JsonKind::array) follow_elements(value, 0, value.elements.size(), step + 1);
        return;
      case JsonLegKind::element:
        follow_range(value, leg.first, leg.first, step + 1);
        return;
      case JsonLegKind::range:
        follow_range(value, leg.first, leg.last, step + 1);
        return;
      case JsonLegKind::descendants:
        follow(value, step + 1);
        follow_elements(value, 0, value.elements.size(), step);
        return;
    }
  }

  std::vector<const Json*> found;

 private:
  void follow_elements(const Json& value, std::size_t from, std::size_t to, std::size_t step) {
    for (std::size_t i = from; i < to && i < value.elements.size(); ++i) follow(value.elements[i], step);
  }

  void follow_range(const Json& value, const JsonIndex& first, const JsonIndex& last, std::size_t step) {
    const bool is_array = value.kind == JsonKind::array;
    const std::size_t size = is_array ? value.elements.size() : 1;
    const auto from = first.in(size);
    const auto to = std::min(last.in(size), static_cast<std::int64_t>(size) - 1);
    if (to < 0 || from > to || (&first == &last && from < 0)) return;
    const auto start = static_cast<std::size_t>(std::max<std::int64_t>(from, 0));
    if (is_array) {
      follow_elements(value, start, static_cast<std::size_t>(to) + 1, step);
    } else {
      follow(value, step);
    }
  }

  const JsonPath& path_;
};

}  // namespace

bool JsonPath::is_single() const {
  return std::all_of(legs.begin(), legs.end(), [](const JsonLeg& leg) {
    return leg.kind == JsonLegKind::member || leg.kind == JsonLegKind::element;
  });
}

std::optional<JsonPath> parse_json_path(std::string_view text, std::size_t* position) {
  Parser parser{text};
  auto path = parser.parse();
  if (!path && position != nullptr) *position = character_position(text, parser.position());
  return path;
}

std::vector<const Json*> find_all(const Json& document, const JsonPath& path) {
  Finder finder{path};
  finder.follow(document, 0);
  return std::move(finder.found);
}

}  // namespace emulator
