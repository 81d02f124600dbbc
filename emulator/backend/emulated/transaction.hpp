// Transaction: what BEGIN, COMMIT, ROLLBACK and savepoints mean for one session. Until the first write SQLite is in no
// transaction at all and each statement sees its own snapshot (READ COMMITTED); the first write takes the write lock
// and keeps it. A transaction of REPEATABLE READ or SERIALIZABLE holds its snapshot from its first statement on.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backend/emulated/constraint_modes.hpp"
#include "backend/emulated/database.hpp"
#include "sql/ast.hpp"
#include "sql/dialect.hpp"

namespace emulator::backend::emulated {

class Transaction {
 public:
  Transaction(const sql::Dialect& dialect, Database& database, StoreConnection& connection)
      : dialect_(dialect), database_(database), connection_(connection) {}
  ~Transaction() { rollback(); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  bool is_open() const { return open_; }        // the client began one
  bool is_aborted() const { return aborted_; }  // and a statement failed in it, which PostgreSQL punishes
  bool has_lock() const { return has_lock_; }   // what is written now is written for real or undone as a whole
  bool is_read_only() const { return open_ && read_only_; }
  bool has_snapshot() const { return has_lock_ || has_snapshot_; }

  // Of the next transaction, or of this one if nothing was done in it yet.
  void set_characteristics(ast::IsolationLevel isolation, std::optional<bool> read_only);
  // Where nothing else was said of the next one.
  void set_defaults(ast::IsolationLevel isolation, bool read_only);
  void begin();
  // Throws what deferred constraints say; the transaction is rolled back then, after `explain` was asked to throw
  // something better. Without one open: nothing.
  using Explain = std::function<void(const sqlite::Error&)>;
  void commit(const Explain& explain = {});
  void rollback() noexcept;
  // A statement failed.
  void fail();

  // Take the name as written. Throw invalid_savepoint, no_active_transaction.
  void save(const std::string& name);
  void release(const std::string& name);
  void roll_back_to(const std::string& name);

  // Before the first statement of a transaction whose isolation asks for one snapshot.
  void hold_snapshot();
  // False: another writer did not finish until then, or the wait was cancelled.
  bool lock(std::chrono::steady_clock::time_point until, const Cancellation* cancellation = nullptr);
  // After a statement that ran on its own: makes it last. Throws as commit.
  void commit_statement(const Explain& explain = {});
  void roll_back_statement() noexcept;

  const ConstraintModes& constraint_modes() const { return modes_; }
  // PostgreSQL: until the transaction ends; without one open: nothing.
  void set_constraints(const ast::SetConstraints& command) {
    if (open_) modes_.set(command);
  }

  // A sequence was begun again and must go back with the transaction.
  void remember_restart(std::int64_t sequence_id, std::optional<Counters::State> before) {
    restarts_.emplace_back(sequence_id, before);
  }
  std::size_t restarts() const { return restarts_.size(); }
  void undo_restarts(std::size_t down_to) noexcept;

 private:
  struct Saved {
    std::string name;
    std::size_t restarts;
    ConstraintModes modes;
  };

  std::size_t find_savepoint(const std::string& name, std::string_view statement) const;
  void commit_store(const Explain& explain);
  void end() noexcept;  // forgets everything about the transaction, whose SQLite side is over
  void roll_back_store() noexcept;

  const sql::Dialect& dialect_;
  Database& database_;
  StoreConnection& connection_;
  bool open_ = false, aborted_ = false, read_only_ = false;
  bool has_lock_ = false, has_snapshot_ = false;
  ast::IsolationLevel isolation_ = ast::IsolationLevel::unspecified;
  std::optional<bool> next_read_only_;
  ConstraintModes modes_;
  std::vector<Saved> savepoints_;  // the n-th is client_n in SQLite
  std::vector<std::pair<std::int64_t, std::optional<Counters::State>>> restarts_;
};

}  // namespace emulator::backend::emulated
