// MySQL's UPDATE and DELETE of joined tables, in an order, with IGNORE or behind WITH: the rows are found first, then
// changed one by one (https://dev.mysql.com/doc/refman/8.0/en/update.html, …/delete.html).
#include <algorithm>

#include "bind/statement_binder.hpp"
#include "sql/dotted.hpp"

namespace emulator::bind {

bool StatementBinder::is_rowwise(const ast::Update& update) {
  return !std::holds_alternative<ast::TableReference>(update.target->node) || !update.with.empty() || update.ignore ||
         !update.order_by.empty();
}

bool StatementBinder::is_rowwise(const ast::Delete& delete_) {
  return !delete_.targets.empty() || !delete_.with.empty() || delete_.ignore;
}

Statement StatementBinder::rowwise_update(const ast::Update& update) {
  RowwiseChange bound;
  bound.recursive = update.recursive;
  bound.ignore = ignores_errors_ = update.ignore;
  with_list(update.with, update.recursive, nullptr, bound.with);
  Scope scope = new_scope(nullptr);
  bound.from = from_item(*update.target, scope);
  rowwise_assignments(update.assignments, scope, bound);
  if (update.where != nullptr) {
    bound.where = condition(*update.where, {.scope = &scope, .clause = Clause::where});
  }
  row_limits(update.order_by, update.limit.get(), scope, bound.order_by, bound.limit);
  return bound;
}

namespace {

// Targets stand in the order of the join, whichever the statement names first.
ChangedTable& target_of(const VisibleRelation& relation, RowwiseChange& bound) {
  const auto same = [&](const ChangedTable& target) { return target.relation == relation.number; };
  const auto found = std::find_if(bound.targets.begin(), bound.targets.end(), same);
  if (found != bound.targets.end()) {
    return *found;
  }
  const auto place = std::find_if(bound.targets.begin(), bound.targets.end(),
                                  [&](const ChangedTable& target) { return target.relation > relation.number; });
  return *bound.targets.insert(place, ChangedTable{relation.number, relation.table, {}});
}

bool is_base_table(const VisibleRelation& relation) {
  return relation.table != nullptr && !relation.table->is_system_view;
}

}  // namespace

void StatementBinder::rowwise_assignments(const std::vector<ast::Assignment>& assignments, const Scope& scope,
                                          RowwiseChange& bound) {
  const Place place{.scope = &scope, .clause = Clause::set};
  std::vector<const VisibleRelation*> relations;
  std::vector<std::int32_t> ordinals;
  for (const ast::Assignment& assignment : assignments) {
    const ast::ColumnReference reference{assignment.column.parts};
    const Found found = scope.find(reference.parts);
    if (found.kind != Found::Kind::column) {
      fail(found.kind == Found::Kind::ambiguous ? Condition::ambiguous_column : Condition::undefined_column,
           {sql::dotted(reference.parts), std::string(rule_of(Clause::set).phrase)}, assignment.column.position);
    }
    if (!is_base_table(*found.relation)) {
      fail(Condition::table_is_not_base, {found.relation->alias, "UPDATE", "UPDATE"}, assignment.column.position);
    }
    relations.push_back(found.relation);
    ordinals.push_back(found.place.column);
    changed_tables_.push_back(found.relation->table);
  }
  for (std::size_t index = 0; index < assignments.size(); ++index) {
    assign_column(assignments[index], *relations[index], ordinals[index], place,
                  target_of(*relations[index], bound).assignments);
  }
  for (ChangedTable& target : bound.targets) {
    add_on_update(*target.table, target.assignments);
  }
}

Statement StatementBinder::rowwise_delete(const ast::Delete& delete_) {
  RowwiseChange bound;
  bound.deletes = true;
  bound.recursive = delete_.recursive;
  bound.ignore = ignores_errors_ = delete_.ignore;
  with_list(delete_.with, delete_.recursive, nullptr, bound.with);
  Scope scope = new_scope(nullptr);
  bound.from = from_item(*delete_.from, scope);
  rowwise_targets(delete_.targets, scope, bound);
  if (delete_.where != nullptr) {
    bound.where = condition(*delete_.where, {.scope = &scope, .clause = Clause::where});
  }
  row_limits(delete_.order_by, delete_.limit.get(), scope, bound.order_by, bound.limit);
  return bound;
}

// Without names, the one table of FROM.
void StatementBinder::rowwise_targets(const std::vector<ast::Name>& targets, const Scope& scope, RowwiseChange& bound) {
  std::vector<const VisibleRelation*> relations;
  for (const ast::Name& name : targets) {
    const auto named = std::find_if(scope.relations.begin(), scope.relations.end(), [&](const VisibleRelation& other) {
      return other.alias == name.parts.back() && (name.parts.size() < 2 || other.schema == name.parts.front());
    });
    if (named == scope.relations.end()) {
      fail(Condition::unknown_delete_target, {name.parts.back()}, name.position);
    }
    relations.push_back(&*named);
  }
  if (targets.empty()) {
    relations.push_back(&scope.relations.front());
  }
  for (const VisibleRelation* relation : relations) {
    if (!is_base_table(*relation)) {
      fail(Condition::table_is_not_base, {relation->alias, "DELETE", "DELETE"});
    }
    target_of(*relation, bound);
    changed_tables_.push_back(relation->table);
  }
}

}  // namespace emulator::bind
