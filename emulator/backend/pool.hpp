// A bounded pool of real connections for the pass-through backends: who may connect where is part of the key, a dead
// connection is noticed when it is taken out, and whoever finds none free waits. Knows nothing of any driver.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "backend/backend.hpp"
#include "base/blocking_region.hpp"
#include "base/error.hpp"

namespace emulator::backend {

struct PoolOptions {
  std::size_t size = 10;                             // connections at once, busy and idle, over all users and databases
  std::chrono::milliseconds patience{30'000};        // how long to wait for a free one before DatabaseUnavailable
  std::chrono::milliseconds connect_timeout{5'000};  // for one server address to answer
};

// Connection must offer: bool ready() (may wait for the server; false: dead), bool retire() (roll back and clean;
// false: not to be used again). Both must not throw. Thread-safe.
template <class Connection>
class Pool : public std::enable_shared_from_this<Pool<Connection>> {
 public:
  using Connect = std::function<std::unique_ptr<Connection>(const SessionOptions&)>;

  Pool(const PoolOptions& options, Connect connect) : options_(options), connect_(std::move(connect)) {}

  // A connection that somebody works with. Goes back, cleaned, when destroyed; outlives the backend if need be.
  class Lease {
   public:
    Lease(std::shared_ptr<Pool> pool, SessionOptions key, std::unique_ptr<Connection> connection)
        : pool_(std::move(pool)), key_(std::move(key)), connection_(std::move(connection)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_) pool_->give_back(std::move(key_), std::move(connection_));
    }
    Connection* operator->() const { return connection_.get(); }
    Connection& operator*() const { return *connection_; }

   private:
    std::shared_ptr<Pool> pool_;
    SessionOptions key_;
    std::unique_ptr<Connection> connection_;
  };

  // Throws what connecting throws, and ApiError when all connections stay busy.
  Lease take(const SessionOptions& key) {
    BlockingRegion region;
    const auto until = std::chrono::steady_clock::now() + options_.patience;
    while (true) {
      std::unique_ptr<Connection> connection = idle_or_permit(key, until);
      if (!connection) break;
      if (connection->ready()) return lease(key, std::move(connection));
      connection.reset();
      release_permit();
    }
    try {
      return lease(key, connect_(key));
    } catch (...) {
      release_permit();
      throw;
    }
  }

 private:
  struct Idle {
    SessionOptions key;
    std::unique_ptr<Connection> connection;
  };

  static bool same(const SessionOptions& left, const SessionOptions& right) {
    return left.database == right.database && left.user == right.user && left.password == right.password;
  }

  Lease lease(const SessionOptions& key, std::unique_ptr<Connection> connection) {
    return Lease{this->shared_from_this(), key, std::move(connection)};
  }

  // An idle connection of this key, most recently used first; or null and the right to open one.
  std::unique_ptr<Connection> idle_or_permit(const SessionOptions& key, std::chrono::steady_clock::time_point until) {
    std::unique_ptr<Connection> evicted;  // closed after the lock is released
    std::unique_lock lock{mutex_};
    if (!changed_.wait_until(lock, until, [this] { return !idle_.empty() || open_ < options_.size; })) {
      throw ApiError{Fault::database_unavailable, "All connections to the database are in use."};
    }
    const auto found = std::find_if(idle_.begin(), idle_.end(), [&](const Idle& idle) { return same(idle.key, key); });
    if (found != idle_.end()) {
      auto connection = std::move(found->connection);
      idle_.erase(found);
      return connection;
    }
    if (open_ < options_.size) {
      ++open_;
    } else {  // somebody else's connection makes room for ours
      evicted = std::move(idle_.back().connection);
      idle_.pop_back();
    }
    return nullptr;
  }

  void give_back(SessionOptions key, std::unique_ptr<Connection> connection) noexcept {
    const bool usable = [&] {
      BlockingRegion region;
      return connection->retire();
    }();
    if (!usable) {
      connection.reset();
      release_permit();
      return;
    }
    {
      std::lock_guard lock{mutex_};
      idle_.push_front(Idle{std::move(key), std::move(connection)});
    }
    changed_.notify_one();
  }

  void release_permit() noexcept {
    {
      std::lock_guard lock{mutex_};
      --open_;
    }
    changed_.notify_one();
  }

  const PoolOptions options_;
  const Connect connect_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Idle> idle_;  // most recently used first
  std::size_t open_ = 0;  // connections alive or being opened, idle ones included
};

}  // namespace emulator::backend
