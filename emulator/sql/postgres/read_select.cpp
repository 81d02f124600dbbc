// Queries: SELECT, VALUES, set operations, and the WITH clause every statement may have.
#include <utility>

#include "sql/postgres/read_grouping.hpp"

namespace emulator::postgres {
namespace {

// DISTINCT alone is a list with one empty place.
void read_distinct(const Node& node, ast::Select& select, ReadContext& context) {
  const std::vector<Node> distinct = node.list("distinctClause");
  select.distinct = distinct.size() == 1 && !distinct.front();
  if (!select.distinct) {
    select.distinct_on = read_expressions(distinct, context);
  }
}

}  // namespace

// The raw constant: '1'::integer is an expression like others.
void check_keys(const std::vector<Node>& keys, std::string_view clause, ReadContext& context) {
  for (const Node& key : keys) {
    const Node value = key.is("SortBy") ? key.child("node") : key;
    if (value.is("A_Const") && !value.has("ival")) {
      context.fail(Condition::syntax_error, {"non-integer constant in " + std::string(clause)},
                   context.position(value));
    }
  }
}

namespace {

ast::Select read_select(const Node& node, ReadContext& context) {
  if (node.has("intoClause")) {
    context.unsupported("SELECT ... INTO", context.position(node.child("intoClause").child("rel")));
  }
  ast::Select select;
  read_distinct(node, select, context);
  select.items = read_select_items(node.list("targetList"), context);
  select.from = read_from_items(node.list("fromClause"), context);
  select.where = read_optional_expression(node.child("whereClause"), context);
  read_grouping(node, select, context);
  select.having = read_optional_expression(node.child("havingClause"), context);
  for (const Node& window : node.list("windowClause")) {
    ast::WindowSpecification specification = read_window(window, context);
    specification.base = window.text("refname");
    select.windows.push_back({std::string{window.text("name")}, std::move(specification)});
  }
  return select;
}

ast::Values read_values(const Node& node, ReadContext& context) {
  ast::Values values;
  for (const Node& row : node.list("valuesLists")) {
    values.rows.push_back(read_expressions(row.list("items"), context));
  }
  return values;
}

ast::SetOperation read_set_operation(const Node& node, ReadContext& context) {
  const std::string_view kind = node.text("op");
  ast::SetOperation operation{};
  operation.kind = kind == "SETOP_UNION"       ? ast::SetKind::union_
                   : kind == "SETOP_INTERSECT" ? ast::SetKind::intersect
                                               : ast::SetKind::except;
  operation.all = node.flag("all");
  operation.left = read_query(node.child("larg"), context);
  operation.right = read_query(node.child("rarg"), context);
  return operation;
}

ast::Locking read_locking(const Node& node, ReadContext& context) {
  const std::string_view strength = node.text("strength");
  ast::Locking locking{};
  locking.strength = strength == "LCS_FORUPDATE"        ? ast::LockStrength::update
                     : strength == "LCS_FORNOKEYUPDATE" ? ast::LockStrength::no_key_update
                     : strength == "LCS_FORSHARE"       ? ast::LockStrength::share
                                                        : ast::LockStrength::key_share;
  for (const Node& table : node.list("lockedRels")) {
    locking.tables.push_back(read_name(table, context));
  }
  locking.nowait = node.text("waitPolicy") == "LockWaitError";
  locking.skip_locked = node.text("waitPolicy") == "LockWaitSkip";
  return locking;
}

// A query has no location: it is where its first expression is, as in PostgreSQL's errors about set operations.
std::uint32_t first_position(const ast::Query& query) {
  if (const auto* select = std::get_if<ast::Select>(&query.body); select != nullptr && !select->items.empty()) {
    return select->items.front().expression->position;
  }
  if (const auto* values = std::get_if<ast::Values>(&query.body);
      values != nullptr && !values->rows.empty() && !values->rows.front().empty()) {
    return values->rows.front().front()->position;
  }
  const auto* operation = std::get_if<ast::SetOperation>(&query.body);
  return operation == nullptr ? ast::no_position : operation->left->position;
}

}  // namespace

ast::QueryPtr read_query(const Node& node, ReadContext& context) {
  const Nesting nesting{context};
  auto query = std::make_unique<ast::Query>();
  query->with = read_common_tables(node.child("withClause"), context);
  query->recursive = node.child("withClause").flag("recursive");
  if (node.text("op") != "SETOP_NONE") {
    query->body = read_set_operation(node, context);
  } else if (node.has("valuesLists")) {
    query->body = read_values(node, context);
  } else {
    query->body = read_select(node, context);
  }
  check_keys(node.list("sortClause"), "ORDER BY", context);
  query->order_by = read_sort_items(node.list("sortClause"), context);
  query->limit = read_optional_expression(node.child("limitCount"), context);
  query->offset = read_optional_expression(node.child("limitOffset"), context);
  query->with_ties = node.text("limitOption") == "LIMIT_OPTION_WITH_TIES";
  for (const Node& locking : node.list("lockingClause")) {
    query->locking.push_back(read_locking(locking, context));
  }
  query->position = first_position(*query);
  return query;
}

std::vector<ast::SelectItem> read_select_items(const std::vector<Node>& targets, ReadContext& context) {
  std::vector<ast::SelectItem> items;
  items.reserve(targets.size());
  for (const Node& target : targets) {
    items.push_back({read_expression(target.child("val"), context), std::string{target.text("name")}, {}});
  }
  return items;
}

std::vector<ast::CommonTable> read_common_tables(const Node& with_clause, ReadContext& context) {
  std::vector<ast::CommonTable> tables;
  for (const Node& node : with_clause.list("ctes")) {
    ast::CommonTable table;
    table.name = node.text("ctename");
    table.columns = read_strings(node.list("aliascolnames"));
    table.position = context.position(node);
    if (node.has("search_clause") || node.has("cycle_clause")) {
      context.unsupported(node.has("search_clause") ? "SEARCH" : "CYCLE", table.position);
    }
    const Node query = node.child("ctequery");
    if (query.is("SelectStmt")) {
      table.query = read_query(query, context);
    } else {
      if (query.is("MergeStmt")) {
        context.fail_worded(Condition::feature_not_supported, "MERGE not supported in WITH query", table.position);
      }
      const Nesting nesting{context};
      table.data_modifying = std::make_unique<ast::Statement>(read_statement(query, table.position, context));
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace emulator::postgres
