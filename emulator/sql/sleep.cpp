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

bool sleep(const CallContext& context, std::chrono::duration<double> time) {
  if (!(time.count() > 0)) return true;
  const BlockingRegion region;
  const auto span = std::min(time, std::chrono::duration<double>{longest});
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(span);
  while (true) {
    if (context.cancellation != nullptr && context.cancellation->requested()) return false;
    const auto now = Clock::now();
    if (now >= end) return true;
    if (now >= context.deadline) return false;
    std::this_thread::sleep_until(std::min({end, context.deadline, now + nap}));
  }
}

}  // namespace emulator::sql
