// A cluster's sleep on a clock that stands still until told.
#include "clusters/auto_pause.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "base/error.hpp"
#include "fake_backend.hpp"

using namespace emulator;
using namespace emulator::clusters;
using std::chrono::seconds;

namespace {

struct Fixture {
  ManualClock clock{std::chrono::system_clock::time_point{}};
  AutoPause pause{clock, AutoPause::Times{seconds(300), seconds(15)}};
  Cluster cluster{{"quiet", backend::Engine::postgres, Generation::v2, {}}, std::make_shared<test::FakeBackend>()};

  std::string answer(bool has_transactions = false) {
    try {
      pause.use(cluster, has_transactions);
      return "";
    } catch (const ApiError& error) {
      CHECK(error.fault == Fault::database_resuming);
      return error.message;
    }
  }
};

}  // namespace

TEST_CASE("an idle cluster pauses, is woken by the first request and then works") {
  Fixture fixture;
  fixture.clock.advance(seconds(299));
  CHECK(fixture.answer().empty());
  fixture.clock.advance(seconds(300));
  CHECK(fixture.pause.state(fixture.cluster, false) == PauseState::paused);
  const std::string first = fixture.answer();
  CHECK(first.starts_with("The Aurora DB instance db-"));
  CHECK(first.ends_with(" is resuming after being auto-paused. Please wait a few seconds and try again."));
  CHECK(fixture.pause.state(fixture.cluster, false) == PauseState::resuming);
  fixture.clock.advance(seconds(14));
  CHECK(fixture.answer() == first);
  fixture.clock.advance(seconds(1));
  CHECK(fixture.pause.state(fixture.cluster, false) == PauseState::available);
  CHECK(fixture.answer().empty());
  fixture.clock.advance(seconds(299));
  CHECK(fixture.answer().empty());
}

TEST_CASE("open transactions keep a cluster awake; one that was woken and not used pauses again") {
  Fixture fixture;
  fixture.clock.advance(seconds(1000));
  CHECK(fixture.answer(true).empty());
  fixture.clock.advance(seconds(300));
  CHECK_FALSE(fixture.answer().empty());
  fixture.clock.advance(seconds(15 + 300));
  CHECK(fixture.pause.state(fixture.cluster, false) == PauseState::paused);
  CHECK_FALSE(fixture.answer().empty());
}

TEST_CASE("without times nothing ever pauses, and v1 speaks as its driver") {
  Fixture fixture;
  AutoPause never(fixture.clock, std::nullopt);
  fixture.clock.advance(std::chrono::hours(1000));
  CHECK_NOTHROW(never.use(fixture.cluster, false));
  CHECK(never.state(fixture.cluster, false) == PauseState::available);
  CHECK(resuming_message("x", Generation::v1).starts_with("Communications link failure"));
}
