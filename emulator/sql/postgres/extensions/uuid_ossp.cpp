// The extension uuid-ossp (manual F.48): UUIDs of versions 1, 3, 4 and 5 (RFC 4122) and the name spaces they know.
#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <string>

#include "sql/postgres/extensions/extensions.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/digest.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

using Octets = std::array<unsigned char, 16>;

std::string printed(const Octets& octets) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (std::size_t index = 0; index < octets.size(); ++index) {
    text += index == 4 || index == 6 || index == 8 || index == 10 ? "-" : "";
    text += digits[octets[index] >> 4];
    text += digits[octets[index] & 15];
  }
  return text;
}

// Of the text that a value of type uuid is: 32 hexadecimal digits and four hyphens.
Octets octets_of(std::string_view uuid) {
  Octets octets{};
  std::size_t digit = 0;
  for (const char c : uuid) {
    if (c == '-') {
      continue;
    }
    const int value = c <= '9' ? c - '0' : c - 'a' + 10;
    octets[digit / 2] = static_cast<unsigned char>(octets[digit / 2] << 4 | value);
    ++digit;
  }
  return octets;
}

// The version's digit, and the two bits that say which layout this is.
std::string marked(Octets octets, int version) {
  octets[6] = static_cast<unsigned char>((octets[6] & 0x0f) | version << 4);
  octets[8] = static_cast<unsigned char>((octets[8] & 0x3f) | 0x80);
  return printed(octets);
}

Octets first_octets(std::string_view bytes) {
  Octets octets{};
  std::copy_n(bytes.begin(), octets.size(), octets.begin());
  return octets;
}

Octets random_octets() {
  return first_octets(random_bytes(std::tuple_size_v<Octets>));
}

// Ticks of 100 ns since the Gregorian calendar began; no two calls get the same.
std::uint64_t next_tick() {
  static constexpr std::uint64_t ticks_before_1970 = 0x01b21dd213814000;
  static std::mutex mutex;
  static std::uint64_t last = 0;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto since_1970 = std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() / 100;
  const std::lock_guard lock{mutex};
  last = std::max(last + 1, static_cast<std::uint64_t>(since_1970) + ticks_before_1970);
  return last;
}

// The node is made up once and marked as no network card's (RFC 4122, 4.5), or anew for each where the call says so.
template <bool new_node>
Value by_time(Arguments, CallContext&) {
  static const Octets fixed = random_octets();
  Octets octets = new_node ? random_octets() : fixed;
  const std::uint64_t tick = next_tick();
  for (std::size_t index = 0; index < 4; ++index) {
    octets[index] = static_cast<unsigned char>(tick >> (24 - 8 * index));
  }
  octets[4] = static_cast<unsigned char>(tick >> 40);
  octets[5] = static_cast<unsigned char>(tick >> 32);
  octets[6] = static_cast<unsigned char>(tick >> 56);
  octets[7] = static_cast<unsigned char>(tick >> 48);
  octets[10] |= 1;
  return marked(octets, 1);
}

template <const EVP_MD* (*algorithm)(), int version>
Value by_name(Arguments arguments, CallContext&) {
  const Octets space = octets_of(text_at(arguments, 0));
  const std::string bytes = std::string(space.begin(), space.end()) + text_at(arguments, 1);
  return marked(first_octets(digest(algorithm(), bytes)), version);
}

}  // namespace

void add_uuid_ossp(Overloads& rows) {
  const auto made = [&](std::string_view name, std::string_view native, sql::NativeFunction function) {
    rows.push_back(with_volatility(native_row(name, {}, uuid, native, function), sql::Volatility::volatile_));
  };
  made("uuid_generate_v1", "pg_uuid_v1", by_time<false>);
  made("uuid_generate_v1mc", "pg_uuid_v1mc", by_time<true>);
  made("uuid_generate_v4", "pg_random_uuid", random_uuid);
  rows.push_back(native_row("uuid_generate_v3", {uuid, text}, uuid, "pg_uuid_v3", by_name<EVP_md5, 3>));
  rows.push_back(native_row("uuid_generate_v5", {uuid, text}, uuid, "pg_uuid_v5", by_name<EVP_sha1, 5>));
  struct Constant {
    std::string_view name, sql;
  };
  static constexpr Constant constants[] = {{"uuid_nil", "'00000000-0000-0000-0000-000000000000'"},
                                           {"uuid_ns_dns", "'6ba7b810-9dad-11d1-80b4-00c04fd430c8'"},
                                           {"uuid_ns_url", "'6ba7b811-9dad-11d1-80b4-00c04fd430c8'"},
                                           {"uuid_ns_oid", "'6ba7b812-9dad-11d1-80b4-00c04fd430c8'"},
                                           {"uuid_ns_x500", "'6ba7b814-9dad-11d1-80b4-00c04fd430c8'"}};
  for (const Constant& constant : constants) {
    rows.push_back(template_row(constant.name, {}, uuid, constant.sql));
  }
}

}  // namespace emulator::postgres
