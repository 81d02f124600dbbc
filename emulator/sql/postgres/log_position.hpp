// pg_lsn (manual 8.20): a place in the write-ahead log, 64 bits, printed as two numbers of hexadecimal digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emulator::postgres {

std::optional<std::uint64_t> parse_log_position(std::string_view text);
std::string print_log_position(std::uint64_t position);  // "16/B374D848"

int compare_log_position_texts(std::string_view left, std::string_view right);

}  // namespace emulator::postgres
