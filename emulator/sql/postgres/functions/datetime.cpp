// Clocks, makers and zones of dates and times (manual 9.9). Arithmetic is in datetime_arithmetic.cpp, fields are in
// datetime_fields.cpp, patterns in to_char.cpp.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/datetime_arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/functions/zone.hpp"
#include "types/float_text.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

std::int32_t digits_at(Arguments arguments) {
  return arguments.empty() ? 6 : static_cast<std::int32_t>(std::clamp<std::int64_t>(integer_at(arguments, 0), 0, 6));
}

// --- Clocks -----------------------------------------------------------------------------------------------------

Value transaction_instant(Arguments arguments, CallContext& context) {
  return to_string(round_fraction(datetime_from(context.transaction_time), digits_at(arguments)));
}
Value statement_instant(Arguments, CallContext& context) {
  return to_string(datetime_from(context.statement_time));
}
Value clock_instant(Arguments, CallContext&) {
  return to_string(datetime_from(std::chrono::system_clock::now()));
}
Value local_timestamp(Arguments arguments, CallContext& context) {
  return to_string(round_fraction(local_transaction_time(context), digits_at(arguments)));
}
Value current_date(Arguments, CallContext& context) {
  return to_string(local_transaction_time(context).date);
}
Value local_time(Arguments arguments, CallContext& context) {
  const DateTime now = round_fraction(local_transaction_time(context), digits_at(arguments));
  return to_string(now.time);
}
Value current_time(Arguments arguments, CallContext& context) {
  const Value time[] = {local_time(arguments, context), std::int64_t{-1}};
  return input_timetz(time, context);
}
Value time_of_day(Arguments, CallContext& context) {
  static constexpr std::string_view days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const DateTime now = to_local(datetime_from(std::chrono::system_clock::now()), context);
  const std::string day = to_string(now.date);
  return std::string(days[day_of_week(now.date)]) + " " + std::string(months[now.date.month - 1]) + " " +
         day.substr(day.size() - 2) + " " + to_string(now.time) + " " + std::to_string(now.date.year) + " UTC";
}

// --- Makers -----------------------------------------------------------------------------------------------------

std::string padded(std::int64_t number) {
  return (number >= 0 && number < 10 ? "0" : "") + std::to_string(number);
}

Date made_date(Arguments arguments) {
  const std::int64_t year = integer_at(arguments, 0), month = integer_at(arguments, 1), day = integer_at(arguments, 2);
  const Date date{static_cast<std::int32_t>(year < 0 ? year + 1 : year), static_cast<std::int32_t>(month),
                  static_cast<std::int32_t>(day)};
  if (year == 0 || month < 1 || month > 12 || !valid(date)) {
    throw make_worded_error(
        Condition::datetime_field_overflow,
        "date field value out of range: " + std::to_string(year) + "-" + padded(month) + "-" + padded(day));
  }
  return date;
}

std::int64_t made_time(Arguments arguments) {
  const std::int64_t hour = integer_at(arguments, 0), minute = integer_at(arguments, 1);
  const double seconds = double_at(arguments, 2);
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || !(seconds >= 0 && seconds <= 60)) {
    throw make_worded_error(
        Condition::datetime_field_overflow,
        "time field value out of range: " + std::to_string(hour) + ":" + padded(minute) + ":" + postgres_text(seconds));
  }
  return (hour * 60 + minute) * 60 * microseconds_per_second + std::llround(seconds * 1e6);
}

Value make_date(Arguments arguments, CallContext&) {
  return to_string(made_date(arguments));
}
Value make_time(Arguments arguments, CallContext&) {
  return duration_string(made_time(arguments));
}
DateTime made_timestamp(Arguments arguments) {
  const DateTime day{made_date(arguments.first(3)), {}};
  return datetime_from_microseconds(to_microseconds(day) + made_time(arguments.subspan(3)));
}
Value make_timestamp(Arguments arguments, CallContext&) {
  return to_string(made_timestamp(arguments));
}
Value make_timestamptz(Arguments arguments, CallContext& context) {
  return to_string(from_local(made_timestamp(arguments), context));
}

Value make_interval(Arguments arguments, CallContext&) {
  std::int64_t parts[6] = {};
  for (std::size_t index = 0; index < std::min<std::size_t>(arguments.size(), 6); ++index) {
    parts[index] = integer_at(arguments, index);
  }
  const double seconds = arguments.size() > 6 ? double_at(arguments, 6) : 0;
  if (!(std::abs(seconds) < 1e12)) {
    throw make_worded_error(Condition::datetime_field_overflow, "interval out of range");
  }
  return to_string(Interval{static_cast<std::int32_t>(parts[0] * 12 + parts[1]),
                            static_cast<std::int32_t>(parts[2] * 7 + parts[3]),
                            (parts[4] * 60 + parts[5]) * 60 * microseconds_per_second + std::llround(seconds * 1e6)});
}

Value to_timestamp(Arguments arguments, CallContext&) {
  const double seconds = double_at(arguments, 0);
  if (std::isinf(seconds)) {
    return std::string(seconds > 0 ? "infinity" : "-infinity");
  }
  if (!(std::abs(seconds) < 9.2e12)) {
    throw make_worded_error(
        Condition::datetime_field_overflow,
        std::isnan(seconds) ? "timestamp cannot be NaN" : "timestamp out of range: \"" + postgres_text(seconds) + "\"");
  }
  return to_string(datetime_from_microseconds(std::llround(seconds * 1e6)));
}

template <bool is_date>
Value is_finite(Arguments arguments, CallContext&) {
  return is_date ? date_at(arguments, 0).has_value() : timestamp_at(arguments, 0).has_value();
}

// --- AT TIME ZONE -----------------------------------------------------------------------------------------------

// A number counts hours west of Greenwich, as POSIX does; names are what they are.
Zone zone_named(const std::string& name) {
  std::string_view rest = ascii_trim(name);
  const bool is_number = !rest.empty() && !is_ascii_alpha(rest.front());
  if (is_number) {
    const std::string sign = is_ascii_digit(rest.front()) ? "+" : "";
    const std::string text = sign + std::string(rest);
    std::string_view signed_rest = text;
    const std::optional<std::int32_t> offset = take_utc_offset(signed_rest);
    if (offset && signed_rest.empty()) {
      return Zone(-*offset);
    }
  } else if (const std::optional<Zone> zone = find_zone(rest)) {
    return *zone;
  }
  throw make_worded_error(Condition::invalid_parameter_value, "time zone \"" + name + "\" not recognized");
}

Zone zone_of(const Interval& interval) {
  if (interval.months != 0 || interval.days != 0) {
    throw make_worded_error(Condition::invalid_parameter_value,
                            "interval time zone \"" + to_string(interval) + "\" must not include months or days");
  }
  return Zone(static_cast<std::int32_t>(interval.microseconds / microseconds_per_second));
}

Value instant_in(const Zone& zone, const std::string& text) {
  const std::optional<DateTime> instant = parse_datetime(text);
  return instant ? to_string(moved_by(*instant, zone.offset_at(to_microseconds(*instant)))) : text;
}
Value local_in(const Zone& zone, const std::string& text) {
  const std::optional<DateTime> local = parse_datetime(text);
  return local ? to_string(moved_by(*local, -zone.offset_of_local(to_microseconds(*local)))) : text;
}

Value instant_at_zone(Arguments arguments, CallContext&) {
  return instant_in(zone_named(text_at(arguments, 0)), text_at(arguments, 1));
}
Value local_at_zone(Arguments arguments, CallContext&) {
  return local_in(zone_named(text_at(arguments, 0)), text_at(arguments, 1));
}
Value instant_at_interval(Arguments arguments, CallContext&) {
  return instant_in(zone_of(interval_at(arguments, 0)), text_at(arguments, 1));
}
Value local_at_interval(Arguments arguments, CallContext&) {
  return local_in(zone_of(interval_at(arguments, 0)), text_at(arguments, 1));
}

// --- Rows -------------------------------------------------------------------------------------------------------

void add_clocks(Overloads& rows) {
  const auto clock = [&](std::string_view name, std::initializer_list<TypeId> parameters, TypeId result,
                         std::string_view native, sql::NativeFunction function) {
    rows.push_back(with_volatility(native_row(name, parameters, result, native, function), sql::Volatility::stable));
  };
  for (const std::string_view name : {"now", "transaction_timestamp", "current_timestamp"}) {
    clock(name, {}, timestamptz, "pg_now", transaction_instant);
  }
  clock("current_timestamp", {integer}, timestamptz, "pg_now", transaction_instant);
  clock("statement_timestamp", {}, timestamptz, "pg_statement_timestamp", statement_instant);
  clock("localtimestamp", {}, timestamp, "pg_localtimestamp", local_timestamp);
  clock("localtimestamp", {integer}, timestamp, "pg_localtimestamp", local_timestamp);
  clock("current_date", {}, date, "pg_current_date", current_date);
  clock("localtime", {}, time, "pg_localtime", local_time);
  clock("localtime", {integer}, time, "pg_localtime", local_time);
  clock("current_time", {}, timetz, "pg_current_time", current_time);
  clock("current_time", {integer}, timetz, "pg_current_time", current_time);
  const auto ticking = [](sql::Overload row) { return with_volatility(std::move(row), sql::Volatility::volatile_); };
  rows.push_back(ticking(native_row("clock_timestamp", {}, timestamptz, "pg_clock_timestamp", clock_instant)));
  rows.push_back(ticking(native_row("timeofday", {}, text, "pg_timeofday", time_of_day)));
}

void add_makers(Overloads& rows) {
  rows.push_back(with_names(native_row("make_date", {integer, integer, integer}, date, "pg_make_date", make_date),
                            {{"year"}, {"month"}, {"day"}}));
  rows.push_back(with_names(native_row("make_time", {integer, integer, double_}, time, "pg_make_time", make_time),
                            {{"hour"}, {"min"}, {"sec"}}));
  const std::vector<sql::NamedParameter> moment = {{"year"}, {"month"}, {"mday"}, {"hour"}, {"min"}, {"sec"}};
  rows.push_back(with_names(native_row("make_timestamp", {integer, integer, integer, integer, integer, double_},
                                       timestamp, "pg_make_timestamp", make_timestamp),
                            moment));
  rows.push_back(with_names(native_row("make_timestamptz", {integer, integer, integer, integer, integer, double_},
                                       timestamptz, "pg_make_timestamptz", make_timestamptz),
                            moment));
  for (std::size_t count = 0; count <= 7; ++count) {
    std::vector<Type> parameters(count, type(integer));
    if (count == 7) {
      parameters.back() = type(double_);
    }
    rows.push_back(native_row("make_interval", parameters, type(interval), "pg_make_interval", make_interval));
    if (count == 7) {
      const Value none = std::int64_t{0};
      rows.back().names = {{"years", none}, {"months", none}, {"weeks", none}, {"days", none},
                           {"hours", none}, {"mins", none},   {"secs", 0.0}};
    }
  }
  rows.push_back(native_row("to_timestamp", {double_}, timestamptz, "pg_epoch_to_timestamp", to_timestamp));
  rows.push_back(native_row("isfinite", {date}, boolean, "pg_date_is_finite", is_finite<true>));
  rows.push_back(native_row("isfinite", {timestamp}, boolean, "pg_timestamp_is_finite", is_finite<false>));
  rows.push_back(native_row("isfinite", {timestamptz}, boolean, "pg_timestamp_is_finite", is_finite<false>));
}

}  // namespace

void add_datetime_functions(Overloads& rows) {
  add_clocks(rows);
  add_makers(rows);
  rows.push_back(native_row("timezone", {text, timestamptz}, timestamp, "pg_instant_at_zone", instant_at_zone));
  rows.push_back(native_row("timezone", {text, timestamp}, timestamptz, "pg_local_at_zone", local_at_zone));
  rows.push_back(
      native_row("timezone", {interval, timestamptz}, timestamp, "pg_instant_at_interval", instant_at_interval));
  rows.push_back(native_row("timezone", {interval, timestamp}, timestamptz, "pg_local_at_interval", local_at_interval));
  add_datetime_arithmetic(rows);
  add_datetime_fields(rows);
  add_to_char(rows);
}

}  // namespace emulator::postgres
