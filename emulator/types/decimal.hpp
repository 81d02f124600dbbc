// Decimal: exact decimal numbers of any size, for DECIMAL, NUMERIC and jsonb numbers. Values carry them as text; this
// is the calculator behind functions and casts. Knows the special values of PostgreSQL's numeric (NaN, +-Infinity).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emulator {

// The order of decimals written as text: '1.5' = '1.50', '-2' < '10'. -Infinity < numbers < Infinity < NaN < any other
// text (those bytewise), so that it is a total order. Plain digits are compared without being converted.
int compare_decimals(std::string_view left, std::string_view right);

class Decimal {
 public:
  // The order is the order of the values.
  enum class Kind : std::uint8_t {
    minus_infinity,
    finite,
    infinity,
    nan
  };

  Decimal() = default;  // 0, scale 0
  explicit Decimal(std::int64_t value);
  static Decimal from_unsigned(std::uint64_t value);
  static Decimal from_double(double value);  // the shortest digits that read back as `value`; NaN and infinities too
  static Decimal special(Kind kind);

  // [spaces][+-]digits[.digits][e[+-]digits][spaces]; "NaN", "[+-]Infinity", "[+-]inf" without case. A scale is kept as
  // written: "1.50" has 2. Empty: not a number, or more than max_digits digits on one side of the point.
  static std::optional<Decimal> parse(std::string_view text);
  // The longest prefix that is a number (as MySQL reads '12abc'), and how many bytes it took; no special values.
  static Decimal parse_prefix(std::string_view text, std::size_t& consumed);
  static constexpr std::int32_t max_digits = 200'000;

  std::string to_string() const;  // "-12.50": exactly scale() digits after the point; "NaN", "Infinity"
  // Rounded half away from zero; empty when out of range or special.
  std::optional<std::int64_t> to_int64() const;
  std::optional<std::uint64_t> to_uint64() const;
  double to_double() const;

  Kind kind() const { return kind_; }
  bool is_finite() const { return kind_ == Kind::finite; }
  bool is_zero() const { return kind_ == Kind::finite && limbs_.empty(); }
  bool is_negative() const { return negative_; }  // false for 0 and NaN
  std::int32_t scale() const { return scale_; }   // digits after the point, never negative
  std::int32_t digits() const;                    // significant digits of the unscaled number; 0 for zero
  std::int32_t integer_digits() const;            // before the point, without leading zeros; 0 for 0.5

  Decimal negated() const;
  Decimal absolute() const;
  // To `scale` digits after the point (fewer or more); negative scales round tens, hundreds... and leave scale 0.
  Decimal rounded(std::int32_t scale) const;    // half away from zero
  Decimal truncated(std::int32_t scale) const;  // towards zero
  Decimal floor() const;
  Decimal ceiling() const;
  Decimal trimmed() const;  // without trailing zeros after the point

  friend Decimal operator+(const Decimal& left, const Decimal& right);  // scale: the greater one
  friend Decimal operator-(const Decimal& left, const Decimal& right);
  friend Decimal operator*(const Decimal& left, const Decimal& right);  // scale: the sum
  friend int compare(const Decimal& left, const Decimal& right);
  friend bool operator==(const Decimal& left, const Decimal& right) { return compare(left, right) == 0; }

  // The divisor must not be zero (callers decide what that means). Rounded half away from zero to `scale`.
  static Decimal divide(const Decimal& dividend, const Decimal& divisor, std::int32_t scale);
  static Decimal divide_truncated(const Decimal& dividend, const Decimal& divisor, std::int32_t scale);
  // The sign is the dividend's; scale: the greater one.
  static Decimal remainder(const Decimal& dividend, const Decimal& divisor);
  // base ^ exponent, rounded to `scale` at the end; negative exponents divide (the base must not be zero then).
  static Decimal power(const Decimal& base, std::int64_t exponent, std::int32_t scale);
  // Of a number that is not negative, rounded to `scale`.
  static Decimal square_root(const Decimal& value, std::int32_t scale);

 private:
  using Limbs = std::vector<std::uint32_t>;  // base 10^9, least significant first, no leading zero limbs

  static Decimal make(bool negative, Limbs limbs, std::int32_t scale);
  static Decimal quotient(const Decimal& dividend, const Decimal& divisor, std::int32_t scale, bool round);
  Decimal with_scale(std::int32_t scale, bool round) const;

  Kind kind_ = Kind::finite;
  bool negative_ = false;
  std::int32_t scale_ = 0;
  Limbs limbs_;
};

}  // namespace emulator
