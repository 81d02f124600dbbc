// The four operations, powers and roots of Decimal. Special values follow PostgreSQL's numeric.
#include <algorithm>
#include <cmath>

#include "types/decimal.hpp"
#include "types/decimal_limbs.hpp"

namespace emulator {

using namespace decimal_limbs;

namespace {

using Kind = Decimal::Kind;

int sign_of(const Decimal& value) {
  if (value.is_zero()) return 0;
  return value.is_negative() ? -1 : 1;
}

}  // namespace

int compare(const Decimal& left, const Decimal& right) {
  if (left.kind_ != right.kind_) return left.kind_ < right.kind_ ? -1 : 1;
  if (left.kind_ != Kind::finite) return 0;
  if (left.negative_ != right.negative_) return left.negative_ ? -1 : 1;
  const auto scale = std::max(left.scale_, right.scale_);
  const int order = decimal_limbs::compare(times_power_of_ten(left.limbs_, scale - left.scale_),
                                           times_power_of_ten(right.limbs_, scale - right.scale_));
  return left.negative_ ? -order : order;
}

Decimal operator+(const Decimal& left, const Decimal& right) {
  if (!left.is_finite() || !right.is_finite()) {
    if (left.kind_ == Kind::nan || right.kind_ == Kind::nan) return Decimal::special(Kind::nan);
    if (left.is_finite()) return right;
    if (right.is_finite() || left.kind_ == right.kind_) return left;
    return Decimal::special(Kind::nan);
  }
  const auto scale = std::max(left.scale_, right.scale_);
  const auto a = times_power_of_ten(left.limbs_, scale - left.scale_);
  const auto b = times_power_of_ten(right.limbs_, scale - right.scale_);
  if (left.negative_ == right.negative_) return Decimal::make(left.negative_, add(a, b), scale);
  if (decimal_limbs::compare(a, b) >= 0) return Decimal::make(left.negative_, subtract(a, b), scale);
  return Decimal::make(right.negative_, subtract(b, a), scale);
}

Decimal operator-(const Decimal& left, const Decimal& right) {
  return left + right.negated();
}

Decimal operator*(const Decimal& left, const Decimal& right) {
  if (!left.is_finite() || !right.is_finite()) {
    const int sign = sign_of(left) * sign_of(right);
    if (left.kind_ == Kind::nan || right.kind_ == Kind::nan || sign == 0) return Decimal::special(Kind::nan);
    return Decimal::special(sign < 0 ? Kind::minus_infinity : Kind::infinity);
  }
  return Decimal::make(left.negative_ != right.negative_, multiply(left.limbs_, right.limbs_),
                       left.scale_ + right.scale_);
}

Decimal Decimal::quotient(const Decimal& dividend, const Decimal& divisor, std::int32_t scale, bool round) {
  if (!dividend.is_finite() || !divisor.is_finite()) {
    if (dividend.kind_ == Kind::nan || divisor.kind_ == Kind::nan) return special(Kind::nan);
    if (dividend.is_finite()) return Decimal{}.rounded(scale);
    if (!divisor.is_finite()) return special(Kind::nan);
    return special(dividend.negative_ != divisor.negative_ ? Kind::minus_infinity : Kind::infinity);
  }
  // (a / 10^s) / (b / 10^t) with `scale` digits is a * 10^(scale - s + t) / b.
  const std::int32_t shift = scale - dividend.scale_ + divisor.scale_;
  Limbs numerator = shift >= 0 ? times_power_of_ten(dividend.limbs_, shift) : dividend.limbs_;
  const Limbs denominator = shift >= 0 ? divisor.limbs_ : times_power_of_ten(divisor.limbs_, -shift);
  Limbs result = decimal_limbs::divide(numerator, denominator);
  if (round && decimal_limbs::compare(add(numerator, numerator), denominator) >= 0) add_one(result);
  return make(dividend.negative_ != divisor.negative_, std::move(result), scale);
}

Decimal Decimal::divide(const Decimal& dividend, const Decimal& divisor, std::int32_t scale) {
  return quotient(dividend, divisor, scale, true);
}

Decimal Decimal::divide_truncated(const Decimal& dividend, const Decimal& divisor, std::int32_t scale) {
  return quotient(dividend, divisor, scale, false);
}

Decimal Decimal::remainder(const Decimal& dividend, const Decimal& divisor) {
  if (!dividend.is_finite() || divisor.kind_ == Kind::nan) return special(Kind::nan);
  if (!divisor.is_finite()) return dividend;
  const auto scale = std::max(dividend.scale_, divisor.scale_);
  Limbs rest = times_power_of_ten(dividend.limbs_, scale - dividend.scale_);
  const Limbs by = times_power_of_ten(divisor.limbs_, scale - divisor.scale_);
  decimal_limbs::divide(rest, by);
  return make(dividend.negative_, std::move(rest), scale);
}

Decimal Decimal::power(const Decimal& base, std::int64_t exponent, std::int32_t scale) {
  if (exponent == 0) return Decimal{1}.rounded(scale);
  auto count = exponent < 0 ? 0 - static_cast<std::uint64_t>(exponent) : static_cast<std::uint64_t>(exponent);
  // Each squaring keeps enough digits for the last one asked for: those before the point, and some to spare.
  const double size = std::abs(std::log10(std::max(std::abs(base.to_double()), 1e-300))) * static_cast<double>(count);
  const auto working = scale + 20 + static_cast<std::int32_t>(std::min(size, static_cast<double>(max_digits)));
  Decimal result{1};
  for (Decimal factor = base; count > 0; count >>= 1) {
    if (count & 1) result = result * factor;
    if (count > 1) factor = factor * factor;
    if (result.scale_ > working) result = result.rounded(working);
    if (factor.scale_ > working) factor = factor.rounded(working);
  }
  if (exponent < 0) return divide(Decimal{1}, result, scale);
  return result.rounded(scale);
}

Decimal Decimal::square_root(const Decimal& value, std::int32_t scale) {
  if (!value.is_finite() || value.is_zero()) return value.is_zero() ? value.rounded(scale) : value;
  // Newton's iteration on integers: the root of value * 10^(2 * (scale + 1)), whose last digit is for rounding.
  const std::int32_t digits = scale + 1;
  const Decimal target = (value * make(false, times_power_of_ten({1}, 2 * digits), 0)).truncated(0);
  Decimal root = make(false, times_power_of_ten({1}, target.digits() / 2 + 1), 0);
  for (;;) {
    const Decimal next = divide_truncated(root + divide_truncated(target, root, 0), Decimal{2}, 0);
    if (compare(next, root) >= 0) break;
    root = next;
  }
  return make(false, root.limbs_, digits).rounded(scale);
}

}  // namespace emulator
