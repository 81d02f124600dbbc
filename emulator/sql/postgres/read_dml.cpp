// INSERT, UPDATE, DELETE and MERGE.
#include <algorithm>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

ast::Name read_target_column(const Node& target, ReadContext& context) {
  return {{std::string{target.text("name")}}, context.position(target)};
}

constexpr std::string_view assigned_element = "assigned element";

bool is_element_assignment(const ast::Expression& value) {
  const auto* call = std::get_if<ast::FunctionCall>(&value.node);
  return call != nullptr && call->name.parts.back() == assigned_element;
}

// SET a[1] = x is SET a = "assigned element"(a, x, 1). Another element of it takes what that made for a.
ast::ExpressionPtr read_element_assignment(const Node& target, ast::ExpressionPtr whole, ast::ExpressionPtr value,
                                           ReadContext& context) {
  const std::uint32_t position = context.position(target);
  ast::FunctionCall call;
  call.name = {{std::string(assigned_element)}, position};
  call.arguments.push_back(std::move(whole));
  call.arguments.push_back(std::move(value));
  for (const Node& step : target.list("indirection")) {
    if (!step.is("A_Indices") || step.flag("is_slice")) {
      context.unsupported("assignment to a field or a slice", position);
    }
    call.arguments.push_back(read_expression(step.child("uidx"), context));
  }
  return make_expression(std::move(call), position);
}

// How many columns a query has, where it says so; 0: it has a star, or is none of the simple forms.
std::size_t column_count(const ast::Query& query) {
  if (const auto* values = std::get_if<ast::Values>(&query.body)) {
    return values->rows.front().size();
  }
  const auto* select = std::get_if<ast::Select>(&query.body);
  const auto is_star = [](const ast::SelectItem& item) {
    return std::holds_alternative<ast::Star>(item.expression->node);
  };
  return select == nullptr || std::any_of(select->items.begin(), select->items.end(), is_star) ? 0
                                                                                               : select->items.size();
}

// SET (a, b) = (SELECT x, y …): a is (SELECT c1 FROM (SELECT x, y …) AS source (c1, c2)).
ast::ExpressionPtr read_part_of_query(const Node& part, ReadContext& context) {
  const Node source = part.child("source");
  const std::uint32_t position = context.position(source);
  const auto count = static_cast<std::size_t>(part.number("ncolumns"));
  ast::DerivedTable table;
  table.query = read_query(source.child("subselect"), context);
  const std::size_t given = column_count(*table.query);
  if (given == 0) {
    context.unsupported("assignment of such a sub-SELECT to several columns", position);
  }
  if (given != count) {
    context.fail_worded(Condition::syntax_error, "number of columns does not match number of values", position);
  }
  table.alias = "source";
  for (std::size_t column = 1; column <= count; ++column) {
    table.column_aliases.push_back("c" + std::to_string(column));
  }
  const std::string chosen = "c" + std::to_string(part.number("colno"));
  const auto* inner = std::get_if<ast::Select>(&table.query->body);
  const std::uint32_t value =
      inner == nullptr ? position
                       : inner->items[static_cast<std::size_t>(part.number("colno") - 1)].expression->position;
  ast::Select select;
  select.items.push_back({make_expression(ast::ColumnReference{{chosen}}, value), {}, {}});
  select.from.push_back(std::make_unique<ast::FromItem>(ast::FromItem{std::move(table), position}));
  auto query = std::make_unique<ast::Query>();
  query->body = std::move(select);
  query->position = position;
  return make_expression(ast::ScalarSubquery{std::move(query)}, value);
}

// SET (a, b) = (x, y): each target has the whole right side and says which part of it is meant.
ast::ExpressionPtr read_part(const Node& part, ReadContext& context, std::uint32_t position) {
  const Node source = part.child("source");
  if (source.is("SubLink")) {
    return read_part_of_query(part, context);
  }
  const bool single = part.number("ncolumns") == 1;
  if (!source.is("RowExpr")) {
    if (single) {
      return read_expression(source, context);
    }
    context.fail_worded(Condition::feature_not_supported,
                        "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression",
                        source.has("location") ? context.position(source) : position);
  }
  const std::vector<Node> elements = source.list("args");
  if (static_cast<std::int64_t>(elements.size()) != part.number("ncolumns")) {
    context.fail_worded(Condition::syntax_error, "number of columns does not match number of values",
                        context.position(source));
  }
  return read_expression(elements.at(static_cast<std::size_t>(part.number("colno") - 1)), context);
}

std::vector<ast::Assignment> read_assignments(const std::vector<Node>& targets, ReadContext& context) {
  std::vector<ast::Assignment> assignments;
  std::size_t elements = 0;
  assignments.reserve(targets.size());
  for (const Node& target : targets) {
    ast::Assignment assignment;
    assignment.column = read_target_column(target, context);
    const Node value = target.child("val");
    assignment.value = value.is("MultiAssignRef") ? read_part(value, context, assignment.column.position)
                                                  : read_expression(value, context);
    if (target.has("indirection")) {
      const auto earlier = std::find_if(assignments.begin(), assignments.end(), [&](const ast::Assignment& other) {
        return other.column.parts == assignment.column.parts && is_element_assignment(*other.value);
      });
      if (earlier != assignments.end()) {
        context.check_nesting(++elements);
        earlier->value =
            read_element_assignment(target, std::move(earlier->value), std::move(assignment.value), context);
        continue;
      }
      ast::ExpressionPtr whole =
          make_expression(ast::ColumnReference{{std::string{target.text("name")}}}, assignment.column.position);
      assignment.value = read_element_assignment(target, std::move(whole), std::move(assignment.value), context);
    }
    assignments.push_back(std::move(assignment));
  }
  return assignments;
}

std::vector<ast::ExpressionPtr> read_conflict_target(const Node& inference, ReadContext& context) {
  const std::uint32_t position = context.position(inference);
  std::vector<ast::ExpressionPtr> target;
  for (const Node& element : inference.list("indexElems")) {
    if (element.has("collation") || element.has("opclass")) {
      context.unsupported("a collation or operator class in ON CONFLICT", position);
    }
    if (element.has("name")) {
      target.push_back(make_expression(ast::ColumnReference{{std::string{element.text("name")}}}, position));
    } else {
      target.push_back(read_expression(element.child("expr"), context));
    }
  }
  return target;
}

ast::OnConflict read_on_conflict(const Node& node, ReadContext& context) {
  ast::OnConflict conflict;
  conflict.update = node.text("action") == "ONCONFLICT_UPDATE";
  if (const Node inference = node.child("infer")) {
    conflict.target = read_conflict_target(inference, context);
    conflict.target_where = read_optional_expression(inference.child("whereClause"), context);
    conflict.constraint = inference.text("conname");
  } else if (conflict.update) {
    SqlError error = make_worded_error(Condition::syntax_error,
                                       "ON CONFLICT DO UPDATE requires inference specification or constraint name");
    error.hint = "For example, ON CONFLICT (column_name).";
    error.position = context.position(node);
    throw error;
  }
  conflict.assignments = read_assignments(node.list("targetList"), context);
  conflict.where = read_optional_expression(node.child("whereClause"), context);
  return conflict;
}

}  // namespace

ast::Insert read_insert(const Node& node, ReadContext& context) {
  ast::Insert insert;
  const Node relation = node.child("relation");
  insert.with = read_common_tables(node.child("withClause"), context);
  insert.recursive = node.child("withClause").flag("recursive");
  insert.table = read_name(relation, context);
  insert.alias = relation.child("alias").text("aliasname");
  for (const Node& column : node.list("cols")) {
    if (column.has("indirection")) {
      context.unsupported("assignment to a field or an element in INSERT", context.position(column));
    }
    insert.columns.push_back(read_target_column(column, context));
  }
  if (const Node source = node.child("selectStmt")) {
    insert.source = read_query(source, context);
  }
  insert.overriding_system = node.text("override") == "OVERRIDING_SYSTEM_VALUE";
  insert.overriding_user = node.text("override") == "OVERRIDING_USER_VALUE";
  if (const Node conflict = node.child("onConflictClause")) {
    insert.on_conflict = read_on_conflict(conflict, context);
  }
  insert.returning = read_select_items(node.list("returningList"), context);
  return insert;
}

ast::Update read_update(const Node& node, ReadContext& context) {
  ast::Update update;
  update.with = read_common_tables(node.child("withClause"), context);
  update.recursive = node.child("withClause").flag("recursive");
  update.target = read_table_reference(node.child("relation"), context);
  update.assignments = read_assignments(node.list("targetList"), context);
  update.from = read_from_items(node.list("fromClause"), context);
  update.where = read_optional_expression(node.child("whereClause"), context);
  update.returning = read_select_items(node.list("returningList"), context);
  return update;
}

ast::Delete read_delete(const Node& node, ReadContext& context) {
  ast::Delete statement;
  statement.with = read_common_tables(node.child("withClause"), context);
  statement.recursive = node.child("withClause").flag("recursive");
  statement.from = read_table_reference(node.child("relation"), context);
  statement.using_ = read_from_items(node.list("usingClause"), context);
  statement.where = read_optional_expression(node.child("whereClause"), context);
  statement.returning = read_select_items(node.list("returningList"), context);
  return statement;
}

namespace {

ast::MergeKind merge_kind(const Node& action) {
  const std::string_view command = action.text("commandType");
  return command == "CMD_INSERT"   ? ast::MergeKind::insert
         : command == "CMD_UPDATE" ? ast::MergeKind::update
         : command == "CMD_DELETE" ? ast::MergeKind::delete_
                                   : ast::MergeKind::nothing;
}

ast::MergeAction read_merge_action(const Node& node, ReadContext& context) {
  ast::MergeAction action;
  action.kind = merge_kind(node);
  action.matched = node.flag("matched");
  action.condition = read_optional_expression(node.child("condition"), context);
  action.overriding_system = node.text("override") == "OVERRIDING_SYSTEM_VALUE";
  action.overriding_user = node.text("override") == "OVERRIDING_USER_VALUE";
  if (action.kind == ast::MergeKind::update) {
    action.assignments = read_assignments(node.list("targetList"), context);
    return action;
  }
  for (const Node& column : node.list("targetList")) {
    action.columns.push_back(read_target_column(column, context));
  }
  action.values = read_expressions(node.list("values"), context);
  return action;
}

}  // namespace

ast::Merge read_merge(const Node& node, ReadContext& context) {
  const Node with = node.child("withClause");
  if (with.flag("recursive")) {
    context.fail_worded(Condition::syntax_error, "WITH RECURSIVE is not supported for MERGE statement",
                        ast::no_position);
  }
  ast::Merge merge;
  merge.with = read_common_tables(with, context);
  const Node target = node.child("relation");
  merge.table = read_name(target, context);
  merge.alias = target.child("alias").text("aliasname");
  merge.source = read_from_item(node.child("sourceRelation"), context);
  merge.on = read_expression(node.child("joinCondition"), context);
  for (const Node& action : node.list("mergeWhenClauses")) {
    merge.actions.push_back(read_merge_action(action, context));
  }
  return merge;
}

}  // namespace emulator::postgres
