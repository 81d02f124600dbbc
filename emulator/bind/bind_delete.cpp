// DELETE of one table, with PostgreSQL's USING and MySQL's ORDER BY and LIMIT.
#include "bind/statement_binder.hpp"

namespace emulator::bind {

Statement StatementBinder::delete_(const ast::Delete& delete_) {
  environment_.context->modifies = true;
  if (dialect_.traits.update_sees_new_values && is_rowwise(delete_)) {
    return rowwise_delete(delete_);
  }
  const auto* target = std::get_if<ast::TableReference>(&delete_.from->node);
  Delete bound;
  with_list(delete_.with, delete_.recursive, nullptr, bound.with);
  bound.recursive = delete_.recursive;
  const catalog::Table& table = target_table(target->name, "DELETE");
  open_temporary(table, target->alias.empty() ? table.name : target->alias);
  bound.table = &table;
  Scope scope = new_scope(nullptr);
  VisibleRelation relation = visible_table(table, target->alias.empty() ? table.name : target->alias);
  bound.relation = relation.number;
  if (!target->alias.empty()) {
    relation.schema.clear();
  }
  scope.add(std::move(relation));
  bound.using_ = from_list(delete_.using_, scope);
  changed_tables_.push_back(&table);
  if (delete_.where != nullptr) {
    bound.where = condition(*delete_.where, {.scope = &scope, .clause = Clause::where});
  }
  row_limits(delete_.order_by, delete_.limit.get(), scope, bound.order_by, bound.limit);
  bound.returning = returning(delete_.returning, scope);
  return bound;
}

}  // namespace emulator::bind
