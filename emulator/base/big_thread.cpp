// pthread_create with an attribute; sanitizers make frames bigger, so they get bigger stacks.
#include "base/big_thread.hpp"

#include <memory>
#include <system_error>
#include <utility>

namespace emulator {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t size_factor = 4;
#else
constexpr std::size_t size_factor = 1;
#endif

extern "C" void* run_body(void* argument) {
  const std::unique_ptr<std::function<void()>> body(static_cast<std::function<void()>*>(argument));
  (*body)();
  return nullptr;
}

}  // namespace

BigThread::BigThread(std::function<void()> body) {
  auto owned = std::make_unique<std::function<void()>>(std::move(body));
  pthread_attr_t attributes;
  int failure = pthread_attr_init(&attributes);
  if (failure == 0) {
    failure = pthread_attr_setstacksize(&attributes, stack_size * size_factor);
    if (failure == 0) failure = pthread_create(&thread_, &attributes, run_body, owned.get());
    pthread_attr_destroy(&attributes);
  }
  if (failure != 0) throw std::system_error(failure, std::generic_category(), "cannot start a thread");
  static_cast<void>(owned.release());  // the thread owns it now
  joinable_ = true;
}

BigThread::BigThread(BigThread&& other) noexcept
    : thread_(other.thread_), joinable_(std::exchange(other.joinable_, false)) {}

BigThread& BigThread::operator=(BigThread&& other) noexcept {
  join();
  thread_ = other.thread_;
  joinable_ = std::exchange(other.joinable_, false);
  return *this;
}

BigThread::~BigThread() {
  join();
}

void BigThread::join() {
  if (!joinable_) return;
  pthread_join(thread_, nullptr);
  joinable_ = false;
}

}  // namespace emulator
