// Work that may go on after its caller has stopped to wait: statements with continueAfterTimeout.
#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <mutex>

#include "base/big_thread.hpp"
#include "base/cancellation.hpp"

namespace emulator::api {

class Background {
 public:
  // Must not throw. Asked by the cancellation to end when the program does.
  using Work = std::function<void(Cancellation&)>;

  Background();
  ~Background();  // cancels what still runs, and waits for it
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // Runs the work on a thread of its own. True: it was done before the deadline. False: it goes on.
  // Throws std::system_error if there can be no thread.
  bool run(Work work, std::chrono::steady_clock::time_point deadline);

 private:
  struct Task;

  void reap();

  std::mutex mutex_;  // guards tasks_
  std::list<Task> tasks_;
};

}  // namespace emulator::api
