// Requests in one piece, in pieces of every size, and broken ones.
#include "server/parser.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

using namespace emulator;
using namespace emulator::server;

namespace {

constexpr std::string_view with_length = "POST /Execute HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nX: y\r\n\r\nhello";
constexpr std::string_view with_chunks =
    "POST /Execute HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    "2;extension=1\r\nhe\r\n3\r\nllo\r\n0\r\nTrailer: x\r\n\r\n";

}  // namespace

TEST_CASE("a request in pieces of every size, in a buffer that moves") {
  for (const std::string_view whole : {with_length, with_chunks}) {
    for (std::size_t piece = 1; piece <= whole.size(); ++piece) {
      CAPTURE(piece);
      RequestParser parser{Limits{}};
      std::string received;
      ParseStatus status = ParseStatus::need_more;
      while (status == ParseStatus::need_more && received.size() < whole.size()) {
        received = std::string(received.begin(), received.end());  // elsewhere in memory
        received += whole.substr(received.size(), piece);
        status = parser.parse(received);
      }
      REQUIRE(status == ParseStatus::complete);
      CHECK(parser.consumed() == whole.size());
      CHECK(parser.keep_alive());
      api::HttpRequest request;
      parser.fill(received, request);
      CHECK(request.method == "POST");
      CHECK(request.target == "/Execute");
      CHECK(request.body == "hello");
      REQUIRE(request.headers.size() >= 2);
      CHECK(request.headers[0].first == "Host");
      CHECK(request.headers[0].second == "h");
      for (const auto& header : request.headers) CHECK(header.first != "Trailer");
    }
  }
}

TEST_CASE("bytes behind the end stay for the next request") {
  RequestParser parser{Limits{}};
  const std::string two = std::string(with_chunks) + std::string(with_length);
  REQUIRE(parser.parse(two) == ParseStatus::complete);
  CHECK(parser.consumed() == with_chunks.size());
  parser.reset();
  REQUIRE(parser.parse(std::string_view(two).substr(with_chunks.size())) == ParseStatus::complete);
  CHECK(parser.consumed() == with_length.size());
}

TEST_CASE("decoded chunks can be cut out of the buffer") {
  RequestParser parser{Limits{}};
  std::string received;
  ParseStatus status = ParseStatus::need_more;
  for (const char byte : with_chunks) {
    received += byte;
    status = parser.parse(received);
    if (status != ParseStatus::need_more || !parser.head_complete()) continue;
    received.erase(parser.head_size(), parser.consumed() - parser.head_size());
    parser.cut_decoded_chunks();
  }
  REQUIRE(status == ParseStatus::complete);
  api::HttpRequest request;
  parser.fill(received, request);
  CHECK(request.body == "hello");
}

TEST_CASE("who wants the connection kept, and who waits to continue") {
  struct Case {
    std::string_view request;
    bool keep_alive;
    bool expects;
  };
  constexpr std::array cases = {
      Case{"GET / HTTP/1.1\r\n\r\n", true, false},
      Case{"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", false, false},
      Case{"GET / HTTP/1.0\r\n\r\n", false, false},
      Case{"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true, false},
      Case{"GET / HTTP/1.1\r\nExpect: 100-Continue\r\n\r\n", true, true},
      Case{"GET / HTTP/1.0\r\nConnection: keep-alive\r\nExpect: 100-continue\r\n\r\n", true, false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.request);
    RequestParser parser{Limits{}};
    REQUIRE(parser.parse(c.request) == ParseStatus::complete);
    CHECK(parser.keep_alive() == c.keep_alive);
    CHECK(parser.expects_continue() == c.expects);
  }
}

TEST_CASE("what is refused") {
  const Limits limits{.head = 200, .body = 10};
  const std::string long_header = "GET / HTTP/1.1\r\nX: " + std::string(300, 'x') + "\r\n\r\n";
  struct Case {
    std::string request;
    ParseStatus status;
  };
  const std::vector<Case> cases = {
      {"\x16\x03\x01\x02", ParseStatus::malformed},  // TLS
      {"GET\r\n\r\n", ParseStatus::malformed},
      {"GET / HTTP/2.0\r\n\r\n", ParseStatus::malformed},
      {"GET / HTTP/1.1\nHost: h\n\n", ParseStatus::malformed},
      {"GET / HTTP/1.1\r\nno colon\r\n\r\n", ParseStatus::malformed},
      {"GET / HTTP/1.1\r\nA: 1\r\n folded\r\n\r\n", ParseStatus::malformed},
      {"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", ParseStatus::malformed},
      {"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", ParseStatus::malformed},
      {"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", ParseStatus::malformed},
      {"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", ParseStatus::malformed},
      {"POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", ParseStatus::malformed},
      {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", ParseStatus::malformed},
      {long_header, ParseStatus::head_too_large},
      {long_header.substr(0, 250), ParseStatus::head_too_large},
      {"POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n", ParseStatus::body_too_large},
      {"POST / HTTP/1.1\r\nContent-Length: 400\r\n\r\n" + std::string(400, 'x'), ParseStatus::body_too_large},
      {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n5\r\n", ParseStatus::body_too_large},
      {"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n0123456789", ParseStatus::complete},
  };
  for (const Case& c : cases) {
    CAPTURE(c.request);
    RequestParser parser{limits};
    CHECK(parser.parse(c.request) == c.status);
  }
}

TEST_CASE("a head that comes header by header is limited as a whole") {
  RequestParser parser{Limits{.head = 100, .body = 10}};
  std::string received = "GET / HTTP/1.1\r\n";
  while (received.size() <= 100) {
    REQUIRE(parser.parse(received) == ParseStatus::need_more);
    received += "A: b\r\n";
  }
  CHECK(parser.parse(received) == ParseStatus::head_too_large);
}
