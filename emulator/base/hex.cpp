#include "base/hex.hpp"

#include "base/text.hpp"

namespace emulator {

namespace {

void append_byte(std::string& text, char c, std::string_view digits) {
  const auto byte = static_cast<unsigned char>(c);
  text += digits[byte >> 4U];
  text += digits[byte & 15U];
}

}  // namespace

std::string hexadecimal(std::string_view bytes, std::string_view digits) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) append_byte(text, c, digits);
  return text;
}

std::string percent_encoded(std::string_view text, std::string_view plain) {
  std::string encoded;
  for (const char c : text) {
    if (is_ascii_alpha(c) || is_ascii_digit(c) || plain.find(c) != std::string_view::npos) {
      encoded += c;
      continue;
    }
    encoded += '%';
    append_byte(encoded, c, upper_hex);
  }
  return encoded;
}

}  // namespace emulator
