// Requests that wait inside a BlockingRegion must not keep others from being answered.
#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/blocking_region.hpp"
#include "client.hpp"
#include "server/server.hpp"

using namespace emulator;
using namespace emulator::server;
using namespace emulator::test;

namespace {

// A write lock: /write waits for it, /commit frees it for everybody, other targets answer at once.
struct Database {
  void operator()(const api::HttpRequest& request, api::HttpResponse& response) {
    response.body = std::string(request.target) + std::string(request.body);
    if (request.target == "/write") wait();
    if (request.target == "/commit") free();
    if (request.target == "/brief") {
      const BlockingRegion region;
    }
    if (request.target == "/twice") {
      wait();
      const BlockingRegion again;  // maybe as a bystander
    }
  }

  void wait() {
    const BlockingRegion region;
    std::unique_lock lock(mutex);
    ++waiting;
    changed.notify_all();
    changed.wait(lock, [this] { return is_free; });
  }

  void free() {
    const std::lock_guard lock(mutex);
    is_free = true;
    changed.notify_all();
  }

  void wait_for_waiting(int count) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return waiting == count; });
  }

  std::mutex mutex;
  std::condition_variable changed;
  int waiting = 0;
  bool is_free = false;
};

ServerOptions with_connections(std::size_t most) {
  ServerOptions options;
  options.port = 0;
  options.max_connections = most;
  return options;
}

}  // namespace

TEST_CASE("the commit is served while every other connection waits for it") {
  constexpr int writers = 40;
  Database database;
  Server server(with_connections(writers + 1), std::ref(database));
  server.start();
  Client committer(server.port());
  CHECK(committer.ask(post("", "", "/health")).status == 200);

  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < writers; ++i) {
    clients.push_back(std::make_unique<Client>(server.port()));
    clients.back()->send(post(" " + std::to_string(i), "", i % 2 == 0 ? "/write" : "/twice"));
  }
  database.wait_for_waiting(writers);
  CHECK(committer.ask(post("", "", "/health")).body == "/health");
  for (const auto& client : clients) CHECK_FALSE(client->has_input());
  CHECK(server.thread_count() == writers + 1);

  CHECK(committer.ask(post("", "", "/commit")).body == "/commit");
  for (int i = 0; i < writers; ++i) {
    CHECK(clients[static_cast<std::size_t>(i)]->read().body ==
          (i % 2 == 0 ? "/write " : "/twice ") + std::to_string(i));
  }
  CHECK(committer.ask(post("", "", "/health")).status == 200);
}

TEST_CASE("requests pipelined behind one that blocks wait for it, in order") {
  Database database;
  Server server(with_connections(8), std::ref(database));
  server.start();
  Client client(server.port());
  Client committer(server.port());
  client.send(post("1", "", "/write") + post("2", "", "/health") + post("3", "", "/write"));
  database.wait_for_waiting(1);
  CHECK_FALSE(client.has_input());
  CHECK(committer.ask(post("", "", "/commit")).status == 200);
  CHECK(client.read().body == "/write1");
  CHECK(client.read().body == "/health2");
  CHECK(client.read().body == "/write3");
}

TEST_CASE("brief regions, many at once, lose nothing") {
  constexpr int connections = 8;
  Database database;
  Server server(with_connections(connections), std::ref(database));
  server.start();
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < connections; ++i) {
    threads.emplace_back([&, i] {
      Client client(server.port());
      for (int n = 0; n < 200; ++n) {
        const std::string body = std::to_string(i) + "-" + std::to_string(n);
        if (client.ask(post(body, "", n % 3 == 0 ? "/health" : "/brief")).body.ends_with(body)) ++right;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == connections * 200);
  CHECK(server.thread_count() <= connections + 2);
}

TEST_CASE("a client that has gone away while its request blocks does no harm") {
  Database database;
  Server server(with_connections(4), std::ref(database));
  server.start();
  {
    Client client(server.port());
    client.send(post("", "", "/write"));
    database.wait_for_waiting(1);
  }
  Client other(server.port());
  CHECK(other.ask(post("", "", "/commit")).status == 200);
  CHECK(other.ask(post("", "", "/health")).status == 200);
}

TEST_CASE("a tick that blocks keeps nobody waiting") {
  Database database;
  ServerOptions options = with_connections(4);
  options.tick_interval = std::chrono::milliseconds{5};
  options.tick = [&] { database.wait(); };
  Server server(options, std::ref(database));
  server.start();
  database.wait_for_waiting(1);
  Client client(server.port());
  CHECK(client.ask(post("", "", "/health")).status == 200);
  CHECK(client.ask(post("", "", "/commit")).status == 200);
}
