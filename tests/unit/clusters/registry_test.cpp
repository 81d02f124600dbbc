// Which cluster a resourceArn means, and what becomes of names that nobody declared.
#include "clusters/registry.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "base/error.hpp"
#include "unit/clusters/fake_backend.hpp"

namespace emulator::clusters {
namespace {

Registry::Factory fake_factory(std::atomic<int>& made) {
  return [&made](const ClusterConfig& config) {
    ++made;
    return std::make_shared<test::FakeBackend>(config.engine);
  };
}

std::string arn(const std::string& name) {
  return "arn:aws:rds:us-east-1:123456789012:cluster:" + name;
}

TEST_CASE("the cluster's name is the last part of its ARN") {
  const struct {
    std::string arn;
    std::string name;
  } table[] = {
      {"arn:aws:rds:us-east-1:123456789012:cluster:shop", "shop"},
      {"arn:aws-cn:rds:cn-north-1:123456789012:cluster:shop-2", "shop-2"},
      {"arn:aws:rds:::cluster:a_b", "a_b"},
      {"arn:aws:rds:us-east-1:123456789012:cluster:" + std::string(63, 'a'), std::string(63, 'a')},
      {"arn:aws:rds:us-east-1:123456789012:cluster:" + std::string(64, 'a'), ""},
      {"arn:aws:rds:us-east-1:123456789012:cluster:", ""},
      {"arn:aws:rds:us-east-1:123456789012:db:shop", ""},
      {"arn:aws:rds:us-east-1:123456789012:cluster:../../etc", ""},
      {"arn:aws:rds:us-east-1:123456789012:cluster:a:b", ""},
      {"arn:aws:s3:us-east-1:123456789012:cluster:shop", ""},
      {"arn::rds:us-east-1:123456789012:cluster:shop", ""},
      {"shop", ""},
      {"", ""},
  };
  for (const auto& row : table) {
    CAPTURE(row.arn);
    CHECK(std::string(cluster_name_in(row.arn)) == row.name);
  }
}

TEST_CASE("undeclared clusters come to be on first use, once") {
  std::atomic<int> made = 0;
  Registry registry(fake_factory(made), {{.name = "", .engine = backend::Engine::postgres, .url = ""}, false});
  const auto first = registry.find(arn("a"));
  CHECK(registry.find(arn("a")) == first);
  CHECK(made == 1);
  CHECK(first->engine() == backend::Engine::postgres);
  CHECK(first->config().name == "a");
  CHECK(registry.find(arn("b")) != first);
  CHECK(registry.list().size() == 2);
}

TEST_CASE("declared clusters keep what was declared") {
  std::atomic<int> made = 0;
  Registry registry(fake_factory(made), {});
  registry.declare({.name = "old", .engine = backend::Engine::mysql, .generation = Generation::v1, .url = ""});
  CHECK(made == 1);
  CHECK(registry.find(arn("old"))->generation() == Generation::v1);
  CHECK(registry.find(arn("new"))->generation() == Generation::v2);
}

// wire 2.2/endpoint-off 2.4/endpoint-off
TEST_CASE("strict registries refuse what was not declared, in each generation's words") {
  std::atomic<int> made = 0;
  for (const bool v1 : {false, true}) {
    Registry::Options options;
    options.strict_clusters = true;
    options.undeclared.generation = v1 ? Generation::v1 : Generation::v2;
    Registry registry(fake_factory(made), options);
    try {
      registry.find(arn("x"));
      FAIL("found a cluster that was not declared");
    } catch (const ApiError& error) {
      CHECK(error.fault == Fault::http_endpoint_not_enabled);
      CHECK(error.message == (v1 ? "HttpEndpoint is not enabled for cluster x"
                                 : "HttpEndpoint is not enabled for resource " + arn("x")));
    }
  }
  CHECK(made == 0);
}

TEST_CASE("what is no cluster ARN is refused") {
  std::atomic<int> made = 0;
  Registry registry(fake_factory(made), {});
  try {
    registry.find("arn:aws:rds:us-east-1:123456789012:db:x");
    FAIL("accepted an ARN of an instance");
  } catch (const ApiError& error) {
    CHECK(error.fault == Fault::validation);
    CHECK(error.message == "Invalid resourceArn: arn:aws:rds:us-east-1:123456789012:db:x");
  }
}

TEST_CASE("a factory that fails may be asked again") {
  int calls = 0;
  Registry registry(
      [&calls](const ClusterConfig&) -> std::shared_ptr<backend::Backend> {
        if (++calls == 1) throw std::runtime_error("disk full");
        return std::make_shared<test::FakeBackend>();
      },
      {});
  CHECK_THROWS_AS(registry.find(arn("a")), std::runtime_error);
  CHECK(registry.find(arn("a")) != nullptr);
  CHECK(calls == 2);
}

TEST_CASE("first uses at the same time make one backend") {
  std::atomic<int> made = 0;
  Registry registry(
      [&made](const ClusterConfig&) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        ++made;
        return std::make_shared<test::FakeBackend>();
      },
      {});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&registry] { registry.find(arn("a")); });
  for (auto& thread : threads) thread.join();
  CHECK(made == 1);
}

}  // namespace
}  // namespace emulator::clusters
