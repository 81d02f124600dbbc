// Dates and times as MySQL reads and writes them: its lenient texts and numbers, and TIME. Zero dates and dates with
// zero parts are not read, since sql_mode has NO_ZERO_DATE and NO_ZERO_IN_DATE.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sql/call_context.hpp"
#include "types/datetime.hpp"
#include "types/value.hpp"

namespace emulator::mysql {

struct ParsedDateTime {
  DateTime value;
  bool has_time = false;               // hours were given
  bool has_rest = false;               // something follows that does not belong to it
  std::optional<std::int32_t> offset;  // '2024-01-01 10:00:00+02:00', in seconds
};

// "2024-01-05 10:11:12.5", "2024-1-5", "24.1.5", "20240105101112", "240105", "2024-01-05T10:11".
std::optional<ParsedDateTime> parse_mysql_datetime(std::string_view text);
// 20240105, 240105, 20240105101112, 240105101112 and their fractions.
std::optional<ParsedDateTime> datetime_from_number(std::string_view digits);

struct ParsedTime {
  std::int64_t microseconds = 0;
  bool has_rest = false;
  bool was_clipped = false;  // it was beyond the limits
};
inline constexpr std::int64_t time_limit = (838 * 3'600LL + 59 * 60 + 59) * microseconds_per_second;

// "10:11:12.5", "-1 10:11:12", "10:11", "101112", "12"; the time of day of a date and time.
std::optional<ParsedTime> parse_mysql_time(std::string_view text);

// --- Stored values -----------------------------------------------------------------------------------------------
// A DATE, DATETIME or TIMESTAMP in its stored form; also what parse_mysql_datetime reads. Zero dates are empty.
std::optional<DateTime> datetime_of(const Value& value);
std::optional<Date> date_of(const Value& value);
std::optional<std::int64_t> time_of(const Value& value);  // TIME's stored form

bool in_range(const DateTime& value);          // years 1 to 9999
Value stored(const DateTime& value);           // NULL when out of range
Value stored_date(const Date& value);          // NULL when out of range
Value stored_time(std::int64_t microseconds);  // clipped to the limits

// "20240105101112" or with a fraction: a date and time, a date, a time as a number.
std::string number_text(const DateTime& value, std::int32_t digits);
std::string number_text(const Date& value);
std::string number_text(std::int64_t time, std::int32_t digits);

// The statement's time in the session's zone.
DateTime session_now(const sql::CallContext& context);
// Of seconds since 1970, with a fraction perhaps, in the session's zone; empty out of FROM_UNIXTIME's range.
std::optional<DateTime> datetime_from_unix(const Value& seconds, const sql::CallContext& context);
inline constexpr std::int64_t greatest_unix_time = 32'536'771'199;  // 3001-01-18 23:59:59, since MySQL 8.0.28

}  // namespace emulator::mysql
