// Plain loops over bytes; see the header for what counts as a character.
#include "base/text.hpp"

#include <algorithm>

namespace emulator {

namespace {

constexpr unsigned byte_at(std::string_view text, std::size_t offset) {
  return static_cast<unsigned char>(text[offset]);
}

constexpr bool is_continuation(unsigned byte) {
  return (byte & 0xC0U) == 0x80U;
}

// Bytes of the sequence that this lead byte announces; 0 for bytes that lead none.
constexpr std::size_t announced_size(unsigned lead) {
  if (lead < 0x80U) return 1;
  if (lead < 0xC2U) return 0;  // continuation bytes and the always overlong C0, C1
  if (lead < 0xE0U) return 2;
  if (lead < 0xF0U) return 3;
  if (lead < 0xF5U) return 4;
  return 0;
}

constexpr bool is_scalar(char32_t code_point) {
  return code_point <= 0x10FFFF && !(code_point >= 0xD800 && code_point <= 0xDFFF);
}

}  // namespace

std::string ascii_lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return ascii_lower(c); });
  return result;
}

std::string ascii_upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return ascii_upper(c); });
  return result;
}

bool ascii_iequals(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, [](char a, char b) { return ascii_lower(a) == ascii_lower(b); });
}

bool ascii_istarts_with(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && ascii_iequals(text.substr(0, prefix.size()), prefix);
}

std::string_view ascii_trim(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

Utf8Character utf8_at(std::string_view text, std::size_t offset) {
  constexpr Utf8Character invalid{replacement_character, 1, false};
  const unsigned lead = byte_at(text, offset);
  const std::size_t size = announced_size(lead);
  if (size == 1) return {lead, 1, true};
  if (size == 0 || text.size() - offset < size) return invalid;
  char32_t code_point = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const unsigned byte = byte_at(text, offset + i);
    if (!is_continuation(byte)) return invalid;
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  const bool overlong = (size == 3 && code_point < 0x800) || (size == 4 && code_point < 0x10000);
  if (overlong || !is_scalar(code_point)) return invalid;
  return {code_point, size, true};
}

bool utf8_is_valid(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const Utf8Character character = utf8_at(text, offset);
    if (!character.valid) return false;
    offset += character.size;
  }
  return true;
}

std::size_t utf8_length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) offset += utf8_at(text, offset).size;
  return count;
}

std::size_t utf8_offset(std::string_view text, std::size_t character) {
  std::size_t offset = 0;
  for (; character > 0 && offset < text.size(); --character) offset += utf8_at(text, offset).size;
  return offset;
}

std::string_view utf8_substring(std::string_view text, std::size_t first, std::size_t count) {
  text.remove_prefix(utf8_offset(text, first));
  return text.substr(0, utf8_offset(text, count));
}

void append_utf8(std::string& text, char32_t code_point) {
  if (!is_scalar(code_point)) code_point = replacement_character;
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code_point < 0x80) {
    put(code_point);
    return;
  }
  if (code_point < 0x800) {
    put(0xC0U | (code_point >> 6U));
  } else {
    if (code_point < 0x10000) {
      put(0xE0U | (code_point >> 12U));
    } else {
      put(0xF0U | (code_point >> 18U));
      put(0x80U | ((code_point >> 12U) & 0x3FU));
    }
    put(0x80U | ((code_point >> 6U) & 0x3FU));
  }
  put(0x80U | (code_point & 0x3FU));
}

std::size_t character_position(std::string_view text, std::size_t byte_offset) {
  std::size_t position = 1;
  for (std::size_t offset = 0; offset < text.size(); ++position) {
    offset += utf8_at(text, offset).size;
    if (offset > byte_offset) break;
  }
  return position;
}

}  // namespace emulator
