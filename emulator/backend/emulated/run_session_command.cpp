// Statements about the session itself: MySQL's SHOW WARNINGS, user variables, PREPARE and EXECUTE, and what tells of
// tables that there is nothing to mend; PostgreSQL's SET CONSTRAINTS.
#include <algorithm>
#include <utility>

#include "backend/emulated/constraint_errors.hpp"
#include "backend/emulated/session.hpp"
#include "base/overloaded.hpp"
#include "base/text.hpp"
#include "sql/placeholders.hpp"

namespace emulator::backend::emulated {

namespace {

ResultColumn column_of(const sql::Dialect& dialect, std::string_view label, const Type& type) {
  ResultColumn column;
  column.label = label;
  column.name = label;
  column.type = type;
  column.type_name = dialect.metadata_name(type);
  return column;
}

std::string word_for(sql::DiagnosticLevel level) {
  switch (level) {
    case sql::DiagnosticLevel::note:
      return "Note";
    case sql::DiagnosticLevel::warning:
      return "Warning";
    case sql::DiagnosticLevel::error:
      return "Error";
  }
  return {};
}

}  // namespace

Result EmulatedSession::run_session_command(const ast::SessionCommand& command, const catalog::Catalog& catalog,
                                            const Request& request) {
  return std::visit(overloaded{
                        [&](const ast::ShowDiagnostics& node) { return show_diagnostics(node); },
                        [&](const ast::Prepare& node) { return prepare(node); },
                        [&](const ast::ExecutePrepared& node) { return execute_prepared(node, request); },
                        [&](const ast::Deallocate& node) {
                          if (prepared_.erase(ascii_lower(node.name)) == 0) {
                            throw dialect_.error(Condition::undefined_statement, {node.name, "DEALLOCATE PREPARE"});
                          }
                          return Result{};
                        },
                        [&](const ast::TableMaintenance& node) { return maintain_tables(node, catalog); },
                        [&](const ast::SetConstraints& node) {
                          transaction().set_constraints(node);
                          check_immediate_keys(dialect_, catalog, transaction().constraint_modes(), nullptr, false,
                                               *lease_->connection);
                          return Result{};
                        },
                    },
                    command);
}

// They tell of the statement before, and leave what there is to be told again.
Result EmulatedSession::show_diagnostics(const ast::ShowDiagnostics& show) {
  context_.diagnostics = context_.earlier_diagnostics;
  std::vector<sql::Diagnostic> shown = context_.diagnostics;
  if (show.errors_only) {
    std::erase_if(shown, [](const sql::Diagnostic& entry) { return entry.level != sql::DiagnosticLevel::error; });
  }
  Result result;
  const Type number{.id = TypeId::bigint, .is_unsigned = true};
  if (show.counts) {
    const std::string name = show.errors_only ? "@@session.error_count" : "@@session.warning_count";
    result.columns.push_back(column_of(dialect_, name, number));
    result.rows.push_back({static_cast<std::int64_t>(shown.size())});
    return result;
  }
  result.columns = {column_of(dialect_, "Level", {.id = TypeId::varchar, .length = 7}),
                    column_of(dialect_, "Code", {.id = TypeId::integer, .is_unsigned = true}),
                    column_of(dialect_, "Message", {.id = TypeId::varchar, .length = 512})};
  const auto first = std::min<std::size_t>(static_cast<std::size_t>(show.offset), shown.size());
  const auto count = show.limit < 0 ? shown.size() - first
                                    : std::min<std::size_t>(static_cast<std::size_t>(show.limit), shown.size() - first);
  for (std::size_t i = first; i < first + count; ++i) {
    result.rows.push_back({word_for(shown[i].level), std::int64_t{shown[i].code}, shown[i].message});
  }
  return result;
}

void EmulatedSession::set_user_variable(const std::string& name, Value value, const Type& type) {
  context_.user_variables[name] = {std::move(value), type};
}

Result EmulatedSession::prepare(const ast::Prepare& command) {
  std::string text = command.text;
  if (command.is_variable) {
    const auto found = context_.user_variables.find(ascii_lower(command.text));
    const auto* const value =
        found == context_.user_variables.end() ? nullptr : std::get_if<std::string>(&found->second.value);
    text = value == nullptr ? "NULL" : *value;
  }
  dialect_.parse(text, context_);
  prepared_[ascii_lower(command.name)] = std::move(text);
  return {};
}

// The prepared text runs as if it had been sent, its question marks being the variables' values.
Result EmulatedSession::execute_prepared(const ast::ExecutePrepared& command, const Request& request) {
  const auto found = prepared_.find(ascii_lower(command.name));
  if (found == prepared_.end()) throw dialect_.error(Condition::undefined_statement, {command.name, "EXECUTE"});
  const std::string text = found->second;
  Request prepared{lease_->database->text(text), text, {}, request.deadline, request.service_deadline};
  prepared.cancellation = request.cancellation;
  for (const std::string& name : command.variables) {
    const auto variable = context_.user_variables.find(ascii_lower(name));
    const bool is_set = variable != context_.user_variables.end();
    prepared.parameters.values.push_back(is_set ? variable->second.value : Value{Null{}});
    prepared.parameters.types.push_back(is_set ? variable->second.type : type(TypeId::unknown));
  }
  return run(prepared);
}

// https://dev.mysql.com/doc/refman/8.0/en/optimize-table.html; the others alike.
Result EmulatedSession::maintain_tables(const ast::TableMaintenance& command, const catalog::Catalog& catalog) {
  Result result;
  result.columns = {column_of(dialect_, "Table", {.id = TypeId::varchar, .length = 128}),
                    column_of(dialect_, "Op", {.id = TypeId::varchar, .length = 10}),
                    column_of(dialect_, "Msg_type", {.id = TypeId::varchar, .length = 10}),
                    column_of(dialect_, "Msg_text", {.id = TypeId::text, .length = 393216})};
  for (const ast::Name& name : command.tables) {
    const std::string schema = name.parts.size() > 1 ? name.parts.front() : schema_;
    if (schema.empty()) throw dialect_.error(Condition::no_database_selected, {});
    const std::string full = schema + "." + name.parts.back();
    const auto tell = [&](std::string kind, std::string text) {
      result.rows.push_back({full, command.what, std::move(kind), std::move(text)});
    };
    const bool is_view = catalog.find_view(schema, name.parts.back()) != nullptr;
    if (catalog.find_table(schema, name.parts.back()) == nullptr && !is_view) {
      tell("Error", dialect_.error(Condition::undefined_table, {full, schema}).message);
      tell("status", "Operation failed");
    } else if (is_view && command.what != "check") {
      tell("Error", dialect_.error(Condition::wrong_object_type, {full, "BASE TABLE"}).message);
      tell("status", "Operation failed");
    } else if (command.what == "optimize") {
      tell("note", "Table does not support optimize, doing recreate + analyze instead");
      tell("status", "OK");
    } else if (command.what == "repair") {
      tell("note", "The storage engine for the table doesn't support repair");
    } else {
      tell("status", "OK");
    }
  }
  return result;
}

}  // namespace emulator::backend::emulated
