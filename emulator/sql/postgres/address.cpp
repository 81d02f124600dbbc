// IPv6 is read and written by the C library, which does both as PostgreSQL does.
#include "sql/postgres/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "base/text.hpp"

namespace emulator::postgres {

namespace {

// Up to three digits, from 0 to `most`. Empty: none.
std::optional<int> take_number(std::string_view& text, int most) {
  std::size_t digits = 0;
  int number = 0;
  while (digits < text.size() && digits < 4 && is_ascii_digit(text[digits])) {
    number = number * 10 + (text[digits++] - '0');
  }
  if (digits == 0 || number > most) {
    return std::nullopt;
  }
  text.remove_prefix(digits);
  return number;
}

// How many octets were written; -1: malformed. `rest` is what follows them.
int take_octets(std::string_view& rest, Address& address) {
  int count = 0;
  while (true) {
    const std::optional<int> octet = take_number(rest, 255);
    if (!octet || count == 4) {
      return -1;
    }
    address.bytes[static_cast<std::size_t>(count++)] = static_cast<std::uint8_t>(*octet);
    if (!rest.starts_with('.')) {
      return count;
    }
    rest.remove_prefix(1);
  }
}

// Empty: malformed. -1: not given.
std::optional<int> take_bits(std::string_view rest, int most) {
  if (rest.empty()) {
    return -1;
  }
  if (!rest.starts_with('/')) {
    return std::nullopt;
  }
  rest.remove_prefix(1);
  const std::optional<int> bits = take_number(rest, most);
  return rest.empty() ? bits : std::nullopt;
}

std::optional<Address> parse_v6(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  Address address{.is_v6 = true};
  const std::string host{text.substr(0, slash)};
  const std::optional<int> bits = take_bits(text.substr(slash), 128);
  if (!bits || inet_pton(AF_INET6, host.c_str(), address.bytes.data()) != 1) {
    return std::nullopt;
  }
  address.bits = *bits < 0 ? 128 : *bits;
  return address;
}

// The bits of a network whose mask is not given, by the old classes; as many at least as were written.
int bits_of_class(std::uint8_t first, int octets) {
  const int bits = first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
  return std::max(bits, octets * 8);
}

void fill_host(Address& address, bool ones) {
  for (int bit = address.bits; bit < address.width(); ++bit) {
    std::uint8_t& byte = address.bytes[static_cast<std::size_t>(bit / 8)];
    const int mask = 0x80 >> (bit % 8);
    byte = static_cast<std::uint8_t>(ones ? byte | mask : byte & ~mask);
  }
}

// `bits_of` says how many bits an IPv4 text without /bits means; empty: it may not go without.
template <class BitsOf>
std::optional<Address> parse(std::string_view text, BitsOf bits_of) {
  if (text.find(':') != std::string_view::npos) {
    return parse_v6(text);
  }
  Address address;
  std::string_view rest = text;
  const int octets = take_octets(rest, address);
  std::optional<int> bits = take_bits(rest, 32);
  if (octets < 0 || !bits) {
    return std::nullopt;
  }
  if (*bits < 0) {
    bits = bits_of(address, octets);
  }
  if (!bits) {
    return std::nullopt;
  }
  address.bits = *bits;
  return address;
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  return parse(text, [](const Address&, int octets) -> std::optional<int> {
    return octets < 4 ? std::nullopt : std::optional{32};
  });
}

std::optional<Address> parse_network(std::string_view text) {
  return parse(text, [](const Address& address, int octets) -> std::optional<int> {
    return bits_of_class(address.bytes[0], octets);
  });
}

bool has_host_bits(const Address& address) {
  return masked(address).bytes != address.bytes;
}

std::string to_string(const Address& address, bool with_bits) {
  char text[INET6_ADDRSTRLEN];
  inet_ntop(address.is_v6 ? AF_INET6 : AF_INET, address.bytes.data(), text, sizeof text);
  const bool shows = with_bits || address.bits < address.width();
  return shows ? std::string(text) + "/" + std::to_string(address.bits) : text;
}

Address masked(const Address& address) {
  Address network = address;
  fill_host(network, false);
  return network;
}

Address flooded(const Address& address) {
  Address last = address;
  fill_host(last, true);
  return last;
}

bool share_bits(const Address& left, const Address& right, int bits) {
  Address one = left, other = right;
  one.bits = other.bits = bits;
  return masked(one).bytes == masked(other).bytes;
}

int compare(const Address& left, const Address& right) {
  if (left.is_v6 != right.is_v6) {
    return left.is_v6 ? 1 : -1;
  }
  Address one = left, other = right;
  one.bits = other.bits = std::min(left.bits, right.bits);
  const auto order = [](const auto& first, const auto& second) { return first < second ? -1 : second < first ? 1 : 0; };
  if (const int network = order(masked(one).bytes, masked(other).bytes); network != 0) {
    return network;
  }
  const int length = order(left.bits, right.bits);
  return length != 0 ? length : order(left.bytes, right.bytes);
}

}  // namespace emulator::postgres
