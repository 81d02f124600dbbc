// See vector.hpp.
#include "sql/postgres/text_search/vector.hpp"

#include <algorithm>

#include "sql/postgres/errors.hpp"

namespace emulator::postgres::text_search {

namespace {

// Of one place only the heaviest weight stays.
void tidy_positions(std::vector<Position>& positions, std::size_t most) {
  std::stable_sort(positions.begin(), positions.end(),
                   [](const Position& left, const Position& right) { return left.at < right.at; });
  std::size_t kept = 0;
  for (const Position& position : positions) {
    if (kept > 0 && positions[kept - 1].at == position.at) {
      positions[kept - 1].weight = std::max(positions[kept - 1].weight, position.weight);
      continue;
    }
    if (kept == most) {
      break;
    }
    positions[kept++] = position;
  }
  positions.resize(kept);
}

void check_length(std::size_t bytes) {
  if (bytes > longest_vector) {
    throw make_worded_error(Condition::program_limit_exceeded, "string is too long for tsvector (" +
                                                                   std::to_string(bytes) + " bytes, max " +
                                                                   std::to_string(longest_vector) + " bytes)");
  }
}

// As the engine packs them: positions begin at an even byte, behind their number.
std::size_t packed_size(const TextVector& vector) {
  std::size_t bytes = 0;
  for (const Lexeme& lexeme : vector.lexemes) {
    bytes += lexeme.text.size();
    if (!lexeme.positions.empty()) {
      bytes += bytes % 2 + 2 * (lexeme.positions.size() + 1);
    }
  }
  return bytes;
}

bool stands_before(const Lexeme& lexeme, std::string_view word) {
  return std::string_view(lexeme.text) < word;
}

}  // namespace

TextVector vector_of(std::vector<Lexeme> words, std::size_t most) {
  std::stable_sort(words.begin(), words.end(), [](const Lexeme& left, const Lexeme& right) {
    return std::string_view(left.text) < std::string_view(right.text);
  });
  TextVector vector;
  for (Lexeme& word : words) {
    if (!vector.lexemes.empty() && vector.lexemes.back().text == word.text) {
      std::vector<Position>& positions = vector.lexemes.back().positions;
      positions.insert(positions.end(), word.positions.begin(), word.positions.end());
      continue;
    }
    vector.lexemes.push_back(std::move(word));
  }
  for (Lexeme& lexeme : vector.lexemes) {
    tidy_positions(lexeme.positions, most);
  }
  check_length(packed_size(vector));
  return vector;
}

TextVector parse_vector(std::string_view text) {
  std::vector<Lexeme> words;
  std::size_t at = 0;
  std::size_t bytes = 0;
  Lexeme word;
  WordOutcome outcome = read_word(text, at, WordStyle::vector, word);
  for (; outcome == WordOutcome::read; outcome = read_word(text, at, WordStyle::vector, word)) {
    if (word.text.size() > longest_word) {
      throw make_worded_error(Condition::program_limit_exceeded, "word is too long (" +
                                                                     std::to_string(word.text.size()) + " bytes, max " +
                                                                     std::to_string(longest_word) + " bytes)");
    }
    check_length(bytes);
    bytes += word.text.size();
    words.push_back(std::move(word));
  }
  if (outcome == WordOutcome::malformed) {
    throw make_worded_error(Condition::syntax_error, "syntax error in tsvector: \"" + std::string(text) + "\"");
  }
  check_length(bytes);
  return vector_of(std::move(words));
}

std::string print(const TextVector& vector) {
  std::string text;
  for (const Lexeme& lexeme : vector.lexemes) {
    text += text.empty() ? "" : " ";
    append_quoted(text, lexeme.text);
    char before = ':';
    for (const Position& position : lexeme.positions) {
      text += before;
      text += std::to_string(position.at);
      if (position.weight != weight_d) {
        text += static_cast<char>('D' - position.weight);
      }
      before = ',';
    }
  }
  return text;
}

TextVector joined(const TextVector& left, const TextVector& right) {
  std::uint16_t last = 0;
  for (const Lexeme& lexeme : left.lexemes) {
    for (const Position& position : lexeme.positions) {
      last = std::max(last, position.at);
    }
  }
  std::vector<Lexeme> words = left.lexemes;
  for (const Lexeme& lexeme : right.lexemes) {
    words.push_back(lexeme);
    for (Position& position : words.back().positions) {
      position.at = static_cast<std::uint16_t>(std::min<int>(position.at + last, last_position));
    }
  }
  return vector_of(std::move(words));
}

const Lexeme* find_lexeme(const TextVector& vector, std::string_view word) {
  const LexemeRange range = find_lexemes(vector, word, false);
  return range.first == range.last ? nullptr : range.first;
}

LexemeRange find_lexemes(const TextVector& vector, std::string_view word, bool is_prefix) {
  const Lexeme* const begin = vector.lexemes.data();
  const Lexeme* const end = begin + vector.lexemes.size();
  const Lexeme* const first = std::lower_bound(begin, end, word, stands_before);
  if (!is_prefix) {
    return {first, first != end && first->text == word ? first + 1 : first};
  }
  const Lexeme* const last = std::partition_point(
      first, end, [&](const Lexeme& lexeme) { return std::string_view(lexeme.text).starts_with(word); });
  return {first, last};
}

namespace {

// Below, equal or above, by where they differ first. More of something comes first, but for the lexemes themselves.
int compare_lexemes(const Lexeme& left, const Lexeme& right) {
  if (left.positions.empty() != right.positions.empty()) {
    return right.positions.empty() ? -1 : 1;
  }
  if (const int order = left.text.compare(right.text); order != 0) {
    return order;
  }
  if (left.positions.size() != right.positions.size()) {
    return left.positions.size() > right.positions.size() ? -1 : 1;
  }
  for (std::size_t index = 0; index < left.positions.size(); ++index) {
    const Position& one = left.positions[index];
    const Position& other = right.positions[index];
    if (one.at != other.at) {
      return one.at > other.at ? -1 : 1;
    }
    if (one.weight != other.weight) {
      return one.weight > other.weight ? -1 : 1;
    }
  }
  return 0;
}

}  // namespace

static int compare(const TextVector& one, const TextVector& other) {
  const std::size_t size = packed_size(one) + 4 * one.lexemes.size();
  const std::size_t other_size = packed_size(other) + 4 * other.lexemes.size();
  if (size != other_size) {
    return size < other_size ? -1 : 1;
  }
  if (one.lexemes.size() != other.lexemes.size()) {
    return one.lexemes.size() < other.lexemes.size() ? -1 : 1;
  }
  for (std::size_t index = 0; index < one.lexemes.size(); ++index) {
    if (const int order = compare_lexemes(one.lexemes[index], other.lexemes[index]); order != 0) {
      return order;
    }
  }
  return 0;
}

int compare_vector_texts(std::string_view left, std::string_view right) {
  if (left == right) {
    return 0;
  }
  try {
    return compare(parse_vector(left), parse_vector(right));
  } catch (const SqlError&) {
    return left.compare(right);
  }
}

}  // namespace emulator::postgres::text_search
