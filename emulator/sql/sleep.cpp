// Sleeps in short naps, because a cancellation wakes nobody.
#include "sql/sleep.hpp"

#include <algorithm>
#include <thread>

#include "base/blocking_region.hpp"

namespace emulator::sql {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds nap{50};
constexpr std::chrono::hours longest{24 * 365};  // longer ones would not fit the clock

}  // namespace

bool is_over(const CallContext& context) {
  return (context.cancellation != nullptr && context.cancellation->requested()) || Clock::now() >= context.deadline;
}

bool sleep(const CallContext& context, std::chrono::duration<double> time) {
  if (!(time.count() > 0)) return true;
  const BlockingRegion region;
  const auto span = std::min(time, std::chrono::duration<double>{longest});
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(span);
  while (true) {
    const auto now = Clock::now();
    if (now >= end) return true;
    if (is_over(context)) return false;
    std::this_thread::sleep_until(std::min({end, context.deadline, now + nap}));
  }
}

}  // namespace emulator::sql
