// The one interface behind which statements run: the embedded engine and the real ones. Five verbs: Backend::open,
// Session::begin, commit, rollback, execute.
//
// Rules, asserted by contract.hpp in debug and test builds:
//   - a session is used by one thread at a time
//   - execute throws SqlError for what the engine refuses; ApiError only for a timeout, an unsupported result, several
//     statements in one text (validation) or an unreachable server; nothing else
//   - every row has as many values as there are columns; rows only with columns
//   - after commit or rollback of a transaction only reset or destruction is allowed
//   - destruction rolls back what is open
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancellation.hpp"
#include "base/lru.hpp"
#include "types/result_column.hpp"
#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::backend {

// The service model's TypeHint: how to read a stringValue parameter.
enum class TypeHint : std::uint8_t {
  none,
  date,
  decimal,
  json,
  time,
  timestamp,
  uuid
};

// A named parameter, `:name` in the text. Arrays are refused above.
struct Parameter {
  std::string name;
  Value value;
  TypeHint hint = TypeHint::none;
};

struct Command {
  std::string_view sql;  // at most 65,536 characters, as the client sent it, `:name` placeholders
  const std::vector<Parameter>* parameters = nullptr;  // never null in execute; borrowed for the call
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  Cancellation* cancellation = nullptr;  // when requested, the statement ends as cancelled; null: nobody will
};

struct Result {
  std::vector<ResultColumn> columns;  // empty: the statement returns no rows at all (DML, DDL)
  std::vector<std::vector<Value>> rows;
  std::int64_t updated = 0;      // rows found by the DML; 0 for SELECT and DDL
  std::vector<Value> generated;  // MySQL: the first AUTO_INCREMENT value the statement made
};

class Session {
 public:
  virtual ~Session() = default;
  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual void rollback() = 0;
  virtual Result execute(const Command& command) = 0;
  // By which the engine knows the session, as StatementTimeoutException tells it; 0: it has no number.
  virtual std::int64_t connection_id() const { return 0; }
  // Called between two users of a session: rolls back what is open and forgets what SET, PREPARE and temporary tables
  // left. True: the session is as good as newly opened and may be reused. False: it cannot do that or is broken, and
  // the caller destroys it. Pooling, and with it speed, comes from overriding this.
  virtual bool reset() noexcept { return false; }
};

struct SessionOptions {
  std::string database;  // empty: the engine's own default (MySQL: none; PostgreSQL: refused in the engine's words)
  std::string user;      // from the secret; empty: the backend's default
  std::string password;
};

// What a cluster's engine is, for the few answers that api/ words differently by engine.
enum class Engine : std::uint8_t {
  mysql,
  postgres
};

// What a backend remembers of statements it has seen, summed over all that it holds open. Sessions add what they did
// when they are reset.
struct Caches {
  CacheCounts plans;       // texts, and what they were planned into
  CacheCounts statements;  // what the store has prepared
};

class Backend {
 public:
  virtual ~Backend() = default;
  virtual Engine engine() const = 0;
  // Throws SqlError (no such database) or ApiError (server unreachable).
  virtual std::unique_ptr<Session> open(const SessionOptions& options) = 0;
  // Nothing: it remembers nothing itself. Called by any thread.
  virtual std::optional<Caches> caches() const { return std::nullopt; }
};

}  // namespace emulator::backend
