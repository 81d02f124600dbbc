// COUNT, SUM, AVG, MIN, MAX, BIT_*, STD* and VAR*, and the window functions, which are SQLite's own. Sums and averages
// of exact types are exact.
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "sql/mysql/collations.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/types.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using Types = std::span<const Type>;
using sql::CallContext;

template <class State>
std::unique_ptr<sql::AggregateState> make() {
  return std::make_unique<State>();
}

// The sum of integers is kept as one until it could overflow.
class ExactSum : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) return;
    ++count_;
    const auto* integer = std::get_if<std::int64_t>(&arguments[0]);
    if (integer == nullptr) {
      rest_ = rest_ + decimal_of(arguments[0]);
    } else {
      small_ += *integer;  // 2^64 rows of 2^63 fit
    }
  }
  Value finish(CallContext&) override {
    if (count_ == 0) return Null{};
    return total().to_string();
  }

 protected:
  Decimal total() const { return small_ == 0 ? rest_ : rest_ + *Decimal::parse(digits_of(small_)); }
  std::int64_t count_ = 0;

 private:
  Wide small_ = 0;
  Decimal rest_;
};

class ExactAverage final : public ExactSum {
 public:
  Value finish(CallContext&) override {
    if (count_ == 0) return Null{};
    return long_quotient(total(), Decimal{count_}).to_string();
  }
};

class RealSum : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) return;
    ++count_;
    sum_ += double_of(arguments[0]);
  }
  Value finish(CallContext&) override { return count_ == 0 ? Value{Null{}} : Value{sum_}; }

 protected:
  double sum_ = 0;
  std::int64_t count_ = 0;
};

class RealAverage final : public RealSum {
 public:
  Value finish(CallContext&) override {
    return count_ == 0 ? Value{Null{}} : Value{sum_ / static_cast<double>(count_)};
  }
};

// Welford's running mean and sum of squared differences.
template <bool OfSample, bool Root>
class Deviation final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) return;
    const double value = double_of(arguments[0]);
    ++count_;
    const double difference = value - mean_;
    mean_ += difference / static_cast<double>(count_);
    squares_ += difference * (value - mean_);
  }
  Value finish(CallContext&) override {
    const std::int64_t divisor = OfSample ? count_ - 1 : count_;
    if (divisor <= 0) return Null{};
    const double variance = squares_ / static_cast<double>(divisor);
    return Root ? std::sqrt(variance) : variance;
  }

 private:
  std::int64_t count_ = 0;
  double mean_ = 0, squares_ = 0;
};

enum class Bits : std::uint8_t {
  and_,
  or_,
  xor_
};
template <Bits Operation>
class BitFold final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) return;
    const auto bits = static_cast<std::uint64_t>(integer_of(arguments[0]));
    switch (Operation) {
      case Bits::and_:
        bits_ &= bits;
        return;
      case Bits::or_:
        bits_ |= bits;
        return;
      case Bits::xor_:
        bits_ ^= bits;
        return;
    }
  }
  Value finish(CallContext&) override { return unsigned_value(bits_); }

 private:
  std::uint64_t bits_ = Operation == Bits::and_ ? UINT64_MAX : 0;
};

class AnyValue final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (!has_value_) value_ = arguments[0];
    has_value_ = true;
  }
  Value finish(CallContext&) override { return std::move(value_); }

 private:
  bool has_value_ = false;
  Value value_;
};

// COUNT(DISTINCT a, b): values, each followed by its collation; rows with a NULL do not count.
class CountRows final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    std::vector<std::string> row;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
      if (is_null(arguments[i])) return;
      row.push_back(text_of(arguments[i]));
      if (compares_.size() < row.size()) compares_.push_back(find_collation(view_of(arguments[i + 1])));
    }
    rows_.insert(std::move(row));
  }
  Value finish(CallContext&) override { return static_cast<std::int64_t>(rows_.size()); }

 private:
  struct Less {
    const std::vector<sql::CollationCompare>& compares;

    bool operator()(const std::vector<std::string>& left, const std::vector<std::string>& right) const {
      for (std::size_t i = 0; i < left.size(); ++i) {
        const int order = compares[i] ? compares[i](left[i], right[i]) : left[i].compare(right[i]);
        if (order != 0) return order < 0;
      }
      return false;
    }
  };

  std::vector<sql::CollationCompare> compares_;
  std::set<std::vector<std::string>, Less> rows_{Less{compares_}};
};

Type first_type(Types types) {
  return types[0];
}
Type sum_type(Types types) {
  const std::int32_t precision = precision_of(types[0]);
  return {.id = TypeId::decimal, .length = std::min(precision + 22, 65), .scale = scale_of(types[0])};
}
Type average_type(Types types) {
  const std::int32_t precision = precision_of(types[0]);
  return {.id = TypeId::decimal, .length = std::min(precision + 4, 65), .scale = std::min(scale_of(types[0]) + 4, 30)};
}

sql::Overload& aggregate_template(Rows& rows, std::string_view function, std::initializer_list<TypeId> parameters,
                                  Type result, std::string_view sql) {
  auto& row = rows.templated(function, parameters, result, sql);
  row.kind = sql::OverloadKind::aggregate;
  row.null_on_null = false;
  return row;
}

sql::Overload& window(Rows& rows, std::string_view function, std::initializer_list<TypeId> parameters, Type result,
                      std::string_view sql) {
  auto& row = rows.templated(function, parameters, result, sql);
  row.kind = sql::OverloadKind::window;
  row.null_on_null = false;
  return row;
}

}  // namespace

void add_aggregates(Rows& rows) {
  using enum TypeId;
  aggregate_template(rows, "count", {}, bigint_type, "count(*)");
  aggregate_template(rows, "count", {any}, bigint_type, "count({0})");
  variadic(rows.aggregate("count", {any, any}, bigint_type, "my_count_rows", make<CountRows>));
  ruled(aggregate_template(rows, "min", {any}, {}, "min({0})"), first_type);
  ruled(aggregate_template(rows, "max", {any}, {}, "max({0})"), first_type);
  for (const TypeId id : {bigint, decimal}) {
    ruled(rows.aggregate("sum", {id}, {}, "my_sum", make<ExactSum>), sum_type);
    ruled(rows.aggregate("avg", {id}, {}, "my_avg", make<ExactAverage>), average_type);
  }
  rows.aggregate("sum", {double_}, double_type, "my_sum_double", make<RealSum>);
  rows.aggregate("avg", {double_}, double_type, "my_avg_double", make<RealAverage>);
  for (const std::string_view function : {"std", "stddev", "stddev_pop"}) {
    rows.aggregate(function, {double_}, double_type, "my_stddev_pop", make<Deviation<false, true>>);
  }
  for (const std::string_view function : {"variance", "var_pop"}) {
    rows.aggregate(function, {double_}, double_type, "my_var_pop", make<Deviation<false, false>>);
  }
  rows.aggregate("stddev_samp", {double_}, double_type, "my_stddev_samp", make<Deviation<true, true>>);
  rows.aggregate("var_samp", {double_}, double_type, "my_var_samp", make<Deviation<true, false>>);
  rows.aggregate("bit_and", {bigint}, unsigned_type, "my_bit_and_all", make<BitFold<Bits::and_>>);
  rows.aggregate("bit_or", {bigint}, unsigned_type, "my_bit_or_all", make<BitFold<Bits::or_>>);
  rows.aggregate("bit_xor", {bigint}, unsigned_type, "my_bit_xor_all", make<BitFold<Bits::xor_>>);
  ruled(rows.aggregate("any_value", {any}, {}, "my_any_value", make<AnyValue>), first_type);
}

void add_windows(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::string_view function, std::initializer_list<TypeId> parameters, Type result,
                       std::string_view sql) -> sql::Overload& {
    return window(rows, function, parameters, result, sql);
  };
  add("row_number", {}, unsigned_type, "row_number()");
  add("rank", {}, unsigned_type, "rank()");
  add("dense_rank", {}, unsigned_type, "dense_rank()");
  add("percent_rank", {}, double_type, "percent_rank()");
  add("cume_dist", {}, double_type, "cume_dist()");
  add("ntile", {bigint}, unsigned_type, "ntile({0})");
  ruled(add("first_value", {any}, {}, "first_value({0})"), first_type);
  ruled(add("last_value", {any}, {}, "last_value({0})"), first_type);
  ruled(add("nth_value", {any, bigint}, {}, "nth_value({0}, {1})"), first_type);
  ruled(add("lag", {any}, {}, "lag({0})"), first_type);
  ruled(add("lag", {any, bigint}, {}, "lag({0}, {1})"), first_type);
  ruled(add("lag", {any_element, bigint, any_element}, {}, "lag({0}, {1}, {2})"), first_type);
  ruled(add("lead", {any}, {}, "lead({0})"), first_type);
  ruled(add("lead", {any, bigint}, {}, "lead({0}, {1})"), first_type);
  ruled(add("lead", {any_element, bigint, any_element}, {}, "lead({0}, {1}, {2})"), first_type);
}

}  // namespace emulator::mysql
