// Reading date and time arguments, which are in storage form, and the clocks of the session.
#pragma once

#include <optional>

#include "sql/call_context.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "types/datetime.hpp"
#include "types/interval.hpp"

namespace emulator::postgres {

// Empty: infinity, of either sign.
inline std::optional<Date> date_at(Arguments arguments, std::size_t index) {
  return parse_date(text_at(arguments, index));
}
inline std::optional<DateTime> timestamp_at(Arguments arguments, std::size_t index) {
  return parse_datetime(text_at(arguments, index));
}
inline std::int64_t time_at(Arguments arguments, std::size_t index) {
  return parse_duration(text_at(arguments, index)).value_or(0);
}
inline Interval in_range(const std::optional<Interval>& result) {
  if (!result) {
    throw make_worded_error(Condition::datetime_field_overflow, "interval out of range");
  }
  return *result;
}

// add(), or the error that PostgreSQL gives beyond its range.
inline DateTime moved(const DateTime& time, const Interval& interval) {
  const std::optional<DateTime> sum = add(time, interval);
  if (!sum) {
    throw make_worded_error(Condition::datetime_field_overflow, "timestamp out of range");
  }
  return *sum;
}

inline Interval interval_at(Arguments arguments, std::size_t index) {
  return parse_interval(text_at(arguments, index)).value_or(Interval{});
}

inline DateTime moved_by(const DateTime& value, std::int64_t seconds) {
  return datetime_from_microseconds(to_microseconds(value) + seconds * microseconds_per_second);
}
// Seconds by which the session's clock is ahead of UTC at an instant, and at a time of that clock.
std::int64_t offset_at(const DateTime& instant, const sql::CallContext& context);
std::int64_t offset_of_local(const DateTime& local, const sql::CallContext& context);

// An instant (UTC, as stored) on the session's clock, and back.
inline DateTime to_local(const DateTime& instant, const sql::CallContext& context) {
  return moved_by(instant, offset_at(instant, context));
}
inline DateTime from_local(const DateTime& local, const sql::CallContext& context) {
  return moved_by(local, -offset_of_local(local, context));
}
// The transaction's time on the session's clock.
inline DateTime local_transaction_time(const sql::CallContext& context) {
  return to_local(datetime_from(context.transaction_time), context);
}

}  // namespace emulator::postgres
