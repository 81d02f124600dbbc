// Conversions between types that are not through text.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/datetime_arguments.hpp"
#include "types/datetime.hpp"
#include "types/float_text.hpp"
#include "types/interval.hpp"
#include "types/json.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;

template <class Integer>
constexpr const char* name_of_integer = sizeof(Integer) == 2   ? "smallint"
                                        : sizeof(Integer) == 4 ? "integer"
                                                               : "bigint";

template <class Integer>
std::int64_t checked(std::int64_t value) {
  if (value < std::numeric_limits<Integer>::min() || value > std::numeric_limits<Integer>::max()) {
    out_of_range(name_of_integer<Integer>);
  }
  return value;
}

// Half to even, as the processor rounds.
template <class Integer>
std::int64_t from_double(double value) {
  const double rounded = std::nearbyint(value);
  const double limit = -static_cast<double>(std::numeric_limits<Integer>::min());
  if (!(rounded >= -limit && rounded < limit)) {
    out_of_range(name_of_integer<Integer>);
  }
  return static_cast<std::int64_t>(rounded);
}

template <class Integer>
std::int64_t from_decimal(const Decimal& value) {
  if (!value.is_finite()) {
    const std::string what = value.kind() == Decimal::Kind::nan ? "NaN" : "infinity";
    throw make_worded_error(Condition::feature_not_supported,
                            "cannot convert " + what + " to " + name_of_integer<Integer>);
  }
  const std::optional<std::int64_t> number = value.to_int64();
  if (!number) {
    out_of_range(name_of_integer<Integer>);
  }
  return checked<Integer>(*number);
}

double narrowed(double value) {
  const auto narrow = static_cast<float>(value);
  if (std::isinf(narrow) && !std::isinf(value)) {
    throw make_worded_error(Condition::numeric_out_of_range, "value out of range: overflow");
  }
  if (narrow == 0 && value != 0) {
    throw make_worded_error(Condition::numeric_out_of_range, "value out of range: underflow");
  }
  return narrow;
}

// numeric takes the digits that a float surely has: 6 of real, 15 of double precision.
std::string decimal_of(double value, int digits, Arguments arguments) {
  if (std::isnan(value) || std::isinf(value)) {
    return fit_numeric(Decimal::from_double(value), integer_at(arguments, 1), integer_at(arguments, 2));
  }
  char text[64];
  std::snprintf(text, sizeof text, "%.*g", digits, value);
  return fit_numeric(*Decimal::parse(text), integer_at(arguments, 1), integer_at(arguments, 2));
}

// The digits given, or all of them; empty for infinity.
std::int32_t digits_at(Arguments arguments, std::size_t index) {
  const std::int64_t digits = index < arguments.size() ? integer_at(arguments, index) : -1;
  return digits < 0 ? 6 : static_cast<std::int32_t>(digits);
}

// A timestamp moved by what `move` makes of it; infinity stays.
template <class Move>
Value moved(const std::string& text, std::int32_t digits, const Move& move) {
  const std::optional<DateTime> value = parse_datetime(text);
  return value ? to_string(round_fraction(move(*value), digits)) : text;
}
Value instant_of(const std::string& local, std::int32_t digits, const CallContext& context) {
  return moved(local, digits, [&](const DateTime& value) { return from_local(value, context); });
}
Value local_of(const std::string& instant, std::int32_t digits, const CallContext& context) {
  return moved(instant, digits, [&](const DateTime& value) { return to_local(value, context); });
}

std::string date_part_of(const std::string& timestamp) {
  const std::optional<DateTime> value = parse_datetime(timestamp);
  return value ? to_string(value->date) : timestamp;
}

Value time_part_of(const std::string& timestamp, std::int32_t digits) {
  const std::optional<DateTime> value = parse_datetime(timestamp);
  if (!value) {
    return Null{};
  }
  const std::int64_t rounded = round_fraction(to_microseconds(value->time), digits) % microseconds_per_day;
  return to_string(time_from_microseconds(rounded));
}

std::string local(Arguments arguments, const CallContext& context) {
  return std::get<std::string>(local_of(text_at(arguments, 0), 6, context));
}

const char* kind_of(const Json& document) {
  switch (document.kind) {
    case JsonKind::null:
      return "jsonb null";
    case JsonKind::boolean:
      return "jsonb boolean";
    case JsonKind::number:
      return "jsonb numeric";
    case JsonKind::string:
      return "jsonb string";
    case JsonKind::array:
      return "jsonb array";
    case JsonKind::object:
      return "jsonb object";
  }
  return "";
}

Json jsonb_of_kind(Arguments arguments, JsonKind kind, const char* type) {
  std::optional<Json> document = parse_json(text_at(arguments, 0));
  if (!document || document->kind != kind) {
    throw make_error(Condition::invalid_cast, {document ? kind_of(*document) : "jsonb null", type});
  }
  return std::move(*document);
}

Decimal jsonb_number(Arguments arguments, const char* type) {
  return *Decimal::parse(jsonb_of_kind(arguments, JsonKind::number, type).text);
}

}  // namespace

std::string fit_numeric(const Decimal& value, std::int64_t precision, std::int64_t scale) {
  if (precision < 0 || value.kind() == Decimal::Kind::nan) {
    return value.to_string();
  }
  const std::string field = "A field with precision " + std::to_string(precision) + ", scale " + std::to_string(scale);
  if (!value.is_finite()) {
    SqlError error = make_worded_error(Condition::numeric_out_of_range, "numeric field overflow");
    error.detail = field + " cannot hold an infinite value.";
    throw error;
  }
  const Decimal rounded = value.rounded(static_cast<std::int32_t>(scale));
  if (rounded.integer_digits() > precision - scale) {
    SqlError error = make_worded_error(Condition::numeric_out_of_range, "numeric field overflow");
    const std::string limit = precision == scale ? "1" : "10^" + std::to_string(precision - scale);
    error.detail = field + " must round to an absolute value less than " + limit + ".";
    throw error;
  }
  return rounded.to_string();
}

Value boolean_to_integer(Arguments arguments, CallContext&) {
  return std::int64_t{std::get<bool>(arguments[0])};
}
Value integer_to_boolean(Arguments arguments, CallContext&) {
  return integer_at(arguments, 0) != 0;
}
Value integer_to_smallint(Arguments arguments, CallContext&) {
  return checked<std::int16_t>(integer_at(arguments, 0));
}
Value integer_to_integer(Arguments arguments, CallContext&) {
  return checked<std::int32_t>(integer_at(arguments, 0));
}
Value integer_to_oid(Arguments arguments, CallContext&) {
  const std::int64_t value = integer_at(arguments, 0);
  if (value > UINT32_MAX || value < INT32_MIN) {
    out_of_range("OID");
  }
  return std::int64_t{static_cast<std::uint32_t>(value)};
}
Value integer_to_real(Arguments arguments, CallContext&) {
  return static_cast<double>(static_cast<float>(integer_at(arguments, 0)));
}
Value integer_to_double(Arguments arguments, CallContext&) {
  return static_cast<double>(integer_at(arguments, 0));
}
Value integer_to_numeric(Arguments arguments, CallContext&) {
  return fit_numeric(Decimal(integer_at(arguments, 0)), integer_at(arguments, 1), integer_at(arguments, 2));
}

Value float_to_smallint(Arguments arguments, CallContext&) {
  return from_double<std::int16_t>(double_at(arguments, 0));
}
Value float_to_integer(Arguments arguments, CallContext&) {
  return from_double<std::int32_t>(double_at(arguments, 0));
}
Value float_to_bigint(Arguments arguments, CallContext&) {
  return from_double<std::int64_t>(double_at(arguments, 0));
}
Value real_to_numeric(Arguments arguments, CallContext&) {
  return decimal_of(double_at(arguments, 0), 6, arguments);
}
Value double_to_numeric(Arguments arguments, CallContext&) {
  return decimal_of(double_at(arguments, 0), 15, arguments);
}
Value double_to_real(Arguments arguments, CallContext&) {
  return narrowed(double_at(arguments, 0));
}

Value numeric_to_smallint(Arguments arguments, CallContext&) {
  return from_decimal<std::int16_t>(decimal_at(arguments, 0));
}
Value numeric_to_integer(Arguments arguments, CallContext&) {
  return from_decimal<std::int32_t>(decimal_at(arguments, 0));
}
Value numeric_to_bigint(Arguments arguments, CallContext&) {
  return from_decimal<std::int64_t>(decimal_at(arguments, 0));
}
Value numeric_to_real(Arguments arguments, CallContext&) {
  const std::string& digits = text_at(arguments, 0);  // read as they stand: by way of a double they round twice
  const float number = std::strtof(digits.c_str(), nullptr);
  const Decimal value = decimal_at(arguments, 0);
  const bool is_lost = value.is_finite() && (std::isinf(number) || (number == 0 && !value.is_zero()));
  if (is_lost) {
    throw make_worded_error(Condition::numeric_out_of_range, "\"" + digits + "\" is out of range for type real");
  }
  return static_cast<double>(number);
}
Value numeric_to_double(Arguments arguments, CallContext&) {
  const Decimal value = decimal_at(arguments, 0);
  const double number = value.to_double();
  if (value.is_finite() && std::isinf(number)) {
    throw make_worded_error(Condition::numeric_out_of_range,
                            "\"" + value.to_string() + "\" is out of range for type double precision");
  }
  return number;
}
Value numeric_to_numeric(Arguments arguments, CallContext&) {
  return fit_numeric(decimal_at(arguments, 0), integer_at(arguments, 1), integer_at(arguments, 2));
}

Value date_to_timestamp(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::optional<Date> date = parse_date(text);
  return date ? to_string(DateTime{*date, {}}) : text;
}
Value date_to_timestamptz(Arguments arguments, CallContext& context) {
  const Value start = date_to_timestamp(arguments.first(1), context);
  return instant_of(std::get<std::string>(start), 6, context);
}
Value timestamp_to_date(Arguments arguments, CallContext&) {
  return date_part_of(text_at(arguments, 0));
}
Value timestamp_to_time(Arguments arguments, CallContext&) {
  return time_part_of(text_at(arguments, 0), digits_at(arguments, 1));
}
Value timestamp_to_timestamp(Arguments arguments, CallContext&) {
  return moved(text_at(arguments, 0), digits_at(arguments, 1), [](const DateTime& value) { return value; });
}
Value timestamp_to_timestamptz(Arguments arguments, CallContext& context) {
  return instant_of(text_at(arguments, 0), digits_at(arguments, 1), context);
}
Value timestamptz_to_date(Arguments arguments, CallContext& context) {
  return date_part_of(local(arguments, context));
}
Value timestamptz_to_time(Arguments arguments, CallContext& context) {
  return time_part_of(local(arguments, context), digits_at(arguments, 1));
}
Value timestamptz_to_timestamp(Arguments arguments, CallContext& context) {
  return local_of(text_at(arguments, 0), digits_at(arguments, 1), context);
}
Value time_to_time(Arguments arguments, CallContext&) {
  const std::optional<std::int64_t> value = parse_duration(text_at(arguments, 0));
  return value ? duration_string(round_fraction(*value, digits_at(arguments, 1))) : text_at(arguments, 0);
}
Value time_to_interval(Arguments arguments, CallContext&) {
  return to_string(Interval{0, 0, *parse_duration(text_at(arguments, 0))});
}
Value interval_to_time(Arguments arguments, CallContext&) {
  const std::optional<Interval> interval = parse_interval(text_at(arguments, 0));
  std::int64_t microseconds = interval->microseconds % microseconds_per_day;
  microseconds += microseconds < 0 ? microseconds_per_day : 0;
  return to_string(time_from_microseconds(round_fraction(microseconds, digits_at(arguments, 1))));
}

Value jsonb_to_boolean(Arguments arguments, CallContext&) {
  return jsonb_of_kind(arguments, JsonKind::boolean, "boolean").boolean;
}
Value jsonb_to_smallint(Arguments arguments, CallContext&) {
  return from_decimal<std::int16_t>(jsonb_number(arguments, "smallint"));
}
Value jsonb_to_integer(Arguments arguments, CallContext&) {
  return from_decimal<std::int32_t>(jsonb_number(arguments, "integer"));
}
Value jsonb_to_bigint(Arguments arguments, CallContext&) {
  return from_decimal<std::int64_t>(jsonb_number(arguments, "bigint"));
}
Value jsonb_to_real(Arguments arguments, CallContext&) {
  return narrowed(jsonb_number(arguments, "real").to_double());
}
Value jsonb_to_double(Arguments arguments, CallContext&) {
  return jsonb_number(arguments, "double precision").to_double();
}
Value jsonb_to_numeric(Arguments arguments, CallContext&) {
  return fit_numeric(jsonb_number(arguments, "numeric"), integer_at(arguments, 1), integer_at(arguments, 2));
}

}  // namespace emulator::postgres
