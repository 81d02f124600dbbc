// A_Expr: operators and the predicates the grammar writes with an operator's name.
#include <array>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

using ast::ExpressionPtr;

// LIKE and ILIKE are operators too: a ~~ b is a LIKE b.
struct MatchOperator {
  std::string_view symbol;
  ast::MatchKind kind;
  bool negated;
};
constexpr std::array<MatchOperator, 4> match_operators = {{
    {"~~", ast::MatchKind::like, false},
    {"!~~", ast::MatchKind::like, true},
    {"~~*", ast::MatchKind::ilike, false},
    {"!~~*", ast::MatchKind::ilike, true},
}};

// The grammar wraps a pattern with ESCAPE into like_escape(pattern, escape), and every SIMILAR TO pattern into
// similar_to_escape(pattern[, escape]).
void read_pattern(const Node& pattern, ast::Match& match, ReadContext& context) {
  const std::vector<std::string> function = read_strings(pattern.list("funcname"));
  const bool is_wrapped = function.size() == 2 && function[0] == "pg_catalog" &&
                          (function[1] == "like_escape" || function[1] == "similar_to_escape");
  if (!is_wrapped) {
    match.pattern = read_expression(pattern, context);
    return;
  }
  std::vector<ExpressionPtr> arguments = read_expressions(pattern.list("args"), context);
  match.pattern = std::move(arguments.front());
  match.escape = arguments.size() > 1 ? std::move(arguments[1]) : nullptr;
}

ExpressionPtr read_match(const Node& node, ast::MatchKind kind, bool negated, ReadContext& context) {
  ast::Match match{};
  match.kind = kind;
  match.negated = negated;
  match.operand = read_expression(node.child("lexpr"), context);
  read_pattern(node.child("rexpr"), match, context);
  return make_expression(std::move(match), context.position(node));
}

ExpressionPtr read_plain(const Node& node, const std::string& symbol, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  const Node left = node.child("lexpr");
  for (const MatchOperator& match : match_operators) {
    if (left && symbol == match.symbol) {
      return read_match(node, match.kind, match.negated, context);
    }
  }
  if (!left) {
    return make_expression(ast::UnaryOperator{symbol, read_expression(node.child("rexpr"), context)}, position);
  }
  ExpressionPtr left_operand = read_expression(left, context);
  ExpressionPtr right_operand = read_expression(node.child("rexpr"), context);
  return make_expression(ast::BinaryOperator{symbol, std::move(left_operand), std::move(right_operand)}, position);
}

ExpressionPtr read_in(const Node& node, bool negated, ReadContext& context) {
  ast::InList in;
  in.operand = read_expression(node.child("lexpr"), context);
  in.items = read_expressions(node.child("rexpr").list("items"), context);
  in.negated = negated;
  return make_expression(std::move(in), context.position(node));
}

ExpressionPtr read_between(const Node& node, std::string_view kind, ReadContext& context) {
  ast::Between between;
  between.operand = read_expression(node.child("lexpr"), context);
  std::vector<ExpressionPtr> bounds = read_expressions(node.child("rexpr").list("items"), context);
  between.low = std::move(bounds.at(0));
  between.high = std::move(bounds.at(1));
  between.negated = kind.starts_with("AEXPR_NOT");
  between.symmetric = kind.ends_with("SYM");
  return make_expression(std::move(between), context.position(node));
}

ExpressionPtr read_distinct(const Node& node, bool negated, ReadContext& context) {
  ast::IsDistinctFrom distinct;
  distinct.left = read_expression(node.child("lexpr"), context);
  distinct.right = read_expression(node.child("rexpr"), context);
  distinct.negated = negated;
  return make_expression(std::move(distinct), context.position(node));
}

ExpressionPtr read_array_comparison(const Node& node, std::string symbol, bool all, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  ast::Quantified quantified;
  quantified.symbol = std::move(symbol);
  quantified.all = all;
  quantified.operand = read_expression(node.child("lexpr"), context);
  quantified.array = read_expression(node.child("rexpr"), context);
  for (const MatchOperator& match : match_operators) {
    if (quantified.symbol != match.symbol) {
      continue;
    }
    quantified.symbol = match.kind == ast::MatchKind::like ? "LIKE" : "ILIKE";
    if (match.negated) {  // NOT LIKE any is the opposite of LIKE all
      quantified.all = !all;
      return make_expression(ast::Not{make_expression(std::move(quantified), position)}, position);
    }
    break;
  }
  return make_expression(std::move(quantified), position);
}

ExpressionPtr read_nullif(const Node& node, ReadContext& context) {
  ast::FunctionCall call;
  call.name = {{"nullif"}, context.position(node)};
  call.arguments.push_back(read_expression(node.child("lexpr"), context));
  call.arguments.push_back(read_expression(node.child("rexpr"), context));
  return make_expression(std::move(call), context.position(node));
}

}  // namespace

std::string read_operator_symbol(const std::vector<Node>& names, std::uint32_t position, ReadContext& context) {
  std::vector<std::string> parts = read_strings(names);
  if (parts.size() > 1 && parts.front() != "pg_catalog") {
    context.unsupported("an operator of schema \"" + parts.front() + "\"", position);
  }
  return parts.back();
}

ExpressionPtr read_operator(const Node& node, ReadContext& context) {
  const std::string_view kind = node.text("kind");
  std::string symbol = read_operator_symbol(node.list("name"), context.position(node), context);
  if (kind == "AEXPR_OP") {
    return read_plain(node, symbol, context);
  }
  if (kind == "AEXPR_OP_ANY" || kind == "AEXPR_OP_ALL") {
    return read_array_comparison(node, std::move(symbol), kind == "AEXPR_OP_ALL", context);
  }
  if (kind == "AEXPR_DISTINCT" || kind == "AEXPR_NOT_DISTINCT") {
    return read_distinct(node, kind == "AEXPR_NOT_DISTINCT", context);
  }
  if (kind == "AEXPR_NULLIF") {
    return read_nullif(node, context);
  }
  if (kind == "AEXPR_IN") {
    return read_in(node, symbol == "<>", context);
  }
  if (kind == "AEXPR_LIKE" || kind == "AEXPR_ILIKE") {
    const auto match = kind == "AEXPR_LIKE" ? ast::MatchKind::like : ast::MatchKind::ilike;
    return read_match(node, match, symbol.starts_with("!"), context);
  }
  if (kind == "AEXPR_SIMILAR") {
    return read_match(node, ast::MatchKind::similar, symbol.starts_with("!"), context);
  }
  return read_between(node, kind, context);
}

}  // namespace emulator::postgres
