// Schoolbook arithmetic on base 10^9 limbs; division is Knuth's algorithm D (The Art of Computer Programming 4.3.1).
#include "types/decimal_limbs.hpp"

#include <algorithm>

namespace emulator::decimal_limbs {

namespace {

constexpr std::uint32_t powers[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};

Limbs times_small(const Limbs& limbs, std::uint32_t factor) {
  Limbs result;
  result.reserve(limbs.size() + 1);
  std::uint64_t carry = 0;
  for (const auto limb : limbs) {
    carry += std::uint64_t{limb} * factor;
    result.push_back(static_cast<std::uint32_t>(carry % base));
    carry /= base;
  }
  if (carry > 0) result.push_back(static_cast<std::uint32_t>(carry));
  return result;
}

std::uint32_t divide_small(Limbs& limbs, std::uint32_t divisor) {
  std::uint64_t rest = 0;
  for (auto limb = limbs.rbegin(); limb != limbs.rend(); ++limb) {
    rest = rest * base + *limb;
    *limb = static_cast<std::uint32_t>(rest / divisor);
    rest %= divisor;
  }
  trim(limbs);
  return static_cast<std::uint32_t>(rest);
}

// One digit of the quotient at `offset`: estimates it from the leading limbs, subtracts, and corrects the estimate.
std::uint32_t divide_step(Limbs& dividend, const Limbs& divisor, std::size_t offset) {
  const std::size_t n = divisor.size();
  const std::uint64_t leading = std::uint64_t{dividend[offset + n]} * base + dividend[offset + n - 1];
  std::uint64_t estimate = leading / divisor[n - 1];
  std::uint64_t rest = leading % divisor[n - 1];
  while (estimate >= base || estimate * divisor[n - 2] > rest * base + dividend[offset + n - 2]) {
    --estimate;
    rest += divisor[n - 1];
    if (rest >= base) break;
  }
  std::int64_t borrow = 0;
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < n; ++i) {
    carry += estimate * divisor[i];
    const std::int64_t difference =
        std::int64_t{dividend[offset + i]} - static_cast<std::int64_t>(carry % base) - borrow;
    carry /= base;
    borrow = difference < 0 ? 1 : 0;
    dividend[offset + i] = static_cast<std::uint32_t>(difference + borrow * std::int64_t{base});
  }
  const std::int64_t top = std::int64_t{dividend[offset + n]} - static_cast<std::int64_t>(carry) - borrow;
  dividend[offset + n] = static_cast<std::uint32_t>(top < 0 ? top + std::int64_t{base} : top);
  if (top >= 0) return static_cast<std::uint32_t>(estimate);
  std::uint32_t back = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t sum = dividend[offset + i] + divisor[i] + back;
    back = sum >= base ? 1 : 0;
    dividend[offset + i] = sum - back * base;
  }
  dividend[offset + n] = (dividend[offset + n] + back) % base;
  return static_cast<std::uint32_t>(estimate - 1);
}

}  // namespace

void trim(Limbs& limbs) {
  while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
}

Limbs from_integer(std::uint64_t value) {
  Limbs limbs;
  for (; value > 0; value /= base) limbs.push_back(static_cast<std::uint32_t>(value % base));
  return limbs;
}

Limbs from_digits(std::string_view digits) {
  Limbs limbs;
  limbs.reserve(digits.size() / 9 + 1);
  while (!digits.empty()) {
    const std::size_t size = std::min<std::size_t>(digits.size(), 9);
    std::uint32_t limb = 0;
    for (const char c : digits.substr(digits.size() - size)) limb = limb * 10 + static_cast<std::uint32_t>(c - '0');
    limbs.push_back(limb);
    digits.remove_suffix(size);
  }
  trim(limbs);
  return limbs;
}

std::string to_digits(const Limbs& limbs) {
  if (limbs.empty()) return "0";
  std::string digits = std::to_string(limbs.back());
  for (std::size_t i = limbs.size() - 1; i-- > 0;) {
    const auto limb = std::to_string(limbs[i]);
    digits.append(9 - limb.size(), '0');
    digits += limb;
  }
  return digits;
}

int compare(const Limbs& left, const Limbs& right) {
  if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
  for (std::size_t i = left.size(); i-- > 0;) {
    if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
  }
  return 0;
}

Limbs add(const Limbs& left, const Limbs& right) {
  const Limbs& longer = left.size() >= right.size() ? left : right;
  const Limbs& shorter = left.size() >= right.size() ? right : left;
  Limbs result = longer;
  std::uint32_t carry = 0;
  for (std::size_t i = 0; i < result.size() && (i < shorter.size() || carry > 0); ++i) {
    const std::uint32_t sum = result[i] + (i < shorter.size() ? shorter[i] : 0) + carry;
    carry = sum >= base ? 1 : 0;
    result[i] = sum - carry * base;
  }
  if (carry > 0) result.push_back(1);
  return result;
}

Limbs subtract(const Limbs& left, const Limbs& right) {
  Limbs result = left;
  std::uint32_t borrow = 0;
  for (std::size_t i = 0; i < result.size() && (i < right.size() || borrow > 0); ++i) {
    const std::uint32_t take = (i < right.size() ? right[i] : 0) + borrow;
    borrow = result[i] < take ? 1 : 0;
    result[i] = result[i] + borrow * base - take;
  }
  trim(result);
  return result;
}

Limbs multiply(const Limbs& left, const Limbs& right) {
  if (left.empty() || right.empty()) return {};
  Limbs result(left.size() + right.size(), 0);
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < right.size(); ++j) {
      carry += result[i + j] + std::uint64_t{left[i]} * right[j];
      result[i + j] = static_cast<std::uint32_t>(carry % base);
      carry /= base;
    }
    result[i + right.size()] = static_cast<std::uint32_t>(carry);
  }
  trim(result);
  return result;
}

void add_one(Limbs& limbs) {
  for (auto& limb : limbs) {
    if (++limb < base) return;
    limb = 0;
  }
  limbs.push_back(1);
}

Limbs times_power_of_ten(const Limbs& limbs, std::int32_t power) {
  if (limbs.empty() || power == 0) return limbs;
  Limbs result = times_small(limbs, powers[power % digits_per_limb]);
  result.insert(result.begin(), static_cast<std::size_t>(power / digits_per_limb), 0);
  return result;
}

bool divide_by_power_of_ten(Limbs& limbs, std::int32_t power) {
  if (power == 0) return false;
  const auto whole = static_cast<std::size_t>((power - 1) / digits_per_limb);  // leaves 1 to 9 digits to cut
  if (whole >= limbs.size()) {
    limbs.clear();
    return false;
  }
  limbs.erase(limbs.begin(), limbs.begin() + static_cast<std::ptrdiff_t>(whole));
  const std::int32_t rest = power - static_cast<std::int32_t>(whole) * digits_per_limb;
  divide_small(limbs, powers[rest - 1]);
  return divide_small(limbs, 10) >= 5;
}

Limbs divide(Limbs& dividend, const Limbs& divisor) {
  if (compare(dividend, divisor) < 0) return {};
  if (divisor.size() == 1) {
    Limbs quotient = dividend;
    dividend = from_integer(divide_small(quotient, divisor[0]));
    return quotient;
  }
  const std::uint32_t factor = base / (divisor.back() + 1);
  const Limbs scaled = times_small(divisor, factor);
  dividend = times_small(dividend, factor);
  dividend.push_back(0);
  const std::size_t n = scaled.size();
  Limbs quotient(dividend.size() - n, 0);
  for (std::size_t offset = quotient.size(); offset-- > 0;) quotient[offset] = divide_step(dividend, scaled, offset);
  trim(dividend);
  divide_small(dividend, factor);
  trim(quotient);
  return quotient;
}

}  // namespace emulator::decimal_limbs
