// ts_rank and ts_rank_cd: [weights,] vector, query[, normalization].
#include <cmath>

#include "sql/postgres/functions/array_values.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/functions/text_search.hpp"
#include "sql/postgres/text_search/rank.hpp"
#include "sql/sleep.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using text_search::Weights;
using enum TypeId;

// Negative ones are the usual ones.
Weights weights_at(Arguments arguments, std::size_t index) {
  const Array array = array_at(arguments, index, real);
  if (is_nested(array)) {
    bad_argument("2202E", "array of weight must be one-dimensional");
  }
  Weights weights = text_search::usual_weights;
  if (array.elements.size() < weights.size()) {
    bad_argument("2202E", "array of weight is too short");
  }
  for (const Value& element : array.elements) {
    if (is_null(element)) {
      bad_argument("22004", "array of weight must not contain nulls");
    }
  }
  for (std::size_t weight = 0; weight < weights.size(); ++weight) {
    const auto given = static_cast<float>(double_at(array.elements, weight));
    weights[weight] = given >= 0 ? given : weights[weight];
    if (weights[weight] > 1) {
      throw make_worded_error(Condition::invalid_parameter_value, "weight out of range");
    }
  }
  return weights;
}

using Ranking = float (*)(const text_search::TextVector&, const text_search::Query&, const Weights&, std::int64_t,
                          const text_search::IsOver&);

template <Ranking ranking, bool has_weights, bool has_normalization>
Value ranked(Arguments arguments, CallContext& context) {
  constexpr std::size_t vector = has_weights ? 1 : 0;
  const Weights weights = has_weights ? weights_at(arguments, 0) : text_search::usual_weights;
  const std::int64_t normalization = has_normalization ? integer_at(arguments, vector + 2) : 0;
  return static_cast<double>(ranking(vector_at(arguments, vector), query_at(arguments, vector + 1), weights,
                                     normalization, [&] { return sql::is_over(context); }));
}

template <Ranking ranking>
void add_ranking(Overloads& rows, std::string_view name, std::string_view plain, std::string_view normalized,
                 std::string_view weighted, std::string_view both) {
  const Type vector = type(tsvector), query = type(tsquery), weights = array_of(real), number = type(integer);
  const auto row = [&](std::vector<Type> parameters, std::string_view native, sql::NativeFunction function) {
    rows.push_back(native_row(name, std::move(parameters), type(real), native, function));
  };
  row({vector, query}, plain, ranked<ranking, false, false>);
  row({vector, query, number}, normalized, ranked<ranking, false, true>);
  row({weights, vector, query}, weighted, ranked<ranking, true, false>);
  row({weights, vector, query, number}, both, ranked<ranking, true, true>);
}

}  // namespace

void add_text_search_ranks(Overloads& rows) {
  add_ranking<text_search::rank>(rows, "ts_rank", "pg_ts_rank", "pg_ts_rank_normalized", "pg_ts_rank_weighted",
                                 "pg_ts_rank_weighted_normalized");
  add_ranking<text_search::cover_rank>(rows, "ts_rank_cd", "pg_ts_rank_cd", "pg_ts_rank_cd_normalized",
                                       "pg_ts_rank_cd_weighted", "pg_ts_rank_cd_weighted_normalized");
}

}  // namespace emulator::postgres
