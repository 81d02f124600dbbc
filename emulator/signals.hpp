// Signals as events that a thread waits for, instead of handlers that interrupt one. Must be made before any thread is
// started, so that no thread receives them otherwise.
#pragma once

#include <chrono>
#include <csignal>
#include <initializer_list>
#include <optional>

namespace emulator {

struct Signal {
  int number = 0;
  // The kernel sent it to the whole foreground group of a terminal (Ctrl-C): children have it already.
  bool from_terminal = false;
};

class Signals {
 public:
  // Blocks them for the calling thread and all that it starts.
  explicit Signals(std::initializer_list<int> numbers);
  ~Signals();  // restores the calling thread's mask
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  Signal wait() const;
  std::optional<Signal> wait_for(std::chrono::milliseconds time) const;

  // What was blocked before: for the start of other programs.
  const sigset_t& earlier_mask() const { return earlier_; }

 private:
  sigset_t set_{};
  sigset_t earlier_{};
};

}  // namespace emulator
