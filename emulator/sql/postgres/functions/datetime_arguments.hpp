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
inline Interval interval_at(Arguments arguments, std::size_t index) {
  return parse_interval(text_at(arguments, index)).value_or(Interval{});
}

inline DateTime moved_by(const DateTime& value, std::int64_t seconds) {
  return datetime_from_microseconds(to_microseconds(value) + seconds * microseconds_per_second);
}
// An instant (UTC, as stored) on the session's clock, and back.
inline DateTime to_local(const DateTime& instant, const sql::CallContext& context) {
  return moved_by(instant, context.utc_offset.count());
}
inline DateTime from_local(const DateTime& local, const sql::CallContext& context) {
  return moved_by(local, -context.utc_offset.count());
}

}  // namespace emulator::postgres
