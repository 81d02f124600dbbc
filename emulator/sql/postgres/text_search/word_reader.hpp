// The words of a tsvector or tsquery as they are written (manual 8.11): bare or in quotes, a backslash before what
// would mean something else; in a tsvector with positions and weights behind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::postgres::text_search {

inline constexpr int weight_d = 0, weight_a = 3;
inline constexpr std::uint16_t last_position = 16383;
inline constexpr std::size_t most_positions = 256;      // of one lexeme
inline constexpr std::size_t longest_word = 2047;       // bytes
inline constexpr std::size_t longest_vector = 1048575;  // bytes of all words and their positions

struct Position {
  std::uint16_t at = 0;
  std::uint8_t weight = weight_d;

  friend bool operator==(const Position&, const Position&) = default;
};

struct WrittenWord {
  std::string text;
  std::vector<Position> positions;
};

enum class WordStyle : std::uint8_t {
  vector,
  query,
  web  // no quotes, no backslashes
};
enum class WordOutcome : std::uint8_t {
  read,
  none,  // the text is over
  malformed
};

// Throws for a backslash with nothing behind it, and a position of 0.
WordOutcome read_word(std::string_view text, std::size_t& at, WordStyle style, WrittenWord& word);

bool is_query_mark(char c);  // ! & | ( ) <
// 'word', with its quotes and backslashes doubled.
void append_quoted(std::string& output, std::string_view word);

}  // namespace emulator::postgres::text_search
