// The bytes of a head.
#include "server/response_head.hpp"

#include <doctest/doctest.h>

using namespace emulator;
using namespace emulator::server;

TEST_CASE("an answer's head") {
  api::HttpResponse response;
  response.request_id = "id";
  response.body = "{}";
  std::string head;
  append_head(head, response, "now", ConnectionHeader::none);
  CHECK(head ==
        "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
        "x-amzn-RequestId: id\r\n\r\n");
}

TEST_CASE("an error's head says its type and the connection's end") {
  api::HttpResponse response;
  response.status = 504;
  response.error_type = "DatabaseUnavailableException";
  std::string head;
  append_head(head, response, "now", ConnectionHeader::close);
  CHECK(head ==
        "HTTP/1.1 504 Gateway Timeout\r\nDate: now\r\nContent-Type: application/json\r\nContent-Length: 0\r\n"
        "x-amzn-ErrorType: DatabaseUnavailableException\r\nConnection: close\r\n\r\n");
}

TEST_CASE("the date has the form of RFC 9110 and is today's") {
  DateText date;
  const std::string text(date.now());
  std::tm parsed{};
  const char* end = strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parsed);
  REQUIRE(end != nullptr);
  CHECK(*end == '\0');
  const auto age = std::time(nullptr) - timegm(&parsed);
  CHECK(age >= 0);
  CHECK(age <= 2);
}
