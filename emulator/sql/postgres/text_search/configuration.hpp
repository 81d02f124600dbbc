// The text search configurations that every database has (manual 12.6, 12.7): what becomes of a token. Those whose
// lists of stop words are not here have their names only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sql/postgres/text_search/tokenizer.hpp"

namespace emulator::postgres::text_search {

struct Dictionary {
  std::int64_t oid;
  std::string_view name;
  std::string_view language;  // as the stemmer is called; empty: words are only brought to lower case
  bool has_stop_words;
};

struct Configuration {
  std::int64_t oid;
  std::string_view name;
  const Dictionary* words;
  const Dictionary* ascii_words;
};

std::span<const Dictionary> dictionaries();
std::span<const Configuration> configurations();

// Null: there is none.
const Configuration* find_configuration(std::int64_t oid);
const Configuration* find_configuration(std::string_view name);
const Dictionary* find_dictionary(std::int64_t oid);
const Dictionary* find_dictionary(std::string_view name);

// Null: tokens of this kind are left out.
const Dictionary* dictionary_of(const Configuration& configuration, TokenKind kind);

// Empty: a stop word. Throws where the dictionary's stop words are not here.
std::optional<std::string> lexeme_of(const Dictionary& dictionary, std::string_view word);

// Characters one by one, as the engine has it.
std::string in_lower_case(std::string_view text);

}  // namespace emulator::postgres::text_search
