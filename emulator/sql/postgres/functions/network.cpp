// Network addresses (manual 9.12): inet and cidr lie as their texts, an inet without the mask that is all of it, a cidr
// always with its own.
#include <algorithm>
#include <array>
#include <cstdio>

#include "sql/postgres/address.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

Address address_at(Arguments arguments, std::size_t index) {
  return *parse_address(text_at(arguments, index));
}

std::string cidr_text(const Address& address) {
  return to_string(masked(address), true);
}

[[noreturn]] void result_out_of_range() {
  throw make_worded_error(Condition::numeric_out_of_range, "result is out of range");
}

// --- Parts --------------------------------------------------------------------------------------------------------

Value host(Arguments arguments, CallContext&) {
  Address address = address_at(arguments, 0);
  address.bits = address.width();
  return to_string(address);
}

// The groups that the network has, two at least, with the longest run of zeros left out.
std::string abbreviated_v6(const Address& address) {
  static constexpr int ipv4_bits = 96;
  const auto count = static_cast<std::size_t>(std::clamp((address.bits + 15) / 16, 2, 8));
  if (address.bits == 0 || address.bits > ipv4_bits) {
    return to_string(address, true);
  }
  const auto group_at = [&](std::size_t index) { return address.bytes[2 * index] << 8 | address.bytes[2 * index + 1]; };
  std::size_t run = 0, run_size = 0;
  for (std::size_t start = 0; start < count; ++start) {
    std::size_t size = 0;
    while (start + size < count && group_at(start + size) == 0) {
      ++size;
    }
    run = size > run_size ? start : run;
    run_size = std::max(size, run_size);
  }
  std::string text;
  for (std::size_t index = 0; index < count; ++index) {
    if (index >= run && index < run + run_size) {
      text += index == run ? ":" : "";
      text += index + 1 == count ? ":" : "";
      continue;
    }
    std::array<char, 8> digits{};
    std::snprintf(digits.data(), digits.size(), "%x", static_cast<unsigned>(group_at(index)));
    text += (text.empty() ? "" : ":") + std::string(digits.data());
  }
  return text + "/" + std::to_string(address.bits);
}

// What abbrev(cidr) leaves out: what is behind the network's octets.
Value abbreviated(Arguments arguments, CallContext&) {
  const Address address = address_at(arguments, 0);
  if (address.is_v6) {
    return abbreviated_v6(address);
  }
  const int octets = std::max((address.bits + 7) / 8, 1);
  std::string text;
  for (int octet = 0; octet < octets; ++octet) {
    text += (octet == 0 ? "" : ".") + std::to_string(address.bytes[static_cast<std::size_t>(octet)]);
  }
  return text + "/" + std::to_string(address.bits);
}

Value as_text(Arguments arguments, CallContext&) {
  return to_string(address_at(arguments, 0), true);
}
Value as_it_prints(Arguments arguments, CallContext&) {
  return to_string(address_at(arguments, 0));
}
Value family(Arguments arguments, CallContext&) {
  return std::int64_t{address_at(arguments, 0).is_v6 ? 6 : 4};
}
Value mask_length(Arguments arguments, CallContext&) {
  return std::int64_t{address_at(arguments, 0).bits};
}
Value network(Arguments arguments, CallContext&) {
  return cidr_text(address_at(arguments, 0));
}
Value broadcast(Arguments arguments, CallContext&) {
  return to_string(flooded(address_at(arguments, 0)));
}

template <bool of_host>
Value mask(Arguments arguments, CallContext&) {
  Address made = address_at(arguments, 0);
  made.bytes.fill(of_host ? 0 : 0xff);
  made = of_host ? flooded(made) : masked(made);
  made.bits = made.width();
  return to_string(made);
}

template <bool is_cidr>
Value set_mask_length(Arguments arguments, CallContext&) {
  Address address = address_at(arguments, 0);
  const std::int64_t bits = integer_at(arguments, 1);
  if (bits < -1 || bits > address.width()) {
    throw make_worded_error(Condition::invalid_parameter_value, "invalid mask length: " + std::to_string(bits));
  }
  address.bits = bits == -1 ? address.width() : static_cast<int>(bits);
  return is_cidr ? cidr_text(address) : to_string(address);
}

// --- Two of them --------------------------------------------------------------------------------------------------

Value same_family(Arguments arguments, CallContext&) {
  return address_at(arguments, 0).is_v6 == address_at(arguments, 1).is_v6;
}

Value merged(Arguments arguments, CallContext&) {
  Address left = address_at(arguments, 0);
  const Address right = address_at(arguments, 1);
  if (left.is_v6 != right.is_v6) {
    throw make_worded_error(Condition::invalid_parameter_value, "cannot merge addresses from different families");
  }
  left.bits = std::min(left.bits, right.bits);
  while (!share_bits(left, right, left.bits)) {
    --left.bits;
  }
  return cidr_text(left);
}

enum class Relation : std::uint8_t {
  inside,
  inside_or_equal,
  around,
  around_or_equal,
  overlapping
};

template <Relation relation>
Value related(Arguments arguments, CallContext&) {
  const Address left = address_at(arguments, 0), right = address_at(arguments, 1);
  const int bits = std::min(left.bits, right.bits);
  if (left.is_v6 != right.is_v6 || !share_bits(left, right, bits)) {
    return false;
  }
  switch (relation) {
    case Relation::inside:
      return left.bits > right.bits;
    case Relation::inside_or_equal:
      return left.bits >= right.bits;
    case Relation::around:
      return left.bits < right.bits;
    case Relation::around_or_equal:
      return left.bits <= right.bits;
    case Relation::overlapping:
      return true;
  }
  return Null{};
}

template <bool all>
Value bitwise(Arguments arguments, CallContext&) {
  Address left = address_at(arguments, 0);
  const Address right = address_at(arguments, 1);
  if (left.is_v6 != right.is_v6) {
    throw make_worded_error(Condition::invalid_parameter_value,
                            std::string("cannot ") + (all ? "AND" : "OR") + " inet values of different sizes");
  }
  for (std::size_t index = 0; index < left.bytes.size(); ++index) {
    const int byte = all ? left.bytes[index] & right.bytes[index] : left.bytes[index] | right.bytes[index];
    left.bytes[index] = static_cast<std::uint8_t>(byte);
  }
  left.bits = std::max(left.bits, right.bits);
  return to_string(left);
}

Value inverted(Arguments arguments, CallContext&) {
  Address address = address_at(arguments, 0);
  for (int index = 0; index < address.width() / 8; ++index) {
    std::uint8_t& byte = address.bytes[static_cast<std::size_t>(index)];
    byte = static_cast<std::uint8_t>(~byte);
  }
  return to_string(address);
}

Value moved(const std::string& text, std::int64_t distance) {
  Address address = *parse_address(text);
  std::int64_t carry = distance;
  for (int index = address.width() / 8 - 1; index >= 0; --index) {
    std::uint8_t& byte = address.bytes[static_cast<std::size_t>(index)];
    const std::int64_t sum = byte + (carry & 0xff);
    byte = static_cast<std::uint8_t>(sum & 0xff);
    carry = (carry >> 8) + (sum >> 8);
  }
  if (carry != 0) {
    result_out_of_range();
  }
  return to_string(address);
}

template <std::size_t address, std::size_t number>
Value added(Arguments arguments, CallContext&) {
  return moved(text_at(arguments, address), integer_at(arguments, number));
}
Value subtracted(Arguments arguments, CallContext&) {
  return moved(text_at(arguments, 0), -integer_at(arguments, 1));
}

Value difference(Arguments arguments, CallContext&) {
  const Address left = address_at(arguments, 0), right = address_at(arguments, 1);
  if (left.is_v6 != right.is_v6) {
    throw make_worded_error(Condition::invalid_parameter_value, "cannot subtract inet values of different sizes");
  }
  std::int64_t total = 0;
  for (int index = 0; index < left.width() / 8; ++index) {
    const auto at = static_cast<std::size_t>(index);
    if (__builtin_mul_overflow(total, 256, &total) ||
        __builtin_add_overflow(total, left.bytes[at] - right.bytes[at], &total)) {
      result_out_of_range();
    }
  }
  return total;
}

void add_relations(Overloads& rows) {
  const auto relation = [&](std::string_view symbol, std::string_view native, sql::NativeFunction function) {
    rows.push_back(as_operator(native_row(symbol, {inet, inet}, boolean, native, function)));
  };
  relation("<<", "pg_inet_inside", related<Relation::inside>);
  relation("<<=", "pg_inet_inside_or_equal", related<Relation::inside_or_equal>);
  relation(">>", "pg_inet_around", related<Relation::around>);
  relation(">>=", "pg_inet_around_or_equal", related<Relation::around_or_equal>);
  relation("&&", "pg_inet_overlaps", related<Relation::overlapping>);
  rows.push_back(as_operator(native_row("&", {inet, inet}, inet, "pg_inet_and", bitwise<true>)));
  rows.push_back(as_operator(native_row("|", {inet, inet}, inet, "pg_inet_or", bitwise<false>)));
  rows.push_back(as_operator(native_row("~", {inet}, inet, "pg_inet_not", inverted)));
  rows.push_back(as_operator(native_row("+", {inet, bigint}, inet, "pg_inet_plus", added<0, 1>)));
  rows.push_back(as_operator(native_row("+", {bigint, inet}, inet, "pg_plus_inet", added<1, 0>)));
  rows.push_back(as_operator(native_row("-", {inet, bigint}, inet, "pg_inet_minus", subtracted)));
  rows.push_back(as_operator(native_row("-", {inet, inet}, bigint, "pg_inet_difference", difference)));
}

}  // namespace

Value input_inet(Arguments arguments, CallContext&) {
  const std::optional<Address> address = parse_address(text_at(arguments, 0));
  if (!address) {
    bad_text("inet", text_at(arguments, 0));
  }
  return to_string(*address);
}

Value input_cidr(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::optional<Address> address = parse_network(text);
  if (!address) {
    bad_text("cidr", text);
  }
  if (has_host_bits(*address)) {
    SqlError error = make_worded_error(Condition::invalid_text_representation, "invalid cidr value: \"" + text + "\"");
    error.detail = "Value has bits set to right of mask.";
    throw error;
  }
  return to_string(*address, true);
}

Value output_inet(Arguments arguments, CallContext& context) {
  return as_text(arguments, context);
}
Value inet_to_cidr(Arguments arguments, CallContext&) {
  return cidr_text(address_at(arguments, 0));
}
Value cidr_to_inet(Arguments arguments, CallContext&) {
  return to_string(address_at(arguments, 0));
}

void add_networks(Overloads& rows) {
  const auto of_inet = [&](std::string_view name, TypeId result, std::string_view native,
                           sql::NativeFunction function) {
    rows.push_back(native_row(name, {inet}, result, native, function));
  };
  of_inet("host", text, "pg_inet_host", host);
  of_inet("text", text, "pg_inet_text", as_text);
  of_inet("abbrev", text, "pg_inet_abbrev", as_it_prints);
  rows.push_back(native_row("abbrev", {cidr}, text, "pg_cidr_abbrev", abbreviated));
  of_inet("family", integer, "pg_inet_family", family);
  of_inet("masklen", integer, "pg_inet_masklen", mask_length);
  of_inet("network", cidr, "pg_inet_network", network);
  of_inet("broadcast", inet, "pg_inet_broadcast", broadcast);
  of_inet("netmask", inet, "pg_inet_netmask", mask<false>);
  of_inet("hostmask", inet, "pg_inet_hostmask", mask<true>);
  rows.push_back(native_row("set_masklen", {inet, integer}, inet, "pg_inet_set_masklen", set_mask_length<false>));
  rows.push_back(native_row("set_masklen", {cidr, integer}, cidr, "pg_cidr_set_masklen", set_mask_length<true>));
  rows.push_back(native_row("inet_same_family", {inet, inet}, boolean, "pg_inet_same_family", same_family));
  rows.push_back(native_row("inet_merge", {inet, inet}, cidr, "pg_inet_merge", merged));
  add_relations(rows);
}

}  // namespace emulator::postgres
