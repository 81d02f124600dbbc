// Finding a part of a JSON document without rebuilding it: json keeps its parts exactly as they were written. The texts
// must be valid JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::postgres {

// A value with its members or elements as pieces of the text; both empty for other kinds.
struct JsonPieces {
  char first = ' ';                    // '{', '[', '"', or the first letter or digit
  std::vector<std::string_view> keys;  // with their quotes
  std::vector<std::string_view> values;
};
JsonPieces json_pieces(std::string_view document);

std::optional<std::string_view> json_member(std::string_view document, std::string_view key);  // the last of that name
std::optional<std::string_view> json_element(std::string_view document, std::int64_t index);   // negative: from the end
// Steps are names of members or numbers of elements. Empty: leads nowhere.
std::optional<std::string_view> json_at_path(std::string_view document, const std::vector<std::string>& path);

std::string json_string(std::string_view literal);                   // "a\"b" -> a"b
std::optional<std::string> json_as_text(std::string_view document);  // of a string its text; of null nothing

}  // namespace emulator::postgres
