// Time as the program sees it, so that tests can move it.
#pragma once

#include <atomic>
#include <chrono>

namespace emulator {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::chrono::system_clock::time_point now() const = 0;         // for values that users see
  virtual std::chrono::steady_clock::time_point steady_now() const = 0;  // for lifetimes and deadlines; never goes back
};

class SystemClock final : public Clock {
 public:
  std::chrono::system_clock::time_point now() const override { return std::chrono::system_clock::now(); }
  std::chrono::steady_clock::time_point steady_now() const override { return std::chrono::steady_clock::now(); }
};

// Stands still until told to advance. Safe to advance from another thread.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(std::chrono::system_clock::time_point start) : start_(start) {}

  std::chrono::system_clock::time_point now() const override {
    return start_ + std::chrono::duration_cast<std::chrono::system_clock::duration>(elapsed());
  }
  std::chrono::steady_clock::time_point steady_now() const override {
    return std::chrono::steady_clock::time_point{} +
           std::chrono::duration_cast<std::chrono::steady_clock::duration>(elapsed());
  }
  void advance(std::chrono::nanoseconds by) { elapsed_ += by.count(); }

 private:
  std::chrono::nanoseconds elapsed() const { return std::chrono::nanoseconds{elapsed_.load()}; }

  std::chrono::system_clock::time_point start_;
  std::atomic<std::int64_t> elapsed_ = 0;
};

}  // namespace emulator
