// Operators of expressions: a Pratt loop over MySQL's precedence table. Operands are in parse_primary.cpp.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

using ast::ExpressionPtr;

struct SymbolBinding {
  std::string_view symbol;
  Binding binding;
};

constexpr std::array<SymbolBinding, 10> arithmetic_symbols = {{
    {"|", Binding::bit_or},
    {"&", Binding::bit_and},
    {"<<", Binding::shift},
    {">>", Binding::shift},
    {"+", Binding::sum},
    {"-", Binding::sum},
    {"*", Binding::product},
    {"/", Binding::product},
    {"%", Binding::product},
    {"^", Binding::bit_xor},
}};

constexpr std::array<std::string_view, 8> comparison_symbols = {"=", "<=>", "<>", "!=", "<", "<=", ">", ">="};

constexpr Binding next(Binding binding) {
  return static_cast<Binding>(static_cast<std::uint8_t>(binding) + 1);
}

Binding arithmetic_binding(const Token& token) {
  for (const SymbolBinding& entry : arithmetic_symbols) {
    if (token.text == entry.symbol) {
      return entry.binding;
    }
  }
  return Binding::product;  // DIV and MOD
}

// Units of INTERVAL and EXTRACT (https://dev.mysql.com/doc/refman/8.0/en/expressions.html#temporal-intervals).
constexpr std::array<Keyword, 20> interval_units = {
    "MICROSECOND",
    "SECOND",
    "MINUTE",
    "HOUR",
    "DAY",
    "WEEK",
    "MONTH",
    "QUARTER",
    "YEAR",
    "SECOND_MICROSECOND",
    "HOUR_MINUTE",
    "HOUR_MICROSECOND",
    "HOUR_SECOND",
    "DAY_HOUR",
    "MINUTE_MICROSECOND",
    "DAY_MINUTE",
    "DAY_MICROSECOND",
    "MINUTE_SECOND",
    "DAY_SECOND",
    "YEAR_MONTH",
};

}  // namespace

ExpressionPtr Parser::parse_expression_or_default() {
  if (at("DEFAULT") && !at_symbol("(", 1)) {
    const std::uint32_t begin = take().begin;
    return make(ast::Default{}, begin);
  }
  return parse_expression();
}

std::vector<ExpressionPtr> Parser::parse_expressions() {
  std::vector<ExpressionPtr> expressions;
  do {
    expressions.push_back(parse_expression());
  } while (accept_symbol(","));
  return expressions;
}

ExpressionPtr Parser::parse_operators(Binding minimum) {
  const Nesting nesting(*this);
  const std::uint32_t outer = std::exchange(height_, 0);
  ExpressionPtr left = parse_prefix(minimum);
  ++height_;
  left = extend(std::move(left), minimum);
  height_ = std::max(outer, height_);
  return left;
}

ExpressionPtr Parser::resume(ExpressionPtr left) {
  ++height_;
  return extend(std::move(left), Binding::or_);
}

// Expects in height_ the height of `left`, and leaves there that of the result.
ExpressionPtr Parser::extend(ExpressionPtr left, Binding minimum) {
  Binding ceiling = Binding::collate;
  for (;;) {
    const std::optional<Infix> found = infix();
    if (!found || found->binding < minimum || found->binding > ceiling) {
      return left;
    }
    const std::uint32_t own = std::exchange(height_, 0);
    left = (this->*found->parse)(std::move(left));
    height_ = std::max(own, height_) + 1;
    check_depth(height_);
    ceiling = found->ceiling;
  }
}

std::optional<Parser::Infix> Parser::infix() const {
  const Token& token = peek();
  if (token.kind == TokenKind::symbol) {
    return symbol_infix();
  }
  if (token.keyword.is_none()) {
    return std::nullopt;
  }
  if (at("AND")) {
    return Infix{Binding::and_, &Parser::parse_and, Binding::and_};
  }
  if (at("OR")) {
    return Infix{Binding::or_, &Parser::parse_or, Binding::or_};
  }
  if (at("XOR")) {
    return Infix{Binding::xor_, &Parser::parse_xor, Binding::xor_};
  }
  if (at("IS")) {
    const bool of_null = at("NULL", 1) || (at("NOT", 1) && at("NULL", 2));
    return Infix{Binding::comparison, &Parser::parse_is, of_null ? Binding::comparison : Binding::and_};
  }
  if (at("DIV") || at("MOD")) {
    return Infix{Binding::product, &Parser::parse_arithmetic, Binding::product};
  }
  if (at("COLLATE")) {
    return Infix{Binding::collate, &Parser::parse_collate, Binding::collate};
  }
  const std::size_t first = at("NOT") ? 1 : 0;
  const bool is_predicate = at("IN", first) || at("LIKE", first) || at("BETWEEN", first) || at("REGEXP", first) ||
                            at("RLIKE", first) || (at("SOUNDS") && at("LIKE", 1)) || (at("MEMBER") && at("OF", 1)) ||
                            (at("MEMBER") && at_symbol("(", 1));
  if (is_predicate) {
    return Infix{Binding::predicate, &Parser::parse_predicate, Binding::comparison};
  }
  return std::nullopt;
}

std::optional<Parser::Infix> Parser::symbol_infix() const {
  const std::string_view symbol = peek().text;
  for (const SymbolBinding& entry : arithmetic_symbols) {
    if (symbol == entry.symbol) {
      return Infix{entry.binding, &Parser::parse_arithmetic, entry.binding};
    }
  }
  if (std::find(comparison_symbols.begin(), comparison_symbols.end(), symbol) != comparison_symbols.end()) {
    return Infix{Binding::comparison, &Parser::parse_comparison, Binding::comparison};
  }
  if (symbol == "&&") {
    return Infix{Binding::and_, &Parser::parse_and, Binding::and_};
  }
  if (symbol == "||" && modes_.pipes_as_concat) {
    return Infix{Binding::bit_xor, &Parser::parse_concatenation, Binding::bit_xor};
  }
  if (symbol == "||") {
    return Infix{Binding::or_, &Parser::parse_or, Binding::or_};
  }
  return std::nullopt;
}

ExpressionPtr Parser::parse_prefix(Binding minimum) {
  const std::uint32_t begin = position();
  if (at("NOT") && minimum <= Binding::not_) {
    take();
    return make(ast::Not{parse_operators(Binding::not_)}, begin);
  }
  if (at_symbol("!")) {
    take();
    return make(ast::Not{parse_operators(Binding::unary)}, begin);
  }
  if (at_symbol("-") || at_symbol("+") || at_symbol("~")) {
    std::string symbol(take().text);
    return make(ast::UnaryOperator{std::move(symbol), parse_operators(Binding::unary)}, begin);
  }
  if (accept("BINARY")) {
    ast::Cast cast{parse_operators(Binding::unary), {}};
    cast.type.name = {{"binary"}, begin};
    return make(std::move(cast), begin);
  }
  if (at("INTERVAL")) {
    return parse_interval_sum();
  }
  return parse_primary();
}

ExpressionPtr Parser::parse_or(ExpressionPtr left) {
  return parse_chain(std::move(left), ast::LogicalKind::or_, "OR", "||", Binding::xor_);
}

ExpressionPtr Parser::parse_concatenation(ExpressionPtr left) {
  const std::uint32_t begin = take().begin;
  ast::FunctionCall call;
  call.name = {{"concat"}, begin};
  call.arguments.push_back(std::move(left));
  call.arguments.push_back(parse_operators(Binding::unary));
  return make(std::move(call), begin);
}

ExpressionPtr Parser::parse_xor(ExpressionPtr left) {
  return parse_chain(std::move(left), ast::LogicalKind::xor_, "XOR", {}, Binding::and_);
}

ExpressionPtr Parser::parse_and(ExpressionPtr left) {
  return parse_chain(std::move(left), ast::LogicalKind::and_, "AND", "&&", Binding::not_);
}

ExpressionPtr Parser::parse_chain(ExpressionPtr left, ast::LogicalKind kind, Keyword keyword, std::string_view symbol,
                                  Binding operand) {
  const std::uint32_t begin = position();
  ast::Logical logical{kind, {}};
  logical.operands.push_back(std::move(left));
  while (accept(keyword) || accept_symbol(symbol)) {
    logical.operands.push_back(parse_operators(operand));
  }
  return make(std::move(logical), begin);
}

ExpressionPtr Parser::parse_comparison(ExpressionPtr left) {
  const Token& token = take();
  const std::uint32_t begin = token.begin;
  std::string symbol(token.text == "!=" ? "<>" : token.text);
  const bool quantified = (at("ALL") || at("ANY") || at("SOME")) && at_symbol("(", 1);
  if (quantified && symbol != "<=>") {
    ast::Quantified node{std::move(symbol), std::move(left), at("ALL"), nullptr, nullptr};
    take();
    node.query = parse_subquery();
    return make(std::move(node), begin);
  }
  ExpressionPtr right = parse_operators(Binding::predicate);
  if (symbol == "<=>") {
    return make(ast::IsDistinctFrom{std::move(left), std::move(right), true}, begin);
  }
  return make(ast::BinaryOperator{std::move(symbol), std::move(left), std::move(right)}, begin);
}

ExpressionPtr Parser::parse_is(ExpressionPtr left) {
  const std::uint32_t begin = take().begin;
  ast::IsTest test{std::move(left), ast::Truth::null, accept("NOT")};
  if (accept("TRUE")) {
    test.truth = ast::Truth::true_;
  } else if (accept("FALSE")) {
    test.truth = ast::Truth::false_;
  } else if (accept("UNKNOWN")) {
    test.truth = ast::Truth::unknown;
  } else {
    expect("NULL");
  }
  return make(std::move(test), begin);
}

ExpressionPtr Parser::parse_predicate(ExpressionPtr left) {
  const std::uint32_t begin = position();
  const bool negated = accept("NOT");
  if (at("IN")) {
    return parse_in(std::move(left), negated);
  }
  if (at("BETWEEN")) {
    return parse_between(std::move(left), negated);
  }
  if (at("MEMBER")) {
    return parse_member_of(std::move(left));
  }
  if (at("SOUNDS")) {
    return parse_sounds_like(std::move(left));
  }
  if (accept("LIKE")) {
    ast::Match match{ast::MatchKind::like, std::move(left), parse_operators(Binding::unary), nullptr, negated};
    if (accept("ESCAPE")) {
      match.escape = parse_operators(Binding::unary);
    }
    return make(std::move(match), begin);
  }
  take();  // REGEXP or RLIKE
  return make(ast::Match{ast::MatchKind::regexp, std::move(left), parse_operators(Binding::bit_or), nullptr, negated},
              begin);
}

ExpressionPtr Parser::parse_in(ExpressionPtr left, bool negated) {
  const std::uint32_t begin = take().begin;
  Parenthesised list = parse_parentheses();
  if (list.query != nullptr) {
    return make(ast::InSubquery{std::move(left), std::move(list.query), negated}, begin);
  }
  return make(ast::InList{std::move(left), std::move(list.items), negated}, begin);
}

ExpressionPtr Parser::parse_between(ExpressionPtr left, bool negated) {
  const std::uint32_t begin = take().begin;
  ExpressionPtr low = parse_operators(Binding::bit_or);
  expect("AND");
  return make(ast::Between{std::move(left), std::move(low), parse_operators(Binding::predicate), negated}, begin);
}

ExpressionPtr Parser::parse_member_of(ExpressionPtr left) {
  const std::uint32_t begin = take().begin;
  accept("OF");
  expect_symbol("(");
  ExpressionPtr array = parse_operators(Binding::unary);
  expect_symbol(")");
  return make(ast::BinaryOperator{"MEMBER OF", std::move(left), std::move(array)}, begin);
}

// a SOUNDS LIKE b means SOUNDEX(a) = SOUNDEX(b).
ExpressionPtr Parser::parse_sounds_like(ExpressionPtr left) {
  const std::uint32_t begin = take().begin;
  expect("LIKE");
  const auto soundex = [begin](ExpressionPtr argument) {
    ast::FunctionCall call;
    call.name = {{"soundex"}, begin};
    call.arguments.push_back(std::move(argument));
    return make(std::move(call), begin);
  };
  ExpressionPtr right = soundex(parse_operators(Binding::bit_or));
  return make(ast::BinaryOperator{"=", soundex(std::move(left)), std::move(right)}, begin);
}

ExpressionPtr Parser::parse_arithmetic(ExpressionPtr left) {
  const Token& token = take();
  const std::uint32_t begin = token.begin;
  std::string symbol = token.keyword == Keyword("MOD") ? "%" : ascii_upper(token.text);
  if (at("INTERVAL") && (symbol == "+" || symbol == "-")) {
    ExpressionPtr interval = parse_interval();
    if (std::holds_alternative<ast::Interval>(interval->node)) {
      ast::FunctionCall call;
      call.name = {{symbol == "+" ? "date_add" : "date_sub"}, begin};
      call.arguments.push_back(std::move(left));
      call.arguments.push_back(std::move(interval));
      return make(std::move(call), begin);
    }
    interval = extend(std::move(interval), Binding::product);
    return make(ast::BinaryOperator{std::move(symbol), std::move(left), std::move(interval)}, begin);
  }
  ExpressionPtr right = parse_operators(next(arithmetic_binding(token)));
  return make(ast::BinaryOperator{std::move(symbol), std::move(left), std::move(right)}, begin);
}

ExpressionPtr Parser::parse_collate(ExpressionPtr left) {
  const std::uint32_t begin = take().begin;
  ast::Name collation;
  collation.position = position();
  collation.parts.push_back(accept("BINARY") ? "binary" : parse_word_or_string());
  return make(ast::Collate{std::move(left), std::move(collation)}, begin);
}

// INTERVAL 1 DAY + x, or the function INTERVAL(n, a, b).
ExpressionPtr Parser::parse_interval_sum() {
  const std::uint32_t begin = position();
  ExpressionPtr interval = parse_interval();
  if (!std::holds_alternative<ast::Interval>(interval->node)) {
    return interval;
  }
  expect_symbol("+");
  ast::FunctionCall call;
  call.name = {{"date_add"}, begin};
  call.arguments.push_back(parse_operators(Binding::product));
  call.arguments.push_back(std::move(interval));
  return make(std::move(call), begin);
}

// An ast::Interval, or the call of a function that is also named INTERVAL.
ExpressionPtr Parser::parse_interval() {
  const std::uint32_t begin = position();
  expect("INTERVAL");
  ExpressionPtr amount;
  if (at_symbol("(") && !query_follows()) {
    std::vector<ExpressionPtr> items = parse_parentheses().items;
    if (items.size() > 1) {
      ast::FunctionCall call;
      call.name = {{"interval"}, begin};
      call.arguments = std::move(items);
      return make(std::move(call), begin);
    }
    amount = resume(std::move(items.front()));
  } else {
    amount = parse_expression();
  }
  std::string unit = parse_interval_unit();
  return make(ast::Interval{std::move(amount), std::move(unit)}, begin);
}

std::string Parser::parse_interval_unit() {
  const Keyword keyword = peek().keyword;
  if (std::find(interval_units.begin(), interval_units.end(), keyword) != interval_units.end()) {
    take();
    return std::string(keyword.word());
  }
  // SQL_TSI_DAY is another word for DAY.
  constexpr std::string_view prefix = "SQL_TSI_";
  if (keyword.is_none() || keyword.word().substr(0, prefix.size()) != prefix) {
    fail();
  }
  take();
  return std::string(keyword.word().substr(prefix.size()));
}

}  // namespace emulator::mysql
