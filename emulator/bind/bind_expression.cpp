// Expressions: literals, parameters, names, logic, CASE. Operators and calls have files of their own.
#include <algorithm>

#include "base/overloaded.hpp"
#include "bind/column_hint.hpp"
#include "bind/same.hpp"
#include "bind/statement_binder.hpp"
#include "sql/dotted.hpp"

namespace emulator::bind {

namespace {

std::string_view test_name(const ast::IsTest& test) {
  switch (test.truth) {
    case ast::Truth::true_:
      return test.negated ? "IS NOT TRUE" : "IS TRUE";
    case ast::Truth::false_:
      return test.negated ? "IS NOT FALSE" : "IS FALSE";
    case ast::Truth::unknown:
    case ast::Truth::null:
      break;
  }
  return test.negated ? "IS NOT UNKNOWN" : "IS UNKNOWN";
}

// The relation whose table has this name, though it goes by another.
const VisibleRelation* relation_over(const Scope* scope, std::string_view table) {
  for (; scope != nullptr; scope = scope->outer) {
    for (const VisibleRelation& relation : scope->relations) {
      if (relation.table != nullptr && relation.table->name == table) {
        return &relation;
      }
    }
  }
  return nullptr;
}

}  // namespace

ExpressionPtr make(ExpressionNode node, const Type& type, bool nullable, std::uint32_t position) {
  auto expression = std::make_unique<Expression>();
  expression->node = std::move(node);
  expression->type = type;
  expression->nullable = nullable;
  expression->position = position;
  return expression;
}

ExpressionPtr StatementBinder::expression(const ast::Expression& expression, const Place& place) {
  const std::uint32_t position = expression.position;
  const auto refuse = [&](std::string construct) -> ExpressionPtr { unsupported(std::move(construct), position); };
  return std::visit(
      overloaded{
          [&](const ast::NullLiteral&) { return literal(expression); },
          [&](const ast::BooleanLiteral&) { return literal(expression); },
          [&](const ast::NumberLiteral&) { return literal(expression); },
          [&](const ast::StringLiteral&) { return literal(expression); },
          [&](const ast::BytesLiteral&) { return literal(expression); },
          [&](const ast::Parameter& node) { return parameter(node, position); },
          [&](const ast::ColumnReference& node) { return column(node, position, place); },
          [&](const ast::Star&) { return refuse("*"); },
          [&](const ast::UserVariable& node) { return user_variable(node, position, place); },
          [&](const ast::SystemVariable& node) { return system_variable(node, position); },
          [&](const ast::UnaryOperator& node) { return unary(node, position, place); },
          [&](const ast::BinaryOperator& node) { return binary(node, position, place); },
          [&](const ast::Logical& node) { return logical(node, place); },
          [&](const ast::Not& node) {
            ExpressionPtr operand = condition(*node.operand, place, "NOT");
            const bool nullable = operand->nullable;
            return make(Not{std::move(operand)}, dialect_.truth_type(), nullable, position);
          },
          [&](const ast::IsTest& node) { return is_test(node, place); },
          [&](const ast::IsDistinctFrom& node) { return distinct_from(node, position, place); },
          [&](const ast::Between& node) { return between(node, position, place); },
          [&](const ast::InList& node) { return in_list(node, position, place); },
          [&](const ast::InSubquery& node) { return in_subquery(node, position, place); },
          [&](const ast::Quantified& node) { return quantified(node, position, place); },
          [&](const ast::Exists& node) { return exists(node, position, place); },
          [&](const ast::ScalarSubquery& node) { return scalar_subquery(*node.query, position, place); },
          [&](const ast::ArraySubquery& node) { return array_subquery(node, position, place); },
          [&](const ast::Match& node) { return match(node, position, place); },
          [&](const ast::Case& node) { return case_of(node, place); },
          [&](const ast::Cast& node) { return cast(node, position, place); },
          [&](const ast::Collate& node) { return collate(node, position, place); },
          [&](const ast::Row& node) { return row(node, position, place); },
          [&](const ast::ArrayConstructor& node) { return array_constructor(node, nullptr, position, place); },
          [&](const ast::Subscript&) { return subscript(expression, place); },
          [&](const ast::FieldSelection& node) { return field(node, position, place); },
          [&](const ast::Interval&) { return refuse("INTERVAL here"); },
          [&](const ast::Default& node) { return default_of_column(node, position, place); },
          [&](const ast::ExcludedColumn& node) { return excluded_column(node.column, position, place); },
          [&](const ast::FunctionCall& node) { return function(node, position, place); },
      },
      expression.node);
}

ExpressionPtr StatementBinder::condition(const ast::Expression& expression, const Place& place,
                                         std::string_view construct) {
  return as_condition(this->expression(expression, place), place, construct);
}

namespace {

// PostgreSQL's name for the condition itself, where it is not the clause's.
std::string condition_name(Clause clause) {
  if (clause == Clause::check) {
    return "CHECK";
  }
  if (clause == Clause::index) {
    return "WHERE";
  }
  return clause == Clause::from_on ? "JOIN/ON" : std::string(rule_of(clause).keyword);
}

}  // namespace

ExpressionPtr StatementBinder::as_condition(ExpressionPtr bound, const Place& place, std::string_view construct) {
  const Type truth = dialect_.truth_type();
  if (!dialect_.traits.conditions_take_any_type) {
    if (bound->type.id != truth.id && bound->type.id != TypeId::unknown) {
      fail(Condition::argument_type,
           {construct.empty() ? condition_name(place.clause) : std::string(construct), dialect_.spelled(truth),
            dialect_.spelled(bound->type)},
           leftmost(*bound));
    }
    return coerce(std::move(bound), truth, sql::CastStrength::implicit);
  }
  if (is_numeric(bound->type.id) || bound->type.id == TypeId::unknown) {
    return bound;  // SQLite's idea of truth is MySQL's for numbers, and for decimals kept as text
  }
  return coerce(std::move(bound), type(TypeId::double_), sql::CastStrength::implicit);
}

ExpressionPtr StatementBinder::literal(const ast::Expression& expression) {
  sql::TypedValue typed = at(expression.position, [&] { return dialect_.literal(expression.node); });
  const bool nullable = is_null(typed.value);
  return make(Constant{std::move(typed.value)}, typed.type, nullable, expression.position);
}

ExpressionPtr StatementBinder::parameter(const ast::Parameter& parameter, std::uint32_t position) {
  const std::int32_t index = parameter.index - 1;
  const bool is_missing = index >= static_cast<std::int32_t>(environment_.parameters.size());
  if (index < 0 || (is_missing && !dialect_.traits.reports_positions)) {
    fail(Condition::undefined_parameter, {std::to_string(parameter.index)}, position);
  }
  if (is_missing) {  // told when all else is known to be right
    wanted_parameters_ = std::max(wanted_parameters_, static_cast<std::size_t>(parameter.index));
    return make(Constant{Null{}}, type(TypeId::unknown), true, position);
  }
  return make(Parameter{index}, environment_.parameters[static_cast<std::size_t>(index)], true, position);
}

ExpressionPtr StatementBinder::column(const ast::ColumnReference& reference, std::uint32_t position,
                                      const Place& place) {
  Found found;
  if (place.scope != nullptr) {
    found = place.scope->find(reference.parts);
  }
  const bool sees_aliases = (place.clause == Clause::having && dialect_.traits.having_sees_aliases) ||
                            (place.clause == Clause::order_by && dialect_.traits.having_sees_aliases);
  if (sees_aliases && reference.parts.size() == 1 && !place.inside_aggregate) {
    if (ExpressionPtr alias = alias_of_select(reference.parts[0], place)) {
      return alias;
    }
  }
  switch (found.kind) {
    case Found::Kind::column:
      if (uses_ != nullptr && view_depth_ == 0 && found.relation->table != nullptr) {
        const catalog::Table& table = *found.relation->table;
        const catalog::Column& named = table.columns[static_cast<std::size_t>(found.place.column)];
        uses_->column_names.push_back({table.id, named.id, position, reference.parts.size()});
      }
      return column_of(*found.relation, found.place.column, position);
    case Found::Kind::merged:
      return merged_column(*found.merged, *place.scope, position);
    case Found::Kind::none:
    case Found::Kind::ambiguous:
    case Found::Kind::no_relation:
      break;
  }
  const bool may_be_row =
      found.kind == Found::Kind::none && reference.parts.size() == 1 && dialect_.traits.relation_is_row;
  for (const Scope* scope = may_be_row ? place.scope : nullptr; scope != nullptr; scope = scope->outer) {
    if (const VisibleRelation* relation = scope->find_relation(reference.parts)) {
      scope->is_used = true;
      return whole_row(*relation, position);
    }
  }
  fail_column(reference, found, position, place);
}

ExpressionPtr StatementBinder::column_of(const VisibleRelation& relation, std::int32_t column, std::uint32_t position) {
  const OutputColumn& visible = relation.columns[static_cast<std::size_t>(column)];
  if (relation.seen_through != nullptr) {
    const Expression& shown = *(*relation.seen_through)[static_cast<std::size_t>(column)];
    if (contains<Subquery>(shown)) {
      unsupported("a subquery that is a column of the view that is changed", position);
    }
    ExpressionPtr copy = copy_of(shown);
    copy->position = position;
    return copy;
  }
  if (relation.is_proposed && static_cast<std::size_t>(column) >= relation.table->columns.size()) {
    unsupported("a column in ON DUPLICATE KEY UPDATE that the query does not store as it is", position);
  }
  if (uses_ != nullptr && view_depth_ == 0 && relation.table != nullptr) {
    uses_->columns.insert({relation.table->id, relation.table->columns[static_cast<std::size_t>(column)].id});
  }
  if (accesses_ != nullptr && view_depth_ == 0 && relation.table != nullptr && !relation.only_qualified) {
    accesses_->columns.insert({relation.table->id, relation.table->columns[static_cast<std::size_t>(column)].id});
  }
  ExpressionNode node =
      relation.only_qualified ? ExpressionNode{Excluded{column}} : ExpressionNode{ColumnUse{relation.number, column}};
  ExpressionPtr bound = make(std::move(node), visible.type, visible.nullable, position);
  bound->coercibility = Coercibility::column;
  return bound;
}

ExpressionPtr StatementBinder::merged_column(const MergedColumn& merged, const Scope& scope, std::uint32_t position) {
  std::vector<ExpressionPtr> places;
  for (const ColumnPlace& place : merged.places) {
    places.push_back(column_of(*scope.by_number(place.relation), place.column, position));
  }
  if (!merged.coalesced) {
    return std::move(places.front());
  }
  return named_call("coalesce", std::move(places), position);
}

// MySQL: in HAVING and ORDER BY a bare name is a select alias before it is a column.
ExpressionPtr StatementBinder::alias_of_select(const std::string& name, const Place& place) {
  if (place.select == nullptr) {
    return nullptr;
  }
  for (const ast::SelectItem& item : place.select->items) {
    if (!item.alias.empty() && place.scope->same_name(item.alias, name)) {
      Place inner = place;
      inner.clause = Clause::select_list;
      inner.select = nullptr;
      return expression(*item.expression, inner);
    }
  }
  return nullptr;
}

void StatementBinder::fail_column(const ast::ColumnReference& reference, const Found& found, std::uint32_t position,
                                  const Place& place) {
  const std::string name = sql::dotted(reference.parts);
  const std::string phrase{rule_of(place.clause).phrase};
  if (found.kind == Found::Kind::ambiguous) {
    fail(Condition::ambiguous_column, {reference.parts.back(), phrase}, position);
  }
  if (reference.parts.size() == 1 || found.relation != nullptr) {
    const bool is_bare = reference.parts.size() == 1;
    SqlError error =
        dialect_.error(is_bare ? Condition::undefined_column : Condition::undefined_column_in_relation, {name, phrase});
    error.position = position == ast::no_position ? error.position : std::optional<std::size_t>(position);
    if (dialect_.traits.reports_positions) {
      error.hint = column_hint(reference.parts, place.scope, hidden_target_);
    }
    throw error;
  }
  if (const VisibleRelation* hidden = relation_over(place.scope, reference.parts[reference.parts.size() - 2])) {
    fail(Condition::invalid_from_reference,
         {reference.parts[reference.parts.size() - 2], name, phrase,
          "Perhaps you meant to reference the table alias \"" + hidden->alias + "\"."},
         position);
  }
  const std::string& relation = reference.parts[reference.parts.size() - 2];
  if (hidden_target_ != nullptr && hidden_target_->alias == relation && dialect_.traits.reports_positions) {
    fail(Condition::invalid_from_reference,
         {relation, name, phrase,
          "There is an entry for table \"" + relation + "\", but it cannot be referenced from this part of the query."},
         position);
  }
  fail(Condition::undefined_alias, {relation, name, phrase}, position);
}

ExpressionPtr StatementBinder::excluded_column(const std::string& name, std::uint32_t position, const Place& place) {
  if (place.proposed == nullptr) {
    unsupported("VALUES(column) outside of ON DUPLICATE KEY UPDATE", position);
  }
  const std::int32_t ordinal = column_ordinal(*place.proposed, name, position, place.clause);
  const catalog::Column& column = place.proposed->columns[static_cast<std::size_t>(ordinal)];
  ExpressionPtr bound = make(Excluded{ordinal}, column.type, !column.not_null, position);
  bound->coercibility = Coercibility::column;
  return bound;
}

// MySQL DEFAULT(column)
ExpressionPtr StatementBinder::default_of_column(const ast::Default& node, std::uint32_t position, const Place& place) {
  if (node.column.empty() || place.scope == nullptr) {
    unsupported("DEFAULT here", position);
  }
  const ast::ColumnReference reference{{node.column}};
  const Found found = place.scope->find(reference.parts);
  if (found.kind != Found::Kind::column || found.relation->table == nullptr) {
    fail_column(reference, found, position, place);
  }
  return default_value(*found.relation->table, found.place.column);
}

ExpressionPtr StatementBinder::logical(const ast::Logical& logical, const Place& place) {
  std::vector<ExpressionPtr> operands;
  bool nullable = false;
  for (const ast::ExpressionPtr& operand : logical.operands) {
    operands.push_back(condition(*operand, place, logical.kind == ast::LogicalKind::and_ ? "AND" : "OR"));
    nullable = nullable || operands.back()->nullable;
  }
  if (logical.kind != ast::LogicalKind::xor_) {
    return make(Logical{logical.kind, std::move(operands)}, dialect_.truth_type(), nullable, ast::no_position);
  }
  ExpressionPtr result = std::move(operands.front());
  for (std::size_t next = 1; next < operands.size(); ++next) {
    std::vector<ExpressionPtr> pair;
    pair.push_back(std::move(result));
    pair.push_back(std::move(operands[next]));
    result = operator_call("XOR", std::move(pair), ast::no_position);
  }
  return result;
}

ExpressionPtr StatementBinder::is_test(const ast::IsTest& test, const Place& place) {
  const Type truth = dialect_.truth_type();
  if (test.truth == ast::Truth::null) {
    ExpressionPtr operand = settle_unknown(expression(*test.operand, place));
    auto* row = std::get_if<Row>(&operand->node);
    if (row == nullptr) {
      return make(IsNull{std::move(operand), test.negated}, truth, false, ast::no_position);
    }
    Logical all{ast::LogicalKind::and_, {}};  // a row is NULL if all of it is, and not NULL if none of it is
    for (ExpressionPtr& element : row->elements) {
      all.operands.push_back(make(IsNull{std::move(element), test.negated}, truth, false, ast::no_position));
    }
    return make(std::move(all), truth, false, ast::no_position);
  }
  ExpressionPtr operand = condition(*test.operand, place, test_name(test));
  if (test.truth == ast::Truth::unknown) {
    return make(IsNull{std::move(operand), test.negated}, truth, false, ast::no_position);
  }
  return make(IsTruth{std::move(operand), test.truth == ast::Truth::true_, test.negated}, truth, false,
              ast::no_position);
}

// CASE x WHEN a … becomes CASE WHEN x = a …, as both manuals define it.
ExpressionPtr StatementBinder::case_of(const ast::Case& node, const Place& place) {
  std::vector<ExpressionPtr> whens, results;
  for (const ast::CaseBranch& branch : node.branches) {
    if (node.operand == nullptr) {
      whens.push_back(condition(*branch.when, place, "CASE/WHEN"));
    } else {
      std::vector<ExpressionPtr> pair;
      pair.push_back(settle_unknown(expression(*node.operand, place)));  // a literal is text here
      pair.push_back(expression(*branch.when, place));
      whens.push_back(operator_call("=", std::move(pair), branch.when->position));
    }
    results.push_back(expression(*branch.then, place));
  }
  if (node.otherwise != nullptr) {  // the first to say what type all are of
    results.insert(results.begin(), expression(*node.otherwise, place));
  }
  results = unify(std::move(results), "CASE");
  for (ExpressionPtr& value : results) {
    if (std::holds_alternative<Row>(value->node)) {  // it goes on as its text
      const Type row_type = value->type;
      value = coerce_row(std::move(value), type(TypeId::text));
      value->type = row_type;
    }
  }
  std::rotate(results.begin(), results.begin() + (node.otherwise == nullptr ? 0 : 1), results.end());
  Case bound;
  bool nullable = node.otherwise == nullptr;
  const Type result = results.front()->type;
  for (const ExpressionPtr& value : results) {
    nullable = nullable || value->nullable;
  }
  for (std::size_t branch = 0; branch < whens.size(); ++branch) {
    bound.branches.push_back({std::move(whens[branch]), std::move(results[branch])});
  }
  if (node.otherwise != nullptr) {
    bound.otherwise = std::move(results.back());
  }
  return make(std::move(bound), result, nullable, ast::no_position);
}

}  // namespace emulator::bind
