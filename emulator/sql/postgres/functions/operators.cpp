// Arithmetic and text operators. Integers check their range; numeric is exact, its scales by PostgreSQL's rules.
#include <algorithm>
#include <cmath>
#include <limits>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/numeric_scale.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;

enum class Arithmetic : std::uint8_t {
  add,
  subtract,
  multiply,
  divide,
  remainder
};

template <class Integer>
constexpr const char* integer_name() {
  if constexpr (sizeof(Integer) == 2) {
    return "smallint";
  } else if constexpr (sizeof(Integer) == 4) {
    return "integer";
  } else {
    return "bigint";
  }
}

template <class Integer, Arithmetic operation>
Value integer_arithmetic(Arguments arguments, CallContext&) {
  const std::int64_t left = integer_at(arguments, 0);
  const std::int64_t right = integer_at(arguments, 1);
  std::int64_t result = 0;
  bool overflows = false;
  if constexpr (operation == Arithmetic::add) {
    overflows = __builtin_add_overflow(left, right, &result);
  } else if constexpr (operation == Arithmetic::subtract) {
    overflows = __builtin_sub_overflow(left, right, &result);
  } else if constexpr (operation == Arithmetic::multiply) {
    overflows = __builtin_mul_overflow(left, right, &result);
  } else {
    if (right == 0) {
      divided_by_zero();
    }
    if (right == -1) {  // the quotient of the smallest number does not fit; its remainder is 0
      overflows = operation == Arithmetic::divide && __builtin_sub_overflow(std::int64_t{0}, left, &result);
    } else {
      result = operation == Arithmetic::divide ? left / right : left % right;
    }
  }
  if (overflows || result < std::numeric_limits<Integer>::min() || result > std::numeric_limits<Integer>::max()) {
    out_of_range(integer_name<Integer>());
  }
  return result;
}

template <Arithmetic operation>
Value decimal_arithmetic(Arguments arguments, CallContext&) {
  const Decimal left = decimal_at(arguments, 0);
  const Decimal right = decimal_at(arguments, 1);
  if constexpr (operation == Arithmetic::add) {
    return (left + right).to_string();
  } else if constexpr (operation == Arithmetic::subtract) {
    return (left - right).to_string();
  } else if constexpr (operation == Arithmetic::multiply) {
    return (left * right).to_string();
  } else {
    if (right.is_zero() && left.kind() != Decimal::Kind::nan) {
      divided_by_zero();
    }
    return operation == Arithmetic::divide ? Decimal::divide(left, right, division_scale(left, right)).to_string()
                                           : Decimal::remainder(left, right).to_string();
  }
}

template <class Float, Arithmetic operation>
Value float_arithmetic(Arguments arguments, CallContext&) {
  const auto left = static_cast<Float>(double_at(arguments, 0));
  const auto right = static_cast<Float>(double_at(arguments, 1));
  if (operation == Arithmetic::divide && right == 0 && !std::isnan(left)) {
    divided_by_zero();
  }
  const Float result = operation == Arithmetic::add        ? left + right
                       : operation == Arithmetic::subtract ? left - right
                       : operation == Arithmetic::multiply ? left * right
                                                           : left / right;
  if (std::isinf(result) && !std::isinf(left) && !std::isinf(right)) {
    throw make_worded_error(Condition::numeric_out_of_range, "value out of range: overflow");
  }
  const bool vanishes = operation == Arithmetic::multiply || operation == Arithmetic::divide;
  if (vanishes && result == 0 && left != 0 && right != 0 && !std::isinf(right)) {
    throw make_worded_error(Condition::numeric_out_of_range, "value out of range: underflow");
  }
  return static_cast<double>(result);
}

template <class Integer>
Value integer_negate(Arguments arguments, CallContext&) {
  const std::int64_t value = integer_at(arguments, 0);
  if (value == std::numeric_limits<Integer>::min()) {
    out_of_range(integer_name<Integer>());
  }
  return -value;
}

Value float_negate(Arguments arguments, CallContext&) {
  return -double_at(arguments, 0);
}

Value decimal_negate(Arguments arguments, CallContext&) {
  return decimal_at(arguments, 0).negated().to_string();
}

Value double_power(Arguments arguments, CallContext&) {
  const double base = double_at(arguments, 0);
  const double exponent = double_at(arguments, 1);
  if (base == 0 && exponent < 0) {
    bad_argument("2201F", "zero raised to a negative power is undefined");
  }
  if (base < 0 && std::isfinite(exponent) && std::floor(exponent) != exponent) {
    bad_argument("2201F", "a negative number raised to a non-integer power yields a complex result");
  }
  const double result = std::pow(base, exponent);
  if (std::isinf(result) && !std::isinf(base) && !std::isinf(exponent)) {
    throw make_worded_error(Condition::numeric_out_of_range, "value out of range: overflow");
  }
  if (result == 0 && base != 0 && !std::isinf(base) && !std::isinf(exponent)) {
    throw make_worded_error(Condition::numeric_out_of_range, "value out of range: underflow");
  }
  return result;
}

sql::Overload binary(std::string_view symbol, TypeId operand, std::string_view native, sql::NativeFunction function) {
  return {.name = symbol,
          .kind = sql::OverloadKind::operator_,
          .parameters = {type(operand), type(operand)},
          .result = type(operand),
          .lowering = sql::Native{native, function}};
}

sql::Overload unary(std::string_view symbol, TypeId operand,
                    std::variant<sql::Template, sql::Native, sql::NativeAggregate> lowering) {
  return {.name = symbol,
          .kind = sql::OverloadKind::operator_,
          .parameters = {type(operand)},
          .result = type(operand),
          .lowering = std::move(lowering)};
}

template <class Integer>
void add_integer(Overloads& rows, TypeId id, const char* const (&names)[5]) {
  rows.push_back(binary("+", id, names[0], integer_arithmetic<Integer, Arithmetic::add>));
  rows.push_back(binary("-", id, names[1], integer_arithmetic<Integer, Arithmetic::subtract>));
  rows.push_back(binary("*", id, names[2], integer_arithmetic<Integer, Arithmetic::multiply>));
  rows.push_back(binary("/", id, names[3], integer_arithmetic<Integer, Arithmetic::divide>));
  rows.push_back(binary("%", id, names[4], integer_arithmetic<Integer, Arithmetic::remainder>));
}

// real with double precision is double precision; so is real with an integer, which becomes the preferred type.
void add_mixed_floats(Overloads& rows) {
  static constexpr std::pair<std::string_view, std::string_view> symbols[] = {{"+", "\"pg_float8pl\"({0}, {1})"},
                                                                              {"-", "\"pg_float8mi\"({0}, {1})"},
                                                                              {"*", "\"pg_float8mul\"({0}, {1})"},
                                                                              {"/", "\"pg_float8div\"({0}, {1})"}};
  for (const auto& [symbol, text] : symbols) {
    for (const auto& [left, right] : {std::pair{TypeId::real, TypeId::double_}, {TypeId::double_, TypeId::real}}) {
      rows.push_back({.name = symbol,
                      .kind = sql::OverloadKind::operator_,
                      .parameters = {type(left), type(right)},
                      .result = type(TypeId::double_),
                      .lowering = sql::Template{text}});
    }
  }
}

void add_unary(Overloads& rows) {
  for (const TypeId id :
       {TypeId::smallint, TypeId::integer, TypeId::bigint, TypeId::real, TypeId::double_, TypeId::decimal}) {
    rows.push_back(unary("+", id, sql::Template{"{0}"}));
  }
  rows.push_back(unary("-", TypeId::smallint, sql::Native{"pg_int2um", integer_negate<std::int16_t>}));
  rows.push_back(unary("-", TypeId::integer, sql::Native{"pg_int4um", integer_negate<std::int32_t>}));
  rows.push_back(unary("-", TypeId::bigint, sql::Native{"pg_int8um", integer_negate<std::int64_t>}));
  rows.push_back(unary("-", TypeId::real, sql::Native{"pg_float_um", float_negate}));
  rows.push_back(unary("-", TypeId::double_, sql::Native{"pg_float_um", float_negate}));
  rows.push_back(unary("-", TypeId::decimal, sql::Native{"pg_numeric_um", decimal_negate}));
}

// Bits of integers are SQLite's own; a shift wraps its distance as C does on x86, which PostgreSQL inherits.
void add_bits(Overloads& rows) {
  for (const TypeId id : {TypeId::smallint, TypeId::integer, TypeId::bigint}) {
    const auto row = [&](std::string_view symbol, std::string_view text) {
      rows.push_back({.name = symbol,
                      .kind = sql::OverloadKind::operator_,
                      .parameters = {type(id), type(id)},
                      .result = type(id),
                      .lowering = sql::Template{text}});
    };
    row("&", "{0} & {1}");
    row("|", "{0} | {1}");
    row("#", "({0} | {1}) - ({0} & {1})");
    rows.push_back(unary("~", id, sql::Template{"~{0}"}));
  }
}

}  // namespace

void add_operators(Overloads& rows) {
  add_integer<std::int16_t>(rows, TypeId::smallint,
                            {"pg_int2pl", "pg_int2mi", "pg_int2mul", "pg_int2div", "pg_int2mod"});
  add_integer<std::int32_t>(rows, TypeId::integer,
                            {"pg_int4pl", "pg_int4mi", "pg_int4mul", "pg_int4div", "pg_int4mod"});
  add_integer<std::int64_t>(rows, TypeId::bigint, {"pg_int8pl", "pg_int8mi", "pg_int8mul", "pg_int8div", "pg_int8mod"});
  rows.push_back(binary("+", TypeId::decimal, "pg_numeric_add", decimal_arithmetic<Arithmetic::add>));
  rows.push_back(binary("-", TypeId::decimal, "pg_numeric_sub", decimal_arithmetic<Arithmetic::subtract>));
  rows.push_back(binary("*", TypeId::decimal, "pg_numeric_mul", decimal_arithmetic<Arithmetic::multiply>));
  rows.push_back(binary("/", TypeId::decimal, "pg_numeric_div", decimal_arithmetic<Arithmetic::divide>));
  rows.push_back(binary("%", TypeId::decimal, "pg_numeric_mod", decimal_arithmetic<Arithmetic::remainder>));
  rows.push_back(binary("+", TypeId::real, "pg_float4pl", float_arithmetic<float, Arithmetic::add>));
  rows.push_back(binary("-", TypeId::real, "pg_float4mi", float_arithmetic<float, Arithmetic::subtract>));
  rows.push_back(binary("*", TypeId::real, "pg_float4mul", float_arithmetic<float, Arithmetic::multiply>));
  rows.push_back(binary("/", TypeId::real, "pg_float4div", float_arithmetic<float, Arithmetic::divide>));
  rows.push_back(binary("+", TypeId::double_, "pg_float8pl", float_arithmetic<double, Arithmetic::add>));
  rows.push_back(binary("-", TypeId::double_, "pg_float8mi", float_arithmetic<double, Arithmetic::subtract>));
  rows.push_back(binary("*", TypeId::double_, "pg_float8mul", float_arithmetic<double, Arithmetic::multiply>));
  rows.push_back(binary("/", TypeId::double_, "pg_float8div", float_arithmetic<double, Arithmetic::divide>));
  add_mixed_floats(rows);
  rows.push_back(binary("^", TypeId::double_, "pg_dpow", double_power));
  add_unary(rows);
  add_bits(rows);
}

}  // namespace emulator::postgres
