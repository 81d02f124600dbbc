// Says "this thread may now wait": before a write lock of SQLite, a round trip to a real server, a delay. The server
// installs a hook on its threads that lets another thread serve the other connections meanwhile. Without a hook (in
// tests, in the functional core) a region does nothing.
#pragma once

namespace emulator {

class BlockingHook {
 public:
  virtual ~BlockingHook() = default;
  virtual void enter() = 0;           // the thread is about to wait
  virtual void leave() noexcept = 0;  // it is back; may itself wait until the thread has its place again
};

// The hook of the calling thread; null (the start value) for none. Not to be changed inside a region.
void install_blocking_hook(BlockingHook* hook);

// Held around what may wait. Nestable: only the outermost region of a thread calls the hook. While one is held the
// code must not touch what belongs to the server (its connections), only what it owns or locks itself.
class BlockingRegion {
 public:
  BlockingRegion();
  ~BlockingRegion();
  BlockingRegion(const BlockingRegion&) = delete;
  BlockingRegion& operator=(const BlockingRegion&) = delete;
};

}  // namespace emulator
