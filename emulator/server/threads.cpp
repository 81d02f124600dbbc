// The wheel is a flag under a mutex; waiting for it is one condition variable.
#include "server/threads.hpp"

#include <system_error>

#include "base/log.hpp"

namespace emulator::server {

namespace {

thread_local const bool* drives = nullptr;

}  // namespace

// The hint must not be 1: with it Asio holds back what a bystander posts until that thread's own handler has returned,
// and does not wake the driver then.
Threads::Threads(std::size_t limit) : limit_(limit), context_(2), work_(context_.get_executor()) {}

Threads::~Threads() {
  stop();
  join();
}

void Threads::start() {
  const std::lock_guard lock(mutex_);
  start_worker();
}

bool Threads::driving() {
  return drives != nullptr && *drives;
}

void Threads::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  wheel_free_.notify_all();
  spare_back_.notify_all();
  context_.stop();
}

void Threads::join() {
  std::list<Worker> all;
  {
    const std::lock_guard lock(mutex_);
    all.splice(all.end(), workers_);
  }
  for (Worker& worker : all) worker.thread.join();
}

std::size_t Threads::count() const {
  const std::lock_guard lock(mutex_);
  return alive_;
}

void Threads::start_worker() {
  Worker& worker = workers_.emplace_back(*this);
  try {
    worker.thread = BigThread([this, &worker] { work(worker); });
  } catch (...) {
    workers_.pop_back();
    throw;
  }
  ++alive_;
  ++spares_;  // from now on, not only once it waits: it is on its way
}

void Threads::reap(std::list<Worker>& dead) {
  for (auto worker = workers_.begin(); worker != workers_.end();) {
    const auto next = std::next(worker);
    if (worker->finished) dead.splice(dead.end(), workers_, worker);
    worker = next;
  }
}

void Threads::work(Worker& self) {
  drives = &self.driving;
  install_blocking_hook(&self);
  std::unique_lock lock(mutex_);
  while (wait_for_wheel(self, lock)) {
    lock.unlock();
    while (self.driving && !stopped_.load(std::memory_order_relaxed)) context_.run_one();
    lock.lock();
    ++spares_;
    spare_back_.notify_one();
    if (self.driving) wheel_taken_ = self.driving = false;  // stopped
  }
  --spares_;
  self.finished = true;
  --alive_;
}

bool Threads::wait_for_wheel(Worker& self, std::unique_lock<std::mutex>& lock) {
  const bool woken = wheel_free_.wait_for(lock, spare_lifetime, [this] { return stopped_.load() || !wheel_taken_; });
  if (!woken || stopped_) return false;
  --spares_;
  wheel_taken_ = true;
  self.driving = true;
  return true;
}

void Threads::release_wheel(Worker& self) {
  if (!self.driving) return;
  std::list<Worker> dead;  // joined after the lock is gone; they have nothing left to do
  {
    std::unique_lock lock(mutex_);
    reap(dead);
    if (!find_spare(lock)) return;
    wheel_taken_ = false;
    self.driving = false;
  }
  wheel_free_.notify_one();
}

bool Threads::find_spare(std::unique_lock<std::mutex>& lock) {
  if (spares_ == 0 && alive_ < limit_) {
    try {
      start_worker();
    } catch (const std::system_error& error) {
      log(LogLevel::warn, error.what(), "; other requests wait for one that is blocked");
      return false;
    }
  }
  // At the limit at least one thread has posted its answer already and is just about to become a spare.
  spare_back_.wait(lock, [this] { return stopped_.load() || spares_ > 0; });
  return !stopped_;
}

void Threads::try_take_wheel(Worker& self) noexcept {
  const std::lock_guard lock(mutex_);
  if (self.driving || wheel_taken_ || stopped_) return;
  wheel_taken_ = true;
  self.driving = true;
}

}  // namespace emulator::server
