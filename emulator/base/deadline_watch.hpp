// Requests a cancellation when its deadline comes: one thread for all that wait, which sleeps until the next one.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "base/cancellation.hpp"

namespace emulator {

class DeadlineWatch {
 public:
  using Time = std::chrono::steady_clock::time_point;

  DeadlineWatch();

  // While it lives, the cancellation is requested as soon as the deadline passes; its end waits for a request under
  // way.
  class Guard {
   public:
    Guard(DeadlineWatch& watch, Time deadline, Cancellation& cancellation);
    ~Guard();
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

   private:
    DeadlineWatch& watch_;
    const Time deadline_;
    Cancellation* const cancellation_;
  };

 private:
  void run(const std::stop_token& stop);
  void request_due(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;  // guards the two below
  std::multimap<Time, Cancellation*> waiting_;
  Cancellation* requested_now_ = nullptr;  // outside the lock, since it may take its time
  std::condition_variable_any changed_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace emulator
