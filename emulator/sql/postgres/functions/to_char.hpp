// Patterns of to_char(), to_date() and to_timestamp() (manual 9.8). Unknown letters stand for themselves, as they do
// there; patterns that PostgreSQL knows and this does not are refused by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "types/datetime.hpp"
#include "types/decimal.hpp"
#include "types/interval.hpp"

namespace emulator::postgres {

// Without an offset there is no zone to name.
std::string format_datetime(const DateTime& value, std::optional<std::int32_t> utc_offset, std::string_view pattern);
std::string format_interval(const Interval& value, std::string_view pattern);
DateTime read_by_pattern(const std::string& text, std::string_view pattern);
std::string format_number(const Decimal& value, std::string_view pattern);
std::string format_number(double value, std::string_view pattern);  // rounds what the bits say, not the digits shown

}  // namespace emulator::postgres
