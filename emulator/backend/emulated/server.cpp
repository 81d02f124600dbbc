// A database is opened at most once, under the lock: two of them on one file would count its sequences twice.
#include "backend/emulated/server.hpp"

#include <utility>

#include "backend/emulated/session.hpp"
#include "schema/system_views/mysql.sql.hpp"
#include "schema/system_views/postgres.sql.hpp"
#include "schema/system_views/postgres_indexes.sql.hpp"
#include "schema/system_views/postgres_information_schema.sql.hpp"
#include "schema/system_views/postgres_text_search.sql.hpp"
#include "schema/system_views/postgres_types.sql.hpp"
#include "schema/system_views/postgres_unread.sql.hpp"

namespace emulator::backend::emulated {

namespace {

constexpr std::string_view first_database = "postgres";
constexpr std::string_view server_file = "server";

const Clock& system_clock() {
  static const SystemClock clock;
  return clock;
}

std::string views_of(const sql::Dialect& dialect) {
  if (dialect.traits.schema_is_database) return std::string(schema::system_views_mysql_sql);
  std::string views;
  for (const std::string_view part :
       {schema::system_views_postgres_types_sql, schema::system_views_postgres_indexes_sql,
        schema::system_views_postgres_sql, schema::system_views_postgres_information_schema_sql,
        schema::system_views_postgres_text_search_sql, schema::system_views_postgres_unread_sql}) {
    views += part;
  }
  return views;
}

class EmulatedBackend final : public Backend {
 public:
  EmulatedBackend(const sql::Dialect& dialect, const Options& options)
      : server_(std::make_shared<Server>(dialect, options)) {}

  Engine engine() const override {
    return server_->dialect().traits.schema_is_database ? Engine::mysql : Engine::postgres;
  }
  std::unique_ptr<Session> open(const SessionOptions& options) override {
    return std::make_unique<EmulatedSession>(server_, options);
  }
  std::optional<Caches> caches() const override { return server_->caches(); }

 private:
  std::shared_ptr<Server> server_;
};

}  // namespace

std::unique_ptr<Backend> open_emulated(const sql::Dialect& dialect, const Options& options) {
  return std::make_unique<EmulatedBackend>(dialect, options);
}

Server::Server(const sql::Dialect& dialect, const Options& options)
    : dialect_(dialect),
      clock_(options.clock != nullptr ? *options.clock : system_clock()),
      lock_timeout_(options.lock_timeout),
      synchronous_(options.directory ? options.durability : sqlite::Synchronous::off),
      is_private_(options.is_private || !options.directory),
      views_(views_of(dialect), dialect.traits.schema_is_database),
      directory_(options.directory ? Directory::at(*options.directory) : Directory::temporary()) {
  for (std::string& name : directory_.databases()) existing_.insert(std::move(name));
  existing_.emplace(dialect_.traits.schema_is_database ? server_file : first_database);
}

std::shared_ptr<Database> Server::database(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (dialect_.traits.schema_is_database) return open(std::string(server_file));
  if (!existing_.contains(name)) throw dialect_.error(Condition::undefined_database, {name});
  return open(name);
}

Caches Server::caches() const {
  const std::lock_guard lock(mutex_);
  Caches sum;
  for (const auto& [name, database] : open_) {
    sum.plans += database->plan_counts();
    sum.statements += database->statement_counts();
  }
  return sum;
}

std::shared_ptr<Database> Server::open(const std::string& name) {
  auto& database = open_[name];
  if (!database) {
    sqlite::OpenOptions options;
    options.path = directory_.file_of(name).string();
    options.synchronous = synchronous_;
    options.is_private = is_private_;
    database = std::make_shared<Database>(dialect_, views_, stamps_, name, std::move(options));
  }
  return database;
}

void Server::create_database(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (existing_.contains(name)) throw dialect_.error(Condition::duplicate_database, {name});
  open(name);
  existing_.insert(name);
}

void Server::drop_database(const std::string& name, bool if_exists) {
  const std::lock_guard lock(mutex_);
  if (!existing_.contains(name)) {
    if (if_exists) return;
    throw dialect_.error(Condition::undefined_database, {name});
  }
  if (const auto found = open_.find(name); found != open_.end()) {
    if (found->second->users() > 0) throw dialect_.error(Condition::database_in_use, {name});
    open_.erase(found);
  }
  existing_.erase(name);
  directory_.remove(name);
}

}  // namespace emulator::backend::emulated
