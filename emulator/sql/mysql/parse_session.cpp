// Statements about the session: transactions, SET, USE, locks, and what maintains tables.
#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

using ast::ExpressionPtr;

ast::SetVariable assign(std::string name, ExpressionPtr value) {
  ast::SetVariable variable;
  variable.name = std::move(name);
  variable.to_default = value == nullptr;
  if (value != nullptr) {
    variable.values.push_back(std::move(value));
  }
  return variable;
}

ast::Transaction transaction_of(ast::TransactionKind kind, std::string savepoint = {}) {
  ast::Transaction transaction;
  transaction.kind = kind;
  transaction.savepoint = std::move(savepoint);
  return transaction;
}

}  // namespace

std::optional<ast::Statement> Parser::parse_session_statement() {
  if (at("SET")) {
    return parse_set();
  }
  if (accept("USE")) {
    return ast::Statement{ast::Use{parse_identifier()}};
  }
  if (accept("BEGIN")) {
    accept("WORK");
    return ast::Statement{transaction_of(ast::TransactionKind::begin)};
  }
  if (at("START")) {
    return parse_start_transaction();
  }
  if (accept("COMMIT")) {
    return parse_end_transaction(ast::TransactionKind::commit);
  }
  if (accept("ROLLBACK")) {
    return parse_end_transaction(ast::TransactionKind::rollback);
  }
  if (accept("SAVEPOINT")) {
    return ast::Statement{transaction_of(ast::TransactionKind::savepoint, parse_identifier())};
  }
  if (accept("RELEASE")) {
    expect("SAVEPOINT");
    return ast::Statement{transaction_of(ast::TransactionKind::release, parse_identifier())};
  }
  if (at("LOCK") || at("UNLOCK")) {
    return parse_lock_tables();
  }
  for (const Keyword what : {Keyword("ANALYZE"), Keyword("CHECK"), Keyword("OPTIMIZE"), Keyword("REPAIR")}) {
    if (accept(what)) {
      return parse_table_maintenance(ascii_lower(what.word()));
    }
  }
  if (auto prepared = parse_prepared()) {
    return prepared;
  }
  if (accept("FLUSH")) {
    return parse_flush();
  }
  if (accept("SHOW")) {
    return parse_show();
  }
  if (at("DESCRIBE") || at("DESC") || at("EXPLAIN")) {
    return parse_describe();
  }
  return std::nullopt;
}

ast::Statement Parser::parse_start_transaction() {
  take();
  if (at("REPLICA") || at("SLAVE") || at("GROUP_REPLICATION")) {
    unsupported("START " + ascii_upper(peek().text));
  }
  expect("TRANSACTION");
  ast::Transaction transaction = transaction_of(ast::TransactionKind::begin);
  do {
    if (accept("WITH")) {
      expect("CONSISTENT");
      expect("SNAPSHOT");
    } else if (accept("READ", "ONLY")) {
      transaction.read_only = true;
    } else if (accept("READ", "WRITE")) {
      transaction.read_only = false;
    } else if (!at_end()) {
      fail();
    }
  } while (accept_symbol(","));
  return {std::move(transaction)};
}

// COMMIT and ROLLBACK, after their first word.
ast::Statement Parser::parse_end_transaction(ast::TransactionKind kind) {
  ast::Transaction transaction = transaction_of(kind);
  accept("WORK");
  if (kind == ast::TransactionKind::rollback && accept("TO")) {
    accept("SAVEPOINT");
    transaction.kind = ast::TransactionKind::rollback_to;
    transaction.savepoint = parse_identifier();
    return {std::move(transaction)};
  }
  if (accept("AND")) {
    if (!at("NO")) {
      unsupported("AND CHAIN");
    }
    take();
    expect("CHAIN");
  }
  if (at("RELEASE")) {
    unsupported("COMMIT or ROLLBACK ... RELEASE");
  }
  if (accept("NO")) {
    expect("RELEASE");
  }
  return {std::move(transaction)};
}

ast::Statement Parser::parse_set() {
  take();
  const bool for_session = (at("SESSION") || at("LOCAL")) && at("TRANSACTION", 1);
  if (at("GLOBAL") && at("TRANSACTION", 1)) {
    unsupported("SET GLOBAL TRANSACTION");
  }
  if (for_session) {
    take();
  }
  if (accept("TRANSACTION")) {
    return parse_set_transaction(for_session);
  }
  if (at("PASSWORD")) {
    return parse_set_password();
  }
  if ((at("ROLE") && !at_symbol("=", 1)) || (at("DEFAULT") && at("ROLE", 1))) {
    return parse_set_role();
  }
  if (at("RESOURCE") && !at_symbol("=", 1)) {
    unsupported("SET RESOURCE");
  }
  ast::Set set;
  do {
    parse_set_item(set);
  } while (accept_symbol(","));
  return {std::move(set)};
}

// ISOLATION LEVEL x, READ WRITE, READ ONLY
ast::Statement Parser::parse_set_transaction(bool for_session) {
  ast::Transaction transaction = transaction_of(ast::TransactionKind::set_characteristics);
  transaction.for_session = for_session;
  do {
    if (accept("ISOLATION")) {
      expect("LEVEL");
      if (accept("READ", "UNCOMMITTED")) {
        transaction.isolation = ast::IsolationLevel::read_uncommitted;
      } else if (accept("READ", "COMMITTED")) {
        transaction.isolation = ast::IsolationLevel::read_committed;
      } else if (accept("REPEATABLE", "READ")) {
        transaction.isolation = ast::IsolationLevel::repeatable_read;
      } else {
        expect("SERIALIZABLE");
        transaction.isolation = ast::IsolationLevel::serializable;
      }
    } else {
      expect("READ");
      transaction.read_only = accept("ONLY");
      if (!*transaction.read_only) {
        expect("WRITE");
      }
    }
  } while (accept_symbol(","));
  return {std::move(transaction)};
}

void Parser::parse_set_item(ast::Set& set) {
  if (at("NAMES") && !at_symbol("=", 1)) {
    take();
    parse_set_names(set);
  } else if (at("CHARSET") || (at("CHARACTER") && at("SET", 1)) || (at("CHAR") && at("SET", 1))) {
    accept_charset();
    parse_set_character_set(set);
  } else {
    set.variables.push_back(parse_set_variable());
  }
}

// SET NAMES x sets three variables (https://dev.mysql.com/doc/refman/8.0/en/set-names.html).
void Parser::parse_set_names(ast::Set& set) {
  const std::uint32_t begin = position();
  const bool to_default = accept("DEFAULT");
  const std::string character_set = to_default ? "" : parse_charset_name();
  for (const char* name : {"character_set_client", "character_set_connection", "character_set_results"}) {
    set.variables.push_back(assign(name, to_default ? nullptr : make(ast::StringLiteral{character_set, ""}, begin)));
  }
  if (!to_default && accept("COLLATE")) {
    const std::uint32_t collation = position();
    set.variables.push_back(
        assign("collation_connection", make(ast::StringLiteral{parse_charset_name(), ""}, collation)));
  }
}

// SET CHARACTER SET x; the connection's becomes the database's
// (https://dev.mysql.com/doc/refman/8.0/en/set-character-set.html).
void Parser::parse_set_character_set(ast::Set& set) {
  const std::uint32_t begin = position();
  const bool to_default = accept("DEFAULT");
  const std::string character_set = to_default ? "" : parse_charset_name();
  for (const char* name : {"character_set_client", "character_set_results"}) {
    set.variables.push_back(assign(name, to_default ? nullptr : make(ast::StringLiteral{character_set, ""}, begin)));
  }
  set.variables.push_back(
      assign("character_set_connection", make(ast::SystemVariable{"", "character_set_database"}, begin)));
}

ast::SetVariable Parser::parse_set_variable() {
  ast::SetVariable variable;
  if (peek().kind == TokenKind::user_variable) {
    variable.scope = ast::VariableScope::user;
    variable.name = take().value;
    if (!accept_symbol(":=")) {
      expect_symbol("=");
    }
    variable.values.push_back(parse_expression());
    return variable;
  }
  const bool with_marks = accept_symbol("@@");
  bool has_scope = false;
  variable.scope = parse_variable_scope(has_scope);
  if (with_marks && has_scope) {
    expect_symbol(".");
  }
  variable.name = parse_variable_name();
  if (!accept_symbol(":=")) {
    expect_symbol("=");
  }
  ExpressionPtr value = parse_set_value(variable.to_default);
  if (value != nullptr) {
    variable.values.push_back(std::move(value));
  }
  return variable;
}

// A word that a name or a point follows is a scope, not a variable.
ast::VariableScope Parser::parse_variable_scope(bool& written) {
  const std::string word = ascii_lower(peek().text);
  const bool is_followed = at_symbol(".", 1) || at_name(1) || at_symbol("@@", 1);
  written = peek().kind == TokenKind::word && is_followed &&
            (word == "global" || word == "session" || word == "local" || word == "persist" || word == "persist_only");
  if (!written) {
    return ast::VariableScope::session;
  }
  take();
  if (word == "persist" || word == "persist_only") {
    unsupported("SET PERSIST");
  }
  return word == "global" ? ast::VariableScope::global : ast::VariableScope::session;
}

// Variables of components and key caches have two parts.
std::string Parser::parse_variable_name() {
  std::string name = parse_identifier();
  while (accept_symbol(".")) {
    name += "." + parse_identifier();
  }
  return name;
}

// Null if it is DEFAULT. Words that are no columns here stand for themselves: SET sql_mode = ANSI.
ExpressionPtr Parser::parse_set_value(bool& to_default) {
  const std::uint32_t begin = position();
  if (at("DEFAULT") && !at_symbol("(", 1)) {
    take();
    to_default = true;
    return nullptr;
  }
  for (const Keyword word : {Keyword("ON"), Keyword("ALL"), Keyword("ROW"), Keyword("SYSTEM"), Keyword("BINARY")}) {
    const bool stands_alone = at(word) && (at_symbol(",", 1) || at_symbol(";", 1) || peek(1).kind == TokenKind::end);
    if (stands_alone) {
      return make(ast::StringLiteral{std::string(take().text), ""}, begin);
    }
  }
  ExpressionPtr value = parse_expression();
  if (auto* column = std::get_if<ast::ColumnReference>(&value->node); column != nullptr && column->parts.size() == 1) {
    return make(ast::StringLiteral{std::move(column->parts.front()), ""}, begin);
  }
  return value;
}

// LOCK TABLES a READ, b AS c WRITE; UNLOCK TABLES: other sessions are kept out by transactions alone.
ast::Statement Parser::parse_lock_tables() {
  const bool locks = take().keyword == Keyword("LOCK");
  if (at("INSTANCE")) {
    unsupported("LOCK INSTANCE");
  }
  if (!accept("TABLES")) {
    expect("TABLE");
  }
  if (!locks) {
    return {ast::Nothing{"UNLOCK TABLES"}};
  }
  do {
    parse_name();
    parse_table_alias();
    accept("LOW_PRIORITY");
    if (accept("READ")) {
      accept("LOCAL");
    } else {
      expect("WRITE");
    }
  } while (accept_symbol(","));
  return {ast::Nothing{"LOCK TABLES"}};
}

ast::Statement Parser::parse_table_maintenance(std::string what) {
  if (!accept("NO_WRITE_TO_BINLOG")) {
    accept("LOCAL");
  }
  if (!accept("TABLES")) {
    expect("TABLE");
  }
  ast::TableMaintenance maintenance{std::move(what), {}};
  do {
    maintenance.tables.push_back(parse_name());
  } while (accept_symbol(","));
  if (at("UPDATE") || at("DROP")) {
    unsupported("ANALYZE TABLE ... HISTOGRAM");
  }
  while (maintenance.what != "analyze" && maintenance.what != "optimize" && !at_end()) {
    static constexpr Keyword options[] = {"QUICK", "FAST", "MEDIUM", "EXTENDED", "CHANGED", "USE_FRM"};
    const bool is_option =
        std::any_of(std::begin(options), std::end(options), [&](Keyword word) { return accept(word); });
    if (!is_option && !accept("FOR", "UPGRADE")) {
      fail();
    }
  }
  return {ast::SessionCommand{std::move(maintenance)}};
}

// PREPARE s FROM 'text'|@a; EXECUTE s [USING @a, …]; DEALLOCATE|DROP PREPARE s
std::optional<ast::Statement> Parser::parse_prepared() {
  if (accept("PREPARE")) {
    ast::Prepare prepare;
    prepare.name = parse_identifier();
    expect("FROM");
    prepare.is_variable = peek().kind == TokenKind::user_variable;
    prepare.text = prepare.is_variable ? take().value : parse_string();
    return ast::Statement{ast::SessionCommand{std::move(prepare)}};
  }
  if (accept("EXECUTE")) {
    ast::ExecutePrepared execute{parse_identifier(), {}};
    if (accept("USING")) {
      do {
        execute.variables.push_back(parse_user_variable_name());
      } while (accept_symbol(","));
    }
    return ast::Statement{ast::SessionCommand{std::move(execute)}};
  }
  if (accept("DEALLOCATE", "PREPARE")) {
    return ast::Statement{ast::SessionCommand{ast::Deallocate{parse_identifier()}}};
  }
  return std::nullopt;
}

std::string Parser::parse_user_variable_name() {
  if (peek().kind != TokenKind::user_variable) {
    fail();
  }
  return take().value;
}

// FLUSH TABLES a, FLUSH PRIVILEGES, FLUSH LOGS: there is nothing to flush.
ast::Statement Parser::parse_flush() {
  if (!accept("NO_WRITE_TO_BINLOG")) {
    accept("LOCAL");
  }
  if (accept("TABLES") || accept("TABLE")) {
    if (at_name()) {
      do {
        parse_name();
      } while (accept_symbol(","));
    }
    if (accept("WITH")) {
      expect("READ");
      expect("LOCK");
    }
    return {ast::Nothing{"FLUSH TABLES"}};
  }
  do {
    for (const Keyword kind :
         {Keyword("BINARY"), Keyword("ENGINE"), Keyword("ERROR"), Keyword("GENERAL"), Keyword("SLOW")}) {
      if (accept(kind)) {
        break;
      }
    }
    if (!accept("LOGS") && !accept("PRIVILEGES") && !accept("STATUS") && !accept("USER_RESOURCES")) {
      fail();
    }
  } while (accept_symbol(","));
  return {ast::Nothing{"FLUSH"}};
}

}  // namespace emulator::mysql
