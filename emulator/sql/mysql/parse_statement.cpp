// Which statement it is; CREATE, DROP, RENAME and TRUNCATE of what is no table's inside.
#include <array>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/collations.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

// Statements MySQL has and the tree does not.
constexpr std::array<Keyword, 24> unsupported_statements = {
    "BINLOG", "CACHE",    "CHANGE", "CHECKSUM", "CLONE",     "GET",   "HANDLER",  "HELP",
    "IMPORT", "INSTALL",  "KILL",   "LOAD",     "PURGE",     "RESET", "RESIGNAL", "RESTART",
    "RETURN", "SHUTDOWN", "SIGNAL", "STOP",     "UNINSTALL", "XA",    "DECLARE",  "DO",
};

constexpr std::array<Keyword, 10> unsupported_objects = {
    "EVENT", "FUNCTION", "LOGFILE", "PROCEDURE", "RESOURCE", "SERVER", "SPATIAL", "TABLESPACE", "TRIGGER", "UNDO",
};

// Objects that cannot be created, so there are none to drop.
struct NeverMade {
  Keyword word;
  ast::ObjectKind kind;
};
constexpr std::array<NeverMade, 4> never_made = {{{"EVENT", ast::ObjectKind::event},
                                                  {"FUNCTION", ast::ObjectKind::function},
                                                  {"PROCEDURE", ast::ObjectKind::procedure},
                                                  {"TRIGGER", ast::ObjectKind::trigger}}};

}  // namespace

ast::Statement Parser::parse_one_statement() {
  if (std::optional<ast::Statement> statement = parse_data_statement()) {
    return std::move(*statement);
  }
  if (std::optional<ast::Statement> statement = parse_definition()) {
    return std::move(*statement);
  }
  if (std::optional<ast::Statement> statement = parse_session_statement()) {
    return std::move(*statement);
  }
  fail_unsupported_statement();
}

std::optional<ast::Statement> Parser::parse_data_statement() {
  if (at("SELECT") || at("VALUES") || at("TABLE") || at_symbol("(")) {
    return ast::Statement{parse_query()};
  }
  if (at("INSERT")) {
    return parse_insert(ast::InsertKind::insert);
  }
  if (at("REPLACE")) {
    return parse_insert(ast::InsertKind::replace);
  }
  With with;
  const bool has_with = at("WITH");
  if (has_with) {
    with = parse_with();
  }
  if (at("UPDATE")) {
    return parse_update(std::move(with));
  }
  if (at("DELETE")) {
    return parse_delete(std::move(with));
  }
  if (has_with) {
    return ast::Statement{parse_query(std::move(with))};
  }
  return std::nullopt;
}

std::optional<ast::Statement> Parser::parse_definition() {
  if (at("CREATE")) {
    return parse_create();
  }
  if (at("ALTER")) {
    return parse_alter();
  }
  if (at("DROP")) {
    return parse_drop();
  }
  if (at("RENAME")) {
    return parse_rename();
  }
  if (at("TRUNCATE")) {
    return parse_truncate();
  }
  if (at("GRANT") || at("REVOKE")) {
    return parse_grant();
  }
  if (accept("CALL")) {
    const ast::Name name = parse_name();
    if (accept_symbol("(") && !accept_symbol(")")) {
      parse_expressions();
      expect_symbol(")");
    }
    expect_end();
    const std::string owner(name.parts.size() > 1 ? std::string_view(name.parts.front()) : database_);
    if (owner.empty()) {
      throw make_error(Condition::no_database_selected, {});
    }
    if (owner == "mysql" || owner == "sys") {
      unsupported("CALL of the server's own procedures");
    }
    throw make_error(Condition::undefined_routine, {"PROCEDURE", owner + "." + name.parts.back()});
  }
  return std::nullopt;
}

void Parser::fail_unsupported_statement() {
  for (const Keyword statement : unsupported_statements) {
    if (at(statement)) {
      unsupported(statement.word());
    }
  }
  fail();
}

ast::Statement Parser::parse_create() {
  take();
  if (accept("TEMPORARY")) {
    return parse_create_table(true);
  }
  if (at("TABLE")) {
    return parse_create_table(false);
  }
  if (at("UNIQUE") || at("INDEX") || at("FULLTEXT") || (at("SPATIAL") && at("INDEX", 1))) {
    return parse_create_index();
  }
  if (at("DATABASE") || at("SCHEMA")) {
    return parse_create_database();
  }
  if (at("USER") || at("ROLE")) {
    return parse_create_accounts();
  }
  const bool or_replace = accept("OR", "REPLACE");
  parse_view_options();
  if (at("VIEW")) {
    return parse_create_view(or_replace, false);
  }
  for (const Keyword object : unsupported_objects) {
    if (at(object)) {
      unsupported("CREATE " + std::string(object.word()));
    }
  }
  fail();
}

// ALGORITHM = x, DEFINER = account, SQL SECURITY x: without meaning where there is one user.
void Parser::parse_view_options() {
  for (;;) {
    if (accept("ALGORITHM")) {
      expect_symbol("=");
      parse_identifier();
    } else if (accept("DEFINER")) {
      expect_symbol("=");
      parse_account();
    } else if (accept("SQL")) {
      expect("SECURITY");
      if (!accept("DEFINER")) {
        expect("INVOKER");
      }
    } else {
      return;
    }
  }
}

// 'user'@'host', or CURRENT_USER
void Parser::parse_account() {
  if (accept("CURRENT_USER")) {
    if (accept_symbol("(")) {
      expect_symbol(")");
    }
    return;
  }
  parse_word_or_string();
  if (peek().kind == TokenKind::user_variable) {
    take();
  }
}

ast::Statement Parser::parse_create_view(bool or_replace, bool must_exist) {
  expect("VIEW");
  ast::CreateView view;
  view.or_replace = or_replace || must_exist;
  view.must_exist = must_exist;
  view.name = parse_name();
  if (at_symbol("(")) {
    view.columns = parse_identifiers_in_parentheses();
  }
  expect("AS");
  const std::uint32_t begin = position();
  view.query = parse_query();
  view.text = stored_source(begin, previous_end());
  if (at("WITH")) {
    unsupported("WITH CHECK OPTION");
  }
  return {std::move(view)};
}

ast::Statement Parser::parse_create_database() {
  take();
  ast::CreateSchema schema;
  schema.if_not_exists = accept_if_not_exists();
  schema.name = parse_identifier();
  parse_database_options(schema);
  return {std::move(schema)};
}

// ALTER DATABASE [name] option…
ast::Statement Parser::parse_alter_database() {
  take();
  ast::CreateSchema schema;
  schema.must_exist = true;
  if (at_name() && !at("CHARSET") && !at("ENCRYPTION")) {
    schema.name = parse_identifier();
  }
  if (at("READ")) {
    unsupported("READ ONLY databases");
  }
  parse_database_options(schema);
  if (schema.options.empty()) {
    fail();
  }
  return {std::move(schema)};
}

// Each as a COLLATE: a character set stands for its default one.
void Parser::parse_database_options(ast::CreateSchema& schema) {
  while (std::optional<ast::TableOption> option = parse_charset_option()) {
    const bool is_charset = option->name == "CHARACTER SET";
    const bool is_default = is_charset && (option->value == "default" || ascii_iequals(option->value, "utf8mb4"));
    if (is_charset) {
      option = ast::TableOption{
          "COLLATE", is_default ? std::string(default_collation) : default_collation_of(ascii_lower(option->value))};
    }
    schema.options.push_back(std::move(*option));
  }
}

bool Parser::accept_if_exists() {
  return accept("IF", "EXISTS");
}

bool Parser::accept_if_not_exists() {
  if (!at("IF") || !at("NOT", 1)) {
    return false;
  }
  take();
  take();
  expect("EXISTS");
  return true;
}

ast::Statement Parser::parse_drop() {
  take();
  const bool temporary = accept("TEMPORARY");
  if (accept("TABLE") || accept("TABLES")) {
    return parse_drop_objects(ast::ObjectKind::table, temporary);
  }
  if (temporary) {
    fail();
  }
  if (accept("VIEW")) {
    return parse_drop_objects(ast::ObjectKind::view, false);
  }
  if (accept("INDEX")) {
    return parse_drop_index();
  }
  if (accept("DATABASE") || accept("SCHEMA")) {
    return parse_drop_database();
  }
  if (at("USER") || at("ROLE")) {
    return parse_drop_accounts();
  }
  for (const NeverMade& object : never_made) {
    if (accept(object.word)) {
      return parse_drop_never_made(object.kind);
    }
  }
  for (const Keyword object : unsupported_objects) {
    if (at(object)) {
      unsupported("DROP " + std::string(object.word()));
    }
  }
  if (accept("PREPARE")) {
    return {ast::SessionCommand{ast::Deallocate{parse_identifier()}}};
  }
  fail();
}

ast::Statement Parser::parse_drop_objects(ast::ObjectKind kind, bool temporary) {
  ast::Drop drop;
  drop.kind = kind;
  drop.temporary = temporary;
  drop.if_exists = accept_if_exists();
  do {
    drop.names.push_back(parse_name());
  } while (accept_symbol(","));
  if (!accept("RESTRICT")) {  // neither word means anything to MySQL
    accept("CASCADE");
  }
  return {std::move(drop)};
}

ast::Statement Parser::parse_drop_never_made(ast::ObjectKind kind) {
  ast::Drop drop;
  drop.kind = kind;
  drop.if_exists = accept_if_exists();
  drop.names.push_back(parse_name());
  return {std::move(drop)};
}

ast::Statement Parser::parse_drop_index() {
  ast::Drop drop;
  drop.kind = ast::ObjectKind::index;
  drop.names.push_back(parse_name(1));
  expect("ON");
  drop.table = parse_name();
  parse_online_options();
  return {std::move(drop)};
}

// A database goes with all that is in it.
ast::Statement Parser::parse_drop_database() {
  ast::Drop drop;
  drop.kind = ast::ObjectKind::schema;
  drop.if_exists = accept_if_exists();
  drop.cascade = true;
  drop.names.push_back(parse_name(1));
  return {std::move(drop)};
}

ast::Statement Parser::parse_truncate() {
  take();
  accept("TABLE");
  ast::Truncate truncate;
  truncate.tables.push_back(parse_name());
  truncate.restart_identity = true;
  return {std::move(truncate)};
}

ast::Statement Parser::parse_rename() {
  take();
  if (at("USER")) {
    return parse_rename_users();
  }
  if (!accept("TABLES")) {
    expect("TABLE");
  }
  ast::RenameTables rename;
  do {
    ast::Name from = parse_name();
    expect("TO");
    rename.renames.push_back({std::move(from), parse_name()});
  } while (accept_symbol(","));
  return {std::move(rename)};
}

}  // namespace emulator::mysql
