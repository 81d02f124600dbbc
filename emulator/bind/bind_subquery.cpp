// Subqueries inside expressions.
#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

ExpressionPtr StatementBinder::scalar_subquery(const ast::Query& query, std::uint32_t position, const Place& place) {
  QueryPtr bound = this->query(query, place.scope);
  if (bound->columns.size() != 1) {
    fail(Condition::subquery_columns, {"1"}, position);
  }
  const Type type = bound->columns.front().type;
  Subquery node;
  node.kind = SubqueryKind::scalar;
  node.query = std::move(bound);
  return make(std::move(node), type, true, position);
}

ExpressionPtr StatementBinder::exists(const ast::Exists& node, std::uint32_t position, const Place& place) {
  Subquery bound;
  bound.kind = SubqueryKind::exists;
  bound.query = query(*node.query, place.scope);
  settle_rows(*bound.query);
  return make(std::move(bound), dialect_.truth_type(), false, position);
}

// operand IN (query): the operand and the query's columns meet at the types by which `=` compares them.
ExpressionPtr StatementBinder::in_subquery(const ast::InSubquery& node, std::uint32_t position, const Place& place) {
  Subquery bound;
  bound.kind = SubqueryKind::in;
  bound.negated = node.negated;
  bound.query = query(*node.query, place.scope);
  std::vector<ExpressionPtr> operands;
  if (const auto* row = std::get_if<ast::Row>(&node.operand->node)) {
    for (const ast::ExpressionPtr& element : row->elements) {
      operands.push_back(expression(*element, place));
    }
  } else {
    operands.push_back(expression(*node.operand, place));
  }
  if (operands.size() != bound.query->columns.size()) {
    fail(Condition::operand_columns, {std::to_string(operands.size())}, position);
  }
  for (std::size_t index = 0; index < operands.size(); ++index) {
    const sql::Operand pair[] = {operands_of(operands)[index], {bound.query->columns[index].type, nullptr}};
    const sql::Resolution resolution =
        at(position, [&] { return dialect_.resolve_operator("=", pair, has_extension()); });
    if (!compares_as_stored(*resolution.overload)) {
      if (operands.size() > 1) {
        unsupported("IN of rows with a column of type " + dialect_.spelled(pair[0].type), position);
      }
      ast::Quantified any;
      any.symbol = "=";
      ExpressionPtr found = quantified_over(std::move(bound.query), std::move(operands[0]), any, position);
      return node.negated ? make(Not{std::move(found)}, dialect_.truth_type(), true, position) : std::move(found);
    }
    operands[index] = coerce(std::move(operands[index]), resolution.arguments[0], sql::CastStrength::implicit);
    convert_column(*bound.query, index, resolution.arguments[1]);
  }
  if (operands.size() == 1) {
    bound.collation = collation_of({operands.front().get()});
    bound.operand = std::move(operands.front());
  } else {
    bound.operand = make(Row{std::move(operands)}, type(TypeId::record), true, position);
  }
  return make(std::move(bound), dialect_.truth_type(), true, position);
}

ExpressionPtr StatementBinder::quantified(const ast::Quantified& node, std::uint32_t position, const Place& place) {
  if (node.query == nullptr) {
    return quantified_array(node, position, place);
  }
  QueryPtr query = this->query(*node.query, place.scope);
  if (query->columns.size() != 1) {
    fail(Condition::subquery_columns, {"1"}, position);
  }
  return quantified_over(std::move(query), expression(*node.operand, place), node, position);
}

ExpressionPtr StatementBinder::quantified_over(QueryPtr query, ExpressionPtr left, const ast::Quantified& node,
                                               std::uint32_t position) {
  Subquery bound;
  bound.kind = node.all ? SubqueryKind::all : SubqueryKind::any;
  bound.query = std::move(query);
  std::vector<ExpressionPtr> operand;
  operand.push_back(std::move(left));
  const sql::Operand pair[] = {operands_of(operand)[0], {bound.query->columns[0].type, nullptr}};
  const sql::Resolution resolution =
      at(position, [&] { return dialect_.resolve_operator(node.symbol, pair, has_extension()); });
  bound.operand = coerce(std::move(operand[0]), resolution.arguments[0], sql::CastStrength::implicit);
  convert_column(*bound.query, 0, resolution.arguments[1]);
  bound.comparison = resolution.overload;
  bound.collation = collation_of({bound.operand.get()});
  return make(std::move(bound), dialect_.truth_type(), true, position);
}

}  // namespace emulator::bind
