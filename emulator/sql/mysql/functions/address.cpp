// INET_… and IS_IPV…: addresses as numbers, bytes and texts; EXPORT_SET, FORMAT_BYTES; the character set and collation
// of a text (https://dev.mysql.com/doc/refman/8.0/en/miscellaneous-functions.html).
#include <arpa/inet.h>

#include <array>
#include <cstdio>
#include <cstring>

#include "sql/mysql/collations.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

std::optional<std::string> bytes_of_address(const std::string& text) {
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return std::string(bytes.data(), 4);
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return std::string(bytes.data(), 16);
  return std::nullopt;
}

Value inet6_aton(Arguments arguments, CallContext&) {
  auto bytes = bytes_of_address(text_of(arguments[0]));
  return bytes ? Value{Bytes{std::move(*bytes)}} : Value{Null{}};
}

Value inet6_ntoa(Arguments arguments, CallContext&) {
  const auto bytes = view_of(arguments[0]);
  if (bytes.size() != 4 && bytes.size() != 16) return Null{};
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(bytes.size() == 4 ? AF_INET : AF_INET6, bytes.data(), text.data(), text.size());
  return std::string(text.data());
}

template <std::size_t Size>
Value is_address(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) return truth(false);
  const auto bytes = bytes_of_address(text_of(arguments[0]));
  return truth(bytes && bytes->size() == Size);
}

// ::a.b.c.d and ::ffff:a.b.c.d
template <bool Mapped>
Value is_embedded(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) return truth(false);
  const auto bytes = view_of(arguments[0]);
  if (bytes.size() != 16 || bytes.substr(0, 10) != std::string_view("\0\0\0\0\0\0\0\0\0\0", 10)) return truth(false);
  const std::string_view middle = bytes.substr(10, 2);
  if (Mapped) return truth(middle == "\xFF\xFF");
  const std::string_view last = bytes.substr(12);
  return truth(middle == std::string_view("\0\0", 2) && last != std::string_view("\0\0\0\0", 4) &&
               last != std::string_view("\0\0\0\1", 4));
}

// bits, on, off, separator (','), how many bits (64)
Value export_set(Arguments arguments, CallContext&) {
  const auto bits = static_cast<std::uint64_t>(integer_of(arguments[0]));
  const std::string separator = arguments.size() > 3 ? text_of(arguments[3]) : ",";
  const std::int64_t given = arguments.size() > 4 ? bigint_of(arguments[4]) : 64;
  const std::int64_t count = given < 0 || given > 64 ? 64 : given;
  std::string text;
  for (std::int64_t bit = 0; bit < count; ++bit) {
    if (bit > 0) text += separator;
    text += text_of(arguments[(bits >> bit & 1U) != 0 ? 1 : 2]);
  }
  return text;
}

Value format_bytes(Arguments arguments, CallContext&) {
  double size = double_of(arguments[0]);
  constexpr std::array<std::string_view, 7> units = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  std::size_t unit = 0;
  for (; (size >= 1024 || size <= -1024) && unit + 1 < units.size(); ++unit) size /= 1024;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), unit == 0 ? "%4.0f" : "%.2f", size);
  return std::string(text.data()) + " " + std::string(units[unit]);
}

}  // namespace

void add_address_functions(Rows& rows) {
  using enum TypeId;
  rows.native("inet6_aton", {text}, bytes_type, "my_inet6_aton", inet6_aton);
  rows.native("inet6_ntoa", {blob}, text_type, "my_inet6_ntoa", inet6_ntoa);
  sees_nulls(rows.native("is_ipv4", {text}, truth_value_type, "my_is_ipv4", is_address<4>));
  sees_nulls(rows.native("is_ipv6", {text}, truth_value_type, "my_is_ipv6", is_address<16>));
  sees_nulls(rows.native("is_ipv4_compat", {blob}, truth_value_type, "my_is_ipv4_compat", is_embedded<false>));
  sees_nulls(rows.native("is_ipv4_mapped", {blob}, truth_value_type, "my_is_ipv4_mapped", is_embedded<true>));
  rows.native("export_set", {bigint, text, text}, text_type, "my_export_set_3", export_set);
  rows.native("export_set", {bigint, text, text, text}, text_type, "my_export_set_4", export_set);
  rows.native("export_set", {bigint, text, text, text, bigint}, text_type, "my_export_set_5", export_set);
  rows.native("format_bytes", {double_}, text_type, "my_format_bytes", format_bytes);
  // resolve.cpp chooses by the argument's type.
  rows.templated("charset", {any}, text_type, "'binary'").null_on_null = false;
  rows.templated("collation", {any}, text_type, "'binary'").null_on_null = false;
  rows.templated(" charset of text", {any}, text_type, "'utf8mb4'");
  for (const std::string& collation : collation_names()) {
    rows.templated(intern(" collation " + collation), {any}, text_type, intern("'" + collation + "'"));
  }
}

}  // namespace emulator::mysql
