// Output functions: a value as text, and texts cut or padded to the string types' lengths.
#include "base/text.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/datetime_arguments.hpp"
#include "types/array.hpp"
#include "types/datetime.hpp"
#include "types/float_text.hpp"
#include "types/json.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;

constexpr std::size_t longest_name = 63;

// "10:20:30.500000" -> "10:20:30.5".
std::string without_trailing_zeros(std::string text) {
  const std::size_t point = text.find('.');
  if (point == std::string::npos) {
    return text;
  }
  std::size_t end = text.find_first_not_of("0123456789", point + 1);
  end = end == std::string::npos ? text.size() : end;
  std::size_t kept = end;
  while (text[kept - 1] == '0') {
    --kept;
  }
  kept -= text[kept - 1] == '.' ? 1 : 0;
  return text.erase(kept, end - kept);
}

std::string offset_text(std::int64_t seconds) {
  const std::int64_t size = seconds < 0 ? -seconds : seconds;
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  std::string text = (seconds < 0 ? "-" : "+") + two(size / 3600);
  if (size % 3600 != 0) {
    text += ":" + two(size / 60 % 60);
  }
  if (size % 60 != 0) {
    text += ":" + two(size % 60);
  }
  return text;
}

// The text up to `length` characters; empty: it is not longer.
std::optional<std::string> cut_to(const std::string& text, std::int64_t length, bool strict, const char* type) {
  if (length < 0 || text.size() <= static_cast<std::size_t>(length)) {
    return std::nullopt;
  }
  const std::size_t end = utf8_offset(text, static_cast<std::size_t>(length));
  if (end >= text.size()) {
    return std::nullopt;
  }
  if (strict && text.find_first_not_of(' ', end) != std::string::npos) {
    throw make_error(Condition::string_data_right_truncation, {std::string(type) + "(" + std::to_string(length) + ")"});
  }
  return text.substr(0, end);
}

}  // namespace

Value output_boolean(Arguments arguments, CallContext&) {
  return std::string(std::get<bool>(arguments[0]) ? "true" : "false");
}

Value output_integer(Arguments arguments, CallContext&) {
  return std::to_string(integer_at(arguments, 0));
}

Value output_real(Arguments arguments, CallContext&) {
  return postgres_text(static_cast<float>(double_at(arguments, 0)));
}

Value output_double(Arguments arguments, CallContext&) {
  return postgres_text(double_at(arguments, 0));
}

Value output_bytea(Arguments arguments, CallContext&) {
  return element_text(arguments[0]);
}

Value output_time(Arguments arguments, CallContext&) {
  return without_trailing_zeros(text_at(arguments, 0));
}

Value output_timestamp(Arguments arguments, CallContext&) {
  return without_trailing_zeros(text_at(arguments, 0));
}

Value output_timestamptz(Arguments arguments, CallContext& context) {
  const std::string& text = text_at(arguments, 0);
  const std::optional<DateTime> instant = parse_datetime(text);
  if (!instant) {
    return text;  // infinity
  }
  const std::int64_t offset = offset_at(*instant, context);
  const DateTime local = datetime_from_microseconds(to_microseconds(*instant) + offset * microseconds_per_second);
  std::string shown = to_string(local, -1);
  const std::size_t era = shown.find(" BC");
  return shown.insert(era == std::string::npos ? shown.size() : era, offset_text(offset));
}

Value output_as_it_is(Arguments arguments, CallContext&) {
  return arguments[0];
}

Value output_without_padding(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::size_t end = text.find_last_not_of(' ');
  return end == std::string::npos ? std::string() : text.substr(0, end + 1);
}

Value json_of_text(const Value& text) {
  std::string quoted;
  append_json_string(quoted, std::get<std::string>(text));
  return quoted;
}

Value json_as_stored(Arguments arguments, CallContext&) {
  return json_of_text(arguments[0]);
}

Value json_of_number(const Value& text) {
  const std::string& digits = std::get<std::string>(text);
  return is_ascii_alpha(digits.back()) ? json_of_text(text) : text;  // NaN, Infinity
}

Value iso_timestamp(Arguments arguments, CallContext& context) {
  std::string shown = std::get<std::string>(output_timestamp(arguments, context));
  if (const std::size_t space = shown.find(' '); space != std::string::npos) {
    shown[space] = 'T';
  }
  return shown;
}

Value iso_timestamptz(Arguments arguments, CallContext& context) {
  std::string shown = std::get<std::string>(output_timestamptz(arguments, context));
  if (const std::size_t space = shown.find(' '); space != std::string::npos) {
    shown[space] = 'T';
    const std::size_t end = shown.ends_with(" BC") ? shown.size() - 3 : shown.size();
    const bool hours_only = shown[end - 3] == '+' || shown[end - 3] == '-';
    shown.insert(end, hours_only ? ":00" : "");
  }
  return shown;
}

Value json_of_timestamp(Arguments arguments, CallContext& context) {
  return json_of_text(iso_timestamp(arguments, context));
}

Value json_of_timestamptz(Arguments arguments, CallContext& context) {
  return json_of_text(iso_timestamptz(arguments, context));
}

Value fit_varchar(const Value& text, std::int64_t length, bool strict) {
  std::optional<std::string> cut = cut_to(std::get<std::string>(text), length, strict, "character varying");
  return cut ? Value{std::move(*cut)} : text;
}

Value fit_char(const Value& text, std::int64_t length, bool strict) {
  if (std::optional<std::string> cut = cut_to(std::get<std::string>(text), length, strict, "character")) {
    return std::move(*cut);
  }
  std::string padded = std::get<std::string>(text);
  const auto size = static_cast<std::int64_t>(utf8_length(padded));
  if (size < length) {
    padded.append(static_cast<std::size_t>(length - size), ' ');
  }
  return padded;
}

Value fit_name(const Value& text) {
  const std::string& full = std::get<std::string>(text);
  if (full.size() <= longest_name) {
    return text;
  }
  std::size_t end = 0;
  for (std::size_t next = 0; next <= longest_name; next += utf8_at(full, next).size) {
    end = next;
  }
  return full.substr(0, end);
}

Value fit_internal_char(const Value& text) {
  return std::get<std::string>(text).substr(0, 1);
}

}  // namespace emulator::postgres
