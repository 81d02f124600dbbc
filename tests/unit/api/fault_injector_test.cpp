// Injected faults: whom they meet, how often, for how long; and their text form.
#include "api/fault_injector.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "api/service.hpp"

using namespace emulator;
using namespace emulator::api;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const Operation& operation(std::string_view name) {
  for (const Operation& row : operations()) {
    if (row.name == name) return row;
  }
  throw std::runtime_error("no such operation");
}

struct Fixture {
  ManualClock clock{std::chrono::system_clock::time_point{}};
  milliseconds slept{0};
  FaultInjector faults{clock, [this](milliseconds time) { slept += time; }};

  void add(std::string_view text) { faults.add(injected_fault_from(text)); }

  // The exception's message, or nothing.
  std::string meet(std::string_view operation_name = "ExecuteStatement", std::string_view cluster = "one") {
    try {
      faults.meet({cluster, operation_name, "arn:aws:rds:us-east-1:123456789012:cluster:one"},
                  operation(operation_name));
      return "";
    } catch (const ApiError& error) {
      return error.message;
    }
  }
};

}  // namespace

TEST_CASE("once, some times, for a time counted from the first request") {
  Fixture fixture;
  CHECK(fixture.meet().empty());
  fixture.add("*:*:Throttling:once");
  CHECK(fixture.meet() == "Rate exceeded");
  CHECK(fixture.meet().empty());
  fixture.add("*:*:Throttling:times=2");
  CHECK_FALSE(fixture.meet().empty());
  CHECK_FALSE(fixture.meet().empty());
  CHECK(fixture.meet().empty());
  fixture.add("*:*:DatabaseResuming:seconds=1.5");
  fixture.clock.advance(seconds(60));
  CHECK_FALSE(fixture.meet().empty());
  fixture.clock.advance(milliseconds(1499));
  CHECK_FALSE(fixture.meet().empty());
  fixture.clock.advance(milliseconds(1));
  CHECK(fixture.meet().empty());
  CHECK(fixture.faults.list().empty());
}

TEST_CASE("by cluster and by operation, and only where the operation can answer it") {
  Fixture fixture;
  fixture.add("one:ExecuteStatement:ServiceUnavailable");
  CHECK(fixture.meet("ExecuteStatement", "two").empty());
  CHECK(fixture.meet("BeginTransaction").empty());
  CHECK_FALSE(fixture.meet().empty());
  fixture.faults.clear();
  fixture.add("*:*:DatabaseResuming");
  CHECK(fixture.meet("CommitTransaction").empty());
  CHECK_FALSE(fixture.meet("BatchExecuteStatement").empty());
}

TEST_CASE("a probability is drawn from dice with a seed") {
  const auto hits = [](std::string_view text) {
    Fixture fixture;
    fixture.add(text);
    std::string drawn;
    for (int i = 0; i < 1000; ++i) drawn += fixture.meet().empty() ? '.' : 'x';
    return drawn;
  };
  const std::string first = hits("*:*:InternalServerError:probability=0.25,seed=7");
  const auto count = std::count(first.begin(), first.end(), 'x');
  CHECK(count > 200);
  CHECK(count < 300);
  CHECK(first == hits("*:*:InternalServerError:probability=0.25,seed=7"));
  CHECK(first != hits("*:*:InternalServerError:probability=0.25,seed=8"));
}

TEST_CASE("latency adds up, with and without an error") {
  Fixture fixture;
  fixture.add("*:*:Latency:milliseconds=200,times=1");
  fixture.add("*:*:AccessDenied:milliseconds=50,times=1");
  CHECK(
      fixture.meet().starts_with("User: arn:aws:iam::123456789012:user/local is not authorized to perform: "
                                 "rds-data:ExecuteStatement on resource: arn:aws:rds:us-east-1:"));
  CHECK(fixture.slept == milliseconds(250));
  CHECK(fixture.meet().empty());
  CHECK(fixture.slept == milliseconds(250));
}

TEST_CASE("a message of one's own may hold anything") {
  Fixture fixture;
  fixture.add("*:*:DatabaseError:times=1,message=deadlock, try: again=1");
  CHECK(fixture.meet() == "deadlock, try: again=1");
}

TEST_CASE("what is listed") {
  Fixture fixture;
  fixture.add("*:*:Throttling:times=2");
  fixture.meet();
  const auto listed = fixture.faults.list();
  REQUIRE(listed.size() == 1);
  CHECK(listed[0].id == 1);
  CHECK(listed[0].met == 1);
  CHECK(kind_of(listed[0].fault) == "ThrottlingException");
}

TEST_CASE("every exception has a name here, in full or without its last word, and every one has words") {
  for (int i = 0; i <= static_cast<int>(Fault::validation); ++i) {
    const Fault fault = static_cast<Fault>(i);
    CHECK_FALSE(fault_words(fault, {"one", "ExecuteStatement", "arn"}).empty());
  }
  CHECK(fault_named("DatabaseResumingException") == Fault::database_resuming);
  CHECK(fault_named("databaseresuming") == Fault::database_resuming);
  CHECK(fault_named("ServiceUnavailable") == Fault::service_unavailable);
  CHECK(fault_named("ServiceUnavailableError") == Fault::service_unavailable);
  CHECK(fault_named("InternalServerError") == Fault::internal_server_error);
  CHECK_FALSE(fault_named("Nonsense"));
}

TEST_CASE("what is refused") {
  for (const char* text : {"", "*", "*:*", "*:*:Nonsense", "*:Execute:Throttling", ":*:Throttling", "*:*:Latency",
                           "*:*:Throttling:probability=0", "*:*:Throttling:probability=1.1", "*:*:Throttling:times=x",
                           "*:*:Throttling:times=-1", "*:*:Throttling:often", "*:*:Throttling:seconds=-1",
                           "*:CommitTransaction:DatabaseResuming", "*:*:Throttling:seconds=nan"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(injected_fault_from(text), std::invalid_argument);
  }
}
