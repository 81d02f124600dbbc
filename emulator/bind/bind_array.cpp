// Arrays: ARRAY[…], ARRAY(SELECT …), subscripts, and comparison with any or all elements.
#include <algorithm>

#include "bind/same.hpp"
#include "bind/statement_binder.hpp"
#include "types/array_type.hpp"

namespace emulator::bind {

namespace {

// SQLite's functions take 127 arguments; longer lists are joined from parts.
constexpr std::size_t part_size = 100;
constexpr std::string_view constructor = "array constructor";

bool is_nested(const Array& array) {
  return std::any_of(array.elements.begin(), array.elements.end(), [](const Value& element) {
    return std::holds_alternative<std::shared_ptr<const Array>>(element);
  });
}

}  // namespace

// An array in an array makes it one of more dimensions, of the same element type.
ExpressionPtr StatementBinder::array_constructor(const ast::ArrayConstructor& node, const Type* wanted,
                                                 std::uint32_t position, const Place& place) {
  std::vector<ExpressionPtr> elements;
  for (const ast::ExpressionPtr& element : node.elements) {
    const auto* inner = std::get_if<ast::ArrayConstructor>(&element->node);
    elements.push_back(inner != nullptr ? array_constructor(*inner, wanted, element->position, place)
                                        : expression(*element, place));
  }
  if (elements.empty()) {
    if (wanted == nullptr) {
      fail(Condition::indeterminate_array, {}, position);
    }
    return make(Constant{std::make_shared<const Array>()}, *wanted, false, position);
  }
  const bool has_arrays = std::any_of(elements.begin(), elements.end(),
                                      [](const ExpressionPtr& element) { return element->type.id == TypeId::array; });
  Type element = wanted != nullptr ? (has_arrays ? *wanted : element_of(*wanted)) : Type{};
  if (wanted == nullptr) {
    const std::uint32_t second = elements.size() > 1 ? elements[1]->position : position;
    element = at(second, [&] { return dialect_.common_type(operands_of(elements), "ARRAY"); });
  }
  const sql::CastStrength strength = wanted == nullptr ? sql::CastStrength::implicit : sql::CastStrength::explicit_;
  for (ExpressionPtr& value : elements) {
    value = coerce(std::move(value), element, strength);
  }
  ExpressionPtr made = array_of(std::move(elements), element, position);
  made->type = has_arrays ? element : array_of_type(element);
  return made;
}

ExpressionPtr StatementBinder::array_of(std::vector<ExpressionPtr> elements, const Type& element,
                                        std::uint32_t position) {
  ExpressionPtr whole;
  for (std::size_t begin = 0; begin < elements.size(); begin += part_size) {
    const std::size_t end = std::min(begin + part_size, elements.size());
    std::vector<ExpressionPtr> part;
    std::move(elements.begin() + static_cast<std::ptrdiff_t>(begin),
              elements.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(part));
    ExpressionPtr made = fold(named_call(constructor, std::move(part), position));
    made->nullable = false;
    if (whole == nullptr) {
      whole = std::move(made);
      continue;
    }
    std::vector<ExpressionPtr> pair;
    pair.push_back(std::move(whole));
    pair.push_back(std::move(made));
    whole = fold(named_call("array_cat", std::move(pair), position));
  }
  static_cast<void>(element);
  return whole;
}

ExpressionPtr StatementBinder::array_subquery(const ast::ArraySubquery& node, std::uint32_t position,
                                              const Place& place) {
  Subquery bound;
  bound.kind = SubqueryKind::array;
  bound.query = query(*node.query, place.scope);
  settle_rows(*bound.query);
  if (bound.query->columns.size() != 1) {
    fail(Condition::subquery_columns, {"1"}, position);
  }
  const sql::Operand operand[] = {{bound.query->columns.front().type, nullptr}};
  const sql::Resolution resolution = at(position, [&] {
    return dialect_.resolve_function(ast::Name{{"array of rows"}, position}, operand, has_extension());
  });
  bound.comparison = resolution.overload;
  return make(std::move(bound), resolution.result, false, position);
}

// What a subscript reaches. Of a point it is one of two numbers, of a box one of two points: PostgreSQL's types of
// fixed length. Empty: the type has no parts.
static std::optional<Type> part_of(const Type& whole) {
  if (whole.id == TypeId::array) {
    return element_of(whole);
  }
  if (whole.id == TypeId::point || whole.id == TypeId::line) {
    return type(TypeId::double_);
  }
  const bool has_points = whole.id == TypeId::lseg || whole.id == TypeId::box;
  return has_points ? std::optional(type(TypeId::point)) : std::nullopt;
}

ExpressionPtr StatementBinder::subscript_index(ExpressionPtr index) {
  const Type wanted = type(TypeId::integer);
  if (index->type.id != TypeId::integer && !dialect_.find_cast(index->type, wanted, sql::CastStrength::assignment)) {
    fail(Condition::datatype_mismatch, {"array subscript must have type integer"}, index->position);
  }
  return coerce(std::move(index), wanted, sql::CastStrength::assignment);
}

// SET a[1] = x, as "assigned element"(a, x, 1): the value becomes what the parts are, as in any assignment. a may be
// such a call itself.
std::vector<ExpressionPtr> StatementBinder::assigned_element(const ast::FunctionCall& node,
                                                             std::vector<ExpressionPtr> operands,
                                                             std::uint32_t position) {
  if (operands.size() < 3 || operands.front()->type.id == TypeId::jsonb) {
    return operands;
  }
  const Type whole = operands.front()->type;
  const std::optional<Type> part = part_of(whole);
  if (!part) {
    fail(Condition::cannot_subscript, {dialect_.spelled(whole)}, position);
  }
  const Type given = operands[1]->type;
  const bool fits = given.id == TypeId::unknown || given == *part ||
                    dialect_.find_cast(given, *part, sql::CastStrength::assignment).has_value();
  if (!fits) {
    const ast::Expression* target = nullptr;
    for (const auto* call = &node; call != nullptr && !call->arguments.empty();) {
      target = call->arguments.front().get();
      call = std::get_if<ast::FunctionCall>(&target->node);
    }
    const auto* reference = std::get_if<ast::ColumnReference>(&target->node);
    const std::string column = reference == nullptr ? std::string{} : reference->parts.back();
    SqlError error =
        dialect_.error(Condition::cannot_assign, {column, dialect_.spelled(*part), dialect_.spelled(given)});
    error.message = "subscripted assignment to \"" + column + "\" requires type " + dialect_.spelled(*part) +
                    " but expression is of type " + dialect_.spelled(given);
    error.position = position;
    throw error;
  }
  operands[1] = coerce(std::move(operands[1]), *part, sql::CastStrength::assignment);
  for (std::size_t index = 2; index < operands.size(); ++index) {
    operands[index] = subscript_index(std::move(operands[index]));
  }
  return operands;
}

// a[1][2] is one look into an array of two dimensions, so a chain is read as a whole. In jsonb each is a step.
// (a[1])[2] is two chains: the subscript behind the parentheses has a place of its own.
ExpressionPtr StatementBinder::subscript(const ast::Expression& whole, const Place& place) {
  std::vector<const ast::Subscript*> steps;
  const ast::Expression* base = &whole;
  for (bool goes_on = true; goes_on;) {
    const auto& step = std::get<ast::Subscript>(base->node);
    steps.insert(steps.begin(), &step);
    goes_on = base->position == step.operand->position && std::holds_alternative<ast::Subscript>(step.operand->node);
    base = step.operand.get();
  }
  const std::uint32_t position = base->position;
  ExpressionPtr value = expression(*base, place);
  const bool slices =
      std::any_of(steps.begin(), steps.end(), [](const ast::Subscript* step) { return step->is_slice; });
  if (value->type.id == TypeId::jsonb && !slices) {
    for (const ast::Subscript* step : steps) {
      std::vector<ExpressionPtr> pair;
      pair.push_back(std::move(value));
      pair.push_back(settle_unknown(expression(*step->index, place)));
      value = operator_call("->", std::move(pair), position);
    }
    return value;
  }
  const std::optional<Type> part = part_of(value->type);
  if (!part) {
    fail(Condition::cannot_subscript, {dialect_.spelled(value->type)}, position);
  }
  std::vector<ExpressionPtr> operands;
  operands.push_back(std::move(value));
  const auto add = [&](const ast::Expression* index, std::int64_t otherwise) {
    ExpressionPtr bound = index == nullptr ? make(Constant{otherwise}, type(TypeId::integer), false, position)
                                           : expression(*index, place);
    operands.push_back(subscript_index(std::move(bound)));
  };
  for (const ast::Subscript* step : steps) {  // among slices, [n] is [1:n]
    if (slices) {
      add(step->is_slice ? step->index.get() : nullptr, 1);
      add(step->is_slice ? step->upper.get() : step->index.get(), INT32_MAX);
    } else {
      add(step->index.get(), 1);
    }
  }
  ExpressionPtr found = named_call(slices ? "array slice" : "array subscript", std::move(operands), position);
  if (!slices) {
    found->type = *part;
  }
  return found;
}

QueryPtr StatementBinder::query_over(ExpressionPtr rows, const Type& column) {
  auto query = std::make_unique<Query>();
  RowFunction function{next_relation(), {}, {1}, -1};
  function.calls.push_back(std::move(rows));
  Select select;
  select.outputs.push_back(make(ColumnUse{function.relation, 0}, column, true, ast::no_position));
  select.from = std::make_unique<From>();
  select.from->node = std::move(function);
  query->columns.push_back({"unnest", column, true, {}});
  query->body = std::move(select);
  return query;
}

// The elements are the rows of a query. A NULL array has one NULL row here, which gives the NULL that is due.
ExpressionPtr StatementBinder::quantified_array(const ast::Quantified& node, std::uint32_t position,
                                                const Place& place) {
  ExpressionPtr operand = expression(*node.operand, place);
  ExpressionPtr array = expression(*node.array, place);
  if (array->type.id == TypeId::unknown) {
    Type element = operand->type.id == TypeId::unknown ? type(TypeId::text) : operand->type;
    array = coerce(std::move(array), array_of_type(element), sql::CastStrength::implicit);
  }
  if (array->type.id != TypeId::array) {
    fail(Condition::quantified_not_array, {}, position);
  }
  const Type element = element_of(array->type);
  const bool is_membership =
      (node.symbol == "=" && !node.all) || ((node.symbol == "<>" || node.symbol == "!=") && node.all);
  if (is_membership) {
    if (ExpressionPtr found = among(std::move(operand), *array, node.all, position)) {
      return found;
    }
    operand = expression(*node.operand, place);
  }
  std::vector<ExpressionPtr> argument;
  argument.push_back(std::move(array));
  ExpressionPtr rows = named_call("array elements", std::move(argument), position);
  QueryPtr query = query_over(std::move(rows), element);
  if (!is_membership) {
    return quantified_over(std::move(query), std::move(operand), node, position);
  }
  ExpressionPtr test = quantified_over(std::move(query), std::move(operand), node, position);
  auto& bound = std::get<Subquery>(test->node);
  if (bound.comparison->collates) {  // the stored values compare by SQLite's own =, so its indexes may serve
    bound.kind = SubqueryKind::in;
    bound.negated = node.all;
  }
  return test;
}

// An array whose elements are known expressions is an IN list. Null if it is not of that kind.
ExpressionPtr StatementBinder::among(ExpressionPtr operand, Expression& array, bool negated, std::uint32_t position) {
  std::vector<ExpressionPtr> items;
  const Type element = element_of(array.type);
  if (const auto* constant = std::get_if<Constant>(&array.node)) {
    const auto* values = std::get_if<std::shared_ptr<const Array>>(&constant->value);
    if (values == nullptr || (*values)->elements.empty() || is_nested(**values)) {
      return nullptr;
    }
    for (const Value& value : (*values)->elements) {
      items.push_back(make(Constant{value}, element, is_null(value), position));
    }
  } else if (auto* call = std::get_if<Call>(&array.node);
             call != nullptr && call->overload->name == constructor &&
             call->overload->parameters.front().id == TypeId::any_element) {
    items = std::move(call->arguments);
  } else {
    return nullptr;
  }
  const sql::Operand pair[] = {{operand->type, nullptr}, {element, nullptr}};
  const sql::Resolution resolution =
      at(position, [&] { return dialect_.resolve_operator("=", pair, has_extension()); });
  if (!compares_as_stored(*resolution.overload)) {
    return nullptr;
  }
  InList list{coerce(std::move(operand), resolution.arguments[0], sql::CastStrength::implicit), {}, negated, {}};
  std::vector<const Expression*> compared{list.operand.get()};
  bool nullable = list.operand->nullable;
  for (ExpressionPtr& item : items) {
    list.items.push_back(coerce(std::move(item), resolution.arguments[1], sql::CastStrength::implicit));
    nullable = nullable || list.items.back()->nullable;
    compared.push_back(list.items.back().get());
  }
  list.collation = collation_of(compared);
  return make(std::move(list), dialect_.truth_type(), nullable, position);
}

}  // namespace emulator::bind
