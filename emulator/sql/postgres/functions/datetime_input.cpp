// Input functions of dates, times and intervals. ISO forms are read directly, all others by datetime_reader.
#include "base/text.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/datetime_arguments.hpp"
#include "sql/postgres/functions/datetime_reader.hpp"
#include "types/interval.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;

constexpr std::int32_t last_timestamp_year = 294276;  // of a timestamp; dates go further
constexpr std::int32_t last_date_year = 5874897;
constexpr Date first_day{-4713, 11, 24};

std::int32_t digits_at(Arguments arguments) {
  const std::int64_t digits = arguments.size() > 1 ? integer_at(arguments, 1) : -1;
  return digits < 0 ? 6 : static_cast<std::int32_t>(digits);
}

std::int64_t offset_microseconds(std::int64_t seconds) {
  return seconds * microseconds_per_second;
}

DateTime local_now(const CallContext& context) {
  return local_transaction_time(context);
}

// What today, now and their kin mean, on the session's clock. Empty: infinity, which `shown` then names.
std::optional<DateTime> settle(const ReadDateTime& read, const CallContext& context, std::string& shown) {
  const DateTime now = local_now(context);
  const auto day = [&](std::int64_t ahead) {
    return DateTime{date_from_days(days_since_epoch(now.date) + ahead), read.time.value_or(TimeOfDay{})};
  };
  switch (read.special) {
    case Special::now:
      return now;
    case Special::today:
      return day(0);
    case Special::tomorrow:
      return day(1);
    case Special::yesterday:
      return day(-1);
    case Special::epoch:
      return DateTime{{1970, 1, 1}, {}};
    case Special::infinity:
      shown = "infinity";
      return std::nullopt;
    case Special::minus_infinity:
      shown = "-infinity";
      return std::nullopt;
    case Special::none:
      break;
  }
  const DateTime value{*read.date, read.time.value_or(TimeOfDay{})};
  return read.ends_day ? datetime_from_microseconds(to_microseconds(value) + microseconds_per_day) : value;
}

void check_date_is_there(const ReadDateTime& read, const std::string& text, const char* type) {
  if (read.special == Special::none && !read.date) {
    throw make_error(Condition::invalid_datetime, {type, text});
  }
}

void check_day(const Date& day, std::int32_t last_year, const std::string& text, const char* type) {
  if (day.year > last_year || day < first_day) {
    throw make_worded_error(Condition::datetime_field_overflow, std::string(type) + " out of range: \"" + text + "\"");
  }
}

}  // namespace

Value input_date(Arguments arguments, CallContext& context) {
  const std::string& text = text_at(arguments, 0);
  if (const std::optional<Date> date = parse_date(text)) {
    check_day(*date, last_date_year, text, "date");
    return to_string(*date);
  }
  const ReadDateTime read = read_datetime(text, "date");
  check_date_is_there(read, text, "date");
  std::string shown;
  const std::optional<DateTime> value = settle(read, context, shown);
  if (!value) {
    return shown;
  }
  check_day(value->date, last_date_year, text, "date");
  return to_string(read.ends_day ? *read.date : value->date);
}

Value input_time(Arguments arguments, CallContext& context) {
  const std::string& text = text_at(arguments, 0);
  std::optional<TimeOfDay> time = parse_time(text);
  bool ends_day = false;
  if (!time) {
    const ReadDateTime read = read_datetime(text, "time");
    time = read.special == Special::now ? std::optional(local_now(context).time) : read.time;
    ends_day = read.ends_day;
    if (!time) {
      throw make_error(Condition::invalid_datetime, {"time", text});
    }
  }
  const std::int64_t value = to_microseconds(*time) + (ends_day ? microseconds_per_day : 0);
  return duration_string(round_fraction(value, digits_at(arguments)));
}

Value input_timetz(Arguments arguments, CallContext& context) {
  const std::string& text = text_at(arguments, 0);
  const ReadDateTime read = read_datetime(text, "time with time zone");
  if (!read.time) {
    throw make_error(Condition::invalid_datetime, {"time with time zone", text});
  }
  const DateTime day{read.date.value_or(local_now(context).date), *read.time};
  const std::int64_t seconds =
      read.zone ? read.zone->offset_of_local(to_microseconds(day)) : offset_of_local(day, context);
  const std::int64_t size = seconds < 0 ? -seconds : seconds;
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const std::string minutes = size % 3600 == 0 ? "" : ":" + two(size / 60 % 60);
  const std::int64_t value = round_fraction(to_microseconds(*read.time), digits_at(arguments));
  return duration_string(value, -1) + (seconds < 0 ? "-" : "+") + two(size / 3600) + minutes;
}

Value input_timestamp(Arguments arguments, CallContext& context) {
  const std::string& text = text_at(arguments, 0);
  std::optional<DateTime> value;
  if (const std::optional<ZonedDateTime> iso = parse_zoned_datetime(text)) {
    value = iso->value;  // a zone is ignored, silently, as PostgreSQL does
  } else {
    const ReadDateTime read = read_datetime(text, "timestamp");
    check_date_is_there(read, text, "timestamp");
    std::string shown;
    value = settle(read, context, shown);
    if (!value) {
      return shown;
    }
  }
  check_day(value->date, last_timestamp_year, text, "timestamp");
  return to_string(round_fraction(*value, digits_at(arguments)));
}

Value input_timestamptz(Arguments arguments, CallContext& context) {
  const std::string& text = text_at(arguments, 0);
  std::optional<DateTime> value;
  std::int64_t offset = 0;
  if (const std::optional<ZonedDateTime> iso = parse_zoned_datetime(text)) {
    value = iso->value;
    offset = iso->offset ? *iso->offset : offset_of_local(*value, context);
  } else {
    const ReadDateTime read = read_datetime(text, "timestamp with time zone");
    check_date_is_there(read, text, "timestamp with time zone");
    std::string shown;
    value = settle(read, context, shown);
    if (!value) {
      return shown;
    }
    if (read.zone && read.special == Special::none) {
      offset = read.zone->offset_of_local(to_microseconds(*value));
    } else if (read.special != Special::epoch) {
      offset = offset_of_local(*value, context);
    }
  }
  check_day(value->date, last_timestamp_year, text, "timestamp");
  const DateTime instant = datetime_from_microseconds(to_microseconds(*value) - offset_microseconds(offset));
  return to_string(round_fraction(instant, digits_at(arguments)));
}

namespace {

// What is finer than the last of the fields is cut off; digits are rounded. Fields that come before the first stay.
Interval fitted(Interval interval, std::int64_t fields, std::int64_t digits) {
  const auto cut = [&](std::int64_t unit) { interval.microseconds -= interval.microseconds % unit; };
  if (fields > 0 && (fields & interval_second) == 0) {
    if ((fields & interval_minute) != 0) {
      cut(60 * microseconds_per_second);
    } else if ((fields & interval_hour) != 0) {
      cut(3600 * microseconds_per_second);
    } else {
      interval.microseconds = 0;
      interval.days = (fields & interval_day) != 0 ? interval.days : 0;
      const bool has_months = (fields & (interval_day | interval_month)) != 0;
      interval.months = has_months ? interval.months : interval.months / 12 * 12;
    }
  }
  if (digits >= 0) {
    interval.microseconds = round_fraction(interval.microseconds, static_cast<std::int32_t>(digits));
  }
  return interval;
}

}  // namespace

Value input_interval(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::int64_t fields = arguments.size() > 1 ? integer_at(arguments, 1) : -1;
  bool out_of_range = false;
  const std::optional<Interval> interval =
      parse_interval(text, fields < 0 ? 0 : static_cast<std::int32_t>(fields), &out_of_range);
  if (out_of_range) {
    throw make_error(Condition::interval_field_overflow, {text});
  }
  if (!interval) {
    throw make_error(Condition::invalid_datetime, {"interval", text});
  }
  const std::int64_t digits = arguments.size() > 2 ? integer_at(arguments, 2) : -1;
  return to_string(fitted(*interval, fields, digits));
}

Value interval_to_interval(Arguments arguments, CallContext&) {
  const Interval interval = *parse_interval(text_at(arguments, 0));
  return to_string(fitted(interval, integer_at(arguments, 1), integer_at(arguments, 2)));
}

}  // namespace emulator::postgres
