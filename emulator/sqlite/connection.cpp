// Opening follows sqlite.org/c3ref/open.html and sqlite.org/pragma.html; the choice of settings is explained beside
// each.
#include "sqlite/connection.hpp"

#include <sqlite3.h>

#include <array>
#include <mutex>
#include <utility>

#include "sqlite/private_vfs.hpp"
#include "sqlite/statement.hpp"

namespace emulator::sqlite {

namespace {

// How many instructions of SQLite's machine pass between two looks at the clock: some tens of microseconds.
constexpr int instructions_per_look = 1000;
constexpr std::chrono::milliseconds patience_of_others{2};

// Counting every allocation takes a mutex that all connections share.
void configure_once() {
  static std::once_flag once;
  std::call_once(once, [] {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_initialize();
  });
}

constexpr std::string_view synchronous_pragma(Synchronous synchronous) {
  switch (synchronous) {
    case Synchronous::off:
      return "PRAGMA synchronous = OFF;";
    case Synchronous::normal:
      return "PRAGMA synchronous = NORMAL;";
    case Synchronous::full:
      return "PRAGMA synchronous = FULL;";
  }
  return {};
}

// SQLite reports its fixed limits as plain errors; only the sentence tells them apart.
bool is_limit(std::string_view message) {
  static constexpr std::array<std::string_view, 8> limits = {
      "Expression tree is too large", "parser stack overflow", "too many terms in compound SELECT",
      "too many SQL variables",       "too many columns",      "too many arguments on function",
      "at most 64 tables in a join",  "too many references to"};
  for (const std::string_view limit : limits) {
    if (message.find(limit) != std::string_view::npos) return true;
  }
  return false;
}

ErrorKind kind_of(int code, std::string_view message) {
  switch (code) {
    case SQLITE_BUSY_SNAPSHOT:
      return ErrorKind::snapshot;
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return ErrorKind::unique;
    case SQLITE_CONSTRAINT_NOTNULL:
      return ErrorKind::not_null;
    case SQLITE_CONSTRAINT_CHECK:
      return ErrorKind::check;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return ErrorKind::foreign_key;
    default:
      break;
  }
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorKind::busy;
    case SQLITE_INTERRUPT:
      return ErrorKind::interrupted;
    case SQLITE_FULL:
      return ErrorKind::full;
    case SQLITE_TOOBIG:
      return ErrorKind::too_complex;
    default:
      return is_limit(message) ? ErrorKind::too_complex : ErrorKind::other;
  }
}

}  // namespace

Connection::Prepared::~Prepared() {
  sqlite3_finalize(handle);
}

Connection::Connection(const OpenOptions& options)
    : statements_(options.cached_statements, options.cached_statement_bytes) {
  configure_once();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const char* const vfs = options.is_private ? private_vfs() : nullptr;
  const int code = sqlite3_open_v2(options.path.c_str(), &handle_, flags, vfs);
  try {
    if (code != SQLITE_OK) fail(code, options.path);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);  // "x" is a name, never a text
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);  // our functions are declared innocuous
    // Renaming a table moves it alone: what refers to it goes on meaning the name (lower/rebuild_table.cpp).
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 1, nullptr);
    sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
    set_busy_timeout(std::chrono::seconds{10});
    execute(
        "PRAGMA journal_mode = WAL; PRAGMA secure_delete = OFF; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;");
    execute(synchronous_pragma(options.synchronous));
    sqlite3_progress_handler(handle_, instructions_per_look, &Connection::progress, this);
  } catch (...) {
    sqlite3_close_v2(handle_);
    throw;
  }
}

Connection::~Connection() {
  statements_.clear();
  sqlite3_close_v2(handle_);
}

std::shared_ptr<Connection::Prepared> Connection::compile(std::string_view sql, bool persistent) {
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      persistent ? SQLITE_PREPARE_PERSISTENT : 0, &statement, &tail);
  auto prepared = std::make_shared<Prepared>(statement);
  if (code != SQLITE_OK) fail(code, sql);
  if (statement == nullptr || tail != sql.data() + sql.size()) {
    throw Error{ErrorKind::other, SQLITE_MISUSE, "not exactly one statement", sql};
  }
  return prepared;
}

Statement Connection::prepare(std::string_view sql) {
  const auto* const known = statements_.find(sql);
  if (known != nullptr && !(*known)->in_use) return Statement{*this, *known};
  auto prepared = compile(sql, true);
  // While one use of a text still runs, a second one gets a statement of its own that is not kept.
  if (known == nullptr) statements_.insert(sql, prepared);
  return Statement{*this, std::move(prepared)};
}

void Connection::execute(std::string_view script) {
  const char* position = script.data();
  const char* const end = script.data() + script.size();
  while (position < end) {
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v3(handle_, position, static_cast<int>(end - position), 0, &statement, &tail);
    const Prepared owner{statement};
    const std::string_view sql{position, static_cast<std::size_t>(end - position)};
    if (code != SQLITE_OK) fail(code, sql);
    position = tail;
    if (statement == nullptr) continue;  // white space or a comment
    int step = SQLITE_ROW;
    while (step == SQLITE_ROW) step = sqlite3_step(statement);
    if (step != SQLITE_DONE) fail(step, sql);
  }
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

std::int64_t Connection::changes() const {
  return sqlite3_changes64(handle_);
}

bool Connection::lacks_parents() const {
  int lacking = 0;
  int most = 0;
  sqlite3_db_status(handle_, SQLITE_DBSTATUS_DEFERRED_FKS, &lacking, &most, 0);
  return lacking != 0;
}

void Connection::set_busy_timeout(std::chrono::milliseconds timeout) {
  sqlite3_busy_timeout(handle_, static_cast<int>(timeout.count()));
}

void Connection::watch_rows(RowWatcher watcher) {
  row_watcher_ = std::move(watcher);
  const auto call = [](void* data, int, const char*, const char* table, sqlite3_int64 row) noexcept {
    auto& connection = *static_cast<Connection*>(data);
    try {
      connection.row_watcher_(table, row);
    } catch (...) {
      connection.keep_failure(std::current_exception());
    }
  };
  if (row_watcher_) {
    sqlite3_update_hook(handle_, call, this);
  } else {
    sqlite3_update_hook(handle_, nullptr, nullptr);
  }
}

void Connection::set_foreign_keys(bool enforced) {
  if (enforced == foreign_keys_) return;
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_FKEY, enforced ? 1 : 0, nullptr);
  foreign_keys_ = enforced;
}

void Connection::fail(int code, std::string_view sql) {
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  std::string message = handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  const ErrorKind kind = kind_of(code, message);
  throw Error{kind, code, std::move(message), sql};
}

int Connection::progress(void* connection) noexcept {
  auto& self = *static_cast<Connection*>(connection);
  if (!self.in_run_) return 0;  // nobody would end the region, which is the thread's
  const auto now = std::chrono::steady_clock::now();
  if (now >= self.deadline_ || (self.cancellation_ != nullptr && self.cancellation_->requested())) return 1;
  if (!self.started_) {
    self.started_ = now;
  } else if (!self.blocking_ && now - *self.started_ >= patience_of_others) {
    try {
      self.blocking_.emplace();
    } catch (...) {
      self.keep_failure(std::current_exception());
      return 1;
    }
  }
  return 0;
}

}  // namespace emulator::sqlite
