// The pool of idle sessions: who gets which, and how many stay.
#include "clusters/cluster.hpp"

#include <doctest/doctest.h>

#include "unit/clusters/fake_backend.hpp"

namespace emulator::clusters {
namespace {

using Events = std::vector<std::string>;

struct Fixture {
  std::shared_ptr<test::FakeBackend> backend = std::make_shared<test::FakeBackend>();
  Cluster cluster{{.name = "c", .url = ""}, backend};
};

TEST_CASE_FIXTURE(Fixture, "a session that can be reset serves the next taker of the same options") {
  auto session = cluster.take({"db", "alice", "x"});
  const auto* address = session.get();
  cluster.give_back({"db", "alice", "x"}, std::move(session));
  CHECK(cluster.idle_sessions() == 1);
  CHECK(cluster.take({"db", "alice", "x"}).get() == address);
  CHECK(cluster.idle_sessions() == 0);
  CHECK(backend->events() == Events{"open db/alice/x", "reset"});
}

TEST_CASE_FIXTURE(Fixture,
                  "other options get other sessions; a wrong password is not let in by a right one's session") {
  cluster.give_back({"db", "alice", "right"}, cluster.take({"db", "alice", "right"}));
  const auto other_password = cluster.take({"db", "alice", "wrong"});
  const auto other_database = cluster.take({"db2", "alice", "right"});
  CHECK(backend->events() == Events{"open db/alice/right", "reset", "open db/alice/wrong", "open db2/alice/right"});
  CHECK(cluster.idle_sessions() == 1);
}

TEST_CASE_FIXTURE(Fixture, "a session that cannot be reset is destroyed") {
  backend->can_reset = false;
  cluster.give_back({}, cluster.take({}));
  CHECK(cluster.idle_sessions() == 0);
  CHECK(backend->open_sessions == 0);
}

TEST_CASE_FIXTURE(Fixture, "idle sessions are bounded: the one unused for longest goes") {
  std::vector<std::unique_ptr<backend::Session>> sessions;
  for (std::size_t i = 0; i <= Cluster::most_idle_sessions; ++i) {
    sessions.push_back(cluster.take({.database = "db" + std::to_string(i), .user = "", .password = ""}));
  }
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    cluster.give_back({.database = "db" + std::to_string(i), .user = "", .password = ""}, std::move(sessions[i]));
  }
  CHECK(cluster.idle_sessions() == Cluster::most_idle_sessions);
  CHECK(backend->open_sessions == static_cast<int>(Cluster::most_idle_sessions));
  backend->events();
  cluster.take({.database = "db1", .user = "", .password = ""});
  CHECK(backend->events().empty());
  cluster.take({.database = "db0", .user = "", .password = ""});
  CHECK(backend->events() == Events{"open db0//"});
  cluster.close_idle_sessions();
  CHECK(backend->open_sessions == 0);
}

}  // namespace
}  // namespace emulator::clusters
