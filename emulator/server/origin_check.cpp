// Compares names as text; nothing is resolved.
#include "server/origin_check.hpp"

#include <algorithm>
#include <cstddef>

#include "base/text.hpp"

namespace emulator::server {

namespace {

bool is_wildcard(std::string_view host) {
  return host == "0.0.0.0" || host == "::";
}

std::string_view without_trailing_dot(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return host;
}

// Four decimal numbers of up to 255, the first of them 127.
bool is_loopback_ipv4(std::string_view host) {
  int parts = 0;
  while (true) {
    const std::size_t dot = std::min(host.find('.'), host.size());
    const std::string_view part = host.substr(0, dot);
    if (part.empty() || part.size() > 3 || !std::ranges::all_of(part, is_ascii_digit)) return false;
    int value = 0;
    for (const char digit : part) value = value * 10 + (digit - '0');
    if (value > 255 || (parts == 0 && value != 127)) return false;
    ++parts;
    if (dot == host.size()) return parts == 4;
    host.remove_prefix(dot + 1);
  }
}

bool is_port(std::string_view text) {
  return text.size() <= 5 && std::ranges::all_of(text, is_ascii_digit);
}

}  // namespace

bool is_loopback_name(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (host == "::1") return true;
  host = without_trailing_dot(host);
  if (ascii_iequals(host, "localhost")) return true;
  constexpr std::string_view suffix = ".localhost";
  if (host.size() > suffix.size() && ascii_iequals(host.substr(host.size() - suffix.size()), suffix)) return true;
  return is_loopback_ipv4(host);
}

std::optional<std::string_view> host_without_port(std::string_view authority) {
  std::string_view host = authority;
  std::string_view rest;
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    host = authority.substr(1, end - 1);
    rest = authority.substr(end + 1);
  } else {
    const std::size_t colon = std::min(authority.find(':'), authority.size());
    host = authority.substr(0, colon);
    rest = authority.substr(colon);
  }
  if (host.empty()) return std::nullopt;
  if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
  return host;
}

bool host_allowed(std::string_view host_header, std::string_view bound_host) {
  const auto host = host_without_port(ascii_trim(host_header));
  if (!host) return false;
  if (is_wildcard(bound_host) || is_loopback_name(*host)) return true;
  return ascii_iequals(without_trailing_dot(*host), without_trailing_dot(bound_host));
}

bool origin_allowed(std::string_view origin, std::string_view bound_host) {
  origin = ascii_trim(origin);
  const std::size_t scheme_end = origin.find("://");
  if (scheme_end == std::string_view::npos) return false;
  const auto host = host_without_port(origin.substr(scheme_end + 3));
  if (!host) return false;
  if (is_loopback_name(*host)) return true;
  return !is_wildcard(bound_host) && ascii_iequals(without_trailing_dot(*host), without_trailing_dot(bound_host));
}

}  // namespace emulator::server
