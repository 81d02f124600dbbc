// Text as bytes that are usually UTF-8: ASCII case, walking characters, positions. Knows nothing of locales,
// collations or SQL; bytes above 127 are never folded.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace emulator {

constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
constexpr char ascii_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}
std::string ascii_lower(std::string_view text);
std::string ascii_upper(std::string_view text);
bool ascii_iequals(std::string_view left, std::string_view right);
bool ascii_istarts_with(std::string_view text, std::string_view prefix);

constexpr bool is_ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_ascii_alpha(char c) {
  return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}
std::string_view ascii_trim(std::string_view text);

// A character here is one code point. A byte that starts no valid sequence counts as a character of one byte, so
// that every walk ends and every byte belongs to exactly one character.
inline constexpr char32_t replacement_character = 0xFFFD;

struct Utf8Character {
  char32_t code_point;  // replacement_character for an invalid byte
  std::size_t size;     // bytes, 1 to 4
  bool valid;
};

// The character that starts at `offset`, which must be inside the text.
Utf8Character utf8_at(std::string_view text, std::size_t offset);
bool utf8_is_valid(std::string_view text);
std::size_t utf8_length(std::string_view text);  // in characters
// The byte offset of the character with this 0-based number; the text's size when there are fewer.
std::size_t utf8_offset(std::string_view text, std::size_t character);
// `count` characters from the 0-based character `first` on; fewer where the text ends.
std::string_view utf8_substring(std::string_view text, std::size_t first, std::size_t count);
// Surrogates and numbers above U+10FFFF become the replacement character.
void append_utf8(std::string& text, char32_t code_point);

// 1-based number of the character that holds the byte at this 0-based offset; offsets past the end give the number
// after the last character, as PostgreSQL's "at end of input" does.
std::size_t character_position(std::string_view text, std::size_t byte_offset);

// For unordered containers that are searched by string_view without making a string.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

}  // namespace emulator
