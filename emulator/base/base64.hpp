// Base64 (RFC 4648, section 4) for blobs on the wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace emulator {

// Appends the encoding of `bytes`, padded, without line breaks.
void append_base64(std::string& output, std::string_view bytes);
std::string encode_base64(std::string_view bytes);

// Strict: padding is required, and spaces, foreign characters and stray bits before the padding are refused.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace emulator
