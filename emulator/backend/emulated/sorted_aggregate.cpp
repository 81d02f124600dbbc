// Rows are kept as they come; the order is read once, with the first of them.
#include "backend/emulated/sorted_aggregate.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>
#include <utility>
#include <vector>

#include "lower/storage.hpp"
#include "types/decimal.hpp"

namespace emulator::backend::emulated {

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// SQLite's order of storage classes, NULL apart: numbers, texts by the collation, then blobs.
int class_of(const Value& value) {
  return std::holds_alternative<std::string>(value) ? 1 : std::holds_alternative<Bytes>(value) ? 2 : 0;
}

template <class Number>
int order_of(const Number& left, const Number& right) {
  return left < right ? -1 : right < left ? 1 : 0;
}

int compare_values(const Value& left, const Value& right, const sql::CollationCompare& collation) {
  const int classes = order_of(class_of(left), class_of(right));
  if (classes != 0) return classes;
  if (const auto* text = std::get_if<std::string>(&left)) {
    const std::string& other = std::get<std::string>(right);
    return collation ? collation(*text, other) : order_of(*text, other);
  }
  if (const auto* bytes = std::get_if<Bytes>(&left)) return order_of(bytes->data, std::get<Bytes>(right).data);
  const auto* one = std::get_if<std::int64_t>(&left);
  const auto* other = std::get_if<std::int64_t>(&right);
  if (one != nullptr && other != nullptr) return order_of(*one, *other);
  const auto number = [](const Value& value) {
    const auto* integer = std::get_if<std::int64_t>(&value);
    return integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value);
  };
  return order_of(number(left), number(right));
}

struct SortKey {
  bool descending = false, nulls_first = false;
  sql::CollationCompare collation;
};

class SortedAggregate final : public sqlite::Accumulator {
 public:
  SortedAggregate(const sql::Dialect& dialect, sqlite::AccumulatorMaker make)
      : dialect_(dialect), make_(std::move(make)) {}

  void step(std::span<const Value> arguments) override {
    if (rows_.empty()) read_order(std::get<std::string>(arguments[0]));
    rows_.emplace_back(arguments.begin() + 1, arguments.end());
  }

  Value finish() override {
    const auto inner = make_();
    if (rows_.empty()) return inner->finish();
    const std::size_t given = rows_.front().size() - keys_.size();
    std::stable_sort(rows_.begin(), rows_.end(), [&](const auto& left, const auto& right) {
      for (std::size_t key = 0; key < keys_.size(); ++key) {
        const int order = compare_by(keys_[key], left[given + key], right[given + key]);
        if (order != 0) return order < 0;
      }
      return false;
    });
    const auto before = [&](const std::vector<Value>* left, const std::vector<Value>* right) {
      for (std::size_t argument = 0; argument < arguments_.size(); ++argument) {
        const int order = compare_by(arguments_[argument], (*left)[argument], (*right)[argument]);
        if (order != 0) return order < 0;
      }
      return false;
    };
    std::set<const std::vector<Value>*, decltype(before)> seen(before);
    for (const std::vector<Value>& row : rows_) {
      if (!distinct_ || seen.insert(&row).second) inner->step(std::span(row).first(given));
    }
    return inner->finish();
  }

 private:
  sql::CollationCompare collation_named(const std::string& word) const {
    if (word == "-") return nullptr;
    if (word == lower::numeric_collation) return &compare_decimals;
    return dialect_.find_collation(word);
  }

  void read_order(std::string_view text) {
    const std::vector<std::string> words = words_of(text);
    std::size_t count = 0;
    std::from_chars(words[0].data(), words[0].data() + words[0].size(), count);
    distinct_ = words[1] == "d";
    for (std::size_t argument = 0; argument < count; ++argument) {
      arguments_.push_back({false, false, collation_named(words[2 + argument])});
    }
    for (std::size_t word = 2 + count; word + 1 < words.size(); word += 2) {
      keys_.push_back({words[word][0] == 'd', words[word][1] == 'f', collation_named(words[word + 1])});
    }
  }

  static int compare_by(const SortKey& key, const Value& left, const Value& right) {
    const bool left_null = is_null(left), right_null = is_null(right);
    if (left_null || right_null) return left_null == right_null ? 0 : left_null == key.nulls_first ? -1 : 1;
    const int order = compare_values(left, right, key.collation);
    return key.descending ? -order : order;
  }

  const sql::Dialect& dialect_;
  sqlite::AccumulatorMaker make_;
  std::vector<std::vector<Value>> rows_;
  std::vector<SortKey> arguments_, keys_;
  bool distinct_ = false;
};

}  // namespace

std::unique_ptr<sqlite::Accumulator> make_sorted_aggregate(const sql::Dialect& dialect, sqlite::AccumulatorMaker make) {
  return std::make_unique<SortedAggregate>(dialect, std::move(make));
}

}  // namespace emulator::backend::emulated
