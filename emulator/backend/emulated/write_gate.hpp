// WriteGate: one writer per database file at a time, first come first served. SQLite alone would let waiting writers
// poll, unfairly and with naps of up to a tenth of a second.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>

#include "base/blocking_region.hpp"
#include "base/cancellation.hpp"

namespace emulator::backend::emulated {

class WriteGate {
 public:
  // False: it was not free until then, or the one who waits was cancelled.
  bool enter(std::chrono::steady_clock::time_point until, const Cancellation* cancellation = nullptr) {
    {
      const std::lock_guard lock(mutex_);
      if (!taken_ && waiting_.empty()) return taken_ = true;
    }
    const BlockingRegion region;  // entered without the lock, left without it
    std::unique_lock lock(mutex_);
    if (!taken_ && waiting_.empty()) return taken_ = true;
    waiting_.emplace_back();
    const auto self = std::prev(waiting_.end());
    while (!self->admitted && std::chrono::steady_clock::now() < until) {
      if (cancellation != nullptr && cancellation->requested()) break;
      self->changed.wait_until(lock, cancellation == nullptr ? until : std::min(until, next_look()));
    }
    const bool admitted = self->admitted;
    waiting_.erase(self);
    return admitted;
  }

  void leave() {
    const std::lock_guard lock(mutex_);
    for (Waiter& waiter : waiting_) {
      if (waiter.admitted) continue;
      waiter.admitted = true;  // and the gate stays taken: nobody overtakes
      waiter.changed.notify_one();
      return;
    }
    taken_ = false;
  }

 private:
  struct Waiter {
    std::condition_variable changed;
    bool admitted = false;
  };

  // A cancellation knows nothing of gates: who waits looks whether it has come.
  static std::chrono::steady_clock::time_point next_look() {
    return std::chrono::steady_clock::now() + std::chrono::milliseconds(100);
  }

  std::mutex mutex_;
  bool taken_ = false;
  std::list<Waiter> waiting_;
};

}  // namespace emulator::backend::emulated
