// A server that stops: what is running ends well, what idles is closed.
#include <doctest/doctest.h>

#include <future>
#include <string>
#include <thread>

#include "base/blocking_region.hpp"
#include "client.hpp"
#include "server/server.hpp"

using namespace emulator;
using namespace emulator::server;
using namespace emulator::test;
using namespace std::chrono_literals;

namespace {

// /slow runs until the test lets it.
struct Slow {
  void operator()(const api::HttpRequest& request, api::HttpResponse& response) {
    response.body = "done";
    if (request.target != "/slow") return;
    const BlockingRegion region;
    started.set_value();
    released.get_future().wait();
  }

  std::promise<void> started;
  std::promise<void> released;
};

ServerOptions free_port() {
  ServerOptions options;
  options.port = 0;
  return options;
}

}  // namespace

TEST_CASE("stopping closes idle connections and takes no new ones") {
  Slow slow;
  Server server(free_port(), std::ref(slow));
  server.start();
  Client idle(server.port());
  CHECK(idle.ask(post("")).body == "done");
  CHECK(server.stop(5s));
  CHECK(idle.is_closed());
  CHECK(server.connections() == 0);
  CHECK_FALSE(Client::can_connect(server.port()));
  CHECK(server.stop(5s));
}

TEST_CASE("stopping lets a running request finish") {
  Slow slow;
  Server server(free_port(), std::ref(slow));
  server.start();
  Client client(server.port());
  client.send(post("", "", "/slow"));
  slow.started.get_future().wait();
  auto stopped = std::async(std::launch::async, [&] { return server.stop(10s); });
  while (Client::can_connect(server.port())) std::this_thread::yield();  // until it has begun to stop
  CHECK_FALSE(client.has_input());
  slow.released.set_value();
  const Answer answer = client.read();
  CHECK(answer.body == "done");
  CHECK(answer.header("Connection") == "close");
  CHECK(client.is_closed());
  CHECK(stopped.get());
}

TEST_CASE("stopping lets a request that is on its way arrive") {
  Slow slow;
  Server server(free_port(), std::ref(slow));
  server.start();
  Client client(server.port());
  const std::string request = post("body");
  client.send(post("first") + request.substr(0, request.size() - 2));
  CHECK(client.read().status == 200);
  auto stopped = std::async(std::launch::async, [&] { return server.stop(10s); });
  while (Client::can_connect(server.port())) std::this_thread::yield();
  client.send(request.substr(request.size() - 2));
  CHECK(client.read().header("Connection") == "close");
  CHECK(stopped.get());
}

TEST_CASE("stopping has a bound") {
  Slow slow;
  Server server(free_port(), std::ref(slow));
  server.start();
  Client running(server.port());
  Client halfway(server.port());
  CHECK(halfway.ask(post("")).status == 200);
  halfway.send("POST / HTTP/1.1\r\n");
  running.send(post("", "", "/slow"));
  slow.started.get_future().wait();
  CHECK_FALSE(server.stop(20ms));
  CHECK(halfway.is_closed());
  slow.released.set_value();
  CHECK(running.read().body == "done");
  CHECK(server.stop(5s));
}

TEST_CASE("a server that was never started stops, and its port is free again") {
  Slow slow;
  ServerOptions options = free_port();
  {
    Server server(options, std::ref(slow));
    options.port = server.port();
    CHECK(server.stop(1s));
  }
  Server again(options, std::ref(slow));
  again.start();
  Client client(again.port());
  CHECK(client.ask(post("")).status == 200);
}
