// Conversions of Values among MySQL's kinds of numbers and texts.
#include "sql/mysql/functions/arguments.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "base/overloaded.hpp"
#include "base/text.hpp"
#include "sql/mysql/errors.hpp"
#include "types/float_text.hpp"

namespace emulator::mysql {

namespace {

constexpr Wide wide_minimum = std::numeric_limits<std::int64_t>::min();
constexpr Wide wide_maximum = std::numeric_limits<std::uint64_t>::max();

Wide wide_of(double value) {
  const double rounded = std::nearbyint(value);
  if (std::isnan(rounded)) return 0;
  if (rounded <= -9223372036854775808.0) return wide_minimum;
  if (rounded >= 18446744073709551615.0) return wide_maximum;
  return static_cast<Wide>(rounded);
}

Wide wide_of(std::string_view text) {
  const Decimal number = decimal_of(Value{std::string{text}});
  if (const auto small = number.to_int64()) return *small;
  if (const auto large = number.to_uint64()) return *large;
  return number.is_negative() ? wide_minimum : wide_maximum;
}

}  // namespace

std::string text_of(const Value& value) {
  return std::visit(overloaded{
                        [](Null) { return std::string{}; },
                        [](bool boolean) { return std::string{boolean ? "1" : "0"}; },
                        [](std::int64_t number) { return std::to_string(number); },
                        [](double number) { return mysql_text(number); },
                        [](const std::string& text) { return text; },
                        [](const Bytes& bytes) { return bytes.data; },
                        [](const std::shared_ptr<const Array>&) { return std::string{}; },
                    },
                    value);
}

std::string_view view_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* bytes = std::get_if<Bytes>(&value)) return bytes->data;
  return {};
}

double double_of(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return static_cast<double>(*number);
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? 1 : 0;
  std::size_t consumed = 0;
  return parse_double_prefix(view_of(value), consumed);
}

void complain_about_text(std::string_view type, std::string_view text, sql::CallContext& context) {
  auto error = make_error(Condition::invalid_text_representation, {std::string{type}, std::string{text}});
  if (context.modifies && context.strict) throw error;
  context.warn(error.code, std::move(error.message));
}

double checked_double(const Value& value, sql::CallContext& context) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return double_of(value);
  std::size_t consumed = 0;
  const double number = parse_double_prefix(*text, consumed);
  if (consumed == 0 || !ascii_trim(std::string_view{*text}.substr(consumed)).empty()) {
    complain_about_text("DOUBLE", *text, context);
  }
  return number;
}

Decimal decimal_of(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return Decimal{*number};
  if (const auto* number = std::get_if<double>(&value)) {
    return std::isfinite(*number) ? Decimal::from_double(*number) : Decimal{};
  }
  if (const auto* boolean = std::get_if<bool>(&value)) return Decimal{*boolean ? 1 : 0};
  std::size_t consumed = 0;
  return Decimal::parse_prefix(view_of(value), consumed);
}

Wide integer_of(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* number = std::get_if<double>(&value)) return wide_of(*number);
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? 1 : 0;
  return wide_of(view_of(value));
}

std::int64_t bigint_of(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  return static_cast<std::int64_t>(std::min<Wide>(integer_of(value), std::numeric_limits<std::int64_t>::max()));
}

Value unsigned_value(std::uint64_t value) {
  if (value <= static_cast<std::uint64_t>(INT64_MAX)) return static_cast<std::int64_t>(value);
  return std::to_string(value);
}

std::optional<Value> integer_value(Wide value) {
  if (value < wide_minimum || value > wide_maximum) return std::nullopt;
  if (value < 0) return Value{static_cast<std::int64_t>(value)};
  return unsigned_value(static_cast<std::uint64_t>(value));
}

std::string digits_of(Wide value) {
  const bool negative = value < 0;
  std::string digits;
  do {
    const auto digit = static_cast<int>(value % 10);
    digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
    value /= 10;
  } while (value != 0);
  if (negative) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

Value truth(bool value) {
  return std::int64_t{value};
}

SqlError worded_error(Condition condition, std::int32_t code, std::string_view sqlstate, std::string message) {
  SqlError error;
  error.condition = condition;
  error.code = code;
  error.sqlstate = sqlstate;
  error.message = std::move(message);
  return error;
}

void out_of_range(std::string_view type, const std::string& expression) {
  throw make_error(Condition::value_out_of_range, {std::string{type}, expression});
}

void wrong_arguments(std::string_view function) {
  throw worded_error(Condition::argument_type, 1210, "HY000", "Incorrect arguments to " + std::string{function});
}

}  // namespace emulator::mysql
