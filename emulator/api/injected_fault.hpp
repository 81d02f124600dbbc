// A fault that somebody asked for, so that clients can try their retries: which requests meet it, what it does to them,
// and for how long. Its text form is that of --fault.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "clusters/cluster.hpp"

namespace emulator::api {

struct InjectedFault {
  std::string cluster = "*";    // a name; *: all
  std::string operation = "*";  // as in the service model; *: all that can answer with it
  std::optional<Fault> fault;   // none: the request is only made to wait
  std::chrono::milliseconds latency{0};
  std::string message;                   // empty: as the service words it
  std::int64_t times = 0;                // requests that meet it, then it is gone; 0: no such end
  std::chrono::milliseconds lasting{0};  // from the first request that meets it; 0: no such end
  double probability = 1;
  std::uint64_t seed = 0;  // of the dice: the same seed throws the same numbers
};

// CLUSTER:OPERATION:KIND[:NAME=VALUE,...]. KIND is an exception with or without its last word (DatabaseResuming,
// ServiceUnavailableError), or Latency. Names: once, times, seconds, probability, seed, milliseconds, message (last, it
// may hold commas). Throws std::invalid_argument.
InjectedFault injected_fault_from(std::string_view text);

// Throws std::invalid_argument for a fault that no request could meet.
void check(const InjectedFault& injected);

std::optional<Fault> fault_named(std::string_view kind);
std::string kind_of(const InjectedFault& injected);

// Where a fault meets a request.
struct FaultSite {
  std::string_view cluster;
  std::string_view operation;
  std::string_view resource_arn;
  clusters::Generation generation = clusters::Generation::v2;
};

// What the service says of itself in such a case, as far as it is known.
std::string fault_words(Fault fault, const FaultSite& site);

}  // namespace emulator::api
