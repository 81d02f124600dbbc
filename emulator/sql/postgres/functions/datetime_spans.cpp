// Spans of time: date_bin() and OVERLAPS (manual 9.9).
#include <algorithm>
#include <limits>
#include <utility>

#include "sql/postgres/functions/datetime_arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// The beginning of the bin, of those that are counted from the origin, that the time lies in.
Value date_bin(Arguments arguments, CallContext&) {
  const Interval stride = interval_at(arguments, 0);
  if (stride.months != 0) {
    SqlError error = make_worded_error(Condition::feature_not_supported,
                                       "timestamps cannot be binned into intervals containing months or years");
    throw error;
  }
  __extension__ typedef __int128 Wide;  // the distance of two moments may be too great for their own numbers
  const Wide size = Wide{stride.days} * microseconds_per_day + stride.microseconds;
  if (size <= 0) {
    throw make_worded_error(Condition::datetime_field_overflow, "stride must be greater than zero");
  }
  const std::optional<DateTime> time = timestamp_at(arguments, 1), origin = timestamp_at(arguments, 2);
  if (!time) {
    return arguments[1];
  }
  if (!origin) {
    throw make_worded_error(Condition::datetime_field_overflow, "origin out of range");
  }
  const std::int64_t start = to_microseconds(*origin);
  const Wide since = Wide{to_microseconds(*time)} - start;
  const Wide bin = start + (since / size - (since % size < 0 ? 1 : 0)) * size;
  if (bin < std::numeric_limits<std::int64_t>::min()) {
    throw make_worded_error(Condition::datetime_field_overflow, "timestamp out of range");
  }
  return to_string(datetime_from_microseconds(static_cast<std::int64_t>(bin)));
}

// A span whose end may not be known: what is known of it is its start then.
struct Span {
  const std::string* start;
  const std::string* end;  // null: not known
};

std::optional<Span> span_at(Arguments arguments, std::size_t index) {
  const auto* start = std::get_if<std::string>(&arguments[index]);
  const auto* end = std::get_if<std::string>(&arguments[index + 1]);
  if (start == nullptr) {
    std::swap(start, end);
  } else if (end != nullptr && *start > *end) {
    std::swap(start, end);
  }
  return start == nullptr ? std::nullopt : std::optional(Span{start, end});
}

// Times in storage form sort as texts. A span is half open, but one point lies in itself. What the unknown end of one
// decides is not known.
Value overlaps(Arguments arguments, CallContext&) {
  const std::optional<Span> first = span_at(arguments, 0), second = span_at(arguments, 2);
  if (!first || !second) {
    return Null{};
  }
  if (*first->start == *second->start) {
    return first->end == nullptr || second->end == nullptr ? Value{Null{}} : Value{true};
  }
  const Span& earlier = *first->start < *second->start ? *first : *second;
  const Span& later = *first->start < *second->start ? *second : *first;
  if (earlier.end == nullptr) {
    return Null{};
  }
  if (*later.start < *earlier.end) {
    return true;
  }
  return later.end == nullptr ? Value{Null{}} : Value{false};
}

void add_overlaps(Overloads& rows, TypeId id, std::string_view add) {
  rows.push_back(seeing_nulls(native_row("overlaps", {id, id, id, id}, boolean, "pg_overlaps", overlaps)));
  const auto ends = [&](int start, int end, bool is_span) {
    const std::string last = "{" + std::to_string(end) + "}";
    return is_span ? std::string(add) + "({" + std::to_string(start) + "}, " + last + ")" : last;
  };
  for (const auto& [first_is_span, second_is_span] : {std::pair{true, true}, {true, false}, {false, true}}) {
    const std::string text =
        "pg_overlaps({0}, " + ends(0, 1, first_is_span) + ", {2}, " + ends(2, 3, second_is_span) + ")";
    rows.push_back(template_row("overlaps", {id, first_is_span ? interval : id, id, second_is_span ? interval : id},
                                boolean, intern(text)));
  }
}

}  // namespace

void add_spans(Overloads& rows) {
  rows.push_back(native_row("date_bin", {interval, timestamp, timestamp}, timestamp, "pg_date_bin", date_bin));
  rows.push_back(native_row("date_bin", {interval, timestamptz, timestamptz}, timestamptz, "pg_date_bin", date_bin));
  add_overlaps(rows, timestamp, "pg_timestamp_pl_interval");
  add_overlaps(rows, timestamptz, "pg_timestamptz_pl_interval");
  add_overlaps(rows, time, "pg_time_pl_interval");
}

}  // namespace emulator::postgres
