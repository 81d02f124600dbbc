// Network addresses as inet and cidr have them: from their texts, in order, and back.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emulator::postgres {

struct Address {
  bool is_v6 = false;
  std::array<std::uint8_t, 16> bytes{};  // of IPv4 the first four
  int bits = 0;                          // of the network

  int width() const { return is_v6 ? 128 : 32; }
  friend bool operator==(const Address&, const Address&) = default;
};

// "192.168.0.1/24", "::1": all of the address, and of IPv4 less only where the mask says how much. Empty: malformed.
std::optional<Address> parse_address(std::string_view text);
// As cidr reads it: "10" and "192.168" are networks by their class.
std::optional<Address> parse_network(std::string_view text);
bool has_host_bits(const Address& address);

// `with_bits`: the mask is shown although it is the whole address.
std::string to_string(const Address& address, bool with_bits = false);

Address masked(const Address& address);   // bits of the host are 0
Address flooded(const Address& address);  // bits of the host are 1
int compare(const Address& left, const Address& right);
// Whether the first `bits` bits are the same; only of one family.
bool share_bits(const Address& left, const Address& right, int bits);

}  // namespace emulator::postgres
