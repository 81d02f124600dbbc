// Tells from one thread to another that nobody waits for a statement's answer any more. Who runs the statement either
// asks now and then, or leaves an action that reaches what it waits for.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>

namespace emulator {

class Cancellation {
 public:
  // For good. Calls the action, if there is one, in this thread; it may wait.
  void request() noexcept;
  bool requested() const noexcept { return requested_.load(std::memory_order_acquire); }

  // While it lives, `call` is what request() calls: once, and at once if the request has come already. Its end waits
  // for a running call. One at a time; a null cancellation is never requested.
  class Action {
   public:
    Action(Cancellation* cancellation, std::function<void()> call);
    ~Action();
    Action(const Action&) = delete;
    Action& operator=(const Action&) = delete;

   private:
    Cancellation* cancellation_;
  };

 private:
  void call() noexcept;  // with the lock held

  std::atomic<bool> requested_ = false;
  std::mutex mutex_;  // guards action_, and is held while it runs
  std::function<void()> action_;
};

}  // namespace emulator
