// One SQLite connection: opening with the settings that the whole program relies on, its prepared statements,
// deadlines, and the slot through which an exception thrown in a callback comes out again. Used by one thread at a
// time.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/blocking_region.hpp"
#include "base/cancellation.hpp"
#include "base/lru.hpp"
#include "sqlite/error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace emulator::sqlite {

class Statement;

// What survives a power cut. A killed process loses nothing in any of them.
enum class Synchronous : std::uint8_t {
  off,     // nothing is promised
  normal,  // the file stays whole; the latest transactions may be lost
  full     // every committed transaction survives
};

struct OpenOptions {
  std::string path;
  Synchronous synchronous = Synchronous::normal;
  bool is_private = false;  // no other process opens the file
  std::size_t cached_statements = 256;
  std::size_t cached_statement_bytes = 512 << 10;  // of their texts
};

using Deadline = std::chrono::steady_clock::time_point;
inline constexpr Deadline no_deadline = Deadline::max();

class Connection {
 public:
  // Creates the file if need be. Throws Error.
  explicit Connection(const OpenOptions& options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // From the cache if the same text was prepared before. Throws Error; refuses a text of several statements.
  Statement prepare(std::string_view sql);
  // Every statement of a script, rows ignored.
  void execute(std::string_view script);

  CacheCounts statement_counts() const { return statements_.counts(); }

  bool in_transaction() const;
  std::int64_t changes() const;  // rows that the last INSERT, UPDATE or DELETE changed itself
  bool lacks_parents() const;    // a deferred foreign key, which COMMIT would refuse
  void set_busy_timeout(std::chrono::milliseconds timeout);
  // Called with the table and number of each row inserted or updated from here on; empty: nobody is.
  using RowWatcher = std::function<void(std::string_view table, std::int64_t row)>;
  void watch_rows(RowWatcher watcher);
  // Unlike the pragma this works inside a transaction too; definitions need that to rebuild a table.
  void set_foreign_keys(bool enforced);
  bool foreign_keys() const { return foreign_keys_; }

  sqlite3* handle() const { return handle_; }
  [[noreturn]] void fail(int code, std::string_view sql);  // throws the waiting failure, or Error
  void keep_failure(std::exception_ptr failure) { failure_ = std::move(failure); }

 private:
  friend class Run;
  friend class Statement;

  struct Prepared {
    explicit Prepared(sqlite3_stmt* statement) : handle(statement) {}
    ~Prepared();
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    sqlite3_stmt* handle;
    bool in_use = false;
  };

  std::shared_ptr<Prepared> compile(std::string_view sql, bool persistent);
  static int progress(void* connection) noexcept;

  sqlite3* handle_ = nullptr;
  Lru<std::shared_ptr<Prepared>> statements_;
  std::exception_ptr failure_;  // of a callback, until the statement that called it ends
  bool foreign_keys_ = true;
  RowWatcher row_watcher_;

  bool in_run_ = false;  // what follows is the Run's
  Deadline deadline_ = no_deadline;
  const Cancellation* cancellation_ = nullptr;
  std::optional<Deadline> started_;         // when the progress handler first saw the running statement
  std::optional<BlockingRegion> blocking_;  // once it has run for long enough to be called blocking
};

// The time in which one command runs on a connection. Past the deadline, or when it is cancelled, its statements end as
// interrupted.
class Run {
 public:
  Run(Connection& connection, Deadline deadline, const Cancellation* cancellation = nullptr) : connection_(connection) {
    connection_.in_run_ = true;
    connection_.deadline_ = deadline;
    connection_.cancellation_ = cancellation;
  }
  ~Run() {
    connection_.in_run_ = false;
    connection_.cancellation_ = nullptr;
    connection_.deadline_ = no_deadline;
    connection_.started_.reset();
    connection_.blocking_.reset();
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

 private:
  Connection& connection_;
};

}  // namespace emulator::sqlite
