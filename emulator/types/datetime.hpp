// Dates and times as calculators: parse ISO, print, proleptic Gregorian arithmetic. Values carry them as text in one
// fixed form, so that text order is time order: "2024-05-01", "10:20:30.000000", "2024-05-01 10:20:30.000000" (always
// six digits). What an engine accepts beyond ISO, and how it prints, is its room's business.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emulator {

// Years count astronomically: 0 is 1 BC. MySQL's zero dates have month or day 0 and are not valid().
struct Date {
  std::int32_t year = 0;
  std::int32_t month = 0;
  std::int32_t day = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

struct TimeOfDay {
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  std::int32_t second = 0;
  std::int32_t microsecond = 0;
  friend auto operator<=>(const TimeOfDay&, const TimeOfDay&) = default;
};

struct DateTime {
  Date date;
  TimeOfDay time;
  friend auto operator<=>(const DateTime&, const DateTime&) = default;
};

inline constexpr std::int64_t microseconds_per_second = 1'000'000;
inline constexpr std::int64_t microseconds_per_day = 86'400 * microseconds_per_second;

// --- Calendar ----------------------------------------------------------------------------------------------------

bool is_leap_year(std::int32_t year);
std::int32_t days_in_month(std::int32_t year, std::int32_t month);  // month 1 to 12
bool valid(const Date& date);                                       // month and day exist; any year
bool valid(const TimeOfDay& time);                                  // 00:00:00 to 23:59:59.999999

// Days since 1970-01-01; the date may have a day beyond its month's end, which counts on.
std::int64_t days_since_epoch(const Date& date);
Date date_from_days(std::int64_t days);
std::int32_t day_of_week(const Date& date);  // 0 Sunday to 6 Saturday
std::int32_t day_of_year(const Date& date);  // 1 to 366

struct IsoWeek {
  std::int32_t year, week;
};
IsoWeek iso_week(const Date& date);

// The day is clamped to the month's end: 2024-01-31 plus 1 is 2024-02-29.
Date add_months(const Date& date, std::int64_t months);

std::int64_t to_microseconds(const TimeOfDay& time);          // since midnight
TimeOfDay time_from_microseconds(std::int64_t microseconds);  // of one day: 0 .. microseconds_per_day - 1
// Microseconds since 1970-01-01 00:00:00, as if in UTC. Good for years -290000 to 290000.
std::int64_t to_microseconds(const DateTime& value);
DateTime datetime_from_microseconds(std::int64_t microseconds);
DateTime datetime_from(std::chrono::system_clock::time_point instant, std::chrono::seconds utc_offset = {});

// To `digits` (0 to 6) after the second, half up or down to the lower one. May carry into the next day.
DateTime round_fraction(const DateTime& value, std::int32_t digits);
DateTime truncate_fraction(const DateTime& value, std::int32_t digits);
std::int64_t round_fraction(std::int64_t microseconds, std::int32_t digits);  // half away from zero

// --- Text --------------------------------------------------------------------------------------------------------
// `digits` is how many follow the second; -1: as many as are needed without trailing zeros. Years print with at least
// four digits; year 0 and less print as they are in the Gregorian count ("0044-03-15 BC" for -43).

std::string to_string(const Date& date);
std::string to_string(const TimeOfDay& time, std::int32_t digits = 6);
std::string to_string(const DateTime& value, std::int32_t digits = 6);
void append_fraction(std::string& text, std::int32_t microsecond, std::int32_t digits);

// MySQL's zero dates ("0000-00-00"): year 0 prints as 0000, never as BC.
std::string zero_date_string(const Date& date);

// A duration or MySQL TIME: "-838:59:59.000000"; at least two digits of hours.
std::string duration_string(std::int64_t microseconds, std::int32_t digits = 6);
std::optional<std::int64_t> parse_duration(std::string_view text);  // the same form, and without fraction

// Strict ISO 8601 without surrounding spaces: YYYY-MM-DD (more digits of year allowed, " BC" at the end),
// HH:MM[:SS[.ffffff]], and both with one space or 'T' between. 24:00:00 is refused, more than six digits of fraction
// round. Impossible dates are empty.
std::optional<Date> parse_date(std::string_view text);
std::optional<TimeOfDay> parse_time(std::string_view text);
std::optional<DateTime> parse_datetime(std::string_view text);

// The same with an optional zone: Z, +02, +0230, +02:30, -02:30:15. `offset` is empty when there was none.
struct ZonedDateTime {
  DateTime value;
  std::optional<std::int32_t> offset;  // seconds east of UTC
};
std::optional<ZonedDateTime> parse_zoned_datetime(std::string_view text);

// Takes "+02:30", "-8", "Z" from the front of `text`. Empty, and nothing taken: no offset there, or beyond 15:59:59.
std::optional<std::int32_t> take_utc_offset(std::string_view& text);

}  // namespace emulator
