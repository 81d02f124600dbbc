// Keeps web pages away from the emulator: a page of a foreign site that the developer's browser shows must not reach
// what listens on loopback, neither directly (Origin) nor through a name that its owner points at 127.0.0.1 (Host: DNS
// rebinding). Pure functions over header values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace emulator::server {

// localhost, *.localhost (RFC 6761), 127.0.0.0/8 and ::1 (with or without brackets), in any case, a trailing dot
// allowed.
bool is_loopback_name(std::string_view host);

// The host of "host", "host:port", "[v6]" or "[v6]:port", without brackets; nothing if it is none of these.
std::optional<std::string_view> host_without_port(std::string_view authority);

// `bound_host` is the address or name that is listened on, without brackets. When that is the wildcard (0.0.0.0, ::)
// any Host is good: every name of the machine is meant then, and whoever listens there has said --insecure.
bool host_allowed(std::string_view host_header, std::string_view bound_host);

// Whether a page with this Origin ("http://localhost:3000") may ask. "null" (files, sandboxed frames) may not.
bool origin_allowed(std::string_view origin, std::string_view bound_host);

}  // namespace emulator::server
