// CallContext: what a native function may know of the session it runs in. Owned by the embedded engine's session.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cancellation.hpp"
#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::sql {

// The counters behind AUTO_INCREMENT, SERIAL, IDENTITY and CREATE SEQUENCE. They do not roll back.
class SequenceSource {
 public:
  virtual ~SequenceSource() = default;
  // Throws sequence_exhausted.
  virtual std::int64_t next(std::int64_t sequence_id) = 0;
  // The session's last value of this sequence. Throws sequence_not_yet_defined.
  virtual std::int64_t current(std::int64_t sequence_id) = 0;
  // What next() gave last, of whichever sequence. Throws lastval_not_yet_defined.
  virtual std::int64_t last_given() = 0;
  virtual void set(std::int64_t sequence_id, std::int64_t value, bool is_called) = 0;
  // An explicit AUTO_INCREMENT value was stored: later ones must be greater.
  virtual void raise(std::int64_t sequence_id, std::int64_t at_least) = 0;
};

// The labels of the database's enum types. A type is known by what its Type::collation says: its name may not be its
// own.
class EnumSource {
 public:
  virtual ~EnumSource() = default;
  // In their order; empty: no such type.
  virtual const std::vector<std::string>& labels(std::string_view collation) const = 0;
  // From 0; empty: no such label.
  virtual std::optional<std::size_t> place(std::string_view collation, std::string_view label) const = 0;
};

// What PostgreSQL's has_table_privilege and its kin ask.
struct RightsQuestion {
  enum class About : std::uint8_t {
    relation,
    column,  // and the whole of the relation
    any_column,
    schema,
    database,
    role
  };
  About about;
  std::string user;  // empty: the current role
  std::int64_t object = 0;
  std::int32_t column = 0;
  std::string name;        // of the schema or role
  std::string privileges;  // "SELECT, UPDATE WITH GRANT OPTION": any of these
};
class RightsSource {
 public:
  virtual ~RightsSource() = default;
  // Throws for a role, a privilege or a schema that is not there.
  virtual bool allows(const RightsQuestion& question) const = 0;
};

// What SET and SHOW know.
class SettingSource {
 public:
  virtual ~SettingSource() = default;
  // Throws undefined_setting.
  virtual std::string show(const std::string& name) const = 0;
  // `local`: until the transaction's end. Throws as SET does.
  virtual void set(const std::string& name, std::string value, bool local) = 0;
};

// MySQL's sql_mode, as far as it changes answers here (https://dev.mysql.com/doc/refman/8.0/en/sql-mode.html). The
// values are those of the default mode; STRICT_… is CallContext::strict.
struct SqlModes {
  bool ansi_quotes = false, ignore_space = false, no_backslash_escapes = false, pipes_as_concat = false;
  bool real_as_float = false;
  bool error_for_division_by_zero = true, no_zero_date = true, no_zero_in_date = true, only_full_group_by = true;
  bool allow_invalid_dates = false, no_auto_value_on_zero = false, no_unsigned_subtraction = false;
};

// What SHOW WARNINGS lists.
enum class DiagnosticLevel : std::uint8_t {
  note,
  warning,
  error
};
struct Diagnostic {
  DiagnosticLevel level;
  std::int32_t code;
  std::string message;
};

// MySQL's @name. Types are those that such a variable can have: bigint, double, decimal, text or bytes.
struct UserVariable {
  Value value;
  Type type;
};

// MySQL's @@name: what a session's settings tell of it.
class SystemVariables {
 public:
  virtual ~SystemVariables() = default;
  // Empty: there is no such variable.
  virtual std::optional<UserVariable> system_variable(std::string_view name, bool is_global) const = 0;
};

struct CallContext {
  std::chrono::system_clock::time_point statement_time;    // MySQL's NOW()
  std::chrono::system_clock::time_point transaction_time;  // PostgreSQL's now()
  std::chrono::seconds utc_offset{0};    // of the session's time zone; the Data API's sessions are UTC
  std::string time_zone;                 // its name, where it has no one offset (PostgreSQL); else empty
  std::string database;                  // MySQL DATABASE(), PostgreSQL current_database()
  std::string schema;                    // PostgreSQL current_schema()
  std::vector<std::string> search_path;  // PostgreSQL: the schemas of it that exist
  std::string user;                      // CURRENT_USER: the role that SET ROLE took, or the session's user
  std::string session_user;
  std::string master_user;         // PostgreSQL: who owns what no other role owns
  std::int64_t connection_id = 0;  // CONNECTION_ID(), pg_backend_pid()
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();  // of the statement
  const Cancellation* cancellation = nullptr;  // of the statement; null: nobody will
  SequenceSource* sequences = nullptr;
  SettingSource* settings = nullptr;
  const RightsSource* rights = nullptr;  // PostgreSQL
  const EnumSource* enums = nullptr;     // PostgreSQL: text becomes an enum's label by a cast

  bool strict = true;                        // MySQL: STRICT_TRANS_TABLES, and not INSERT IGNORE
  std::int64_t last_insert_id = 0;           // MySQL LAST_INSERT_ID(): lives in the session
  std::int64_t first_generated_id = 0;       // MySQL: the first value this statement generated; 0: none
  bool row_made_first_id = false;            // MySQL: the row at hand made first_generated_id
  std::int64_t last_stored_id = 0;           // MySQL: the AUTO_INCREMENT value of the last row given or updated
  std::vector<std::uint32_t> assigned_rows;  // MySQL: per target column, rows assigned so far ("at row N")
  std::int64_t conflict_updates = 0;         // MySQL: rows an ON DUPLICATE KEY UPDATE changed (each counts twice)

  SqlModes modes;                              // MySQL
  bool modifies = false;                       // MySQL: INSERT, UPDATE or DELETE: strict mode is for these
  bool foreign_keys = true;                    // MySQL: foreign_key_checks
  const SystemVariables* variables = nullptr;  // MySQL
  std::map<std::string, UserVariable, std::less<>> user_variables;  // MySQL, by name in lower case
  std::int64_t row_count = -1;                                      // MySQL ROW_COUNT(): of the statement before
  std::int64_t found_rows = 0;                                      // MySQL FOUND_ROWS()
  std::vector<Diagnostic> diagnostics;                              // MySQL: of this statement so far
  std::vector<Diagnostic> earlier_diagnostics;                      // MySQL: of the one before, for SHOW WARNINGS
  std::vector<std::int64_t> generated_ids;                          // MySQL: all that this statement made

  // MySQL keeps the first 1024 (max_error_count).
  void warn(std::int32_t code, std::string message, DiagnosticLevel level = DiagnosticLevel::warning) {
    if (diagnostics.size() < 1024) diagnostics.push_back({level, code, std::move(message)});
  }
};

}  // namespace emulator::sql
