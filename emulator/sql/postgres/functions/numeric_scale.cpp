// PostgreSQL counts in groups of four decimal digits; so must this, for the scale of a quotient follows from the
// groups.
#include "sql/postgres/functions/numeric_scale.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace emulator::postgres {

namespace {

constexpr std::int32_t digits_per_group = 4;
constexpr std::int32_t significant_digits = 16;  // NUMERIC_MIN_SIG_DIGITS
constexpr std::int32_t largest_scale = 1000;     // NUMERIC_MAX_DISPLAY_SCALE

}  // namespace

DigitGroups digit_groups(const Decimal& value) {
  const std::string text = value.absolute().to_string();
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits = text.substr(0, point);
  digits.insert(0, (digits_per_group - digits.size() % digits_per_group) % digits_per_group, '0');
  auto weight = static_cast<std::int32_t>(digits.size()) / digits_per_group - 1;
  if (point < text.size()) {
    digits += text.substr(point + 1);
  }
  digits.append((digits_per_group - digits.size() % digits_per_group) % digits_per_group, '0');
  for (std::size_t at = 0; at < digits.size(); at += digits_per_group, --weight) {
    const std::int32_t digit = std::stoi(digits.substr(at, digits_per_group));
    if (digit != 0) {
      const auto last = static_cast<std::int32_t>((digits.find_last_not_of('0') - at) / digits_per_group);
      return {weight, weight - last, digit};
    }
  }
  return {};
}

std::int32_t division_scale(const Decimal& dividend, const Decimal& divisor) {
  const DigitGroups left = digit_groups(dividend);
  const DigitGroups right = digit_groups(divisor);
  std::int32_t weight = left.first - right.first;
  if (left.leading <= right.leading) {
    --weight;
  }
  const std::int32_t scale =
      std::max({significant_digits - weight * digits_per_group, dividend.scale(), divisor.scale(), 0});
  return std::min(scale, largest_scale);
}

namespace {

std::int32_t bounded(std::int32_t scale, std::int32_t least) {
  return std::min(std::max({scale, least, 0}), largest_scale);
}

// The power of ten of ln(value), as estimate_ln_dweight() has it: near 1 that of the distance to 1, towards zero else.
std::int32_t weight_of_logarithm(const Decimal& value) {
  const double logarithm = approximate_log10(value) * M_LN10;
  const Decimal distance = (value - Decimal(1)).absolute();
  if (compare(distance, *Decimal::parse("0.1")) > 0) {
    return static_cast<std::int32_t>(std::log10(std::abs(logarithm)));
  }
  return distance.is_zero() ? 0 : static_cast<std::int32_t>(std::floor(approximate_log10(distance)));
}

}  // namespace

double approximate_log10(const Decimal& positive) {
  const std::string text = positive.to_string();
  std::string digits;
  std::int32_t point = static_cast<std::int32_t>(std::min(text.find('.'), text.size()));
  for (const char c : text) {
    if (c >= '0' && c <= '9' && (!digits.empty() || c != '0')) {
      digits += c;
    } else if (c == '0') {
      --point;  // zeros in front
    }
  }
  digits.resize(std::min<std::size_t>(digits.size(), 17));
  return std::log10(std::stod("0." + digits)) + point;
}

std::int32_t square_root_scale(const Decimal& value) {
  const std::int32_t weight = (digit_groups(value).first + 1) * digits_per_group / 2 - 1;
  return bounded(significant_digits - weight, value.scale());
}

std::int32_t logarithm_scale(const Decimal& value) {
  return bounded(significant_digits - weight_of_logarithm(value), value.scale());
}

std::int32_t logarithm_scale(const Decimal& base, const Decimal& value) {
  const std::int32_t weight = weight_of_logarithm(value) - weight_of_logarithm(base);
  return bounded(significant_digits - weight, std::max(base.scale(), value.scale()));
}

std::int32_t exponential_scale(const Decimal& exponent) {
  const auto weight = static_cast<std::int32_t>(exponent.to_double() * M_LOG10E);
  return bounded(significant_digits - weight, exponent.scale());
}

std::int32_t whole_power_scale(const Decimal& base) {
  return bounded(significant_digits, base.scale());
}

std::int32_t power_scale(const Decimal& base, const Decimal& exponent, double digits) {
  const auto weight = static_cast<std::int32_t>(std::clamp(digits, -2000.0, 140'000.0));
  return bounded(significant_digits - weight, std::max(base.scale(), exponent.scale()));
}

// The argument is halved until the series is short, and the result squared as often.
Decimal exponential(const Decimal& exponent, std::int32_t scale) {
  const double size = std::abs(exponent.to_double());
  const std::int32_t halvings = size < 0.01 ? 0 : static_cast<std::int32_t>(std::ceil(std::log2(size * 100)));
  const auto before_point = static_cast<std::int32_t>(std::max(exponent.to_double() * M_LOG10E, 0.0));
  const std::int32_t work = scale + before_point + halvings + 12;
  const Decimal part = Decimal::divide(exponent, Decimal::power(Decimal(2), halvings, 0), work);
  Decimal sum(1), term(1);
  for (std::int64_t number = 1; !term.is_zero(); ++number) {
    term = Decimal::divide(term * part, Decimal(number), work);
    sum = sum + term;
  }
  for (std::int32_t done = 0; done < halvings; ++done) {
    sum = (sum * sum).rounded(work);
  }
  return sum.rounded(scale);
}

// ln x = 2 artanh((x - 1) / (x + 1)) after square roots have brought x near 1.
Decimal natural_logarithm(const Decimal& positive, std::int32_t scale) {
  const std::int32_t work = scale + 16;
  Decimal near = positive.rounded(std::max(positive.scale(), work));
  std::int32_t roots = 0;
  const Decimal low = *Decimal::parse("0.9"), high = *Decimal::parse("1.1");
  while (compare(near, low) < 0 || compare(near, high) > 0) {
    near = Decimal::square_root(near, work);
    ++roots;
  }
  const Decimal ratio = Decimal::divide(near - Decimal(1), near + Decimal(1), work);
  const Decimal square = (ratio * ratio).rounded(work);
  Decimal sum = ratio, power = ratio;
  for (std::int64_t number = 3; !power.is_zero(); number += 2) {
    power = (power * square).rounded(work);
    sum = sum + Decimal::divide(power, Decimal(number), work);
  }
  return (sum * Decimal::power(Decimal(2), roots + 1, 0)).rounded(scale);
}

}  // namespace emulator::postgres
