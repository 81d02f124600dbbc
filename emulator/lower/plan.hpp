// Plan: what SQLite is asked to run for one bound statement. Immutable once made; shared by sessions through the plan
// cache, whose entry also keeps the catalog that the plan points into.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/condition.hpp"
#include "bind/bound.hpp"
#include "catalog/change.hpp"
#include "types/result_column.hpp"

namespace emulator::lower {

// SQLite's ?1, ?2, ... in order: which placeholder of the statement to bind, encoded by which type; or, as a row set,
// the rows of one of the plans that run before it.
enum class SlotSource : std::uint8_t {
  parameter,
  part,
  snapshot
};
struct ParameterSlot {
  std::int32_t parameter;  // its index, from 0; also of a part or snapshot
  Type type;
  SlotSource source = SlotSource::parameter;
};

enum class QueryKind : std::uint8_t {
  select,
  insert,
  update,
  delete_,
  merge
};

// A statement that runs for each row that a plan's own query puts out, with values of that row.
struct RowStep {
  enum class Counts : std::uint8_t {
    nothing,
    changes,  // the rows it changed
    value     // the number it puts out
  };
  std::string sql;  // its ?1, ?2, ... are these columns of the row:
  std::vector<std::int32_t> columns;
  Counts counts = Counts::nothing;
  bool once = false;  // the first is a row's number: each is taken once, and no NULL
  const catalog::Table* target = nullptr;
  std::int64_t action = -1;  // PostgreSQL's MERGE: only of rows whose first column is this; -1: of all
};

struct QueryPlan {
  QueryKind kind = QueryKind::select;
  std::string sql;
  std::vector<ParameterSlot> slots;
  std::vector<ResultColumn> columns;       // empty: no rows come back
  const catalog::Table* target = nullptr;  // of data modification
  bool is_upsert = false;
  bool changes_rows_once = false;  // PostgreSQL ON CONFLICT DO UPDATE: a row that the statement made or changed is left
  bool ignores_errors = false;     // MySQL INSERT IGNORE: values are clipped instead of refused
  std::vector<RowStep> steps;      // not empty: what changes anything; `sql` only puts out the rows
  bool row_by_row = false;         // all steps for a row before the next one; else all rows for a step
  std::int32_t id_column = -1;     // of the rows: their AUTO_INCREMENT values
  std::int64_t key_sequence = 0;   // of the AUTO_INCREMENT column that an INSERT fills; 0: none
  std::int64_t value_rows = 0;     // of INSERT … VALUES; 0: a query puts out the rows
  std::vector<std::string> into;   // MySQL SELECT … INTO: user variables
  std::string found_rows_sql;      // MySQL SQL_CALC_FOUND_ROWS: counts the rows without LIMIT, with the same slots
  // PostgreSQL's WITH x AS (UPDATE …): first the tables that are read as they were before, then the changes, in order.
  std::vector<QueryPlan> snapshots, parts;

  bool changes_rows() const { return kind != QueryKind::select || !parts.empty(); }
};
// One SQLite statement of a definition.
struct Step {
  std::string sql;
  // Of a query: if it finds a row, the definition fails with this.
  std::optional<Condition> refusal = std::nullopt;
  std::vector<std::string> arguments = {};
  bool is_reported = false;  // the rows that it changes are those that the definition reports
};
struct DdlPlan {
  std::vector<Step> steps;               // in order
  std::vector<catalog::Change> changes;  // then these, to the catalog
  std::vector<std::int64_t> children;    // then the rows of these tables must have their parents
  std::int64_t reported_rows = 0;
  bool keeps_transaction = false;  // MySQL: it does not commit, as other definitions do
};
struct DatabasePlan {
  bool create;
  std::string name;
  bool if_exists = false;
};
struct TransactionPlan {
  ast::Transaction transaction;
};
struct SettingPlan {
  std::vector<bind::Setting> settings;
  std::optional<QueryPlan> computed;
};
struct ShowPlan {
  std::string name;
};
struct UsePlan {
  std::string database;
};
struct SessionPlan {
  ast::SessionCommand command;
};
struct NothingPlan {};

using Plan = std::variant<QueryPlan, DdlPlan, DatabasePlan, TransactionPlan, SettingPlan, ShowPlan, UsePlan,
                          SessionPlan, NothingPlan>;

}  // namespace emulator::lower
