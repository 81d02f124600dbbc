// The hook and the nesting depth are the thread's own.
#include "base/blocking_region.hpp"

namespace emulator {

namespace {

thread_local BlockingHook* installed = nullptr;
thread_local unsigned depth = 0;

}  // namespace

void install_blocking_hook(BlockingHook* hook) {
  installed = hook;
}

BlockingRegion::BlockingRegion() {
  if (depth == 0 && installed != nullptr) installed->enter();  // may throw: then no region was entered
  ++depth;
}

BlockingRegion::~BlockingRegion() {
  if (--depth == 0 && installed != nullptr) installed->leave();
}

}  // namespace emulator
