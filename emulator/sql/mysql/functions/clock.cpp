// NOW and its kin, and the functions that convert to and from seconds since 1970. NOW is the time the statement began;
// SYSDATE is the time of the call.
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/temporal.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

std::int32_t digits_of(Arguments arguments) {
  if (arguments.empty()) return 0;
  const auto digits = bigint_of(arguments[0]);
  if (digits >= 0 && digits <= 6) return static_cast<std::int32_t>(digits);
  throw worded_error(Condition::invalid_parameter_value, 1426, "42000",
                     "Too-big precision " + std::to_string(digits) + " specified for 'now'. Maximum is 6.");
}

Value now(Arguments arguments, CallContext& context) {
  return stored(truncate_fraction(session_now(context), digits_of(arguments)));
}
Value utc_timestamp(Arguments arguments, CallContext& context) {
  return stored(truncate_fraction(datetime_from(context.statement_time), digits_of(arguments)));
}
Value sysdate(Arguments arguments, CallContext& context) {
  const auto instant = std::chrono::system_clock::now();
  return stored(truncate_fraction(datetime_from(instant, context.utc_offset), digits_of(arguments)));
}
Value curdate(Arguments, CallContext& context) {
  return stored_date(session_now(context).date);
}
Value utc_date(Arguments, CallContext& context) {
  return stored_date(datetime_from(context.statement_time).date);
}
Value curtime(Arguments arguments, CallContext& context) {
  return stored_time(to_microseconds(truncate_fraction(session_now(context), digits_of(arguments)).time));
}
Value utc_time(Arguments arguments, CallContext& context) {
  const auto time = truncate_fraction(datetime_from(context.statement_time), digits_of(arguments)).time;
  return stored_time(to_microseconds(time));
}

// --- Seconds since 1970 --------------------------------------------------------------------------------------------

std::int64_t offset_of(const CallContext& context) {
  return context.utc_offset.count() * microseconds_per_second;
}

Value unix_timestamp_now(Arguments, CallContext& context) {
  return std::int64_t{std::chrono::floor<std::chrono::seconds>(context.statement_time.time_since_epoch()).count()};
}

std::int64_t unix_microseconds(const Value& value, const CallContext& context) {
  const auto datetime = datetime_of(value);
  if (!datetime) return 0;
  const auto microseconds = to_microseconds(*datetime) - offset_of(context);
  const bool in_range = microseconds >= 0 && microseconds <= (greatest_unix_time + 1) * microseconds_per_second - 1;
  return in_range ? microseconds : 0;
}
Value unix_timestamp(Arguments arguments, CallContext& context) {
  return unix_microseconds(arguments[0], context) / microseconds_per_second;
}
// With as many digits as the value's type has.
template <std::int32_t Digits>
Value unix_timestamp_exact(Arguments arguments, CallContext& context) {
  const auto microseconds = unix_microseconds(arguments[0], context);
  std::string text = std::to_string(microseconds / microseconds_per_second);
  append_fraction(text, static_cast<std::int32_t>(microseconds % microseconds_per_second), Digits);
  return text;
}

template <std::int32_t Digits>
void add_exact_unix_timestamp(Rows& rows) {
  const std::string digits = std::to_string(Digits);
  const Type result{.id = TypeId::decimal, .length = 12 + Digits, .scale = Digits};
  stable(rows.native(intern(" unix_timestamp_" + digits), {TypeId::timestamp}, result,
                     intern("my_unix_timestamp_" + digits), unix_timestamp_exact<Digits>));
  if constexpr (Digits > 1) add_exact_unix_timestamp<Digits - 1>(rows);
}

Value from_unixtime(Arguments arguments, CallContext& context) {
  const auto value = datetime_from_unix(arguments[0], context);
  return value ? stored(*value) : Value{Null{}};
}

// --- CONVERT_TZ ----------------------------------------------------------------------------------------------------

// The zone's offset at an instant in UTC, in microseconds; empty: no such zone.
std::optional<std::int64_t> offset_at(std::string_view zone, std::int64_t utc, const CallContext& context) {
  if (ascii_iequals(zone, "SYSTEM") || ascii_iequals(zone, "UTC")) return 0;
  if (ascii_iequals(zone, "SESSION")) return offset_of(context);
  std::string_view rest = zone;
  if (zone.starts_with('+') || zone.starts_with('-')) {
    const auto offset = take_utc_offset(rest);
    if (!offset || !rest.empty() || std::abs(*offset) > 14 * 3'600) return std::nullopt;
    return *offset * microseconds_per_second;
  }
  const auto name = icu::UnicodeString::fromUTF8({zone.data(), static_cast<std::int32_t>(zone.size())});
  const std::unique_ptr<icu::TimeZone> found{icu::TimeZone::createTimeZone(name)};
  if (*found == icu::TimeZone::getUnknown()) return std::nullopt;
  std::int32_t raw = 0;
  std::int32_t daylight = 0;
  UErrorCode status = U_ZERO_ERROR;
  found->getOffset(static_cast<double>(utc) / 1000, 0, raw, daylight, status);
  if (U_FAILURE(status)) return std::nullopt;
  return (std::int64_t{raw} + daylight) * 1000;
}

Value convert_tz(Arguments arguments, CallContext& context) {
  const auto value = datetime_of(arguments[0]);
  if (!value) return Null{};
  const std::int64_t local = to_microseconds(*value);
  // The offset depends on the instant, which depends on the offset: the second try is right but for the doubled hour.
  auto offset = offset_at(view_of(arguments[1]), local, context);
  if (offset) offset = offset_at(view_of(arguments[1]), local - *offset, context);
  if (!offset) return Null{};
  const std::int64_t utc = local - *offset;
  const auto target = offset_at(view_of(arguments[2]), utc, context);
  if (!target) return Null{};
  const bool in_range = utc >= 0 && utc < (greatest_unix_time + 1) * microseconds_per_second;
  return in_range ? stored(datetime_from_microseconds(utc + *target)) : arguments[0];
}

Type first_scale(std::span<const Type> types) {
  return {.id = TypeId::timestamp, .scale = types[0].scale < 0 ? 0 : types[0].scale};
}
Type unix_scale(std::span<const Type> types) {
  if (types[0].scale <= 0) return {.id = TypeId::timestamp, .scale = 0};
  return {.id = TypeId::timestamp, .scale = std::min(types[0].scale, 6)};
}

}  // namespace

void add_clock_functions(Rows& rows) {
  using enum TypeId;
  const Type datetime_type{.id = timestamp, .scale = 0};
  const Type time_type{.id = time, .scale = 0};
  const auto add = [&](std::string_view function, Type result, std::string_view native, sql::NativeFunction body) {
    stable(rows.native(function, {}, result, native, body));
    stable(rows.native(function, {bigint}, result, native, body));  // resolve.cpp sets the result's digits
  };
  add("now", datetime_type, "my_now", now);
  add("current_timestamp", datetime_type, "my_now", now);
  add("utc_timestamp", datetime_type, "my_utc_timestamp", utc_timestamp);
  add("curtime", time_type, "my_curtime", curtime);
  add("current_time", time_type, "my_curtime", curtime);
  add("utc_time", time_type, "my_utc_time", utc_time);
  changing(rows.native("sysdate", {}, datetime_type, "my_sysdate", sysdate));
  changing(rows.native("sysdate", {bigint}, datetime_type, "my_sysdate", sysdate));
  stable(rows.native("curdate", {}, date_type, "my_curdate", curdate));
  stable(rows.native("current_date", {}, date_type, "my_curdate", curdate));
  stable(rows.native("utc_date", {}, date_type, "my_utc_date", utc_date));
  stable(rows.native("unix_timestamp", {}, bigint_type, "my_unix_timestamp_now", unix_timestamp_now));
  stable(rows.native("unix_timestamp", {timestamp}, bigint_type, "my_unix_timestamp", unix_timestamp));
  // Not reachable by name: resolve.cpp takes it for values with a fraction.
  add_exact_unix_timestamp<6>(rows);
  stable(ruled(rows.native("from_unixtime", {any}, datetime_type, "my_from_unixtime", from_unixtime), unix_scale));
  stable(ruled(rows.native("convert_tz", {timestamp, text, text}, {}, "my_convert_tz", convert_tz), first_scale));
}

}  // namespace emulator::mysql
