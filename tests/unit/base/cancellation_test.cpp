// Who cancels and who is cancelled, in both orders.
#include "base/cancellation.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <thread>

using emulator::Cancellation;

TEST_CASE("an action is called once, when the request comes") {
  Cancellation cancellation;
  int calls = 0;
  {
    const Cancellation::Action action(&cancellation, [&] { ++calls; });
    CHECK_FALSE(cancellation.requested());
    std::thread([&] { cancellation.request(); }).join();
    CHECK(cancellation.requested());
    cancellation.request();
  }
  CHECK(calls == 1);
}

TEST_CASE("an action that comes late is called at once, one that has gone never") {
  Cancellation cancellation;
  int calls = 0;
  {
    const Cancellation::Action gone(&cancellation, [&] { calls += 100; });
  }
  cancellation.request();
  const Cancellation::Action late(&cancellation, [&] { ++calls; });
  CHECK(calls == 1);
}

TEST_CASE("an action that fails takes nobody along; without a cancellation nothing happens") {
  Cancellation cancellation;
  const Cancellation::Action failing(&cancellation, [] { throw std::runtime_error("no server"); });
  cancellation.request();
  CHECK(cancellation.requested());
  const Cancellation::Action none(nullptr, [] { FAIL("nobody asked for it"); });
}
