// CREATE TABLE: columns and their attributes, table options. Keys and constraints are in parse_key.cpp.
#include <array>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/parser.hpp"
#include "sql/mysql/written.hpp"

namespace emulator::mysql {
namespace {

// NAME [=] value. What they mean is the binder's business; most mean nothing here.
constexpr std::array<Keyword, 26> table_options = {
    "AUTOEXTEND_SIZE",
    "AUTO_INCREMENT",
    "AVG_ROW_LENGTH",
    "CHECKSUM",
    "COMMENT",
    "COMPRESSION",
    "CONNECTION",
    "DELAY_KEY_WRITE",
    "ENCRYPTION",
    "ENGINE",
    "ENGINE_ATTRIBUTE",
    "INSERT_METHOD",
    "KEY_BLOCK_SIZE",
    "MAX_ROWS",
    "MIN_ROWS",
    "PACK_KEYS",
    "PASSWORD",
    "ROW_FORMAT",
    "SECONDARY_ENGINE",
    "SECONDARY_ENGINE_ATTRIBUTE",
    "STATS_AUTO_RECALC",
    "STATS_PERSISTENT",
    "STATS_SAMPLE_PAGES",
    "TABLESPACE",
    "TABLE_CHECKSUM",
    "TYPE",
};

}  // namespace

// After CREATE [TEMPORARY], at TABLE.
ast::Statement Parser::parse_create_table(bool temporary) {
  expect("TABLE");
  ast::CreateTable table;
  table.temporary = temporary;
  table.if_not_exists = accept_if_not_exists();
  table.name = parse_name();
  if (accept("LIKE")) {
    table.like = parse_name();
    return {std::move(table)};
  }
  if (at_symbol("(") && at("LIKE", 1)) {
    take();
    take();
    table.like = parse_name();
    expect_symbol(")");
    return {std::move(table)};
  }
  if (at_symbol("(") && !query_follows()) {
    parse_table_elements(table);
  }
  parse_table_options(table.options);
  if (at("PARTITION")) {
    unsupported("PARTITION BY");
  }
  if (at("IGNORE") || at("REPLACE")) {
    unsupported("CREATE TABLE ... IGNORE or REPLACE ... SELECT");
  }
  if (accept("AS") || query_follows()) {
    table.as = parse_query();
  } else if (table.columns.empty()) {
    fail();
  }
  return {std::move(table)};
}

void Parser::parse_table_elements(ast::CreateTable& table) {
  expect_symbol("(");
  do {
    if (at_table_constraint()) {
      table.constraints.push_back(parse_table_constraint());
    } else {
      table.columns.push_back(parse_column(table.constraints));
    }
  } while (accept_symbol(","));
  expect_symbol(")");
}

void Parser::parse_table_options(std::vector<ast::TableOption>& options) {
  while (std::optional<ast::TableOption> option = parse_table_option()) {
    options.push_back(std::move(*option));
    accept_symbol(",");
  }
}

std::optional<ast::TableOption> Parser::parse_table_option() {
  if (std::optional<ast::TableOption> option = parse_charset_option()) {
    return option;
  }
  if (at("UNION")) {
    if (!at_symbol("(", 1) && !at_symbol("=", 1)) {
      return std::nullopt;
    }
    unsupported("UNION of tables");
  }
  if ((at("DATA") || at("INDEX")) && at("DIRECTORY", 1)) {
    ast::TableOption option{ascii_upper(take().text) + " DIRECTORY", ""};
    take();
    accept_symbol("=");
    option.value = parse_string();
    return option;
  }
  for (const Keyword name : table_options) {
    if (at(name)) {
      take();
      accept_symbol("=");
      const bool is_plain = peek().kind == TokenKind::number || at("DEFAULT");
      return ast::TableOption{std::string(name.word()), is_plain ? std::string(take().text) : parse_word_or_string()};
    }
  }
  return std::nullopt;
}

// [DEFAULT] CHARACTER SET [=] x, [DEFAULT] COLLATE [=] x, [DEFAULT] ENCRYPTION [=] 'N'
std::optional<ast::TableOption> Parser::parse_charset_option() {
  const std::size_t ahead = at("DEFAULT") ? 1 : 0;
  const bool is_charset =
      at("CHARSET", ahead) || ((at("CHAR", ahead) || at("CHARACTER", ahead)) && at("SET", ahead + 1));
  if (!is_charset && !at("COLLATE", ahead) && !(at("ENCRYPTION", ahead) && ahead == 1)) {
    return std::nullopt;
  }
  accept("DEFAULT");
  if (accept_charset()) {
    accept_symbol("=");
    return ast::TableOption{"CHARACTER SET", at("DEFAULT") ? ascii_lower(take().text) : parse_charset_name()};
  }
  std::string name = ascii_upper(take().text);
  accept_symbol("=");
  if (name == "COLLATE") {
    return ast::TableOption{std::move(name), parse_charset_name()};
  }
  return ast::TableOption{std::move(name), parse_string()};
}

// The column's CHECKs go to `constraints`, with its name.
ast::ColumnDefinition Parser::parse_column(std::vector<ast::TableConstraint>& constraints) {
  ast::ColumnDefinition column;
  column.position = position();
  column.name = parse_name(3).parts.back();
  column.type = parse_type();
  if (column.type.name.parts.back() == "serial") {  // BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE
    column.type.name.parts.back() = "bigint";
    column.type.is_unsigned = true;
    column.nullable = false;
    column.auto_increment = true;
    column.unique = true;
  }
  if (at("GENERATED") || at("AS")) {
    parse_generated(column);
  }
  parse_column_attributes(column, constraints);
  return column;
}

void Parser::parse_column_attributes(ast::ColumnDefinition& column, std::vector<ast::TableConstraint>& constraints) {
  while (parse_column_attribute(column) || parse_column_check(column, constraints) || parse_column_storage()) {
  }
  if (at("REFERENCES")) {
    parse_references();  // read and ignored, as MySQL does
    column.has_references = true;
  }
}

bool Parser::parse_column_attribute(ast::ColumnDefinition& column) {
  if (accept("NOT", "NULL")) {
    column.nullable = false;
  } else if (accept("NULL")) {
    column.nullable = true;
  } else if (accept("DEFAULT")) {
    parse_default(column);
  } else if (accept("ON")) {
    expect("UPDATE");
    column.on_update = parse_now();
  } else if (accept("AUTO_INCREMENT")) {
    column.auto_increment = true;
  } else if (accept("SERIAL")) {
    expect("DEFAULT");
    expect("VALUE");
    column.nullable = false;
    column.auto_increment = true;
    column.unique = true;
  } else if (accept("PRIMARY")) {
    accept("KEY");
    column.primary_key = true;
  } else if (accept("KEY")) {
    column.primary_key = true;
  } else if (accept("UNIQUE")) {
    accept("KEY");
    column.unique = true;
  } else if (accept("COMMENT")) {
    column.comment = parse_string();
  } else if (accept("COLLATE")) {
    column.type.collation = parse_charset_name();
  } else {
    return false;
  }
  return true;
}

// [CONSTRAINT [name]] CHECK (…) [[NOT] ENFORCED]
bool Parser::parse_column_check(const ast::ColumnDefinition& column, std::vector<ast::TableConstraint>& constraints) {
  const bool is_named = at("CONSTRAINT") && at_name(1) && at("CHECK", 2);
  if (!at("CHECK") && !is_named && !(at("CONSTRAINT") && at("CHECK", 1))) {
    return false;
  }
  ast::TableConstraint constraint;
  constraint.kind = ast::ConstraintKind::check;
  constraint.position = position();
  constraint.column = column.name;
  accept("CONSTRAINT");
  if (is_named) {
    constraint.name = parse_identifier();
  }
  parse_check(constraint);
  constraints.push_back(std::move(constraint));
  return true;
}

// What says how a column is stored, and nothing about what it holds.
bool Parser::parse_column_storage() {
  if (at("INVISIBLE")) {
    unsupported("INVISIBLE columns");
  }
  if (accept("VISIBLE")) {
    return true;
  }
  if (accept("COLUMN_FORMAT") || accept("STORAGE")) {
    if (!accept("DEFAULT")) {
      parse_identifier();
    }
    return true;
  }
  if (accept("ENGINE_ATTRIBUTE") || accept("SECONDARY_ENGINE_ATTRIBUTE")) {
    accept_symbol("=");
    parse_string();
    return true;
  }
  if (accept("SRID")) {
    parse_integer();
    return true;
  }
  return false;
}

void Parser::parse_default(ast::ColumnDefinition& column) {
  const std::uint32_t begin = position();
  column.default_value = parse_default_value();
  column.default_text = default_text(*column.default_value, stored_source(begin, previous_end()));
}

// A literal, CURRENT_TIMESTAMP, or an expression in parentheses.
ast::ExpressionPtr Parser::parse_default_value() {
  if (accept_symbol("(")) {
    ast::ExpressionPtr value = parse_expression();
    expect_symbol(")");
    return value;
  }
  const bool is_now = at("CURRENT_TIMESTAMP") || at("LOCALTIME") || at("LOCALTIMESTAMP") ||
                      (ascii_iequals(peek().text, "now") && at_symbol("(", 1));
  if (is_now) {
    return parse_now();
  }
  const std::uint32_t begin = position();
  if ((at_symbol("-") || at_symbol("+")) && peek(1).kind == TokenKind::number) {
    std::string symbol(take().text);
    return make(ast::UnaryOperator{std::move(symbol), parse_number()}, begin);
  }
  switch (peek().kind) {
    case TokenKind::number:
    case TokenKind::string:
    case TokenKind::national:
    case TokenKind::hexadecimal:
    case TokenKind::bits:
    case TokenKind::parameter:
      return parse_primary();
    case TokenKind::word:
      if (at("NULL") || at("TRUE") || at("FALSE") || at_introducer() || at_typed_literal()) {
        return parse_word_primary();
      }
      break;
    case TokenKind::quoted_name:
    case TokenKind::user_variable:
    case TokenKind::symbol:
    case TokenKind::unreadable:
    case TokenKind::end:
      break;
  }
  fail();
}

// CURRENT_TIMESTAMP[(n)] and its synonyms: the only function without parentheses around it here.
ast::ExpressionPtr Parser::parse_now() {
  const std::uint32_t begin = position();
  if (at("CURRENT_TIMESTAMP") || at("LOCALTIME") || at("LOCALTIMESTAMP")) {
    return parse_current(begin);
  }
  if (!ascii_iequals(peek().text, "now")) {
    fail();
  }
  take();
  ast::FunctionCall call;
  call.name = {{"current_timestamp"}, begin};
  expect_symbol("(");
  if (!at_symbol(")")) {
    call.arguments.push_back(parse_number());
  }
  expect_symbol(")");
  return make(std::move(call), begin);
}

// [GENERATED ALWAYS] AS (expression) [VIRTUAL|STORED]
void Parser::parse_generated(ast::ColumnDefinition& column) {
  if (accept("GENERATED")) {
    expect("ALWAYS");
  }
  expect("AS");
  expect_symbol("(");
  ast::Generated& generated = column.generated.emplace();
  const std::uint32_t begin = position();
  generated.expression = parse_expression();
  generated.text = written_or(*generated.expression, stored_source(begin, previous_end()));
  expect_symbol(")");
  generated.stored = accept("STORED");
  if (!generated.stored) {
    accept("VIRTUAL");
  }
}

}  // namespace emulator::mysql
