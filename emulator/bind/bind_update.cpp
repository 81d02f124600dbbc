// UPDATE, and what it shares with the other modifications: assignments, RETURNING, row limits.
#include <algorithm>

#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

Statement StatementBinder::update(const ast::Update& update) {
  environment_.context->modifies = true;
  if (dialect_.traits.update_sees_new_values && is_rowwise(update)) {
    return rowwise_update(update);
  }
  const auto* target = std::get_if<ast::TableReference>(&update.target->node);
  if (target == nullptr) {
    unsupported("UPDATE of several tables", update.target->position);
  }
  Update bound;
  with_list(update.with, update.recursive, nullptr, bound.with);
  bound.recursive = update.recursive;
  ChangeTarget changed = change_target(target->name, target->alias, "UPDATE");
  const catalog::Table& table = *changed.table;
  open_temporary(table, changed.relation.alias);
  bound.table = &table;
  Scope scope = new_scope(nullptr);
  bound.relation = changed.relation.number;
  scope.add(changed.relation);
  bound.from = from_list(update.from, scope);
  changed_tables_.push_back(&table);
  changed_view_ = changed.view == nullptr ? nullptr : &changed;
  bound.assignments = assignments(update.assignments, table, {.scope = &scope, .clause = Clause::set});
  changed_view_ = nullptr;
  record_write(changed, bound.assignments);
  add_on_update(table, bound.assignments);
  bound.where = changed_rows(changed, update.where.get(), scope);
  row_limits(update.order_by, update.limit.get(), scope, bound.order_by, bound.limit);
  bound.returning = returning(update.returning, scope);
  return bound;
}

std::vector<ColumnAssignment> StatementBinder::assignments(const std::vector<ast::Assignment>& assignments,
                                                           const catalog::Table& table, const Place& place) {
  std::vector<ColumnAssignment> bound;
  for (const ast::Assignment& assignment : assignments) {
    const std::int32_t ordinal =
        changed_view_ != nullptr
            ? changed_column(*changed_view_, assignment.column, Clause::set)
            : column_ordinal(table, assignment.column.parts.back(), assignment.column.position, Clause::set);
    assign_column(assignment, place.scope->relations.front(), ordinal, place, bound);
  }
  return bound;
}

// MySQL takes a column twice, and the later value; each sees what was assigned before it.
void StatementBinder::assign_column(const ast::Assignment& assignment, const VisibleRelation& target,
                                    std::int32_t ordinal, const Place& place, std::vector<ColumnAssignment>& bound) {
  const catalog::Table& table = *target.table;
  const catalog::Column& column = table.columns[static_cast<std::size_t>(ordinal)];
  const std::uint32_t position = assignment.column.position;
  const auto earlier = std::find_if(bound.begin(), bound.end(),
                                    [ordinal](const ColumnAssignment& other) { return other.column == ordinal; });
  if (earlier != bound.end() && !dialect_.traits.update_sees_new_values) {
    fail(Condition::column_assigned_twice, {column.name});
  }
  ExpressionPtr value;
  const auto* keyword = std::get_if<ast::Default>(&assignment.value->node);
  if (keyword != nullptr && keyword->column.empty()) {
    value = default_value(table, ordinal);
  } else {
    if (column.generated_text || column.identity == catalog::Identity::always) {
      fail(Condition::generated_always_update, {column.name, table.name}, position);
    }
    value = never_null(assign(expression(*assignment.value, place), table, ordinal), table, ordinal);
    if (dialect_.traits.update_sees_new_values) {
      value = with_new_values(std::move(value), bound, target.number);
    }
  }
  if (earlier == bound.end()) {
    bound.push_back({ordinal, std::move(value)});
  } else {
    earlier->value = std::move(value);
  }
}

// MySQL evaluates SET from left to right: a column that was assigned before reads as its new value.
ExpressionPtr StatementBinder::with_new_values(ExpressionPtr value, const std::vector<ColumnAssignment>& earlier,
                                               std::int32_t target) {
  if (earlier.empty()) {
    return value;
  }
  substitute(value, [&](const Expression& part) -> ExpressionPtr {
    const auto* use = std::get_if<ColumnUse>(&part.node);
    if (use == nullptr || use->relation != target) {
      return nullptr;
    }
    for (const ColumnAssignment& assignment : earlier) {
      if (assignment.column != use->column) {
        continue;
      }
      if (contains<Subquery>(*assignment.value)) {
        unsupported("reading a column that SET assigned from a subquery before", part.position);
      }
      return copy_of(*assignment.value);
    }
    return nullptr;
  });
  return value;
}

// MySQL's ON UPDATE CURRENT_TIMESTAMP columns that the statement does not name.
void StatementBinder::add_on_update(const catalog::Table& table, std::vector<ColumnAssignment>& assignments) {
  for (std::size_t ordinal = 0; ordinal < table.columns.size(); ++ordinal) {
    const catalog::Column& column = table.columns[ordinal];
    bool is_assigned = !column.on_update_text.has_value();
    for (const ColumnAssignment& assignment : assignments) {
      is_assigned = is_assigned || assignment.column == static_cast<std::int32_t>(ordinal);
    }
    if (!is_assigned) {
      const ast::ExpressionPtr parsed = dialect_.parse_expression(*column.on_update_text);
      const auto number = static_cast<std::int32_t>(ordinal);
      ExpressionPtr now = assign(expression(*parsed, {.clause = Clause::default_}), table, number);
      assignments.push_back({number, std::move(now), true});
    }
  }
}

Returning StatementBinder::returning(const std::vector<ast::SelectItem>& items, const Scope& scope) {
  Returning bound;
  if (items.empty()) {
    return bound;
  }
  Query holder;
  holder.body = Select{};
  const Place place{.scope = &scope, .clause = Clause::returning};
  for (const ast::SelectItem& item : items) {
    if (const auto* node = std::get_if<ast::Star>(&item.expression->node)) {
      star(*node, item.expression->position, scope, holder);
      continue;
    }
    ExpressionPtr value = settle_unknown(expression(*item.expression, place));
    Origin origin = origin_of(*value, scope);
    add_output(holder, std::move(value), dialect_.column_label(item), std::move(origin));
  }
  settle_rows(holder);
  bound.outputs = std::move(std::get<Select>(holder.body).outputs);
  bound.columns = std::move(holder.columns);
  return bound;
}

void StatementBinder::row_limits(const std::vector<ast::SortItem>& order, const ast::Expression* limit,
                                 const Scope& scope, std::vector<SortKey>& keys, ExpressionPtr& bound_limit) {
  for (const ast::SortItem& item : order) {
    keys.push_back(sort_key(item, expression(*item.expression, {.scope = &scope, .clause = Clause::order_by})));
  }
  if (limit != nullptr) {
    bound_limit =
        coerce(expression(*limit, {.clause = Clause::limit}), type(TypeId::bigint), sql::CastStrength::assignment);
  }
}

}  // namespace emulator::bind
