// See the header.
#include "api/background.hpp"

#include <atomic>
#include <condition_variable>
#include <utility>

#include "base/blocking_region.hpp"

namespace emulator::api {

struct Background::Task {
  explicit Task(Work given) : work(std::move(given)) {}

  void run() {
    work(cancellation);
    work = nullptr;  // with all that it holds
    const std::lock_guard lock(mutex);
    done = true;
    changed.notify_all();
  }

  bool wait_until(std::chrono::steady_clock::time_point deadline) {
    const BlockingRegion region;
    std::unique_lock lock(mutex);
    return changed.wait_until(lock, deadline, [this] { return done; });
  }

  bool is_done() {
    const std::lock_guard lock(mutex);
    return done;
  }

  Work work;
  Cancellation cancellation;
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  bool awaited = true;  // by the caller of run(); guarded by the owner's lock
  BigThread thread;     // last: joined before the rest goes
};

Background::Background() = default;

Background::~Background() {
  std::list<Task> all;
  {
    const std::lock_guard lock(mutex_);
    all.swap(tasks_);
  }
  for (Task& task : all) task.cancellation.request();
}

bool Background::run(Work work, std::chrono::steady_clock::time_point deadline) {
  reap();
  std::list<Task> made;
  Task& task = made.emplace_back(std::move(work));
  task.thread = BigThread([&task] { task.run(); });
  {
    const std::lock_guard lock(mutex_);
    tasks_.splice(tasks_.end(), made);
  }
  const bool done = task.wait_until(deadline);
  const std::lock_guard lock(mutex_);
  task.awaited = false;
  return done;
}

void Background::reap() {
  std::list<Task> dead;  // joined after the lock is gone
  const std::lock_guard lock(mutex_);
  for (auto task = tasks_.begin(); task != tasks_.end();) {
    const auto next = std::next(task);
    if (!task->awaited && task->is_done()) dead.splice(dead.end(), tasks_, task);
    task = next;
  }
}

}  // namespace emulator::api
