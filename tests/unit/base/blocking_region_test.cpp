// Who calls the hook, and how often.
#include "base/blocking_region.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <thread>

using namespace emulator;

namespace {

struct CountingHook final : BlockingHook {
  void enter() override {
    ++entered;
    if (refuses) throw std::runtime_error("refused");
  }
  void leave() noexcept override { ++left; }

  bool refuses = false;
  int entered = 0;
  int left = 0;
};

}  // namespace

TEST_CASE("without a hook a region does nothing") {
  const BlockingRegion region;
}

TEST_CASE("only the outermost region calls the hook") {
  CountingHook hook;
  install_blocking_hook(&hook);
  {
    const BlockingRegion outer;
    { const BlockingRegion inner; }
    CHECK(hook.entered == 1);
    CHECK(hook.left == 0);
  }
  { const BlockingRegion again; }
  install_blocking_hook(nullptr);
  CHECK(hook.entered == 2);
  CHECK(hook.left == 2);
}

TEST_CASE("hooks belong to their thread") {
  CountingHook hook;
  install_blocking_hook(&hook);
  std::thread([] { const BlockingRegion region; }).join();
  install_blocking_hook(nullptr);
  CHECK(hook.entered == 0);
}

TEST_CASE("a hook that refuses leaves no region behind") {
  CountingHook hook;
  hook.refuses = true;
  install_blocking_hook(&hook);
  CHECK_THROWS_AS(BlockingRegion{}, std::runtime_error);
  hook.refuses = false;
  { const BlockingRegion region; }
  install_blocking_hook(nullptr);
  CHECK(hook.entered == 2);
  CHECK(hook.left == 1);
}
