// SELECT: items, stars, WHERE, GROUP BY, HAVING, ORDER BY.
#include <utility>

#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

QueryPtr StatementBinder::select(const ast::Query& query, const Scope* outer) {
  const auto& node = std::get<ast::Select>(query.body);
  auto bound = std::make_unique<Query>();
  bound->body = Select{};
  auto& result = std::get<Select>(bound->body);
  Scope scope = new_scope(outer);
  result.from = from_list(node.from, scope);
  if (&node == watched_select_) {
    source_rows_ = scope.relations;
  }
  if (node.where != nullptr) {
    result.where = condition(*node.where, {.scope = &scope, .clause = Clause::where});
  }
  bool saw_aggregate = false;
  RowFunction set_calls{-1, {}, {}, -1};
  Place place{.scope = &scope, .clause = Clause::select_list, .select = &node, .saw_aggregate = &saw_aggregate};
  place.set_calls = &set_calls;
  if (node.grouping != ast::GroupingKind::plain) {
    grouping_sets(node, scope, *bound);
    place.grouped = &result;
  }
  select_items(node, place, *bound);
  if (node.grouping == ast::GroupingKind::plain) {
    group_by(node, scope, *bound);
  }
  if (node.having != nullptr) {
    place.set_calls = nullptr;
    place.clause = Clause::having;
    result.having = condition(*node.having, place);
  }
  result.distinct = node.distinct;
  bound->calculates_found_rows = node.calculates_found_rows;
  order_by(query, scope, *bound, saw_aggregate);
  if (node.distinct) {
    for (const ExpressionPtr& output : result.outputs) {
      require_equality(output->type, output->position);
    }
  }
  if (!node.distinct_on.empty()) {
    distinct_on(query, scope, *bound);
  }
  if (result.having != nullptr && !saw_aggregate && result.group_by.empty() && dialect_.traits.having_sees_aliases) {
    filter_by_having(result, scope);
  }
  result.is_grouped = saw_aggregate || !result.group_by.empty() || result.having != nullptr;
  if (result.is_grouped && !set_calls.calls.empty()) {
    unsupported("a set-returning function in the select list of a grouped query", set_calls.calls.front()->position);
  }
  if (result.is_grouped && environment_.context->modes.only_full_group_by) {
    check_grouping(*bound, scope);
  } else if (result.is_grouped) {
    take_any_values(*bound, scope);
  }
  if (!set_calls.calls.empty()) {
    join_set_calls(*bound, std::move(set_calls));
  }
  return bound;
}

void StatementBinder::select_items(const ast::Select& select, const Place& place, Query& bound) {
  const Scope& scope = *place.scope;
  for (const ast::SelectItem& item : select.items) {
    if (const auto* node = std::get_if<ast::Star>(&item.expression->node)) {
      auto earlier = accesses_ == nullptr ? decltype(Accesses::columns){} : std::exchange(accesses_->columns, {});
      star(*node, item.expression->position, scope, bound);
      if (accesses_ != nullptr) {
        accesses_->starred.insert(accesses_->columns.begin(), accesses_->columns.end());
        accesses_->columns.merge(earlier);
      }
      continue;
    }
    ExpressionPtr value = expression(*item.expression, place);
    const bool is_name = std::holds_alternative<ast::ColumnReference>(item.expression->node) && item.alias.empty();
    if (uses_ != nullptr && is_name && !uses_->column_names.empty() &&
        uses_->column_names.back().position == item.expression->position) {
      uses_->column_names.back().is_label = true;
    }
    Origin origin = origin_of(*value, scope);
    add_output(bound, std::move(value), dialect_.column_label(item), std::move(origin));
  }
}

void StatementBinder::add_output(Query& bound, ExpressionPtr expression, std::string label, Origin origin) {
  expression = shown_digits(std::move(expression));
  bound.columns.push_back({std::move(label), expression->type, expression->nullable, std::move(origin)});
  std::get<Select>(bound.body).outputs.push_back(std::move(expression));
}

void StatementBinder::star(const ast::Star& star, std::uint32_t position, const Scope& scope, Query& bound) {
  if (!star.qualifier.empty()) {
    const VisibleRelation* relation = scope.find_relation(star.qualifier);
    if (relation == nullptr) {
      fail(Condition::undefined_star_table, {star.qualifier.back()}, position);
    }
    std::string names;
    for (std::size_t column = 0; column < relation->columns.size(); ++column) {
      const OutputColumn& visible = relation->columns[column];
      append_starred(names, relation->alias, visible.label);
      add_output(bound, column_of(*relation, static_cast<std::int32_t>(column), position), visible.label,
                 visible.origin);
    }
    record_star(position, star.qualifier.size(), std::move(names));
    return;
  }
  if (scope.relations.empty()) {
    fail(Condition::syntax_error, {"SELECT * with no tables specified is not valid"}, position);
  }
  std::string names;
  for (const StarColumn& column : scope.star) {
    if (column.merged >= 0) {
      const MergedColumn& merged = scope.merged[static_cast<std::size_t>(column.merged)];
      append_starred(names, "", merged.name);
      ExpressionPtr value = merged_column(merged, scope, position);
      Origin origin = origin_of(*value, scope);
      add_output(bound, std::move(value), merged.name, std::move(origin));
      continue;
    }
    const VisibleRelation& relation = *scope.by_number(column.place.relation);
    const OutputColumn& visible = relation.columns[static_cast<std::size_t>(column.place.column)];
    append_starred(names, relation.alias, visible.label);
    add_output(bound, column_of(relation, column.place.column, position), visible.label, visible.origin);
  }
  record_star(position, 0, std::move(names));
}

void StatementBinder::append_starred(std::string& names, const std::string& alias, const std::string& column) const {
  const char quote = dialect_.traits.identifier_quote;
  names += (names.empty() ? "" : ", ") + (alias.empty() ? "" : quoted_name(alias, quote) + ".");
  names += quoted_name(column, quote);
}

void StatementBinder::record_star(std::uint32_t position, std::size_t parts, std::string columns) {
  if (uses_ != nullptr && view_depth_ == 0) {
    uses_->stars.push_back({position, parts, std::move(columns)});
  }
}

// Of a view that is changed: its column that is this expression.
static Origin origin_through_view(const Expression& expression, const VisibleRelation& view) {
  for (std::size_t column = 0; column < view.columns.size(); ++column) {
    if (same(expression, *(*view.seen_through)[column])) {
      return view.columns[column].origin;
    }
  }
  return {};
}

Origin StatementBinder::origin_of(const Expression& expression, const Scope& scope) const {
  const auto* use = std::get_if<ColumnUse>(&expression.node);
  const VisibleRelation* relation = use == nullptr ? nullptr : scope.by_number(use->relation);
  if (relation == nullptr || relation->seen_through != nullptr) {
    return relation == nullptr ? Origin{} : origin_through_view(expression, *relation);
  }
  const auto& column = relation->columns[static_cast<std::size_t>(use->column)];
  const bool is_cast =
      column.type != expression.type;  // one that changes no stored value is no call, yet no column either
  return is_cast ? Origin{} : column.origin;
}

void StatementBinder::group_by(const ast::Select& select, const Scope& scope, Query& bound) {
  auto& result = std::get<Select>(bound.body);
  for (const ast::ExpressionPtr& item : select.group_by) {
    ExpressionPtr key = group_key(*item, select, scope, bound);
    if (auto* row = std::get_if<Row>(&key->node); row != nullptr && !dialect_.traits.schema_is_database) {
      for (ExpressionPtr& element : row->elements) {
        require_equality(element->type, item->position);
        result.group_by.push_back(std::move(element));
      }
      continue;
    }
    require_equality(key->type, item->position);
    result.group_by.push_back(std::move(key));
  }
}

// A bare name is a column of FROM before it is an alias; a number is an item of the list.
ExpressionPtr StatementBinder::group_key(const ast::Expression& item, const ast::Select& select, const Scope& scope,
                                         Query& bound) {
  const ast::Expression* meant = &item;
  const auto* reference = std::get_if<ast::ColumnReference>(&item.node);
  const std::size_t count = bound.columns.empty() ? select.items.size() : bound.columns.size();
  if (const auto ordinal = output_ordinal(item, count, "GROUP BY")) {
    if (select.items.size() != count) {  // a star stands before or behind it
      return copy_of(*std::get<Select>(bound.body).outputs[static_cast<std::size_t>(*ordinal)]);
    }
    meant = select.items[static_cast<std::size_t>(*ordinal)].expression.get();
  }
  if (reference != nullptr && reference->parts.size() == 1 && scope.find(reference->parts).kind == Found::Kind::none) {
    for (const ast::SelectItem& candidate : select.items) {
      if (!candidate.alias.empty() && scope.same_name(candidate.alias, reference->parts[0])) {
        meant = candidate.expression.get();
      }
    }
  }
  return settle_unknown(expression(*meant, {.scope = &scope, .clause = Clause::group_by, .select = &select}));
}

std::optional<std::int32_t> StatementBinder::output_ordinal(const ast::Expression& expression, std::size_t count,
                                                            std::string_view clause) const {
  const auto* number = std::get_if<ast::NumberLiteral>(&expression.node);
  if (number == nullptr || number->has_point || number->has_exponent) {
    return std::nullopt;
  }
  const bool fits = number->text.size() < 9 && std::stoul(number->text) >= 1 && std::stoul(number->text) <= count;
  if (!fits) {
    fail(Condition::order_by_position, {number->text, std::string(clause)}, expression.position);
  }
  return static_cast<std::int32_t>(std::stoul(number->text)) - 1;
}

std::optional<std::int32_t> StatementBinder::output_named(const std::string& name, const ast::Select& select,
                                                          const Query& bound) const {
  const Scope names = new_scope(nullptr);
  for (std::size_t column = 0; column < bound.columns.size(); ++column) {
    const bool is_plain = bound.columns.size() == select.items.size();
    const bool has_name = !is_plain || !select.items[column].alias.empty() ||
                          !dialect_.traits.schema_is_database ||  // PostgreSQL: x::text is x too
                          std::holds_alternative<ast::ColumnReference>(select.items[column].expression->node);
    if (has_name && names.same_name(bound.columns[column].label, name)) {
      return static_cast<std::int32_t>(column);
    }
  }
  return std::nullopt;
}

// A bare name is an output column first; any other expression sees the columns of FROM.
// A row is ordered by one field after the other, and NULL in a field is greater than all else.
void StatementBinder::order_by_row(const ast::SortItem& item, std::vector<ExpressionPtr> fields, Query& bound) {
  for (ExpressionPtr& field : fields) {
    require_order(field->type, field->position);
    SortKey key = sort_key(item, std::move(field));
    key.nulls_first = key.descending;
    bound.order_by.push_back(std::move(key));
  }
}

void StatementBinder::order_by(const ast::Query& query, const Scope& scope, Query& bound, bool& saw_aggregate) {
  const auto& select = std::get<ast::Select>(query.body);
  auto& result = std::get<Select>(bound.body);
  for (const ast::SortItem& item : query.order_by) {
    std::optional<std::int32_t> output = output_ordinal(*item.expression, bound.columns.size(), "ORDER BY");
    std::optional<std::string_view> collation;  // its own, which may be another than the output's
    const auto* reference = std::get_if<ast::ColumnReference>(&item.expression->node);
    if (!output && reference != nullptr && reference->parts.size() == 1) {
      output = output_named(reference->parts[0], select, bound);
    }
    if (!output) {
      ExpressionPtr value =
          settle_unknown(expression(*item.expression, {.scope = &scope,
                                                       .clause = Clause::order_by,
                                                       .select = &select,
                                                       .saw_aggregate = &saw_aggregate,
                                                       .grouped = result.grouping_sets.empty() ? nullptr : &result}));
      value = shown_digits(std::move(value));
      collation = collation_of({value.get()});
      for (std::size_t column = 0; column < result.outputs.size() && !output; ++column) {
        if (same(*result.outputs[column], *value)) {
          output = static_cast<std::int32_t>(column);
        }
      }
      if (!output && result.distinct) {
        fail(Condition::invalid_column_reference,
             {"for SELECT DISTINCT, ORDER BY expressions must appear in select list"}, item.expression->position);
      }
      if (auto* row = std::get_if<Row>(&value->node); row != nullptr && (!output || !result.distinct)) {
        order_by_row(item, std::move(row->elements), bound);
        continue;
      }
      if (!output) {
        require_order(value->type, item.expression->position);
        bound.order_by.push_back(sort_key(item, std::move(value)));
        continue;
      }
    }
    const Expression& shown = *result.outputs[static_cast<std::size_t>(*output)];
    if (shown.type.id == TypeId::record) {
      const auto* row = std::get_if<Row>(&shown.node);
      if (row == nullptr || result.distinct || contains<Subquery>(shown)) {
        unsupported("ORDER BY such a row", item.expression->position);
      }
      std::vector<ExpressionPtr> fields;
      for (const ExpressionPtr& element : row->elements) {
        fields.push_back(copy_of(*element));
      }
      order_by_row(item, std::move(fields), bound);
      continue;
    }
    require_order(shown.type, item.expression->position);
    SortKey key = sort_key(item, nullptr);
    key.output = *output;
    key.collation = collation ? *collation : collation_of({result.outputs[static_cast<std::size_t>(*output)].get()});
    bound.order_by.push_back(std::move(key));
  }
}

namespace {

// Of its order.
bool has_operator(const sql::Dialect& dialect, std::string_view symbol, const Type& type,
                  const sql::HasExtension& has_extension) {
  if (type.id == TypeId::record || type.id == TypeId::unknown) {
    return true;  // a row has the operators of its columns, a literal will have a type
  }
  if (!dialect.is_sortable(type)) {
    return false;
  }
  const sql::Operand operands[] = {{type}, {type}};
  try {
    dialect.resolve_operator(symbol, operands, has_extension);
    return true;
  } catch (const SqlError& error) {
    if (error.condition != Condition::undefined_operator) {
      throw;
    }
    return false;
  }
}

}  // namespace

void StatementBinder::require_order(const Type& type, std::uint32_t position) const {
  if (!has_operator(dialect_, "<", type, has_extension())) {
    fail(Condition::no_ordering_operator, {dialect_.spelled(type)}, position);
  }
}

void StatementBinder::require_equality(const Type& type, std::uint32_t position) const {
  if (!has_operator(dialect_, "=", type, has_extension())) {
    fail(Condition::no_equality_operator, {dialect_.spelled(type)}, position);
  }
}

SortKey StatementBinder::sort_key(const ast::SortItem& item, ExpressionPtr expression) const {
  SortKey key;
  key.descending = item.order == ast::SortOrder::descending;
  const bool nulls_are_high = dialect_.traits.nulls_sort_high;
  key.nulls_first = item.nulls == ast::NullsOrder::unspecified ? nulls_are_high == key.descending
                                                               : item.nulls == ast::NullsOrder::first;
  if (expression != nullptr) {
    key.collation = collation_of({expression.get()});
  }
  key.expression = std::move(expression);
  return key;
}

}  // namespace emulator::bind
