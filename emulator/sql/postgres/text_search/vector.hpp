// A tsvector: lexemes in the order of their bytes, each with the positions where it stood. It lies as its text, which
// is always printed by print().
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/postgres/text_search/word_reader.hpp"

namespace emulator::postgres::text_search {

using Lexeme = WrittenWord;

struct TextVector {
  std::vector<Lexeme> lexemes;
};

// Throws "syntax error in tsvector", and the limits' errors.
TextVector parse_vector(std::string_view text);
std::string print(const TextVector& vector);

// Of words in any order, some of them several times. Throws where it becomes too long; `most` positions a lexeme.
TextVector vector_of(std::vector<Lexeme> words, std::size_t most = most_positions);
// The right one's positions come behind the left one's.
TextVector joined(const TextVector& left, const TextVector& right);

// Null: it is not in it.
const Lexeme* find_lexeme(const TextVector& vector, std::string_view word);
// The lexemes that begin so, or (not a prefix) the one.
struct LexemeRange {
  const Lexeme* first;
  const Lexeme* last;  // behind the last one

  const Lexeme* begin() const { return first; }
  const Lexeme* end() const { return last; }
};
LexemeRange find_lexemes(const TextVector& vector, std::string_view word, bool is_prefix);

// The order of stored ones. Total over any texts.
int compare_vector_texts(std::string_view left, std::string_view right);

}  // namespace emulator::postgres::text_search
