// Aggregates for statistics (manual 9.21, table 9.61) and of bits. Those of exact numbers are exact, with
// the scales that PostgreSQL gives; those of floating-point numbers add in its order (Youngs and Cramer).
#include <cmath>
#include <limits>
#include <optional>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/numeric_scale.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::AggregateState;
using sql::CallContext;
using enum TypeId;

enum class Spread : std::uint8_t {
  variance_of_sample,
  variance,
  deviation_of_sample,
  deviation
};

constexpr bool is_of_sample(Spread spread) {
  return spread == Spread::variance_of_sample || spread == Spread::deviation_of_sample;
}
constexpr bool is_root(Spread spread) {
  return spread == Spread::deviation_of_sample || spread == Spread::deviation;
}

template <Spread spread>
class ExactSpread final : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    const auto* integer = std::get_if<std::int64_t>(&arguments[0]);
    const Decimal value = integer != nullptr ? Decimal(*integer) : decimal_at(arguments, 0);
    sum_ = sum_ + value;
    squares_ = squares_ + value * value;
    ++count_;
  }
  Value finish(CallContext&) override {
    if (count_ == 0 || (is_of_sample(spread) && count_ == 1)) {
      return Null{};
    }
    const Decimal count(count_);
    const Decimal above = count * squares_ - sum_ * sum_;
    if (!above.is_finite()) {
      return std::string("NaN");
    }
    if (above.is_zero() || above.is_negative()) {
      return std::string("0");
    }
    const Decimal below = count * Decimal(is_of_sample(spread) ? count_ - 1 : count_);
    const std::int32_t scale = division_scale(above, below);
    const Decimal variance = Decimal::divide(above, below, scale);
    return (is_root(spread) ? Decimal::square_root(variance, scale) : variance).to_string();
  }

 private:
  Decimal sum_, squares_;
  std::int64_t count_ = 0;
};

// One number is no distance from itself, unless it is none or infinite.
double spread_of_first(double value) {
  return std::isfinite(value) ? 0 : std::numeric_limits<double>::quiet_NaN();
}

template <Spread spread>
class FloatSpread final : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    const double value = double_at(arguments, 0);
    count_ += 1;
    sum_ += value;
    if (count_ > 1) {
      const double distance = value * count_ - sum_;
      squares_ += distance * distance / (count_ * (count_ - 1));
    } else {
      squares_ = spread_of_first(value);
    }
  }
  Value finish(CallContext&) override {
    if (count_ == 0 || (is_of_sample(spread) && count_ == 1)) {
      return Null{};
    }
    const double variance = squares_ / (is_of_sample(spread) ? count_ - 1 : count_);
    return is_root(spread) ? std::sqrt(variance) : variance;
  }

 private:
  double count_ = 0, sum_ = 0, squares_ = 0;
};

// What the aggregates of pairs (Y, X) are made of.
struct Pairs {
  double count = 0, sum_x = 0, squares_x = 0, sum_y = 0, squares_y = 0, products = 0;
};
using PairResult = std::optional<double> (*)(const Pairs&);

template <PairResult result>
class PairAggregate final : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0]) || is_null(arguments[1])) {
      return;
    }
    const double y = double_at(arguments, 0), x = double_at(arguments, 1);
    pairs_.count += 1;
    pairs_.sum_x += x;
    pairs_.sum_y += y;
    if (pairs_.count > 1) {
      const double from_x = x * pairs_.count - pairs_.sum_x;
      const double from_y = y * pairs_.count - pairs_.sum_y;
      const double scale = 1 / (pairs_.count * (pairs_.count - 1));
      pairs_.squares_x += from_x * from_x * scale;
      pairs_.squares_y += from_y * from_y * scale;
      pairs_.products += from_x * from_y * scale;
    } else {
      pairs_.squares_x = spread_of_first(x);
      pairs_.squares_y = spread_of_first(y);
      pairs_.products = spread_of_first(x) + spread_of_first(y);
    }
  }
  Value finish(CallContext&) override {
    const std::optional<double> value = result(pairs_);
    return value ? Value{*value} : Value{Null{}};
  }

 private:
  Pairs pairs_;
};

std::optional<double> if_any(const Pairs& pairs, double value) {
  return pairs.count < 1 ? std::nullopt : std::optional(value);
}
std::optional<double> squares_of_x(const Pairs& pairs) {
  return if_any(pairs, pairs.squares_x);
}
std::optional<double> squares_of_y(const Pairs& pairs) {
  return if_any(pairs, pairs.squares_y);
}
std::optional<double> products_of_both(const Pairs& pairs) {
  return if_any(pairs, pairs.products);
}
std::optional<double> average_of_x(const Pairs& pairs) {
  return if_any(pairs, pairs.sum_x / pairs.count);
}
std::optional<double> average_of_y(const Pairs& pairs) {
  return if_any(pairs, pairs.sum_y / pairs.count);
}
std::optional<double> covariance(const Pairs& pairs) {
  return if_any(pairs, pairs.products / pairs.count);
}
std::optional<double> covariance_of_sample(const Pairs& pairs) {
  return pairs.count < 2 ? std::nullopt : std::optional(pairs.products / (pairs.count - 1));
}
std::optional<double> correlation(const Pairs& pairs) {
  if (pairs.count < 1 || pairs.squares_x == 0 || pairs.squares_y == 0) {
    return std::nullopt;
  }
  return pairs.products / std::sqrt(pairs.squares_x * pairs.squares_y);
}
std::optional<double> determination(const Pairs& pairs) {
  if (pairs.count < 1 || pairs.squares_x == 0) {
    return std::nullopt;
  }
  return pairs.squares_y == 0 ? 1 : pairs.products * pairs.products / (pairs.squares_x * pairs.squares_y);
}
std::optional<double> slope(const Pairs& pairs) {
  return pairs.count < 1 || pairs.squares_x == 0 ? std::nullopt : std::optional(pairs.products / pairs.squares_x);
}
std::optional<double> intercept(const Pairs& pairs) {
  if (pairs.count < 1 || pairs.squares_x == 0) {
    return std::nullopt;
  }
  return (pairs.sum_y - pairs.sum_x * pairs.products / pairs.squares_x) / pairs.count;
}

class PairCount final : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override { count_ += !is_null(arguments[0]) && !is_null(arguments[1]); }
  Value finish(CallContext&) override { return count_; }

 private:
  std::int64_t count_ = 0;
};

enum class Bits : std::uint8_t {
  all,
  any,
  odd
};

template <Bits kind>
class BitAggregate final : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    const std::int64_t value = integer_at(arguments, 0);
    if (!bits_) {
      bits_ = value;
      return;
    }
    *bits_ = kind == Bits::all ? *bits_ & value : kind == Bits::any ? *bits_ | value : *bits_ ^ value;
  }
  Value finish(CallContext&) override { return bits_ ? Value{*bits_} : Value{Null{}}; }

 private:
  std::optional<std::int64_t> bits_;
};

template <Spread spread>
void add_spread(Overloads& rows, std::string_view name, const char* exact, const char* approximate) {
  for (const TypeId id : {smallint, integer, bigint, decimal}) {
    rows.push_back(aggregate_row(name, {type(id)}, type(decimal), exact, make_aggregate<ExactSpread<spread>>));
  }
  for (const TypeId id : {real, double_}) {
    rows.push_back(aggregate_row(name, {type(id)}, type(double_), approximate, make_aggregate<FloatSpread<spread>>));
  }
}

template <PairResult result>
void add_pair(Overloads& rows, std::string_view name, const char* native) {
  rows.push_back(aggregate_row(name, {type(double_), type(double_)}, type(double_), native,
                               make_aggregate<PairAggregate<result>>));
}

}  // namespace

void add_statistics(Overloads& rows) {
  add_spread<Spread::variance_of_sample>(rows, "variance", "pg_numeric_var_samp", "pg_float_var_samp");
  add_spread<Spread::variance_of_sample>(rows, "var_samp", "pg_numeric_var_samp", "pg_float_var_samp");
  add_spread<Spread::variance>(rows, "var_pop", "pg_numeric_var_pop", "pg_float_var_pop");
  add_spread<Spread::deviation_of_sample>(rows, "stddev", "pg_numeric_stddev_samp", "pg_float_stddev_samp");
  add_spread<Spread::deviation_of_sample>(rows, "stddev_samp", "pg_numeric_stddev_samp", "pg_float_stddev_samp");
  add_spread<Spread::deviation>(rows, "stddev_pop", "pg_numeric_stddev_pop", "pg_float_stddev_pop");
  add_pair<squares_of_x>(rows, "regr_sxx", "pg_regr_sxx");
  add_pair<squares_of_y>(rows, "regr_syy", "pg_regr_syy");
  add_pair<products_of_both>(rows, "regr_sxy", "pg_regr_sxy");
  add_pair<average_of_x>(rows, "regr_avgx", "pg_regr_avgx");
  add_pair<average_of_y>(rows, "regr_avgy", "pg_regr_avgy");
  add_pair<determination>(rows, "regr_r2", "pg_regr_r2");
  add_pair<slope>(rows, "regr_slope", "pg_regr_slope");
  add_pair<intercept>(rows, "regr_intercept", "pg_regr_intercept");
  add_pair<covariance>(rows, "covar_pop", "pg_covar_pop");
  add_pair<covariance_of_sample>(rows, "covar_samp", "pg_covar_samp");
  add_pair<correlation>(rows, "corr", "pg_corr");
  rows.push_back(aggregate_row("regr_count", {type(double_), type(double_)}, type(bigint), "pg_regr_count",
                               make_aggregate<PairCount>));
  for (const TypeId id : {smallint, integer, bigint}) {
    rows.push_back(
        aggregate_row("bit_and", {type(id)}, type(id), "pg_bit_and", make_aggregate<BitAggregate<Bits::all>>));
    rows.push_back(aggregate_row("bit_or", {type(id)}, type(id), "pg_bit_or", make_aggregate<BitAggregate<Bits::any>>));
    rows.push_back(
        aggregate_row("bit_xor", {type(id)}, type(id), "pg_bit_xor", make_aggregate<BitAggregate<Bits::odd>>));
  }
}

}  // namespace emulator::postgres
