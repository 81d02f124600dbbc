// Decimal's text forms, order and rounding. The arithmetic is in decimal_arithmetic.cpp.
#include "types/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "types/decimal_limbs.hpp"
#include "types/float_text.hpp"

namespace emulator {

using namespace decimal_limbs;

namespace {

// The pieces of "-012.50": no sign, no leading zeros, no trailing zeros after the point. Empty: not plain digits.
struct Plain {
  bool negative = false;
  std::string_view integer, fraction;
};

std::optional<Plain> plain_pieces(std::string_view text) {
  Plain plain;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    plain.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  std::size_t point = 0;
  while (point < text.size() && is_ascii_digit(text[point])) ++point;
  std::size_t end = point;
  if (end < text.size() && text[end] == '.') {
    ++end;
    while (end < text.size() && is_ascii_digit(text[end])) ++end;
    plain.fraction = text.substr(point + 1, end - point - 1);
  }
  if (end != text.size() || (point == 0 && plain.fraction.empty())) return std::nullopt;
  plain.integer = text.substr(0, point);
  while (!plain.integer.empty() && plain.integer.front() == '0') plain.integer.remove_prefix(1);
  while (!plain.fraction.empty() && plain.fraction.back() == '0') plain.fraction.remove_suffix(1);
  if (plain.integer.empty() && plain.fraction.empty()) plain.negative = false;
  return plain;
}

int sign_of(int order) {
  return (order > 0) - (order < 0);
}

int compare_plain(const Plain& left, const Plain& right) {
  if (left.negative != right.negative) return left.negative ? -1 : 1;
  int order = 0;
  if (left.integer.size() != right.integer.size()) {
    order = left.integer.size() < right.integer.size() ? -1 : 1;
  } else if (order = left.integer.compare(right.integer); order == 0) {
    order = left.fraction.compare(right.fraction);  // a shorter fraction that is a prefix is the smaller number
  }
  return left.negative ? -sign_of(order) : sign_of(order);
}

struct Number {
  bool negative = false;
  std::string digits;
  std::int64_t scale = 0;
  std::size_t size = 0;  // bytes read; 0: no number
};

Number read_number(std::string_view text) {
  Number number;
  std::size_t i = 0;
  while (i < text.size() && is_ascii_space(text[i])) ++i;
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) number.negative = text[i++] == '-';
  const std::size_t start = i;
  while (i < text.size() && is_ascii_digit(text[i])) ++i;
  number.digits = text.substr(start, i - start);
  if (i < text.size() && text[i] == '.') {
    std::size_t j = i + 1;
    while (j < text.size() && is_ascii_digit(text[j])) ++j;
    number.digits += text.substr(i + 1, j - i - 1);
    number.scale = static_cast<std::int64_t>(j - i - 1);
    i = number.digits.empty() ? i : j;
  }
  if (number.digits.empty()) return {};
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    std::size_t j = i + 1;
    if (j < text.size() && text[j] == '+') ++j;
    std::int32_t exponent = 0;
    const bool sign_twice = j > i + 1 && j < text.size() && text[j] == '-';
    const auto result = std::from_chars(text.data() + j, text.data() + text.size(), exponent);
    if (result.ec == std::errc::result_out_of_range) {
      exponent = text[j] == '-' ? -10'000'000 : 10'000'000;
    }
    if (!sign_twice && result.ec != std::errc::invalid_argument) {
      i = static_cast<std::size_t>(result.ptr - text.data());
      number.scale -= exponent;
    }
  }
  number.size = i;
  return number;
}

}  // namespace

int compare_decimals(std::string_view left, std::string_view right) {
  const auto left_plain = plain_pieces(left);
  const auto right_plain = plain_pieces(right);
  if (left_plain && right_plain) return compare_plain(*left_plain, *right_plain);
  const auto left_number = Decimal::parse(left);
  const auto right_number = Decimal::parse(right);
  if (left_number && right_number) return compare(*left_number, *right_number);
  if (left_number || right_number) return left_number ? -1 : 1;
  return sign_of(left.compare(right));
}

Decimal Decimal::make(bool negative, Limbs limbs, std::int32_t scale) {
  trim(limbs);
  Decimal result;
  result.negative_ = negative && !limbs.empty();
  result.limbs_ = std::move(limbs);
  result.scale_ = scale;
  return result;
}

Decimal::Decimal(std::int64_t value) {
  const auto magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  limbs_ = from_integer(magnitude);
  negative_ = value < 0;
}

Decimal Decimal::from_unsigned(std::uint64_t value) {
  return make(false, from_integer(value), 0);
}

Decimal Decimal::from_double(double value) {
  if (std::isnan(value)) return special(Kind::nan);
  if (std::isinf(value)) return special(value < 0 ? Kind::minus_infinity : Kind::infinity);
  return *parse(plain_text(value));
}

Decimal Decimal::special(Kind kind) {
  Decimal result;
  result.kind_ = kind;
  result.negative_ = kind == Kind::minus_infinity;
  return result;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  text = ascii_trim(text);
  std::size_t consumed = 0;
  const auto number = read_number(text);
  if (number.size == 0) {
    std::string_view word = text;
    const bool negative = word.starts_with('-');
    if (negative || word.starts_with('+')) word.remove_prefix(1);
    if (ascii_iequals(text, "nan")) return special(Kind::nan);
    if (!ascii_iequals(word, "infinity") && !ascii_iequals(word, "inf")) return std::nullopt;
    return special(negative ? Kind::minus_infinity : Kind::infinity);
  }
  if (number.size != text.size()) return std::nullopt;
  const auto length = static_cast<std::int64_t>(number.digits.size());
  if (number.scale > max_digits || length - number.scale > max_digits) return std::nullopt;
  return parse_prefix(text, consumed);
}

Decimal Decimal::parse_prefix(std::string_view text, std::size_t& consumed) {
  auto number = read_number(text);
  consumed = number.size;
  if (number.size == 0) return {};
  // Beyond the limits only a zero or a clearly huge or tiny number can be meant; both keep their sense.
  number.scale =
      std::clamp<std::int64_t>(number.scale, -max_digits, max_digits + static_cast<std::int64_t>(number.digits.size()));
  if (number.scale < 0) {
    if (number.digits.find_first_not_of('0') != std::string::npos) {
      number.digits.append(static_cast<std::size_t>(-number.scale), '0');
    }
    number.scale = 0;
  }
  return make(number.negative, from_digits(number.digits), static_cast<std::int32_t>(number.scale));
}

std::string Decimal::to_string() const {
  switch (kind_) {
    case Kind::nan:
      return "NaN";
    case Kind::infinity:
      return "Infinity";
    case Kind::minus_infinity:
      return "-Infinity";
    case Kind::finite:
      break;
  }
  std::string digits = to_digits(limbs_);
  const auto scale = static_cast<std::size_t>(scale_);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - scale, 1, '.');
  if (negative_) digits.insert(0, 1, '-');
  return digits;
}

std::optional<std::uint64_t> Decimal::to_uint64() const {
  if (!is_finite()) return std::nullopt;
  const Decimal whole = rounded(0);
  if (whole.negative_) return std::nullopt;
  const auto digits = to_digits(whole.limbs_);
  std::uint64_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec != std::errc{}) return std::nullopt;
  return value;
}

std::optional<std::int64_t> Decimal::to_int64() const {
  const auto magnitude = absolute().to_uint64();
  if (!magnitude) return std::nullopt;
  constexpr std::uint64_t limit = std::uint64_t{1} << 63;
  if (*magnitude > limit || (*magnitude == limit && !negative_)) return std::nullopt;
  return negative_ ? static_cast<std::int64_t>(0 - *magnitude) : static_cast<std::int64_t>(*magnitude);
}

double Decimal::to_double() const {
  switch (kind_) {
    case Kind::nan:
      return std::nan("");
    case Kind::infinity:
      return HUGE_VAL;
    case Kind::minus_infinity:
      return -HUGE_VAL;
    case Kind::finite:
      break;
  }
  std::string text = to_digits(limbs_);
  if (text.size() == 1 && text[0] == '0') return 0;
  text += 'e';
  text += std::to_string(-scale_);
  std::size_t consumed = 0;
  const double value = parse_double_prefix(text, consumed);
  return negative_ ? -value : value;
}

std::int32_t Decimal::digits() const {
  return limbs_.empty() ? 0 : static_cast<std::int32_t>(to_digits(limbs_).size());
}

std::int32_t Decimal::integer_digits() const {
  return std::max(0, digits() - scale_);
}

Decimal Decimal::negated() const {
  if (kind_ == Kind::infinity) return special(Kind::minus_infinity);
  if (kind_ == Kind::minus_infinity) return special(Kind::infinity);
  Decimal result = *this;
  result.negative_ = kind_ == Kind::finite && !limbs_.empty() && !negative_;
  return result;
}

Decimal Decimal::absolute() const {
  return negative_ ? negated() : *this;
}

Decimal Decimal::with_scale(std::int32_t scale, bool round) const {
  if (!is_finite() || scale == scale_) return *this;
  if (scale > scale_) return make(negative_, times_power_of_ten(limbs_, scale - scale_), scale);
  Limbs limbs = limbs_;
  const bool half = divide_by_power_of_ten(limbs, scale_ - scale);
  if (round && half) add_one(limbs);
  if (scale >= 0) return make(negative_, std::move(limbs), scale);
  return make(negative_, times_power_of_ten(limbs, -scale), 0);
}

Decimal Decimal::rounded(std::int32_t scale) const {
  return with_scale(scale, true);
}
Decimal Decimal::truncated(std::int32_t scale) const {
  return with_scale(scale, false);
}

Decimal Decimal::floor() const {
  const Decimal whole = truncated(0);
  return negative_ && compare(whole, *this) != 0 ? whole - Decimal{1} : whole;
}

Decimal Decimal::ceiling() const {
  const Decimal whole = truncated(0);
  return !negative_ && compare(whole, *this) != 0 ? whole + Decimal{1} : whole;
}

Decimal Decimal::trimmed() const {
  if (!is_finite()) return *this;
  const auto digits = to_digits(limbs_);
  std::int32_t zeros = 0;
  while (zeros < scale_ && zeros < static_cast<std::int32_t>(digits.size()) &&
         digits[digits.size() - 1 - static_cast<std::size_t>(zeros)] == '0') {
    ++zeros;
  }
  return truncated(limbs_.empty() ? 0 : scale_ - zeros);
}

}  // namespace emulator
