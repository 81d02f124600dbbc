// MERGE (postgresql.org/docs/15/sql-merge.html): the source joined with the target, and what happens to each row.
#include <algorithm>

#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

ast::Insert insert_of(const ast::MergeAction& action) {
  ast::Insert insert;
  insert.columns = action.columns;
  insert.overriding_system = action.overriding_system;
  insert.overriding_user = action.overriding_user;
  return insert;
}

bool is_volatile(const Expression& expression) {
  const auto* call = std::get_if<Call>(&expression.node);
  bool found = call != nullptr && call->overload->volatility == sql::Volatility::volatile_;
  for_each_child(expression, [&](const Expression& child) { found = found || is_volatile(child); });
  return found;
}

}  // namespace

Statement StatementBinder::merge(const ast::Merge& merge) {
  environment_.context->modifies = true;
  Merge bound;
  with_list(merge.with, false, nullptr, bound.with);
  bool is_settled[2] = {false, false};
  for (const ast::MergeAction& action : merge.actions) {
    if (is_settled[action.matched ? 1 : 0]) {
      fail(Condition::syntax_error, {"unreachable WHEN clause specified after unconditional WHEN clause"});
    }
    is_settled[action.matched ? 1 : 0] = action.condition == nullptr;
  }
  const catalog::Table& table = target_table(merge.table, "MERGE");
  bound.table = &table;
  Scope scope = new_scope(nullptr);
  VisibleRelation target = visible_table(table, merge.alias.empty() ? table.name : merge.alias);
  bound.relation = target.number;
  if (!merge.alias.empty()) {
    target.schema.clear();
  }
  scope.add(target);
  bound.source = merge_source(*merge.source, scope);
  bound.on = condition(*merge.on, {.scope = &scope, .clause = Clause::from_on});
  Scope source_only = new_scope(nullptr);
  for (std::size_t relation = 1; relation < scope.relations.size(); ++relation) {
    source_only.add(scope.relations[relation]);
  }
  source_only.merged = scope.merged;
  for (const ast::MergeAction& action : merge.actions) {
    hidden_target_ = action.matched ? nullptr : &target;
    bound.actions.push_back(merge_action(action, table, action.matched ? scope : source_only));
  }
  hidden_target_ = nullptr;
  return bound;
}

// The source may not go by the target's name.
FromPtr StatementBinder::merge_source(const ast::FromItem& item, Scope& scope) {
  Scope alone = new_scope(nullptr);
  FromPtr source = from_item(item, alone);
  const VisibleRelation target = scope.relations.front();
  for (const VisibleRelation& relation : alone.relations) {
    if (relation.alias == target.alias && relation.schema == target.schema) {
      SqlError error = dialect_.error(Condition::duplicate_alias, {target.alias});
      error.message = "name \"" + target.alias + "\" specified more than once";
      error.detail = "The name is used both as MERGE target table and data source.";
      throw error;
    }
    scope.add(relation);
  }
  scope.merged = alone.merged;
  return source;
}

MergeAction StatementBinder::merge_action(const ast::MergeAction& action, const catalog::Table& table,
                                          const Scope& scope) {
  MergeAction bound{action.kind, action.matched, nullptr};
  if (action.condition != nullptr) {
    bound.condition = condition(*action.condition, {.scope = &scope, .clause = Clause::merge_when}, "WHEN");
    if (is_volatile(*bound.condition)) {  // it is asked again for each value
      unsupported("a condition of MERGE that changes from one call to the next", action.condition->position);
    }
  }
  ChangeTarget target;
  target.table = &table;
  if (action.kind == ast::MergeKind::update) {
    bound.values = assignments(action.assignments, table, {.scope = &scope, .clause = Clause::set});
    record_write(target, bound.values);
  }
  if (action.kind == ast::MergeKind::delete_) {
    record_write(target, catalog::privilege::delete_);
  }
  if (action.kind == ast::MergeKind::insert) {
    bound.values = merge_insert(action, table, {.scope = &scope, .clause = Clause::values});
    record_write(target, catalog::privilege::insert);
  }
  return bound;
}

std::vector<ColumnAssignment> StatementBinder::merge_insert(const ast::MergeAction& action, const catalog::Table& table,
                                                            const Place& place) {
  ast::Insert insert = insert_of(action);
  std::vector<std::int32_t> given;
  if (!action.values.empty()) {
    insert.source = std::make_unique<ast::Query>();  // else nothing is given: DEFAULT VALUES
    given = insert_columns(insert, table);
  }
  if (action.values.size() > given.size()) {
    fail(Condition::syntax_error, {"INSERT has more expressions than target columns"},
         action.values[given.size()]->position);
  }
  if (action.values.size() < given.size() && !action.columns.empty()) {
    fail(Condition::syntax_error, {"INSERT has more target columns than expressions"},
         action.columns[action.values.size()].position);
  }
  given.resize(action.values.size());
  std::vector<ExpressionPtr> row;
  for (const ast::ExpressionPtr& value : action.values) {
    const auto* keyword = std::get_if<ast::Default>(&value->node);
    row.push_back(keyword != nullptr && keyword->column.empty() ? nullptr : expression(*value, place));
  }
  const std::vector<std::int32_t> stored = stored_columns(table);
  std::vector<ExpressionPtr> complete = complete_row(table, given, stored, std::move(row), insert);
  std::vector<ColumnAssignment> values;
  for (std::size_t index = 0; index < stored.size(); ++index) {
    values.push_back({stored[index], std::move(complete[index])});
  }
  return values;
}

}  // namespace emulator::bind
