// From texts to vectors and queries: tokens become lexemes by a configuration.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sql/postgres/text_search/configuration.hpp"
#include "sql/postgres/text_search/query_parser.hpp"
#include "sql/postgres/text_search/vector.hpp"
#include "types/json.hpp"

namespace emulator::postgres::text_search {

// The lexemes of several texts, one behind the other.
class DocumentReader {
 public:
  explicit DocumentReader(const Configuration& configuration) : configuration_(configuration) {}
  void add(std::string_view text);
  // A text of its own: no phrase reaches from it to another.
  void add_apart(std::string_view text);
  // Texts as JSON has them; `kinds` says which of its values are texts.
  struct JsonKinds {
    bool strings = false, numbers = false, booleans = false, keys = false;
  };
  void add(const Json& json, JsonKinds kinds);

  std::vector<Lexeme> take() { return std::move(words_); }
  TextVector vector();

 private:
  const Configuration& configuration_;
  std::vector<Lexeme> words_;
  std::int32_t position_ = 0;
};

// What to_tsquery() and its kin make of a text; `between` joins the lexemes of one operand.
Query query_of(const Configuration& configuration, std::string_view text, QueryStyle style, NodeKind between);

}  // namespace emulator::postgres::text_search
