// money (manual 8.2, cash.c): whole cents, which lie as they print. Sums and products wrap around as PostgreSQL 15's
// do.
#include "sql/postgres/money.hpp"

#include <cmath>

#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

constexpr std::int64_t cents_in_one = 100;
constexpr int fraction_digits = 2;

std::int64_t cents_at(Arguments arguments, std::size_t index) {
  return parse_money(text_at(arguments, index)).cents;
}

// `left` and `right` by one of the compiler's operations that tell of an overflow.
template <bool (*operation)(std::int64_t, std::int64_t, std::int64_t*)>
std::int64_t checked(std::int64_t left, std::int64_t right) {
  std::int64_t cents = 0;
  if (operation(left, right, &cents)) {
    out_of_range("money");
  }
  return cents;
}
bool add(std::int64_t left, std::int64_t right, std::int64_t* sum) {
  return __builtin_add_overflow(left, right, sum);
}
bool subtract(std::int64_t left, std::int64_t right, std::int64_t* difference) {
  return __builtin_sub_overflow(left, right, difference);
}
bool multiply(std::int64_t left, std::int64_t right, std::int64_t* product) {
  return __builtin_mul_overflow(left, right, product);
}

Value rounded(double cents) {
  const double whole = std::nearbyint(cents);
  if (!(whole >= -0x1p63 && whole < 0x1p63)) {
    out_of_range("money");
  }
  return print_money(static_cast<std::int64_t>(whole));
}

Value sum(Arguments arguments, CallContext&) {
  return print_money(checked<add>(cents_at(arguments, 0), cents_at(arguments, 1)));
}
Value difference(Arguments arguments, CallContext&) {
  return print_money(checked<subtract>(cents_at(arguments, 0), cents_at(arguments, 1)));
}

template <std::size_t money_at, std::size_t factor_at>
Value times_integer(Arguments arguments, CallContext&) {
  return print_money(checked<multiply>(cents_at(arguments, money_at), integer_at(arguments, factor_at)));
}
template <std::size_t money_at, std::size_t factor_at>
Value times_double(Arguments arguments, CallContext&) {
  return rounded(static_cast<double>(cents_at(arguments, money_at)) * double_at(arguments, factor_at));
}

Value by_integer(Arguments arguments, CallContext&) {
  const std::int64_t cents = cents_at(arguments, 0), divisor = integer_at(arguments, 1);
  if (divisor == 0) {
    divided_by_zero();
  }
  return print_money(divisor == -1 ? checked<subtract>(0, cents) : cents / divisor);
}
Value by_double(Arguments arguments, CallContext&) {
  const double divisor = double_at(arguments, 1);
  if (divisor == 0) {
    divided_by_zero();
  }
  return rounded(static_cast<double>(cents_at(arguments, 0)) / divisor);
}
Value quotient(Arguments arguments, CallContext&) {
  const auto divisor = static_cast<double>(cents_at(arguments, 1));
  if (divisor == 0) {
    divided_by_zero();
  }
  return static_cast<double>(cents_at(arguments, 0)) / divisor;
}

class MoneySum final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (!is_null(arguments[0])) {
      total_ = checked<add>(total_.value_or(0), cents_at(arguments, 0));
    }
  }
  Value finish(CallContext&) override { return total_ ? Value{print_money(*total_)} : Value{Null{}}; }

 private:
  std::optional<std::int64_t> total_;
};

}  // namespace

Value input_money(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const ReadMoney money = parse_money(text);
  if (money.fault == MoneyFault::syntax) {
    bad_text("money", text);
  }
  if (money.fault == MoneyFault::range) {
    throw make_worded_error(Condition::numeric_out_of_range, "value \"" + text + "\" is out of range for type money");
  }
  return print_money(money.cents);
}

Value integer_to_money(Arguments arguments, CallContext&) {
  std::int64_t cents = 0;
  if (__builtin_mul_overflow(integer_at(arguments, 0), cents_in_one, &cents)) {
    out_of_range("bigint");
  }
  return print_money(cents);
}

Value numeric_to_money(Arguments arguments, CallContext&) {
  const Decimal amount = decimal_at(arguments, 0);
  if (!amount.is_finite()) {
    const std::string what = amount.kind() == Decimal::Kind::nan ? "NaN" : "infinity";
    throw make_worded_error(Condition::feature_not_supported, "cannot convert " + what + " to bigint");
  }
  const std::optional<std::int64_t> cents = (amount * Decimal(cents_in_one)).rounded(0).to_int64();
  if (!cents) {
    out_of_range("bigint");
  }
  return print_money(*cents);
}

Value money_to_numeric(Arguments arguments, CallContext&) {
  const Decimal amount = Decimal::divide(Decimal(cents_at(arguments, 0)), Decimal(cents_in_one), fraction_digits);
  return fit_numeric(amount, integer_at(arguments, 1), integer_at(arguments, 2));
}

void add_money(Overloads& rows) {
  const auto symbol = [&](std::string_view name, TypeId left, TypeId right, TypeId result, std::string_view native,
                          sql::NativeFunction function) {
    rows.push_back(as_operator(native_row(name, {left, right}, result, native, function)));
  };
  symbol("+", money, money, money, "pg_money_plus", sum);
  symbol("-", money, money, money, "pg_money_minus", difference);
  symbol("/", money, money, double_, "pg_money_quotient", quotient);
  for (const TypeId number : {smallint, integer, bigint}) {
    symbol("*", money, number, money, "pg_money_times", times_integer<0, 1>);
    symbol("*", number, money, money, "pg_times_money", times_integer<1, 0>);
    symbol("/", money, number, money, "pg_money_by", by_integer);
  }
  for (const TypeId number : {real, double_}) {
    symbol("*", money, number, money, "pg_money_times_float", times_double<0, 1>);
    symbol("*", number, money, money, "pg_float_times_money", times_double<1, 0>);
    symbol("/", money, number, money, "pg_money_by_float", by_double);
  }
  rows.push_back(aggregate_row("sum", types_of({money}), type(money), "pg_money_sum", make_aggregate<MoneySum>));
}

}  // namespace emulator::postgres
