// The embedded engine's session. It borrows a connection of its database from the first statement until reset; in
// between it keeps what SET, USE and BEGIN left.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "backend/backend.hpp"
#include "backend/emulated/database.hpp"
#include "backend/emulated/parameters.hpp"
#include "backend/emulated/server.hpp"
#include "backend/emulated/session_enums.hpp"
#include "backend/emulated/settings.hpp"
#include "backend/emulated/transaction.hpp"
#include "bind/binder.hpp"
#include "bind/rights_source.hpp"
#include "lower/plan.hpp"
#include "sql/call_context.hpp"

namespace emulator::backend::emulated {

class EmulatedSession final : public Session {
 public:
  // Throws undefined_database.
  EmulatedSession(std::shared_ptr<Server> server, const SessionOptions& options);
  ~EmulatedSession() override;

  void begin() override;
  void commit() override;
  void rollback() override;
  Result execute(const Command& command) override;
  bool reset() noexcept override;
  std::int64_t connection_id() const override { return context_.connection_id; }

 private:
  using Clock = std::chrono::steady_clock;
  using Planned = std::shared_ptr<const PlannedStatement>;

  // SET and SHOW for functions.
  class SessionSettings final : public sql::SettingSource {
   public:
    explicit SessionSettings(EmulatedSession& session) : session_(session) {}
    std::string show(const std::string& name) const override { return session_.settings_.show(name); }
    void set(const std::string& name, std::string value, bool local) override;

   private:
    EmulatedSession& session_;
  };

  // What the session has while it is in use.
  struct Lease {
    Lease(const sql::Dialect& dialect, std::shared_ptr<Database> leased);
    ~Lease();

    std::shared_ptr<Database> database;
    std::unique_ptr<StoreConnection> connection;
    SessionSequences sequences;
    SessionEnums enums;
    std::optional<Transaction> transaction;  // made after the connection, ended before it goes back
  };

  // One statement on its way: the text the parser sees and the values of its placeholders.
  struct Request {
    std::shared_ptr<KnownText> text;  // null: no statement, but the service's own COMMIT
    std::string_view sql;
    BoundParameters parameters;
    Clock::time_point deadline;  // the service's or the session's own, whichever comes first
    Clock::time_point service_deadline;
    const Cancellation* cancellation = nullptr;
  };

  void use();  // takes a lease if there is none
  Transaction& transaction() { return *lease_->transaction; }

  // session.cpp: one statement from the text to the result
  void start_statement();
  Clock::time_point deadline_of(const Command& command) const;
  Result run(const Request& request);
  Result run_aborted(const Request& request);
  Result dispatch(const Planned& planned, const Request& request);
  Result run_select(const Planned& planned, const Request& request);
  void show_in_zone(Result& result);
  void show_as_text(Result& result);
  void check_role(const std::string& setting, const std::vector<Value>& values);
  Result store_into_variables(Result result, const std::vector<std::string>& names);
  Result run_modification(const Planned& planned, const Request& request);
  Result modify(const Planned& planned, const Request& request);
  void take_reserved_keys(const lower::QueryPlan& plan);
  Result with_lock(const Planned& planned, const Request& request, const std::function<Result(const Planned&)>& body);
  void take_lock(const Request& request);
  std::uint64_t read_stamp();
  void forbid_in_read_only(std::string_view statement);
  [[noreturn]] void time_out(const Request& request);
  [[noreturn]] void fail(SqlError error, const Request& request);
  [[noreturn]] void fail(const sqlite::Error& error, const Request& request);

  // planning.cpp
  void plan_against(const std::shared_ptr<const catalog::Catalog>& catalog);
  Planned plan_for(const Request& request, std::uint64_t stamp);
  void write_plan_key(const Request& request, std::uint64_t stamp);
  bind::Environment environment_for(const catalog::Catalog& catalog, const std::vector<Type>& parameters);
  std::vector<std::string> search_path(const catalog::Catalog& catalog) const;

  // run_definition.cpp: CREATE, ALTER, DROP, TRUNCATE
  Result run_definition(const Planned& planned, const Request& request);
  std::int64_t define(const lower::DdlPlan& plan, const catalog::Catalog& before);
  void raise_counters(const std::vector<catalog::Change>& changes, const catalog::Catalog& after);
  void change_counters(const std::vector<catalog::Change>& changes, const catalog::Catalog& before);
  void describe_tables(const std::vector<catalog::Change>& changes, const catalog::Catalog& after);
  void note_temporary_tables(const std::vector<catalog::Change>& changes);
  void end_transaction_tables();
  void forget_transaction_tables();
  bool end_session_tables();
  void drop_temporary_tables();
  void describe_views(const std::vector<catalog::Change>& changes, const catalog::Catalog& after);

  // run_command.cpp: transactions, settings, databases
  Result run_database_command(const lower::DatabasePlan& plan);
  Result run_transaction_command(const ast::Transaction& command, const Request& request);
  void set_characteristics_of(const ast::Transaction& command);
  Result run_settings(const lower::SettingPlan& plan, const Request& request);

  // run_session_command.cpp: MySQL's SHOW WARNINGS, PREPARE, ANALYZE TABLE
  void take_default_roles(const catalog::Catalog& catalog);
  Result run_session_command(const ast::SessionCommand& command, const catalog::Catalog& catalog,
                             const Request& request);
  Result show_diagnostics(const ast::ShowDiagnostics& show);
  Result prepare(const ast::Prepare& command);
  Result execute_prepared(const ast::ExecutePrepared& command, const Request& request);
  Result maintain_tables(const ast::TableMaintenance& command, const catalog::Catalog& catalog);
  void set_user_variable(const std::string& name, Value value, const Type& type);
  Result run_show(const lower::ShowPlan& plan);
  Result run_use(const lower::UsePlan& plan, const catalog::Catalog& catalog);
  void apply_settings();
  void begin_transaction();
  void commit_transaction();
  void explain_commit(const sqlite::Error& error);
  void roll_back_transaction();

  std::shared_ptr<Server> server_;
  const sql::Dialect& dialect_;
  const std::string database_name_;  // as opened
  std::string schema_;               // MySQL: the database that USE chose
  Settings settings_;
  bool has_temporary_tables_ = false;               // PostgreSQL: in the open transaction; MySQL: in the session
  bool autocommit_ = true;                          // these three follow settings_
  std::chrono::milliseconds statement_timeout_{0};  // 0: none
  std::chrono::milliseconds lock_timeout_;
  // The catalog's stamp after a query under the write lock, for the next statement: only a definition of this session
  // or an undone one changes it before that, and those are no queries.
  std::optional<std::uint64_t> locked_stamp_;
  std::uint64_t statements_ = 0;  // so far: the service names what it prepares by such a number
  sql::CallContext context_;
  std::string plan_key_;                                      // of the statement at hand; kept for its memory
  std::map<std::string, std::string, std::less<>> prepared_;  // MySQL PREPARE: texts by name in lower case
  SessionSettings session_settings_{*this};
  bind::CatalogRights rights_{dialect_, context_};
  std::optional<Lease> lease_;
};

}  // namespace emulator::backend::emulated
