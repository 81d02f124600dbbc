// MySQL 8.0's keywords, read from schema/keywords/mysql.csv while compiling. The words of the parser's grammar are
// looked up while compiling too, so that a misspelt or unlisted one does not build.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "schema/keywords/mysql.csv.hpp"

namespace emulator::mysql {

struct KeywordRow {
  std::string_view word;  // in capitals
  bool reserved = false;  // cannot be a name without quotes
};

namespace keywords_detail {

constexpr std::size_t row_count(std::string_view csv) {
  return static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) - 1;
}

template <std::size_t count>
constexpr std::array<KeywordRow, count> read_rows(std::string_view csv) {
  std::array<KeywordRow, count> rows{};
  csv.remove_prefix(csv.find('\n') + 1);  // the header
  for (KeywordRow& row : rows) {
    const std::size_t comma = csv.find(',');
    const std::size_t end = csv.find('\n');
    row = {csv.substr(0, comma), csv.substr(comma + 1, end - comma - 1) == "yes"};
    csv.remove_prefix(end + 1);
  }
  return rows;
}

}  // namespace keywords_detail

inline constexpr std::size_t keyword_count = keywords_detail::row_count(schema::keywords_mysql_csv);
inline constexpr std::array<KeywordRow, keyword_count> keyword_rows =
    keywords_detail::read_rows<keyword_count>(schema::keywords_mysql_csv);
static_assert(std::is_sorted(keyword_rows.begin(), keyword_rows.end(),
                             [](const KeywordRow& left, const KeywordRow& right) { return left.word < right.word; }),
              "schema/keywords/mysql.csv is not in order");

// One row of the table. The parser writes them as literals: accept("SELECT").
class Keyword {
 public:
  constexpr Keyword() = default;
  // Implicit, so that the grammar reads as text. Does not compile for a word that is not in the table.
  consteval Keyword(const char* word) : Keyword(std::string_view{word}) {}

  constexpr bool operator==(const Keyword&) const = default;
  constexpr bool is_none() const { return index_ == none; }
  // Both of a keyword that is not none.
  constexpr std::string_view word() const { return keyword_rows[index_].word; }
  constexpr bool is_reserved() const { return keyword_rows[index_].reserved; }

  // In any case; none if it is not a keyword.
  static Keyword find(std::string_view word);

 private:
  static constexpr std::uint16_t none = 0xFFFF;

  consteval explicit Keyword(std::string_view word) {
    const auto found =
        std::lower_bound(keyword_rows.begin(), keyword_rows.end(), word,
                         [](const KeywordRow& row, std::string_view wanted) { return row.word < wanted; });
    if (found == keyword_rows.end() || found->word != word) {
      throw "the word is not in schema/keywords/mysql.csv";
    }
    index_ = static_cast<std::uint16_t>(found - keyword_rows.begin());
  }

  std::uint16_t index_ = none;
};

}  // namespace emulator::mysql
