// MySQL's collations by name, and the orders of ENUM, SET, TIME and JSON values, which SQLite knows as collations too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/dialect.hpp"
#include "types/type.hpp"

namespace emulator::mysql {

inline constexpr std::string_view default_collation = "utf8mb4_0900_ai_ci";

std::string default_collation_of(std::string_view character_set);  // "utf8mb3" -> "utf8mb3_general_ci"
std::string binary_collation_of(std::string_view character_set);   // "utf8mb4" -> "utf8mb4_bin"

std::vector<std::string> collation_names();  // all there are

// Empty for what SQLite orders right by itself, and for utf8mb4_0900_bin and binary, which compare bytes.
std::string_view sqlite_collation(const Type& type);
// 1253: the collation is another character set's.
void check_collation(const Type& operand, std::string_view collation);
sql::CollationCompare find_collation(std::string_view name);

// The place of an ENUM's member, from 1, or the bits of a SET's members; 0 for '' and for what is no member.
std::int64_t number_of_member(std::string_view text, std::string_view type_name);

// How texts of a collation match character by character (LIKE, REPLACE, LOCATE do so).
enum class Matching : std::uint8_t {
  exact,
  ignore_case,
  ignore_case_and_accents
};
Matching matching_of(std::string_view collation);  // by the name in Type::collation; empty: the default

}  // namespace emulator::mysql
