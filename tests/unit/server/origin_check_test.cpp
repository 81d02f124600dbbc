// Who may ask, by Host and by Origin.
#include "server/origin_check.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace emulator::server;

namespace {

struct Case {
  std::string_view value;
  bool expected;
};

}  // namespace

TEST_CASE("loopback names") {
  constexpr std::array cases = {
      Case{"localhost", true},
      Case{"LocalHost", true},
      Case{"localhost.", true},
      Case{"a.localhost", true},
      Case{"127.0.0.1", true},
      Case{"127.255.3.4", true},
      Case{"::1", true},
      Case{"[::1]", true},
      Case{"", false},
      Case{".", false},
      Case{"localhost.evil.example", false},
      Case{"notlocalhost", false},
      Case{".localhost", false},
      Case{"128.0.0.1", false},
      Case{"127.0.0", false},
      Case{"127.0.0.1.2", false},
      Case{"127.0.0.256", false},
      Case{"127.0.0.", false},
      Case{"127..0.1", false},
      Case{"127.0.0.1x", false},
      Case{"127.1.example", false},
      Case{"::2", false},
      Case{"[]", false},
  };
  for (const auto& [value, expected] : cases) {
    CAPTURE(value);
    CHECK(is_loopback_name(value) == expected);
  }
}

TEST_CASE("host without port") {
  struct Split {
    std::string_view authority;
    std::optional<std::string_view> host;
  };
  constexpr std::array cases = {
      Split{"a:80", "a"},
      Split{"a", "a"},
      Split{"[::1]:8080", "::1"},
      Split{"[::1]", "::1"},
      Split{"a:", "a"},
      Split{"", std::nullopt},
      Split{":80", std::nullopt},
      Split{"a:b", std::nullopt},
      Split{"a:1:2", std::nullopt},
      Split{"[::1", std::nullopt},
      Split{"[::1]x", std::nullopt},
      Split{"a:123456", std::nullopt},
  };
  for (const auto& [authority, host] : cases) {
    CAPTURE(authority);
    CHECK(host_without_port(authority) == host);
  }
}

TEST_CASE("allowed hosts") {
  struct Bound {
    std::string_view header;
    std::string_view bound;
    bool expected;
  };
  constexpr std::array cases = {
      Bound{"localhost:8080", "127.0.0.1", true},
      Bound{"127.0.0.1", "127.0.0.1", true},
      Bound{" [::1]:9 ", "127.0.0.1", true},
      Bound{"evil.example", "127.0.0.1", false},
      Bound{"evil.example:8080", "127.0.0.1", false},
      Bound{"127.0.0.1.evil.example", "127.0.0.1", false},
      Bound{"localhost:80@evil.example", "127.0.0.1", false},
      Bound{"", "127.0.0.1", false},
      Bound{"192.168.1.5:8080", "192.168.1.5", true},
      Bound{"192.168.1.6:8080", "192.168.1.5", false},
      Bound{"DEVBOX:1", "devbox", true},
      Bound{"database:8080", "0.0.0.0", true},
      Bound{"database:8080", "::", true},
      Bound{"data base:", "::", true},
  };
  for (const auto& [header, bound, expected] : cases) {
    CAPTURE(header);
    CAPTURE(bound);
    CHECK(host_allowed(header, bound) == expected);
  }
}

TEST_CASE("allowed origins") {
  struct Bound {
    std::string_view origin;
    std::string_view bound;
    bool expected;
  };
  constexpr std::array cases = {
      Bound{"http://localhost:3000", "127.0.0.1", true},
      Bound{"https://127.0.0.1", "127.0.0.1", true},
      Bound{"http://[::1]:5173", "127.0.0.1", true},
      Bound{"https://evil.example", "127.0.0.1", false},
      Bound{"http://localhost.evil.example", "127.0.0.1", false},
      Bound{"null", "127.0.0.1", false},
      Bound{"", "127.0.0.1", false},
      Bound{"http://", "127.0.0.1", false},
      Bound{"http://devbox:3000", "devbox", true},
      Bound{"https://evil.example", "0.0.0.0", false},
      Bound{"http://localhost", "0.0.0.0", true},
  };
  for (const auto& [origin, bound, expected] : cases) {
    CAPTURE(origin);
    CAPTURE(bound);
    CHECK(origin_allowed(origin, bound) == expected);
  }
}
