// One statement, from its text to its result: the snapshot, the plan, the write lock, the run, and what becomes of an
// error. What statements other than queries do is in run_definition.cpp and run_command.cpp.
#include "backend/emulated/session.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "backend/emulated/constraint_errors.hpp"
#include "backend/emulated/run_query.hpp"
#include "base/log.hpp"
#include "base/overloaded.hpp"
#include "base/text.hpp"
#include "bind/account_rights.hpp"
#include "lower/storage.hpp"
#include "sqlite/savepoint.hpp"
#include "sqlite/statement.hpp"
#include "types/printed_value.hpp"

namespace emulator::backend::emulated {

namespace {

constexpr std::string_view postgres_user = "postgres";
constexpr std::string_view mysql_user = "admin";
constexpr std::int64_t most_explained_rows = 64;  // that IGNORE leaves out: each takes a search for the reason

std::string user_of(const sql::Dialect& dialect, const SessionOptions& options) {
  const bool mysql = dialect.traits.schema_is_database;
  std::string user = options.user.empty() ? std::string(mysql ? mysql_user : postgres_user) : options.user;
  return mysql ? user + "@%" : user;
}

std::string database_of(const sql::Dialect& dialect, const SessionOptions& options) {
  if (!options.database.empty() || dialect.traits.schema_is_database) return options.database;
  return options.user.empty() ? std::string(postgres_user) : options.user;
}

// Another value for as long as this lives.
template <class T>
class Restored {
 public:
  Restored(T& place, T value) : place_(place), before_(std::exchange(place, std::move(value))) {}
  ~Restored() { place_ = std::move(before_); }
  Restored(const Restored&) = delete;
  Restored& operator=(const Restored&) = delete;

 private:
  T& place_;
  T before_;
};

std::string_view verb_of(lower::QueryKind kind) {
  switch (kind) {
    case lower::QueryKind::select:
      return "SELECT";
    case lower::QueryKind::insert:
      return "INSERT";
    case lower::QueryKind::update:
      return "UPDATE";
    case lower::QueryKind::delete_:
      return "DELETE";
    case lower::QueryKind::merge:
      return "MERGE";
  }
  return {};
}

// Remembers which rows the statement makes and changes, where it may do so once only.
class RowWatch {
 public:
  RowWatch(StoreConnection& connection, const lower::QueryPlan& plan)
      : connection_(connection), is_on_(plan.changes_rows_once) {
    if (!is_on_) return;
    connection.touched_rows.clear();
    connection.sqlite.watch_rows([&connection, target = plan.target](std::string_view table, std::int64_t row) {
      if (table == target->storage_name) connection.touched_rows.insert(row);
    });
  }
  ~RowWatch() {
    if (is_on_) connection_.sqlite.watch_rows({});
  }
  RowWatch(const RowWatch&) = delete;
  RowWatch& operator=(const RowWatch&) = delete;

 private:
  StoreConnection& connection_;
  bool is_on_;
};

}  // namespace

EmulatedSession::Lease::Lease(const sql::Dialect& dialect, std::shared_ptr<Database> leased)
    : database(std::move(leased)),
      connection(database->take()),
      sequences(dialect, database->counters()),
      enums(dialect) {
  transaction.emplace(dialect, *database, *connection);
}

EmulatedSession::Lease::~Lease() {
  transaction.reset();
  database->give_back(std::move(connection));
}

EmulatedSession::EmulatedSession(std::shared_ptr<Server> server, const SessionOptions& options)
    : server_(std::move(server)),
      dialect_(server_->dialect()),
      database_name_(database_of(dialect_, options)),
      settings_(dialect_),
      lock_timeout_(server_->lock_timeout()) {
  context_.variables = &settings_;
  context_.connection_id = server_->next_connection_id();
  context_.user = context_.session_user = user_of(dialect_, options);
  use();
  schema_ = database_name_;
  if (!dialect_.traits.schema_is_database) return;
  const auto catalog = lease_->database->catalog(*lease_->connection, read_stamp());
  bind::check_login(*catalog, context_, schema_);
  if (!schema_.empty() && !catalog->schemas.contains(schema_)) {
    throw dialect_.error(Condition::undefined_database, {schema_});
  }
}

EmulatedSession::~EmulatedSession() {
  try {
    end_session_tables();
  } catch (const std::exception& error) {
    log(LogLevel::error, "temporary tables could not be dropped: ", std::string_view{error.what()});
  }
  dialect_.session_ended(context_.connection_id);
}

bool EmulatedSession::reset() noexcept {
  try {
    dialect_.session_ended(context_.connection_id);
    if (!end_session_tables()) return false;
    lease_.reset();
    has_temporary_tables_ = false;
    if (settings_.reset()) apply_settings();
    prepared_.clear();
    context_.user_variables.clear();
    context_.diagnostics.clear();
    context_.last_insert_id = 0;
    context_.row_count = -1;
    context_.found_rows = 0;
    schema_ = database_name_;
    return true;
  } catch (const std::exception& error) {
    log(LogLevel::error, "a session could not be reset: ", std::string_view{error.what()});
    return false;
  }
}

void EmulatedSession::use() {
  if (lease_) return;
  lease_.emplace(dialect_, server_->database(database_name_));
  lease_->connection->context = &context_;
  context_.sequences = &lease_->sequences;
  context_.enums = &lease_->enums;
  context_.settings = &session_settings_;
  context_.rights = &rights_;
}

void EmulatedSession::start_statement() {
  use();
  context_.statement_time = server_->clock().now();
  if (!transaction().is_open()) {
    context_.transaction_time = context_.statement_time;
    lease_->enums.transaction_ended();
  }
  context_.first_generated_id = 0;
  context_.last_stored_id = 0;
  context_.conflict_updates = 0;
  context_.modifies = false;
  context_.assigned_rows.clear();
  context_.generated_ids.clear();
  context_.earlier_diagnostics = std::exchange(context_.diagnostics, {});
  lease_->sequences.start_statement();
  if (!autocommit_ && !transaction().is_open()) begin_transaction();
}

EmulatedSession::Clock::time_point EmulatedSession::deadline_of(const Command& command) const {
  if (statement_timeout_.count() == 0) return command.deadline;
  return std::min(command.deadline, Clock::now() + statement_timeout_);
}

Result EmulatedSession::execute(const Command& command) {
  start_statement();
  const std::shared_ptr<KnownText> known = lease_->database->text(command.sql);
  const sql::Rewritten& text = known->rewritten();
  if (text.several_statements) throw ApiError{Fault::validation, "Multistatements aren't supported."};
  Request request{known, text.sql(), {}, deadline_of(command), command.deadline, command.cancellation};
  context_.deadline = request.deadline;
  context_.cancellation = request.cancellation;
  const sqlite::Run time_to_run{lease_->connection->sqlite, request.deadline, request.cancellation};
  try {
    request.parameters = bind_parameters(dialect_, text.names, *command.parameters, ++statements_, context_);
    Result result = run(request);
    if (context_.first_generated_id != 0) context_.last_insert_id = context_.first_generated_id;
    context_.row_count = result.columns.empty() ? result.updated : -1;
    return result;
  } catch (SqlError& error) {
    fail(std::move(error), request);
  } catch (const sqlite::Error& error) {
    fail(error, request);
  }
}

Result EmulatedSession::run(const Request& request) {
  const std::optional<std::uint64_t> known_stamp = std::exchange(locked_stamp_, std::nullopt);
  if (transaction().is_aborted()) return run_aborted(request);
  transaction().hold_snapshot();
  if (transaction().has_snapshot()) {
    const bool is_known = known_stamp && transaction().has_lock();
    const Planned planned = plan_for(request, is_known ? *known_stamp : read_stamp());
    Result result = dispatch(planned, request);
    const bool is_query = std::holds_alternative<lower::QueryPlan>(planned->plan);
    if (is_query && transaction().has_lock()) locked_stamp_ = planned->catalog->stamp;
    return result;
  }
  // The open cursor keeps one snapshot under the stamp and what is read with its catalog.
  auto snapshot = std::make_optional(lease_->connection->sqlite.prepare(read_stamp_sql));
  snapshot->step();
  const Planned planned = plan_for(request, static_cast<std::uint64_t>(snapshot->integer(0)));
  const auto* const query = std::get_if<lower::QueryPlan>(&planned->plan);
  if (query == nullptr || query->changes_rows()) {
    snapshot.reset();
    return dispatch(planned, request);
  }
  Result result = run_select(planned, request);
  show_as_text(result);
  snapshot.reset();
  transaction().commit_statement();  // sequences may have moved
  return result;
}

// PostgreSQL reads the statement first, and only then remembers that it will not run it.
Result EmulatedSession::run_aborted(const Request& request) {
  const ast::Statement parsed = dialect_.parse(request.sql, context_);
  const auto* const command = std::get_if<ast::Transaction>(&parsed.node);
  using enum ast::TransactionKind;
  if (command != nullptr &&
      (command->kind == commit || command->kind == ast::TransactionKind::rollback || command->kind == rollback_to)) {
    return run_transaction_command(*command, request);
  }
  throw dialect_.error(Condition::in_failed_transaction, {});
}

Result EmulatedSession::dispatch(const Planned& planned, const Request& request) {
  Result result = std::visit(
      overloaded{
          [&](const lower::QueryPlan& plan) {
            return plan.changes_rows() ? run_modification(planned, request) : run_select(planned, request);
          },
          [&](const lower::DdlPlan&) { return run_definition(planned, request); },
          [&](const lower::DatabasePlan& plan) { return run_database_command(plan); },
          [&](const lower::TransactionPlan& plan) { return run_transaction_command(plan.transaction, request); },
          [&](const lower::SettingPlan& plan) { return run_settings(plan, request); },
          [&](const lower::ShowPlan& plan) { return run_show(plan); },
          [&](const lower::UsePlan& plan) { return run_use(plan, *planned->catalog); },
          [&](const lower::SessionPlan& plan) { return run_session_command(plan.command, *planned->catalog, request); },
          [&](const lower::NothingPlan&) { return Result{}; },
      },
      planned->plan);
  show_as_text(result);
  return result;
}

// What lies in bytes (vector) is shown as its cast to text has it, xml as it prints.
void EmulatedSession::show_as_text(Result& result) {
  for (std::size_t i = 0; i < result.columns.size(); ++i) {
    const Type& shown = result.columns[i].type;
    const bool is_array = shown.id == TypeId::array;
    const bool is_xml = (is_array ? shown.element : shown.id) == TypeId::xml;
    if (!is_xml && !lower::lies_in_bytes(shown)) continue;
    const Type text = is_array ? Type{.id = TypeId::array, .element = TypeId::text} : type(TypeId::text);
    const auto path = dialect_.find_cast(shown, is_xml ? printed_value : text, sql::CastStrength::explicit_);
    const auto& native = std::get<sql::Native>(path.value().function->lowering);
    for (std::vector<Value>& row : result.rows) {
      if (!is_null(row[i])) row[i] = native.function(std::span(&row[i], 1), context_);
    }
  }
}

Result EmulatedSession::run_select(const Planned& planned, const Request& request) {
  const auto& plan = std::get<lower::QueryPlan>(planned->plan);
  Result result = run_query(*lease_->connection, plan, request.parameters.values);
  context_.found_rows = plan.found_rows_sql.empty()
                            ? static_cast<std::int64_t>(result.rows.size())
                            : count_found_rows(*lease_->connection, plan, request.parameters.values);
  if (context_.utc_offset.count() != 0 && dialect_.traits.schema_is_database) show_in_zone(result);
  return plan.into.empty() ? std::move(result) : store_into_variables(std::move(result), plan.into);
}

// TIMESTAMP lies in UTC; a session sees it in its own zone.
void EmulatedSession::show_in_zone(Result& result) {
  for (std::size_t i = 0; i < result.columns.size(); ++i) {
    const Type& zoned = result.columns[i].type;
    if (zoned.id != TypeId::timestamptz) continue;
    const Type local{.id = TypeId::timestamp, .scale = zoned.scale};
    const auto path = dialect_.find_cast(zoned, local, sql::CastStrength::explicit_);
    const auto& native = std::get<sql::Native>(path.value().function->lowering);
    for (std::vector<Value>& row : result.rows) {
      const std::array<Value, 2> arguments = {row[i], std::int64_t{std::max(zoned.scale, 0)}};
      if (!is_null(row[i])) row[i] = native.function(arguments, context_);
    }
  }
}

// SELECT … INTO @a, @b: one row at most (https://dev.mysql.com/doc/refman/8.0/en/select-into.html).
Result EmulatedSession::store_into_variables(Result result, const std::vector<std::string>& names) {
  if (result.rows.size() > 1) throw dialect_.error(Condition::several_rows_selected, {});
  Result stored;
  stored.updated = static_cast<std::int64_t>(result.rows.size());
  if (result.rows.empty()) context_.warn(1329, "No data - zero rows fetched, selected, or processed");
  for (std::size_t i = 0; i < names.size() && !result.rows.empty(); ++i) {
    set_user_variable(names[i], std::move(result.rows[0][i]), result.columns[i].type);
  }
  return stored;
}

Result EmulatedSession::run_modification(const Planned& planned, const Request& request) {
  const auto& plan = std::get<lower::QueryPlan>(planned->plan);
  const auto changes = [](const lower::QueryPlan& part) { return part.kind != lower::QueryKind::select; };
  const auto first = std::find_if(plan.parts.begin(), plan.parts.end(), changes);
  forbid_in_read_only(verb_of(first == plan.parts.end() ? plan.kind : first->kind));
  return with_lock(planned, request, [&](const Planned& current) { return modify(current, request); });
}

Result EmulatedSession::modify(const Planned& planned, const Request& request) {
  const auto& plan = std::get<lower::QueryPlan>(planned->plan);
  StoreConnection& connection = *lease_->connection;
  const lower::QueryPlan* running = &plan;
  const RowWatch watch{connection, plan};
  const Restored<bool> strict{context_.strict, context_.strict && !plan.ignores_errors};
  const Restored<bool> modifies{context_.modifies, true};
  try {
    sqlite::Savepoint statement{connection.sqlite};
    std::int64_t left_out = 0;
    const Ignored ignored = [&](const sqlite::Error& error, const lower::RowStep& step,
                                const std::function<void()>& again) {
      if (++left_out > most_explained_rows) return;
      const bool deletes = plan.kind == lower::QueryKind::delete_;
      const FailedStatement failed{dialect_, *planned->catalog, connection, step.target, deletes, again};
      if (const auto explained = constraint_error(error, failed)) context_.warn(explained->code, explained->message);
    };
    Result result = run_in_parts(connection, plan, request.parameters.values, running, ignored);
    check_immediate_keys(dialect_, *planned->catalog, transaction().constraint_modes(), running->target,
                         running->kind == lower::QueryKind::delete_, connection);
    statement.release();
    take_reserved_keys(plan);
    // As mysql_insert_id(): the first value made, else the last one that was given or met by ON DUPLICATE KEY UPDATE.
    const std::int64_t id = context_.first_generated_id != 0 ? context_.first_generated_id : context_.last_stored_id;
    if (dialect_.traits.inline_ids && id != 0 && result.updated != 0) result.generated.emplace_back(id);
    return result;
  } catch (const sqlite::Error& error) {
    const auto again = [&] {
      lease_->sequences.replay();
      context_.first_generated_id = 0;
      context_.last_stored_id = 0;
      context_.conflict_updates = 0;
      context_.assigned_rows.clear();
      context_.generated_ids.clear();
      connection.touched_rows.clear();
      const lower::QueryPlan* again_running = &plan;
      run_in_parts(connection, plan, request.parameters.values, again_running);
    };
    const bool deletes = running->kind == lower::QueryKind::delete_;
    const catalog::Table* const target = running->target;
    auto translated = constraint_error(error, {dialect_, *planned->catalog, connection, target, deletes, again});
    if (translated) throw std::move(*translated);
    throw;
  }
}

// MySQL reserves keys ahead and never gives them back: for VALUES as many as there are rows, for a query 1, 2, 4, …
// (https://dev.mysql.com/doc/refman/8.0/en/innodb-auto-increment-handling.html; the server's
// handler::update_auto_increment).
void EmulatedSession::take_reserved_keys(const lower::QueryPlan& plan) {
  const std::vector<std::int64_t>& made = context_.generated_ids;
  if (plan.key_sequence == 0 || made.empty()) return;
  std::int64_t reserved = plan.value_rows;
  const auto count = static_cast<std::int64_t>(made.size());
  for (std::int64_t block = 1; plan.value_rows == 0 && reserved < count; block *= 2) reserved += block;
  if (reserved > count) lease_->sequences.raise(plan.key_sequence, made.front() + reserved - 1);
}

Result EmulatedSession::with_lock(const Planned& planned, const Request& request,
                                  const std::function<Result(const Planned&)>& body) {
  if (transaction().has_lock()) return body(planned);
  take_lock(request);
  try {
    // From here on the catalog cannot change; before, it could.
    const std::uint64_t stamp = read_stamp();
    Result result = body(stamp == planned->catalog->stamp ? planned : plan_for(request, stamp));
    if (!transaction().is_open()) end_transaction_tables();
    transaction().commit_statement([this](const sqlite::Error& error) { explain_commit(error); });
    return result;
  } catch (...) {
    if (!transaction().is_open()) forget_transaction_tables();
    transaction().roll_back_statement();
    throw;
  }
}

void EmulatedSession::take_lock(const Request& request) {
  const auto until = std::min(request.deadline, Clock::now() + lock_timeout_);
  if (transaction().lock(until, request.cancellation)) return;
  const bool cancelled = request.cancellation != nullptr && request.cancellation->requested();
  if (cancelled || Clock::now() >= request.deadline) time_out(request);
  throw dialect_.error(Condition::lock_timeout, {});
}

std::uint64_t EmulatedSession::read_stamp() {
  auto stamp = lease_->connection->sqlite.prepare(read_stamp_sql);
  stamp.step();
  return static_cast<std::uint64_t>(stamp.integer(0));
}

void EmulatedSession::forbid_in_read_only(std::string_view statement) {
  if (!transaction().is_read_only()) return;
  throw dialect_.error(Condition::read_only_transaction, {std::string(statement)});
}

// The service's own limit ends the request; the session's own, and a client that has gone, fail the statement.
void EmulatedSession::time_out(const Request& request) {
  transaction().fail();
  if (request.cancellation != nullptr && request.cancellation->requested()) {
    throw dialect_.error(Condition::query_canceled, {"user request"});
  }
  SqlError error = dialect_.error(Condition::query_canceled, {"statement timeout"});
  if (Clock::now() < request.service_deadline) throw error;
  ApiError timeout{Fault::statement_timeout, dialect_.traits.schema_is_database ? "Request timed out" : error.message};
  timeout.database_connection_id = context_.connection_id;
  throw timeout;
}

void EmulatedSession::fail(SqlError error, const Request& request) {
  if (error.condition == Condition::query_canceled) time_out(request);
  transaction().fail();
  context_.row_count = -1;
  context_.warn(error.code, error.message, sql::DiagnosticLevel::error);
  if (!dialect_.traits.reports_positions) error.position.reset();
  if (error.position) error.position = character_position(request.sql, *error.position);
  throw error;
}

void EmulatedSession::fail(const sqlite::Error& error, const Request& request) {
  switch (error.kind) {
    case sqlite::ErrorKind::interrupted:
      time_out(request);
    case sqlite::ErrorKind::busy:
      fail(dialect_.error(Condition::lock_timeout, {}), request);
    case sqlite::ErrorKind::snapshot:
      fail(dialect_.error(Condition::serialization_failure, {}), request);
    case sqlite::ErrorKind::too_complex:
      fail(dialect_.error(Condition::statement_too_complex, {}), request);
    case sqlite::ErrorKind::unique:
    case sqlite::ErrorKind::not_null:
    case sqlite::ErrorKind::check:
    case sqlite::ErrorKind::foreign_key:
    case sqlite::ErrorKind::full:
    case sqlite::ErrorKind::other:
      break;
  }
  log(LogLevel::error, "SQLite refused what this program made: ", error.message, " in: ", error.sql);
  fail(dialect_.error(Condition::internal_error, {"internal error, see the emulator's log"}), request);
}

}  // namespace emulator::backend::emulated
