// RANGE frames over moments: SQLite's are of numbers only, so the key and the offset become microseconds.
#include "sql/postgres/functions/datetime_arguments.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/functions/vector.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// Infinity is farther off than any moment.
Value key_of(const std::string& moment, const std::string& time_of_day) {
  if (const std::optional<DateTime> found = parse_datetime(moment + time_of_day)) {
    return to_microseconds(*found);
  }
  return moment.starts_with('-') ? -1e300 : 1e300;
}

Value date_key(Arguments arguments, CallContext&) {
  return key_of(text_at(arguments, 0), " 00:00:00");
}
Value moment_key(Arguments arguments, CallContext&) {
  return key_of(text_at(arguments, 0), "");
}

Value range_offset(Arguments arguments, CallContext&) {
  const Interval offset = interval_at(arguments, 0);
  if (compare(offset, Interval{}) < 0) {
    bad_argument("22013", "invalid preceding or following size in window function");
  }
  if (offset.months != 0) {
    throw make_error(Condition::feature_not_supported, {"RANGE with an offset of months"});
  }
  std::int64_t microseconds = 0;
  if (__builtin_mul_overflow(offset.days, microseconds_per_day, &microseconds) ||
      __builtin_add_overflow(microseconds, offset.microseconds, &microseconds)) {
    throw make_worded_error(Condition::datetime_field_overflow, "interval out of range");
  }
  return microseconds;
}

}  // namespace

void add_range_frames(Overloads& rows) {
  rows.push_back(native_row("range key", {date}, bigint, "pg_range_date", date_key));
  for (const TypeId moment : {timestamp, timestamptz}) {
    rows.push_back(native_row("range key", {moment}, bigint, "pg_range_moment", moment_key));
  }
  rows.push_back(native_row("range offset", {interval}, bigint, "pg_range_offset", range_offset));
}

}  // namespace emulator::postgres
