// to_char() and its readers: patterns of dates and times (to_char_datetime.cpp) and of numbers (to_char_number.cpp).
#include "sql/postgres/functions/to_char.hpp"

#include <cmath>

#include "sql/postgres/functions/datetime_arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// Dates and times by an empty pattern are NULL, numbers are not.
bool has_pattern(Arguments arguments) {
  return !text_at(arguments, 1).empty();
}

Value timestamp_to_char(Arguments arguments, CallContext&) {
  const std::optional<DateTime> value = timestamp_at(arguments, 0);
  return value && has_pattern(arguments) ? Value{format_datetime(*value, std::nullopt, text_at(arguments, 1))}
                                         : Value{Null{}};
}
Value instant_to_char(Arguments arguments, CallContext& context) {
  const std::optional<DateTime> value = timestamp_at(arguments, 0);
  if (!value || !has_pattern(arguments)) {
    return Null{};
  }
  return format_datetime(to_local(*value, context), static_cast<std::int32_t>(offset_at(*value, context)),
                         text_at(arguments, 1));
}
Value interval_to_char(Arguments arguments, CallContext&) {
  if (!has_pattern(arguments)) {
    return Null{};
  }
  return format_interval(*parse_interval(text_at(arguments, 0)), text_at(arguments, 1));
}
Value integer_to_char(Arguments arguments, CallContext&) {
  return format_number(Decimal(integer_at(arguments, 0)), text_at(arguments, 1));
}
Value numeric_to_char(Arguments arguments, CallContext&) {
  return format_number(decimal_at(arguments, 0), text_at(arguments, 1));
}
Value double_to_char(Arguments arguments, CallContext&) {
  return format_number(double_at(arguments, 0), text_at(arguments, 1));
}
Value to_date(Arguments arguments, CallContext&) {
  return to_string(read_by_pattern(text_at(arguments, 0), text_at(arguments, 1)).date);
}
Value to_timestamp(Arguments arguments, CallContext& context) {
  return to_string(from_local(read_by_pattern(text_at(arguments, 0), text_at(arguments, 1)), context));
}

}  // namespace

void add_to_char(Overloads& rows) {
  rows.push_back(native_row("to_char", {timestamp, text}, text, "pg_timestamp_to_char", timestamp_to_char));
  rows.push_back(native_row("to_char", {timestamptz, text}, text, "pg_timestamptz_to_char", instant_to_char));
  rows.push_back(native_row("to_char", {interval, text}, text, "pg_interval_to_char", interval_to_char));
  rows.push_back(native_row("to_char", {integer, text}, text, "pg_integer_to_char", integer_to_char));
  rows.push_back(native_row("to_char", {bigint, text}, text, "pg_integer_to_char", integer_to_char));
  rows.push_back(native_row("to_char", {decimal, text}, text, "pg_numeric_to_char", numeric_to_char));
  rows.push_back(native_row("to_char", {double_, text}, text, "pg_double_to_char", double_to_char));
  rows.push_back(native_row("to_date", {text, text}, date, "pg_to_date", to_date));
  rows.push_back(native_row("to_timestamp", {text, text}, timestamptz, "pg_to_timestamp", to_timestamp));
}

}  // namespace emulator::postgres
