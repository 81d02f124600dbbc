// Assignment to columns of dates and times.
#include <algorithm>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/assign.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/temporal.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

constexpr std::string_view zero_date = "0000-00-00";
constexpr std::string_view zero_datetime = "0000-00-00 00:00:00.000000";

DateTime shifted(const DateTime& value, std::chrono::seconds by) {
  if (by.count() == 0) return value;
  return datetime_from_microseconds(to_microseconds(value) + by.count() * microseconds_per_second);
}

// In the session's zone. Empty after a complaint: nothing that could be stored.
std::optional<DateTime> read(const Value& value, std::string_view type, const Target& target,
                             const CallContext& context) {
  const bool is_text = std::holds_alternative<std::string>(value) || std::holds_alternative<Bytes>(value);
  const std::string text = text_of(value);
  const auto parsed = is_text ? parse_mysql_datetime(text) : datetime_from_number(text);
  if (!parsed) {
    target.incorrect_temporal(type, text);
    return std::nullopt;
  }
  if (parsed->has_rest) target.incorrect_temporal(type, text);
  if (!parsed->offset) return parsed->value;
  return shifted(parsed->value, context.utc_offset - std::chrono::seconds{*parsed->offset});
}

Value assign_date(Arguments arguments, CallContext& context) {
  const Target target{arguments[1], arguments[2], context};
  if (is_null(arguments[0])) return Null{};
  const auto value = read(arguments[0], "date", target, context);
  return value ? stored_date(value->date) : Value{std::string{zero_date}};
}

std::int32_t digits_of(const Value& scale) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(bigint_of(scale), 0, 6));
}

// value, scale, column name, column ordinal
Value assign_datetime(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  if (is_null(arguments[0])) return Null{};
  const auto value = read(arguments[0], "datetime", target, context);
  if (!value) return std::string{zero_datetime};
  const DateTime rounded = round_fraction(*value, digits_of(arguments[1]));
  if (in_range(rounded)) return stored(rounded);
  target.incorrect_temporal("datetime", text_of(arguments[0]));
  return std::string{zero_datetime};
}

Value assign_zoned_to_datetime(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  const auto value = is_null(arguments[0]) ? std::nullopt : datetime_of(arguments[0]);
  if (!value) return Null{};
  return stored(round_fraction(shifted(*value, context.utc_offset), digits_of(arguments[1])));
}

// TIMESTAMP runs from 1970-01-01 00:00:01 to 2038-01-19 03:14:07, in UTC.
bool in_timestamp_range(const DateTime& value) {
  const auto microseconds = to_microseconds(value);
  return microseconds >= microseconds_per_second && microseconds < (std::int64_t{1} << 31) * microseconds_per_second;
}

Value assign_timestamp(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  if (is_null(arguments[0])) return Null{};
  const auto value = read(arguments[0], "datetime", target, context);
  if (!value) return std::string{zero_datetime};
  const DateTime utc = round_fraction(shifted(*value, -context.utc_offset), digits_of(arguments[1]));
  if (in_timestamp_range(utc)) return stored(utc);
  target.incorrect_temporal("datetime", text_of(arguments[0]));
  return std::string{zero_datetime};
}

Value assign_zoned_to_timestamp(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  const auto value = is_null(arguments[0]) ? std::nullopt : datetime_of(arguments[0]);
  return value ? stored(round_fraction(*value, digits_of(arguments[1]))) : Value{Null{}};
}

Value assign_time(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  if (is_null(arguments[0])) return Null{};
  const std::string text = text_of(arguments[0]);
  const auto parsed = parse_mysql_time(text);
  if (!parsed || parsed->has_rest) target.incorrect_temporal("time", text);
  if (parsed && parsed->was_clipped) target.incorrect_temporal("time", text);
  return stored_time(parsed ? round_fraction(parsed->microseconds, digits_of(arguments[1])) : 0);
}

}  // namespace

void add_temporal_assignments(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::initializer_list<TypeId> parameters, TypeId result, std::string_view native,
                       sql::NativeFunction function) {
    changing(sees_nulls(cast_row(rows.native("assign", parameters, type(result), native, function))));
  };
  add({any, text, bigint}, date, "my_assign_date", assign_date);
  add({any, bigint, text, bigint}, timestamp, "my_assign_datetime", assign_datetime);
  add({timestamptz, bigint, text, bigint}, timestamp, "my_assign_zoned_to_datetime", assign_zoned_to_datetime);
  add({any, bigint, text, bigint}, timestamptz, "my_assign_timestamp", assign_timestamp);
  add({timestamptz, bigint, text, bigint}, timestamptz, "my_assign_zoned_to_timestamp", assign_zoned_to_timestamp);
  add({any, bigint, text, bigint}, time, "my_assign_time", assign_time);
}

}  // namespace emulator::mysql
