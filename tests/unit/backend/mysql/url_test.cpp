// MySQL URLs, without a server.
#include "backend/mysql/url.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

namespace emulator::backend::mysql {
namespace {

TEST_CASE("a whole URL") {
  const auto address = parse_url(
      "mysql://us%40er:p%3aw%2F@db.example:3307/shop%20one?ssl-mode=VERIFY_CA&ssl_ca=/a/ca.pem&ssl-cert=c&ssl-key=k");
  CHECK(address.user == "us@er");
  CHECK(address.password == "p:w/");
  CHECK(address.host == "db.example");
  CHECK(address.port == 3307);
  CHECK(address.database == "shop one");
  CHECK(address.ssl_mode == SslMode::verify_ca);
  CHECK(address.ssl_ca == "/a/ca.pem");
  CHECK(address.ssl_cert == "c");
  CHECK(address.ssl_key == "k");
}

TEST_CASE("what may be left out") {
  const auto address = parse_url("mysql://");
  CHECK(address.host == "127.0.0.1");
  CHECK(address.port == 3306);
  CHECK(address.user.empty());
  CHECK(address.database.empty());
  CHECK(address.ssl_mode == SslMode::preferred);
  CHECK(parse_url("mysql://h").host == "h");
  CHECK(parse_url("mysql://u@h/d").user == "u");
  CHECK(parse_url("mysql://u:a@b@h").password == "a@b");
  CHECK(parse_url("mysql://[::1]:33/d").host == "::1");
  CHECK(parse_url("mysql://[::1]:33/d").port == 33);
  CHECK(parse_url("mysql:///d?socket=/tmp/s&").socket == "/tmp/s");
}

TEST_CASE("what is refused") {
  for (const auto* url : {"postgresql://h", "mysql://h:x", "mysql://h:70000", "mysql://h:0", "mysql://h?ssl-mode=maybe",
                          "mysql://h?colour=red", "mysql://%4", "mysql://%zz@h", "mysql://[::1"}) {
    CAPTURE(url);
    CHECK_THROWS_AS(parse_url(url), std::invalid_argument);
  }
}

}  // namespace
}  // namespace emulator::backend::mysql
