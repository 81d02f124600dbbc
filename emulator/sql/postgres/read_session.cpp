// Transactions and settings.
#include <array>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

struct TransactionKindName {
  std::string_view name;
  ast::TransactionKind kind;
};
constexpr std::array<TransactionKindName, 7> transaction_kinds = {{
    {"TRANS_STMT_BEGIN", ast::TransactionKind::begin},
    {"TRANS_STMT_COMMIT", ast::TransactionKind::commit},
    {"TRANS_STMT_RELEASE", ast::TransactionKind::release},
    {"TRANS_STMT_ROLLBACK", ast::TransactionKind::rollback},
    {"TRANS_STMT_ROLLBACK_TO", ast::TransactionKind::rollback_to},
    {"TRANS_STMT_SAVEPOINT", ast::TransactionKind::savepoint},
    {"TRANS_STMT_START", ast::TransactionKind::begin},
}};

ast::IsolationLevel read_isolation(std::string_view level) {
  return level == "serializable"      ? ast::IsolationLevel::serializable
         : level == "repeatable read" ? ast::IsolationLevel::repeatable_read
         : level == "read committed"  ? ast::IsolationLevel::read_committed
                                      : ast::IsolationLevel::read_uncommitted;
}

// DEFERRABLE only says when a serializable transaction may start.
void read_modes(const std::vector<Node>& options, ast::Transaction& transaction) {
  for (const Node& option : options) {
    const Node value = option.child("arg");
    if (option.text("defname") == "transaction_isolation") {
      transaction.isolation = read_isolation(value.child("sval").text("sval"));
    } else if (option.text("defname") == "transaction_read_only") {
      transaction.read_only = value.child("ival").number("ival") != 0;
    }
  }
}

ast::Transaction read_characteristics(const Node& node, ReadContext& context) {
  if (node.text("name") == "TRANSACTION SNAPSHOT") {
    context.unsupported("SET TRANSACTION SNAPSHOT", context.statement_begin());
  }
  ast::Transaction transaction{};
  transaction.kind = ast::TransactionKind::set_characteristics;
  transaction.for_session = node.text("name") == "SESSION CHARACTERISTICS";
  read_modes(node.list("args"), transaction);
  return transaction;
}

}  // namespace

ast::Transaction read_transaction(const Node& node, ReadContext& context) {
  if (node.flag("chain")) {
    context.unsupported("AND CHAIN", context.statement_begin());
  }
  for (const auto& [name, kind] : transaction_kinds) {
    if (name == node.text("kind")) {
      ast::Transaction transaction{};
      transaction.kind = kind;
      transaction.savepoint = node.text("savepoint_name");
      read_modes(node.list("options"), transaction);
      return transaction;
    }
  }
  context.unsupported("two-phase commit", context.statement_begin());
}

ast::StatementNode read_set(const Node& node, ReadContext& context) {
  const std::string_view kind = node.text("kind");
  if (kind == "VAR_SET_MULTI") {
    return read_characteristics(node, context);
  }
  if (kind == "VAR_SET_CURRENT") {
    context.unsupported("SET ... FROM CURRENT", context.statement_begin());
  }
  ast::SetVariable variable;
  variable.scope = node.flag("is_local") ? ast::VariableScope::local : ast::VariableScope::session;
  variable.name = kind == "VAR_RESET_ALL" ? "all" : node.text("name");
  variable.values = read_expressions(node.list("args"), context);
  variable.to_default = kind != "VAR_SET_VALUE";
  ast::Set set;
  set.variables.push_back(std::move(variable));
  return set;
}

}  // namespace emulator::postgres
