// Server: the databases of one embedded cluster, opened when first used. Sessions hold it by shared_ptr, so that
// closing it never takes anything from under them.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "backend/backend.hpp"
#include "backend/emulated/database.hpp"
#include "backend/emulated/directory.hpp"
#include "backend/emulated/emulated.hpp"
#include "backend/emulated/system_views.hpp"

namespace emulator::backend::emulated {

class Server {
 public:
  Server(const sql::Dialect& dialect, const Options& options);

  const sql::Dialect& dialect() const { return dialect_; }
  const Clock& clock() const { return clock_; }
  std::chrono::milliseconds lock_timeout() const { return lock_timeout_; }
  std::int64_t next_connection_id() { return ++last_connection_id_; }

  // The one that a session on `name` works in; `name` is a schema where schemas are databases.
  // Throws undefined_database.
  std::shared_ptr<Database> database(const std::string& name);
  // Both throw what the engine says: duplicate_database, undefined_database, database_in_use.
  void create_database(const std::string& name);
  void drop_database(const std::string& name, bool if_exists);

  Caches caches() const;

 private:
  std::shared_ptr<Database> open(const std::string& name);

  const sql::Dialect& dialect_;
  const Clock& clock_;
  const std::chrono::milliseconds lock_timeout_;
  const sqlite::Synchronous synchronous_;
  const bool is_private_;
  const SystemViews views_;
  Stamps stamps_;
  Directory directory_;
  std::atomic<std::int64_t> last_connection_id_ = 0;
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Database>> open_;  // after directory_: closed before it is removed
  std::set<std::string, std::less<>> existing_;            // names of all databases
};

}  // namespace emulator::backend::emulated
