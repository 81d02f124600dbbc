// Roots, logarithms and powers of numeric (manual 9.3), in the scales that PostgreSQL gives them.
#include <cmath>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/numeric_scale.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

Value numeric_sqrt(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, 0);
  if (value.is_negative()) {
    bad_argument("2201F", "cannot take square root of a negative number");
  }
  if (!value.is_finite()) {
    return value.to_string();
  }
  return Decimal::square_root(value, square_root_scale(value)).to_string();
}

void check_logarithm_of(const Decimal& value) {
  if (value.is_zero()) {
    bad_argument("2201E", "cannot take logarithm of zero");
  }
  if (value.is_negative()) {
    bad_argument("2201E", "cannot take logarithm of a negative number");
  }
}

Value numeric_ln(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, 0);
  check_logarithm_of(value);
  return value.is_finite() ? natural_logarithm(value, logarithm_scale(value)).to_string() : value.to_string();
}

// Of operands of which one is NaN or infinite.
Value special_logarithm(const Decimal& base, const Decimal& value) {
  if (base.kind() == Decimal::Kind::nan || value.kind() == Decimal::Kind::nan) {
    return std::string("NaN");
  }
  check_logarithm_of(base.is_negative() ? base : value.is_negative() ? value : base);
  check_logarithm_of(value);
  if (!base.is_finite()) {
    return std::string(value.is_finite() ? "0" : "NaN");
  }
  return std::string("Infinity");
}

Value numeric_log(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, arguments.size() - 1);
  const Decimal base = arguments.size() > 1 ? decimal_at(arguments, 0) : Decimal(10);
  if (!base.is_finite() || !value.is_finite()) {
    return special_logarithm(base, value);
  }
  check_logarithm_of(base);
  check_logarithm_of(value);
  const std::int32_t extra = 24;
  const std::int32_t scale = logarithm_scale(base, value);
  const Decimal divisor = natural_logarithm(base, scale + extra);
  if (divisor.is_zero()) {
    divided_by_zero();
  }
  return Decimal::divide(natural_logarithm(value, scale + extra), divisor, scale).to_string();
}

// `exponent`: about the natural logarithm of a result that has left what a numeric can hold, or show.
Value beyond_numeric(double exponent) {
  if (exponent > 0) {
    throw make_worded_error(Condition::numeric_out_of_range, "value overflows numeric format");
  }
  return Decimal(0).rounded(underflow_scale).to_string();
}

Value numeric_exp(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, 0);
  if (!value.is_finite()) {
    return value.kind() == Decimal::Kind::minus_infinity ? std::string("0") : value.to_string();
  }
  const double about = value.to_double();
  if (std::abs(about) >= exponential_limit) {
    return beyond_numeric(about);
  }
  return exponential(value, exponential_scale(value)).to_string();
}

Value whole_power(const Decimal& base, std::int64_t exponent, double digits) {
  constexpr double digit_limit = 131'072;
  if (digits >= digit_limit) {
    return beyond_numeric(digits);
  }
  const std::int32_t scale = whole_power_scale(base);
  if (digits + 1 < -scale) {
    return Decimal(0).rounded(scale).to_string();
  }
  return Decimal::power(base, exponent, scale).to_string();
}

Value numeric_power(Arguments arguments, CallContext&) {
  const Decimal base = decimal_at(arguments, 0);
  const Decimal exponent = decimal_at(arguments, 1);
  if (!base.is_finite() || !exponent.is_finite()) {
    return Decimal::from_double(std::pow(base.to_double(), exponent.to_double())).to_string();
  }
  const bool is_whole = exponent.truncated(0) == exponent;
  if (base.is_zero() && exponent.is_negative()) {
    bad_argument("2201F", "zero raised to a negative power is undefined");
  }
  if (base.is_negative() && !is_whole) {
    bad_argument("2201F", "a negative number raised to a non-integer power yields a complex result");
  }
  if (base.is_zero()) {
    return Decimal(exponent.is_zero() ? 1 : 0).rounded(16).to_string();
  }
  const double logarithm = approximate_log10(base.absolute());
  const double digits = logarithm == 0 ? 0 : exponent.to_double() * logarithm;  // an exponent may be infinite here
  const std::optional<std::int64_t> whole = is_whole ? exponent.to_int64() : std::nullopt;
  if (whole && *whole >= -INT32_MAX && *whole <= INT32_MAX) {
    return whole_power(base, *whole, digits);
  }
  if (std::abs(digits * M_LN10) > power_limit) {
    return beyond_numeric(digits);
  }
  const bool is_odd = is_whole && base.is_negative() && !Decimal::remainder(exponent, Decimal(2)).is_zero();
  const std::int32_t scale = power_scale(base, exponent, digits);
  const std::int32_t extra = 24 + static_cast<std::int32_t>(std::max(digits, 0.0));
  const Decimal product = exponent * natural_logarithm(base.absolute(), scale + extra);
  const Decimal result = exponential(product, scale);
  return (is_odd ? result.negated() : result).to_string();
}

}  // namespace

void add_numeric_powers(Overloads& rows) {
  const auto one = [&](std::string_view name, std::string_view native, sql::NativeFunction function) {
    rows.push_back(native_row(name, {decimal}, decimal, native, function));
  };
  one("sqrt", "pg_numeric_sqrt", numeric_sqrt);
  one("ln", "pg_numeric_ln", numeric_ln);
  one("log", "pg_numeric_log", numeric_log);
  one("log10", "pg_numeric_log", numeric_log);
  one("exp", "pg_numeric_exp", numeric_exp);
  rows.push_back(native_row("log", {decimal, decimal}, decimal, "pg_numeric_log", numeric_log));
  for (const std::string_view name : {"power", "pow"}) {
    rows.push_back(native_row(name, {decimal, decimal}, decimal, "pg_numeric_power", numeric_power));
  }
  rows.push_back(as_operator(native_row("^", {decimal, decimal}, decimal, "pg_numeric_power", numeric_power)));
}

}  // namespace emulator::postgres
