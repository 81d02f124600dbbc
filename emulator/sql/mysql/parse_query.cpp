// Queries: SELECT, VALUES, TABLE, set operations, WITH, and what follows them. FROM is in parse_from.cpp.
#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

using ast::ExpressionPtr;
using ast::QueryPtr;

// A derived label is cut to this many bytes (MAX_ALIAS_NAME of the server).
constexpr std::size_t maximum_label_bytes = 256;

QueryPtr make_query(std::uint32_t position) {
  auto query = std::make_unique<ast::Query>();
  query->position = position;
  return query;
}

// SELECT * FROM, to wrap one table or query.
QueryPtr select_all_from(ast::FromItemPtr item, std::uint32_t position) {
  ast::Select select;
  select.items.push_back({make(ast::Star{}, position), "", ""});
  select.from.push_back(std::move(item));
  QueryPtr query = make_query(position);
  query->body = std::move(select);
  return query;
}

bool has_tail(const ast::Query& query) {
  return !query.with.empty() || !query.order_by.empty() || query.limit != nullptr || !query.locking.empty();
}

std::string cut_label(std::string text) {
  if (text.size() > maximum_label_bytes) {
    std::size_t end = maximum_label_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
      --end;
    }
    text.resize(end);
  }
  return text;
}

// MySQL drops what cannot be seen from the front of a string that becomes a label.
std::string without_leading_blanks(const std::string& text) {
  const auto first = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7F;
  });
  return {first, text.end()};
}

}  // namespace

QueryPtr Parser::parse_query() {
  return parse_query(at("WITH") ? parse_with() : With{});
}

QueryPtr Parser::parse_query(With with) {
  const Nesting nesting(*this);
  QueryPtr query = parse_set_operation(parse_set_operand(), false);
  parse_query_tail(query);
  if (with.tables.empty()) {
    return query;
  }
  if (!query->with.empty()) {
    query = nested_for_tail(std::move(query));
  }
  query->with = std::move(with.tables);
  query->recursive = with.recursive;
  return query;
}

Parser::With Parser::parse_with() {
  expect("WITH");
  With with;
  with.recursive = accept("RECURSIVE");
  do {
    with.tables.push_back(parse_common_table());
  } while (accept_symbol(","));
  return with;
}

ast::CommonTable Parser::parse_common_table() {
  ast::CommonTable table;
  table.position = position();
  table.name = parse_identifier();
  if (at_symbol("(")) {
    table.columns = parse_identifiers_in_parentheses();
  }
  expect("AS");
  table.query = parse_subquery();
  return table;
}

bool Parser::at_set_operator() const {
  return at("UNION") || at("EXCEPT") || at("INTERSECT");
}

// INTERSECT binds tighter than UNION and EXCEPT, which are read from left to right.
QueryPtr Parser::parse_set_operation(QueryPtr left, bool intersect_only) {
  std::uint32_t height = depth_;
  while (at("INTERSECT") || (!intersect_only && at_set_operator())) {
    check_depth(++height);
    const Token& symbol = take();
    ast::SetOperation operation{ast::SetKind::union_, false, std::move(left), nullptr};
    if (symbol.keyword == Keyword("INTERSECT")) {
      operation.kind = ast::SetKind::intersect;
    } else if (symbol.keyword == Keyword("EXCEPT")) {
      operation.kind = ast::SetKind::except;
    }
    operation.all = accept("ALL");
    if (!operation.all) {
      accept("DISTINCT");
    }
    operation.right = parse_set_operand();
    if (operation.kind != ast::SetKind::intersect) {
      operation.right = parse_set_operation(std::move(operation.right), true);
    }
    std::vector<std::string> into = std::move(operation.right->into);  // of the whole, not of its last part
    left = make_query(symbol.begin);
    left->body = std::move(operation);
    left->into = std::move(into);
  }
  return left;
}

QueryPtr Parser::parse_set_operand() {
  if (at("SELECT")) {
    return parse_select();
  }
  if (at("VALUES")) {
    return parse_values_query();
  }
  if (at("TABLE")) {
    return parse_table_query();
  }
  expect_symbol("(");
  QueryPtr query = parse_query();
  expect_symbol(")");
  return query;
}

bool Parser::at_query_tail() const {
  return at("ORDER") || at("LIMIT") || at("FOR") || (at("LOCK") && at("IN", 1)) || at("INTO");
}

void Parser::parse_query_tail(QueryPtr& query) {
  if (at_query_tail() && has_tail(*query)) {
    query = nested_for_tail(std::move(query));
  }
  if (accept("ORDER")) {
    query->order_by = parse_order_by();
  }
  if (accept("LIMIT")) {
    parse_limit(query->limit, &query->offset);
  }
  if (at("PROCEDURE")) {
    unsupported("PROCEDURE ANALYSE");
  }
  if (at("INTO")) {
    parse_into(*query);
  }
  while (parse_locking(*query)) {
  }
  if (at("INTO")) {
    parse_into(*query);
  }
}

// INTO @a, @b: before FROM, before FOR UPDATE or at the end.
void Parser::parse_into(ast::Query& query) {
  take();
  if (!query.into.empty()) {
    fail();
  }
  if (at("OUTFILE") || at("DUMPFILE")) {
    unsupported("SELECT ... INTO a file");
  }
  do {
    query.into.push_back(parse_user_variable_name());
  } while (accept_symbol(","));
}

// (SELECT … LIMIT 5) LIMIT 2: the inner query keeps its own end.
QueryPtr Parser::nested_for_tail(QueryPtr query) const {
  const std::uint32_t begin = query->position;
  auto item = std::make_unique<ast::FromItem>();
  item->position = begin;
  item->node = ast::DerivedTable{std::move(query), false, "derived", {}};
  return select_all_from(std::move(item), begin);
}

// VALUES ROW(1, 2), ROW(3, 4)
QueryPtr Parser::parse_values_query() {
  QueryPtr query = make_query(position());
  take();
  ast::Values values;
  do {
    expect("ROW");
    expect_symbol("(");
    std::vector<ExpressionPtr>& row = values.rows.emplace_back();
    do {
      row.push_back(parse_expression_or_default());
    } while (accept_symbol(","));
    expect_symbol(")");
  } while (accept_symbol(","));
  query->body = std::move(values);
  return query;
}

QueryPtr Parser::parse_table_query() {
  const std::uint32_t begin = take().begin;
  auto item = std::make_unique<ast::FromItem>();
  item->position = position();
  item->node = ast::TableReference{parse_name(), "", {}};
  return select_all_from(std::move(item), begin);
}

QueryPtr Parser::parse_select() {
  QueryPtr query = make_query(take().begin);
  ast::Select select;
  parse_select_modifiers(select);
  do {
    select.items.push_back(parse_select_item(select.items.empty()));
  } while (accept_symbol(","));
  if (at("INTO")) {
    parse_into(*query);
  }
  if (accept("FROM")) {
    select.from = parse_from();
  }
  if (accept("WHERE")) {
    select.where = parse_expression();
  }
  if (accept("GROUP")) {
    parse_group_by(select);
  }
  if (accept("HAVING")) {
    select.having = parse_expression();
  }
  if (accept("WINDOW")) {
    do {
      ast::NamedWindow window{parse_identifier(), {}};
      expect("AS");
      window.specification = parse_window();
      select.windows.push_back(std::move(window));
    } while (accept_symbol(","));
  }
  query->body = std::move(select);
  return query;
}

void Parser::parse_select_modifiers(ast::Select& select) {
  for (;;) {
    if (accept("DISTINCT") || accept("DISTINCTROW")) {
      select.distinct = true;
    } else if (accept("SQL_CALC_FOUND_ROWS")) {
      select.calculates_found_rows = true;
    } else if (!accept("ALL") && !accept("HIGH_PRIORITY") && !accept("STRAIGHT_JOIN") && !accept("SQL_SMALL_RESULT") &&
               !accept("SQL_BIG_RESULT") && !accept("SQL_BUFFER_RESULT") && !accept("SQL_NO_CACHE")) {
      return;
    }
  }
}

// Only the first item may be a bare star.
ast::SelectItem Parser::parse_select_item(bool first) {
  const std::size_t first_token = index_;
  const std::uint32_t begin = position();
  ast::SelectItem item;
  if (first && accept_symbol("*")) {
    item.expression = make(ast::Star{}, begin);
    return item;
  }
  const bool is_table_star = at_name() && at_symbol(".", 1) && at_symbol("*", 2);
  const bool is_schema_star = at_name() && at_symbol(".", 1) && at_name(2) && at_symbol(".", 3) && at_symbol("*", 4);
  if (is_table_star || is_schema_star) {
    ast::Star star{parse_name(is_table_star ? 1 : 2).parts};
    expect_symbol(".");
    expect_symbol("*");
    item.expression = make(std::move(star), begin);
    return item;
  }
  item.expression = parse_expression();
  item.text = label(*item.expression, first_token, begin);
  if (accept("AS") || at_name() || peek().kind == TokenKind::string) {
    item.alias = parse_word_or_string();
  }
  return item;
}

// What MySQL calls a column without an alias: a column by its name, a string by its text, NULL and TRUE in capitals,
// and everything else by its source (https://dev.mysql.com/doc/refman/8.0/en/problems-with-alias.html does not tell;
// the server's Item::item_name does).
std::string Parser::label(const ast::Expression& expression, std::size_t first_token, std::uint32_t begin) const {
  if (const auto* column = std::get_if<ast::ColumnReference>(&expression.node)) {
    return column->parts.back();
  }
  if (const auto* number = std::get_if<ast::NumberLiteral>(&expression.node)) {
    return number->text;
  }
  if (const auto* boolean = std::get_if<ast::BooleanLiteral>(&expression.node)) {
    return boolean->value ? "TRUE" : "FALSE";
  }
  if (std::holds_alternative<ast::NullLiteral>(expression.node)) {
    return "NULL";
  }
  if (std::holds_alternative<ast::StringLiteral>(expression.node)) {
    // Of strings side by side, the first one is the label.
    const auto literal = std::find_if(list_.tokens.begin() + static_cast<std::ptrdiff_t>(first_token),
                                      list_.tokens.end(), [](const Token& token) {
                                        return token.kind == TokenKind::string || token.kind == TokenKind::national ||
                                               token.kind == TokenKind::hexadecimal;
                                      });
    if (literal->kind != TokenKind::hexadecimal) {
      return cut_label(without_leading_blanks(literal->value));
    }
  }
  return cut_label(source(begin, previous_end()));
}

void Parser::parse_group_by(ast::Select& select) {
  expect("BY");
  select.group_by = parse_expressions();
  if (accept("WITH")) {
    expect("ROLLUP");
    select.grouping = ast::GroupingKind::rollup;
  }
}

std::vector<ast::SortItem> Parser::parse_order_by() {
  expect("BY");
  std::vector<ast::SortItem> items;
  do {
    ast::SortItem& item = items.emplace_back();
    item.expression = parse_expression();
    if (accept("ASC")) {
      item.order = ast::SortOrder::ascending;
    } else if (accept("DESC")) {
      item.order = ast::SortOrder::descending;
    }
  } while (accept_symbol(","));
  return items;
}

// LIMIT count, LIMIT offset, count and LIMIT count OFFSET offset; `offset` is null where only a count may stand.
void Parser::parse_limit(ExpressionPtr& limit, ExpressionPtr* offset) {
  limit = parse_limit_option();
  if (offset == nullptr) {
    return;
  }
  if (accept_symbol(",")) {
    *offset = std::exchange(limit, nullptr);
    limit = parse_limit_option();
  } else if (accept("OFFSET")) {
    *offset = parse_limit_option();
  }
}

ExpressionPtr Parser::parse_limit_option() {
  const Token& token = peek();
  const bool is_integer = token.kind == TokenKind::number && token.text.find_first_of(".eE") == std::string_view::npos;
  if (!is_integer && token.kind != TokenKind::parameter) {
    fail();
  }
  return parse_primary();
}

// FOR UPDATE|SHARE [OF t, …] [NOWAIT|SKIP LOCKED], LOCK IN SHARE MODE
bool Parser::parse_locking(ast::Query& query) {
  ast::Locking locking{ast::LockStrength::share, {}};
  if (at("LOCK") && at("IN", 1)) {
    take();
    take();
    expect("SHARE");
    expect("MODE");
    query.locking.push_back(std::move(locking));
    return true;
  }
  if (!accept("FOR")) {
    return false;
  }
  if (accept("UPDATE")) {
    locking.strength = ast::LockStrength::update;
  } else {
    expect("SHARE");
  }
  if (accept("OF")) {
    do {
      locking.tables.push_back(parse_name());
    } while (accept_symbol(","));
  }
  locking.nowait = accept("NOWAIT");
  locking.skip_locked = !locking.nowait && accept("SKIP", "LOCKED");
  query.locking.push_back(std::move(locking));
  return true;
}

}  // namespace emulator::mysql
