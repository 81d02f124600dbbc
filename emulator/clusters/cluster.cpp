// The pool of idle sessions: last in, first out, so that the warmest caches are used and the oldest session goes.
#include "clusters/cluster.hpp"

#include <algorithm>
#include <utility>

namespace emulator::clusters {

namespace {

bool same(const backend::SessionOptions& left, const backend::SessionOptions& right) {
  return left.database == right.database && left.user == right.user && left.password == right.password;
}

}  // namespace

Cluster::Cluster(ClusterConfig config, std::shared_ptr<backend::Backend> backend)
    : config_(std::move(config)), backend_(std::move(backend)), engine_(backend_->engine()) {
  idle_.reserve(most_idle_sessions + 1);  // so that give_back cannot fail for want of memory
}

std::unique_ptr<backend::Session> Cluster::take(const backend::SessionOptions& options) {
  {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(idle_.rbegin(), idle_.rend(), [&](const Idle& idle) { return same(idle.options, options); });
    if (found != idle_.rend()) {
      auto session = std::move(found->session);
      idle_.erase(std::next(found).base());
      return session;
    }
  }
  return backend_->open(options);
}

void Cluster::give_back(backend::SessionOptions options, std::unique_ptr<backend::Session> session) noexcept {
  if (!session || !session->reset()) return;
  Idle idle{std::move(options), std::move(session)};
  Idle dropped;  // destroyed after the lock is released
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(idle));
  if (idle_.size() <= most_idle_sessions) return;
  dropped = std::move(idle_.front());
  idle_.erase(idle_.begin());
}

std::size_t Cluster::idle_sessions() const {
  const std::lock_guard lock(mutex_);
  return idle_.size();
}

void Cluster::close_idle_sessions() {
  std::vector<Idle> closed;
  closed.reserve(most_idle_sessions + 1);
  const std::lock_guard lock(mutex_);
  std::swap(idle_, closed);
}

}  // namespace emulator::clusters
