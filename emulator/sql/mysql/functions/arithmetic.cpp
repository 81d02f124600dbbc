// + - * / DIV % and the signs, for BIGINT, BIGINT UNSIGNED, DECIMAL and DOUBLE. Overflow is 1690; division by zero
// NULL.
#include <algorithm>
#include <cmath>

#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/types.hpp"
#include "types/float_text.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using Types = std::span<const Type>;
using sql::CallContext;

constexpr std::int32_t division_increment = 4;  // div_precision_increment
constexpr std::int32_t max_precision = 65;
constexpr std::int32_t max_scale = 30;

std::string shown(Arguments arguments, std::string_view symbol) {
  return "(" + text_of(arguments[0]) + " " + std::string{symbol} + " " + text_of(arguments[1]) + ")";
}

Value by_zero(CallContext& context) {
  if (!context.modes.error_for_division_by_zero) return Null{};
  auto error = make_error(Condition::division_by_zero, {});
  if (context.modifies && context.strict) throw error;
  context.warn(error.code, std::move(error.message));
  return Null{};
}

// --- Integers --------------------------------------------------------------------------------------------------

template <bool IsUnsigned>
Value checked(Wide value, Arguments arguments, std::string_view symbol) {
  constexpr Wide least = IsUnsigned ? 0 : INT64_MIN;
  constexpr Wide greatest = IsUnsigned ? static_cast<Wide>(UINT64_MAX) : static_cast<Wide>(INT64_MAX);
  if (value < least || value > greatest) {
    out_of_range(IsUnsigned ? "BIGINT UNSIGNED" : "BIGINT", shown(arguments, symbol));
  }
  return *integer_value(value);
}

template <bool IsUnsigned>
Value add_integers(Arguments arguments, CallContext&) {
  return checked<IsUnsigned>(integer_of(arguments[0]) + integer_of(arguments[1]), arguments, "+");
}
template <bool IsUnsigned>
Value subtract_integers(Arguments arguments, CallContext& context) {
  if (IsUnsigned && context.modes.no_unsigned_subtraction) {
    return checked<false>(integer_of(arguments[0]) - integer_of(arguments[1]), arguments, "-");
  }
  return checked<IsUnsigned>(integer_of(arguments[0]) - integer_of(arguments[1]), arguments, "-");
}
template <bool IsUnsigned>
Value multiply_integers(Arguments arguments, CallContext&) {
  Wide product = 0;
  if (__builtin_mul_overflow(integer_of(arguments[0]), integer_of(arguments[1]), &product)) {
    out_of_range(IsUnsigned ? "BIGINT UNSIGNED" : "BIGINT", shown(arguments, "*"));
  }
  return checked<IsUnsigned>(product, arguments, "*");
}
template <bool IsUnsigned>
Value divide_integers(Arguments arguments, CallContext& context) {
  const Wide divisor = integer_of(arguments[1]);
  if (divisor == 0) return by_zero(context);
  return checked<IsUnsigned>(integer_of(arguments[0]) / divisor, arguments, "DIV");
}
Value integer_remainder(Arguments arguments, CallContext& context) {
  const Wide divisor = integer_of(arguments[1]);
  if (divisor == 0) return by_zero(context);
  return *integer_value(integer_of(arguments[0]) % divisor);
}

Value negate_integer(Arguments arguments, CallContext&) {
  const Wide value = -integer_of(arguments[0]);
  if (value < static_cast<Wide>(INT64_MIN) || value > static_cast<Wide>(INT64_MAX)) {
    out_of_range("BIGINT", "-(" + text_of(arguments[0]) + ")");
  }
  return static_cast<std::int64_t>(value);
}

// --- Decimals ----------------------------------------------------------------------------------------------------

Value fitting(const Decimal& value, Arguments arguments, std::string_view symbol) {
  if (value.integer_digits() > max_precision) out_of_range("DECIMAL", shown(arguments, symbol));
  const std::int32_t scale = std::min({value.scale(), max_scale, max_precision - value.integer_digits()});
  return value.rounded(scale).to_string();
}

Value add_decimals(Arguments arguments, CallContext&) {
  return fitting(decimal_of(arguments[0]) + decimal_of(arguments[1]), arguments, "+");
}
Value subtract_decimals(Arguments arguments, CallContext&) {
  return fitting(decimal_of(arguments[0]) - decimal_of(arguments[1]), arguments, "-");
}
Value multiply_decimals(Arguments arguments, CallContext&) {
  return fitting(decimal_of(arguments[0]) * decimal_of(arguments[1]), arguments, "*");
}
Value divide_decimals(Arguments arguments, CallContext& context) {
  const Decimal dividend = decimal_of(arguments[0]);
  const Decimal divisor = decimal_of(arguments[1]);
  if (divisor.is_zero()) return by_zero(context);
  const Decimal quotient = long_quotient(dividend, divisor);
  if (quotient.integer_digits() > max_precision) out_of_range("DECIMAL", shown(arguments, "/"));
  return quotient.to_string();
}
// What is seen of a quotient: the digits that its type has.
Value shown_digits(Arguments arguments, CallContext&) {
  return decimal_of(arguments[0]).rounded(static_cast<std::int32_t>(integer_of(arguments[1]))).to_string();
}
Value divide_decimals_to_integer(Arguments arguments, CallContext& context) {
  const Decimal divisor = decimal_of(arguments[1]);
  if (divisor.is_zero()) return by_zero(context);
  const Decimal quotient = Decimal::divide_truncated(decimal_of(arguments[0]), divisor, 0);
  if (const auto small = quotient.to_int64()) return *small;
  out_of_range("BIGINT", shown(arguments, "DIV"));
}
Value decimal_remainder(Arguments arguments, CallContext& context) {
  const Decimal divisor = decimal_of(arguments[1]);
  if (divisor.is_zero()) return by_zero(context);
  return Decimal::remainder(decimal_of(arguments[0]), divisor).to_string();
}
Value negate_decimal(Arguments arguments, CallContext&) {
  return decimal_of(arguments[0]).negated().to_string();
}

// --- Doubles -------------------------------------------------------------------------------------------------------

Value finite(double value, Arguments arguments, std::string_view symbol) {
  if (!std::isfinite(value)) out_of_range("DOUBLE", shown(arguments, symbol));
  return value;
}
Value add_doubles(Arguments arguments, CallContext& context) {
  return finite(checked_double(arguments[0], context) + checked_double(arguments[1], context), arguments, "+");
}
Value subtract_doubles(Arguments arguments, CallContext& context) {
  return finite(checked_double(arguments[0], context) - checked_double(arguments[1], context), arguments, "-");
}
Value multiply_doubles(Arguments arguments, CallContext& context) {
  return finite(checked_double(arguments[0], context) * checked_double(arguments[1], context), arguments, "*");
}
Value divide_doubles(Arguments arguments, CallContext& context) {
  const double divisor = checked_double(arguments[1], context);
  if (divisor == 0) return by_zero(context);
  return finite(checked_double(arguments[0], context) / divisor, arguments, "/");
}
Value divide_doubles_to_integer(Arguments arguments, CallContext& context) {
  const Value values[] = {decimal_of(arguments[0]).to_string(), decimal_of(arguments[1]).to_string()};
  return divide_decimals_to_integer(values, context);
}
Value double_remainder(Arguments arguments, CallContext& context) {
  const double divisor = checked_double(arguments[1], context);
  if (divisor == 0) return by_zero(context);
  return std::fmod(checked_double(arguments[0], context), divisor);
}
Value negate_double(Arguments arguments, CallContext&) {
  return -double_of(arguments[0]);
}
Value as_it_is(Arguments arguments, CallContext&) {
  return arguments[0];
}

// --- Result types --------------------------------------------------------------------------------------------------

Type decimal_type(std::int32_t precision, std::int32_t scale) {
  return {
      .id = TypeId::decimal, .length = std::clamp(precision, 1, max_precision), .scale = std::min(scale, max_scale)};
}
Type sum_type(Types types) {
  const std::int32_t scale = std::max(scale_of(types[0]), scale_of(types[1]));
  const std::int32_t whole =
      std::max(precision_of(types[0]) - scale_of(types[0]), precision_of(types[1]) - scale_of(types[1]));
  return decimal_type(whole + 1 + scale, scale);
}
Type product_type(Types types) {
  return decimal_type(precision_of(types[0]) + precision_of(types[1]), scale_of(types[0]) + scale_of(types[1]));
}
Type quotient_type(Types types) {
  const std::int32_t precision = precision_of(types[0]) + division_increment + scale_of(types[1]);
  return decimal_type(precision, scale_of(types[0]) + division_increment);
}
Type remainder_type(Types types) {
  return decimal_type(std::max(precision_of(types[0]), precision_of(types[1])),
                      std::max(scale_of(types[0]), scale_of(types[1])));
}
Type same_type(Types types) {
  return types[0];
}
// The remainder takes the sign of the dividend, so it is unsigned if that is.
Type integer_remainder_type(Types types) {
  return types[0].is_unsigned ? unsigned_type : bigint_type;
}

Type integer_type(Types types) {
  return types[0].is_unsigned || types[1].is_unsigned ? unsigned_type : bigint_type;
}

struct Functions {
  sql::NativeFunction of_signed, of_unsigned, of_decimal, of_double;
  Rows::ResultRule integer_rule, decimal_rule, double_rule;
};

Type double_rule(Types) {
  return double_type;
}

void add_operator(Rows& rows, std::string_view symbol, const std::string& word, const Functions& functions) {
  const auto native = [&](std::string_view suffix) { return intern("my_" + word + std::string{suffix}); };
  const auto add = [&](Type parameter, std::string_view suffix, sql::NativeFunction function, Rows::ResultRule rule) {
    auto& row = rows.native(symbol, {parameter.id, parameter.id}, parameter, native(suffix), function);
    row.parameters.assign(2, parameter);
    ruled(operator_row(row), rule);
  };
  add(bigint_type, "_signed", functions.of_signed, functions.integer_rule);
  add(unsigned_type, "_unsigned", functions.of_unsigned, functions.integer_rule);
  add(type(TypeId::decimal), "_decimal", functions.of_decimal, functions.decimal_rule);
  add(double_type, "_double", functions.of_double, functions.double_rule);
}

void add_signs(Rows& rows) {
  using enum TypeId;
  operator_row(rows.native("-", {bigint}, bigint_type, "my_negate_signed", negate_integer));
  operator_row(rows.native("-", {bigint}, bigint_type, "my_negate_unsigned", negate_integer)).parameters[0] =
      unsigned_type;
  operator_row(ruled(rows.native("-", {decimal}, type(decimal), "my_negate_decimal", negate_decimal), same_type));
  operator_row(rows.native("-", {double_}, double_type, "my_negate_double", negate_double));
  operator_row(rows.native("+", {bigint}, bigint_type, "my_plus_signed", as_it_is));
  operator_row(rows.native("+", {bigint}, unsigned_type, "my_plus_unsigned", as_it_is)).parameters[0] = unsigned_type;
  operator_row(ruled(rows.native("+", {decimal}, type(decimal), "my_plus_decimal", as_it_is), same_type));
  operator_row(rows.native("+", {double_}, double_type, "my_plus_double", as_it_is));
}

}  // namespace

// The server counts in words of nine digits and fills the last one; what is more does not count. As its do_div_mod():
// https://github.com/mysql/mysql-server/blob/8.0/strings/decimal.cc
Decimal long_quotient(const Decimal& dividend, const Decimal& divisor) {
  constexpr std::int32_t word = 9, most_words = 9;
  const auto words = [](std::int32_t digits) { return (std::max(digits, 0) + word - 1) / word; };
  const std::int32_t filled = word * (words(dividend.scale()) + words(divisor.scale()));
  const std::int32_t added = division_increment - (filled - dividend.scale() - divisor.scale());
  const std::int32_t whole = words(dividend.integer_digits() - divisor.integer_digits() + 1);
  const std::int32_t fraction = std::min(words(filled + std::max(added, 0)), most_words - whole);
  return Decimal::divide_truncated(dividend, divisor, word * fraction);
}

void add_arithmetic(Rows& rows) {
  add_operator(
      rows, "+", "add",
      {add_integers<false>, add_integers<true>, add_decimals, add_doubles, integer_type, sum_type, double_rule});
  add_operator(rows, "-", "subtract",
               {subtract_integers<false>, subtract_integers<true>, subtract_decimals, subtract_doubles, integer_type,
                sum_type, double_rule});
  add_operator(rows, "*", "multiply",
               {multiply_integers<false>, multiply_integers<true>, multiply_decimals, multiply_doubles, integer_type,
                product_type, double_rule});
  add_operator(
      rows, "/", "divide",
      {divide_decimals, divide_decimals, divide_decimals, divide_doubles, quotient_type, quotient_type, double_rule});
  add_operator(rows, "DIV", "div",
               {divide_integers<false>, divide_integers<true>, divide_decimals_to_integer, divide_doubles_to_integer,
                integer_type, integer_type, integer_type});
  add_operator(rows, "%", "mod",
               {integer_remainder, integer_remainder, decimal_remainder, double_remainder, integer_remainder_type,
                remainder_type, double_rule});
  ruled(rows.native(" shown_digits", {TypeId::decimal, TypeId::bigint}, type(TypeId::decimal), "my_shown_digits",
                    shown_digits),
        same_type);
  add_signs(rows);
}

}  // namespace emulator::mysql
