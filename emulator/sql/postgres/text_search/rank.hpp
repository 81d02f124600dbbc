// How well a tsvector fits a tsquery: by how often its words are there (ts_rank), and by how near they are to each
// other (ts_rank_cd).
#pragma once

#include <array>
#include <cstdint>
#include <functional>

#include "sql/postgres/text_search/query.hpp"
#include "sql/postgres/text_search/vector.hpp"

namespace emulator::postgres::text_search {

using Weights = std::array<float, 4>;  // of D, C, B and A
inline constexpr Weights usual_weights = {0.1F, 0.2F, 0.4F, 1.0F};

// Bits of how a rank takes the document's length into account.
inline constexpr std::int64_t by_log_of_length = 1, by_length = 2, by_distance = 4, by_lexemes = 8,
                              by_log_of_lexemes = 16, below_one = 32;

// Whether the statement's time is over. These throw then: a rank may take the square of what it is of.
using IsOver = std::function<bool()>;

float rank(const TextVector& vector, const Query& query, const Weights& weights, std::int64_t normalization,
           const IsOver& is_over);
float cover_rank(const TextVector& vector, const Query& query, const Weights& weights, std::int64_t normalization,
                 const IsOver& is_over);

}  // namespace emulator::postgres::text_search
