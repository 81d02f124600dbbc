// Clusters that pause when nobody uses them, as Aurora Serverless does (Aurora user guide, "Scaling to zero ACUs with
// automatic pause and resume"): the first request wakes a cluster, and until it is awake all are told to wait.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "clusters/cluster.hpp"

namespace emulator::clusters {

// What a client hears meanwhile; v1 says what its driver does.
std::string resuming_message(std::string_view cluster, Generation generation);

enum class PauseState : std::uint8_t {
  available,
  paused,
  resuming,
};

class AutoPause {
 public:
  struct Times {
    std::chrono::steady_clock::duration idle;    // unused for so long: paused
    std::chrono::steady_clock::duration resume;  // how long it takes to be back
  };

  // Without times no cluster ever pauses.
  AutoPause(const Clock& clock, std::optional<Times> times)
      : clock_(clock), times_(times), started_(clock.steady_now()) {}

  // A request wants to work in the cluster; open transactions keep it awake. Throws ApiError database_resuming.
  void use(const Cluster& cluster, bool has_transactions);
  PauseState state(const Cluster& cluster, bool has_transactions);

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Entry {
    Time used;
    std::optional<Time> awake;  // when it will be, once woken
  };

  Entry& entry_of(const Cluster& cluster);  // with the lock held
  PauseState state_of(const Entry& entry, bool has_transactions) const;

  const Clock& clock_;
  const std::optional<Times> times_;
  const Time started_;
  std::mutex mutex_;
  std::map<std::string, Entry, std::less<>> entries_;  // by cluster name
};

}  // namespace emulator::clusters
