// Operands of expressions: literals, columns, variables, parentheses, subqueries, CASE and CAST. Function calls are in
// parse_call.cpp.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/temporal.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

using ast::ExpressionPtr;

// Reserved words that are functions all the same when a parenthesis follows.
constexpr std::array<Keyword, 21> reserved_functions = {
    "CHAR",   "CUME_DIST", "DATABASE",     "DENSE_RANK", "FIRST_VALUE", "GROUPING", "IF",
    "INSERT", "LAG",       "LAST_VALUE",   "LEAD",       "LEFT",        "MOD",      "NTH_VALUE",
    "NTILE",  "RANK",      "PERCENT_RANK", "REPEAT",     "REPLACE",     "RIGHT",    "ROW_NUMBER",
};

// Reserved words that are functions with and without parentheses.
constexpr std::array<Keyword, 9> current_functions = {
    "CURRENT_DATE",   "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER",  "LOCALTIME",
    "LOCALTIMESTAMP", "UTC_DATE",     "UTC_TIME",          "UTC_TIMESTAMP",
};

// https://dev.mysql.com/doc/refman/8.0/en/charset-charsets.html
constexpr std::array<std::string_view, 42> character_sets = {
    "armscii8", "ascii", "big5",    "binary", "cp1250",  "cp1251", "cp1256", "cp1257",  "cp850",    "cp852",  "cp866",
    "cp932",    "dec8",  "eucjpms", "euckr",  "gb18030", "gb2312", "gbk",    "geostd8", "greek",    "hebrew", "hp8",
    "keybcs2",  "koi8r", "koi8u",   "latin1", "latin2",  "latin5", "latin7", "macce",   "macroman", "sjis",   "swe7",
    "tis620",   "ucs2",  "ujis",    "utf16",  "utf16le", "utf32",  "utf8",   "utf8mb3", "utf8mb4",
};

template <class Table>
bool contains(const Table& table, Keyword keyword) {
  return std::find(table.begin(), table.end(), keyword) != table.end();
}

ast::TypeName type_named(std::string name, std::uint32_t position) {
  ast::TypeName type;
  type.name = {{std::move(name)}, position};
  return type;
}

}  // namespace

ExpressionPtr Parser::parse_primary() {
  const Token& token = peek();
  switch (token.kind) {
    case TokenKind::number:
      return parse_number();
    case TokenKind::string:
    case TokenKind::national:
      return parse_text();
    case TokenKind::hexadecimal:
      take();
      return make(ast::BytesLiteral{token.value, false, 0}, token.begin);
    case TokenKind::bits: {
      take();
      const auto count = static_cast<std::int32_t>(token.value.size());
      return make(ast::BytesLiteral{token.value, true, count}, token.begin);
    }
    case TokenKind::parameter:
      take();
      return make(ast::Parameter{token.parameter}, token.begin);
    case TokenKind::user_variable:
      return parse_user_variable();
    case TokenKind::quoted_name:
      return parse_column_or_call();
    case TokenKind::word:
      return parse_word_primary();
    case TokenKind::symbol:
      break;
    case TokenKind::unreadable:
    case TokenKind::end:
      fail();
  }
  if (at_symbol("(")) {
    return parse_parentheses_primary();
  }
  if (at_symbol("@@")) {
    return parse_system_variable();
  }
  if (at_symbol("{")) {
    return parse_braces();
  }
  fail();
}

ExpressionPtr Parser::parse_word_primary() {
  const std::uint32_t begin = position();
  if (at_introducer()) {
    return parse_introduced();
  }
  if (at_typed_literal()) {
    return parse_typed_literal();
  }
  const Keyword keyword = peek().keyword;
  if (keyword.is_none() || !keyword.is_reserved()) {
    return parse_column_or_call();
  }
  if (contains(current_functions, keyword)) {
    return parse_current(begin);
  }
  if (at_symbol("(", 1)) {
    if (contains(reserved_functions, keyword) || keyword == Keyword("SCHEMA")) {
      return parse_column_or_call();
    }
    if (keyword == Keyword("CONVERT")) {
      return parse_convert();
    }
    if (keyword == Keyword("VALUES")) {
      return parse_values_column();
    }
    if (keyword == Keyword("DEFAULT")) {
      take();
      take();
      ast::Default node{parse_name(3).parts.back()};
      expect_symbol(")");
      return make(std::move(node), begin);
    }
    if (keyword == Keyword("ROW")) {
      take();
      take();
      ast::Row row{parse_expressions()};
      if (row.elements.size() < 2) {
        fail();
      }
      expect_symbol(")");
      return make(std::move(row), begin);
    }
    if (keyword == Keyword("MATCH")) {
      unsupported("MATCH ... AGAINST");
    }
  }
  if (accept("NULL")) {
    return make(ast::NullLiteral{}, begin);
  }
  if (accept("TRUE")) {
    return make(ast::BooleanLiteral{true}, begin);
  }
  if (accept("FALSE")) {
    return make(ast::BooleanLiteral{false}, begin);
  }
  if (at("CASE")) {
    return parse_case();
  }
  if (accept("EXISTS")) {
    return make(ast::Exists{parse_subquery()}, begin);
  }
  fail();
}

ExpressionPtr Parser::parse_number() {
  const Token& token = take();
  ast::NumberLiteral literal{std::string(token.text)};
  literal.has_point = token.text.find('.') != std::string_view::npos;
  literal.has_exponent = token.text.find_first_of("eE") != std::string_view::npos;
  return make(std::move(literal), token.begin);
}

// Strings that stand side by side are one.
ExpressionPtr Parser::parse_text() {
  const Token& first = take();
  ast::StringLiteral literal{first.value, first.kind == TokenKind::national ? "utf8mb3" : ""};
  while (peek().kind == TokenKind::string) {
    literal.text += take().value;
  }
  return make(std::move(literal), first.begin);
}

// _utf8mb4'text'
bool Parser::at_introducer() const {
  const Token& token = peek();
  if (token.text.front() != '_') {
    return false;
  }
  const TokenKind following = peek(1).kind;
  const bool is_literal =
      following == TokenKind::string || following == TokenKind::hexadecimal || following == TokenKind::bits;
  return is_literal && std::find(character_sets.begin(), character_sets.end(), ascii_lower(token.text.substr(1))) !=
                           character_sets.end();
}

ExpressionPtr Parser::parse_introduced() {
  const Token& introducer = take();
  std::string character_set = ascii_lower(introducer.text.substr(1));
  if (peek().kind == TokenKind::bits) {
    unsupported("a character set before a bit literal");
  }
  if (peek().kind == TokenKind::hexadecimal) {
    return make(ast::StringLiteral{take().value, std::move(character_set)}, introducer.begin);
  }
  ExpressionPtr literal = parse_text();
  std::get<ast::StringLiteral>(literal->node).character_set = std::move(character_set);
  literal->position = introducer.begin;
  return literal;
}

// DATE '2024-02-29'
bool Parser::at_typed_literal() const {
  return (at("DATE") || at("TIME") || at("TIMESTAMP")) && peek(1).kind == TokenKind::string;
}

ExpressionPtr Parser::parse_typed_literal() {
  const Token& token = take();
  const std::string name = token.keyword == Keyword("TIMESTAMP") ? "datetime" : ascii_lower(token.text);
  ast::TypeName type = type_named(name, token.begin);
  const std::string& text = peek().value;
  const auto parsed = name == "time" ? std::nullopt : parse_mysql_datetime(text);
  const bool is_value = name == "time" ? parse_mysql_time(text).has_value() : parsed && !parsed->has_rest;
  if (!is_value || (name == "date" && parsed->has_time)) {
    throw worded_error(Condition::invalid_datetime, 1525, "HY000",
                       "Incorrect " + ascii_upper(name) + " value: '" + text + "'");
  }
  if (const std::size_t point = text.rfind('.'); name != "date" && point != std::string::npos) {
    type.modifiers.push_back(static_cast<std::int64_t>(std::min<std::size_t>(text.size() - point - 1, 6)));
  }
  return make(ast::Cast{make(ast::StringLiteral{take().value, ""}, token.begin), std::move(type)}, token.begin);
}

ExpressionPtr Parser::parse_parentheses_primary() {
  const std::uint32_t begin = position();
  Parenthesised content = parse_parentheses();
  if (content.query != nullptr) {
    return make(ast::ScalarSubquery{std::move(content.query)}, begin);
  }
  if (content.items.size() > 1) {
    return make(ast::Row{std::move(content.items)}, begin);
  }
  return std::move(content.items.front());
}

// A query in parentheses may turn out to be the first operand of a set operation, of an expression, or of a list; all
// are decided after its closing parenthesis, so that nothing is read twice.
Parser::Parenthesised Parser::parse_parentheses() {
  const Nesting nesting(*this);
  const std::uint32_t begin = position();
  expect_symbol("(");
  Parenthesised content;
  if (!query_follows()) {
    content.items = parse_expressions();
  } else if (!at_symbol("(")) {
    content.query = parse_query();
  } else {
    Parenthesised inner = parse_parentheses();
    if (inner.query != nullptr && (at_set_operator() || at_query_tail())) {
      content.query = parse_set_operation(std::move(inner.query), false);
      parse_query_tail(content.query);
    } else if (inner.query != nullptr && at_symbol(")")) {
      content.query = std::move(inner.query);
    } else {
      ExpressionPtr left;
      if (inner.query != nullptr) {
        left = make(ast::ScalarSubquery{std::move(inner.query)}, begin);
      } else if (inner.items.size() > 1) {
        left = make(ast::Row{std::move(inner.items)}, begin);
      } else {
        left = std::move(inner.items.front());
      }
      content.items.push_back(resume(std::move(left)));
      while (accept_symbol(",")) {
        content.items.push_back(parse_expression());
      }
    }
  }
  expect_symbol(")");
  return content;
}

bool Parser::query_follows(std::size_t ahead) const {
  while (at_symbol("(", ahead) && ahead <= maximum_depth) {
    ++ahead;
  }
  return at("SELECT", ahead) || at("WITH", ahead) || at("TABLE", ahead) ||
         (at("VALUES", ahead) && at("ROW", ahead + 1));
}

ast::QueryPtr Parser::parse_subquery() {
  if (at_symbol("(") && !query_follows()) {
    take();
    fail();
  }
  Parenthesised content = parse_parentheses();
  if (content.query == nullptr) {
    fail();
  }
  return std::move(content.query);
}

ExpressionPtr Parser::parse_case() {
  const std::uint32_t begin = take().begin;
  ast::Case node;
  if (!at("WHEN")) {
    node.operand = parse_expression();
  }
  do {
    expect("WHEN");
    ExpressionPtr when = parse_expression();
    expect("THEN");
    node.branches.push_back({std::move(when), parse_expression()});
  } while (at("WHEN"));
  if (accept("ELSE")) {
    node.otherwise = parse_expression();
  }
  expect("END");
  return make(std::move(node), begin);
}

// After the name, at the parenthesis.
ExpressionPtr Parser::parse_cast() {
  const std::uint32_t begin = position();
  expect_symbol("(");
  ast::Cast cast{parse_expression(), {}};
  if (at("AT")) {
    unsupported("CAST ... AT TIME ZONE");
  }
  expect("AS");
  cast.type = parse_cast_type();
  if (at("ARRAY")) {
    unsupported("CAST ... AS ... ARRAY");
  }
  expect_symbol(")");
  return make(std::move(cast), begin);
}

ExpressionPtr Parser::parse_convert() {
  const std::uint32_t begin = take().begin;
  expect_symbol("(");
  ast::Cast cast{parse_expression(), {}};
  if (accept("USING")) {
    std::string character_set = parse_charset_name();
    cast.type = type_named(character_set == "binary" ? "binary" : "char", begin);
    if (character_set != "binary") {
      cast.type.character_set = std::move(character_set);
    }
  } else {
    expect_symbol(",");
    cast.type = parse_cast_type();
  }
  expect_symbol(")");
  return make(std::move(cast), begin);
}

ExpressionPtr Parser::parse_values_column() {
  const std::uint32_t begin = take().begin;
  expect_symbol("(");
  ast::ExcludedColumn column{parse_name(3).parts.back()};
  expect_symbol(")");
  return make(std::move(column), begin);
}

ExpressionPtr Parser::parse_user_variable() {
  const Token& token = take();
  ast::UserVariable variable{token.value, nullptr};
  if (accept_symbol(":=")) {
    variable.assigned = parse_expression();
  }
  return make(std::move(variable), token.begin);
}

ExpressionPtr Parser::parse_system_variable() {
  const std::uint32_t begin = take().begin;
  ast::SystemVariable variable;
  const bool has_scope =
      at_symbol(".", 1) && (ascii_iequals(peek().text, "global") || ascii_iequals(peek().text, "session") ||
                            ascii_iequals(peek().text, "local"));
  if (has_scope) {
    variable.scope = ascii_lower(take().text);
    take();
  }
  variable.name = parse_variable_name();
  return make(std::move(variable), begin);
}

// ODBC's escapes: {d '2024-02-29'}, {t '10:00:00'}, {ts '2024-02-29 10:00:00'}, {fn NOW()}.
ExpressionPtr Parser::parse_braces() {
  const std::uint32_t begin = take().begin;
  const std::string kind = ascii_lower(parse_identifier());
  ExpressionPtr content = parse_expression();
  expect_symbol("}");
  const std::string type = kind == "d" ? "date" : kind == "t" ? "time" : kind == "ts" ? "datetime" : "";
  if (type.empty() || !std::holds_alternative<ast::StringLiteral>(content->node)) {
    return content;
  }
  return make(ast::Cast{std::move(content), type_named(type, begin)}, begin);
}

ExpressionPtr Parser::parse_column_or_call() {
  const Token& token = peek();
  ast::Name name;
  name.position = token.begin;
  if (at_symbol("(", 1)) {
    take();
    name.parts.push_back(token.kind == TokenKind::quoted_name ? token.value : ascii_lower(token.text));
    return parse_call(std::move(name), token.kind == TokenKind::quoted_name || peek().space_before);
  }
  name = parse_name(3);
  if (name.parts.size() == 2 && at_symbol("(")) {
    return parse_call(std::move(name), false);
  }
  const std::uint32_t begin = name.position;
  ExpressionPtr column = make(ast::ColumnReference{std::move(name.parts)}, begin);
  return at_symbol("->") || at_symbol("->>") ? parse_json_path(std::move(column)) : std::move(column);
}

ExpressionPtr Parser::parse_json_path(ExpressionPtr column) {
  const Token& symbol = take();
  const std::uint32_t begin = position();
  ExpressionPtr path = make(ast::StringLiteral{parse_string(), ""}, begin);
  return make(ast::BinaryOperator{std::string(symbol.text), std::move(column), std::move(path)}, symbol.begin);
}

}  // namespace emulator::mysql
