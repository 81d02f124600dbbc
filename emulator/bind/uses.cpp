// Edits of stored texts, at the places that the parser and the binder gave.
#include "bind/uses.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace emulator::bind {

namespace {

bool is_name_byte(char c) {
  return is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Behind the name that begins here; quoted, or a run of a name's bytes.
std::size_t name_end(std::string_view text, std::size_t at, char quote) {
  if (at >= text.size() || text[at] != quote) {
    while (at < text.size() && is_name_byte(text[at])) {
      ++at;
    }
    return at;
  }
  for (++at; at < text.size(); ++at) {
    if (text[at] != quote) {
      continue;
    }
    if (at + 1 == text.size() || text[at + 1] != quote) {
      return at + 1;
    }
    ++at;
  }
  return at;
}

// Where the next name begins, behind a point and white space.
std::size_t next_name(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == '.' || is_ascii_space(text[at]))) {
    ++at;
  }
  return at;
}

}  // namespace

std::string quoted_name(std::string_view name, char quote) {
  std::string text(1, quote);
  for (const char c : name) {
    text.append(c == quote ? 2 : 1, c);
  }
  return text + quote;
}

Edit last_name_edit(std::string_view text, std::uint32_t position, std::size_t parts, char quote,
                    std::string replacement) {
  std::size_t begin = position;
  for (std::size_t part = 1; part < parts; ++part) {
    begin = next_name(text, name_end(text, begin, quote));
  }
  return {begin, name_end(text, begin, quote), std::move(replacement)};
}

Edit whole_name_edit(std::string_view text, std::uint32_t position, std::size_t parts, char quote,
                     std::string replacement) {
  Edit edit = last_name_edit(text, position, parts, quote, std::move(replacement));
  edit.begin = position;
  return edit;
}

std::vector<Edit> star_edits(std::string_view text, const Uses& uses, char quote) {
  std::vector<Edit> edits;
  for (const StarName& star : uses.stars) {
    std::size_t end = star.position;
    for (std::size_t part = 0; part < star.parts; ++part) {
      end = next_name(text, name_end(text, end, quote));
    }
    if (end < text.size() && text[end] == '*') {  // MySQL's TABLE t has none
      edits.push_back({star.position, end + 1, star.columns});
    }
  }
  return edits;
}

// From the back, so that places in front stay what they are.
std::string edited(std::string text, std::vector<Edit> edits) {
  std::sort(edits.begin(), edits.end(), [](const Edit& one, const Edit& other) { return one.begin > other.begin; });
  std::size_t last = std::string::npos;
  for (const Edit& edit : edits) {
    if (edit.begin == last) {
      continue;  // one name that was bound twice
    }
    last = edit.begin;
    text.replace(edit.begin, edit.end - edit.begin, edit.replacement);
  }
  return text;
}

}  // namespace emulator::bind
