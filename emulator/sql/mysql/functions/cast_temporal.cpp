// Conversion from and to dates and times. A stored time has six digits after the second; how many of them its type has
// decides how it prints, so there is a row for each number of digits.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/temporal.hpp"
#include "types/json.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

DateTime shifted(const DateTime& value, std::chrono::seconds by) {
  if (by.count() == 0) return value;
  return datetime_from_microseconds(to_microseconds(value) + by.count() * microseconds_per_second);
}

std::string shortened(std::string text, const Value& length) {
  const auto count = bigint_of(length);
  if (count >= 0 && static_cast<std::size_t>(count) < text.size()) text.resize(static_cast<std::size_t>(count));
  return text;
}

// --- From dates and times, with Digits after the second; Zoned ones lie in UTC -----------------------------------

template <int Digits, bool Zoned>
Value datetime_char(Arguments arguments, CallContext& context) {
  const auto value = datetime_of(arguments[0]);
  if (!value) return shortened(text_of(arguments[0]), arguments[1]);
  return shortened(to_string(Zoned ? shifted(*value, context.utc_offset) : *value, Digits), arguments[1]);
}

template <int Digits>
Value time_char(Arguments arguments, CallContext&) {
  const auto value = time_of(arguments[0]);
  if (!value) return Null{};
  return shortened(duration_string(*value, Digits), arguments[1]);
}

// As a decimal number: 20240105101112.500
template <int Digits, bool Zoned>
Value datetime_decimal(Arguments arguments, CallContext& context) {
  const auto value = datetime_of(arguments[0]);
  if (!value) return Null{};
  return number_text(Zoned ? shifted(*value, context.utc_offset) : *value, Digits);
}

template <int Digits>
Value time_decimal(Arguments arguments, CallContext&) {
  const auto value = time_of(arguments[0]);
  if (!value) return Null{};
  return number_text(*value, Digits);
}

Value date_decimal(Arguments arguments, CallContext&) {
  const auto value = date_of(arguments[0]);
  if (!value) return Null{};
  return number_text(*value);
}

// As an integer or a double, rounded to seconds or not.
Value integer_from(const std::string& digits) {
  return bigint_of(Value{digits});
}
template <bool Zoned>
Value datetime_integer(Arguments arguments, CallContext& context) {
  const auto value = datetime_of(arguments[0]);
  if (!value) return Null{};
  const DateTime local = round_fraction(Zoned ? shifted(*value, context.utc_offset) : *value, 0);
  return integer_from(number_text(local, 0));
}
Value date_integer(Arguments arguments, CallContext&) {
  const auto value = date_of(arguments[0]);
  if (!value) return Null{};
  return integer_from(number_text(*value));
}
Value time_integer(Arguments arguments, CallContext&) {
  const auto value = time_of(arguments[0]);
  if (!value) return Null{};
  return integer_from(number_text(round_fraction(*value, 0), 0));
}
template <sql::NativeFunction Decimal>
Value as_double(Arguments arguments, CallContext& context) {
  const Value digits = Decimal(arguments, context);
  if (is_null(digits)) return Null{};
  return double_of(digits);
}

Value json_text(Arguments arguments, CallContext&) {
  std::string quoted;
  append_json_string(quoted, view_of(arguments[0]));
  return quoted;
}

// --- To dates and times --------------------------------------------------------------------------------------------

std::optional<ParsedDateTime> read(const Value& value) {
  if (std::holds_alternative<std::string>(value) || std::holds_alternative<Bytes>(value)) {
    return parse_mysql_datetime(view_of(value));
  }
  return datetime_from_number(text_of(value));
}

// In the session's zone, whatever offset was written.
std::optional<DateTime> read_local(const Value& value, const CallContext& context) {
  const auto parsed = read(value);
  if (!parsed) return std::nullopt;
  if (!parsed->offset) return parsed->value;
  return shifted(parsed->value, context.utc_offset - std::chrono::seconds{*parsed->offset});
}

// value, scale (-1: six digits)
std::int32_t digits_of(const Value& scale) {
  const auto digits = bigint_of(scale);
  return digits < 0 ? 6 : static_cast<std::int32_t>(digits);
}

Value to_datetime(Arguments arguments, CallContext& context) {
  const auto value = read_local(arguments[0], context);
  return value ? stored(round_fraction(*value, digits_of(arguments[1]))) : Value{Null{}};
}

// A TIMESTAMP lies in UTC.
Value zoned_to_datetime(Arguments arguments, CallContext& context) {
  const auto value = datetime_of(arguments[0]);
  return value ? stored(round_fraction(shifted(*value, context.utc_offset), digits_of(arguments[1]))) : Value{Null{}};
}

Value time_to_datetime(Arguments arguments, CallContext& context) {
  const auto value = time_of(arguments[0]);
  if (!value) return Null{};
  const auto today = to_microseconds(DateTime{session_now(context).date, {}});
  return stored(round_fraction(datetime_from_microseconds(today + *value), digits_of(arguments[1])));
}

Value to_zoned(Arguments arguments, CallContext& context) {
  const auto value = read_local(arguments[0], context);
  return value ? stored(shifted(*value, -context.utc_offset)) : Value{Null{}};
}

Value to_date(Arguments arguments, CallContext& context) {
  const auto value = read_local(arguments[0], context);
  return value ? stored_date(value->date) : Value{Null{}};
}

Value zoned_to_date(Arguments arguments, CallContext& context) {
  const auto value = datetime_of(arguments[0]);
  return value ? stored_date(shifted(*value, context.utc_offset).date) : Value{Null{}};
}

Value time_to_date(Arguments arguments, CallContext& context) {
  const auto value = time_of(arguments[0]);
  if (!value) return Null{};
  const auto today = to_microseconds(DateTime{session_now(context).date, {}});
  return stored_date(datetime_from_microseconds(today + *value).date);
}

// What a DATE is compared with: a date, or a date and time if it has one. Their texts compare as their times do.
Value to_compared_date(Arguments arguments, CallContext& context) {
  const auto value = read_local(arguments[0], context);
  if (!value) return Null{};
  return value->time == TimeOfDay{} ? stored_date(value->date) : stored(*value);
}

Value to_time(Arguments arguments, CallContext&) {
  const auto parsed = parse_mysql_time(text_of(arguments[0]));
  if (!parsed) return Null{};
  return stored_time(round_fraction(parsed->microseconds, digits_of(arguments[1])));
}

template <bool Zoned>
Value datetime_to_time(Arguments arguments, CallContext& context) {
  const auto value = datetime_of(arguments[0]);
  if (!value) return Null{};
  const DateTime local = Zoned ? shifted(*value, context.utc_offset) : *value;
  return stored_time(round_fraction(to_microseconds(local.time), digits_of(arguments[1])) % microseconds_per_day);
}

template <int Digits>
void add_digits(Rows& rows) {
  using enum TypeId;
  const auto numbered = [](std::string_view start) { return intern(std::string{start} + std::to_string(Digits)); };
  const Type number = type(decimal);
  const auto add = [&](std::initializer_list<TypeId> parameters, Type result, std::string_view start,
                       sql::NativeFunction function) {
    stable(cast_row(rows.native("cast", parameters, result, numbered(start), function)));
  };
  add({timestamp, bigint}, text_type, "my_datetime_char_", datetime_char<Digits, false>);
  add({timestamptz, bigint}, text_type, "my_zoned_char_", datetime_char<Digits, true>);
  add({time, bigint}, text_type, "my_time_char_", time_char<Digits>);
  add({timestamp}, number, "my_datetime_decimal_", datetime_decimal<Digits, false>);
  add({timestamptz}, number, "my_zoned_decimal_", datetime_decimal<Digits, true>);
  add({time}, number, "my_time_decimal_", time_decimal<Digits>);
}

template <std::size_t... Digits>
void add_all_digits(Rows& rows, std::index_sequence<Digits...>) {
  (add_digits<static_cast<int>(Digits)>(rows), ...);
}

}  // namespace

void add_temporal_casts(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::initializer_list<TypeId> parameters, Type result, std::string_view native,
                       sql::NativeFunction function) -> sql::Overload& {
    return stable(cast_row(rows.native("cast", parameters, result, native, function)));
  };
  // Constants are cast while binding: what these make depends on the zone only where the text names one itself.
  const auto add_fixed = [&](std::initializer_list<TypeId> parameters, Type result, std::string_view native,
                             sql::NativeFunction function) {
    add(parameters, result, native, function).volatility = sql::Volatility::immutable;
  };
  add_all_digits(rows, std::make_index_sequence<7>{});
  add({date}, type(decimal), "my_date_decimal", date_decimal);
  add({timestamp}, bigint_type, "my_datetime_integer", datetime_integer<false>);
  add({timestamptz}, bigint_type, "my_zoned_integer", datetime_integer<true>);
  add({date}, bigint_type, "my_date_integer", date_integer);
  add({time}, bigint_type, "my_time_integer", time_integer);
  add({timestamp}, double_type, "my_datetime_double", as_double<datetime_decimal<6, false>>);
  add({timestamptz}, double_type, "my_zoned_double", as_double<datetime_decimal<6, true>>);
  add({date}, double_type, "my_date_double", as_double<date_decimal>);
  add({time}, double_type, "my_time_double", as_double<time_decimal<6>>);
  add({any}, json_type, "my_temporal_json", json_text);
  add_fixed({any, bigint}, type(timestamp), "my_to_datetime", to_datetime);
  add({timestamptz, bigint}, type(timestamp), "my_zoned_to_datetime", zoned_to_datetime);
  add({time, bigint}, type(timestamp), "my_time_to_datetime", time_to_datetime);
  add({any}, type(timestamptz), "my_to_zoned", to_zoned);
  add_fixed({any}, date_type, "my_to_date", to_date);
  add({timestamptz}, date_type, "my_zoned_to_date", zoned_to_date);
  add({time}, date_type, "my_time_to_date", time_to_date);
  add_fixed({any}, date_type, "my_to_compared_date", to_compared_date);
  add_fixed({any, bigint}, type(time), "my_to_time", to_time);
  add({timestamp, bigint}, type(time), "my_datetime_to_time", datetime_to_time<false>);
  add({timestamptz, bigint}, type(time), "my_zoned_to_time", datetime_to_time<true>);
}

}  // namespace emulator::mysql
