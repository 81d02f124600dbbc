// One scan over brackets and quotes; what lies inside nested values is skipped.
#include "sql/postgres/functions/json_text.hpp"

#include <charconv>

#include "base/text.hpp"
#include "types/json.hpp"

namespace emulator::postgres {

namespace {

std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    at += text[at] == '\\' ? 1 : 0;
  }
  return std::min(at + 1, text.size());
}

std::size_t end_of_value(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = end_of_string(text, at);
    } else if (c == '{' || c == '[') {
      ++depth;
      ++at;
      continue;
    } else if (c == '}' || c == ']') {
      if (depth == 0) {
        return at;
      }
      --depth;
      ++at;
    } else if (depth > 0) {
      ++at;
      continue;
    } else {
      while (at < text.size() && !is_ascii_space(text[at]) && text[at] != ',' && text[at] != '}' && text[at] != ']') {
        ++at;
      }
    }
    if (depth == 0) {
      return at;
    }
  }
  return at;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii_space(text[at])) {
    ++at;
  }
  return at;
}

std::optional<std::int64_t> index_of(std::string_view step) {
  std::int64_t index = 0;
  const auto result = std::from_chars(step.data(), step.data() + step.size(), index);
  const bool whole = result.ec == std::errc{} && result.ptr == step.data() + step.size();
  return whole ? std::optional(index) : std::nullopt;
}

}  // namespace

JsonPieces json_pieces(std::string_view document) {
  document = ascii_trim(document);
  JsonPieces pieces;
  pieces.first = document.empty() ? ' ' : document.front();
  const bool is_object = pieces.first == '{';
  if (!is_object && pieces.first != '[') {
    return pieces;
  }
  std::size_t at = skip_spaces(document, 1);
  while (at < document.size() && document[at] != '}' && document[at] != ']') {
    if (is_object) {
      const std::size_t end = end_of_string(document, at);
      pieces.keys.push_back(document.substr(at, end - at));
      at = skip_spaces(document, skip_spaces(document, end) + 1);  // past the colon
    }
    const std::size_t end = end_of_value(document, at);
    pieces.values.push_back(document.substr(at, end - at));
    at = skip_spaces(document, end);
    at = at < document.size() && document[at] == ',' ? skip_spaces(document, at + 1) : at;
  }
  return pieces;
}

std::string json_string(std::string_view literal) {
  const std::optional<Json> parsed = parse_json(literal);
  return parsed ? parsed->text : std::string(literal);
}

std::optional<std::string_view> json_member(std::string_view document, std::string_view key) {
  const JsonPieces pieces = json_pieces(document);
  for (std::size_t index = pieces.keys.size(); index-- > 0;) {
    const std::string_view literal = pieces.keys[index];
    const bool plain = literal.find('\\') == std::string_view::npos;
    if (plain ? literal.substr(1, literal.size() - 2) == key : json_string(literal) == key) {
      return pieces.values[index];
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> json_element(std::string_view document, std::int64_t index) {
  const JsonPieces pieces = json_pieces(document);
  const auto count = static_cast<std::int64_t>(pieces.values.size());
  const std::int64_t wanted = index < 0 ? count + index : index;
  if (pieces.first != '[' || wanted < 0 || wanted >= count) {
    return std::nullopt;
  }
  return pieces.values[static_cast<std::size_t>(wanted)];
}

std::optional<std::string_view> json_at_path(std::string_view document, const std::vector<std::string>& path) {
  std::string_view part = ascii_trim(document);
  for (const std::string& step : path) {
    std::optional<std::string_view> next;
    if (part.starts_with('{')) {
      next = json_member(part, step);
    } else if (const std::optional<std::int64_t> index = index_of(step); index && part.starts_with('[')) {
      next = json_element(part, *index);
    }
    if (!next) {
      return std::nullopt;
    }
    part = *next;
  }
  return part;
}

std::optional<std::string> json_as_text(std::string_view document) {
  document = ascii_trim(document);
  if (document == "null") {
    return std::nullopt;
  }
  return document.starts_with('"') ? json_string(document) : std::string(document);
}

}  // namespace emulator::postgres
