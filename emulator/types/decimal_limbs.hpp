// Unsigned integers of any size in base 10^9, least significant limb first: the digits under Decimal. Internal to
// types/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::decimal_limbs {

using Limbs = std::vector<std::uint32_t>;
inline constexpr std::uint32_t base = 1'000'000'000;
inline constexpr std::int32_t digits_per_limb = 9;

void trim(Limbs& limbs);  // drops leading zero limbs; every other function expects and gives trimmed numbers
Limbs from_integer(std::uint64_t value);
Limbs from_digits(std::string_view digits);
std::string to_digits(const Limbs& limbs);  // "0" for zero

int compare(const Limbs& left, const Limbs& right);
Limbs add(const Limbs& left, const Limbs& right);
Limbs subtract(const Limbs& left, const Limbs& right);  // left >= right
Limbs multiply(const Limbs& left, const Limbs& right);
void add_one(Limbs& limbs);
Limbs times_power_of_ten(const Limbs& limbs, std::int32_t power);
// Truncates; true if what was cut off is at least half.
bool divide_by_power_of_ten(Limbs& limbs, std::int32_t power);
// divisor is not zero; leaves the remainder in `dividend`.
Limbs divide(Limbs& dividend, const Limbs& divisor);

}  // namespace emulator::decimal_limbs
