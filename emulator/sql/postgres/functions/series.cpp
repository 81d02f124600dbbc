// generate_series (manual, table 9.64): integers, numerics, and timestamps by an interval.
#include "sql/postgres/functions/datetime_arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/sleep.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

[[noreturn]] void step_is_zero() {
  throw make_worded_error(Condition::invalid_parameter_value, "step size cannot equal zero");
}

// What a series may hold: the real engine writes longer ones to disk, until its statement's time is over.
constexpr std::size_t most_bytes = std::size_t{256} << 20;

// Looks at the clock once in 64 KB: SQLite does so between its own steps only.
void add_row(RowSetWriter& rows, std::string text, const CallContext& context) {
  const std::size_t before = rows.size();
  const Value row[] = {std::move(text)};
  rows.add(row);
  if (before >> 16 != rows.size() >> 16 && sql::is_over(context)) {
    throw make_error(Condition::query_canceled, {"user request"});
  }
  if (rows.size() > most_bytes) {
    throw make_worded_error(Condition::program_limit_exceeded, "generate_series of more than 256 MB is not supported");
  }
}

Value integer_rows(Arguments arguments, CallContext&) {
  const std::int64_t step = arguments.size() > 2 ? integer_at(arguments, 2) : 1;
  if (step == 0) {
    step_is_zero();
  }
  return integer_series(integer_at(arguments, 0), integer_at(arguments, 1), step);
}

Value numeric_rows(Arguments arguments, CallContext& context) {
  const Decimal stop = decimal_at(arguments, 1);
  const Decimal step = arguments.size() > 2 ? decimal_at(arguments, 2) : Decimal(1);
  Decimal next = decimal_at(arguments, 0);
  if (!next.is_finite() || !stop.is_finite() || !step.is_finite()) {
    throw make_worded_error(Condition::invalid_parameter_value, "start, stop and step values must be finite");
  }
  if (step.is_zero()) {
    step_is_zero();
  }
  RowSetWriter rows;
  for (; step.is_negative() ? compare(next, stop) >= 0 : compare(next, stop) <= 0; next = next + step) {
    add_row(rows, next.to_string(), context);
  }
  return rows.take();
}

// Days and months of an instant count on the session's calendar.
template <bool is_instant>
Value timestamp_rows(Arguments arguments, CallContext& context) {
  const std::optional<DateTime> start = timestamp_at(arguments, 0), stop = timestamp_at(arguments, 1);
  const Interval step = interval_at(arguments, 2);
  const int direction = compare(step, Interval{});
  if (direction == 0) {
    step_is_zero();
  }
  if (!start || !stop) {
    throw make_error(Condition::feature_not_supported, {"generate_series to infinity"});
  }
  RowSetWriter rows;
  DateTime next = *start;
  while (direction > 0 ? next <= *stop : next >= *stop) {
    add_row(rows, to_string(next), context);
    next = is_instant ? from_local(moved(to_local(next, context), step), context) : moved(next, step);
  }
  return rows.take();
}

}  // namespace

void add_series(Overloads& rows) {
  const auto add = [&](std::vector<Type> parameters, TypeId result, std::string_view native,
                       sql::NativeFunction function) {
    rows.push_back(native_row("generate_series", std::move(parameters), type(result), native, function));
    rows.back().kind = sql::OverloadKind::rows;
  };
  for (const std::size_t count : {2U, 3U}) {
    const std::string_view digits = count == 2 ? "2" : "3";
    const auto native = [&](std::string_view word) {
      return intern("pg_series_" + std::string(word) + std::string(digits));
    };
    add(std::vector<Type>(count, type(integer)), integer, native("int"), integer_rows);
    add(std::vector<Type>(count, type(bigint)), bigint, native("int"), integer_rows);
    add(std::vector<Type>(count, type(decimal)), decimal, native("numeric"), numeric_rows);
  }
  add({type(timestamp), type(timestamp), type(interval)}, timestamp, "pg_series_timestamp", timestamp_rows<false>);
  add({type(timestamptz), type(timestamptz), type(interval)}, timestamptz, "pg_series_timestamptz",
      timestamp_rows<true>);
}

}  // namespace emulator::postgres
