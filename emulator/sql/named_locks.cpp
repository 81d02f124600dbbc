// One condition for all who wait.
#include "sql/named_locks.hpp"

#include "base/blocking_region.hpp"

namespace emulator::sql {

bool NamedLocks::try_take(const std::string& name, std::int64_t connection) {
  Held& held = held_[name];
  if (held.count > 0 && held.connection != connection) return false;
  held.connection = connection;
  ++held.count;
  return true;
}

bool NamedLocks::acquire(const std::string& name, std::int64_t connection, std::chrono::duration<double> timeout) {
  {
    const std::lock_guard lock{mutex_};
    if (try_take(name, connection)) return true;
  }
  // Another thread must be able to serve the connection that will release the lock. The region outlives the mutex's
  // lock, since leaving it may wait.
  constexpr std::chrono::hours longest{24 * 365};
  const bool is_limited = timeout.count() >= 0 && timeout < longest;
  const auto limit = is_limited ? std::chrono::duration_cast<std::chrono::milliseconds>(timeout)
                                : std::chrono::duration_cast<std::chrono::milliseconds>(longest);
  const BlockingRegion region;
  std::unique_lock lock{mutex_};
  return released_.wait_for(lock, limit, [&] { return try_take(name, connection); });
}

std::optional<bool> NamedLocks::release(const std::string& name, std::int64_t connection) {
  const std::lock_guard lock{mutex_};
  const auto found = held_.find(name);
  if (found == held_.end()) return std::nullopt;
  if (found->second.connection != connection) return false;
  if (--found->second.count == 0) held_.erase(found);
  released_.notify_all();
  return true;
}

std::int64_t NamedLocks::release_all(std::int64_t connection) {
  const std::lock_guard lock{mutex_};
  std::int64_t count = 0;
  for (auto held = held_.begin(); held != held_.end();) {
    if (held->second.connection != connection) {
      ++held;
      continue;
    }
    count += held->second.count;
    held = held_.erase(held);
  }
  released_.notify_all();
  return count;
}

std::optional<std::int64_t> NamedLocks::holder(const std::string& name) {
  const std::lock_guard lock{mutex_};
  const auto found = held_.find(name);
  if (found == held_.end()) return std::nullopt;
  return found->second.connection;
}

}  // namespace emulator::sql
