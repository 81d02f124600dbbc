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

// SQLite's ?1, ?2, ... in order: which placeholder of the statement to bind, encoded by which type.
struct ParameterSlot {
  std::int32_t parameter;
  Type type;
};

enum class QueryKind : std::uint8_t {
  select,
  insert,
  update,
  delete_
};

struct QueryPlan {
  QueryKind kind = QueryKind::select;
  std::string sql;
  std::vector<ParameterSlot> slots;
  std::vector<ResultColumn> columns;       // empty: no rows come back
  const catalog::Table* target = nullptr;  // of data modification
  bool is_upsert = false;
  bool ignores_errors = false;  // MySQL INSERT IGNORE: values are clipped instead of refused
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
};
struct ShowPlan {
  std::string name;
};
struct UsePlan {
  std::string database;
};
struct NothingPlan {};

using Plan =
    std::variant<QueryPlan, DdlPlan, DatabasePlan, TransactionPlan, SettingPlan, ShowPlan, UsePlan, NothingPlan>;

}  // namespace emulator::lower
