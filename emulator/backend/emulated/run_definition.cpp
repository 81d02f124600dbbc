// Definitions: SQLite's steps, the catalog's rows and the new stamp, all under one savepoint, so that whatever undoes
// one undoes the others.
#include <utility>

#include "backend/emulated/constraint_errors.hpp"
#include "backend/emulated/session.hpp"
#include "base/log.hpp"
#include "base/overloaded.hpp"
#include "sqlite/savepoint.hpp"

namespace emulator::backend::emulated {

namespace {

// Rebuilding a table drops it for a moment, which must not touch the rows that refer to it.
class WithoutForeignKeys {
 public:
  explicit WithoutForeignKeys(sqlite::Connection& connection)
      : connection_(connection), before_(connection.foreign_keys()) {
    connection_.set_foreign_keys(false);
  }
  ~WithoutForeignKeys() { connection_.set_foreign_keys(before_); }
  WithoutForeignKeys(const WithoutForeignKeys&) = delete;
  WithoutForeignKeys& operator=(const WithoutForeignKeys&) = delete;

 private:
  sqlite::Connection& connection_;
  bool before_;
};

bool has_foreign_key(const catalog::Table& table) {
  for (const catalog::Constraint& constraint : table.constraints) {
    if (constraint.kind == catalog::ConstraintKind::foreign_key) return true;
  }
  return false;
}

}  // namespace

Result EmulatedSession::run_definition(const Planned& planned, const Request& request) {
  if (dialect_.traits.ddl_commits) {
    commit_transaction();
  } else {
    forbid_in_read_only("a definition");
  }
  return with_lock(planned, request, [&](const Planned& current) {
    const auto& plan = std::get<lower::DdlPlan>(current->plan);
    define(plan, *current->catalog);
    Result result;
    result.updated = plan.reported_rows;
    return result;
  });
}

void EmulatedSession::define(const lower::DdlPlan& plan, const catalog::Catalog& before) {
  StoreConnection& connection = *lease_->connection;
  catalog::Catalog after = catalog::apply(before, plan.changes);
  after.stamp = lease_->database->stamps().next();
  const std::size_t restarts = transaction().restarts();
  const WithoutForeignKeys unchecked{connection.sqlite};
  try {
    sqlite::Savepoint statement{connection.sqlite};
    for (const std::string& step : plan.steps) connection.sqlite.execute(step);
    store_changes(connection.sqlite, dialect_, after, plan.changes);
    change_counters(plan.changes, before);
    describe_views(plan.changes, after);
    for (const catalog::Change& change : plan.changes) {
      const auto* const put = std::get_if<catalog::PutTable>(&change);
      if (put != nullptr && has_foreign_key(put->table) && before.table_by_id(put->table.id) != nullptr) {
        check_foreign_keys(dialect_, after, put->table, connection);
      }
    }
    statement.release();
  } catch (const sqlite::Error& error) {
    transaction().undo_restarts(restarts);
    auto translated = constraint_error(error, {dialect_, after, connection, nullptr, false, {}});
    if (translated) throw std::move(*translated);
    throw;
  } catch (...) {
    transaction().undo_restarts(restarts);
    throw;
  }
}

void EmulatedSession::change_counters(const std::vector<catalog::Change>& changes, const catalog::Catalog& before) {
  for (const catalog::Change& change : changes) {
    const auto* const put = std::get_if<catalog::PutSequence>(&change);
    if (put == nullptr) continue;
    const bool is_new = before.sequence_by_id(put->sequence.id) == nullptr;
    if (!is_new && !put->restart) continue;
    transaction().remember_restart(put->sequence.id, lease_->database->counters().restart(put->sequence));
  }
}

// What a new view results in, for the system views that list columns.
void EmulatedSession::describe_views(const std::vector<catalog::Change>& changes, const catalog::Catalog& after) {
  for (const catalog::Change& change : changes) {
    const auto* const put = std::get_if<catalog::PutView>(&change);
    if (put == nullptr) continue;
    bind::Environment environment = environment_for(after, {});
    environment.schema = put->view.search_schema;
    const auto bound = bind::bind(dialect_.parse(put->view.text), environment);
    const auto* const query = std::get_if<bind::QueryPtr>(&bound);
    if (query == nullptr) continue;
    std::vector<ViewColumn> columns;
    for (const bind::OutputColumn& column : (*query)->columns) {
      columns.push_back({column.label, column.type, column.nullable});
    }
    store_view_columns(lease_->connection->sqlite, dialect_, put->view, columns);
  }
}

}  // namespace emulator::backend::emulated
