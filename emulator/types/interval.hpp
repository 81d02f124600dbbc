// PostgreSQL's intervals: months, days and microseconds, which do not add up to one another. Values carry them as the
// text that PostgreSQL prints ("1 year 2 mons -3 days +04:05:06.7"), which does not sort; compare with compare().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "types/datetime.hpp"

namespace emulator {

struct Interval {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::int64_t microseconds = 0;
};

// Fields of INTERVAL '1' DAY and the like, as bits (PostgreSQL's INTERVAL_MASK).
inline constexpr std::int32_t interval_month = 1 << 1;
inline constexpr std::int32_t interval_year = 1 << 2;
inline constexpr std::int32_t interval_day = 1 << 3;
inline constexpr std::int32_t interval_hour = 1 << 10;
inline constexpr std::int32_t interval_minute = 1 << 11;
inline constexpr std::int32_t interval_second = 1 << 12;

// "1 day 2 hours", "1-2", "04:05:06", "P1Y2MT3H", "3 days ago". A number without unit is in the least of `fields`,
// seconds without any. Empty: malformed or, which is told apart when asked for, out of range.
std::optional<Interval> parse_interval(std::string_view text, std::int32_t fields = 0, bool* out_of_range = nullptr);
std::string to_string(const Interval& interval);

// A month counts as 30 days, a day as 24 hours.
int compare(const Interval& left, const Interval& right);

// Each part for itself. Empty: out of range, as below.
std::optional<Interval> negated(const Interval& interval);
std::optional<Interval> sum(const Interval& left, const Interval& right);
// The fraction of a month becomes days, that of a day becomes time.
std::optional<Interval> scaled(const Interval& interval, double factor);
std::optional<Interval> divided(const Interval& interval, double divisor);

// Months first, then days, then the rest, as PostgreSQL adds. Empty: out of a timestamp's range, 4713 BC to 294276 AD.
std::optional<DateTime> add(const DateTime& time, const Interval& interval);
// The difference in days and time, never months.
Interval difference(const DateTime& left, const DateTime& right);
// age(): the difference in years, months, days and time.
Interval symbolic_difference(const DateTime& left, const DateTime& right);

}  // namespace emulator
