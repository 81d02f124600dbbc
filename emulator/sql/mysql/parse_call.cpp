// Function calls: plain ones, those with a grammar of their own, and windows.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

using ast::ExpressionPtr;

// Functions only where the parenthesis follows at once; elsewhere they are names
// (https://dev.mysql.com/doc/refman/8.0/en/function-resolution.html).
constexpr std::array<std::string_view, 31> close_functions = {
    "adddate",   "bit_and",      "bit_or",  "bit_xor",      "cast",       "count",       "curdate",  "curtime",
    "date_add",  "date_sub",     "extract", "group_concat", "max",        "mid",         "min",      "now",
    "position",  "session_user", "std",     "stddev",       "stddev_pop", "stddev_samp", "subdate",  "substr",
    "substring", "sum",          "sysdate", "system_user",  "trim",       "var_pop",     "variance",
};

constexpr std::array<std::string_view, 6> distinct_functions = {"avg", "count", "group_concat", "max", "min", "sum"};

// Functions that the grammar itself knows with so many arguments: another number is a syntax error, not error 1582
// (the server's sql_yacc.yy, function_call_keyword, _nonkeyword and _conflict).
struct Arity {
  std::string_view name;
  std::size_t least, most;
};
constexpr Arity grammar_functions[] = {
    {"if", 3, 3},
    {"left", 2, 2},
    {"right", 2, 2},
    {"insert", 4, 4},
    {"repeat", 2, 2},
    {"replace", 3, 3},
    {"mod", 2, 2},
    {"year", 1, 1},
    {"month", 1, 1},
    {"day", 1, 1},
    {"hour", 1, 1},
    {"minute", 1, 1},
    {"second", 1, 1},
    {"quarter", 1, 1},
    {"week", 1, 2},
    {"date", 1, 1},
    {"time", 1, 1},
    {"timestamp", 1, 2},
    {"ascii", 1, 1},
    {"charset", 1, 1},
    {"collation", 1, 1},
    {"database", 0, 0},
    {"format", 2, 3},
    {"microsecond", 1, 1},
    {"reverse", 1, 1},
    {"row_count", 0, 0},
    {"truncate", 2, 2},
    {"user", 0, 0},
    {"avg", 1, 1},
    {"count", 1, SIZE_MAX},  // of several with DISTINCT only
    {"sum", 1, 1},
    {"min", 1, 1},
    {"max", 1, 1},
    {"json_arrayagg", 1, 1},
    {"json_objectagg", 2, 2},
};

const Arity* arity_of(std::string_view name) {
  const auto found = std::find_if(std::begin(grammar_functions), std::end(grammar_functions),
                                  [name](const Arity& arity) { return arity.name == name; });
  return found == std::end(grammar_functions) ? nullptr : found;
}

// They are nothing without OVER.
constexpr std::array<std::string_view, 11> window_functions = {
    "cume_dist", "dense_rank", "first_value",  "lag",  "last_value", "lead",
    "nth_value", "ntile",      "percent_rank", "rank", "row_number",
};

template <class Table>
bool contains(const Table& table, std::string_view name) {
  return std::find(table.begin(), table.end(), name) != table.end();
}

ExpressionPtr literal(std::string text, std::uint32_t position) {
  return make(ast::StringLiteral{std::move(text), ""}, position);
}

}  // namespace

// At the parenthesis.
ExpressionPtr Parser::parse_call(ast::Name name, bool space_before_parenthesis) {
  const std::uint32_t begin = name.position;
  const std::string& word = name.parts.front();
  if (name.parts.size() > 1) {
    return parse_plain_call(std::move(name), false);
  }
  if (space_before_parenthesis && contains(close_functions, word)) {
    return parse_plain_call(std::move(name), true);
  }
  if (word == "cast") {
    ExpressionPtr cast = parse_cast();
    cast->position = begin;
    return cast;
  }
  if (word == "char") {
    return parse_char(begin);
  }
  ast::FunctionCall call;
  call.name = name;
  if (!parse_special_call(word, call)) {
    return parse_plain_call(std::move(name), false);
  }
  expect_symbol(")");
  parse_over(call);
  return make(std::move(call), begin);
}

// `misplaced`: a space keeps the name from being the built-in function, and there are no others.
ExpressionPtr Parser::parse_plain_call(ast::Name name, bool misplaced) {
  const std::uint32_t begin = name.position;
  ast::FunctionCall call;
  call.name = std::move(name);
  std::string& word = call.name.parts.back();
  expect_symbol("(");
  if (at_symbol("*") && word == "count" && !misplaced) {
    const std::uint32_t star = take().begin;
    call.arguments.push_back(make(ast::Star{}, star));
  } else if (!at_symbol(")")) {
    parse_arguments(call);
  }
  const Arity* arity = misplaced ? nullptr : arity_of(word);
  if (arity != nullptr && call.arguments.size() < arity->least) {
    fail();
  }
  if (word == "json_value" && !at_symbol(")")) {
    unsupported("JSON_VALUE ... RETURNING or ON EMPTY");
  }
  expect_symbol(")");
  if (misplaced) {
    throw make_error(Condition::undefined_function, {word, word});
  }
  if (word == "schema") {
    word = "database";
  } else if (word == "session_user" || word == "system_user") {
    word = "user";
  }
  if (contains(window_functions, word) && !at("OVER") && !at("RESPECT") && !at("IGNORE")) {
    fail();
  }
  parse_over(call);
  return make(std::move(call), begin);
}

void Parser::parse_arguments(ast::FunctionCall& call) {
  const std::string& word = call.name.parts.back();
  if (contains(distinct_functions, word)) {
    call.distinct = accept("DISTINCT");
    if (!call.distinct) {
      accept("ALL");
    }
  }
  const Arity* arity = arity_of(word);
  do {
    call.arguments.push_back(parse_expression());
    if (arity != nullptr && at_symbol(",") && call.arguments.size() == arity->most) {
      fail();
    }
  } while (accept_symbol(","));
  if (word == "count" && !call.distinct && call.arguments.size() > 1) {
    fail();
  }
}

// Reads up to the closing parenthesis; false if the function has no grammar of its own.
bool Parser::parse_special_call(const std::string& name, ast::FunctionCall& call) {
  if (name == "date_add" || name == "adddate") {
    parse_date_arithmetic(call, "date_add");
  } else if (name == "date_sub" || name == "subdate") {
    parse_date_arithmetic(call, "date_sub");
  } else if (name == "timestampadd") {
    parse_timestamp_add(call);
  } else if (name == "timestampdiff") {
    parse_timestamp_difference(call);
  } else if (name == "trim") {
    parse_trim(call);
  } else if (name == "substring" || name == "substr" || name == "mid") {
    parse_substring(call);
  } else if (name == "position") {
    parse_position(call);
  } else if (name == "extract") {
    parse_extract(call);
  } else if (name == "get_format") {
    parse_get_format(call);
  } else if (name == "group_concat") {
    parse_group_concat(call);
  } else if (name == "weight_string") {
    unsupported("WEIGHT_STRING");
  } else {
    return false;
  }
  return true;
}

// DATE_ADD(x, INTERVAL n unit); ADDDATE(x, n) counts days.
void Parser::parse_date_arithmetic(ast::FunctionCall& call, std::string_view canonical) {
  const std::string written = std::exchange(call.name.parts.back(), std::string(canonical));
  expect_symbol("(");
  call.arguments.push_back(parse_expression());
  expect_symbol(",");
  const std::uint32_t begin = position();
  if (at("INTERVAL")) {
    ExpressionPtr interval = parse_interval();
    if (std::holds_alternative<ast::Interval>(interval->node)) {
      call.arguments.push_back(std::move(interval));
      return;
    }
    if (written == canonical) {
      fail();
    }
    call.arguments.push_back(make(ast::Interval{resume(std::move(interval)), "DAY"}, begin));
    return;
  }
  if (written == canonical) {
    fail();
  }
  call.arguments.push_back(make(ast::Interval{parse_expression(), "DAY"}, begin));
}

// TIMESTAMPADD(unit, n, x)
void Parser::parse_timestamp_add(ast::FunctionCall& call) {
  call.name.parts.back() = "date_add";
  expect_symbol("(");
  const std::uint32_t begin = position();
  std::string unit = parse_interval_unit();
  expect_symbol(",");
  ExpressionPtr amount = parse_expression();
  expect_symbol(",");
  call.arguments.push_back(parse_expression());
  call.arguments.push_back(make(ast::Interval{std::move(amount), std::move(unit)}, begin));
}

void Parser::parse_timestamp_difference(ast::FunctionCall& call) {
  expect_symbol("(");
  const std::uint32_t begin = position();
  call.arguments.push_back(literal(ascii_lower(parse_interval_unit()), begin));
  expect_symbol(",");
  call.arguments.push_back(parse_expression());
  expect_symbol(",");
  call.arguments.push_back(parse_expression());
}

// TRIM([[LEADING|TRAILING|BOTH] [what] FROM] text)
void Parser::parse_trim(ast::FunctionCall& call) {
  expect_symbol("(");
  const bool has_side = at("LEADING") || at("TRAILING") || at("BOTH");
  if (accept("LEADING")) {
    call.name.parts.back() = "ltrim";
  } else if (accept("TRAILING")) {
    call.name.parts.back() = "rtrim";
  } else {
    accept("BOTH");
  }
  ExpressionPtr what;
  if (!at("FROM")) {
    what = parse_expression();
  }
  if (!has_side && !at("FROM")) {
    call.arguments.push_back(std::move(what));
    return;
  }
  expect("FROM");
  call.arguments.push_back(parse_expression());
  if (what != nullptr) {
    call.arguments.push_back(std::move(what));
    call.name.parts.back().insert(0, " ");  // LTRIM(a, b) is nothing that can be written
  }
}

// SUBSTRING(text FROM first [FOR count]) or with commas
void Parser::parse_substring(ast::FunctionCall& call) {
  call.name.parts.back() = "substring";
  expect_symbol("(");
  call.arguments.push_back(parse_expression());
  const bool in_words = at("FROM");
  if (!accept("FROM")) {
    expect_symbol(",");
  }
  call.arguments.push_back(parse_expression());
  if (in_words ? accept("FOR") : accept_symbol(",")) {
    call.arguments.push_back(parse_expression());
  }
}

// POSITION(what IN text)
void Parser::parse_position(ast::FunctionCall& call) {
  expect_symbol("(");
  call.arguments.push_back(parse_operators(Binding::bit_or));
  expect("IN");
  call.arguments.push_back(parse_expression());
}

// EXTRACT(unit FROM x)
void Parser::parse_extract(ast::FunctionCall& call) {
  expect_symbol("(");
  const std::uint32_t begin = position();
  call.arguments.push_back(literal(ascii_lower(parse_interval_unit()), begin));
  expect("FROM");
  call.arguments.push_back(parse_expression());
}

// GET_FORMAT(DATE, 'EUR')
void Parser::parse_get_format(ast::FunctionCall& call) {
  expect_symbol("(");
  const Token& token = peek();
  if (!accept("DATE") && !accept("TIME") && !accept("DATETIME") && !accept("TIMESTAMP")) {
    fail();
  }
  const bool is_datetime = token.keyword == Keyword("TIMESTAMP");
  call.arguments.push_back(literal(is_datetime ? "datetime" : ascii_lower(token.text), token.begin));
  expect_symbol(",");
  call.arguments.push_back(parse_expression());
}

// GROUP_CONCAT([DISTINCT] x, … [ORDER BY …] [SEPARATOR '…'])
void Parser::parse_group_concat(ast::FunctionCall& call) {
  expect_symbol("(");
  call.distinct = accept("DISTINCT");
  const std::size_t first = index_;
  call.arguments = parse_expressions();
  const std::size_t count = call.arguments.size();
  if (count > 1) {  // several are one text, put together
    ast::FunctionCall joined{.name = {{"concat"}, call.name.position}, .arguments = std::move(call.arguments)};
    call.arguments.clear();
    call.arguments.push_back(std::make_unique<ast::Expression>(ast::Expression{std::move(joined), call.name.position}));
  }
  if (accept("ORDER")) {
    call.order_by = parse_order_by();
  }
  // ORDER BY 2 means the second argument, which is read once more from its token on.
  const std::size_t end = index_;
  for (ast::SortItem& key : call.order_by) {
    const auto* place = std::get_if<ast::NumberLiteral>(&key.expression->node);
    if (place == nullptr || place->has_point || place->has_exponent) {
      continue;
    }
    const std::string text = place->text;
    if (text.size() > 4 || text == "0" || std::stoul(text) > count) {
      throw make_error(Condition::undefined_column, {text, "order clause"});
    }
    index_ = first;
    for (std::size_t left = std::stoul(text); left > 1; --left) {
      parse_expression();
      expect_symbol(",");
    }
    key.expression = parse_expression();
    index_ = end;
  }
  if (accept("SEPARATOR")) {
    call.separator = parse_string();
  }
}

// CHAR(77, 121 [USING utf8mb4])
ExpressionPtr Parser::parse_char(std::uint32_t begin) {
  ast::FunctionCall call;
  call.name = {{"char"}, begin};
  expect_symbol("(");
  call.arguments = parse_expressions();
  std::string character_set;
  if (accept("USING")) {
    character_set = parse_charset_name();
  }
  expect_symbol(")");
  ExpressionPtr text = make(std::move(call), begin);
  if (character_set.empty() || character_set == "binary") {
    return text;
  }
  ast::Cast cast{std::move(text), {}};
  cast.type.name = {{"char"}, begin};
  cast.type.character_set = std::move(character_set);
  return make(std::move(cast), begin);
}

// CURRENT_TIMESTAMP and its kin, with or without parentheses.
ExpressionPtr Parser::parse_current(std::uint32_t begin) {
  ast::FunctionCall call;
  std::string word = ascii_lower(take().text);
  if (word == "localtime" || word == "localtimestamp") {
    word = "current_timestamp";
  }
  call.name = {{std::move(word)}, begin};
  if (accept_symbol("(")) {
    if (!at_symbol(")")) {
      call.arguments.push_back(parse_expression());
    }
    expect_symbol(")");
  }
  return make(std::move(call), begin);
}

void Parser::parse_over(ast::FunctionCall& call) {
  if (at("FROM") && at("LAST", 1)) {
    unsupported("FROM LAST");
  }
  if (at("IGNORE") && at("NULLS", 1)) {
    unsupported("IGNORE NULLS");
  }
  accept("RESPECT", "NULLS");
  if (!accept("OVER")) {
    return;
  }
  if (at_symbol("(")) {
    call.over = parse_window();
    return;
  }
  call.over.emplace();
  call.over->base = parse_identifier();
}

// ([name] [PARTITION BY …] [ORDER BY …] [frame])
ast::WindowSpecification Parser::parse_window() {
  expect_symbol("(");
  ast::WindowSpecification window;
  if (at_name() && !at_symbol(")")) {
    window.base = parse_identifier();
  }
  if (accept("PARTITION")) {
    expect("BY");
    window.partition_by = parse_expressions();
  }
  if (accept("ORDER")) {
    window.order_by = parse_order_by();
  }
  if (at("ROWS") || at("RANGE") || at("GROUPS")) {
    window.frame = parse_frame();
  }
  expect_symbol(")");
  return window;
}

ast::Frame Parser::parse_frame() {
  if (at("GROUPS")) {
    unsupported("GROUPS");
  }
  ast::Frame frame{at("ROWS") ? ast::FrameUnit::rows : ast::FrameUnit::range, {}, {}};
  take();
  if (accept("BETWEEN")) {
    frame.start = parse_frame_bound();
    expect("AND");
    frame.end = parse_frame_bound();
  } else {
    frame.start = parse_frame_bound();
  }
  if (at("EXCLUDE")) {
    unsupported("EXCLUDE");
  }
  return frame;
}

ast::FrameBound Parser::parse_frame_bound() {
  ast::FrameBound bound;
  if (accept("CURRENT", "ROW")) {
    return bound;
  }
  const bool unbounded = accept("UNBOUNDED");
  if (!unbounded) {
    bound.offset = at("INTERVAL") ? parse_interval() : parse_operators(Binding::bit_or);
  }
  if (accept("PRECEDING")) {
    bound.kind = unbounded ? ast::FrameBoundKind::unbounded_preceding : ast::FrameBoundKind::preceding;
    return bound;
  }
  expect("FOLLOWING");
  bound.kind = unbounded ? ast::FrameBoundKind::unbounded_following : ast::FrameBoundKind::following;
  return bound;
}

}  // namespace emulator::mysql
