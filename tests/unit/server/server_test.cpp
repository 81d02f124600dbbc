// HTTP over a real socket: what is answered, in which order, and when the connection ends.
#include "server/server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <string>

#include "client.hpp"

using namespace emulator;
using namespace emulator::server;
using namespace emulator::test;

namespace {

// Says back what it was asked.
void echo(const api::HttpRequest& request, api::HttpResponse& response) {
  response.status = request.target == "/missing" ? 404 : 200;
  response.request_id = "the-id";
  if (response.status == 404) response.error_type = "NotFoundException";
  response.body = std::string(request.method) + " " + std::string(request.target) + " " + std::string(request.body);
}

struct Echo {
  explicit Echo(ServerOptions options = {}) : server(with_free_port(std::move(options)), echo) { server.start(); }

  static ServerOptions with_free_port(ServerOptions options) {
    options.port = 0;
    return options;
  }

  Server server;
};

}  // namespace

TEST_CASE("a request is answered, and the next on the same connection") {
  const Echo echo;
  Client client(echo.server.port());
  const Answer first = client.ask(post("one"));
  CHECK(first.status == 200);
  CHECK(first.body == "POST /Execute one");
  CHECK(first.header("Content-Type") == "application/json");
  CHECK(first.header("x-amzn-RequestId") == "the-id");
  CHECK_FALSE(first.header("Date").empty());
  CHECK(first.header("x-amzn-ErrorType").empty());
  CHECK(first.header("Connection").empty());
  const Answer second = client.ask(post("", "", "/missing"));
  CHECK(second.status == 404);
  CHECK(second.header("x-amzn-ErrorType") == "NotFoundException");
}

TEST_CASE("a request in two segments") {
  const Echo echo;
  Client client(echo.server.port());
  const std::string request = post("a body");
  const auto split = request.find("\r\n\r\n") + 4;
  for (int i = 0; i < 3; ++i) {
    client.send(request.substr(0, split));
    CHECK(client.ask(request.substr(split)).body == "POST /Execute a body");
  }
}

TEST_CASE("pipelined requests are answered in order") {
  const Echo echo;
  Client client(echo.server.port());
  std::string requests;
  for (int i = 0; i < 200; ++i) requests += post("number " + std::to_string(i));
  client.send(requests);
  for (int i = 0; i < 200; ++i) CHECK(client.read().body == "POST /Execute number " + std::to_string(i));
}

TEST_CASE("the connection ends when the client wants so") {
  const Echo echo;
  for (const std::string& request :
       {post("x", "Connection: close\r\n"), std::string("POST /Execute HTTP/1.0\r\nContent-Length: 1\r\n\r\nx")}) {
    Client client(echo.server.port());
    const Answer answer = client.ask(request);
    CHECK(answer.body == "POST /Execute x");
    CHECK(answer.header("Connection") == "close");
    CHECK(client.is_closed());
  }
  Client old(echo.server.port());
  for (int i = 0; i < 2; ++i) {
    const Answer answer = old.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(answer.header("Connection") == "keep-alive");
  }
}

TEST_CASE("a client that has finished sending still gets its answer") {
  const Echo echo;
  Client client(echo.server.port());
  client.send(post("last"));
  client.finish_sending();
  CHECK(client.read().body == "POST /Execute last");
  CHECK(client.is_closed());
}

TEST_CASE("HEAD is answered without a body") {
  const Echo echo;
  Client client(echo.server.port());
  client.send("HEAD /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const Answer head = client.read(false);
  CHECK(head.header("Content-Length") == std::to_string(std::string("HEAD /x ").size()));
  CHECK(client.ask("GET /y HTTP/1.1\r\nHost: localhost\r\n\r\n").body == "GET /y ");
}

TEST_CASE("Expect: 100-continue is answered at once") {
  const Echo echo;
  Client client(echo.server.port());
  client.send("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  CHECK(client.read(false).status == 100);
  CHECK(client.ask("body").body == "POST / body");
}

TEST_CASE("chunked bodies") {
  const Echo echo;
  Client client(echo.server.port());
  const std::string head = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(client.ask(head + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").body == "POST / abcde");
  client.send(head);
  std::string expected = "POST / ";
  for (int i = 0; i < 2000; ++i) {
    client.send("a\r\n0123456789\r\n");
    expected += "0123456789";
  }
  CHECK(client.ask("0\r\n\r\n").body == expected);
}

TEST_CASE("big bodies both ways") {
  const Echo echo;
  Client client(echo.server.port());
  const std::string body(3'900'000, 'b');
  for (int i = 0; i < 2; ++i) {
    const Answer answer = client.ask(post(body));
    CHECK(answer.body.size() == body.size() + 14);
    CHECK(answer.body.ends_with("bbb"));
  }
  CHECK(client.ask(post("small")).body == "POST /Execute small");
}

TEST_CASE("foreign hosts and origins are refused, and the connection stays") {
  const Echo echo;
  Client client(echo.server.port());
  const Answer host = client.ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  CHECK(host.status == 403);
  CHECK(host.header("x-amzn-ErrorType") == "ForbiddenException");
  CHECK(host.header("x-amzn-RequestId").size() == 36);
  CHECK(host.body.starts_with(R"({"message":")"));
  CHECK(client.ask(post("", "Origin: https://evil.example\r\n")).status == 403);
  CHECK(client.ask(post("", "Origin: http://localhost:3000\r\n")).status == 200);
  CHECK(client.ask(post("", "Host: evil.example\r\n")).status == 403);  // the second of two
  CHECK(client.ask("GET / HTTP/1.1\r\n\r\n").status == 400);
}

TEST_CASE("what a handler throws is a 500") {
  ServerOptions options;
  options.port = 0;
  Server server(options, [](const api::HttpRequest&, api::HttpResponse& response) {
    response.body = "half an ans";
    throw std::runtime_error("a fault, as the test wants it");
  });
  server.start();
  Client client(server.port());
  const Answer answer = client.ask(post(""));
  CHECK(answer.status == 500);
  CHECK(answer.body == "{}");
  CHECK(answer.header("x-amzn-ErrorType") == "InternalServerErrorException");
}

TEST_CASE("an address in use is named") {
  const Echo echo;
  ServerOptions options;
  options.port = echo.server.port();
  const std::string expected =
      "cannot listen on 127.0.0.1:" + std::to_string(options.port) + ": address already in use";
  CHECK_THROWS_WITH_AS(Server(options, ::echo), expected.c_str(), ListenError);
}

TEST_CASE("the tick comes again and again") {
  std::atomic<int> ticks = 0;
  ServerOptions options;
  options.tick_interval = std::chrono::milliseconds{5};
  options.tick = [&] {
    if (++ticks == 2) throw std::runtime_error("a fault, as the test wants it");
    ticks.notify_all();
  };
  const Echo echo(options);
  for (int seen = 0; seen < 3; seen = ticks) ticks.wait(seen);
  CHECK(ticks >= 3);
}
