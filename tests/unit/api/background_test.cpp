// Work that is waited for, and work that is left to itself.
#include "api/background.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace emulator;
using namespace emulator::api;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST_CASE("work that is done in time") {
  Background background;
  std::atomic<int> done = 0;
  for (int i = 0; i < 20; ++i) {
    CHECK(background.run([&](Cancellation&) { ++done; }, steady_clock::now() + std::chrono::seconds(30)));
  }
  CHECK(done == 20);
}

TEST_CASE("work that is late goes on, and is cancelled at the end") {
  std::atomic<bool> was_cancelled = false;
  std::atomic<bool> may_end = false;
  std::atomic<bool> ended = false;
  {
    Background background;
    CHECK_FALSE(background.run(
        [&](Cancellation&) {
          while (!may_end) std::this_thread::yield();
          ended = true;
        },
        steady_clock::now() + milliseconds(5)));
    CHECK_FALSE(ended);
    may_end = true;
    CHECK_FALSE(background.run(
        [&](Cancellation& cancellation) {
          while (!cancellation.requested()) std::this_thread::yield();
          was_cancelled = true;
        },
        steady_clock::now()));
    CHECK_FALSE(was_cancelled);
  }
  CHECK(ended);
  CHECK(was_cancelled);
}
