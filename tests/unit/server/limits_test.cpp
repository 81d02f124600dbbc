// Too big, too slow, too many, cut short: the connection may end, the server goes on.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "client.hpp"
#include "server/server.hpp"

using namespace emulator;
using namespace emulator::server;
using namespace emulator::test;
using namespace std::chrono_literals;

namespace {

void answer_size(const api::HttpRequest& request, api::HttpResponse& response) {
  response.body = request.target == "/big" ? std::string(64 << 20, 'x') : std::to_string(request.body.size());
}

std::unique_ptr<Server> start(ServerOptions options = {}) {
  options.port = 0;
  auto server = std::make_unique<Server>(std::move(options), answer_size);
  server->start();
  return server;
}

void check_serves(const Server& server) {
  Client client(server.port());
  CHECK(client.ask(post("four")).body == "4");
}

}  // namespace

TEST_CASE("a body over the limit is a 413 that the client can read") {
  const auto server = start();
  const std::string over(5 << 20, 'x');
  SUBCASE("sent in full before the answer is read") {
    Client client(server->port());
    client.send(post(over));
    const Answer answer = client.read();
    CHECK(answer.status == 413);
    CHECK(answer.header("Connection") == "close");
    CHECK(answer.header("x-amzn-ErrorType") == "RequestEntityTooLargeException");
    CHECK(answer.body == R"({"message":"The request exceeds the size limit 4 MB."})");
    CHECK(client.is_closed());
  }
  SUBCASE("announced with Expect: 100-continue") {
    Client client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5000000\r\n\r\n");
    CHECK(client.read().status == 413);
  }
  SUBCASE("in chunks") {
    Client client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 5; ++i) client.send("100000\r\n" + over.substr(0, 0x100000) + "\r\n");
    CHECK(client.read().status == 413);
  }
  SUBCASE("the limit itself is good") {
    Client client(server->port());
    CHECK(client.ask(post(over.substr(0, 4 << 20))).body == std::to_string(4 << 20));
  }
  check_serves(*server);
}

TEST_CASE("a head over the limit is a 431") {
  const auto server = start();
  Client client(server->port());
  client.send(post("", "X: " + std::string(70 << 10, 'x') + "\r\n"));
  CHECK(client.read().status == 431);
  CHECK(client.is_closed());
  check_serves(*server);
}

TEST_CASE("chunk framing without end is refused") {
  const auto server = start();
  Client client(server->port());
  client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;");
  client.send(std::string(70 << 10, 'x'));
  CHECK(client.read().status == 400);
  check_serves(*server);
}

TEST_CASE("what is not HTTP is a 400") {
  const auto server = start();
  Client client(server->port());
  client.send("\x16\x03\x01 this is TLS\r\n\r\n");
  const Answer answer = client.read();
  CHECK(answer.status == 400);
  CHECK(answer.header("x-amzn-ErrorType") == "BadRequestException");
  CHECK(client.is_closed());
}

TEST_CASE("a request cut short is refused, and only that connection ends") {
  const auto server = start();
  const std::string request = post("a whole body");
  for (const std::size_t size : {std::size_t{1}, std::size_t{20}, request.size() - 1}) {
    Client client(server->port());
    client.send(request.substr(0, size));
    client.finish_sending();
    CHECK(client.read().status == 400);
    CHECK(client.is_closed());
  }
  check_serves(*server);
}

TEST_CASE("who takes too long is disconnected") {
  ServerOptions options;
  SUBCASE("between requests") {
    options.idle_timeout = 20ms;
    const auto server = start(options);
    Client client(server->port());
    CHECK(client.ask(post("")).status == 200);
    CHECK(client.is_closed());
  }
  SUBCASE("in the head") {
    options.head_timeout = 20ms;
    const auto server = start(options);
    Client client(server->port());
    client.send("POST / HT");
    CHECK(client.is_closed());
  }
  SUBCASE("in the body") {
    options.body_timeout = 20ms;
    const auto server = start(options);
    Client client(server->port());
    client.send(post("a body").substr(0, post("a body").size() - 1));
    CHECK(client.is_closed());
  }
  SUBCASE("in taking the answer") {
    options.body_timeout = 20ms;
    const auto server = start(options);
    Client client(server->port());
    client.send(post("", "", "/big"));
    while (!client.has_input()) std::this_thread::yield();
    while (server->connections() > 0) std::this_thread::yield();
    check_serves(*server);
  }
}

TEST_CASE("an answer bigger than the socket takes at once arrives whole") {
  const auto server = start();
  Client client(server->port());
  CHECK(client.ask(post("", "", "/big")).body.size() == 64 << 20);
  CHECK(client.ask(post("next")).body == "4");
}

TEST_CASE("connections over the limit are told so") {
  ServerOptions options;
  options.max_connections = 3;
  const auto server = start(options);
  std::vector<std::unique_ptr<Client>> admitted;
  for (int i = 0; i < 3; ++i) {
    admitted.push_back(std::make_unique<Client>(server->port()));
    CHECK(admitted.back()->ask(post("")).status == 200);
  }
  for (int i = 0; i < 3; ++i) {
    Client one_too_many(server->port());
    const Answer answer = one_too_many.ask(post("x"));
    CHECK(answer.status == 503);
    CHECK(answer.header("x-amzn-ErrorType") == "ServiceUnavailableError");
    CHECK(one_too_many.is_closed());
  }
  CHECK(admitted.front()->ask(post("still")).body == "5");
  admitted.pop_back();
  int status = 503;
  while (status == 503) status = Client(server->port()).ask(post("")).status;  // until the server has seen the end
  CHECK(status == 200);
}
