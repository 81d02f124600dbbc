// The parts of dates and times, and making dates and times of numbers.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/temporal.hpp"
#include "sql/mysql/functions/week.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

constexpr std::int64_t days_to_epoch = 719'528;  // TO_DAYS('1970-01-01')

template <std::int64_t (*Part)(const DateTime&)>
Value part(Arguments arguments, CallContext&) {
  const auto value = datetime_of(arguments[0]);
  if (!value) return Null{};
  return Part(*value);
}

std::int64_t year_of(const DateTime& value) {
  return value.date.year;
}
std::int64_t month_of(const DateTime& value) {
  return value.date.month;
}
std::int64_t day_of(const DateTime& value) {
  return value.date.day;
}
std::int64_t quarter_of(const DateTime& value) {
  return (value.date.month + 2) / 3;
}
std::int64_t weekday_of(const DateTime& value) {
  return (day_of_week(value.date) + 6) % 7;
}
std::int64_t day_of_week_from_one(const DateTime& value) {
  return day_of_week(value.date) + 1;
}
std::int64_t day_of_year_of(const DateTime& value) {
  return day_of_year(value.date);
}
std::int64_t days_of(const DateTime& value) {
  return days_since_epoch(value.date) + days_to_epoch;
}
std::int64_t seconds_of(const DateTime& value) {
  return days_of(value) * 86'400 + to_microseconds(value.time) / microseconds_per_second;
}
std::int64_t iso_week_of(const DateTime& value) {
  return iso_week(value.date).week;
}

// Of a TIME, whose hours may be more than a day's.
template <std::int64_t Unit, std::int64_t Modulus>
Value time_part(Arguments arguments, CallContext&) {
  const auto time = time_of(arguments[0]);
  if (!time) return Null{};
  const auto units = (*time < 0 ? -*time : *time) / Unit;
  return Modulus > 0 ? units % Modulus : units;
}

Value week(Arguments arguments, CallContext&) {
  const auto date = date_of(arguments[0]);
  if (!date) return Null{};
  const auto mode = arguments.size() > 1 ? bigint_of(arguments[1]) : 0;
  return std::int64_t{week_of(*date, mode).week};
}
Value year_week(Arguments arguments, CallContext&) {
  const auto date = date_of(arguments[0]);
  if (!date) return Null{};
  const auto mode = arguments.size() > 1 ? bigint_of(arguments[1]) : 0;
  const auto found = week_of(*date, mode | 2);  // weeks of the year they belong to
  return std::int64_t{found.year} * 100 + found.week;
}

Value day_name(Arguments arguments, CallContext&) {
  const auto date = date_of(arguments[0]);
  return date ? Value{std::string{day_names[static_cast<std::size_t>(day_of_week(*date))]}} : Value{Null{}};
}
Value month_name(Arguments arguments, CallContext&) {
  const auto date = date_of(arguments[0]);
  return date ? Value{std::string{month_names[static_cast<std::size_t>(date->month - 1)]}} : Value{Null{}};
}

Value date_part(Arguments arguments, CallContext&) {
  const auto date = date_of(arguments[0]);
  return date ? stored_date(*date) : Value{Null{}};
}
Value last_day(Arguments arguments, CallContext&) {
  const auto date = date_of(arguments[0]);
  if (!date) return Null{};
  return stored_date({date->year, date->month, days_in_month(date->year, date->month)});
}

Value from_days(Arguments arguments, CallContext&) {
  const auto days = bigint_of(arguments[0]);
  if (days < 366 || days > 3'652'424) return std::string{"0000-00-00"};
  return stored_date(date_from_days(days - days_to_epoch));
}

Value make_date(Arguments arguments, CallContext&) {
  auto year = bigint_of(arguments[0]);
  const auto day = bigint_of(arguments[1]);
  if (year < 100) year += year < 70 ? 2000 : 1900;
  if (day < 1 || year < 0 || year > 9999 || day > 3'652'424) return Null{};
  return stored_date(date_from_days(days_since_epoch({static_cast<std::int32_t>(year), 1, 1}) + day - 1));
}

Value make_time(Arguments arguments, CallContext&) {
  const auto hour = bigint_of(arguments[0]);
  const auto minute = bigint_of(arguments[1]);
  const Decimal second = decimal_of(arguments[2]);
  if (minute < 0 || minute > 59 || second.is_negative() || compare(second, Decimal{60}) >= 0) return Null{};
  if (hour < -838 || hour > 838) return stored_time(hour < 0 ? -time_limit : time_limit);
  const auto microseconds = (second * Decimal{microseconds_per_second}).to_int64().value_or(0);
  const auto total = (std::abs(hour) * 60 + minute) * 60 * microseconds_per_second + microseconds;
  return stored_time(hour < 0 ? -total : total);
}

Value seconds_to_time(Arguments arguments, CallContext&) {
  const auto microseconds = (decimal_of(arguments[0]) * Decimal{microseconds_per_second}).to_int64();
  if (!microseconds) return stored_time(decimal_of(arguments[0]).is_negative() ? -time_limit : time_limit);
  return stored_time(*microseconds);
}
// A time is the number HHMMSS here, and a moment one that is more than any time.
Value digits_to_time(Arguments arguments, CallContext&) {
  const auto time = time_of(arguments[0]);
  if (!time) return Null{};
  const std::int64_t seconds = *time / microseconds_per_second;
  const std::int64_t digits = seconds / 3600 * 10'000 + seconds / 60 % 60 * 100 + seconds % 60;
  return stored_time(
      std::clamp(digits * microseconds_per_second + *time % microseconds_per_second, -time_limit, time_limit));
}
Value moment_to_time(Arguments, CallContext&) {
  return stored_time(time_limit);
}
Value time_to_seconds(Arguments arguments, CallContext&) {
  const auto time = time_of(arguments[0]);
  if (!time) return Null{};
  return *time / microseconds_per_second;
}

Value add_time_to_datetime(Arguments arguments, CallContext&) {
  const auto value = datetime_of(arguments[0]);
  const auto time = time_of(arguments[1]);
  if (!value || !time) return Null{};
  return stored(datetime_from_microseconds(to_microseconds(*value) + *time));
}
Value as_datetime(Arguments arguments, CallContext&) {
  const auto value = datetime_of(arguments[0]);
  return value ? stored(*value) : Value{Null{}};
}

// --- EXTRACT -------------------------------------------------------------------------------------------------------

// The parts of a composite unit stand side by side: DAY_MINUTE is DDhhmm.
std::optional<std::int64_t> extracted(std::string_view unit, const Date& date, std::int64_t time) {
  const auto magnitude = time < 0 ? -time : time;
  const std::int64_t seconds = magnitude / microseconds_per_second;
  const std::int64_t micros = magnitude % microseconds_per_second;
  const std::int64_t hour = seconds / 3'600;
  const std::int64_t minute = seconds / 60 % 60;
  const std::int64_t second = seconds % 60;
  const std::int64_t clock = hour * 10'000 + minute * 100 + second;
  const std::int64_t sign = time < 0 ? -1 : 1;
  const struct {
    std::string_view unit;
    std::int64_t value;
  } parts[] = {
      {"year", date.year},
      {"quarter", (date.month + 2) / 3},
      {"month", date.month},
      {"week", date.month > 0 ? week_of(date, 0).week : 0},
      {"day", date.day},
      {"hour", sign * hour},
      {"minute", sign * minute},
      {"second", sign * second},
      {"microsecond", sign * micros},
      {"year_month", std::int64_t{date.year} * 100 + date.month},
      {"day_hour", sign * (date.day * 100 + hour)},
      {"day_minute", sign * (date.day * 10'000 + hour * 100 + minute)},
      {"day_second", sign * (date.day * 1'000'000 + clock)},
      {"day_microsecond", sign * ((date.day * 1'000'000 + clock) * microseconds_per_second + micros)},
      {"hour_minute", sign * (hour * 100 + minute)},
      {"hour_second", sign * clock},
      {"hour_microsecond", sign * (clock * microseconds_per_second + micros)},
      {"minute_second", sign * (minute * 100 + second)},
      {"minute_microsecond", sign * ((minute * 100 + second) * microseconds_per_second + micros)},
      {"second_microsecond", sign * (second * microseconds_per_second + micros)},
  };
  for (const auto& part : parts) {
    if (part.unit == unit) return part.value;
  }
  return std::nullopt;
}

Value extract_from_datetime(Arguments arguments, CallContext&) {
  const auto value = datetime_of(arguments[1]);
  if (!value) return Null{};
  const auto part = extracted(ascii_lower(view_of(arguments[0])), value->date, to_microseconds(value->time));
  return part ? Value{*part} : Value{Null{}};
}
Value extract_from_time(Arguments arguments, CallContext&) {
  const auto time = time_of(arguments[1]);
  if (!time) return Null{};
  const auto part = extracted(ascii_lower(view_of(arguments[0])), Date{}, *time);
  return part ? Value{*part} : Value{Null{}};
}

Type timestamp_rule(std::span<const Type> types) {
  std::int32_t scale = 0;
  for (const auto& type : types) scale = std::max(scale, type.id == TypeId::varchar ? 0 : type.scale);
  return {.id = TypeId::timestamp, .scale = scale};
}

void add_clock_parts(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::string_view function, std::string_view native, sql::NativeFunction body) {
    rows.native(function, {time}, bigint_type, native, body);
  };
  add("hour", "my_hour", time_part<3'600 * microseconds_per_second, 0>);
  add("minute", "my_minute", time_part<60 * microseconds_per_second, 60>);
  add("second", "my_second", time_part<microseconds_per_second, 60>);
  add("microsecond", "my_microsecond", time_part<1, microseconds_per_second>);
  add("time_to_sec", "my_time_to_sec", time_to_seconds);
  rows.native("maketime", {bigint, bigint, decimal}, Type{.id = time, .scale = 0}, "my_maketime", make_time);
  rows.native("sec_to_time", {any}, Type{.id = time, .scale = 0}, "my_sec_to_time", seconds_to_time);
  rows.native("sec_to_time", {time}, Type{.id = time, .scale = 0}, "my_sec_to_time", digits_to_time);
  rows.native("sec_to_time", {timestamp}, Type{.id = time, .scale = 0}, "my_sec_to_time", moment_to_time);
  rows.native("sec_to_time", {date}, Type{.id = time, .scale = 0}, "my_sec_to_time", moment_to_time);
  rows.templated("time", {time}, Type{.id = time, .scale = 0}, "{0}").result_rule =
      [](std::span<const Type> types) -> Type {
    return {.id = TypeId::time, .scale = is_temporal(types[0].id) ? std::max(types[0].scale, 0) : 0};
  };
}

}  // namespace

void add_date_parts(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::string_view function, std::string_view native, sql::NativeFunction body) {
    rows.native(function, {timestamp}, bigint_type, native, body);
  };
  rows.native("year", {timestamp}, bigint_type, "my_year", part<year_of>);
  add("month", "my_month", part<month_of>);
  add("day", "my_day", part<day_of>);
  add("dayofmonth", "my_day", part<day_of>);
  add("quarter", "my_quarter", part<quarter_of>);
  add("weekday", "my_weekday", part<weekday_of>);
  add("dayofweek", "my_dayofweek", part<day_of_week_from_one>);
  add("dayofyear", "my_dayofyear", part<day_of_year_of>);
  add("weekofyear", "my_weekofyear", part<iso_week_of>);
  add("to_days", "my_to_days", part<days_of>);
  add("to_seconds", "my_to_seconds", part<seconds_of>);
  add("week", "my_week", week);
  add("yearweek", "my_yearweek", year_week);
  rows.native("week", {timestamp, bigint}, bigint_type, "my_week", week);
  rows.native("yearweek", {timestamp, bigint}, bigint_type, "my_yearweek", year_week);
  rows.native("dayname", {timestamp}, text_type, "my_dayname", day_name);
  rows.native("monthname", {timestamp}, text_type, "my_monthname", month_name);
  rows.native("date", {timestamp}, date_type, "my_date", date_part);
  rows.native("last_day", {timestamp}, date_type, "my_last_day", last_day);
  rows.native("from_days", {bigint}, date_type, "my_from_days", from_days);
  rows.native("makedate", {bigint, bigint}, date_type, "my_makedate", make_date);
  ruled(rows.native("timestamp", {timestamp}, {}, "my_timestamp", as_datetime), timestamp_rule);
  ruled(rows.native("timestamp", {timestamp, time}, {}, "my_timestamp_add", add_time_to_datetime), timestamp_rule);
  rows.native("extract", {text, timestamp}, bigint_type, "my_extract", extract_from_datetime);
  rows.native("extract", {text, time}, bigint_type, "my_extract_time", extract_from_time);
  add_clock_parts(rows);
}

}  // namespace emulator::mysql
