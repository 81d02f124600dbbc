// Bytes as hexadecimal digits, and texts in which all but plain characters are written so.
#pragma once

#include <string>
#include <string_view>

namespace emulator {

inline constexpr std::string_view lower_hex = "0123456789abcdef";
inline constexpr std::string_view upper_hex = "0123456789ABCDEF";

// Two digits a byte. `digits` is one of the above.
std::string hexadecimal(std::string_view bytes, std::string_view digits);

// Letters and digits of ASCII and the characters in `plain` stay; every other byte becomes %XX, as in RFC 3986.
std::string percent_encoded(std::string_view text, std::string_view plain);

}  // namespace emulator
