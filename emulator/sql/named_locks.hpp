// The locks of MySQL's GET_LOCK and of PostgreSQL's pg_advisory_lock: names held by connections, shared by the whole
// process. A connection that ends must give up its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace emulator::sql {

enum class LockMode : std::uint8_t {
  exclusive,
  shared  // others may share it
};

class NamedLocks {
 public:
  // Waits as long as the lock is another's; a negative timeout waits for ever. False: timed out. A connection may take
  // a lock several times, in both modes, and must release it as often.
  bool acquire(const std::string& name, std::int64_t connection, std::chrono::duration<double> timeout,
               LockMode mode = LockMode::exclusive);
  // False: only others hold it so; empty: nobody does.
  std::optional<bool> release(const std::string& name, std::int64_t connection, LockMode mode = LockMode::exclusive);
  std::int64_t release_all(std::int64_t connection);            // how many, counting repetitions
  std::optional<std::int64_t> holder(const std::string& name);  // of the exclusive lock

 private:
  using Counts = std::map<std::int64_t, std::int64_t>;  // by connection, never 0
  struct Held {
    Counts exclusive;  // of one connection at most
    Counts shared;
    Counts& of(LockMode mode) { return mode == LockMode::shared ? shared : exclusive; }
  };

  bool try_take(const std::string& name, std::int64_t connection, LockMode mode);  // with the mutex held

  std::mutex mutex_;
  std::condition_variable released_;
  std::map<std::string, Held> held_;
};

}  // namespace emulator::sql
