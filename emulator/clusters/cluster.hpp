// One cluster as the Data API sees it: what was configured, the backend that runs its statements, and the sessions
// that wait for their next use. Knows no ARNs, no transactions and no SQL.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "backend/backend.hpp"

namespace emulator::clusters {

// Which of the service's two programs a cluster talks like.
enum class Generation : std::uint8_t {
  v1,  // Aurora Serverless v1
  v2,  // Aurora Serverless v2 and provisioned
};

struct ClusterConfig {
  std::string name;
  backend::Engine engine = backend::Engine::mysql;
  Generation generation = Generation::v2;
  std::string url;  // of the real server to pass statements to; empty: the embedded engine. May hold a password
};

class Cluster {
 public:
  // Idle sessions are few: a thread uses one at a time, and a server has few threads.
  static constexpr std::size_t most_idle_sessions = 16;

  Cluster(ClusterConfig config, std::shared_ptr<backend::Backend> backend);

  const ClusterConfig& config() const { return config_; }
  backend::Engine engine() const { return engine_; }
  Generation generation() const { return config_.generation; }

  // An idle session opened with exactly these options (password included), or a new one. Throws what
  // Backend::open throws.
  std::unique_ptr<backend::Session> take(const backend::SessionOptions& options);

  // Keeps the session for the next taker if it can be reset; else, or if there are too many, destroys it.
  void give_back(backend::SessionOptions options, std::unique_ptr<backend::Session> session) noexcept;

  std::size_t idle_sessions() const;
  std::optional<backend::Caches> caches() const { return backend_->caches(); }
  void close_idle_sessions();

 private:
  struct Idle {
    backend::SessionOptions options;
    std::unique_ptr<backend::Session> session;
  };

  ClusterConfig config_;
  std::shared_ptr<backend::Backend> backend_;
  backend::Engine engine_;
  mutable std::mutex mutex_;  // guards idle_; never held while SQL runs or a session is opened, reset or destroyed
  std::vector<Idle> idle_;    // the most recently used last
};

}  // namespace emulator::clusters
