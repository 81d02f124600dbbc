// The counters behind SERIAL, IDENTITY, AUTO_INCREMENT and CREATE SEQUENCE: in memory, shared by all sessions of a
// database, never rolled back. The file only follows: a sequence is written ahead by some values, as PostgreSQL logs it
// (SEQ_LOG_VALS in commands/sequence.c), so that a crash skips a few numbers and repeats none.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "sql/call_context.hpp"
#include "sql/dialect.hpp"
#include "sqlite/connection.hpp"

namespace emulator::backend::emulated {

// Thread-safe.
class Counters {
 public:
  struct State {
    std::int64_t value = 0;
    bool is_called = false;  // else `value` itself comes next
  };

  explicit Counters(const sql::Dialect& dialect) : dialect_(dialect) {}

  // Where the file says they stand, and never below the greatest value in an AUTO_INCREMENT column.
  void load(sqlite::Connection& connection, const catalog::Catalog& catalog);

  // Throws sequence_exhausted.
  std::int64_t next(const catalog::Sequence& sequence);
  void set(const catalog::Sequence& sequence, State state);
  void raise(const catalog::Sequence& sequence, std::int64_t at_least);
  // To the greatest value stored in the column behind an AUTO_INCREMENT counter.
  void raise_to_stored(sqlite::Connection& connection, const catalog::Catalog& catalog,
                       const catalog::Sequence& sequence);
  // Begins at the start again; gives what was before, for undoing.
  std::optional<State> restart(const catalog::Sequence& sequence);
  void restore(std::int64_t sequence_id, const std::optional<State>& state);

  bool needs_flush() const { return needs_flush_; }
  // Writes what must be known after a crash; in a transaction. `exactly`: at the end of the process, what is so.
  std::vector<std::int64_t> flush(sqlite::Connection& connection, bool exactly);
  // The transaction that had flushed these was not committed.
  void unflush(const std::vector<std::int64_t>& sequences);

 private:
  struct Counter {
    State state;
    std::int64_t increment = 1;
    std::int64_t minimum = 1, maximum = INT64_MAX;
    bool is_hidden = false;
    std::int64_t credit = 0;  // values that may still be taken before the file must know
    bool dirty = true;
  };

  Counter& counter_of(const catalog::Sequence& sequence);
  void use_credit(Counter& counter);

  const sql::Dialect& dialect_;
  std::mutex mutex_;
  std::unordered_map<std::int64_t, Counter> counters_;
  std::atomic<bool> needs_flush_ = false;
};

// A session's view: sequences by id in the catalog it plans against, and the values it saw itself.
class SessionSequences final : public sql::SequenceSource {
 public:
  SessionSequences(const sql::Dialect& dialect, Counters& counters) : dialect_(dialect), counters_(counters) {}

  void use(std::shared_ptr<const catalog::Catalog> catalog) { catalog_ = std::move(catalog); }

  // A statement that runs again, to find out why it failed, gets the values it got the first time.
  void start_statement() {
    given_.clear();
    replayed_.reset();
  }
  void replay() { replayed_ = 0; }

  std::int64_t next(std::int64_t sequence_id) override;
  std::int64_t current(std::int64_t sequence_id) override;
  std::int64_t last_given() override;
  void set(std::int64_t sequence_id, std::int64_t value, bool is_called) override;
  void raise(std::int64_t sequence_id, std::int64_t at_least) override;

 private:
  const catalog::Sequence& sequence(std::int64_t sequence_id) const;

  const sql::Dialect& dialect_;
  Counters& counters_;
  std::shared_ptr<const catalog::Catalog> catalog_;
  std::vector<std::int64_t> given_;      // by next(), in this statement
  std::optional<std::size_t> replayed_;  // how many of them were given again
  std::unordered_map<std::int64_t, std::int64_t> seen_;
  std::int64_t last_used_ = 0;  // the sequence that next() was asked for last; 0: none
};

}  // namespace emulator::backend::emulated
