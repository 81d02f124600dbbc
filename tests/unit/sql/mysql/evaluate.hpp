// Computes expressions of constants as the binder and SQLite would, with the dialect's own answers: resolves, casts and
// calls the native functions. Knows no templates beyond the few it spells out, no columns and no queries.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "sql/mysql/coercion.hpp"
#include "sql/mysql/dialect.hpp"
#include "sql/mysql/functions/arguments.hpp"

namespace emulator::mysql::testing {

struct Computed {
  Value value;
  Type type;
};

inline sql::CallContext fixed_context() {
  sql::CallContext context;
  context.statement_time = std::chrono::system_clock::time_point{std::chrono::microseconds{1'714'566'645'123'456}};
  context.transaction_time = context.statement_time;  // 2024-05-01 12:30:45.123456
  context.database = "shop";
  context.user = "admin";
  context.connection_id = 7;
  return context;
}

class Evaluator {
 public:
  sql::CallContext context = fixed_context();

  Computed compute(std::string_view text) { return compute(*dialect().parse_expression(text)); }

  Computed compute(const ast::Expression& expression) {
    if (const auto* call = std::get_if<ast::FunctionCall>(&expression.node)) return function(*call);
    if (const auto* binary = std::get_if<ast::BinaryOperator>(&expression.node)) {
      return operation(binary->symbol, {compute(*binary->left), compute(*binary->right)});
    }
    if (const auto* unary = std::get_if<ast::UnaryOperator>(&expression.node)) {
      return operation(unary->symbol, {compute(*unary->operand)});
    }
    if (const auto* match = std::get_if<ast::Match>(&expression.node)) return matched(*match);
    if (const auto* cast_node = std::get_if<ast::Cast>(&expression.node)) {
      return cast(compute(*cast_node->operand), *dialect().type_of(cast_node->type), sql::CastStrength::explicit_);
    }
    if (const auto* collate = std::get_if<ast::Collate>(&expression.node)) {
      Computed result = compute(*collate->operand);
      result.type.collation = intern(collate->collation.parts.back());
      return result;
    }
    if (const auto* variable = std::get_if<ast::SystemVariable>(&expression.node)) {
      return resolved(dialect().resolve_function({{"@@" + variable->name}}, {}, {}), {});
    }
    auto literal = dialect().literal(expression.node);
    return {std::move(literal.value), literal.type};
  }

  Computed cast(Computed from, const Type& to, sql::CastStrength strength) {
    if (from.type == to) return from;
    const auto path = dialect().find_cast(from.type, to, strength);
    REQUIRE_MESSAGE(path.has_value(), to_string(from.type), " to ", to_string(to));
    Type result = to;
    if (is_character(to.id) && is_character(from.type.id) && to.collation.empty()) {
      result.collation = from.type.collation;
    }
    if (path->function == nullptr) return {std::move(from.value), result};
    std::vector<Value> arguments{std::move(from.value)};
    for (const auto extra : path->extra) arguments.push_back(extra_of(extra, to));
    return {call(*path->function, arguments), result};
  }

  Value call(const sql::Overload& row, std::span<const Value> arguments) {
    for (const auto& argument : arguments) {
      if (row.null_on_null && is_null(argument)) return Null{};
    }
    return std::get<sql::Native>(row.lowering).function(arguments, context);
  }

 private:
  static Value extra_of(sql::CastArgument extra, const Type& to) {
    switch (extra) {
      case sql::CastArgument::length:
        return std::int64_t{to.length};
      case sql::CastArgument::scale:
        return std::int64_t{to.scale};
      case sql::CastArgument::type_name:
        return std::string{to.name};
      case sql::CastArgument::type_collation:
        return std::string{to.collation};
      case sql::CastArgument::column_name:
        return std::string{"c"};
      case sql::CastArgument::column_ordinal:
        return std::int64_t{0};
    }
    return Null{};
  }

  static std::vector<sql::Operand> operands_of(const std::vector<Computed>& values) {
    std::vector<sql::Operand> operands;
    for (const auto& value : values) operands.push_back({value.type, &value.value});
    return operands;
  }

  Computed function(const ast::FunctionCall& call) {
    std::vector<Computed> values;
    for (const auto& argument : call.arguments) {
      if (const auto* interval = std::get_if<ast::Interval>(&argument->node)) {
        values.push_back(compute(*interval->amount));
        values.push_back({interval->unit, Type{.id = TypeId::varchar}});
      } else {
        values.push_back(compute(*argument));
      }
    }
    const auto resolution = dialect().resolve_function(call.name, operands_of(values), {});
    return resolved(resolution, std::move(values));
  }

  Computed operation(std::string_view symbol, std::vector<Computed> values) {
    const auto resolution = dialect().resolve_operator(symbol, operands_of(values), {});
    return resolved(resolution, std::move(values));
  }

  Computed matched(const ast::Match& match) {
    std::vector<Computed> values{compute(*match.operand), compute(*match.pattern)};
    if (match.escape != nullptr) values.push_back(compute(*match.escape));
    return operation(match.kind == ast::MatchKind::like ? "LIKE" : "REGEXP", std::move(values));
  }

  Computed resolved(const sql::Resolution& resolution, std::vector<Computed> values) {
    std::vector<Value> arguments;
    std::vector<Type> types;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Type& wanted = resolution.arguments[std::min(i, resolution.arguments.size() - 1)];
      Computed argument = cast(std::move(values[i]), wanted, sql::CastStrength::implicit);
      types.push_back(argument.type);
      arguments.push_back(std::move(argument.value));
    }
    if (const auto* text = std::get_if<sql::Template>(&resolution.overload->lowering)) {
      return {from_template(text->sql, arguments, types), resolution.result};
    }
    return {call(*resolution.overload, arguments), resolution.result};
  }

  // The templates that tests use.
  static Value from_template(std::string_view sql, const std::vector<Value>& arguments,
                             const std::vector<Type>& types) {
    if (sql.starts_with("coalesce(") || sql.starts_with("ifnull(")) {
      for (const auto& argument : arguments) {
        if (!is_null(argument)) return argument;
      }
      return Null{};
    }
    if (sql.starts_with("CASE WHEN {0}")) {
      const bool holds = !is_null(arguments[0]) && double_of(arguments[0]) != 0;
      return arguments[holds ? 1 : 2];
    }
    if (sql == "{0} IS NULL") return truth(is_null(arguments[0]));
    if (sql == "{0}") return arguments[0];
    if (sql.starts_with("'")) return std::string{sql.substr(1, sql.size() - 2)};
    if (sql.starts_with("nullif(")) return compared(arguments, types) == 0 ? Value{Null{}} : arguments[0];
    if (is_null(arguments[0]) || is_null(arguments[1])) return Null{};
    const int order = compared(arguments, types);
    const std::map<std::string_view, bool> outcomes = {{"{0} = {1}", order == 0}, {"{0} <> {1}", order != 0},
                                                       {"{0} < {1}", order < 0},  {"{0} <= {1}", order <= 0},
                                                       {"{0} > {1}", order > 0},  {"{0} >= {1}", order >= 0}};
    const auto found = outcomes.find(sql);
    REQUIRE_MESSAGE(found != outcomes.end(), std::string{sql});
    return truth(found->second);
  }

  static int compared(const std::vector<Value>& arguments, const std::vector<Type>& types) {
    if (is_null(arguments[0]) || is_null(arguments[1])) return 2;
    const auto collation = dialect().sqlite_collation(types[0]);
    const auto is_number = [](const Value& value) {
      return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    };
    if (is_number(arguments[0]) || is_number(arguments[1]))
      return compare(decimal_of(arguments[0]), decimal_of(arguments[1]));
    const auto left = view_of(arguments[0]);
    const auto right = view_of(arguments[1]);
    const int order = collation.empty() ? left.compare(right) : dialect().find_collation(collation)(left, right);
    return (order > 0) - (order < 0);
  }
};

// A value as a table of expectations writes it: NULL, 12, 1.5e0 for doubles, text; X'…' for bytes.
inline std::string shown(const Value& value) {
  if (is_null(value)) return "NULL";
  if (const auto* bytes = std::get_if<Bytes>(&value)) {
    std::string text = "X'";
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : bytes->data) {
      text += digits[static_cast<unsigned char>(c) >> 4];
      text += digits[static_cast<unsigned char>(c) & 15];
    }
    return text + "'";
  }
  return text_of(value);
}

struct Expectation {
  std::string_view expression, value;
  std::string_view type = {};  // to_string() of the result's type, if it matters
};

inline void check(std::span<const Expectation> rows) {
  for (const auto& row : rows) {
    Evaluator evaluator;
    try {
      const Computed computed = evaluator.compute(row.expression);
      CHECK_MESSAGE(shown(computed.value) == row.value, std::string{row.expression}, " is ", shown(computed.value));
      if (!row.type.empty()) {
        CHECK_MESSAGE(to_string(computed.type) == row.type, std::string{row.expression}, " is ",
                      to_string(computed.type));
      }
    } catch (const SqlError& error) {
      const std::string text = std::to_string(error.code) + " " + error.message;
      CHECK_MESSAGE(text == row.value, std::string{row.expression}, ": ", text);
    }
  }
}

}  // namespace emulator::mysql::testing
