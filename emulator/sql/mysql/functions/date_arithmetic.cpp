// DATE_ADD, DATE_SUB and differences. The binder gives an interval as two arguments: its amount and its unit.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/interval.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/temporal.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

constexpr std::int64_t second = microseconds_per_second;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t greatest_months = 12 * 10'000;
constexpr std::int64_t greatest_days = 3'652'500;

// What an interval amounts to.
struct Amount {
  std::int64_t months = 0;
  std::int64_t microseconds = 0;
  bool too_large = false;
};

struct SimpleUnit {
  std::string_view name;
  std::int64_t months, microseconds;
};
constexpr SimpleUnit simple_units[] = {
    {"YEAR", 12, 0},
    {"QUARTER", 3, 0},
    {"MONTH", 1, 0},
    {"WEEK", 0, 7 * microseconds_per_day},
    {"DAY", 0, microseconds_per_day},
    {"HOUR", 0, hour},
    {"MINUTE", 0, minute},
    {"SECOND", 0, second},
    {"MICROSECOND", 0, 1},
};

// Composite units: the worth of each field, the last one rightmost.
struct CompositeUnit {
  std::string_view name;
  std::size_t count;
  std::array<std::int64_t, 5> worth;
  bool of_months = false;
};
constexpr CompositeUnit composite_units[] = {
    {"YEAR_MONTH", 2, {12, 1}, true},
    {"DAY_HOUR", 2, {microseconds_per_day, hour}},
    {"DAY_MINUTE", 3, {microseconds_per_day, hour, minute}},
    {"DAY_SECOND", 4, {microseconds_per_day, hour, minute, second}},
    {"DAY_MICROSECOND", 5, {microseconds_per_day, hour, minute, second, 1}},
    {"HOUR_MINUTE", 2, {hour, minute}},
    {"HOUR_SECOND", 3, {hour, minute, second}},
    {"HOUR_MICROSECOND", 4, {hour, minute, second, 1}},
    {"MINUTE_SECOND", 2, {minute, second}},
    {"MINUTE_MICROSECOND", 3, {minute, second, 1}},
    {"SECOND_MICROSECOND", 2, {second, 1}},
};

// Numbers in a text, whatever stands between; a fraction of a second counts as microseconds.
Amount composite(const CompositeUnit& unit, std::string_view text) {
  text = ascii_trim(text);
  const bool negative = text.starts_with('-');
  std::vector<std::int64_t> fields;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_ascii_digit(text[i])) {
      ++i;
      continue;
    }
    std::int64_t number = 0;
    std::size_t digits = 0;
    for (; i < text.size() && is_ascii_digit(text[i]) && digits < 12; ++i, ++digits)
      number = number * 10 + (text[i] - '0');
    const bool is_fraction = unit.worth[unit.count - 1] == 1 && !unit.of_months && fields.size() + 1 == unit.count;
    for (; is_fraction && digits < 6; ++digits) number *= 10;
    fields.push_back(number);
  }
  Amount amount;
  if (fields.size() > unit.count) return amount;
  const std::size_t skipped = unit.count - fields.size();  // fewer fields are the rightmost ones
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::int64_t product = 0;
    std::int64_t& sum = unit.of_months ? amount.months : amount.microseconds;
    if (__builtin_mul_overflow(fields[i], unit.worth[i + skipped], &product) ||
        __builtin_add_overflow(sum, product, &sum)) {
      amount.too_large = true;
      return amount;
    }
  }
  if (negative) amount = {-amount.months, -amount.microseconds, false};
  return amount;
}

Amount amount_of(const Value& value, std::string_view unit) {
  for (const auto& composite_unit : composite_units) {
    if (composite_unit.name == unit) return composite(composite_unit, text_of(value));
  }
  for (const auto& simple : simple_units) {
    if (simple.name != unit) continue;
    const bool with_fraction = unit == "SECOND";
    const Decimal number = decimal_of(value);
    const Decimal whole = with_fraction ? number : number.rounded(0);
    const auto months = (whole * Decimal{simple.months}).to_int64();
    const auto microseconds = (whole * Decimal{simple.microseconds}).to_int64();
    if (!months || !microseconds || *months == INT64_MIN || *microseconds == INT64_MIN) return {0, 0, true};
    return {*months, *microseconds, false};
  }
  wrong_arguments("date_add");
}

std::optional<DateTime> moved(const DateTime& value, const Amount& amount) {
  const bool too_far =
      std::abs(amount.months) > greatest_months || std::abs(amount.microseconds / microseconds_per_day) > greatest_days;
  if (amount.too_large || too_far) return std::nullopt;
  DateTime result = value;
  if (amount.months != 0) {
    result.date = add_months(result.date, amount.months);
    if (!in_range(result)) return std::nullopt;
  }
  result = datetime_from_microseconds(to_microseconds(result) + amount.microseconds);
  if (!in_range(result)) return std::nullopt;
  return result;
}

template <int Sign>
Amount signed_amount(Arguments arguments) {
  Amount amount = amount_of(arguments[1], ascii_upper(view_of(arguments[2])));
  return {Sign * amount.months, Sign * amount.microseconds, amount.too_large};
}

template <int Sign>
Value add_to_datetime(Arguments arguments, CallContext&) {
  const auto value = datetime_of(arguments[0]);
  if (!value) return Null{};
  const auto result = moved(*value, signed_amount<Sign>(arguments));
  return result ? stored(*result) : Value{Null{}};
}

// A date stays one when the unit is a day or more.
template <int Sign>
Value add_to_date(Arguments arguments, CallContext&) {
  const auto value = datetime_of(arguments[0]);
  if (!value) return Null{};
  const auto result = moved(*value, signed_amount<Sign>(arguments));
  if (!result) return Null{};
  return unit_keeps_date(view_of(arguments[2])) ? stored_date(result->date) : stored(*result);
}

// A text gives a text, of a date or of a date and time; six digits if there is a fraction.
template <int Sign>
Value add_to_text(Arguments arguments, CallContext&) {
  const auto parsed = parse_mysql_datetime(view_of(arguments[0]));
  if (!parsed) return Null{};
  const auto result = moved(parsed->value, signed_amount<Sign>(arguments));
  if (!result) return Null{};
  if (!parsed->has_time && unit_keeps_date(view_of(arguments[2]))) return to_string(result->date);
  return to_string(*result, result->time.microsecond != 0 ? 6 : 0);
}

template <int Sign>
Value add_to_time(Arguments arguments, CallContext&) {
  const auto value = time_of(arguments[0]);
  if (!value) return Null{};
  const Amount amount = signed_amount<Sign>(arguments);
  if (amount.too_large || amount.months != 0) return Null{};
  std::int64_t result = 0;
  const bool too_large = __builtin_add_overflow(*value, amount.microseconds, &result);
  return too_large || result < -time_limit || result > time_limit ? Value{Null{}} : stored_time(result);
}

// --- Differences ---------------------------------------------------------------------------------------------------

Value date_difference(Arguments arguments, CallContext&) {
  const auto left = date_of(arguments[0]);
  const auto right = date_of(arguments[1]);
  if (!left || !right) return Null{};
  return days_since_epoch(*left) - days_since_epoch(*right);
}

// Whole months from `from` to a later `to`.
std::int64_t months_between(const DateTime& from, const DateTime& to) {
  const std::int64_t months = (std::int64_t{to.date.year} - from.date.year) * 12 + to.date.month - from.date.month;
  const auto in_month = [](const DateTime& value) {
    return value.date.day * microseconds_per_day + to_microseconds(value.time);
  };
  return in_month(to) < in_month(from) ? months - 1 : months;
}

Value timestamp_difference(Arguments arguments, CallContext&) {
  const auto from = datetime_of(arguments[1]);
  const auto to = datetime_of(arguments[2]);
  if (!from || !to) return Null{};
  const std::string unit = ascii_upper(view_of(arguments[0]));
  for (const auto& simple : simple_units) {
    if (simple.name != unit) continue;
    if (simple.months == 0) return (to_microseconds(*to) - to_microseconds(*from)) / simple.microseconds;
    const auto months = *to < *from ? -months_between(*to, *from) : months_between(*from, *to);
    return months / simple.months;
  }
  wrong_arguments("timestampdiff");
}

Value time_difference(Arguments arguments, CallContext&) {
  const auto left = time_of(arguments[0]);
  const auto right = time_of(arguments[1]);
  if (!left || !right) return Null{};
  return stored_time(*left - *right);
}
Value datetime_difference(Arguments arguments, CallContext&) {
  const auto left = datetime_of(arguments[0]);
  const auto right = datetime_of(arguments[1]);
  if (!left || !right) return Null{};
  return stored_time(to_microseconds(*left) - to_microseconds(*right));
}
// Two texts: both dates and times, or both times; else NULL.
Value text_difference(Arguments arguments, CallContext&) {
  const auto left = parse_mysql_datetime(view_of(arguments[0]));
  const auto right = parse_mysql_datetime(view_of(arguments[1]));
  const bool left_is_date = left && view_of(arguments[0]).find('-', 1) != std::string_view::npos;
  const bool right_is_date = right && view_of(arguments[1]).find('-', 1) != std::string_view::npos;
  if (left_is_date != right_is_date) return Null{};
  if (left_is_date) return stored_time(to_microseconds(left->value) - to_microseconds(right->value));
  const auto left_time = parse_mysql_time(view_of(arguments[0]));
  const auto right_time = parse_mysql_time(view_of(arguments[1]));
  if (!left_time || !right_time) return Null{};
  return stored_time(left_time->microseconds - right_time->microseconds);
}

template <int Sign>
Value add_time(Arguments arguments, CallContext&) {
  const auto value = datetime_of(arguments[0]);
  const auto time = time_of(arguments[1]);
  if (!value || !time) return Null{};
  return stored(datetime_from_microseconds(to_microseconds(*value) + Sign * *time));
}
template <int Sign>
Value add_times(Arguments arguments, CallContext&) {
  const auto left = time_of(arguments[0]);
  const auto right = time_of(arguments[1]);
  if (!left || !right) return Null{};
  return stored_time(*left + Sign * *right);
}
template <int Sign>
Value add_time_to_text(Arguments arguments, CallContext&) {
  const auto text = view_of(arguments[0]);
  const auto time = time_of(arguments[1]);
  if (!time) return Null{};
  const auto parsed = text.find('-', 1) != std::string_view::npos ? parse_mysql_datetime(text) : std::nullopt;
  if (parsed) {
    const auto result = datetime_from_microseconds(to_microseconds(parsed->value) + Sign * *time);
    return to_string(result, result.time.microsecond != 0 ? 6 : 0);
  }
  const auto own = parse_mysql_time(text);
  if (!own) return Null{};
  const auto result = own->microseconds + Sign * *time;
  return duration_string(result, result % second != 0 ? 6 : 0);
}

// --- Periods: YYYYMM or YYMM ---------------------------------------------------------------------------------------

std::int64_t months_of_period(std::int64_t period, std::string_view function) {
  if (period <= 0 || period % 100 == 0 || period % 100 > 12) wrong_arguments(function);
  auto year = period / 100;
  if (year < 100) year += year < 70 ? 2000 : 1900;
  return year * 12 + period % 100 - 1;
}
Value period_add(Arguments arguments, CallContext&) {
  const auto start = static_cast<std::uint64_t>(months_of_period(bigint_of(arguments[0]), "period_add"));
  const auto months = static_cast<std::int64_t>(start + static_cast<std::uint64_t>(bigint_of(arguments[1])));
  return months / 12 * 100 + months % 12 + 1;
}
Value period_difference(Arguments arguments, CallContext&) {
  return months_of_period(bigint_of(arguments[0]), "period_diff") -
         months_of_period(bigint_of(arguments[1]), "period_diff");
}

Type datetime_scale(std::span<const Type> types) {
  return {.id = TypeId::timestamp, .scale = std::max(types[0].scale, 0)};
}
Type time_scale(std::span<const Type> types) {
  std::int32_t scale = 0;
  for (const auto& type : types) scale = std::max(scale, is_temporal(type.id) ? type.scale : 0);
  return {.id = TypeId::time, .scale = scale};
}
Type sum_scale(std::span<const Type> types) {
  Type result = time_scale(types);
  result.id = TypeId::timestamp;
  return result;
}

template <int Sign>
void add_interval_rows(Rows& rows, std::string_view function, std::string_view native) {
  using enum TypeId;
  ruled(rows.native(function, {timestamp, any, text}, {}, native, add_to_datetime<Sign>), datetime_scale);
  rows.native(function, {date, any, text}, date_type, native, add_to_date<Sign>);
  rows.native(function, {text, any, text}, text_type, native, add_to_text<Sign>);
  ruled(rows.native(function, {time, any, text}, {}, native, add_to_time<Sign>), time_scale);
}

template <int Sign>
void add_time_rows(Rows& rows, std::string_view function, std::string_view native) {
  using enum TypeId;
  ruled(rows.native(function, {timestamp, time}, {}, native, add_time<Sign>), sum_scale);
  ruled(rows.native(function, {time, time}, {}, native, add_times<Sign>), time_scale);
  rows.native(function, {text, time}, text_type, native, add_time_to_text<Sign>);
}

}  // namespace

bool unit_keeps_date(std::string_view unit) {
  for (const std::string_view name : {"YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "YEAR_MONTH"}) {
    if (ascii_iequals(unit, name)) return true;
  }
  return false;
}

bool unit_has_fraction(std::string_view unit) {
  return ascii_upper(unit).ends_with("MICROSECOND");
}

void add_date_arithmetic(Rows& rows) {
  using enum TypeId;
  add_interval_rows<1>(rows, "date_add", "my_date_add");
  add_interval_rows<-1>(rows, "date_sub", "my_date_sub");
  add_time_rows<1>(rows, "addtime", "my_addtime");
  add_time_rows<-1>(rows, "subtime", "my_subtime");
  rows.native("datediff", {timestamp, timestamp}, bigint_type, "my_datediff", date_difference);
  rows.native("timestampdiff", {text, timestamp, timestamp}, bigint_type, "my_timestampdiff", timestamp_difference);
  ruled(rows.native("timediff", {time, time}, {}, "my_timediff", time_difference), time_scale);
  ruled(rows.native("timediff", {timestamp, timestamp}, {}, "my_timediff", datetime_difference), time_scale);
  ruled(rows.native("timediff", {text, text}, {}, "my_timediff", text_difference), time_scale);
  rows.native("period_add", {bigint, bigint}, bigint_type, "my_period_add", period_add);
  rows.native("period_diff", {bigint, bigint}, bigint_type, "my_period_diff", period_difference);
}

}  // namespace emulator::mysql
