// Operators of dates, times and intervals (manual, table 9.32), age(), and what intervals alone can do.
#include <cmath>

#include "sql/postgres/functions/datetime_arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// Where the arguments stand: `swapped` puts the date or time second.
template <bool swapped>
constexpr std::size_t left_index = swapped ? 1 : 0;
template <bool swapped>
constexpr std::size_t right_index = swapped ? 0 : 1;

Interval signed_interval(Arguments arguments, std::size_t index, int sign) {
  const Interval interval = interval_at(arguments, index);
  return sign < 0 ? in_range(negated(interval)) : interval;
}

// The manual's table 8.9: from 4713 BC to 5874897 AD.
Date date_of(std::int64_t days) {
  static const std::int64_t first = days_since_epoch({-4712, 1, 1}), last = days_since_epoch({5874897, 12, 31});
  if (days < first || days > last) {
    throw make_worded_error(Condition::datetime_field_overflow, "date out of range");
  }
  return date_from_days(days);
}

template <int sign, bool swapped = false>
Value date_and_days(Arguments arguments, CallContext&) {
  const std::optional<Date> date = date_at(arguments, left_index<swapped>);
  if (!date) {
    return text_at(arguments, left_index<swapped>);
  }
  return to_string(date_of(days_since_epoch(*date) + sign * integer_at(arguments, right_index<swapped>)));
}

Value date_difference(Arguments arguments, CallContext&) {
  const std::optional<Date> left = date_at(arguments, 0), right = date_at(arguments, 1);
  if (!left || !right) {
    throw make_worded_error(Condition::datetime_field_overflow, "cannot subtract infinite dates");
  }
  return days_since_epoch(*left) - days_since_epoch(*right);
}

template <int sign, bool swapped = false>
Value date_and_interval(Arguments arguments, CallContext&) {
  const std::optional<Date> date = date_at(arguments, left_index<swapped>);
  if (!date) {
    return text_at(arguments, left_index<swapped>);
  }
  return to_string(moved({*date, {}}, signed_interval(arguments, right_index<swapped>, sign)));
}

template <bool swapped = false>
Value date_and_time(Arguments arguments, CallContext&) {
  const std::optional<Date> date = date_at(arguments, left_index<swapped>);
  if (!date) {
    return text_at(arguments, left_index<swapped>);
  }
  return to_string(moved({*date, {}}, {0, 0, time_at(arguments, right_index<swapped>)}));
}

template <int sign, bool swapped = false>
Value timestamp_and_interval(Arguments arguments, CallContext&) {
  const std::optional<DateTime> value = timestamp_at(arguments, left_index<swapped>);
  if (!value) {
    return text_at(arguments, left_index<swapped>);
  }
  return to_string(moved(*value, signed_interval(arguments, right_index<swapped>, sign)));
}

// Days and months count on the session's calendar.
template <int sign, bool swapped = false>
Value instant_and_interval(Arguments arguments, CallContext& context) {
  const std::optional<DateTime> value = timestamp_at(arguments, left_index<swapped>);
  if (!value) {
    return text_at(arguments, left_index<swapped>);
  }
  const Interval interval = signed_interval(arguments, right_index<swapped>, sign);
  return to_string(from_local(moved(to_local(*value, context), interval), context));
}

Value timestamp_difference(Arguments arguments, CallContext&) {
  const std::optional<DateTime> left = timestamp_at(arguments, 0), right = timestamp_at(arguments, 1);
  if (!left || !right) {
    throw make_worded_error(Condition::datetime_field_overflow, "cannot subtract infinite timestamps");
  }
  return to_string(difference(*left, *right));
}

template <int sign, bool swapped = false>
Value time_and_interval(Arguments arguments, CallContext&) {
  const Interval interval = signed_interval(arguments, right_index<swapped>, sign);
  std::int64_t value =
      (time_at(arguments, left_index<swapped>) + interval.microseconds % microseconds_per_day) % microseconds_per_day;
  value += value < 0 ? microseconds_per_day : 0;
  return to_string(time_from_microseconds(value));
}

Value time_difference(Arguments arguments, CallContext&) {
  return to_string(Interval{0, 0, time_at(arguments, 0) - time_at(arguments, 1)});
}

template <int sign>
Value interval_sum(Arguments arguments, CallContext&) {
  return to_string(in_range(sum(interval_at(arguments, 0), signed_interval(arguments, 1, sign))));
}
Value interval_negate(Arguments arguments, CallContext&) {
  return to_string(in_range(negated(interval_at(arguments, 0))));
}

template <bool swapped>
Value interval_product(Arguments arguments, CallContext&) {
  return to_string(
      in_range(scaled(interval_at(arguments, left_index<swapped>), double_at(arguments, right_index<swapped>))));
}
Value interval_quotient(Arguments arguments, CallContext&) {
  if (double_at(arguments, 1) == 0) {
    divided_by_zero();
  }
  return to_string(in_range(divided(interval_at(arguments, 0), double_at(arguments, 1))));
}

Value age(Arguments arguments, CallContext&) {
  const std::optional<DateTime> left = timestamp_at(arguments, 0), right = timestamp_at(arguments, 1);
  if (!left || !right) {
    throw make_worded_error(Condition::datetime_field_overflow, "timestamp out of range");
  }
  return to_string(symbolic_difference(*left, *right));
}
Value age_today(Arguments arguments, CallContext& context) {
  const std::optional<DateTime> value = timestamp_at(arguments, 0);
  if (!value) {
    throw make_worded_error(Condition::datetime_field_overflow, "timestamp out of range");
  }
  const DateTime today{local_transaction_time(context).date, {}};
  return to_string(symbolic_difference(today, *value));
}
Value age_today_of_instant(Arguments arguments, CallContext& context) {
  const std::optional<DateTime> value = timestamp_at(arguments, 0);
  if (!value) {
    throw make_worded_error(Condition::datetime_field_overflow, "timestamp out of range");
  }
  const DateTime today{local_transaction_time(context).date, {}};
  return to_string(symbolic_difference(today, to_local(*value, context)));
}

// A unit and the next smaller one get the same sign, by borrowing one of the greater.
template <class Greater, class Lesser>
void align_signs(Greater& greater, Lesser& lesser, Lesser size, std::int64_t rest = 0) {
  if (greater > 0 && (lesser < 0 || (lesser == 0 && rest < 0))) {
    lesser += size;
    --greater;
  } else if (greater < 0 && (lesser > 0 || (lesser == 0 && rest > 0))) {
    lesser -= size;
    ++greater;
  }
}

Interval with_hours_as_days(Interval interval) {
  const Interval days{0, static_cast<std::int32_t>(interval.microseconds / microseconds_per_day), 0};
  interval.microseconds %= microseconds_per_day;
  return in_range(sum(interval, days));
}
Interval with_days_as_months(Interval interval) {
  interval.months += interval.days / 30;
  interval.days %= 30;
  return interval;
}

Value justify_hours(Arguments arguments, CallContext&) {
  Interval interval = with_hours_as_days(interval_at(arguments, 0));
  align_signs(interval.days, interval.microseconds, microseconds_per_day);
  return to_string(interval);
}
Value justify_days(Arguments arguments, CallContext&) {
  Interval interval = with_days_as_months(interval_at(arguments, 0));
  align_signs(interval.months, interval.days, 30);
  return to_string(interval);
}
Value justify_interval(Arguments arguments, CallContext&) {
  Interval interval = with_days_as_months(with_hours_as_days(interval_at(arguments, 0)));
  align_signs(interval.months, interval.days, 30, interval.microseconds);
  align_signs(interval.days, interval.microseconds, microseconds_per_day);
  return to_string(interval);
}

// --- Aggregates -------------------------------------------------------------------------------------------------

template <bool averages>
class IntervalSum final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (!is_null(arguments[0])) {
      total_ = in_range(sum(total_, interval_at(arguments, 0)));
      ++count_;
    }
  }
  Value finish(CallContext&) override {
    if (count_ == 0) {
      return Null{};
    }
    return to_string(averages ? in_range(divided(total_, static_cast<double>(count_))) : total_);
  }

 private:
  Interval total_;
  std::int64_t count_ = 0;
};

// --- Rows -------------------------------------------------------------------------------------------------------

void add_dates(Overloads& rows) {
  const auto row = [&](std::string_view symbol, std::initializer_list<TypeId> parameters, TypeId result,
                       std::string_view native, sql::NativeFunction function) {
    rows.push_back(as_operator(native_row(symbol, parameters, result, native, function)));
  };
  row("+", {date, integer}, date, "pg_date_pli", date_and_days<1>);
  row("+", {integer, date}, date, "pg_integer_pl_date", date_and_days<1, true>);
  row("-", {date, integer}, date, "pg_date_mii", date_and_days<-1>);
  row("-", {date, date}, integer, "pg_date_mi", date_difference);
  row("+", {date, interval}, timestamp, "pg_date_pl_interval", date_and_interval<1>);
  row("+", {interval, date}, timestamp, "pg_interval_pl_date", date_and_interval<1, true>);
  row("-", {date, interval}, timestamp, "pg_date_mi_interval", date_and_interval<-1>);
  row("+", {date, time}, timestamp, "pg_date_pl_time", date_and_time<>);
  row("+", {time, date}, timestamp, "pg_time_pl_date", date_and_time<true>);
  row("+", {timestamp, interval}, timestamp, "pg_timestamp_pl_interval", timestamp_and_interval<1>);
  row("+", {interval, timestamp}, timestamp, "pg_interval_pl_timestamp", timestamp_and_interval<1, true>);
  row("-", {timestamp, interval}, timestamp, "pg_timestamp_mi_interval", timestamp_and_interval<-1>);
  row("+", {timestamptz, interval}, timestamptz, "pg_timestamptz_pl_interval", instant_and_interval<1>);
  row("+", {interval, timestamptz}, timestamptz, "pg_interval_pl_timestamptz", instant_and_interval<1, true>);
  row("-", {timestamptz, interval}, timestamptz, "pg_timestamptz_mi_interval", instant_and_interval<-1>);
  row("-", {timestamp, timestamp}, interval, "pg_timestamp_mi", timestamp_difference);
  row("-", {timestamptz, timestamptz}, interval, "pg_timestamp_mi", timestamp_difference);
  row("+", {time, interval}, time, "pg_time_pl_interval", time_and_interval<1>);
  row("+", {interval, time}, time, "pg_interval_pl_time", time_and_interval<1, true>);
  row("-", {time, interval}, time, "pg_time_mi_interval", time_and_interval<-1>);
  row("-", {time, time}, interval, "pg_time_mi_time", time_difference);
  row("+", {interval, interval}, interval, "pg_interval_pl", interval_sum<1>);
  row("-", {interval, interval}, interval, "pg_interval_mi", interval_sum<-1>);
  row("-", {interval}, interval, "pg_interval_um", interval_negate);
  row("*", {interval, double_}, interval, "pg_interval_mul", interval_product<false>);
  row("*", {double_, interval}, interval, "pg_mul_d_interval", interval_product<true>);
  row("/", {interval, double_}, interval, "pg_interval_div", interval_quotient);
}

void add_interval_sums(Overloads& rows) {
  const std::vector<Type> one = {type(interval)};
  rows.push_back(aggregate_row("sum", one, type(interval), "pg_interval_sum", make_aggregate<IntervalSum<false>>));
  rows.push_back(aggregate_row("avg", one, type(interval), "pg_interval_avg", make_aggregate<IntervalSum<true>>));
}

}  // namespace

void add_datetime_arithmetic(Overloads& rows) {
  add_dates(rows);
  add_interval_sums(rows);
  rows.push_back(native_row("age", {timestamp, timestamp}, interval, "pg_age", age));
  rows.push_back(native_row("age", {timestamptz, timestamptz}, interval, "pg_age", age));
  const auto today = [](sql::Overload row) { return with_volatility(std::move(row), sql::Volatility::stable); };
  rows.push_back(today(native_row("age", {timestamp}, interval, "pg_age_today", age_today)));
  rows.push_back(today(native_row("age", {timestamptz}, interval, "pg_age_today_tz", age_today_of_instant)));
  rows.push_back(native_row("justify_hours", {interval}, interval, "pg_justify_hours", justify_hours));
  rows.push_back(native_row("justify_days", {interval}, interval, "pg_justify_days", justify_days));
  rows.push_back(native_row("justify_interval", {interval}, interval, "pg_justify_interval", justify_interval));
}

}  // namespace emulator::postgres
