// MySQL goes on computing with more digits of a quotient than the four that it shows
// (https://dev.mysql.com/doc/refman/8.0/en/arithmetic-functions.html): they are cut where the value is seen, as a
// column or as a text, and not before.
#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

constexpr std::string_view shown_digits_name = " shown_digits";

bool has_hidden_digits(const Expression& expression) {
  if (expression.type.id != TypeId::decimal) {
    return false;
  }
  if (const auto* call = std::get_if<Call>(&expression.node)) {
    const std::string_view name = call->overload->name;
    const bool is_rounded = call->overload->kind == sql::OverloadKind::cast || name == "round" || name == "truncate" ||
                            name == shown_digits_name;
    if (is_rounded || name == "/") {
      return !is_rounded;
    }
  }
  const auto* aggregate = std::get_if<Aggregate>(&expression.node);
  const auto* window = std::get_if<Window>(&expression.node);
  const bool is_average = (aggregate != nullptr && aggregate->overload->name == "avg") ||
                          (window != nullptr && window->overload->name == "avg");
  bool found = is_average;
  for_each_child(expression, [&](const Expression& child) { found = found || has_hidden_digits(child); });
  return found;
}

}  // namespace

ExpressionPtr StatementBinder::shown_digits(ExpressionPtr value) {
  if (!dialect_.traits.schema_is_database || value->type.scale < 0 || !has_hidden_digits(*value)) {
    return value;
  }
  const Type type = value->type;
  const bool nullable = value->nullable;
  const std::uint32_t position = value->position;
  std::vector<ExpressionPtr> operands;
  operands.push_back(std::move(value));
  operands.push_back(make(Constant{std::int64_t{type.scale}}, emulator::type(TypeId::bigint), false, position));
  ExpressionPtr shown = named_call(shown_digits_name, std::move(operands), position);
  shown->type = type;
  shown->nullable = nullable;
  return shown;
}

// INSERT … SELECT stores what was computed.
void StatementBinder::unhide_digits(Query& query) {
  auto* select = std::get_if<Select>(&query.body);
  if (select == nullptr || select->distinct) {
    return;
  }
  for (ExpressionPtr& output : select->outputs) {
    auto* call = std::get_if<Call>(&output->node);
    if (call != nullptr && call->overload->name == shown_digits_name) {
      ExpressionPtr computed = std::move(call->arguments.front());
      output = std::move(computed);
    }
  }
}

}  // namespace emulator::bind
