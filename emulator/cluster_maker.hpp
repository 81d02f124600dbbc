// Makes the backend of a cluster: the embedded engine over its folder, with the init scripts run in a fresh one, or a
// pass-through to a real server. The one place that knows all backends and both dialects.
#pragma once

#include <memory>
#include <mutex>

#include "backend/backend.hpp"
#include "clusters/cluster.hpp"
#include "data_root.hpp"
#include "options.hpp"

namespace emulator {

namespace sql {
class Dialect;
}

const sql::Dialect& dialect_of(backend::Engine engine);

class ClusterMaker {
 public:
  // Both must outlive this.
  ClusterMaker(const Options& options, DataRoot& root) : options_(options), root_(root) {}

  // Throws std::exception with a message for the user. Thread-safe for different clusters.
  std::shared_ptr<backend::Backend> make(const clusters::ClusterConfig& config);

 private:
  std::shared_ptr<backend::Backend> make_embedded(const clusters::ClusterConfig& config);
  void run_init(backend::Backend& backend, const clusters::ClusterConfig& config) const;

  const Options& options_;
  std::mutex mutex_;  // guards the claim of the root
  DataRoot& root_;
};

}  // namespace emulator
