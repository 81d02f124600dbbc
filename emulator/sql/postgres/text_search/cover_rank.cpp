// ts_rank_cd: the shortest stretches of a text that fit the query, each worth the more the fewer words it has that the
// query does not ask for.
#include <algorithm>
#include <cmath>
#include <optional>

#include "sql/postgres/errors.hpp"
#include "sql/postgres/text_search/match.hpp"
#include "sql/postgres/text_search/rank.hpp"

namespace emulator::postgres::text_search {

namespace {

// One place of a lexeme that words of the query are found at.
struct Spot {
  std::uint16_t at;
  std::uint8_t weight;
  const Lexeme* lexeme;
  std::vector<std::size_t> nodes;
};

constexpr std::size_t most_spots = 1'000'000;

bool is_before(const Spot& left, const Spot& right) {
  return left.at != right.at           ? left.at < right.at
         : left.weight != right.weight ? left.weight < right.weight
                                       : left.lexeme < right.lexeme;
}

std::vector<Spot> spots_of(const TextVector& vector, const Query& query) {
  std::vector<Spot> spots;
  for (std::size_t index = 0; index < query.nodes.size(); ++index) {
    const Node& node = query.nodes[index];
    if (node.kind != NodeKind::word) {
      continue;
    }
    for (const Lexeme& lexeme : find_lexemes(vector, node.text, node.is_prefix)) {
      for (const Position& position : lexeme.positions) {
        if (node.weights == 0 || (node.weights >> position.weight & 1) != 0) {
          spots.push_back({position.at, position.weight, &lexeme, {index}});
          if (spots.size() > most_spots) {
            throw make_worded_error(Condition::program_limit_exceeded,
                                    "ts_rank_cd of more than 1000000 found words is not supported");
          }
        }
      }
    }
  }
  std::stable_sort(spots.begin(), spots.end(), is_before);
  std::vector<Spot> made;
  for (Spot& spot : spots) {
    if (!made.empty() && made.back().at == spot.at && made.back().lexeme == spot.lexeme) {
      made.back().nodes.push_back(spot.nodes.front());
    } else {
      made.push_back(std::move(spot));
    }
  }
  return made;
}

struct Cover {
  std::size_t first, last;  // spots
};

class Covers {
 public:
  Covers(const Query& query, const std::vector<Spot>& spots, const IsOver& is_over)
      : query_(query),
        spots_(spots),
        is_over_(is_over),
        in_phrases_(nodes_in_phrases(query)),
        found_(query.nodes.size()) {}

  // The next one; empty: there are no more.
  std::optional<Cover> next() {
    for (; start_ < spots_.size(); ++start_) {
      const std::optional<std::size_t> last = find_last();
      if (!last) {
        return std::nullopt;
      }
      const std::optional<std::size_t> first = find_first(*last);
      if (first) {
        start_ = *first + 1;
        return Cover{*first, *last};
      }
    }
    return std::nullopt;
  }

 private:
  void clear() { std::fill(found_.begin(), found_.end(), Found{}); }

  bool fits_with(const Spot& spot) {
    if (is_over_()) {
      throw make_error(Condition::query_canceled, {"user request"});
    }
    for (const std::size_t node : spot.nodes) {
      Found& found = found_[node];
      found.is_found = true;
      if (!in_phrases_[node]) {
        continue;
      }
      const auto place = std::lower_bound(found.places.begin(), found.places.end(), spot.at);
      if (place == found.places.end() || *place != spot.at) {
        found.places.insert(place, spot.at);
      }
    }
    return matches(query_, [&](const Node&, std::size_t index, bool with_places) {
      return with_places ? found_[index] : Found{.is_found = found_[index].is_found};
    });
  }

  std::optional<std::size_t> find_last() {
    clear();
    for (std::size_t index = start_; index < spots_.size(); ++index) {
      if (fits_with(spots_[index])) {
        return index;
      }
    }
    return std::nullopt;
  }

  // Back from the last one: whatever comes before the first one is not needed.
  std::optional<std::size_t> find_first(std::size_t last) {
    clear();
    for (std::size_t index = last + 1; index-- > start_;) {
      if (fits_with(spots_[index])) {
        return index;
      }
    }
    return std::nullopt;
  }

  const Query& query_;
  const std::vector<Spot>& spots_;
  const IsOver& is_over_;
  const std::vector<bool> in_phrases_;
  std::vector<Found> found_;
  std::size_t start_ = 0;
};

double normalized(double result, const TextVector& vector, std::int64_t normalization, double mean_distance) {
  double length = 0;
  for (const Lexeme& lexeme : vector.lexemes) {
    length += static_cast<double>(std::max<std::size_t>(lexeme.positions.size(), 1));
  }
  const auto lexemes = static_cast<double>(vector.lexemes.size());
  if ((normalization & by_log_of_length) != 0) {
    result /= std::log(length + 1);
  }
  if ((normalization & by_length) != 0) {
    result /= length;
  }
  if ((normalization & by_distance) != 0 && mean_distance > 0) {
    result /= mean_distance;
  }
  if ((normalization & by_lexemes) != 0) {
    result /= lexemes;
  }
  if ((normalization & by_log_of_lexemes) != 0) {
    result /= std::log(lexemes + 1) / std::log(2.0);
  }
  if ((normalization & below_one) != 0) {
    result /= result + 1;
  }
  return result;
}

}  // namespace

float cover_rank(const TextVector& vector, const Query& query, const Weights& weights, std::int64_t normalization,
                 const IsOver& is_over) {
  const std::vector<Spot> spots = spots_of(vector, query);
  if (spots.empty()) {
    return 0;
  }
  Covers covers(query, spots, is_over);
  double result = 0, closeness = 0, middle_before = 0;
  int count = 0;
  while (const std::optional<Cover> cover = covers.next()) {
    double sum = 0;
    for (std::size_t index = cover->first; index <= cover->last; ++index) {
      sum += 1.0 / static_cast<double>(weights[spots[index].weight]);
    }
    const auto gaps = static_cast<int>(cover->last - cover->first);
    const int first = spots[cover->first].at, last = spots[cover->last].at;
    int others = last - first - gaps;
    others = others < 0 ? gaps / 2 : others;  // positions end at a limit
    result += static_cast<double>(gaps + 1) / sum / static_cast<double>(1 + others);
    const double middle = static_cast<double>(first + last) / 2.0;
    if (count > 0 && middle > middle_before) {
      closeness += 1.0 / (middle - middle_before);
    }
    middle_before = middle;
    ++count;
  }
  const double mean_distance = closeness > 0 ? static_cast<double>(count) / closeness : 0;
  return static_cast<float>(normalized(result, vector, normalization, mean_distance));
}

}  // namespace emulator::postgres::text_search
