// macaddr and macaddr8 (manual 8.9.4, 9.12): pairs of hexadecimal digits with colons between, six or eight of them.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/text.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

constexpr std::size_t short_size = 6, long_size = 8;
constexpr std::size_t manufacturer_size = 3;  // bytes

using MacBytes = std::vector<std::uint8_t>;

// Where separators of a macaddr may stand, and which: groups of 2, 4, 6 or 12 digits.
bool is_grouped(std::string_view text) {
  static constexpr std::string_view shapes[] = {"hh:hh:hh:hh:hh:hh", "hh-hh-hh-hh-hh-hh", "hhhhhh:hhhhhh",
                                                "hhhhhh-hhhhhh",     "hhhh.hhhh.hhhh",    "hhhh-hhhh-hhhh",
                                                "hhhhhhhhhhhh"};
  return std::any_of(std::begin(shapes), std::end(shapes), [&](std::string_view shape) {
    return shape.size() == text.size() && std::equal(text.begin(), text.end(), shape.begin(), [](char c, char wanted) {
             return wanted == 'h' ? hex_value(c) >= 0 : c == wanted;
           });
  });
}

// Of a macaddr8: pairs of digits, one and the same separator wherever there is any, spaces at either end; what is left
// behind them is overlooked when it is one character.
std::optional<MacBytes> parse_pairs(std::string_view text) {
  MacBytes bytes;
  while (!text.empty() && is_ascii_space(text.front())) {
    text.remove_prefix(1);
  }
  char separator = '\0';
  while (text.size() >= 2) {
    const int high = hex_value(text[0]), low = hex_value(text[1]);
    if (high < 0 || low < 0 || bytes.size() == long_size) {
      return std::nullopt;
    }
    bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
    text.remove_prefix(2);
    if (!text.empty() && (text.front() == ':' || text.front() == '-' || text.front() == '.')) {
      if (separator != '\0' && separator != text.front()) {
        return std::nullopt;
      }
      separator = text.front();
      text.remove_prefix(1);
    }
    const bool may_end = bytes.size() == short_size || bytes.size() == long_size;
    if (may_end && !text.empty() && is_ascii_space(text.front())) {
      if (!ascii_trim(text).empty()) {
        return std::nullopt;
      }
      break;
    }
  }
  return bytes;
}

std::string printed(const MacBytes& bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += text.empty() ? "" : ":";
    text += digits[byte >> 4];
    text += digits[byte & 0xf];
  }
  return text;
}

MacBytes bytes_at(Arguments arguments, std::size_t index) {
  return *parse_pairs(text_at(arguments, index));
}

// The address of eight bytes that stands for one of six.
MacBytes lengthened(MacBytes bytes) {
  static constexpr std::array<std::uint8_t, 2> filling = {0xff, 0xfe};
  bytes.insert(bytes.begin() + manufacturer_size, filling.begin(), filling.end());
  return bytes;
}

Value truncated(Arguments arguments, CallContext&) {
  MacBytes bytes = bytes_at(arguments, 0);
  std::fill(bytes.begin() + manufacturer_size, bytes.end(), std::uint8_t{0});
  return printed(bytes);
}

Value with_seventh_bit(Arguments arguments, CallContext&) {
  MacBytes bytes = bytes_at(arguments, 0);
  bytes[0] |= 0x02;
  return printed(bytes);
}

template <bool all>
Value bitwise(Arguments arguments, CallContext&) {
  MacBytes bytes = bytes_at(arguments, 0);
  const MacBytes others = bytes_at(arguments, 1);
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    const int byte = all ? bytes[index] & others[index] : bytes[index] | others[index];
    bytes[index] = static_cast<std::uint8_t>(byte);
  }
  return printed(bytes);
}

Value inverted(Arguments arguments, CallContext&) {
  MacBytes bytes = bytes_at(arguments, 0);
  std::transform(bytes.begin(), bytes.end(), bytes.begin(),
                 [](std::uint8_t byte) { return static_cast<std::uint8_t>(~byte); });
  return printed(bytes);
}

}  // namespace

Value input_macaddr(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::string_view digits = ascii_trim(text);
  if (!is_grouped(digits)) {
    bad_text("macaddr", text);
  }
  std::string pairs;
  std::copy_if(digits.begin(), digits.end(), std::back_inserter(pairs), [](char c) { return hex_value(c) >= 0; });
  return printed(*parse_pairs(pairs));
}

Value input_macaddr8(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::optional<MacBytes> bytes = parse_pairs(text);
  if (!bytes || (bytes->size() != short_size && bytes->size() != long_size)) {
    bad_text("macaddr8", text);
  }
  return printed(bytes->size() == short_size ? lengthened(*bytes) : *bytes);
}

Value macaddr_to_macaddr8(Arguments arguments, CallContext&) {
  return printed(lengthened(bytes_at(arguments, 0)));
}

Value macaddr8_to_macaddr(Arguments arguments, CallContext&) {
  MacBytes bytes = bytes_at(arguments, 0);
  const auto filling = bytes.begin() + manufacturer_size;
  if (filling[0] != 0xff || filling[1] != 0xfe) {
    SqlError error =
        make_worded_error(Condition::numeric_out_of_range, "macaddr8 data out of range to convert to macaddr");
    error.hint =
        "Only addresses that have FF and FE as values in the 4th and 5th bytes from the left, for example "
        "xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be converted from macaddr8 to macaddr.";
    throw error;
  }
  bytes.erase(filling, filling + 2);
  return printed(bytes);
}

void add_mac_addresses(Overloads& rows) {
  for (const TypeId id : {macaddr, macaddr8}) {
    rows.push_back(native_row("trunc", {id}, id, "pg_macaddr_trunc", truncated));
    rows.push_back(as_operator(native_row("~", {id}, id, "pg_macaddr_not", inverted)));
    rows.push_back(as_operator(native_row("&", {id, id}, id, "pg_macaddr_and", bitwise<true>)));
    rows.push_back(as_operator(native_row("|", {id, id}, id, "pg_macaddr_or", bitwise<false>)));
  }
  rows.push_back(native_row("macaddr8_set7bit", {macaddr8}, macaddr8, "pg_macaddr8_set7bit", with_seventh_bit));
}

}  // namespace emulator::postgres
