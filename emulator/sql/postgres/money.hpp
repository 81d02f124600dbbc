// Amounts of money as PostgreSQL reads and prints them under lc_monetary en_US.UTF-8 (manual 8.2): whole cents in 64
// bits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace emulator::postgres {

enum class MoneyFault : std::uint8_t {
  none,
  syntax,
  range
};
struct ReadMoney {
  std::int64_t cents = 0;
  MoneyFault fault = MoneyFault::none;
};

// "$1,234.56", "-12.3", "(5)", "7-": sign, parentheses and the currency's symbol may stand before or behind.
ReadMoney parse_money(std::string_view text);
std::string print_money(std::int64_t cents);  // "-$1,234.56"

int compare_money_texts(std::string_view left, std::string_view right);

}  // namespace emulator::postgres
