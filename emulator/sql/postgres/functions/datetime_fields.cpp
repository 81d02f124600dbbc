// extract(), date_part() and date_trunc() (manual 9.9.1, 9.9.2).
#include <array>

#include "base/text.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/datetime_arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/functions/zone.hpp"
#include "types/decimal.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

enum class Field : std::uint8_t {
  microseconds,
  milliseconds,
  second,
  minute,
  hour,
  day,
  week,
  month,
  quarter,
  year,
  decade,
  century,
  millennium,
  epoch,
  dow,
  isodow,
  doy,
  isoyear,
  julian,
  timezone,
  timezone_hour,
  timezone_minute
};

struct FieldName {
  std::string_view name;
  Field field;
};
constexpr std::array field_names = {
    FieldName{"microseconds", Field::microseconds},
    FieldName{"microsecond", Field::microseconds},
    FieldName{"us", Field::microseconds},
    FieldName{"milliseconds", Field::milliseconds},
    FieldName{"millisecond", Field::milliseconds},
    FieldName{"ms", Field::milliseconds},
    FieldName{"second", Field::second},
    FieldName{"seconds", Field::second},
    FieldName{"sec", Field::second},
    FieldName{"s", Field::second},
    FieldName{"minute", Field::minute},
    FieldName{"minutes", Field::minute},
    FieldName{"min", Field::minute},
    FieldName{"m", Field::minute},
    FieldName{"hour", Field::hour},
    FieldName{"hours", Field::hour},
    FieldName{"h", Field::hour},
    FieldName{"day", Field::day},
    FieldName{"days", Field::day},
    FieldName{"d", Field::day},
    FieldName{"week", Field::week},
    FieldName{"weeks", Field::week},
    FieldName{"w", Field::week},
    FieldName{"month", Field::month},
    FieldName{"months", Field::month},
    FieldName{"mon", Field::month},
    FieldName{"quarter", Field::quarter},
    FieldName{"qtr", Field::quarter},
    FieldName{"year", Field::year},
    FieldName{"years", Field::year},
    FieldName{"y", Field::year},
    FieldName{"decade", Field::decade},
    FieldName{"decades", Field::decade},
    FieldName{"century", Field::century},
    FieldName{"centuries", Field::century},
    FieldName{"millennium", Field::millennium},
    FieldName{"millennia", Field::millennium},
    FieldName{"epoch", Field::epoch},
    FieldName{"dow", Field::dow},
    FieldName{"isodow", Field::isodow},
    FieldName{"doy", Field::doy},
    FieldName{"isoyear", Field::isoyear},
    FieldName{"julian", Field::julian},
    FieldName{"timezone", Field::timezone},
    FieldName{"timezone_hour", Field::timezone_hour},
    FieldName{"timezone_minute", Field::timezone_minute},
};

[[noreturn]] void not_recognized(const std::string& word, const char* type) {
  throw make_worded_error(Condition::invalid_parameter_value,
                          "unit \"" + ascii_lower(word) + "\" not recognized for type " + type);
}
[[noreturn]] void not_supported(const std::string& word, const char* type) {
  throw make_worded_error(Condition::feature_not_supported,
                          "unit \"" + ascii_lower(word) + "\" not supported for type " + type);
}

Field field_named(const std::string& word, const char* type) {
  const std::string lower = ascii_lower(word);
  for (const FieldName& candidate : field_names) {
    if (candidate.name == lower) {
      return candidate.field;
    }
  }
  not_recognized(word, type);
}

// --- extract ------------------------------------------------------------------------------------------------------

// microseconds / 10^digits, with that many digits after the point.
Value fraction(std::int64_t microseconds, std::int32_t digits) {
  static constexpr std::int64_t powers[] = {1, 10, 100, 1000, 10'000, 100'000, 1'000'000};
  return Decimal::divide(Decimal(microseconds), Decimal(powers[digits]), digits).to_string();
}
Value whole(std::int64_t number) {
  return std::to_string(number);
}

// Years have no zero: 1 BC is -1, and the first century begins with the year 1.
std::int64_t shown_year(std::int64_t year) {
  return year > 0 ? year : year - 1;
}
std::int64_t period_of(std::int64_t year, std::int64_t size) {
  return year > 0 ? (year + size - 1) / size : -((size - 1 - (year - 1)) / size);
}

constexpr std::int64_t julian_of_epoch = 2440588;

// The fields that a time of day has. Empty: none of them.
std::optional<Value> clock_field(Field field, std::int64_t microseconds) {
  const std::int64_t second = 1'000'000, minute = 60 * second, hour = 60 * minute;
  switch (field) {
    case Field::microseconds:
      return whole(microseconds % minute);
    case Field::milliseconds:
      return fraction(microseconds % minute, 3);
    case Field::second:
      return fraction(microseconds % minute, 6);
    case Field::minute:
      return whole(microseconds % hour / minute);
    case Field::hour:
      return whole(microseconds / hour);
    default:
      return std::nullopt;
  }
}

std::optional<Value> calendar_field(Field field, const Date& date) {
  switch (field) {
    case Field::day:
      return whole(date.day);
    case Field::week:
      return whole(iso_week(date).week);
    case Field::month:
      return whole(date.month);
    case Field::quarter:
      return whole((date.month - 1) / 3 + 1);
    case Field::year:
      return whole(shown_year(date.year));
    case Field::decade:
      return whole(date.year >= 0 ? date.year / 10 : -((9 - date.year) / 10));
    case Field::century:
      return whole(period_of(date.year, 100));
    case Field::millennium:
      return whole(period_of(date.year, 1000));
    case Field::dow:
      return whole(day_of_week(date));
    case Field::isodow:
      return whole(day_of_week(date) == 0 ? 7 : day_of_week(date));
    case Field::doy:
      return whole(day_of_year(date));
    case Field::isoyear:
      return whole(shown_year(iso_week(date).year));
    default:
      return std::nullopt;
  }
}

// Infinity has no fields but those that grow with it.
Value infinite_field(Field field, const std::string& text) {
  switch (field) {
    case Field::year:
    case Field::decade:
    case Field::century:
    case Field::millennium:
    case Field::julian:
    case Field::isoyear:
    case Field::epoch:
      return std::string(text.starts_with('-') ? "-Infinity" : "Infinity");
    default:
      return Null{};
  }
}

Value extract_date(Arguments arguments, CallContext&) {
  static constexpr const char* type = "date";
  const std::string& word = text_at(arguments, 0);
  const Field field = field_named(word, type);
  const std::optional<Date> date = date_at(arguments, 1);
  if (!date) {
    return infinite_field(field, text_at(arguments, 1));
  }
  if (const std::optional<Value> value = calendar_field(field, *date)) {
    return *value;
  }
  if (field == Field::epoch) {
    return whole(days_since_epoch(*date) * 86'400);
  }
  if (field == Field::julian) {
    return whole(days_since_epoch(*date) + julian_of_epoch);
  }
  not_supported(word, type);
}

Value julian_day(const DateTime& value) {
  const Decimal rest = Decimal::divide(Decimal(to_microseconds(value.time)), Decimal(microseconds_per_day), 20);
  return (Decimal(days_since_epoch(value.date) + julian_of_epoch) + rest).to_string();
}

Value extract_datetime(Field field, const std::string& word, const DateTime& value, const char* type) {
  if (const std::optional<Value> part = calendar_field(field, value.date)) {
    return *part;
  }
  if (const std::optional<Value> part = clock_field(field, to_microseconds(value.time))) {
    return *part;
  }
  if (field == Field::julian) {
    return julian_day(value);
  }
  not_supported(word, type);
}

Value extract_timestamp(Arguments arguments, CallContext&) {
  static constexpr const char* type = "timestamp without time zone";
  const std::string& word = text_at(arguments, 0);
  const Field field = field_named(word, type);
  const std::optional<DateTime> value = timestamp_at(arguments, 1);
  if (!value) {
    return infinite_field(field, text_at(arguments, 1));
  }
  if (field == Field::epoch) {
    return fraction(to_microseconds(*value), 6);
  }
  return extract_datetime(field, word, *value, type);
}

Value extract_timestamptz(Arguments arguments, CallContext& context) {
  static constexpr const char* type = "timestamp with time zone";
  const std::string& word = text_at(arguments, 0);
  const Field field = field_named(word, type);
  const std::optional<DateTime> value = timestamp_at(arguments, 1);
  if (!value) {
    return infinite_field(field, text_at(arguments, 1));
  }
  const std::int64_t offset = offset_at(*value, context);
  if (field == Field::epoch) {
    return fraction(to_microseconds(*value), 6);
  }
  if (field == Field::timezone) {
    return whole(offset);
  }
  if (field == Field::timezone_hour) {
    return whole(offset / 3600);
  }
  if (field == Field::timezone_minute) {
    return whole(offset / 60 % 60);
  }
  return extract_datetime(field, word, to_local(*value, context), type);
}

Value extract_time(Arguments arguments, CallContext&) {
  static constexpr const char* type = "time without time zone";
  const std::string& word = text_at(arguments, 0);
  const Field field = field_named(word, type);
  const std::int64_t value = time_at(arguments, 1);
  if (field == Field::epoch) {
    return fraction(value, 6);
  }
  if (const std::optional<Value> part = clock_field(field, value)) {
    return *part;
  }
  not_supported(word, type);
}

// A year counts 365.25 days here, a month 30.
Value interval_epoch(const Interval& interval) {
  const std::int64_t days = std::int64_t{interval.months % 12} * 30 + interval.days;
  const std::int64_t seconds = interval.months / 12 * std::int64_t{31'557'600} + days * 86'400;
  return (Decimal(seconds) + Decimal::divide(Decimal(interval.microseconds), Decimal(microseconds_per_second), 6))
      .to_string();
}

Value extract_interval(Arguments arguments, CallContext&) {
  static constexpr const char* type = "interval";
  const std::string& word = text_at(arguments, 0);
  const Field field = field_named(word, type);
  const Interval interval = interval_at(arguments, 1);
  if (const std::optional<Value> part = clock_field(field, interval.microseconds)) {
    return *part;
  }
  const std::int64_t years = interval.months / 12;
  switch (field) {
    case Field::day:
      return whole(interval.days);
    case Field::month:
      return whole(interval.months % 12);
    case Field::quarter:
      return whole(interval.months % 12 / 3 + 1);
    case Field::year:
      return whole(years);
    case Field::decade:
      return whole(years / 10);
    case Field::century:
      return whole(years / 100);
    case Field::millennium:
      return whole(years / 1000);
    case Field::epoch:
      return interval_epoch(interval);
    default:
      not_supported(word, type);
  }
}

// date_part() knows no dates: it takes them for timestamps.
Value extract_date_as_timestamp(Arguments arguments, CallContext& context) {
  const Value start = date_to_timestamp(arguments.subspan(1, 1), context);
  const Value moment[] = {arguments[0], start};
  return extract_timestamp(moment, context);
}

template <sql::NativeFunction extract>
Value date_part(Arguments arguments, CallContext& context) {
  const Value value = extract(arguments, context);
  return is_null(value) ? value : Value{Decimal::parse(std::get<std::string>(value))->to_double()};
}

// The epoch of an interval is a sum of doubles, in this order, which shows in its last digits.
Value interval_date_part(Arguments arguments, CallContext& context) {
  const std::string& word = text_at(arguments, 0);
  if (field_named(word, "interval") != Field::epoch) {
    return date_part<extract_interval>(arguments, context);
  }
  const Interval interval = interval_at(arguments, 1);
  double seconds = static_cast<double>(interval.microseconds) / 1'000'000.0;
  seconds += 31'557'600.0 * static_cast<double>(interval.months / 12);
  seconds += 2'592'000.0 * static_cast<double>(interval.months % 12);
  return seconds + 86'400.0 * static_cast<double>(interval.days);
}

// --- date_trunc ---------------------------------------------------------------------------------------------------

DateTime truncated(const DateTime& value, Field field, const std::string& word, const char* type) {
  Date date = value.date;
  switch (field) {
    case Field::microseconds:
      return value;
    case Field::milliseconds:
      return truncate_fraction(value, 3);
    case Field::second:
      return truncate_fraction(value, 0);
    case Field::minute:
      return {date, {value.time.hour, value.time.minute, 0, 0}};
    case Field::hour:
      return {date, {value.time.hour, 0, 0, 0}};
    case Field::day:
      return {date, {}};
    case Field::week:
      return {date_from_days(days_since_epoch(date) - (day_of_week(date) + 6) % 7), {}};
    case Field::month:
      return {{date.year, date.month, 1}, {}};
    case Field::quarter:
      return {{date.year, (date.month - 1) / 3 * 3 + 1, 1}, {}};
    case Field::year:
      return {{date.year, 1, 1}, {}};
    case Field::decade:
      return {{date.year >= 0 ? date.year / 10 * 10 : -((9 - date.year) / 10 * 10), 1, 1}, {}};
    case Field::century:
      return {{date.year > 0 ? (date.year + 99) / 100 * 100 - 99 : -((99 - (date.year - 1)) / 100 * 100 - 1), 1, 1},
              {}};
    case Field::millennium:
      return {
          {date.year > 0 ? (date.year + 999) / 1000 * 1000 - 999 : -((999 - (date.year - 1)) / 1000 * 1000 - 1), 1, 1},
          {}};
    default:
      not_supported(word, type);
  }
}

Value truncate_timestamp(Arguments arguments, CallContext&) {
  static constexpr const char* type = "timestamp without time zone";
  const std::string& word = text_at(arguments, 0);
  const Field field = field_named(word, type);
  const std::optional<DateTime> value = timestamp_at(arguments, 1);
  return value ? to_string(truncated(*value, field, word, type)) : text_at(arguments, 1);
}

Value truncate_timestamptz(Arguments arguments, CallContext& context) {
  static constexpr const char* type = "timestamp with time zone";
  const std::string& word = text_at(arguments, 0);
  const Field field = field_named(word, type);
  const std::optional<DateTime> value = timestamp_at(arguments, 1);
  if (!value) {
    return text_at(arguments, 1);
  }
  if (arguments.size() < 3) {
    return to_string(from_local(truncated(to_local(*value, context), field, word, type), context));
  }
  const std::optional<Zone> zone = find_zone(text_at(arguments, 2));
  if (!zone) {
    throw make_worded_error(Condition::invalid_parameter_value,
                            "time zone \"" + text_at(arguments, 2) + "\" not recognized");
  }
  const DateTime local = moved_by(*value, zone->offset_at(to_microseconds(*value)));
  const DateTime cut = truncated(local, field, word, type);
  return to_string(moved_by(cut, -zone->offset_of_local(to_microseconds(cut))));
}

Value truncate_interval(Arguments arguments, CallContext&) {
  static constexpr const char* type = "interval";
  const std::string& word = text_at(arguments, 0);
  const Field field = field_named(word, type);
  Interval interval = interval_at(arguments, 1);
  const auto clock = [&](std::int64_t unit) {
    return to_string(Interval{interval.months, interval.days, interval.microseconds / unit * unit});
  };
  const auto months = [&](std::int32_t unit) { return to_string(Interval{interval.months / unit * unit, 0, 0}); };
  switch (field) {
    case Field::microseconds:
      return to_string(interval);
    case Field::milliseconds:
      return clock(1000);
    case Field::second:
      return clock(microseconds_per_second);
    case Field::minute:
      return clock(60 * microseconds_per_second);
    case Field::hour:
      return clock(3600 * microseconds_per_second);
    case Field::day:
      return to_string(Interval{interval.months, interval.days, 0});
    case Field::month:
      return months(1);
    case Field::quarter:
      return months(3);
    case Field::year:
      return months(12);
    case Field::decade:
      return months(120);
    case Field::century:
      return months(1200);
    case Field::millennium:
      return months(12000);
    default:
      not_supported(word, type);
  }
}

}  // namespace

void add_datetime_fields(Overloads& rows) {
  const auto add = [&](TypeId source, std::string_view extract_name, sql::NativeFunction extract,
                       std::string_view part_name, sql::NativeFunction part) {
    rows.push_back(native_row("extract", {text, source}, decimal, extract_name, extract));
    rows.push_back(native_row("date_part", {text, source}, double_, part_name, part));
  };
  add(date, "pg_extract_date", extract_date, "pg_date_part_date", date_part<extract_date_as_timestamp>);
  add(timestamp, "pg_extract_timestamp", extract_timestamp, "pg_date_part_timestamp", date_part<extract_timestamp>);
  add(timestamptz, "pg_extract_timestamptz", extract_timestamptz, "pg_date_part_timestamptz",
      date_part<extract_timestamptz>);
  add(time, "pg_extract_time", extract_time, "pg_date_part_time", date_part<extract_time>);
  add(interval, "pg_extract_interval", extract_interval, "pg_date_part_interval", interval_date_part);
  rows.push_back(native_row("date_trunc", {text, timestamp}, timestamp, "pg_date_trunc_timestamp", truncate_timestamp));
  rows.push_back(
      native_row("date_trunc", {text, timestamptz}, timestamptz, "pg_date_trunc_timestamptz", truncate_timestamptz));
  rows.push_back(native_row("date_trunc", {text, timestamptz, text}, timestamptz, "pg_date_trunc_timestamptz",
                            truncate_timestamptz));
  rows.push_back(native_row("date_trunc", {text, interval}, interval, "pg_date_trunc_interval", truncate_interval));
}

}  // namespace emulator::postgres
