// sigwaitinfo and its kin; interruptions are waited through.
#include "signals.hpp"

#include <cerrno>

namespace emulator {

namespace {

Signal signal_from(const siginfo_t& information) {
  return {information.si_signo, information.si_code == SI_KERNEL};
}

}  // namespace

Signals::Signals(std::initializer_list<int> numbers) {
  sigemptyset(&set_);
  for (const int number : numbers) sigaddset(&set_, number);
  pthread_sigmask(SIG_BLOCK, &set_, &earlier_);
}

Signals::~Signals() {
  pthread_sigmask(SIG_SETMASK, &earlier_, nullptr);
}

Signal Signals::wait() const {
  siginfo_t information{};
  while (sigwaitinfo(&set_, &information) < 0) {
  }
  return signal_from(information);
}

std::optional<Signal> Signals::wait_for(std::chrono::milliseconds time) const {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
  const timespec limit{seconds.count(), std::chrono::nanoseconds(time - seconds).count()};
  siginfo_t information{};
  if (sigtimedwait(&set_, &information, &limit) < 0) return std::nullopt;  // also when interrupted: callers loop
  return signal_from(information);
}

}  // namespace emulator
