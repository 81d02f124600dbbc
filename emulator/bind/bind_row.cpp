// Rows as values: ROW(…), the row of a relation by its name, its fields, and what becomes of a row where a document or
// a text is wanted. A row never reaches SQLite as one value: it is spread into its fields here.
#include "bind/statement_binder.hpp"

namespace emulator::bind {

ExpressionPtr StatementBinder::row(const ast::Row& node, std::uint32_t position, const Place& place) {
  Row bound;
  for (const ast::ExpressionPtr& element : node.elements) {
    const auto* star = std::get_if<ast::Star>(&element->node);
    if (star == nullptr) {
      bound.elements.push_back(settle_unknown(expression(*element, place)));
      continue;
    }
    const VisibleRelation* relation =
        place.scope == nullptr || star->qualifier.empty() ? nullptr : place.scope->find_relation(star->qualifier);
    if (relation == nullptr) {
      unsupported("* in a row", element->position);
    }
    for (std::size_t column = 0; column < relation->columns.size(); ++column) {
      bound.elements.push_back(column_of(*relation, static_cast<std::int32_t>(column), element->position));
    }
  }
  for (std::size_t field = 0; field < bound.elements.size(); ++field) {
    bound.labels.push_back("f" + std::to_string(field + 1));
  }
  return make(std::move(bound), type(TypeId::record), false, position);
}

// Of a relation that an outer join may leave without a row, the row is NULL when it has none.
ExpressionPtr StatementBinder::whole_row(const VisibleRelation& relation, std::uint32_t position) {
  if (relation.is_scalar) {
    return column_of(relation, 0, position);
  }
  Row bound;
  Logical missing{ast::LogicalKind::and_, {}};
  for (std::size_t column = 0; column < relation.columns.size(); ++column) {
    const auto ordinal = static_cast<std::int32_t>(column);
    bound.elements.push_back(column_of(relation, ordinal, position));
    bound.labels.push_back(relation.columns[column].label);
    const bool tells =
        relation.table != nullptr && relation.seen_through == nullptr && relation.table->columns[column].not_null;
    if (tells) {  // one column that is never NULL in the table says it all
      missing.operands.clear();
    }
    missing.operands.push_back(
        make(IsNull{column_of(relation, ordinal, position), false}, dialect_.truth_type(), false, position));
    if (tells) {
      break;
    }
  }
  for (std::size_t column = bound.elements.size(); column < relation.columns.size(); ++column) {
    bound.elements.push_back(column_of(relation, static_cast<std::int32_t>(column), position));
    bound.labels.push_back(relation.columns[column].label);
  }
  if (relation.may_be_missing) {
    bound.is_missing = make(std::move(missing), dialect_.truth_type(), false, position);
  }
  const bool nullable = relation.may_be_missing;
  const Type row_type{.id = TypeId::record, .name = relation.row_type};
  return make(std::move(bound), row_type, nullable, position);
}

ExpressionPtr StatementBinder::field(const ast::FieldSelection& node, std::uint32_t position, const Place& place) {
  ExpressionPtr operand = expression(*node.operand, place);
  auto* bound = std::get_if<Row>(&operand->node);
  if (bound == nullptr) {
    unsupported("field selection", position);
  }
  for (std::size_t index = 0; index < bound->labels.size(); ++index) {
    if (bound->labels[index] == node.field) {
      return std::move(bound->elements[index]);
    }
  }
  fail(Condition::undefined_field, {node.field, "record"}, position);
}

// Null if a row cannot become that. The coercion of a query's row happens in the query.
ExpressionPtr StatementBinder::coerce_row(ExpressionPtr value, const Type& to) {
  const bool to_text = is_character(to.id);
  if (!to_text && to.id != TypeId::other) {
    return nullptr;
  }
  const std::uint32_t position = value->position;
  if (auto* subquery = std::get_if<Subquery>(&value->node);
      subquery != nullptr && subquery->kind == SubqueryKind::scalar) {
    convert_column(*subquery->query, 0, to);
    value->type = subquery->query->columns.front().type;
    return value;
  }
  auto* bound = std::get_if<Row>(&value->node);
  if (bound == nullptr && to_text) {  // settled before
    value->type = to;
    return value;
  }
  if (bound == nullptr || bound->elements.empty()) {
    unsupported("a row that is not spelled out where it is used", position);
  }
  std::vector<ExpressionPtr> operands;
  if (!to_text) {
    for (const std::string& label : bound->labels) {
      operands.push_back(make(Constant{label}, type(TypeId::text), false, position));
    }
    ExpressionPtr names = named_call("names of fields", std::move(operands), position);
    operands.clear();
    operands.push_back(computed(std::move(names)));
  }
  for (ExpressionPtr& element : bound->elements) {
    const bool is_row = element->type.id == TypeId::record;
    operands.push_back(is_row ? coerce_row(std::move(element), to) : std::move(element));
  }
  ExpressionPtr missing = std::move(bound->is_missing);
  ExpressionPtr made = named_call(to_text ? "row as text" : "row as json", std::move(operands), position);
  made->nullable = missing != nullptr;
  if (missing != nullptr) {
    const Type result = made->type;
    Case node;
    node.branches.push_back({std::move(missing), make(Constant{Null{}}, result, true, position)});
    node.otherwise = std::move(made);
    made = make(std::move(node), result, true, position);
  }
  return made;
}

// What leaves a query as a column is text from there on, of the type record or of its relation's.
void StatementBinder::settle_rows(Query& query) {
  for (std::size_t column = 0; column < query.columns.size(); ++column) {
    if (query.columns[column].type.id == TypeId::record) {
      const Type settled = query.columns[column].type;
      convert_column(query, column, type(TypeId::text));
      query.columns[column].type = settled;
    }
  }
}

}  // namespace emulator::bind
