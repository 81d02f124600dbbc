// Load on a server: some clients, each of which sends its next request as soon as it has its answer, until the time is
// over or enough was sent; each plays its script to the end. One thread, one epoll.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "load/client.hpp"
#include "load/script.hpp"

namespace bench {

struct Load {
  std::uint16_t port = 0;
  std::size_t connections = 1;
  std::size_t idle = 0;      // connections beside, on which nothing is sent
  std::size_t requests = 0;  // as many, or a few more to end the scripts; 0: as many as fit in the time
  std::chrono::milliseconds time{500};
  std::chrono::milliseconds warm_up{0};  // before, not counted
  int expected_status = 200;
  int server_process = 0;  // whose processor time is counted; 0: nobody's
};

struct Report {
  std::size_t requests = 0;
  std::size_t failures = 0;  // answers of another status than expected
  std::string first_failure;
  double seconds = 0;
  double server_seconds = 0;             // of processor time
  std::uint64_t received = 0;            // bytes
  std::vector<std::uint32_t> latencies;  // nanoseconds, in order of size

  double percentile(double share) const;  // in microseconds
};

// Throws std::exception if a connection fails.
Report run(const Load& load, const std::vector<Request>& script, Values values);

}  // namespace bench
