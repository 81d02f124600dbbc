// The parser's cursor, names, and errors.
#include "sql/mysql/parser.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/mysql/errors.hpp"

namespace emulator::mysql {
namespace {

// MySQL cuts what it quotes in a syntax error to 80 bytes; here never inside a character.
constexpr std::size_t quoted_error_bytes = 80;

std::string_view first_bytes(std::string_view text, std::size_t count) {
  if (text.size() <= count) {
    return text;
  }
  while (count > 0 && (static_cast<unsigned char>(text[count]) & 0xC0) == 0x80) {
    --count;
  }
  return text.substr(0, count);
}

bool is_part_of_word(char c) {
  return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

ast::Statement parse_statement(std::string_view sql, std::string_view database, const sql::SqlModes& modes) {
  return Parser(sql, database, modes).parse_whole_statement();
}

ast::ExpressionPtr parse_expression(std::string_view sql) {
  return Parser(sql, {}, {}).parse_whole_expression();
}

Parser::Parser(std::string_view sql, std::string_view database, const sql::SqlModes& modes)
    : list_(tokenize(sql, modes)), sql_(sql), database_(database), modes_(modes) {}

ast::Statement Parser::parse_whole_statement() {
  if (at_end()) {
    throw make_error(Condition::empty_query, {});
  }
  const std::uint32_t begin = position();
  ast::Statement statement = parse_one_statement();
  statement.position = begin;
  expect_end();
  return statement;
}

ast::ExpressionPtr Parser::parse_whole_expression() {
  ast::ExpressionPtr expression = parse_expression();
  if (peek().kind != TokenKind::end) {
    fail();
  }
  return expression;
}

const Token& Parser::peek(std::size_t ahead) const {
  return list_.tokens[std::min(index_ + ahead, list_.tokens.size() - 1)];
}

const Token& Parser::take() {
  const Token& token = peek();
  if (token.kind != TokenKind::end) {
    ++index_;
  }
  return token;
}

bool Parser::at_symbol(std::string_view symbol, std::size_t ahead) const {
  const Token& token = peek(ahead);
  return token.kind == TokenKind::symbol && token.text == symbol;
}

bool Parser::accept(Keyword keyword) {
  if (!at(keyword)) {
    return false;
  }
  take();
  return true;
}

bool Parser::accept(Keyword first, Keyword second) {
  if (!at(first) || !at(second, 1)) {
    return false;
  }
  take();
  take();
  return true;
}

bool Parser::accept_symbol(std::string_view symbol) {
  if (!at_symbol(symbol)) {
    return false;
  }
  take();
  return true;
}

void Parser::expect(Keyword keyword) {
  if (!accept(keyword)) {
    fail();
  }
}

void Parser::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) {
    fail();
  }
}

void Parser::expect_end() {
  if (accept_symbol(";") && peek().kind != TokenKind::end) {
    throw ApiError(Fault::validation, "Multistatements aren't supported.");
  }
  if (peek().kind != TokenKind::end) {
    fail();
  }
}

void Parser::fail() const {
  const std::size_t begin = peek().begin;
  const auto line = 1 + std::count(sql_.begin(), sql_.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
  throw make_error(Condition::syntax_error,
                   {std::string(first_bytes(sql_.substr(begin), quoted_error_bytes)), std::to_string(line)});
}

void Parser::unsupported(std::string_view construct) const {
  throw make_error(Condition::feature_not_supported, {std::string(construct)});
}

void Parser::check_depth(std::uint32_t depth) const {
  if (depth > maximum_depth) {
    throw make_error(Condition::statement_too_complex, {});
  }
}

std::string Parser::source(std::uint32_t begin, std::uint32_t end) const {
  std::string text;
  for (const Span& comment : list_.comments) {
    if (comment.end <= begin || comment.begin >= end) {
      continue;
    }
    text += sql_.substr(begin, comment.begin - begin);
    begin = comment.end;
    const bool would_join =
        !text.empty() && begin < end && is_part_of_word(text.back()) && is_part_of_word(sql_[begin]);
    if (would_join) {
      text += ' ';
    }
  }
  text += sql_.substr(begin, end - begin);
  return text;
}

namespace {

std::string quoted_as(const std::string& value, char quote) {
  std::string text(1, quote);
  for (const char c : value) {
    if (c == quote || (c == '\\' && quote == '\'')) {
      text += c;
    }
    text += c;
  }
  return text + quote;
}

}  // namespace

// What the catalog keeps is read again under the default mode, so what this session's mode reads otherwise is
// respelled.
std::string Parser::stored_source(std::uint32_t begin, std::uint32_t end) const {
  if (!modes_.ansi_quotes && !modes_.no_backslash_escapes && !modes_.pipes_as_concat) {
    return source(begin, end);
  }
  std::string text;
  std::uint32_t done = begin;
  for (const Token& token : list_.tokens) {
    if (token.begin < begin || token.end > end || token.kind == TokenKind::end) {
      continue;
    }
    if (token.text == "||" && modes_.pipes_as_concat) {
      throw make_error(Condition::feature_not_supported, {"PIPES_AS_CONCAT in a definition"});
    }
    const bool is_name = token.kind == TokenKind::quoted_name;
    if (is_name || token.kind == TokenKind::string) {
      text += source(done, token.begin) + quoted_as(token.value, is_name ? '`' : '\'');
      done = token.end;
    }
  }
  return text + source(done, end);
}

bool Parser::at_name(std::size_t ahead) const {
  const Token& token = peek(ahead);
  return token.kind == TokenKind::quoted_name ||
         (token.kind == TokenKind::word && (token.keyword.is_none() || !token.keyword.is_reserved()));
}

std::string Parser::parse_identifier() {
  if (!at_name()) {
    fail();
  }
  const Token& token = take();
  return token.kind == TokenKind::quoted_name ? token.value : std::string(token.text);
}

ast::Name Parser::parse_name(std::size_t maximum_parts) {
  ast::Name name;
  name.position = position();
  name.parts.push_back(parse_identifier());
  while (name.parts.size() < maximum_parts && accept_symbol(".")) {
    name.parts.push_back(parse_identifier());
  }
  return name;
}

std::vector<std::string> Parser::parse_identifiers() {
  std::vector<std::string> names;
  do {
    names.push_back(parse_identifier());
  } while (accept_symbol(","));
  return names;
}

std::vector<std::string> Parser::parse_identifiers_in_parentheses() {
  expect_symbol("(");
  std::vector<std::string> names = parse_identifiers();
  expect_symbol(")");
  return names;
}

std::string Parser::parse_string() {
  if (peek().kind != TokenKind::string) {
    fail();
  }
  return take().value;
}

std::int64_t Parser::parse_integer() {
  const Token& token = peek();
  const bool is_integer = token.kind == TokenKind::number && token.text.size() <= 18 &&
                          std::all_of(token.text.begin(), token.text.end(), is_ascii_digit);
  if (!is_integer) {
    fail();
  }
  return std::stoll(std::string(take().text));
}

std::string Parser::parse_word_or_string() {
  return peek().kind == TokenKind::string ? parse_string() : parse_identifier();
}

}  // namespace emulator::mysql
