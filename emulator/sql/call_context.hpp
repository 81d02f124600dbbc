// CallContext: what a native function may know of the session it runs in. Owned by the embedded engine's session.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancellation.hpp"

namespace emulator::sql {

// The counters behind AUTO_INCREMENT, SERIAL, IDENTITY and CREATE SEQUENCE. They do not roll back.
class SequenceSource {
 public:
  virtual ~SequenceSource() = default;
  // Throws sequence_exhausted.
  virtual std::int64_t next(std::int64_t sequence_id) = 0;
  // The session's last value of this sequence. Throws sequence_not_yet_defined.
  virtual std::int64_t current(std::int64_t sequence_id) = 0;
  virtual void set(std::int64_t sequence_id, std::int64_t value, bool is_called) = 0;
  // An explicit AUTO_INCREMENT value was stored: later ones must be greater.
  virtual void raise(std::int64_t sequence_id, std::int64_t at_least) = 0;
};

// The labels of the database's enum types.
class EnumSource {
 public:
  virtual ~EnumSource() = default;
  virtual bool has_label(std::string_view type_name, std::string_view label) const = 0;
};

struct CallContext {
  std::chrono::system_clock::time_point statement_time;    // MySQL's NOW()
  std::chrono::system_clock::time_point transaction_time;  // PostgreSQL's now()
  std::chrono::seconds utc_offset{0};  // of the session's time zone; the Data API's sessions are UTC
  std::string database;                // MySQL DATABASE(), PostgreSQL current_database()
  std::string schema;                  // PostgreSQL current_schema()
  std::string user;                    // CURRENT_USER
  std::int64_t connection_id = 0;      // CONNECTION_ID(), pg_backend_pid()
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();  // of the statement
  const Cancellation* cancellation = nullptr;  // of the statement; null: nobody will
  SequenceSource* sequences = nullptr;
  const EnumSource* enums = nullptr;  // PostgreSQL: text becomes an enum's label by a cast

  bool strict = true;                        // MySQL: STRICT_TRANS_TABLES, and not INSERT IGNORE
  std::int64_t last_insert_id = 0;           // MySQL LAST_INSERT_ID(): lives in the session
  std::int64_t first_generated_id = 0;       // MySQL: the first value this statement generated; 0: none
  bool row_made_first_id = false;            // MySQL: the row at hand made first_generated_id
  std::int64_t last_stored_id = 0;           // MySQL: the AUTO_INCREMENT value of the last row given or updated
  std::vector<std::uint32_t> assigned_rows;  // MySQL: per target column, rows assigned so far ("at row N")
  std::int64_t conflict_updates = 0;         // MySQL: rows an ON DUPLICATE KEY UPDATE changed (each counts twice)
};

}  // namespace emulator::sql
