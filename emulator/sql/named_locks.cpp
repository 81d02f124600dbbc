// One condition for all who wait.
#include "sql/named_locks.hpp"

#include <iterator>

#include "base/blocking_region.hpp"

namespace emulator::sql {

namespace {

bool is_anothers(const std::map<std::int64_t, std::int64_t>& counts, std::int64_t connection) {
  return counts.size() > (counts.contains(connection) ? 1U : 0U);
}

}  // namespace

bool NamedLocks::try_take(const std::string& name, std::int64_t connection, LockMode mode) {
  if (const auto found = held_.find(name); found != held_.end()) {
    const bool is_shared_out = mode == LockMode::exclusive && is_anothers(found->second.shared, connection);
    if (is_shared_out || is_anothers(found->second.exclusive, connection)) return false;
  }
  ++held_[name].of(mode)[connection];
  return true;
}

bool NamedLocks::acquire(const std::string& name, std::int64_t connection, std::chrono::duration<double> timeout,
                         LockMode mode) {
  {
    const std::lock_guard lock{mutex_};
    if (try_take(name, connection, mode)) return true;
  }
  // Another thread must be able to serve the connection that will release the lock. The region outlives the mutex's
  // lock, since leaving it may wait.
  constexpr std::chrono::hours longest{24 * 365};
  const bool is_limited = timeout.count() >= 0 && timeout < longest;
  const auto limit = is_limited ? std::chrono::duration_cast<std::chrono::milliseconds>(timeout)
                                : std::chrono::duration_cast<std::chrono::milliseconds>(longest);
  const BlockingRegion region;
  std::unique_lock lock{mutex_};
  return released_.wait_for(lock, limit, [&] { return try_take(name, connection, mode); });
}

std::optional<bool> NamedLocks::release(const std::string& name, std::int64_t connection, LockMode mode) {
  const std::lock_guard lock{mutex_};
  const auto found = held_.find(name);
  if (found == held_.end() || found->second.of(mode).empty()) return std::nullopt;
  Counts& counts = found->second.of(mode);
  const auto own = counts.find(connection);
  if (own == counts.end()) return false;
  if (--own->second == 0) counts.erase(own);
  if (found->second.exclusive.empty() && found->second.shared.empty()) held_.erase(found);
  released_.notify_all();
  return true;
}

std::int64_t NamedLocks::release_all(std::int64_t connection) {
  const std::lock_guard lock{mutex_};
  std::int64_t count = 0;
  for (auto held = held_.begin(); held != held_.end();) {
    for (const LockMode mode : {LockMode::exclusive, LockMode::shared}) {
      Counts& counts = held->second.of(mode);
      if (const auto own = counts.find(connection); own != counts.end()) {
        count += own->second;
        counts.erase(own);
      }
    }
    const bool is_free = held->second.exclusive.empty() && held->second.shared.empty();
    held = is_free ? held_.erase(held) : std::next(held);
  }
  released_.notify_all();
  return count;
}

std::optional<std::int64_t> NamedLocks::holder(const std::string& name) {
  const std::lock_guard lock{mutex_};
  const auto found = held_.find(name);
  if (found == held_.end() || found->second.exclusive.empty()) return std::nullopt;
  return found->second.exclusive.begin()->first;
}

}  // namespace emulator::sql
