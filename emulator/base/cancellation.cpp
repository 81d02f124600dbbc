// The action runs under the lock, so that its end cannot overtake it.
#include "base/cancellation.hpp"

#include <exception>
#include <utility>

#include "base/log.hpp"

namespace emulator {

void Cancellation::request() noexcept {
  const std::lock_guard lock(mutex_);
  if (!requested_.exchange(true, std::memory_order_acq_rel)) call();
}

void Cancellation::call() noexcept {
  const auto action = std::exchange(action_, nullptr);
  if (!action) return;
  try {
    action();
  } catch (const std::exception& error) {
    log(LogLevel::warn, "a statement could not be cancelled: ", error.what());
  }
}

Cancellation::Action::Action(Cancellation* cancellation, std::function<void()> call) : cancellation_(cancellation) {
  if (cancellation_ == nullptr) return;
  const std::lock_guard lock(cancellation_->mutex_);
  cancellation_->action_ = std::move(call);
  if (cancellation_->requested()) cancellation_->call();
}

Cancellation::Action::~Action() {
  if (cancellation_ == nullptr) return;
  const std::lock_guard lock(cancellation_->mutex_);
  cancellation_->action_ = nullptr;
}

}  // namespace emulator
