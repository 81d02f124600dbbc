// See the header.
#include "clusters/auto_pause.hpp"

#include "base/error.hpp"

namespace emulator::clusters {

namespace {

// As long as a real one, made of the cluster's name (FNV-1a, then a generator's steps), so that it stays the same.
std::string instance_of(std::string_view cluster) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  constexpr int length = 26;
  std::uint64_t state = 14695981039346656037ULL;
  for (const char c : cluster) state = (state ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  std::string name = "db-";
  for (int i = 0; i < length; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    name += alphabet[state >> 59U];
  }
  return name;
}

}  // namespace

std::string resuming_message(std::string_view cluster, Generation generation) {
  if (generation == Generation::v1) {
    return "Communications link failure\n\nThe last packet sent successfully to the server was 0 milliseconds ago. The "
           "driver has not received any packets from the server.";
  }
  return "The Aurora DB instance " + instance_of(cluster) +
         " is resuming after being auto-paused. Please wait a few seconds and try again.";
}

AutoPause::Entry& AutoPause::entry_of(const Cluster& cluster) {
  return entries_.try_emplace(cluster.config().name, Entry{started_, std::nullopt}).first->second;
}

PauseState AutoPause::state_of(const Entry& entry, bool has_transactions) const {
  const Time now = clock_.steady_now();
  if (entry.awake && now < *entry.awake) return PauseState::resuming;
  const Time used = entry.awake.value_or(entry.used);
  return has_transactions || now - used < times_->idle ? PauseState::available : PauseState::paused;
}

void AutoPause::use(const Cluster& cluster, bool has_transactions) {
  if (!times_) return;
  const std::lock_guard lock(mutex_);
  Entry& entry = entry_of(cluster);
  const PauseState state = state_of(entry, has_transactions);
  if (state == PauseState::paused) entry.awake = clock_.steady_now() + times_->resume;
  if (state != PauseState::available) {
    throw ApiError(Fault::database_resuming, resuming_message(cluster.config().name, cluster.generation()));
  }
  entry.awake.reset();
  entry.used = clock_.steady_now();
}

PauseState AutoPause::state(const Cluster& cluster, bool has_transactions) {
  if (!times_) return PauseState::available;
  const std::lock_guard lock(mutex_);
  return state_of(entry_of(cluster), has_transactions);
}

}  // namespace emulator::clusters
