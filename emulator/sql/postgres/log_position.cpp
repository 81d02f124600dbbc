#include "sql/postgres/log_position.hpp"

#include <array>
#include <charconv>
#include <cstdio>

#include "types/collation.hpp"

namespace emulator::postgres {

namespace {

constexpr std::size_t most_digits = 8;

std::optional<std::uint32_t> half(std::string_view digits) {
  std::uint32_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value, 16);
  const bool is_whole = read.ec == std::errc{} && read.ptr == end && digits.size() <= most_digits;
  return is_whole ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> parse_log_position(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    return std::nullopt;
  }
  const std::optional<std::uint32_t> high = half(text.substr(0, slash)), low = half(text.substr(slash + 1));
  return high && low ? std::optional(std::uint64_t{*high} << 32 | *low) : std::nullopt;
}

std::string print_log_position(std::uint64_t position) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%X/%X", static_cast<unsigned>(position >> 32),
                static_cast<unsigned>(position & 0xffffffff));
  return text.data();
}

int compare_log_position_texts(std::string_view left, std::string_view right) {
  const std::optional<std::uint64_t> one = parse_log_position(left), other = parse_log_position(right);
  return one && other ? (*one < *other ? -1 : static_cast<int>(*one > *other)) : compare_bytes(left, right);
}

}  // namespace emulator::postgres
