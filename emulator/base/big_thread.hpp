// A thread with a stack of our own choice: the PostgreSQL parser recurses as deep as its input does, and a small stack
// turns deep input into a crash. std::thread cannot say how big its stack is.
#pragma once

#include <pthread.h>

#include <cstddef>
#include <functional>

namespace emulator {

class BigThread {
 public:
  // Bytes, virtual: only what is touched costs memory. 64 KiB of SQL need 8 MiB in the worst known case.
  static constexpr std::size_t stack_size = std::size_t{16} << 20U;

  BigThread() = default;
  // Throws std::system_error if the system refuses another thread. The body must not throw.
  explicit BigThread(std::function<void()> body);
  BigThread(BigThread&& other) noexcept;
  BigThread& operator=(BigThread&& other) noexcept;
  ~BigThread();  // joins

  void join();

 private:
  pthread_t thread_{};
  bool joinable_ = false;
};

}  // namespace emulator
