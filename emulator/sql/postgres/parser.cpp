// Calls libpg_query and hands its tree to the readers. Its errors carry no SQLSTATE: that is added here.
#include "sql/postgres/parser.hpp"

#include <pg_query.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

// Sentences of the grammar and the scanner that have an SQLSTATE of their own or a hint, which libpg_query drops; found
// by a part of them. The SQLSTATE of all others is 42601.
struct Sentence {
  std::string_view part, sqlstate, hint;
};
constexpr std::array<Sentence, 26> sentences = {{
    {"CREATE ASSERTION is not yet implemented", "0A000", ""},
    {"CREATE OR REPLACE CONSTRAINT TRIGGER is not supported", "0A000", ""},
    {"CREATE SCHEMA IF NOT EXISTS cannot include schema elements", "0A000", ""},
    {"LIMIT #,# syntax is not supported", "42601", "Use separate LIMIT and OFFSET clauses."},
    {"MATCH PARTIAL not yet implemented", "0A000", ""},
    {"UNIQUE predicate is not yet implemented", "0A000", ""},
    {"VALUES in FROM must have an alias", "42601", "For example, FROM (VALUES ...) [AS] foo."},
    {"WITH CHECK OPTION not supported on recursive views", "0A000", ""},
    {"aggregates cannot have output arguments", "0A000", ""},
    {"an ordered-set aggregate with a VARIADIC direct argument", "0A000", ""},
    {"column number must be in range", "22023", ""},
    {"constraints cannot be marked", "0A000", ""},
    {"current database cannot be changed", "0A000", ""},
    {"frame end cannot be", "42P20", ""},
    {"frame start cannot be", "42P20", ""},
    {"frame starting from", "42P20", ""},
    {"invalid Unicode escape character", "42601", ""},
    {"invalid byte sequence for encoding", "22021", ""},
    {"precision for type float", "22023", ""},
    {"role name \"none\" is reserved", "42939", ""},
    {"role name \"public\" is reserved", "42939", ""},
    {"stack depth limit exceeded", "54001", ""},
    {"subquery in FROM must have an alias", "42601", "For example, FROM (SELECT ...) [AS] foo."},
    {"unrecognized row security option", "42601", "Only PERMISSIVE or RESTRICTIVE policies are supported currently."},
    {"unsafe use of \\'", "22P06", ""},
    {"unsafe use of string constant with Unicode escapes", "0A000", ""},
}};

void add_sqlstate_and_hint(const PgQueryError& failure, SqlError& error) {
  if (error.message == "invalid Unicode escape") {
    const bool in_escape_string = std::string_view{failure.filename} == "scan.l";  // E'\u', else U&'\'
    error.sqlstate = in_escape_string ? "22025" : "42601";
    error.hint = in_escape_string ? "Unicode escapes must be \\uXXXX or \\UXXXXXXXX."
                                  : "Unicode escapes must be \\XXXX or \\+XXXXXX.";
    return;
  }
  for (const Sentence& sentence : sentences) {
    if (error.message.find(sentence.part) != std::string::npos) {
      error.sqlstate = sentence.sqlstate;
      error.hint = sentence.hint;
      return;
    }
  }
}

// As PostgreSQL lists the bytes of a character it cannot read: as many as the first one promises.
std::string byte_list(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto first = static_cast<unsigned char>(bytes.front());
  const std::size_t promised = first >= 0xF8 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  std::string list;
  for (const char c : bytes.substr(0, promised)) {
    const auto byte = static_cast<unsigned char>(c);
    list += list.empty() ? "0x" : " 0x";
    list += digits[byte / 16];
    list += digits[byte % 16];
  }
  return list;
}

// libpg_query reads up to the first zero byte and takes any bytes for text; the server refuses both.
void check_encoding(std::string_view sql) {
  for (std::size_t i = 0; i < sql.size();) {
    const Utf8Character character = utf8_at(sql, i);
    if (!character.valid || sql[i] == '\0') {
      throw make_error(Condition::character_not_in_repertoire, {byte_list(sql.substr(i))});
    }
    i += character.size;
  }
}

// The scanner looks at a run of operator characters again for every "+" it gives back, so 64 KiB of them take seconds
// to be refused. PostgreSQL knows no operator of more than 63 characters. Quotes are told apart roughly, which is
// enough to let pictures in strings pass.
constexpr std::size_t operator_run_limit = 4'096;
constexpr std::string_view operator_characters = "+-*/<>=~!@#%^&|`?";

void check_operator_runs(std::string_view sql) {
  char quote = '\0';
  std::size_t run = 0;
  for (const char c : sql) {
    if (c == '\'' || c == '"') {
      quote = quote == '\0' ? c : quote == c ? '\0' : quote;
    }
    run = quote == '\0' && operator_characters.find(c) != std::string_view::npos ? run + 1 : 0;
    if (run > operator_run_limit) {
      throw make_error(Condition::statement_too_complex, {});
    }
  }
}

// "trailing junk after numeric literal at or near "1_"": later minor versions show all of the word.
void show_whole_junk(const PgQueryError& failure, std::string_view sql, std::string& message) {
  if (!message.starts_with("trailing junk after") || failure.cursorpos <= 0) {
    return;
  }
  const std::size_t begin = utf8_offset(sql, static_cast<std::size_t>(failure.cursorpos) - 1);
  const std::size_t open = message.find('"');
  const std::size_t shown = message.size() - open - 2;  // between the quotes
  const auto in_word = [](char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) > 0x7f;
  };
  std::size_t end = begin + shown;
  while (end < sql.size() && in_word(sql[end])) {
    ++end;
  }
  message = message.substr(0, open + 1) + std::string(sql.substr(begin, end - begin)) + "\"";
}

// `prefix` bytes of the text that was parsed were not given by the caller.
SqlError error_from(const PgQueryError& failure, std::string_view sql, std::size_t prefix) {
  SqlError error = make_worded_error(Condition::syntax_error, failure.message);
  show_whole_junk(failure, sql, error.message);
  add_sqlstate_and_hint(failure, error);
  if (error.sqlstate == "54001") {
    return make_error(Condition::statement_too_complex, {});
  }
  if (error.sqlstate == "0A000") {
    error.condition = Condition::feature_not_supported;
  }
  if (failure.cursorpos > 0) {
    const std::size_t offset = utf8_offset(sql, static_cast<std::size_t>(failure.cursorpos) - 1);
    error.position = offset - std::min(prefix, offset);
  }
  return error;
}

struct FreeParseResult {
  void operator()(PgQueryParseResult* result) const { pg_query_free_parse_result(*result); }
};

std::unique_ptr<Tree> parse(const std::string& sql, std::size_t prefix) {
  check_encoding(sql);
  check_operator_runs(sql);
  PgQueryParseResult result = pg_query_parse(sql.c_str());
  const std::unique_ptr<PgQueryParseResult, FreeParseResult> owner{&result};
  if (result.error != nullptr) {
    throw error_from(*result.error, sql, prefix);
  }
  return std::make_unique<Tree>(result.parse_tree);
}

std::uint32_t first_character(std::string_view sql, std::size_t offset) {
  while (offset < sql.size() && is_ascii_space(sql[offset])) {
    ++offset;
  }
  return static_cast<std::uint32_t>(offset);
}

constexpr std::string_view expression_prefix = "SELECT ";

// SELECT and one expression, nothing else.
bool is_bare(const Node& select) {
  constexpr std::array<std::string_view, 14> clauses = {
      "distinctClause", "intoClause", "fromClause",  "whereClause", "groupClause",   "havingClause", "windowClause",
      "valuesLists",    "sortClause", "limitOffset", "limitCount",  "lockingClause", "withClause",   "larg"};
  const std::vector<Node> targets = select.list("targetList");
  return targets.size() == 1 && !targets.front().has("name") &&
         std::none_of(clauses.begin(), clauses.end(), [&](std::string_view clause) { return select.has(clause); });
}

}  // namespace

ast::Statement parse_statement(std::string_view sql) {
  const std::string text{sql};
  const std::unique_ptr<Tree> tree = parse(text, 0);
  const std::vector<Node> statements = tree->root().list("stmts");
  if (statements.empty()) {
    return {ast::Nothing{"empty query"}, ast::no_position};
  }
  if (statements.size() > 1) {
    throw ApiError{Fault::validation, "Multistatements aren't supported."};
  }
  const Node& raw = statements.front();
  const auto begin = static_cast<std::size_t>(raw.number("stmt_location"));
  const auto length = static_cast<std::size_t>(raw.number("stmt_len"));
  const std::size_t end = length == 0 ? text.size() : begin + length;
  const std::uint32_t position = first_character(text, begin);
  ReadContext context{text};
  context.set_statement(position, static_cast<std::uint32_t>(end));
  return read_statement(raw.child("stmt"), position, context);
}

ast::ExpressionPtr parse_expression(std::string_view sql) {
  std::string text{expression_prefix};
  text += sql;
  const std::unique_ptr<Tree> tree = parse(text, expression_prefix.size());
  const std::vector<Node> statements = tree->root().list("stmts");
  const Node select = statements.size() == 1 ? statements.front().child("stmt") : Node{};
  if (!is_bare(select)) {
    throw make_error(Condition::syntax_error, {"a single expression is expected"});
  }
  ReadContext context{text, expression_prefix.size()};
  context.set_statement(0, static_cast<std::uint32_t>(text.size()));
  return read_expression(select.list("targetList").front().child("val"), context);
}

}  // namespace emulator::postgres
