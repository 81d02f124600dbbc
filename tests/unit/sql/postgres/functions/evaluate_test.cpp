// The helper behind the tables of the other tests, and a test of itself.
#include "unit/sql/postgres/functions/evaluate.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/overloaded.hpp"
#include "sql/postgres/coercion.hpp"
#include "sql/postgres/dialect.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/types.hpp"

namespace emulator::postgres::test {

namespace {

using sql::CallContext;
using sql::CastStrength;
using sql::TypedValue;

// The few templates whose SQL is easily read.
Value template_result(std::string_view text, const std::vector<Value>& arguments, CallContext& context) {
  if (text == "{0} || {1}") {
    return std::get<std::string>(arguments[0]) + std::get<std::string>(arguments[1]);
  }
  if (text == "-{0}") {
    return -std::get<double>(arguments[0]);
  }
  const std::string_view name = text.substr(1, text.find('"', 1) - 1);  // "pg_x"({0}, {1})
  for (const sql::Overload& row : dialect().overloads()) {
    const auto* native = std::get_if<sql::Native>(&row.lowering);
    if (native != nullptr && native->name == name) {
      return native->function(arguments, context);
    }
  }
  FAIL("a template that this helper cannot read: " << std::string(text));
  return Null{};
}

Value call(const sql::Overload& overload, const std::vector<Value>& arguments, CallContext& context) {
  const bool has_null =
      std::any_of(arguments.begin(), arguments.end(), [](const Value& value) { return is_null(value); });
  if (has_null && overload.null_on_null) {
    return Null{};
  }
  if (const auto* text = std::get_if<sql::Template>(&overload.lowering)) {
    return template_result(text->sql, arguments, context);
  }
  return std::get<sql::Native>(overload.lowering).function(arguments, context);
}

TypedValue cast_to(TypedValue value, const Type& to, CastStrength strength, CallContext& context) {
  if (value.type == to) {
    return value;
  }
  const std::optional<sql::CastPath> path = find_cast(value.type, to, strength);
  if (!path) {
    throw make_error(Condition::cannot_coerce, {spelled_without_modifiers(value.type), spelled_without_modifiers(to)});
  }
  if (path->function == nullptr) {
    return {std::move(value.value), to};
  }
  std::vector<Value> arguments{std::move(value.value)};
  for (const sql::CastArgument extra : path->extra) {
    arguments.push_back(extra == sql::CastArgument::length  ? Value{std::int64_t{to.length}}
                        : extra == sql::CastArgument::scale ? Value{std::int64_t{to.scale}}
                                                            : Value{std::string(to.name)});
  }
  return {call(*path->function, arguments, context), to};
}

class Evaluator {
 public:
  explicit Evaluator(CallContext& context) : context_(context) {}

  TypedValue value(const ast::Expression& expression) {
    if (const auto* node = std::get_if<ast::FunctionCall>(&expression.node)) {
      std::vector<const ast::Expression*> arguments;
      for (const ast::ExpressionPtr& argument : node->arguments) {
        arguments.push_back(argument.get());
      }
      return resolved(arguments, [&](std::span<const sql::Operand> operands) {
        return resolve_function(node->name, operands, {});
      });
    }
    if (const auto* node = std::get_if<ast::BinaryOperator>(&expression.node)) {
      return by_operator(node->symbol, {node->left.get(), node->right.get()});
    }
    if (const auto* node = std::get_if<ast::UnaryOperator>(&expression.node)) {
      return by_operator(node->symbol, {node->operand.get()});
    }
    if (const auto* node = std::get_if<ast::Match>(&expression.node)) {
      return match(*node);
    }
    if (const auto* node = std::get_if<ast::Cast>(&expression.node)) {
      const std::optional<Type> to = type_of(node->type);
      REQUIRE(to.has_value());
      return cast_to(value(*node->operand), *to, CastStrength::explicit_, context_);
    }
    return dialect().literal(expression.node);
  }

 private:
  TypedValue by_operator(std::string_view symbol, const std::vector<const ast::Expression*>& arguments) {
    return resolved(arguments,
                    [&](std::span<const sql::Operand> operands) { return resolve_operator(symbol, operands, {}); });
  }

  TypedValue match(const ast::Match& node) {
    static constexpr std::string_view symbols[] = {"LIKE", "ILIKE", "SIMILAR TO", "REGEXP"};
    std::vector<const ast::Expression*> arguments{node.operand.get(), node.pattern.get()};
    if (node.escape != nullptr) {
      arguments.push_back(node.escape.get());
    }
    TypedValue result = by_operator(symbols[static_cast<std::size_t>(node.kind)], arguments);
    if (node.negated && !is_null(result.value)) {
      result.value = !std::get<bool>(result.value);
    }
    return result;
  }

  template <class Resolve>
  TypedValue resolved(const std::vector<const ast::Expression*>& arguments, const Resolve& resolve) {
    std::vector<TypedValue> typed;
    std::vector<sql::Operand> operands;
    for (const ast::Expression* argument : arguments) {
      typed.push_back(value(*argument));
    }
    for (const TypedValue& operand : typed) {
      operands.push_back({operand.type, &operand.value});
    }
    const sql::Resolution resolution = resolve(std::span<const sql::Operand>(operands));
    std::vector<Value> values;
    for (std::size_t index = 0; index < typed.size(); ++index) {
      const Type& to = resolution.arguments[std::min(index, resolution.arguments.size() - 1)];
      values.push_back(to.id == typed[index].type.id && to.length < 0 && to.scale < 0
                           ? typed[index].value
                           : cast_to(typed[index], to, resolution.strength, context_).value);
    }
    if (resolution.overload->takes_element_type) {
      values.push_back(static_cast<std::int64_t>(element_type(resolution)));
    }
    return {call(*resolution.overload, values, context_), resolution.result};
  }

  static TypeId element_type(const sql::Resolution& resolution) {
    for (const Type& argument : resolution.arguments) {
      if (argument.id == TypeId::array) {
        return argument.element;
      }
    }
    return resolution.result.element;
  }

  CallContext& context_;
};

}  // namespace

sql::CallContext make_context() {
  sql::CallContext context;
  const std::chrono::microseconds since_epoch{1'714'558'830'123'456};
  context.transaction_time = std::chrono::system_clock::time_point{since_epoch};
  context.statement_time = context.transaction_time;
  context.database = "shop";
  context.schema = "public";
  context.user = "tester";
  context.connection_id = 42;
  return context;
}

sql::TypedValue evaluate(std::string_view expression, sql::CallContext& context) {
  return Evaluator{context}.value(*dialect().parse_expression(expression));
}

std::string shown(std::string_view expression) {
  CallContext context = make_context();
  try {
    const TypedValue result =
        cast_to(evaluate(expression, context), type(TypeId::text), CastStrength::explicit_, context);
    return is_null(result.value) ? "NULL" : std::get<std::string>(result.value);
  } catch (const SqlError& error) {
    return error.sqlstate + ": " + error.message;
  }
}

TEST_CASE("evaluate: a chain of casts and operators") {
  CHECK(shown("1 + 2::bigint") == "3");
  CHECK(shown("lower('A' || NULL)") == "NULL");
  CHECK(shown("'x'::integer") == "22P02: invalid input syntax for type integer: \"x\"");
}

}  // namespace emulator::postgres::test
