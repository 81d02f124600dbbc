// Expressions other than operators and calls: constants, columns, CASE, casts, subqueries, arrays, rows.
#include <array>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

using ast::ExpressionPtr;

ExpressionPtr read_number(std::string text, std::uint32_t position) {
  ast::NumberLiteral number;
  number.has_point = text.find('.') != std::string::npos;
  number.has_exponent = text.find_first_of("eE") != std::string::npos;
  number.text = std::move(text);
  return make_expression(std::move(number), position);
}

// "b101" or "x1F". The bits end at the last byte's lowest bit, as in MySQL's numbers.
ExpressionPtr read_bits(std::string_view text, std::uint32_t position, const ReadContext& context) {
  const bool is_hex = text.starts_with("x");
  const int bits_per_digit = is_hex ? 4 : 1;
  text.remove_prefix(1);
  const std::size_t wrong = text.find_first_not_of(is_hex ? "0123456789abcdefABCDEF" : "01");
  if (wrong != std::string_view::npos) {
    context.fail_worded(Condition::invalid_text_representation,
                        "\"" + std::string(text.substr(wrong, 1)) + "\" is not a valid " +
                            (is_hex ? "hexadecimal" : "binary") + " digit",
                        position);
  }
  ast::BytesLiteral literal;
  literal.is_bits = true;
  literal.bit_count = static_cast<std::int32_t>(text.size()) * bits_per_digit;
  literal.bytes.assign((static_cast<std::size_t>(literal.bit_count) + 7) / 8, '\0');
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char digit = text[text.size() - 1 - i];
    const int value = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
    const std::size_t bit = i * static_cast<std::size_t>(bits_per_digit);
    char& byte = literal.bytes[literal.bytes.size() - 1 - bit / 8];
    byte = static_cast<char>(byte | value << bit % 8);
  }
  return make_expression(std::move(literal), position);
}

ExpressionPtr read_constant(const Node& node, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  if (node.flag("isnull")) {
    return make_expression(ast::NullLiteral{}, position);
  }
  if (node.has("boolval")) {
    return make_expression(ast::BooleanLiteral{node.child("boolval").flag("boolval")}, position);
  }
  if (node.has("ival")) {
    return read_number(context.number_text(node.child("ival").number("ival"), node.location()), position);
  }
  if (node.has("fval")) {
    return read_number(std::string{node.child("fval").text("fval")}, position);
  }
  if (node.has("bsval")) {
    return read_bits(node.child("bsval").text("bsval"), position, context);
  }
  return make_expression(ast::StringLiteral{std::string{node.child("sval").text("sval")}, {}}, position);
}

ExpressionPtr read_column_reference(const Node& node, ReadContext& context) {
  std::vector<Node> fields = node.list("fields");
  if (fields.back().is("A_Star")) {
    fields.pop_back();
    return make_expression(ast::Star{read_strings(fields)}, context.position(node));
  }
  return make_expression(ast::ColumnReference{read_strings(fields)}, context.position(node));
}

ExpressionPtr read_parameter(const Node& node, ReadContext& context) {
  return make_expression(ast::Parameter{static_cast<std::int32_t>(node.number("number"))}, context.position(node));
}

ExpressionPtr read_logical(const Node& node, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  std::vector<ExpressionPtr> operands = read_expressions(node.list("args"), context);
  if (node.text("boolop") != "NOT_EXPR") {
    const auto kind = node.text("boolop") == "AND_EXPR" ? ast::LogicalKind::and_ : ast::LogicalKind::or_;
    return make_expression(ast::Logical{kind, std::move(operands)}, position);
  }
  if (auto* in = std::get_if<ast::InSubquery>(&operands.front()->node); in != nullptr && !in->negated) {
    in->negated = true;  // a NOT IN (SELECT …) has no node of its own
    return std::move(operands.front());
  }
  return make_expression(ast::Not{std::move(operands.front())}, position);
}

ExpressionPtr read_null_test(const Node& node, ReadContext& context) {
  const bool negated = node.text("nulltesttype") == "IS_NOT_NULL";
  return make_expression(ast::IsTest{read_expression(node.child("arg"), context), ast::Truth::null, negated},
                         context.position(node));
}

ExpressionPtr read_boolean_test(const Node& node, ReadContext& context) {
  std::string_view test = node.text("booltesttype");
  test.remove_prefix(3);  // IS_
  const bool negated = test.starts_with("NOT_");
  test.remove_prefix(negated ? 4 : 0);
  const auto truth = test == "TRUE" ? ast::Truth::true_ : test == "FALSE" ? ast::Truth::false_ : ast::Truth::unknown;
  return make_expression(ast::IsTest{read_expression(node.child("arg"), context), truth, negated},
                         context.position(node));
}

ExpressionPtr read_case(const Node& node, ReadContext& context) {
  ast::Case result;
  result.operand = read_optional_expression(node.child("arg"), context);
  for (const Node& branch : node.list("args")) {
    result.branches.push_back(
        {read_expression(branch.child("expr"), context), read_expression(branch.child("result"), context)});
  }
  result.otherwise = read_optional_expression(node.child("defresult"), context);
  return make_expression(std::move(result), context.position(node));
}

ExpressionPtr read_cast(const Node& node, ReadContext& context) {
  ast::Cast cast{read_expression(node.child("arg"), context), read_type(node.child("typeName"), context)};
  std::uint32_t position = context.position(node);
  position = position == ast::no_position ? cast.type.name.position : position;  // DATE '…' begins with the type
  return make_expression(std::move(cast), position);
}

ExpressionPtr read_collate(const Node& node, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  return make_expression(
      ast::Collate{read_expression(node.child("arg"), context), read_name(node.list("collname"), position)}, position);
}

ExpressionPtr read_quantified(const Node& node, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  const bool all = node.text("subLinkType") == "ALL_SUBLINK";
  ExpressionPtr operand = read_expression(node.child("testexpr"), context);
  ast::QueryPtr query = read_query(node.child("subselect"), context);
  const std::vector<Node> symbol = node.list("operName");
  if (!all && symbol.empty()) {
    return make_expression(ast::InSubquery{std::move(operand), std::move(query)}, position);
  }
  ast::Quantified quantified;
  quantified.symbol = read_operator_symbol(symbol, position, context);
  quantified.operand = std::move(operand);
  quantified.all = all;
  quantified.query = std::move(query);
  return make_expression(std::move(quantified), position);
}

ExpressionPtr read_sub_link(const Node& node, ReadContext& context) {
  const std::string_view kind = node.text("subLinkType");
  if (kind == "ANY_SUBLINK" || kind == "ALL_SUBLINK") {
    return read_quantified(node, context);
  }
  const std::uint32_t position = context.position(node);
  ast::QueryPtr query = read_query(node.child("subselect"), context);
  if (kind == "EXISTS_SUBLINK") {
    return make_expression(ast::Exists{std::move(query)}, position);
  }
  if (kind == "ARRAY_SUBLINK") {
    return make_expression(ast::ArraySubquery{std::move(query)}, position);
  }
  return make_expression(ast::ScalarSubquery{std::move(query)}, position);
}

ExpressionPtr read_row(const Node& node, ReadContext& context) {
  return make_expression(ast::Row{read_expressions(node.list("args"), context)}, context.position(node));
}

ExpressionPtr read_array(const Node& node, ReadContext& context) {
  return make_expression(ast::ArrayConstructor{read_expressions(node.list("elements"), context)},
                         context.position(node));
}

// (t).* is every column of t, as long as t is a table.
ExpressionPtr expand_row(ExpressionPtr operand, ReadContext& context) {
  const std::uint32_t position = operand->position;
  auto* reference = std::get_if<ast::ColumnReference>(&operand->node);
  if (reference == nullptr) {
    context.unsupported("row expansion via \"*\" of an expression", position);
  }
  return make_expression(ast::Star{std::move(reference->parts)}, position);
}

ExpressionPtr read_indirection(const Node& node, ReadContext& context) {
  ExpressionPtr operand = read_expression(node.child("arg"), context);
  const std::vector<Node> steps = node.list("indirection");
  context.check_nesting(steps.size());
  bool begins_chain = std::holds_alternative<ast::Subscript>(operand->node);  // in parentheses: another chain than this
  for (const Node& step : steps) {
    std::uint32_t position = operand->position;
    if (step.is("A_Indices")) {
      position += std::exchange(begins_chain, false) ? 1 : 0;
      ast::Subscript subscript;
      subscript.operand = std::move(operand);
      subscript.is_slice = step.flag("is_slice");
      subscript.index = read_optional_expression(step.child(subscript.is_slice ? "lidx" : "uidx"), context);
      subscript.upper = subscript.is_slice ? read_optional_expression(step.child("uidx"), context) : nullptr;
      operand = make_expression(std::move(subscript), position);
    } else if (step.has("sval")) {
      operand = make_expression(ast::FieldSelection{std::move(operand), std::string{step.text("sval")}}, position);
    } else {
      operand = expand_row(std::move(operand), context);
    }
  }
  return operand;
}

ExpressionPtr read_default(const Node& node, ReadContext& context) {
  return make_expression(ast::Default{}, context.position(node));
}

ExpressionPtr read_coalesce(const Node& node, ReadContext& context) {
  return read_call_like(node, "coalesce", context);
}
ExpressionPtr read_min_max(const Node& node, ReadContext& context) {
  return read_call_like(node, node.text("op") == "IS_GREATEST" ? "greatest" : "least", context);
}
ExpressionPtr read_grouping(const Node& node, ReadContext& context) {
  return read_call_like(node, "grouping", context);
}

[[noreturn]] ExpressionPtr refuse_cursor(const Node&, ReadContext& context) {
  context.unsupported("WHERE CURRENT OF", ast::no_position);
}

using Reader = ExpressionPtr (*)(const Node&, ReadContext&);
constexpr std::array<std::pair<std::string_view, Reader>, 23> readers = {{
    {"A_ArrayExpr", read_array},
    {"A_Const", read_constant},
    {"A_Expr", read_operator},
    {"A_Indirection", read_indirection},
    {"BoolExpr", read_logical},
    {"BooleanTest", read_boolean_test},
    {"CaseExpr", read_case},
    {"CoalesceExpr", read_coalesce},
    {"CollateClause", read_collate},
    {"ColumnRef", read_column_reference},
    {"CurrentOfExpr", refuse_cursor},
    {"FuncCall", read_function_call},
    {"GroupingFunc", read_grouping},
    {"MinMaxExpr", read_min_max},
    {"NullTest", read_null_test},
    {"ParamRef", read_parameter},
    {"RowExpr", read_row},
    {"SQLValueFunction", read_value_function},
    {"SetToDefault", read_default},
    {"SubLink", read_sub_link},
    {"TypeCast", read_cast},
    {"XmlExpr", read_xml},
    {"XmlSerialize", read_xml_serialize},
}};

}  // namespace

ExpressionPtr make_expression(ast::ExpressionNode node, std::uint32_t position) {
  return std::make_unique<ast::Expression>(ast::Expression{std::move(node), position});
}

ExpressionPtr read_expression(const Node& node, ReadContext& context) {
  const Nesting nesting{context};
  for (const auto& [kind, reader] : readers) {
    if (node.is(kind)) {
      return reader(node, context);
    }
  }
  context.unsupported(std::string{node.kind()}, node.has("location") ? context.position(node) : ast::no_position);
}

ExpressionPtr read_optional_expression(const Node& node, ReadContext& context) {
  return node ? read_expression(node, context) : nullptr;
}

std::vector<ExpressionPtr> read_expressions(const std::vector<Node>& nodes, ReadContext& context) {
  std::vector<ExpressionPtr> expressions;
  expressions.reserve(nodes.size());
  for (const Node& node : nodes) {
    expressions.push_back(read_expression(node, context));
  }
  return expressions;
}

}  // namespace emulator::postgres
