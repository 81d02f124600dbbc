// Comparison of UTF-8 texts: by bytes, and by language rules through ICU, with a fast path for ASCII. All functions are
// thread-safe and are total orders over any bytes. Which name an engine gives them is its room's business.
#pragma once

#include <string>
#include <string_view>

namespace emulator {

int compare_bytes(std::string_view left, std::string_view right);
int compare_bytes_padded(std::string_view left, std::string_view right);  // as if the shorter had trailing spaces

// Unicode's root order by how far differences count. No padding: 'a' < 'a '.
int compare_accent_insensitive(std::string_view left, std::string_view right);  // 'a' = 'A' = 'á'
int compare_case_insensitive(std::string_view left, std::string_view right);    // 'a' = 'A' < 'á'
int compare_case_sensitive(std::string_view left, std::string_view right);      // 'a' < 'A' < 'á'

// As the first, with trailing spaces ignored (MySQL's utf8mb4_unicode_ci).
int compare_accent_insensitive_padded(std::string_view left, std::string_view right);
// One weight per character: its base letter in upper case; trailing spaces ignored (MySQL's utf8mb4_general_ci).
int compare_general(std::string_view left, std::string_view right);

// PostgreSQL's en_US.UTF-8: language rules that see no spaces, punctuation and symbols, and bytes where those see no
// difference, so that equal means identical.
int compare_english(std::string_view left, std::string_view right);

// The letter under case and accents, for matching character by character: 'á' -> 'A', 'ß' -> 'S'.
char32_t base_letter(char32_t code_point);
// Upper case only: 'á' -> 'Á'.
char32_t upper_letter(char32_t code_point);

char32_t lower_letter(char32_t code_point);

// Whole texts, letter by letter as both engines do it: 'ß' stays, since no single letter is its upper case.
std::string upper_text(std::string_view text);
std::string lower_text(std::string_view text);
std::string title_text(std::string_view text);  // PostgreSQL's initcap: words are runs of letters and digits

}  // namespace emulator
