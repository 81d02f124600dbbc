// Operators and predicates: each becomes a call of the overload the dialect chooses, or one of the few nodes that
// SQLite spells by itself.
#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

std::vector<ExpressionPtr> pair_of(ExpressionPtr left, ExpressionPtr right) {
  std::vector<ExpressionPtr> pair;
  pair.push_back(std::move(left));
  pair.push_back(std::move(right));
  return pair;
}

ExpressionPtr negate(ExpressionPtr operand, bool negated) {
  if (!negated) {
    return operand;
  }
  const Type type = operand->type;
  const bool nullable = operand->nullable;
  const std::uint32_t position = operand->position;
  return make(Not{std::move(operand)}, type, nullable, position);
}

}  // namespace

ExpressionPtr StatementBinder::unary(const ast::UnaryOperator& node, std::uint32_t position, const Place& place) {
  std::vector<ExpressionPtr> operands;
  operands.push_back(expression(*node.operand, place));
  return operator_call(node.symbol, std::move(operands), position);
}

// Left-deep chains (a + b + c + …) are walked, not recursed into, so that long ones cannot exhaust the stack here.
ExpressionPtr StatementBinder::binary(const ast::BinaryOperator& node, std::uint32_t position, const Place& place) {
  const auto* left_row = std::get_if<ast::Row>(&node.left->node);
  const auto* right_row = std::get_if<ast::Row>(&node.right->node);
  if (left_row != nullptr && right_row != nullptr) {
    return row_comparison(node.symbol, *left_row, *right_row, position, place);
  }
  const auto* subquery = std::get_if<ast::ScalarSubquery>(&node.right->node);
  if (left_row != nullptr && subquery != nullptr) {
    return row_subquery_comparison(node.symbol, *left_row, *subquery->query, position, place);
  }
  struct Pending {
    const ast::BinaryOperator* node;
    std::uint32_t position;
  };
  std::vector<Pending> chain{{&node, position}};
  const ast::Expression* left = node.left.get();
  while (const auto* next = std::get_if<ast::BinaryOperator>(&left->node)) {
    if (std::holds_alternative<ast::Row>(next->left->node)) {
      break;
    }
    chain.push_back({next, left->position});
    left = next->left.get();
  }
  ExpressionPtr result;
  if (const auto* interval = std::get_if<ast::Interval>(&left->node)) {  // INTERVAL 1 DAY + d
    const Pending last = chain.back();
    chain.pop_back();
    std::vector<ExpressionPtr> operands =
        pair_of(expression(*last.node->right, place), expression(*interval->amount, place));
    operands.push_back(literal(ast::Expression{ast::StringLiteral{interval->unit, {}}, left->position}));
    result = named_call("date_add", std::move(operands), last.position);
  } else {
    result = expression(*left, place);
  }
  for (auto pending = chain.rbegin(); pending != chain.rend(); ++pending) {
    const ast::BinaryOperator& step = *pending->node;
    if (const auto* interval = std::get_if<ast::Interval>(&step.right->node)) {
      std::vector<ExpressionPtr> operands = pair_of(std::move(result), expression(*interval->amount, place));
      operands.push_back(literal(ast::Expression{ast::StringLiteral{interval->unit, {}}, step.right->position}));
      result = named_call(step.symbol == "-" ? "date_sub" : "date_add", std::move(operands), pending->position);
      continue;
    }
    result = operator_call(step.symbol, pair_of(std::move(result), expression(*step.right, place)), pending->position);
  }
  return result;
}

// (a, b) = (c, d) is a = c AND b = d, and <> its negation; (a, b) < (c, d) is a < c OR (a = c AND b < d), as both
// manuals define it.
ExpressionPtr StatementBinder::row_comparison(std::string_view symbol, const ast::Row& left, const ast::Row& right,
                                              std::uint32_t position, const Place& place) {
  if (left.elements.size() != right.elements.size()) {
    fail(Condition::unequal_row_entries, {std::to_string(left.elements.size())}, position);
  }
  const auto compare = [&](std::string_view by, std::size_t index) {
    ExpressionPtr made = operator_call(
        by, pair_of(expression(*left.elements[index], place), expression(*right.elements[index], place)), position);
    const auto* call = std::get_if<Call>(&made->node);
    if (call != nullptr && !dialect_.is_sortable(call->arguments.front()->type)) {  // PostgreSQL's box: = of no order
      SqlError error = dialect_.error(Condition::feature_not_supported, {});
      error.message = "could not determine interpretation of row comparison operator " + std::string(by);
      error.hint = "Row comparison operators must be associated with btree operator families.";
      error.position = position;
      throw error;
    }
    return made;
  };
  const Type truth = dialect_.truth_type();
  if (symbol == "=" || symbol == "<>" || symbol == "!=") {
    Logical all{ast::LogicalKind::and_, {}};
    for (std::size_t index = 0; index < left.elements.size(); ++index) {
      all.operands.push_back(compare("=", index));
    }
    return negate(make(std::move(all), truth, true, position), symbol != "=");
  }
  if (symbol != "<" && symbol != "<=" && symbol != ">" && symbol != ">=") {
    unsupported("row comparison " + std::string(symbol), position);
  }
  const std::string_view strictly = symbol.substr(0, 1);
  ExpressionPtr result = compare(symbol, left.elements.size() - 1);
  for (std::size_t index = left.elements.size() - 1; index-- > 0;) {
    Logical same{ast::LogicalKind::and_, {}};
    same.operands.push_back(compare("=", index));
    same.operands.push_back(std::move(result));
    Logical either{ast::LogicalKind::or_, {}};
    either.operands.push_back(compare(strictly, index));
    either.operands.push_back(make(std::move(same), truth, true, position));
    result = make(std::move(either), truth, true, position);
  }
  return result;
}

// (a, b) = (SELECT c, d …): one row at most; no row is NULL.
ExpressionPtr StatementBinder::row_subquery_comparison(std::string_view symbol, const ast::Row& row,
                                                       const ast::Query& query, std::uint32_t position,
                                                       const Place& place) {
  if (symbol != "=" && symbol != "<>" && symbol != "!=") {
    unsupported("row comparison " + std::string(symbol) + " with a subquery", position);
  }
  QueryPtr bound = this->query(query, place.scope);
  if (bound->columns.size() != row.elements.size()) {
    fail(Condition::operand_columns, {std::to_string(row.elements.size())}, position);
  }
  std::vector<ExpressionPtr> operands;
  for (std::size_t index = 0; index < row.elements.size(); ++index) {
    operands.push_back(expression(*row.elements[index], place));
    const sql::Operand pair[] = {operands_of(operands).back(), {bound->columns[index].type, nullptr}};
    const sql::Resolution resolution =
        at(position, [&] { return dialect_.resolve_operator("=", pair, has_extension()); });
    if (!compares_as_stored(*resolution.overload)) {
      unsupported("row comparison with a subquery over type " + dialect_.spelled(pair[0].type), position);
    }
    operands.back() = coerce(std::move(operands.back()), resolution.arguments[0], sql::CastStrength::implicit);
    convert_column(*bound, index, resolution.arguments[1]);
  }
  Subquery node;
  node.kind = SubqueryKind::row;
  node.query = std::move(bound);
  node.operand = make(Row{std::move(operands)}, type(TypeId::record), true, position);
  return negate(make(std::move(node), dialect_.truth_type(), true, position), symbol != "=");
}

ExpressionPtr StatementBinder::operator_call(std::string_view symbol, std::vector<ExpressionPtr> operands,
                                             std::uint32_t position) {
  const sql::Resolution resolution =
      at(position, [&] { return dialect_.resolve_operator(symbol, operands_of(operands), has_extension()); });
  return resolved_call(resolution, std::move(operands), position);
}

ExpressionPtr StatementBinder::distinct_from(const ast::IsDistinctFrom& node, std::uint32_t position,
                                             const Place& place) {
  const auto* left_row = std::get_if<ast::Row>(&node.left->node);
  const auto* right_row = std::get_if<ast::Row>(&node.right->node);
  if (left_row != nullptr && right_row != nullptr) {
    unsupported("IS DISTINCT FROM of rows", position);
  }
  std::vector<ExpressionPtr> operands = pair_of(expression(*node.left, place), expression(*node.right, place));
  const sql::Resolution resolution =
      at(position, [&] { return dialect_.resolve_operator("=", operands_of(operands), has_extension()); });
  for (std::size_t index = 0; index < operands.size(); ++index) {
    operands[index] = coerce(std::move(operands[index]), resolution.arguments[index], sql::CastStrength::implicit);
  }
  if (!compares_as_stored(*resolution.overload)) {  // both are NULL, or their = says so
    Logical both{ast::LogicalKind::and_, {}}, either{ast::LogicalKind::or_, {}};
    for (const ExpressionPtr& operand : operands) {
      both.operands.push_back(make(IsNull{copy_of(*operand), false}, dialect_.truth_type(), false, position));
    }
    ExpressionPtr equal = resolved_call(resolution, std::move(operands), position);
    either.operands.push_back(make(std::move(both), dialect_.truth_type(), false, position));
    either.operands.push_back(make(IsTruth{std::move(equal), true, false}, dialect_.truth_type(), false, position));
    return negate(make(std::move(either), dialect_.truth_type(), false, position), !node.negated);
  }
  const std::string_view collation = collation_of({operands[0].get(), operands[1].get()});
  return make(DistinctFrom{std::move(operands[0]), std::move(operands[1]), node.negated, collation},
              dialect_.truth_type(), false, position);
}

// x BETWEEN a AND b is x >= a AND x <= b by both manuals; SYMMETRIC also tries the bounds the other way round.
ExpressionPtr StatementBinder::between(const ast::Between& node, std::uint32_t position, const Place& place) {
  const auto compare = [&](std::string_view symbol, const ast::Expression& bound) {
    return operator_call(symbol, pair_of(expression(*node.operand, place), expression(bound, place)), position);
  };
  const auto both = [&](const ast::Expression& low, const ast::Expression& high) {
    Logical all{ast::LogicalKind::and_, {}};
    all.operands.push_back(compare(">=", low));
    all.operands.push_back(compare("<=", high));
    const bool nullable = all.operands[0]->nullable || all.operands[1]->nullable;
    return make(std::move(all), dialect_.truth_type(), nullable, position);
  };
  ExpressionPtr result = both(*node.low, *node.high);
  if (node.symmetric) {
    Logical either{ast::LogicalKind::or_, {}};
    either.operands.push_back(std::move(result));
    either.operands.push_back(both(*node.high, *node.low));
    result = make(std::move(either), dialect_.truth_type(), true, position);
  }
  return negate(std::move(result), node.negated);
}

// One IN list where every comparison has the same types; else the OR of the single comparisons it stands for.
ExpressionPtr StatementBinder::in_list(const ast::InList& node, std::uint32_t position, const Place& place) {
  const auto* left_row = std::get_if<ast::Row>(&node.operand->node);
  std::vector<ExpressionPtr> tests;
  if (left_row != nullptr) {
    for (const ast::ExpressionPtr& item : node.items) {
      const auto* row = std::get_if<ast::Row>(&item->node);
      if (row == nullptr) {
        fail(Condition::operand_columns, {std::to_string(left_row->elements.size())}, item->position);
      }
      tests.push_back(row_comparison("=", *left_row, *row, position, place));
    }
    return negate(make(Logical{ast::LogicalKind::or_, std::move(tests)}, dialect_.truth_type(), true, position),
                  node.negated);
  }
  InList list{expression(*node.operand, place), {}, node.negated, {}};
  std::vector<sql::Resolution> resolutions;
  bool uniform = true;
  for (const ast::ExpressionPtr& item : node.items) {
    list.items.push_back(expression(*item, place));
    const sql::Operand operands[] = {{list.operand->type, nullptr}, operands_of(list.items).back()};
    const std::string_view symbol = node.negated ? "<>" : "=";
    resolutions.push_back(at(position, [&] { return dialect_.resolve_operator(symbol, operands, has_extension()); }));
    const auto& first = resolutions.front().arguments;
    const auto& last = resolutions.back().arguments;
    uniform = uniform && compares_as_stored(*resolutions.back().overload) && first[0].id == last[0].id &&
              first[1].id == last[1].id && last[0].id == last[1].id;
  }
  if (!uniform) {
    for (ExpressionPtr& item : list.items) {
      tests.push_back(operator_call("=", pair_of(expression(*node.operand, place), std::move(item)), position));
    }
    return negate(make(Logical{ast::LogicalKind::or_, std::move(tests)}, dialect_.truth_type(), true, position),
                  node.negated);
  }
  bool nullable = list.operand->nullable;
  list.operand = coerce(std::move(list.operand), resolutions.front().arguments[0], sql::CastStrength::implicit);
  std::vector<const Expression*> compared{list.operand.get()};
  for (std::size_t index = 0; index < list.items.size(); ++index) {
    list.items[index] =
        coerce(std::move(list.items[index]), resolutions[index].arguments[1], sql::CastStrength::implicit);
    nullable = nullable || list.items[index]->nullable;
    compared.push_back(list.items[index].get());
  }
  list.collation = collation_of(compared);
  return make(std::move(list), dialect_.truth_type(), nullable, position);
}

ExpressionPtr StatementBinder::match(const ast::Match& node, std::uint32_t position, const Place& place) {
  std::vector<ExpressionPtr> operands = pair_of(expression(*node.operand, place), expression(*node.pattern, place));
  if (node.escape != nullptr) {
    operands.push_back(expression(*node.escape, place));
  }
  std::string_view symbol;
  switch (node.kind) {
    case ast::MatchKind::like:
      symbol = "LIKE";
      break;
    case ast::MatchKind::ilike:
      symbol = "ILIKE";
      break;
    case ast::MatchKind::similar:
      symbol = "SIMILAR TO";
      break;
    case ast::MatchKind::regexp:
      symbol = "REGEXP";
      break;
  }
  return negate(operator_call(symbol, std::move(operands), position), node.negated);
}

}  // namespace emulator::bind
