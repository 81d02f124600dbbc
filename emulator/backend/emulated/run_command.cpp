// What a session is told about itself: transactions, settings, databases.
#include <algorithm>
#include <utility>

#include "backend/emulated/constraint_errors.hpp"
#include "backend/emulated/run_query.hpp"
#include "backend/emulated/session.hpp"
#include "backend/emulated/sql_modes.hpp"
#include "base/text.hpp"
#include "bind/rights.hpp"

namespace emulator::backend::emulated {

namespace {

struct NamedIsolation {
  std::string_view name;
  ast::IsolationLevel level;
};
constexpr NamedIsolation isolations[] = {
    {"read uncommitted", ast::IsolationLevel::read_uncommitted},
    {"read committed", ast::IsolationLevel::read_committed},
    {"repeatable read", ast::IsolationLevel::repeatable_read},
    {"serializable", ast::IsolationLevel::serializable},
};

// "READ-COMMITTED", "read committed"
ast::IsolationLevel isolation_from(std::string_view text) {
  std::string words = ascii_lower(text);
  std::replace(words.begin(), words.end(), '-', ' ');
  for (const NamedIsolation& known : isolations) {
    if (known.name == words) return known.level;
  }
  return ast::IsolationLevel::unspecified;
}

std::string name_of(ast::IsolationLevel level) {
  for (const NamedIsolation& known : isolations) {
    if (known.level == level) return std::string(known.name);
  }
  return {};
}

}  // namespace

void EmulatedSession::begin() {
  use();
  context_.transaction_time = server_->clock().now();
  begin_transaction();
}

void EmulatedSession::commit() {
  use();
  try {
    commit_transaction();
  } catch (const sqlite::Error& error) {
    fail(error, Request{{}, {}, {}, Clock::time_point::max(), Clock::time_point::max()});
  }
}

void EmulatedSession::rollback() {
  use();
  roll_back_transaction();
}

void EmulatedSession::begin_transaction() {
  const bool mysql = dialect_.traits.schema_is_database;
  const std::string isolation = mysql ? "transaction_isolation" : "default_transaction_isolation";
  const std::string read_only = mysql ? "transaction_read_only" : "default_transaction_read_only";
  const bool has_isolation = settings_.is_changed(isolation);
  transaction().set_defaults(
      has_isolation ? isolation_from(settings_.show(isolation)) : ast::IsolationLevel::unspecified,
      settings_.truth(read_only));
  transaction().begin();
  settings_.begin();
}

void EmulatedSession::commit_transaction() {
  const bool undone = transaction().is_aborted();
  try {
    if (undone) forget_transaction_tables();
    end_transaction_tables();
    transaction().commit([this](const sqlite::Error& error) { explain_commit(error); });
  } catch (...) {
    settings_.rollback();
    apply_settings();
    throw;
  }
  undone ? settings_.rollback() : settings_.commit();
  apply_settings();
}

// A COMMIT is refused for the sake of deferred foreign keys; the rows are still there to be looked at.
void EmulatedSession::explain_commit(const sqlite::Error& error) {
  if (error.kind != sqlite::ErrorKind::foreign_key) return;
  const auto catalog = lease_->database->catalog(*lease_->connection, read_stamp());
  if (auto found = deferred_error(dialect_, *catalog, *lease_->connection)) throw std::move(*found);
}

void EmulatedSession::roll_back_transaction() {
  forget_transaction_tables();
  transaction().rollback();
  settings_.rollback();
  apply_settings();
}

// A client's own BEGIN and COMMIT within a Data API transaction are accepted as the servers accept them; a COMMIT ends
// the transaction, and what follows runs on its own.
Result EmulatedSession::run_transaction_command(const ast::Transaction& command, const Request& request) {
  using enum ast::TransactionKind;
  switch (command.kind) {
    case ast::TransactionKind::begin:
      if (transaction().is_open() && dialect_.traits.error_aborts_transaction) break;  // PostgreSQL only warns
      commit_transaction();
      transaction().set_characteristics(command.isolation, command.read_only);
      context_.transaction_time = context_.statement_time;
      begin_transaction();
      break;
    case ast::TransactionKind::commit:
      commit_transaction();
      break;
    case ast::TransactionKind::rollback:
      roll_back_transaction();
      break;
    case savepoint:
      // A savepoint must be inside a transaction of SQLite's, so it counts as a first write.
      if (transaction().is_open()) take_lock(request);
      transaction().save(command.savepoint);
      break;
    case release:
      transaction().release(command.savepoint);
      break;
    case rollback_to:
      transaction().roll_back_to(command.savepoint);
      break;
    case set_characteristics:
      set_characteristics_of(command);
      break;
  }
  return {};
}

// For the session: a default of later transactions. MySQL refuses it inside one; PostgreSQL means the one that runs.
void EmulatedSession::set_characteristics_of(const ast::Transaction& command) {
  if (!command.for_session) {
    if (transaction().is_open() && dialect_.traits.ddl_commits) {
      throw dialect_.error(Condition::active_transaction, {"SET TRANSACTION"});
    }
    transaction().set_characteristics(command.isolation, command.read_only);
    return;
  }
  const bool mysql = dialect_.traits.schema_is_database;
  if (command.isolation != ast::IsolationLevel::unspecified) {
    bind::Setting setting{ast::VariableScope::session, "default_transaction_isolation", {name_of(command.isolation)}};
    if (mysql) setting.name = "transaction_isolation";
    settings_.set(setting);
  }
  if (command.read_only) {
    bind::Setting setting{ast::VariableScope::session, "default_transaction_read_only", {*command.read_only}};
    if (mysql) setting.name = "transaction_read_only";
    settings_.set(setting);
  }
}

Result EmulatedSession::run_database_command(const lower::DatabasePlan& plan) {
  const std::string statement = plan.create ? "CREATE DATABASE" : "DROP DATABASE";
  if (transaction().is_open()) throw dialect_.error(Condition::active_transaction, {statement});
  if (plan.create) {
    server_->create_database(plan.name);
  } else {
    server_->drop_database(plan.name, plan.if_exists);
  }
  return {};
}

// What must be computed is computed before anything is set.
Result EmulatedSession::run_settings(const lower::SettingPlan& plan, const Request& request) {
  Result computed;
  if (plan.computed) computed = run_query(*lease_->connection, *plan.computed, request.parameters.values);
  for (bind::Setting setting : plan.settings) {
    const auto column = static_cast<std::size_t>(setting.computed);
    if (setting.computed >= 0) setting.values = {std::move(computed.rows.at(0).at(column))};
    if (setting.scope == ast::VariableScope::user) {
      set_user_variable(ascii_lower(setting.name), std::move(setting.values.at(0)), computed.columns[column].type);
    } else {
      check_role(setting.name, setting.values);
      settings_.set(setting);
    }
  }
  apply_settings();
  return {};
}

// SET ROLE takes a role that the session's user is a member of; nobody but a superuser may be another user.
void EmulatedSession::check_role(const std::string& setting, const std::vector<Value>& values) {
  const bool is_user = setting == "session_authorization";
  const auto* role = values.empty() ? nullptr : std::get_if<std::string>(&values.front());
  if (dialect_.traits.schema_is_database || role == nullptr || (setting != "role" && !is_user)) return;
  if (*role == context_.session_user || *role == (is_user ? "default" : "none")) return;
  const auto catalog = lease_->database->catalog(*lease_->connection, read_stamp());
  if (catalog->find_role(*role) == nullptr && *role != context_.master_user) {
    SqlError error = dialect_.error(Condition::undefined_role, {*role});
    error.sqlstate = "22023";
    throw error;
  }
  if (is_user || !bind::is_member(*catalog, context_.session_user, *role)) {
    throw dialect_.error(Condition::insufficient_privilege,
                         {std::string("permission denied to set ") + (is_user ? "session authorization" : "role") +
                          " \"" + *role + "\""});
  }
}

// Outside of a transaction a local setting is gone with the statement.
void EmulatedSession::SessionSettings::set(const std::string& name, std::string value, bool local) {
  if (local && !session_.transaction().is_open()) return;
  session_.check_role(name, {Value{value}});
  const ast::VariableScope scope = local ? ast::VariableScope::local : ast::VariableScope::session;
  session_.settings_.set({scope, name, {Value{std::move(value)}}});
  session_.apply_settings();
}

void EmulatedSession::apply_settings() {
  const bool was_autocommit =
      std::exchange(autocommit_, !settings_.is_changed("autocommit") || settings_.truth("autocommit"));
  if (!was_autocommit && autocommit_ && lease_ && transaction().is_open()) transaction().commit();
  statement_timeout_ = settings_.milliseconds("statement_timeout");
  lock_timeout_ = server_->lock_timeout();
  if (settings_.is_changed("lock_timeout") && settings_.milliseconds("lock_timeout").count() > 0) {
    lock_timeout_ = settings_.milliseconds("lock_timeout");
  }
  if (settings_.is_changed("innodb_lock_wait_timeout")) {
    lock_timeout_ = 1000 * settings_.milliseconds("innodb_lock_wait_timeout");
  }
  const bool has_role = settings_.is_changed("role") && settings_.show("role") != "none";
  context_.user = has_role ? settings_.show("role") : context_.session_user;
  context_.utc_offset = settings_.utc_offset();
  context_.time_zone = settings_.named_time_zone();
  context_.strict = true;
  context_.modes = {};
  if (settings_.is_changed("sql_mode")) apply_sql_modes(settings_.list("sql_mode"), context_);
  context_.foreign_keys = !settings_.is_changed("foreign_key_checks") || settings_.truth("foreign_key_checks");
  if (!lease_) return;
  const bool keys = !settings_.is_changed("foreign_key_checks") || settings_.truth("foreign_key_checks");
  lease_->connection->sqlite.set_foreign_keys(keys);
}

static std::string label_of(const sql::Dialect& dialect, const std::string& name) {
  for (const KnownSetting& setting : known_settings(dialect)) {
    if (setting.name == name) return std::string(setting.label());
  }
  return name;
}

Result EmulatedSession::run_show(const lower::ShowPlan& plan) {
  Result result;
  ResultColumn column;
  column.label = label_of(dialect_, plan.name);
  column.name = column.label;
  column.type = type(TypeId::text);
  column.type_name = dialect_.metadata_name(column.type);
  result.columns.push_back(std::move(column));
  result.rows.push_back({Value{settings_.show(plan.name)}});
  return result;
}

Result EmulatedSession::run_use(const lower::UsePlan& plan, const catalog::Catalog& catalog) {
  if (!catalog.schemas.contains(plan.database)) throw dialect_.error(Condition::undefined_database, {plan.database});
  schema_ = plan.database;
  return {};
}

}  // namespace emulator::backend::emulated
