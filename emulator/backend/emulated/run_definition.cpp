// Definitions: SQLite's steps, the catalog's rows and the new stamp, all under one savepoint, so that whatever undoes
// one undoes the others.
#include <utility>

#include "backend/emulated/constraint_errors.hpp"
#include "backend/emulated/session.hpp"
#include "backend/emulated/written_store.hpp"
#include "base/log.hpp"
#include "base/overloaded.hpp"
#include "lower/lower.hpp"
#include "sql/temporary_schema.hpp"
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

// Nor are checks watched while rows are copied; the plan has queries for those that matter.
class WithoutChecks {
 public:
  explicit WithoutChecks(sqlite::Connection& connection) : connection_(connection) {
    connection_.execute("PRAGMA ignore_check_constraints = ON");
  }
  ~WithoutChecks() { connection_.execute("PRAGMA ignore_check_constraints = OFF"); }
  WithoutChecks(const WithoutChecks&) = delete;
  WithoutChecks& operator=(const WithoutChecks&) = delete;

 private:
  sqlite::Connection& connection_;
};

// The rows to be reported.
std::int64_t run_step(const lower::Step& step, const sql::Dialect& dialect, sqlite::Connection& connection) {
  if (!step.refusal) {
    connection.execute(step.sql);
    return step.is_reported ? connection.changes() : 0;
  }
  if (connection.prepare(step.sql).step()) throw dialect.error(*step.refusal, step.arguments);
  return 0;
}

}  // namespace

Result EmulatedSession::run_definition(const Planned& planned, const Request& request) {
  if (dialect_.traits.ddl_commits) {
    if (!std::get<lower::DdlPlan>(planned->plan).keeps_transaction) commit_transaction();
  } else {
    forbid_in_read_only("a definition");
  }
  return with_lock(planned, request, [&](const Planned& current) {
    const auto& plan = std::get<lower::DdlPlan>(current->plan);
    Result result;
    result.updated = plan.reported_rows + define(plan, *current->catalog);
    note_temporary_tables(plan.changes);
    return result;
  });
}

std::int64_t EmulatedSession::define(const lower::DdlPlan& plan, const catalog::Catalog& before) {
  StoreConnection& connection = *lease_->connection;
  catalog::Catalog after = catalog::apply(before, plan.changes);
  after.stamp = lease_->database->stamps().next();
  const auto shared = std::make_shared<const catalog::Catalog>(std::move(after));
  const std::size_t restarts = transaction().restarts();
  const bool keys_are_checked = connection.sqlite.foreign_keys();
  const WithoutForeignKeys unwatched{connection.sqlite};
  std::size_t done = 0;
  std::int64_t reported = 0;
  lease_->enums.use_also(*shared);
  try {
    sqlite::Savepoint statement{connection.sqlite};
    change_counters(plan.changes, before);
    if (transaction().is_open()) lease_->enums.note_changes(plan.changes, before);
    lease_->sequences.use(shared);  // the counters of new columns count while rows are copied
    const WithoutChecks unchecked{connection.sqlite};
    for (; done < plan.steps.size(); ++done) {
      reported += run_step(plan.steps[done], dialect_, connection.sqlite);
    }
    store_changes(connection.sqlite, dialect_, *shared, plan.changes);
    raise_counters(plan.changes, *shared);
    describe_views(plan.changes, *shared);
    describe_tables(plan.changes, *shared);
    for (const std::int64_t child : plan.children) {
      if (keys_are_checked) check_foreign_keys(dialect_, *shared, *shared->table_by_id(child), connection);
    }
    statement.release();
    lease_->database->keep_catalog(shared);
  } catch (const sqlite::Error& error) {
    transaction().undo_restarts(restarts);
    const auto again = [&] { run_step(plan.steps[done], dialect_, connection.sqlite); };
    const auto prepare = [&] {
      for (std::size_t i = 0; i < done; ++i) run_step(plan.steps[i], dialect_, connection.sqlite);
    };
    auto translated = constraint_error(error, {dialect_, *shared, connection, nullptr, false, again, prepare});
    if (translated) throw std::move(*translated);
    throw;
  } catch (...) {
    transaction().undo_restarts(restarts);
    throw;
  }
  context_.first_generated_id = 0;  // what a new AUTO_INCREMENT column counted is not told
  return reported;
}

void EmulatedSession::note_temporary_tables(const std::vector<catalog::Change>& changes) {
  for (const catalog::Change& change : changes) {
    const auto* const put = std::get_if<catalog::PutSchema>(&change);
    if (put != nullptr && sql::is_temporary_schema(context_, put->schema.name)) has_temporary_tables_ = true;
  }
}

// PostgreSQL's go with the transaction: before it is committed, so that nobody else ever sees them.
void EmulatedSession::end_transaction_tables() {
  if (!dialect_.traits.ddl_commits) drop_temporary_tables();
}

// PostgreSQL: a rollback has taken them.
void EmulatedSession::forget_transaction_tables() {
  if (!dialect_.traits.ddl_commits) has_temporary_tables_ = false;
}

// MySQL's go with the session. False if somebody else keeps on writing.
bool EmulatedSession::end_session_tables() {
  if (!has_temporary_tables_ || !lease_) return true;
  transaction().rollback();
  if (!transaction().lock(Clock::now() + lock_timeout_)) return false;
  drop_temporary_tables();
  transaction().commit_statement();
  return true;
}

// There may be none any more: a savepoint may have taken them back.
void EmulatedSession::drop_temporary_tables() {
  if (!std::exchange(has_temporary_tables_, false)) return;
  const auto catalog = lease_->database->catalog(*lease_->connection, read_stamp());
  ast::Drop drop;
  drop.kind = ast::ObjectKind::schema;
  drop.cascade = true;
  for (const auto& [name, schema] : catalog->schemas) {
    if (sql::is_temporary_schema(context_, name)) drop.names.push_back({{name}, ast::no_position});
  }
  if (drop.names.empty()) return;
  const bind::Environment environment = environment_for(*catalog, {});
  const lower::Plan plan = lower::lower(bind::bind({std::move(drop)}, environment), environment);
  define(std::get<lower::DdlPlan>(plan), *catalog);
}

void EmulatedSession::change_counters(const std::vector<catalog::Change>& changes, const catalog::Catalog& before) {
  for (const catalog::Change& change : changes) {
    const auto* const put = std::get_if<catalog::PutSequence>(&change);
    if (put == nullptr) continue;
    const bool is_new = before.sequence_by_id(put->sequence.id) == nullptr;
    if (!is_new && !put->restart) continue;
    catalog::Sequence restarted = put->sequence;
    restarted.start = put->restart_at.value_or(restarted.start);
    transaction().remember_restart(put->sequence.id, lease_->database->counters().restart(restarted));
  }
}

// MySQL: AUTO_INCREMENT = n never goes below what is stored.
void EmulatedSession::raise_counters(const std::vector<catalog::Change>& changes, const catalog::Catalog& after) {
  for (const catalog::Change& change : changes) {
    const auto* const put = std::get_if<catalog::PutSequence>(&change);
    if (put == nullptr || !put->sequence.is_hidden) continue;
    lease_->database->counters().raise_to_stored(lease_->connection->sqlite, after, put->sequence);
  }
}

// What a new view results in, for the system views that list columns.
void EmulatedSession::describe_views(const std::vector<catalog::Change>& changes, const catalog::Catalog& after) {
  for (const catalog::Change& change : changes) {
    const auto* const put = std::get_if<catalog::PutView>(&change);
    if (put == nullptr) continue;
    bind::Environment environment = environment_for(after, {});
    environment.schema = put->view.search_schema;
    environment.search_path.clear();
    const auto bound = bind::bind(dialect_.parse(put->view.text), environment);
    const auto* const query = std::get_if<bind::QueryPtr>(&bound);
    if (query == nullptr) continue;
    std::vector<std::string> names;
    std::vector<ViewColumn> columns;
    for (const bind::OutputColumn& column : (*query)->columns) {
      const std::size_t ordinal = columns.size();
      columns.push_back({column.label, column.type, column.nullable});
      names.push_back(ordinal < put->view.columns.size() ? put->view.columns[ordinal] : column.label);
    }
    if (!dialect_.traits.schema_is_database) {
      store_written(lease_->connection->sqlite, put->view, names, environment);
    }
    store_view_columns(lease_->connection->sqlite, dialect_, put->view, columns);
  }
}

// The expressions of a new or changed table as PostgreSQL would show them; those of all tables when an enum changes,
// whose name they may have.
void EmulatedSession::describe_tables(const std::vector<catalog::Change>& changes, const catalog::Catalog& after) {
  if (dialect_.traits.schema_is_database) return;
  bind::Environment environment = environment_for(after, {});
  for (const catalog::Change& change : changes) {
    if (const auto* const put = std::get_if<catalog::PutTable>(&change)) {
      const catalog::Table* const table = after.table_by_id(put->table.id);
      if (table != nullptr) store_written(lease_->connection->sqlite, *table, environment);
    } else if (std::holds_alternative<catalog::PutEnum>(change)) {
      for (const auto& [name, table] : after.tables) {
        if (!table->is_system_view) store_written(lease_->connection->sqlite, *table, environment);
      }
    }
  }
}

}  // namespace emulator::backend::emulated
