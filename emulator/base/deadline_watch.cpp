#include "base/deadline_watch.hpp"

#include <algorithm>

namespace emulator {

DeadlineWatch::DeadlineWatch() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

void DeadlineWatch::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    if (waiting_.empty()) {
      changed_.wait(lock, stop, [this] { return !waiting_.empty(); });
      continue;
    }
    const Time next = waiting_.begin()->first;
    const auto comes_earlier = [&] { return waiting_.empty() || waiting_.begin()->first < next; };
    if (!changed_.wait_until(lock, stop, next, comes_earlier)) request_due(lock);
  }
}

void DeadlineWatch::request_due(std::unique_lock<std::mutex>& lock) {
  while (!waiting_.empty() && waiting_.begin()->first <= std::chrono::steady_clock::now()) {
    requested_now_ = waiting_.begin()->second;
    waiting_.erase(waiting_.begin());
    lock.unlock();
    requested_now_->request();
    lock.lock();
    requested_now_ = nullptr;
    changed_.notify_all();
  }
}

DeadlineWatch::Guard::Guard(DeadlineWatch& watch, Time deadline, Cancellation& cancellation)
    : watch_(watch), deadline_(deadline), cancellation_(&cancellation) {
  if (deadline_ == Time::max()) return;
  const std::lock_guard lock(watch_.mutex_);
  const auto place = watch_.waiting_.emplace(deadline_, cancellation_);
  if (place == watch_.waiting_.begin()) watch_.changed_.notify_all();
}

DeadlineWatch::Guard::~Guard() {
  if (deadline_ == Time::max()) return;
  std::unique_lock lock(watch_.mutex_);
  watch_.changed_.wait(lock, [this] { return watch_.requested_now_ != cancellation_; });
  const auto [first, last] = watch_.waiting_.equal_range(deadline_);
  const auto own = std::find_if(first, last, [this](const auto& entry) { return entry.second == cancellation_; });
  if (own != last) watch_.waiting_.erase(own);
}

}  // namespace emulator
