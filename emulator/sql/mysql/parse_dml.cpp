// INSERT, REPLACE, UPDATE and DELETE in all their forms.
#include <utility>

#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

bool is_more_than_one_table(const ast::FromItem& item) {
  return !std::holds_alternative<ast::TableReference>(item.node);
}

}  // namespace

// Words like LOW_PRIORITY only say how to queue the statement.
ast::Statement Parser::parse_insert(ast::InsertKind kind) {
  take();
  ast::Insert insert;
  insert.kind = kind;
  while (accept("LOW_PRIORITY") || accept("DELAYED") || accept("HIGH_PRIORITY")) {
  }
  if (kind == ast::InsertKind::insert && accept("IGNORE")) {
    insert.kind = ast::InsertKind::ignore;
  }
  accept("INTO");
  insert.table = parse_name();
  if (at("PARTITION")) {
    unsupported("PARTITION");
  }
  parse_insert_source(insert);
  if (kind != ast::InsertKind::replace && accept("ON")) {
    parse_on_duplicate_key(insert);
  }
  return {std::move(insert)};
}

void Parser::parse_insert_source(ast::Insert& insert) {
  if (accept("SET")) {
    parse_insert_assignments(insert);
    parse_row_alias(insert);
    return;
  }
  if (at_symbol("(") && !query_follows()) {
    parse_insert_columns(insert);
  }
  const bool is_row_constructor = at("VALUES") && at("ROW", 1);
  if ((at("VALUES") || at("VALUE")) && !is_row_constructor) {
    insert.source = parse_insert_values();
    parse_row_alias(insert);
    return;
  }
  insert.source = parse_query();
  if (is_row_constructor) {
    parse_row_alias(insert);
  }
}

// SET a = 1, b = 2 means (a, b) VALUES (1, 2).
void Parser::parse_insert_assignments(ast::Insert& insert) {
  const std::uint32_t begin = position();
  ast::Values values;
  std::vector<ast::ExpressionPtr>& row = values.rows.emplace_back();
  for (ast::Assignment& assignment : parse_assignments()) {
    insert.columns.push_back(std::move(assignment.column));
    row.push_back(std::move(assignment.value));
  }
  insert.source = std::make_unique<ast::Query>();
  insert.source->position = begin;
  insert.source->body = std::move(values);
}

void Parser::parse_insert_columns(ast::Insert& insert) {
  expect_symbol("(");
  if (accept_symbol(")")) {
    return;
  }
  do {
    insert.columns.push_back(parse_name(3));
  } while (accept_symbol(","));
  expect_symbol(")");
}

// One row of no values at all, VALUES (), means that every column takes its default.
ast::QueryPtr Parser::parse_insert_values() {
  const std::uint32_t begin = take().begin;
  ast::Values values;
  do {
    expect_symbol("(");
    std::vector<ast::ExpressionPtr>& row = values.rows.emplace_back();
    if (accept_symbol(")")) {
      continue;
    }
    do {
      row.push_back(parse_expression_or_default());
    } while (accept_symbol(","));
    expect_symbol(")");
  } while (accept_symbol(","));
  if (values.rows.size() == 1 && values.rows.front().empty()) {
    return nullptr;
  }
  auto query = std::make_unique<ast::Query>();
  query->position = begin;
  query->body = std::move(values);
  return query;
}

void Parser::parse_row_alias(ast::Insert& insert) {
  if (insert.kind == ast::InsertKind::replace || !accept("AS")) {
    return;
  }
  insert.row_alias = parse_identifier();
  if (at_symbol("(")) {
    insert.row_column_aliases = parse_identifiers_in_parentheses();
  }
}

void Parser::parse_on_duplicate_key(ast::Insert& insert) {
  expect("DUPLICATE");
  expect("KEY");
  expect("UPDATE");
  ast::OnConflict& conflict = insert.on_conflict.emplace();
  conflict.update = true;
  conflict.any_key = true;
  conflict.assignments = parse_assignments();
}

std::vector<ast::Assignment> Parser::parse_assignments() {
  std::vector<ast::Assignment> assignments;
  do {
    ast::Assignment& assignment = assignments.emplace_back();
    assignment.column = parse_name(3);
    if (!accept_symbol(":=")) {
      expect_symbol("=");
    }
    assignment.value = parse_expression_or_default();
  } while (accept_symbol(","));
  return assignments;
}

ast::Statement Parser::parse_update(With with) {
  take();
  ast::Update update;
  update.with = std::move(with.tables);
  update.recursive = with.recursive;
  accept("LOW_PRIORITY");
  update.ignore = accept("IGNORE");
  update.target = parse_joined_tables();
  expect("SET");
  update.assignments = parse_assignments();
  if (accept("WHERE")) {
    update.where = parse_expression();
  }
  if (is_more_than_one_table(*update.target)) {
    return {std::move(update)};  // of several tables, neither ORDER BY nor LIMIT may follow
  }
  if (accept("ORDER")) {
    update.order_by = parse_order_by();
  }
  if (accept("LIMIT")) {
    parse_limit(update.limit, nullptr);
  }
  return {std::move(update)};
}

// DELETE FROM t …, DELETE a, b FROM <tables> …, DELETE FROM a, b USING <tables> …
ast::Statement Parser::parse_delete(With with) {
  take();
  ast::Delete statement;
  statement.with = std::move(with.tables);
  statement.recursive = with.recursive;
  while (at("LOW_PRIORITY") || at("QUICK") || at("IGNORE")) {
    statement.ignore = take().keyword == Keyword("IGNORE") || statement.ignore;
  }
  if (!accept("FROM")) {
    parse_delete_targets(statement);
    expect("FROM");
    statement.from = parse_joined_tables();
  } else {
    const std::size_t start = index_;
    parse_delete_targets(statement);
    if (accept("USING")) {
      statement.from = parse_joined_tables();
    } else {
      index_ = start;
      statement.targets.clear();
      statement.from = parse_table();
    }
  }
  if (accept("WHERE")) {
    statement.where = parse_expression();
  }
  if (!statement.targets.empty()) {
    return {std::move(statement)};
  }
  if (accept("ORDER")) {
    statement.order_by = parse_order_by();
  }
  if (accept("LIMIT")) {
    parse_limit(statement.limit, nullptr);
  }
  return {std::move(statement)};
}

// a, shop.b.* — the stars are decoration.
void Parser::parse_delete_targets(ast::Delete& statement) {
  do {
    ast::Name& target = statement.targets.emplace_back();
    target.position = position();
    target.parts.push_back(parse_identifier());
    while (accept_symbol(".")) {
      if (accept_symbol("*")) {
        break;
      }
      target.parts.push_back(parse_identifier());
    }
  } while (accept_symbol(","));
}

}  // namespace emulator::mysql
