// The write lock is the database's gate plus SQLite's own lock, taken and given back together.
#include "backend/emulated/transaction.hpp"

#include <exception>

#include "base/log.hpp"
#include "base/text.hpp"
#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

namespace {

std::string savepoint_sql(std::string_view verb, std::size_t number) {
  return std::string(verb) + " client_" + std::to_string(number);
}

}  // namespace

void Transaction::set_characteristics(ast::IsolationLevel isolation, std::optional<bool> read_only) {
  if (isolation != ast::IsolationLevel::unspecified) isolation_ = isolation;
  if (!read_only) return;
  if (open_) read_only_ = *read_only;
  next_read_only_ = read_only;
}

void Transaction::set_defaults(ast::IsolationLevel isolation, bool read_only) {
  if (isolation_ == ast::IsolationLevel::unspecified) isolation_ = isolation;
  if (!next_read_only_ && read_only) next_read_only_ = true;
}

void Transaction::begin() {
  open_ = true;
  aborted_ = false;
  read_only_ = next_read_only_.value_or(false);
}

void Transaction::commit(const Explain& explain) {
  if (aborted_) {
    rollback();
    if (dialect_.traits.error_aborts_transaction) return;  // PostgreSQL says ROLLBACK, and that is no error
    throw dialect_.error(Condition::serialization_failure, {});
  }
  // Sequences moved without a write. If there is a writer now, it takes the counters along when it commits.
  if (!has_lock_ && database_.counters().needs_flush()) {
    roll_back_store();
    lock(std::chrono::steady_clock::now());
  }
  if (has_lock_) {
    std::vector<std::int64_t> flushed;
    try {
      if (database_.counters().needs_flush()) flushed = database_.counters().flush(connection_.sqlite, false);
      commit_store(explain);
    } catch (...) {
      database_.counters().unflush(flushed);
      rollback();
      throw;
    }
    restarts_.clear();
    has_lock_ = false;
    database_.gate().leave();
  } else {
    roll_back_store();
  }
  end();
}

void Transaction::commit_store(const Explain& explain) {
  try {
    connection_.sqlite.prepare("COMMIT").run();
  } catch (const sqlite::Error& error) {
    if (explain) explain(error);
    throw;
  }
}

void Transaction::rollback() noexcept {
  undo_restarts(0);
  roll_back_store();
  end();
}

void Transaction::roll_back_store() noexcept {
  try {
    if (connection_.sqlite.in_transaction()) connection_.sqlite.prepare("ROLLBACK").run();
  } catch (const std::exception& error) {
    log(LogLevel::error, "ROLLBACK failed: ", std::string_view{error.what()});
  }
  has_snapshot_ = false;
  if (!has_lock_) return;
  has_lock_ = false;
  database_.gate().leave();
}

void Transaction::end() noexcept {
  open_ = aborted_ = read_only_ = has_snapshot_ = false;
  isolation_ = ast::IsolationLevel::unspecified;
  next_read_only_.reset();
  modes_ = {};
  savepoints_.clear();
}

void Transaction::fail() {
  if (has_lock_ && !connection_.sqlite.in_transaction()) {  // SQLite gave up all of it
    undo_restarts(0);
    roll_back_store();
    savepoints_.clear();
    aborted_ = open_;
  }
  if (open_ && dialect_.traits.error_aborts_transaction) aborted_ = true;
}

void Transaction::undo_restarts(std::size_t down_to) noexcept {
  while (restarts_.size() > down_to) {
    database_.counters().restore(restarts_.back().first, restarts_.back().second);
    restarts_.pop_back();
  }
}

std::size_t Transaction::find_savepoint(const std::string& name, std::string_view statement) const {
  const bool ignore_case = dialect_.traits.columns_ignore_case;
  if (!open_ && dialect_.traits.error_aborts_transaction) {
    throw dialect_.error(Condition::no_active_transaction, {std::string(statement)});
  }
  for (std::size_t i = savepoints_.size(); i-- > 0;) {
    const std::string& known = savepoints_[i].name;
    if (ignore_case ? ascii_iequals(known, name) : known == name) return i;
  }
  throw dialect_.error(Condition::invalid_savepoint, {name});
}

void Transaction::save(const std::string& name) {
  if (!open_) {
    if (dialect_.traits.error_aborts_transaction) throw dialect_.error(Condition::no_active_transaction, {"SAVEPOINT"});
    return;  // in MySQL the statement is its own transaction, over at once
  }
  if (!dialect_.traits.error_aborts_transaction) {  // MySQL: a new savepoint takes the name from the old one
    for (Saved& saved : savepoints_) {
      if (ascii_iequals(saved.name, name)) saved.name.clear();
    }
  }
  connection_.sqlite.prepare(savepoint_sql("SAVEPOINT", savepoints_.size())).run();
  savepoints_.push_back({name, restarts_.size(), modes_});
}

void Transaction::release(const std::string& name) {
  const std::size_t found = find_savepoint(name, "RELEASE SAVEPOINT");
  connection_.sqlite.prepare(savepoint_sql("RELEASE", found)).run();
  savepoints_.resize(found);
}

void Transaction::roll_back_to(const std::string& name) {
  const std::size_t found = find_savepoint(name, "ROLLBACK TO SAVEPOINT");
  connection_.sqlite.prepare(savepoint_sql("ROLLBACK TO", found)).run();
  undo_restarts(savepoints_[found].restarts);
  modes_ = savepoints_[found].modes;
  savepoints_.resize(found + 1);
  aborted_ = false;
}

void Transaction::hold_snapshot() {
  const bool wanted =
      isolation_ == ast::IsolationLevel::repeatable_read || isolation_ == ast::IsolationLevel::serializable;
  if (!open_ || !wanted || has_snapshot()) return;
  connection_.sqlite.prepare("BEGIN").run();
  has_snapshot_ = true;
}

bool Transaction::lock(std::chrono::steady_clock::time_point until, const Cancellation* cancellation) {
  if (has_lock_) return true;
  if (!database_.gate().enter(until, cancellation)) return false;
  has_lock_ = true;
  if (has_snapshot_) return true;  // the first write turns the snapshot into a lock, or fails
  try {
    connection_.sqlite.prepare("BEGIN IMMEDIATE").run();
  } catch (const sqlite::Error& error) {
    has_lock_ = false;
    database_.gate().leave();
    if (error.kind == sqlite::ErrorKind::busy) return false;
    throw;
  }
  return true;
}

void Transaction::commit_statement(const Explain& explain) {
  if (open_) return;
  if (!has_lock_ && !database_.counters().needs_flush()) return;
  commit(explain);
}

void Transaction::roll_back_statement() noexcept {
  if (!open_) rollback();
}

}  // namespace emulator::backend::emulated
