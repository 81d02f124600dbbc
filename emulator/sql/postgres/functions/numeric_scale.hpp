// How many digits a computed numeric has after the point, by PostgreSQL's rules (at least 16 significant ones, and
// never fewer than the operands have), and the functions of numeric that need more than arithmetic.
#pragma once

#include <cstdint>

#include "types/decimal.hpp"

namespace emulator::postgres {

// The groups of four decimal digits that a numeric is made of, those that are zero at its ends left out.
struct DigitGroups {
  std::int32_t first = 0;  // stands for its value times 10000^first
  std::int32_t last = 0;
  std::int32_t leading = 0;  // the value of the first; 0: there is none, the number is 0
};
DigitGroups digit_groups(const Decimal& value);

std::int32_t division_scale(const Decimal& dividend, const Decimal& divisor);  // select_div_scale()
std::int32_t square_root_scale(const Decimal& value);
std::int32_t logarithm_scale(const Decimal& value);
std::int32_t logarithm_scale(const Decimal& base, const Decimal& value);
std::int32_t whole_power_scale(const Decimal& base);
// Of other exponents. `digits`: about how many the result has before the point.
std::int32_t power_scale(const Decimal& base, const Decimal& exponent, double digits);

double approximate_log10(const Decimal& positive);
Decimal natural_logarithm(const Decimal& positive, std::int32_t scale);

// e to such a power is too great for a numeric, or one divided by it is shown as zero (exp_var(), power_var()).
inline constexpr double exponential_limit = 6000;
inline constexpr double power_limit = 6020;
inline constexpr std::int32_t underflow_scale = 1000;
std::int32_t exponential_scale(const Decimal& exponent);
Decimal exponential(const Decimal& exponent, std::int32_t scale);  // of an exponent within the limits

}  // namespace emulator::postgres
