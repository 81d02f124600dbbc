// Injected faults and whom they meet. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
#include <vector>

#include "api/injected_fault.hpp"
#include "base/clock.hpp"

namespace emulator::api {

struct Operation;

class FaultInjector {
 public:
  using Sleep = std::function<void(std::chrono::milliseconds)>;

  struct Listed {
    std::int64_t id;
    InjectedFault fault;
    std::int64_t met;  // how many requests it has hit
  };

  explicit FaultInjector(const Clock& clock, Sleep sleep = sleep_for_real) : clock_(clock), sleep_(std::move(sleep)) {}

  // Returns its id. Throws std::invalid_argument.
  std::int64_t add(InjectedFault injected);
  void clear();
  std::vector<Listed> list();  // those that can still be met, the oldest first

  // A request for an operation has come: may wait, and throws the ApiError of the oldest fault that hits it.
  void meet(const FaultSite& site, const Operation& operation);

 private:
  struct Rule {
    std::int64_t id;
    InjectedFault fault;
    std::mt19937_64 dice;
    std::int64_t met = 0;
    std::optional<std::chrono::steady_clock::time_point> ends;  // known once it has been met
  };

  static void sleep_for_real(std::chrono::milliseconds time);
  void drop_spent();  // with the lock held
  bool hits(Rule& rule, const FaultSite& site, const Operation& operation);

  const Clock& clock_;
  const Sleep sleep_;
  std::mutex mutex_;  // guards what follows; not held while a request waits
  std::vector<Rule> rules_;
  std::int64_t last_id_ = 0;
};

}  // namespace emulator::api
