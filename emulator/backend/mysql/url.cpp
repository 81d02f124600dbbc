#include "backend/mysql/url.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"

namespace emulator::backend::mysql {
namespace {

std::optional<int> hex_digit(char c) {
  if (is_ascii_digit(c)) return c - '0';
  const char lower = ascii_lower(c);
  if (lower >= 'a' && lower <= 'f') return lower - 'a' + 10;
  return std::nullopt;
}

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result.push_back(text[i]);
      continue;
    }
    const auto high = i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
    const auto low = i + 2 < text.size() ? hex_digit(text[i + 2]) : std::nullopt;
    if (!high || !low) throw std::invalid_argument{"a % in a MySQL URL needs two hexadecimal digits"};
    result.push_back(static_cast<char>(*high * 16 + *low));
    i += 2;
  }
  return result;
}

// The text before the first (or last) separator, and what follows; the second is empty without a separator.
std::pair<std::string_view, std::string_view> split(std::string_view text, char separator) {
  const auto at = text.find(separator);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

unsigned parse_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0 || port > 65'535) {
    throw std::invalid_argument{"the port of a MySQL URL is a number from 1 to 65535"};
  }
  return port;
}

void parse_host(std::string_view text, Address& address) {
  auto port = std::string_view{};
  if (text.starts_with('[')) {  // IPv6
    const auto end = text.find(']');
    if (end == std::string_view::npos) throw std::invalid_argument{"the [ of a MySQL URL's host has no ]"};
    address.host = text.substr(1, end - 1);
    port = split(text.substr(end), ':').second;
  } else {
    const auto parts = split(text, ':');
    if (!parts.first.empty()) address.host = decoded(parts.first);
    port = parts.second;
  }
  if (!port.empty()) address.port = parse_port(port);
}

SslMode parse_ssl_mode(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, SslMode>, 5> modes = {
      {{"disabled", SslMode::disabled},
       {"preferred", SslMode::preferred},
       {"required", SslMode::required},
       {"verify-ca", SslMode::verify_ca},
       {"verify-identity", SslMode::verify_identity}}};
  auto wanted = ascii_lower(text);
  std::replace(wanted.begin(), wanted.end(), '_', '-');
  for (const auto& [name, mode] : modes) {
    if (name == wanted) return mode;
  }
  throw std::invalid_argument{"ssl-mode is disabled, preferred, required, verify-ca or verify-identity"};
}

void parse_option(std::string_view text, Address& address) {
  const auto parts = split(text, '=');
  auto name = ascii_lower(parts.first);
  std::replace(name.begin(), name.end(), '_', '-');
  const auto value = decoded(parts.second);
  if (name == "ssl-mode") {
    address.ssl_mode = parse_ssl_mode(value);
  } else if (name == "ssl-ca") {
    address.ssl_ca = value;
  } else if (name == "ssl-cert") {
    address.ssl_cert = value;
  } else if (name == "ssl-key") {
    address.ssl_key = value;
  } else if (name == "socket") {
    address.socket = value;
  } else {
    throw std::invalid_argument{"unknown option in a MySQL URL: " + name};
  }
}

}  // namespace

Address parse_url(std::string_view url) {
  constexpr std::string_view scheme = "mysql://";
  if (!url.starts_with(scheme)) throw std::invalid_argument{"a MySQL URL starts with mysql://"};
  Address address;
  auto [location, options] = split(url.substr(scheme.size()), '?');
  auto [authority, database] = split(location, '/');
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
    const auto [user, password] = split(authority.substr(0, at), ':');
    address.user = decoded(user);
    address.password = decoded(password);
    authority.remove_prefix(at + 1);
  }
  parse_host(authority, address);
  address.database = decoded(database);
  while (!options.empty()) {
    const auto [option, rest] = split(options, '&');
    if (!option.empty()) parse_option(option, address);
    options = rest;
  }
  return address;
}

}  // namespace emulator::backend::mysql
