// Whether a tsvector has what a tsquery asks for.
#pragma once

#include <functional>

#include "sql/postgres/text_search/query.hpp"
#include "sql/postgres/text_search/vector.hpp"

namespace emulator::postgres::text_search {

// Where a word of the query is found. Phrases need the places, in their order.
struct Found {
  bool is_found = false;
  bool is_nowhere = false;  // it is in it, and nobody knows where
  std::vector<std::uint16_t> places = {};
};
using FindWord = std::function<Found(const Node& word, std::size_t index, bool with_places)>;

bool matches(const Query& query, const FindWord& find_word);
bool matches(const TextVector& vector, const Query& query);

// Which nodes are inside a phrase, that one included.
std::vector<bool> nodes_in_phrases(const Query& query);

}  // namespace emulator::postgres::text_search
