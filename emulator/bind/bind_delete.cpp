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
  ChangeTarget changed = change_target(target->name, target->alias, "DELETE");
  const catalog::Table& table = *changed.table;
  record_write(changed, catalog::privilege::delete_);
  open_temporary(table, changed.relation.alias);
  bound.table = &table;
  Scope scope = new_scope(nullptr);
  bound.relation = changed.relation.number;
  scope.add(changed.relation);
  bound.using_ = from_list(delete_.using_, scope);
  changed_tables_.push_back(&table);
  bound.where = changed_rows(changed, delete_.where.get(), scope);
  row_limits(delete_.order_by, delete_.limit.get(), scope, bound.order_by, bound.limit);
  bound.returning = returning(delete_.returning, scope);
  return bound;
}

}  // namespace emulator::bind
