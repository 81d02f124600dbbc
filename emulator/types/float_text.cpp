// Shortest digits come from std::to_chars; the layouts follow PostgreSQL's float8out and MySQL's my_gcvt by behaviour.
#include "types/float_text.hpp"

#include <charconv>
#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace emulator {

namespace {

ShortestDigits digits_in(std::string_view text) {
  ShortestDigits result;
  if (text.front() == '-') {
    result.negative = true;
    text.remove_prefix(1);
  }
  const auto e = text.find('e');
  for (const char c : text.substr(0, e)) {
    if (c != '.') result.digits += c;
  }
  auto exponent = text.substr(e + 1);
  if (exponent.front() == '+') exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), result.exponent);
  while (result.digits.size() > 1 && result.digits.back() == '0') result.digits.pop_back();
  return result;
}

template <class Number>
ShortestDigits digits_of(Number value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  return digits_in({buffer, static_cast<std::size_t>(end - buffer)});
}

// Whether the digits are halfway between the value and the next one up or down. Both sides are an odd number times a
// power of two and one of five; the powers of two agree, since the digits are of this value.
template <class Number>
bool is_halfway(Number value, const ShortestDigits& shown) {
  int exponent = 0;
  const Number fraction = std::frexp(std::abs(value), &exponent);
  const auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, std::numeric_limits<Number>::digits));
  std::uint64_t digits = 0;
  std::from_chars(shown.digits.data(), shown.digits.data() + shown.digits.size(), digits);
  if (digits == 0) return false;
  while (digits % 2 == 0) digits /= 2;
  std::int32_t fives = shown.exponent - static_cast<std::int32_t>(shown.digits.size()) + 1;
  for (; fives < 0 && digits % 5 == 0; ++fives) digits /= 5;
  if (fives < 0) return false;
  const bool is_power = (mantissa & (mantissa - 1)) == 0;  // then the next one down is half as far
  for (std::uint64_t middle : {2 * mantissa + 1, is_power ? 4 * mantissa - 1 : 2 * mantissa - 1}) {
    std::int32_t left = fives;
    for (; left > 0 && middle % 5 == 0; --left) middle /= 5;
    if (left == 0 && middle == digits) return true;
  }
  return false;
}

// PostgreSQL takes no digits that are as near to another number, though reading them would give this one: 1e23 is
// 9.999999999999999e+22.
template <class Number>
ShortestDigits digits_of_one(Number value) {
  ShortestDigits shown = digits_of(value);
  for (auto precision = static_cast<int>(shown.digits.size()); is_halfway(value, shown); ++precision) {
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, precision).ptr;
    shown = digits_in({buffer, static_cast<std::size_t>(end - buffer)});
  }
  return shown;
}

void append_plain(std::string& text, const ShortestDigits& number) {
  const auto size = static_cast<std::int32_t>(number.digits.size());
  if (number.exponent < 0) {
    text += "0.";
    text.append(static_cast<std::size_t>(-number.exponent - 1), '0');
    text += number.digits;
  } else if (number.exponent >= size - 1) {
    text += number.digits;
    text.append(static_cast<std::size_t>(number.exponent - size + 1), '0');
  } else {
    text.append(number.digits, 0, static_cast<std::size_t>(number.exponent) + 1);
    text += '.';
    text.append(number.digits, static_cast<std::size_t>(number.exponent) + 1);
  }
}

void append_mantissa(std::string& text, const ShortestDigits& number) {
  text += number.digits.front();
  if (number.digits.size() > 1) {
    text += '.';
    text.append(number.digits, 1);
  }
}

template <class Number>
std::string postgres_layout(Number value, std::int32_t exponent_limit) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  const auto number = digits_of_one(value);
  std::string text = number.negative ? "-" : "";
  if (number.exponent >= -4 && number.exponent < exponent_limit) {
    append_plain(text, number);
    return text;
  }
  append_mantissa(text, number);
  text += number.exponent < 0 ? "e-" : "e+";
  const auto exponent = std::to_string(std::abs(number.exponent));
  if (exponent.size() == 1) text += '0';
  return text + exponent;
}

std::string mysql_layout(const ShortestDigits& number) {
  std::string text = number.negative && number.digits != "0" ? "-" : "";
  if (number.exponent >= -15 && number.exponent < 15) {
    append_plain(text, number);
    return text;
  }
  append_mantissa(text, number);
  text += 'e';
  return text + std::to_string(number.exponent);
}

}  // namespace

ShortestDigits shortest_digits(double value) {
  return digits_of(value);
}
ShortestDigits shortest_digits(float value) {
  return digits_of(value);
}

std::string plain_text(double value) {
  const auto number = digits_of(value);
  std::string text = number.negative ? "-" : "";
  append_plain(text, number);
  return text;
}

std::string postgres_text(double value) {
  return postgres_layout(value, 15);
}
std::string postgres_text(float value) {
  return postgres_layout(value, 6);
}

std::string mysql_text(double value) {
  return mysql_layout(digits_of(value));
}

std::string mysql_text(float value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, 5).ptr;
  double six_digits = 0;
  std::from_chars(buffer, end, six_digits);
  return mysql_layout(digits_of(six_digits));
}

double parse_double_prefix(std::string_view text, std::size_t& consumed) {
  const char* const end = text.data() + text.size();
  const char* start = text.data();
  while (start != end && is_ascii_space(*start)) ++start;
  const char* number = start;
  const bool plus = number != end && *number == '+';
  if (plus) ++number;
  const char* digit = number;
  if (digit != end && *digit == '-' && !plus) ++digit;
  consumed = 0;
  const bool begins =
      digit != end && (is_ascii_digit(*digit) || (*digit == '.' && digit + 1 != end && is_ascii_digit(digit[1])));
  if (!begins) return 0;
  double value = 0;
  const auto result = std::from_chars(number, end, value);
  consumed = static_cast<std::size_t>(result.ptr - text.data());
  if (result.ec != std::errc::result_out_of_range) return value;
  // from_chars does not say which side it was: a huge exponent, or many digits, overflow; the others are zero.
  const std::string_view written{number, static_cast<std::size_t>(result.ptr - number)};
  const auto e = written.find_first_of("eE");
  const bool tiny = (e != std::string_view::npos && written.substr(e + 1).starts_with('-')) ||
                    (e == std::string_view::npos && written.find_first_not_of("-0.") > 300);
  const double magnitude = tiny ? 0.0 : std::numeric_limits<double>::infinity();
  return *number == '-' ? -magnitude : magnitude;
}

std::optional<double> parse_double(std::string_view text) {
  text = ascii_trim(text);
  std::string_view word = text;
  const bool negative = word.starts_with('-');
  if (negative || word.starts_with('+')) word.remove_prefix(1);
  if (ascii_iequals(word, "nan") && word.size() == text.size()) return std::numeric_limits<double>::quiet_NaN();
  if (ascii_iequals(word, "infinity") || ascii_iequals(word, "inf")) {
    return negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
  }
  std::size_t consumed = 0;
  const double value = parse_double_prefix(text, consumed);
  if (consumed == 0 || consumed != text.size()) return std::nullopt;
  return value;
}

}  // namespace emulator
