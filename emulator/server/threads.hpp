// The threads that run the io_context, one at a time: exactly one thread drives, so nothing that its handlers touch
// needs a lock. A driver that enters a BlockingRegion lets go, and a spare thread drives on; when it comes back it
// either takes the wheel again (if nobody has yet) or finishes its request as a bystander and becomes a spare itself.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <mutex>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include "base/big_thread.hpp"
#include "base/blocking_region.hpp"

namespace emulator::server {

class Threads {
 public:
  // At most `limit` threads, which must be more than calls that can be in the works at once: so a spare can always be
  // found. If the system grants no more threads, a blocked driver keeps the wheel, and everybody waits.
  explicit Threads(std::size_t limit);
  ~Threads();  // stops and joins
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  boost::asio::io_context& context() { return context_; }

  // Starts the first driver. Throws std::system_error if there can be no thread.
  void start();

  // Whether the calling thread drives. After a call that may have entered a BlockingRegion a handler must ask before
  // it touches anything that belongs to the driver; a bystander posts to the context instead.
  static bool driving();

  // The driver returns as soon as its handler does; what is queued by then does not run. From any thread.
  void stop();
  void join();

  std::size_t count() const;  // threads alive, for tests

 private:
  // How long a spare waits for work before it ends.
  static constexpr std::chrono::seconds spare_lifetime{10};

  class Worker final : public BlockingHook {
   public:
    explicit Worker(Threads& threads) : threads_(threads) {}
    void enter() override { threads_.release_wheel(*this); }
    void leave() noexcept override { threads_.try_take_wheel(*this); }

    bool driving = false;  // written by its own thread only
    bool finished = false;
    BigThread thread;

   private:
    Threads& threads_;
  };

  void start_worker();                 // with the lock held
  void reap(std::list<Worker>& dead);  // with the lock held: moves what has ended to `dead`
  void work(Worker& self);
  bool wait_for_wheel(Worker& self, std::unique_lock<std::mutex>& lock);
  void release_wheel(Worker& self);
  bool find_spare(std::unique_lock<std::mutex>& lock);  // false: there is none to be had, or the end has come
  void try_take_wheel(Worker& self) noexcept;

  const std::size_t limit_;
  boost::asio::io_context context_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::atomic<bool> stopped_ = false;

  mutable std::mutex mutex_;  // guards what follows; never held while a handler runs
  std::condition_variable wheel_free_;
  std::condition_variable spare_back_;
  bool wheel_taken_ = false;
  std::size_t spares_ = 0;  // threads that wait for the wheel or are on the way there
  std::size_t alive_ = 0;
  std::list<Worker> workers_;
};

}  // namespace emulator::server
