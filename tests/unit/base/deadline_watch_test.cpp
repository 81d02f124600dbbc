// Deadlines that pass, that are not reached, and that come while another request takes its time.
#include "base/deadline_watch.hpp"

#include <doctest/doctest.h>

#include <future>
#include <memory>

using namespace emulator;
using std::chrono::steady_clock;

TEST_CASE("a deadline that passes requests the cancellation, once") {
  DeadlineWatch watch;
  Cancellation cancellation;
  std::promise<void> called;
  const Cancellation::Action action(&cancellation, [&] { called.set_value(); });
  const DeadlineWatch::Guard guard(watch, steady_clock::now(), cancellation);
  REQUIRE(called.get_future().wait_for(std::chrono::seconds{10}) == std::future_status::ready);
  CHECK(cancellation.requested());
}

TEST_CASE("an earlier deadline is not kept waiting by a later one, and an ended guard is forgotten") {
  DeadlineWatch watch;
  Cancellation early, late;
  const DeadlineWatch::Guard later(watch, steady_clock::now() + std::chrono::hours{1}, late);
  {
    Cancellation ended;
    const DeadlineWatch::Guard guard(watch, steady_clock::now() + std::chrono::hours{2}, ended);
  }
  std::promise<void> called;
  const Cancellation::Action action(&early, [&] { called.set_value(); });
  const DeadlineWatch::Guard earlier(watch, steady_clock::now(), early);
  REQUIRE(called.get_future().wait_for(std::chrono::seconds{10}) == std::future_status::ready);
  CHECK_FALSE(late.requested());
}

TEST_CASE("a guard's end waits for the request under way") {
  DeadlineWatch watch;
  Cancellation cancellation;
  std::promise<void> started, may_end;
  bool ended = false;
  const Cancellation::Action action(&cancellation, [&] {
    started.set_value();
    may_end.get_future().wait();
    ended = true;
  });
  auto guard = std::make_unique<DeadlineWatch::Guard>(watch, steady_clock::now(), cancellation);
  started.get_future().wait();
  const auto released = std::async(std::launch::async, [&] { may_end.set_value(); });
  guard.reset();
  CHECK(ended);
}
