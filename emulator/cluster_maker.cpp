// See the header.
#include "cluster_maker.hpp"

#include <algorithm>

#include "backend/contract.hpp"
#include "backend/emulated/emulated.hpp"
#include "backend/mysql/backend.hpp"
#include "backend/postgres/backend.hpp"
#include "base/log.hpp"
#include "sql/mysql/dialect.hpp"
#include "sql/postgres/dialect.hpp"
#include "sql_script.hpp"

namespace emulator {

namespace {

// Debug builds check the rules of the interface while they run.
std::shared_ptr<backend::Backend> watched(std::shared_ptr<backend::Backend> backend) {
#ifdef NDEBUG
  return backend;
#else
  return backend::with_contract(std::move(backend));
#endif
}

bool is_for(const InitScript& script, const clusters::ClusterConfig& config) {
  return script.cluster.empty() || script.cluster == config.name;
}

sqlite::Synchronous synchronous(const Options& options, const DataRoot& root) {
  if (root.is_temporary()) return sqlite::Synchronous::off;
  return options.durability == Durability::full ? sqlite::Synchronous::full : sqlite::Synchronous::normal;
}

}  // namespace

const sql::Dialect& dialect_of(backend::Engine engine) {
  return engine == backend::Engine::mysql ? mysql::dialect() : postgres::dialect();
}

std::shared_ptr<backend::Backend> ClusterMaker::make(const clusters::ClusterConfig& config) {
  if (config.url.empty()) return make_embedded(config);
  return watched(config.engine == backend::Engine::mysql ? backend::open_mysql(config.url)
                                                         : backend::open_postgres(config.url));
}

std::shared_ptr<backend::Backend> ClusterMaker::make_embedded(const clusters::ClusterConfig& config) {
  {
    const std::lock_guard lock(mutex_);
    root_.claim();
  }
  ClusterFolder folder(root_.folder_of(config.name), config.engine);
  backend::emulated::Options options;
  options.directory = folder.path();
  options.durability = synchronous(options_, root_);
  options.is_private = root_.is_temporary();
  std::shared_ptr<backend::Backend> backend;
  try {
    backend = watched(backend::emulated::open_emulated(dialect_of(config.engine), options));
    if (folder.is_fresh()) {
      run_init(*backend, config);
    } else if (std::ranges::any_of(options_.init, [&](const InitScript& script) { return is_for(script, config); })) {
      log(LogLevel::info, "cluster ", config.name, " has data already: --init is for fresh ones");
    }
    folder.finish();
  } catch (...) {
    backend.reset();
    folder.discard();
    throw;
  }
  return backend;
}

void ClusterMaker::run_init(backend::Backend& backend, const clusters::ClusterConfig& config) const {
  for (const InitScript& script : options_.init) {
    if (!is_for(script, config)) continue;
    for (const auto& file : script_files(script.path)) {
      run_script(backend, script.database, file);
      log(LogLevel::info, "cluster ", config.name, ": ran ", file.string());
    }
  }
}

}  // namespace emulator
