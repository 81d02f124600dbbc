// The formulas behind ts_rank: they are sums of floats, so that their order decides the last digits.
#include "sql/postgres/text_search/rank.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "sql/postgres/errors.hpp"

namespace emulator::postgres::text_search {

namespace {

// Each word of the query once, in the order of their bytes.
std::vector<const Node*> words_of(const Query& query) {
  std::vector<const Node*> words;
  for (const Node& node : query.nodes) {
    if (node.kind == NodeKind::word) {
      words.push_back(&node);
    }
  }
  std::stable_sort(words.begin(), words.end(),
                   [](const Node* left, const Node* right) { return left->text < right->text; });
  words.erase(std::unique(words.begin(), words.end(),
                          [](const Node* left, const Node* right) { return left->text == right->text; }),
              words.end());
  return words;
}

std::int64_t length_of(const TextVector& vector) {
  std::size_t length = 0;
  for (const Lexeme& lexeme : vector.lexemes) {
    length += std::max<std::size_t>(lexeme.positions.size(), 1);
  }
  return static_cast<std::int64_t>(length);
}

// What two words so far apart are worth together.
float nearness(int distance) {
  if (distance > 100) {
    return 1e-30F;
  }
  return static_cast<float>(1.0 /
                            (1.005 + 0.05 * std::exp(static_cast<double>(static_cast<float>(distance)) / 1.5 - 2)));
}

// A lexeme without positions stands at one that is none.
struct Places {
  const std::vector<Position>* positions = nullptr;
  bool are_known = false;
};
Places places_of(const Lexeme& lexeme, const std::vector<Position>& unknown) {
  return lexeme.positions.empty() ? Places{&unknown, false} : Places{&lexeme.positions, true};
}

class Ranker {
 public:
  Ranker(const TextVector& vector, const Query& query, const Weights& weights, const IsOver& is_over)
      : vector_(vector), words_(words_of(query)), weights_(weights), is_over_(is_over) {}

  float any() const {
    static const std::vector<Position> unknown{{0, weight_d}};
    float result = 0;
    for (const Node* word : words_) {
      for (const Lexeme& lexeme : find_lexemes(vector_, word->text, word->is_prefix)) {
        result = static_cast<float>(result + worth(*places_of(lexeme, unknown).positions));
      }
    }
    return words_.empty() ? result : result / static_cast<float>(words_.size());
  }

  // Pairs of words count by how near they are.
  float all() const {
    if (words_.size() < 2) {
      return any();
    }
    static const std::vector<Position> unknown{{last_position, weight_d}};
    std::vector<Places> places(words_.size());
    float result = -1;
    for (std::size_t index = 0; index < words_.size(); ++index) {
      for (const Lexeme& lexeme : find_lexemes(vector_, words_[index]->text, words_[index]->is_prefix)) {
        places[index] = places_of(lexeme, unknown);
        if (is_over_()) {
          throw make_error(Condition::query_canceled, {"user request"});
        }
        for (std::size_t earlier = 0; earlier < index; ++earlier) {
          if (places[earlier].positions != nullptr) {
            add_pairs(places[index], places[earlier], result);
          }
        }
      }
    }
    return result;
  }

 private:
  float weight(const Position& position) const { return weights_[position.weight]; }

  // Of a lexeme's places: the heaviest whole, the others less and less.
  double worth(const std::vector<Position>& positions) const {
    float sum = 0, heaviest = -1;
    std::size_t heaviest_at = 0;
    for (std::size_t index = 0; index < positions.size(); ++index) {
      const float own = weight(positions[index]);
      sum = sum + own / static_cast<float>((index + 1) * (index + 1));
      if (own > heaviest) {
        heaviest = own;
        heaviest_at = index;
      }
    }
    const float share = heaviest / static_cast<float>((heaviest_at + 1) * (heaviest_at + 1));
    return static_cast<double>(heaviest + sum - share) / 1.64493406685;
  }

  void add_pairs(const Places& later, const Places& earlier, float& result) const {
    for (const Position& one : *later.positions) {
      for (const Position& other : *earlier.positions) {
        int distance = std::abs(int{one.at} - int{other.at});
        if (distance == 0 && later.are_known && earlier.are_known) {
          continue;
        }
        distance = distance == 0 ? last_position + 1 : distance;
        const auto pair =
            static_cast<float>(std::sqrt(static_cast<double>(weight(one) * weight(other) * nearness(distance))));
        result =
            result < 0
                ? pair
                : static_cast<float>(1.0 - (1.0 - static_cast<double>(result)) * (1.0 - static_cast<double>(pair)));
      }
    }
  }

  const TextVector& vector_;
  std::vector<const Node*> words_;
  const Weights& weights_;
  const IsOver& is_over_;
};

float divided(float value, double by) {
  return static_cast<float>(static_cast<double>(value) / by);
}

}  // namespace

float rank(const TextVector& vector, const Query& query, const Weights& weights, std::int64_t normalization,
           const IsOver& is_over) {
  if (vector.lexemes.empty() || query.is_empty()) {
    return 0;
  }
  const Ranker ranker(vector, query, weights, is_over);
  const NodeKind root = query.root().kind;
  float result = root == NodeKind::and_ || root == NodeKind::phrase ? ranker.all() : ranker.any();
  result = result < 0 ? 1e-20F : result;
  const auto length = static_cast<double>(length_of(vector));
  const auto lexemes = static_cast<double>(vector.lexemes.size());
  if ((normalization & by_log_of_length) != 0) {
    result = divided(result, std::log(length + 1) / std::log(2.0));
  }
  if ((normalization & by_length) != 0) {
    result /= static_cast<float>(length);
  }
  if ((normalization & by_lexemes) != 0) {
    result /= static_cast<float>(lexemes);
  }
  if ((normalization & by_log_of_lexemes) != 0) {
    result = divided(result, std::log(lexemes + 1) / std::log(2.0));
  }
  if ((normalization & below_one) != 0) {
    result /= result + 1;
  }
  return result;
}

}  // namespace emulator::postgres::text_search
