// Mathematical functions (manual 9.3). Numeric results have the scales that PostgreSQL gives them.
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/float_text.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

constexpr std::int32_t largest_scale = 2000;  // NUMERIC_MAX_RESULT_SCALE

// --- Exact numbers ----------------------------------------------------------------------------------------------

template <class Integer>
Value integer_abs(Arguments arguments, CallContext&) {
  const std::int64_t value = integer_at(arguments, 0);
  if (value == std::numeric_limits<Integer>::min()) {
    out_of_range(sizeof(Integer) == 2 ? "smallint" : sizeof(Integer) == 4 ? "integer" : "bigint");
  }
  return value < 0 ? -value : value;
}

Value numeric_abs(Arguments arguments, CallContext&) {
  return decimal_at(arguments, 0).absolute().to_string();
}
Value numeric_ceil(Arguments arguments, CallContext&) {
  return decimal_at(arguments, 0).ceiling().to_string();
}
Value numeric_floor(Arguments arguments, CallContext&) {
  return decimal_at(arguments, 0).floor().to_string();
}
std::int32_t scale_at(Arguments arguments) {
  const std::int64_t scale = arguments.size() > 1 ? integer_at(arguments, 1) : 0;
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(scale, -largest_scale, largest_scale));
}
Value numeric_round(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, 0);
  return value.is_finite() ? value.rounded(scale_at(arguments)).to_string() : value.to_string();
}
Value numeric_trunc(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, 0);
  return value.is_finite() ? value.truncated(scale_at(arguments)).to_string() : value.to_string();
}
Value numeric_sign(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, 0);
  return value.kind() == Decimal::Kind::nan ? std::string("NaN")
                                            : std::to_string(value.is_zero()       ? 0
                                                             : value.is_negative() ? -1
                                                                                   : 1);
}
Value numeric_scale(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, 0);
  return value.is_finite() ? Value{std::int64_t{value.scale()}} : Value{Null{}};
}
Value numeric_trim_scale(Arguments arguments, CallContext&) {
  return decimal_at(arguments, 0).trimmed().to_string();
}
Value numeric_div(Arguments arguments, CallContext&) {
  const Decimal divisor = decimal_at(arguments, 1);
  if (divisor.is_zero()) {
    divided_by_zero();
  }
  return Decimal::divide_truncated(decimal_at(arguments, 0), divisor, 0).to_string();
}

template <bool least>
Value common_divisor(Arguments arguments, CallContext&) {
  const std::int64_t left = integer_at(arguments, 0);
  const std::int64_t right = integer_at(arguments, 1);
  if (left == INT64_MIN || right == INT64_MIN) {
    out_of_range("bigint");
  }
  const std::int64_t divisor = std::gcd(left, right);
  if (!least || divisor == 0) {
    return divisor;
  }
  std::int64_t result = 0;
  if (__builtin_mul_overflow(left / divisor, right, &result)) {
    out_of_range("bigint");
  }
  return result < 0 ? -result : result;
}

template <bool least>
Value common_of_integers(Arguments arguments, CallContext& context) {
  Value result = common_divisor<least>(arguments, context);
  if (std::get<std::int64_t>(result) > INT32_MAX) {
    out_of_range("integer");
  }
  return result;
}

// Behind the last bucket.
std::int64_t buckets_end(std::int64_t count) {
  if (count == INT32_MAX) {
    out_of_range("integer");
  }
  return count + 1;
}

// Which of `count` equal buckets between two bounds the number is in; 0 and count + 1 lie outside.
Value width_bucket(Arguments arguments, CallContext&) {
  const double value = double_at(arguments, 0), low = double_at(arguments, 1), high = double_at(arguments, 2);
  const std::int64_t count = integer_at(arguments, 3);
  if (count <= 0) {
    bad_argument("2201G", "count must be greater than zero");
  }
  if (std::isnan(value) || std::isnan(low) || std::isnan(high)) {
    bad_argument("2201G", "operand, lower bound, and upper bound cannot be NaN");
  }
  if (std::isinf(low) || std::isinf(high)) {
    bad_argument("2201G", "lower and upper bounds must be finite");
  }
  if (low == high) {
    bad_argument("2201G", "lower bound cannot equal upper bound");
  }
  if (low < high ? value >= high : value <= high) {
    return buckets_end(count);
  }
  // Halves, for the distance of two doubles may be too great for one.
  const double part = (value / 2 - low / 2) / (high / 2 - low / 2);
  return part < 0    ? std::int64_t{0}
         : part >= 1 ? buckets_end(count)
                     : static_cast<std::int64_t>(part * static_cast<double>(count)) + 1;
}

// --- Floating-point ---------------------------------------------------------------------------------------------

// `has_poles`: infinity is what the function gives there, not too great a number.
template <double (*function)(double), bool has_poles = false>
Value float_function(Arguments arguments, CallContext&) {
  const double value = double_at(arguments, 0);
  const double result = function(value);
  if (std::isnan(result) && !std::isnan(value)) {
    throw make_worded_error(Condition::numeric_out_of_range, "input is out of range");
  }
  if (!has_poles && std::isinf(result) && !std::isinf(value)) {
    throw make_worded_error(Condition::numeric_out_of_range, "value out of range: overflow");
  }
  return result;
}

double sign_of(double value) {
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}
double cotangent(double value) {
  return 1 / std::tan(value);
}
double to_degrees(double value) {
  return value / (M_PI / 180.0);
}
double to_radians(double value) {
  return value * (M_PI / 180.0);
}

Value double_sqrt(Arguments arguments, CallContext&) {
  if (double_at(arguments, 0) < 0) {
    bad_argument("2201F", "cannot take square root of a negative number");
  }
  return std::sqrt(double_at(arguments, 0));
}

template <double (*function)(double)>
Value double_logarithm(Arguments arguments, CallContext&) {
  const double value = double_at(arguments, 0);
  if (value == 0) {
    bad_argument("2201E", "cannot take logarithm of zero");
  }
  if (value < 0) {
    bad_argument("2201E", "cannot take logarithm of a negative number");
  }
  return function(value);
}

Value double_exp(Arguments arguments, CallContext&) {
  const double value = double_at(arguments, 0);
  const double result = std::exp(value);
  if (std::isinf(result) && !std::isinf(value)) {
    throw make_worded_error(Condition::numeric_out_of_range, "value out of range: overflow");
  }
  if (result == 0 && !std::isinf(value)) {
    throw make_worded_error(Condition::numeric_out_of_range, "value out of range: underflow");
  }
  return result;
}

Value atan2_of(Arguments arguments, CallContext&) {
  return std::atan2(double_at(arguments, 0), double_at(arguments, 1));
}
Value pi(Arguments, CallContext&) {
  return M_PI;
}

std::mt19937_64& generator() {
  thread_local std::mt19937_64 instance{std::random_device{}()};
  return instance;
}

Value random_number(Arguments, CallContext&) {
  return std::uniform_real_distribution<double>{0, 1}(generator());
}

// TABLESAMPLE: whether a row is among those that are taken.
Value in_sample(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    throw make_worded_error(Condition::invalid_sample, "TABLESAMPLE parameter cannot be null");
  }
  const double percentage = double_at(arguments, 0);
  if (!(percentage >= 0 && percentage <= 100)) {
    throw make_worded_error(Condition::invalid_sample, "sample percentage must be between 0 and 100");
  }
  return std::uniform_real_distribution<double>{0, 100}(generator()) < percentage;
}

// The numbers that follow are as repeatable as PostgreSQL's, but not the same.
Value set_seed(Arguments arguments, CallContext&) {
  const double seed = double_at(arguments, 0);
  if (!(seed >= -1 && seed <= 1)) {
    throw make_worded_error(Condition::invalid_parameter_value,
                            "setseed parameter " + postgres_text(seed) + " is out of allowed range [-1,1]");
  }
  generator().seed(static_cast<std::uint64_t>(static_cast<std::int64_t>(seed * 0x1p62)));
  return std::string();
}

Value factorial(Arguments arguments, CallContext&) {
  const std::int64_t number = integer_at(arguments, 0);
  if (number < 0) {
    throw make_worded_error(Condition::numeric_out_of_range, "factorial of a negative number is undefined");
  }
  if (number > 32177) {
    throw make_worded_error(Condition::numeric_out_of_range, "value overflows numeric format");
  }
  Decimal product(1);
  for (std::int64_t factor = 2; factor <= number; ++factor) {
    product = product * Decimal(factor);
  }
  return product.to_string();
}

Value numeric_min_scale(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, 0);
  return value.is_finite() ? Value{std::int64_t{value.trimmed().scale()}} : Value{Null{}};
}

// Exact, unlike the other width_bucket.
Value numeric_width_bucket(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, 0), low = decimal_at(arguments, 1), high = decimal_at(arguments, 2);
  const std::int64_t count = integer_at(arguments, 3);
  if (count <= 0) {
    bad_argument("2201G", "count must be greater than zero");
  }
  for (const Decimal* operand : {&value, &low, &high}) {
    if (operand->kind() == Decimal::Kind::nan) {
      bad_argument("2201G", "operand, lower bound, and upper bound cannot be NaN");
    }
  }
  if (!low.is_finite() || !high.is_finite()) {
    bad_argument("2201G", "lower and upper bounds must be finite");
  }
  if (low == high) {
    bad_argument("2201G", "lower bound cannot equal upper bound");
  }
  const bool rises = compare(low, high) < 0;
  if (!value.is_finite()) {
    return rises == (value.kind() == Decimal::Kind::infinity) ? buckets_end(count) : 0;
  }
  const Decimal part = rises ? value - low : low - value;
  const Decimal whole = rises ? high - low : low - high;
  if (part.is_negative()) {
    return std::int64_t{0};
  }
  if (compare(part, whole) >= 0) {
    return buckets_end(count);
  }
  return *Decimal::divide_truncated(part * Decimal(count), whole, 0).to_int64() + 1;
}

// As C shifts on x86: by the distance's low bits.
template <class Integer, bool left>
Value shift(Arguments arguments, CallContext&) {
  using Unsigned = std::make_unsigned_t<Integer>;
  constexpr int bits = sizeof(Integer) < 4 ? 32 : sizeof(Integer) * 8;
  const auto value = static_cast<Integer>(integer_at(arguments, 0));
  const int distance = static_cast<int>(integer_at(arguments, 1) & (bits - 1));
  if (left) {
    return std::int64_t{static_cast<Integer>(static_cast<Unsigned>(static_cast<std::uint64_t>(value) << distance))};
  }
  return std::int64_t{static_cast<Integer>(std::int64_t{value} >> distance)};
}

// In the first quarter, so that what is exact in degrees comes out exact.
constexpr double degree = M_PI / 180;
double quarter_sine(double degrees);
double quarter_cosine(double degrees) {
  if (degrees > 60) {
    return quarter_sine(90 - degrees);
  }
  static const double to_60 = 1 - std::cos(60 * degree);
  return 1 - (1 - std::cos(degrees * degree)) / to_60 / 2;
}
double quarter_sine(double degrees) {
  if (degrees > 30) {
    return quarter_cosine(90 - degrees);
  }
  static const double to_30 = std::sin(30 * degree);
  return std::sin(degrees * degree) / to_30 / 2;
}

// An angle as one of the first quarter, and what became of its signs.
struct Quarter {
  double degrees;
  bool sine_turned = false, cosine_turned = false;
};
Quarter quarter_of(double degrees) {
  Quarter quarter{std::fmod(degrees, 360)};
  if (quarter.degrees < 0) {
    quarter.degrees = -quarter.degrees;
    quarter.sine_turned = true;
  }
  if (quarter.degrees > 180) {
    quarter.degrees = 360 - quarter.degrees;
    quarter.sine_turned = !quarter.sine_turned;
  }
  if (quarter.degrees > 90) {
    quarter.degrees = 180 - quarter.degrees;
    quarter.cosine_turned = true;
  }
  return quarter;
}

double sine_of_degrees(double degrees) {
  const Quarter quarter = quarter_of(degrees);
  const double sine = quarter_sine(quarter.degrees);
  return quarter.sine_turned ? -sine : sine;
}
double cosine_of_degrees(double degrees) {
  const Quarter quarter = quarter_of(degrees);
  const double cosine = quarter_cosine(quarter.degrees);
  return quarter.cosine_turned ? -cosine : cosine;
}
double tangent_of_degrees(double degrees) {
  static const double of_45 = quarter_sine(45) / quarter_cosine(45);
  const Quarter quarter = quarter_of(degrees);
  const double tangent = quarter_sine(quarter.degrees) / quarter_cosine(quarter.degrees) / of_45;
  return (quarter.sine_turned != quarter.cosine_turned ? -tangent : tangent) + 0.0;  // never -0
}
double cotangent_of_degrees(double degrees) {
  static const double of_45 = quarter_cosine(45) / quarter_sine(45);
  const Quarter quarter = quarter_of(degrees);
  const double cotangent = quarter_cosine(quarter.degrees) / quarter_sine(quarter.degrees) / of_45;
  return (quarter.sine_turned != quarter.cosine_turned ? -cotangent : cotangent) + 0.0;
}

double quarter_arcsine(double sine) {
  static const double arcsine = std::asin(0.5), arccosine = std::acos(0.5);
  return sine <= 0.5 ? std::asin(sine) / arcsine * 30 : 90 - std::acos(sine) / arccosine * 60;
}
double quarter_arccosine(double cosine) {
  static const double arcsine = std::asin(0.5), arccosine = std::acos(0.5);
  return cosine <= 0.5 ? 90 - std::asin(cosine) / arcsine * 30 : std::acos(cosine) / arccosine * 60;
}
double arcsine_degrees(double sine) {
  return sine >= 0 ? quarter_arcsine(sine) : -quarter_arcsine(-sine);
}
double arccosine_degrees(double cosine) {
  return cosine >= 0 ? quarter_arccosine(cosine) : 90 + quarter_arcsine(-cosine);
}
double arctangent_degrees(double tangent) {
  static const double of_1 = std::atan(1.0);
  return std::atan(tangent) / of_1 * 45;
}
Value atan2_degrees(Arguments arguments, CallContext&) {
  static const double of_1 = std::atan(1.0);
  return std::atan2(double_at(arguments, 0), double_at(arguments, 1)) / of_1 * 45;
}

// --- Rows -------------------------------------------------------------------------------------------------------

void add_numeric(Overloads& rows) {
  const auto one = [&](std::string_view name, std::string_view native, sql::NativeFunction function) {
    rows.push_back(native_row(name, {decimal}, decimal, native, function));
  };
  one("abs", "pg_numeric_abs", numeric_abs);
  one("ceil", "pg_numeric_ceil", numeric_ceil);
  one("ceiling", "pg_numeric_ceil", numeric_ceil);
  one("floor", "pg_numeric_floor", numeric_floor);
  one("round", "pg_numeric_round", numeric_round);
  one("trunc", "pg_numeric_trunc", numeric_trunc);
  one("sign", "pg_numeric_sign", numeric_sign);
  one("trim_scale", "pg_numeric_trim_scale", numeric_trim_scale);
  rows.push_back(native_row("round", {decimal, integer}, decimal, "pg_numeric_round", numeric_round));
  rows.push_back(native_row("trunc", {decimal, integer}, decimal, "pg_numeric_trunc", numeric_trunc));
  rows.push_back(native_row("scale", {decimal}, integer, "pg_numeric_scale", numeric_scale));
  rows.push_back(native_row("min_scale", {decimal}, integer, "pg_numeric_min_scale", numeric_min_scale));
  rows.push_back(native_row("factorial", {bigint}, decimal, "pg_factorial", factorial));
  rows.push_back(native_row("width_bucket", {decimal, decimal, decimal, integer}, integer, "pg_numeric_width_bucket",
                            numeric_width_bucket));
  rows.push_back(as_operator(native_row("@", {decimal}, decimal, "pg_numeric_abs", numeric_abs)));
  rows.push_back(native_row("div", {decimal, decimal}, decimal, "pg_numeric_div_trunc", numeric_div));
  for (const std::string_view name : {"power", "pow"}) {
    rows.push_back(template_row(name, {double_, double_}, double_, "\"pg_dpow\"({0}, {1})"));
  }
}

template <class Integer>
void add_shifts(Overloads& rows, TypeId id, std::string_view left, std::string_view right) {
  rows.push_back(as_operator(native_row("<<", {id, integer}, id, left, shift<Integer, true>)));
  rows.push_back(as_operator(native_row(">>", {id, integer}, id, right, shift<Integer, false>)));
}

void add_integers(Overloads& rows) {
  rows.push_back(native_row("abs", {smallint}, smallint, "pg_int2abs", integer_abs<std::int16_t>));
  rows.push_back(native_row("abs", {integer}, integer, "pg_int4abs", integer_abs<std::int32_t>));
  rows.push_back(native_row("abs", {bigint}, bigint, "pg_int8abs", integer_abs<std::int64_t>));
  rows.push_back(as_operator(native_row("@", {smallint}, smallint, "pg_int2abs", integer_abs<std::int16_t>)));
  rows.push_back(as_operator(native_row("@", {integer}, integer, "pg_int4abs", integer_abs<std::int32_t>)));
  rows.push_back(as_operator(native_row("@", {bigint}, bigint, "pg_int8abs", integer_abs<std::int64_t>)));
  add_shifts<std::int16_t>(rows, smallint, "pg_int2shl", "pg_int2shr");
  add_shifts<std::int32_t>(rows, integer, "pg_int4shl", "pg_int4shr");
  add_shifts<std::int64_t>(rows, bigint, "pg_int8shl", "pg_int8shr");
  rows.push_back(template_row("mod", {smallint, smallint}, smallint, "\"pg_int2mod\"({0}, {1})"));
  rows.push_back(template_row("mod", {integer, integer}, integer, "\"pg_int4mod\"({0}, {1})"));
  rows.push_back(template_row("mod", {bigint, bigint}, bigint, "\"pg_int8mod\"({0}, {1})"));
  rows.push_back(template_row("mod", {decimal, decimal}, decimal, "\"pg_numeric_mod\"({0}, {1})"));
  for (const TypeId id : {integer, bigint}) {
    const bool is_int = id == integer;
    rows.push_back(native_row("gcd", {id, id}, id, is_int ? "pg_int_gcd" : "pg_gcd",
                              is_int ? common_of_integers<false> : common_divisor<false>));
    rows.push_back(native_row("lcm", {id, id}, id, is_int ? "pg_int_lcm" : "pg_lcm",
                              is_int ? common_of_integers<true> : common_divisor<true>));
  }
  rows.push_back(
      native_row("width_bucket", {double_, double_, double_, integer}, integer, "pg_width_bucket", width_bucket));
}

void add_floats(Overloads& rows) {
  const auto one = [&](std::string_view name, std::string_view native, sql::NativeFunction function) {
    rows.push_back(native_row(name, {double_}, double_, native, function));
  };
  rows.push_back(native_row("abs", {real}, real, "pg_float_abs", float_function<std::fabs>));
  one("abs", "pg_float_abs", float_function<std::fabs>);
  one("ceil", "pg_float_ceil", float_function<std::ceil>);
  one("ceiling", "pg_float_ceil", float_function<std::ceil>);
  one("floor", "pg_float_floor", float_function<std::floor>);
  one("round", "pg_float_round", float_function<std::nearbyint>);
  one("trunc", "pg_float_trunc", float_function<std::trunc>);
  one("sign", "pg_float_sign", float_function<sign_of>);
  one("sqrt", "pg_float_sqrt", double_sqrt);
  one("cbrt", "pg_float_cbrt", float_function<std::cbrt>);
  one("exp", "pg_float_exp", double_exp);
  one("ln", "pg_float_ln", double_logarithm<std::log>);
  one("log", "pg_float_log", double_logarithm<std::log10>);
  one("log10", "pg_float_log", double_logarithm<std::log10>);
  one("degrees", "pg_degrees", float_function<to_degrees>);
  one("radians", "pg_radians", float_function<to_radians>);
  one("sin", "pg_sin", float_function<std::sin>);
  one("cos", "pg_cos", float_function<std::cos>);
  one("tan", "pg_tan", float_function<std::tan>);
  one("cot", "pg_cot", float_function<cotangent, true>);
  one("asin", "pg_asin", float_function<std::asin>);
  one("acos", "pg_acos", float_function<std::acos>);
  one("atan", "pg_atan", float_function<std::atan>);
  one("sinh", "pg_sinh", float_function<std::sinh>);
  one("cosh", "pg_cosh", float_function<std::cosh>);
  one("tanh", "pg_tanh", float_function<std::tanh>);
  one("asinh", "pg_asinh", float_function<std::asinh>);
  one("acosh", "pg_acosh", float_function<std::acosh>);
  one("atanh", "pg_atanh", float_function<std::atanh, true>);
  one("sind", "pg_sind", float_function<sine_of_degrees>);
  one("cosd", "pg_cosd", float_function<cosine_of_degrees>);
  one("tand", "pg_tand", float_function<tangent_of_degrees, true>);
  one("cotd", "pg_cotd", float_function<cotangent_of_degrees, true>);
  one("asind", "pg_asind", float_function<arcsine_degrees>);
  one("acosd", "pg_acosd", float_function<arccosine_degrees>);
  one("atand", "pg_atand", float_function<arctangent_degrees>);
  rows.push_back(native_row("atan2d", {double_, double_}, double_, "pg_atan2d", atan2_degrees));
  rows.push_back(as_operator(native_row("|/", {double_}, double_, "pg_float_sqrt", double_sqrt)));
  rows.push_back(as_operator(native_row("||/", {double_}, double_, "pg_float_cbrt", float_function<std::cbrt>)));
  rows.push_back(as_operator(native_row("@", {real}, real, "pg_float_abs", float_function<std::fabs>)));
  rows.push_back(as_operator(native_row("@", {double_}, double_, "pg_float_abs", float_function<std::fabs>)));
  rows.push_back(
      with_volatility(native_row("setseed", {double_}, void_, "pg_setseed", set_seed), sql::Volatility::volatile_));
  rows.push_back(native_row("atan2", {double_, double_}, double_, "pg_atan2", atan2_of));
  rows.push_back(native_row("pi", {}, double_, "pg_pi", pi));
  rows.push_back(
      with_volatility(native_row("random", {}, double_, "pg_random", random_number), sql::Volatility::volatile_));
  sql::Overload sample = native_row("in sample", {double_}, boolean, "pg_in_sample", in_sample);
  sample.null_on_null = false;
  rows.push_back(with_volatility(std::move(sample), sql::Volatility::volatile_));
}

}  // namespace

void add_number_functions(Overloads& rows) {
  add_numeric_powers(rows);
  add_numeric(rows);
  add_integers(rows);
  add_floats(rows);
}

}  // namespace emulator::postgres
