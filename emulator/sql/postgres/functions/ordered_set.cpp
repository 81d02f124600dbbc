// Ordered-set aggregates (manual, table 9.61): percentile_cont, percentile_disc, mode. Their rows come sorted; the
// direct argument stands before the sorted one in each row.
#include <cmath>

#include "sql/postgres/functions/array_values.hpp"
#include "sql/postgres/functions/datetime_arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/array.hpp"
#include "types/float_text.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

double number_of(const Value& value) {
  const auto* integer = std::get_if<std::int64_t>(&value);
  return integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value);
}

// A value between two neighbours; `part` says how far on the way.
Value between(const Value& low, const Value& high, double part) {
  const auto* text = std::get_if<std::string>(&low);
  if (text == nullptr) {
    return number_of(low) + part * (number_of(high) - number_of(low));
  }
  const Interval first = *parse_interval(*text);
  const Interval second = *parse_interval(std::get<std::string>(high));
  const Interval apart = in_range(sum(second, in_range(negated(first))));
  return to_string(in_range(sum(first, in_range(scaled(apart, part)))));
}

// NULLs do not take part. The fractions are the same in every row.
template <bool is_continuous>
class Percentile final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    fraction_ = arguments[0];
    if (!is_null(arguments[1])) {
      values_.push_back(arguments[1]);
    }
  }
  Value finish(CallContext&) override { return of(fraction_); }

 private:
  Value of(const Value& fraction) const {
    if (const auto* array = std::get_if<ArrayPointer>(&fraction)) {
      if (values_.empty()) {
        return Null{};
      }
      Array results;
      for (const Value& element : (*array)->elements) {
        results.elements.push_back(of(element));
      }
      return made(std::move(results));
    }
    if (is_null(fraction)) {
      return Null{};
    }
    const double part = number_of(fraction);
    if (!(part >= 0 && part <= 1)) {
      throw make_worded_error(Condition::numeric_out_of_range,
                              "percentile value " + postgres_text(part) + " is not between 0 and 1");
    }
    if (values_.empty()) {
      return Null{};
    }
    const auto count = static_cast<double>(values_.size());
    if constexpr (is_continuous) {
      const double place = part * (count - 1);
      const auto low = static_cast<std::size_t>(std::floor(place));
      const auto high = static_cast<std::size_t>(std::ceil(place));
      return low == high ? continuous(values_[low]) : between(values_[low], values_[high], place - std::floor(place));
    } else {
      const auto place = static_cast<std::size_t>(std::ceil(part * count));
      return values_[place == 0 ? 0 : place - 1];
    }
  }
  static Value continuous(const Value& value) {
    return std::holds_alternative<std::string>(value) ? value : Value{number_of(value)};
  }

  Value fraction_;
  std::vector<Value> values_;
};

// The first of the most frequent values. Equal ones are neighbours.
class Mode final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    count_ = count_ > 0 && arguments[0] == last_ ? count_ + 1 : 1;
    last_ = arguments[0];
    if (count_ > best_count_) {
      best_count_ = count_;
      best_ = last_;
    }
  }
  Value finish(CallContext&) override { return best_; }

 private:
  Value last_, best_;
  std::int64_t count_ = 0, best_count_ = 0;
};

}  // namespace

void add_ordered_sets(Overloads& rows) {
  const Type element = type(any_element);
  const auto add = [&](std::string_view name, std::vector<Type> parameters, Type result, std::string_view native,
                       sql::AggregateMaker make) {
    rows.push_back(aggregate_row(name, std::move(parameters), result, native, make));
    rows.back().is_ordered_set = true;
  };
  add("percentile_cont", {type(double_), type(double_)}, type(double_), "pg_percentile_cont",
      make_aggregate<Percentile<true>>);
  add("percentile_cont", {type(double_), type(interval)}, type(interval), "pg_percentile_cont",
      make_aggregate<Percentile<true>>);
  add("percentile_cont", {array_of(double_), type(double_)}, array_of(double_), "pg_percentiles_cont",
      make_aggregate<Percentile<true>>);
  add("percentile_cont", {array_of(double_), type(interval)}, array_of(interval), "pg_percentiles_cont",
      make_aggregate<Percentile<true>>);
  add("percentile_disc", {type(double_), element}, element, "pg_percentile_disc", make_aggregate<Percentile<false>>);
  add("percentile_disc", {array_of(double_), element}, type(any_array), "pg_percentiles_disc",
      make_aggregate<Percentile<false>>);
  add("mode", {element}, element, "pg_mode", make_aggregate<Mode>);
}

}  // namespace emulator::postgres
