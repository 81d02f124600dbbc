#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "sql/postgres/parser.hpp"
#include "unit/sql/postgres/reading.hpp"

namespace emulator::postgres {
namespace {

template <class Kind>
Kind read(std::string_view sql) {
  CAPTURE(sql);
  ast::ExpressionPtr expression = parse_expression(sql);
  REQUIRE(std::holds_alternative<Kind>(expression->node));
  return std::move(std::get<Kind>(expression->node));
}

// Names and numbers as they are, calls as f(a, b); enough to tell the order of arguments.
std::string brief(const ast::ExpressionPtr& expression) {
  if (const auto* column = std::get_if<ast::ColumnReference>(&expression->node)) {
    std::string text;
    for (const std::string& part : column->parts) text += (text.empty() ? "" : ".") + part;
    return text;
  }
  if (const auto* number = std::get_if<ast::NumberLiteral>(&expression->node)) return number->text;
  if (const auto* string = std::get_if<ast::StringLiteral>(&expression->node)) return "'" + string->text + "'";
  if (const auto* call = std::get_if<ast::FunctionCall>(&expression->node)) {
    std::string text;
    for (const std::string& part : call->name.parts) text += (text.empty() ? "" : ".") + part;
    text += "(";
    for (const ast::ExpressionPtr& argument : call->arguments) {
      text += (text.back() == '(' ? "" : ", ") + brief(argument);
    }
    return text + ")";
  }
  return "?";
}

TEST_CASE("numbers keep their digits, also the negative ones that the JSON loses") {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"1", "1"},
      {"0", "0"},
      {"-1", "-1"},
      {"- 3", "-3"},
      {"-(5)", "-5"},
      {"- - -7", "-7"},
      {"-(-(-(8)))", "-8"},
      {"- /* 9 */ 8", "-8"},
      {"-0", "0"},
      {"-00", "0"},
      {"2147483647", "2147483647"},
      {"-2147483647", "-2147483647"},
      {"2147483648", "2147483648"},
      {"-2147483648", "-2147483648"},
      {"99999999999999999999", "99999999999999999999"},
      {"1.50", "1.50"},
      {".5", ".5"},
      {"-1e10", "-1e10"},
      {"1 -- 2", "1"},
  };
  for (const auto& [sql, text] : cases) {
    CHECK(read<ast::NumberLiteral>(sql).text == text);
  }
  CHECK(read<ast::NumberLiteral>("1.5").has_point);
  CHECK(read<ast::NumberLiteral>("1e5").has_exponent);
  CHECK_FALSE(read<ast::NumberLiteral>("15").has_point);
  CHECK(brief(read<ast::BinaryOperator>("5 - -3").right) == "-3");
}

TEST_CASE("other constants") {
  CHECK(read<ast::StringLiteral>("'it''s'").text == "it's");
  CHECK(read<ast::StringLiteral>(R"(E'a\n')").text == "a\n");
  CHECK(read<ast::StringLiteral>("$x$a'b$x$").text == "a'b");
  CHECK(read<ast::StringLiteral>("''").text.empty());
  CHECK(read<ast::BooleanLiteral>("TRUE").value);
  CHECK_FALSE(read<ast::BooleanLiteral>("false").value);
  read<ast::NullLiteral>("null");
  const auto bits = read<ast::BytesLiteral>("B'101'");
  CHECK(bits.is_bits);
  CHECK(bits.bit_count == 3);
  CHECK(bits.bytes == "\x05");
  CHECK(read<ast::BytesLiteral>("X'1fA'").bytes == "\x01\xFA");
  CHECK(read<ast::BytesLiteral>("X'1fA'").bit_count == 12);
  CHECK(read<ast::Parameter>("$12").index == 12);
}

TEST_CASE("names are folded by the parser and kept in parts") {
  CHECK(read<ast::ColumnReference>("Foo.\"Bar\".BAZ").parts == std::vector<std::string>{"foo", "Bar", "baz"});
  CHECK(read<ast::Star>("*").qualifier.empty());
  CHECK(read<ast::Star>("s.t.*").qualifier == std::vector<std::string>{"s", "t"});
  CHECK(read<ast::Star>("(t).*").qualifier == std::vector<std::string>{"t"});
  CHECK(read<ast::FieldSelection>("(t).a").field == "a");
}

TEST_CASE("operators") {
  CHECK(read<ast::BinaryOperator>("a ->> 'b'").symbol == "->>");
  CHECK(read<ast::BinaryOperator>("a OPERATOR(pg_catalog.+) b").symbol == "+");
  CHECK(read<ast::UnaryOperator>("- a").symbol == "-");
  CHECK(read<ast::UnaryOperator>("+3").symbol == "+");
  CHECK(parse_expression("a  <= b")->position == 3);
  CHECK(read<ast::Logical>("a and b and c").operands.size() == 3);
  CHECK(read<ast::Logical>("a or b or c").kind == ast::LogicalKind::or_);
  CHECK(brief(read<ast::Not>("not a").operand) == "a");
  CHECK_THROWS_AS(parse_expression("a OPERATOR(mine.+) b"), SqlError);
}

TEST_CASE("predicates") {
  CHECK(read<ast::IsTest>("a is not null").negated);
  CHECK(read<ast::IsTest>("a is null").truth == ast::Truth::null);
  CHECK(read<ast::IsTest>("a is not unknown").truth == ast::Truth::unknown);
  CHECK(read<ast::IsTest>("a is false").truth == ast::Truth::false_);
  CHECK_FALSE(read<ast::IsDistinctFrom>("a is distinct from b").negated);
  CHECK(read<ast::IsDistinctFrom>("a is not distinct from b").negated);
  const auto between = read<ast::Between>("a not between symmetric 1 and 2");
  CHECK(between.negated);
  CHECK(between.symmetric);
  CHECK(brief(between.low) == "1");
  CHECK(brief(between.high) == "2");
  CHECK_FALSE(read<ast::Between>("a between 1 and 2").negated);
  CHECK(read<ast::InList>("a in (1, 2)").items.size() == 2);
  CHECK(read<ast::InList>("a not in (1)").negated);
  CHECK_FALSE(read<ast::InSubquery>("a in (select 1)").negated);
  CHECK(read<ast::InSubquery>("a not in (select 1)").negated);
  CHECK(read<ast::InSubquery>("not (a in (select 1))").negated);
  read<ast::Exists>("exists (select 1)");
  read<ast::ScalarSubquery>("(select 1)");
  read<ast::ArraySubquery>("array(select 1)");
}

TEST_CASE("comparisons with ANY and ALL") {
  const auto any = read<ast::Quantified>("a = any (array[1])");
  CHECK(any.symbol == "=");
  CHECK_FALSE(any.all);
  CHECK(any.array != nullptr);
  CHECK(any.query == nullptr);
  const auto all = read<ast::Quantified>("a <> all (select 1)");
  CHECK(all.symbol == "<>");
  CHECK(all.all);
  CHECK(all.query != nullptr);
}

TEST_CASE("patterns, with the grammar's wrapping undone") {
  struct Case {
    std::string_view sql;
    ast::MatchKind kind;
    bool negated;
    std::string_view escape;
  };
  const std::vector<Case> cases = {
      {"a like 'x'", ast::MatchKind::like, false, ""},
      {"a not like 'x' escape '!'", ast::MatchKind::like, true, "'!'"},
      {"a ilike 'x'", ast::MatchKind::ilike, false, ""},
      {"a not ilike 'x' escape ''", ast::MatchKind::ilike, true, "''"},
      {"a similar to 'x'", ast::MatchKind::similar, false, ""},
      {"a not similar to 'x' escape '#'", ast::MatchKind::similar, true, "'#'"},
      {"a ~~ 'x'", ast::MatchKind::like, false, ""},
      {"a !~~* 'x'", ast::MatchKind::ilike, true, ""},
  };
  for (const Case& expected : cases) {
    const auto match = read<ast::Match>(expected.sql);
    CHECK(match.kind == expected.kind);
    CHECK(match.negated == expected.negated);
    CHECK(brief(match.operand) == "a");
    CHECK(brief(match.pattern) == "'x'");
    CHECK((match.escape ? brief(match.escape) : "") == expected.escape);
  }
  CHECK(read<ast::BinaryOperator>("a ~* 'x'").symbol == "~*");
}

TEST_CASE("calls with a syntax of their own become plain calls") {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"extract(year from x)", "pg_catalog.extract('year', x)"},
      {"trim(leading 'a' from x)", "pg_catalog.ltrim(x, 'a')"},
      {"trim(x)", "pg_catalog.btrim(x)"},
      {"position('a' in b)", "pg_catalog.position('a', b)"},
      {"\"position\"(b, 'a')", "position('a', b)"},
      {"substring(x from 2 for 3)", "pg_catalog.substring(x, 2, 3)"},
      {"overlay(a placing b from 1)", "pg_catalog.overlay(a, b, 1)"},
      {"x at time zone 'utc'", "pg_catalog.timezone('utc', x)"},
      {"(a, b) overlaps (c, d)", "pg_catalog.overlaps(a, b, c, d)"},
      {"coalesce(a, b)", "coalesce(a, b)"},
      {"nullif(a, b)", "nullif(a, b)"},
      {"greatest(a, b)", "greatest(a, b)"},
      {"least(a)", "least(a)"},
      {"grouping(a)", "grouping(a)"},
      {"current_timestamp", "current_timestamp()"},
      {"current_timestamp(3)", "current_timestamp(3)"},
      {"localtime(0)", "localtime(0)"},
      {"current_date", "current_date()"},
      {"session_user", "session_user()"},
      {"user", "user()"},
      {"pg_catalog.now()", "pg_catalog.now()"},
  };
  for (const auto& [sql, expected] : cases) {
    CAPTURE(sql);
    CHECK(brief(parse_expression(sql)) == expected);
  }
}

TEST_CASE("aggregates and window functions") {
  const auto star = read<ast::FunctionCall>("count(*)");
  CHECK(std::holds_alternative<ast::Star>(star.arguments.at(0)->node));
  const auto aggregate =
      read<ast::FunctionCall>("string_agg(distinct a, ',' order by b desc nulls last) filter (where c)");
  CHECK(aggregate.distinct);
  CHECK(aggregate.order_by.at(0).order == ast::SortOrder::descending);
  CHECK(aggregate.order_by.at(0).nulls == ast::NullsOrder::last);
  CHECK(brief(aggregate.filter) == "c");
  const auto ordered = read<ast::FunctionCall>("percentile_cont(0.5) within group (order by x)");
  CHECK(ordered.order_by.empty());
  CHECK(ordered.within_group.size() == 1);
  CHECK(read<ast::FunctionCall>("f(variadic a)").variadic);
  CHECK(read<ast::FunctionCall>("sum(x) over w").over->base == "w");
  const auto window = read<ast::FunctionCall>("sum(x) over (w partition by a order by b)").over;
  CHECK(window->base == "w");
  CHECK(window->partition_by.size() == 1);
  CHECK(window->order_by.at(0).order == ast::SortOrder::unspecified);
  CHECK_FALSE(window->frame.has_value());
}

TEST_CASE("window frames") {
  using enum ast::FrameBoundKind;
  struct Case {
    std::string_view frame;
    ast::FrameUnit unit;
    ast::FrameBoundKind start, end;
    ast::FrameExclusion exclusion;
  };
  const std::vector<Case> cases = {
      {"rows unbounded preceding", ast::FrameUnit::rows, unbounded_preceding, current_row, ast::FrameExclusion::none},
      {"rows between 1 preceding and 2 following", ast::FrameUnit::rows, preceding, following,
       ast::FrameExclusion::none},
      {"groups between current row and unbounded following exclude ties", ast::FrameUnit::groups, current_row,
       unbounded_following, ast::FrameExclusion::ties},
      {"range between 5 preceding and 1 preceding exclude current row", ast::FrameUnit::range, preceding, preceding,
       ast::FrameExclusion::current_row},
      {"rows between 1 following and 5 following exclude group", ast::FrameUnit::rows, following, following,
       ast::FrameExclusion::group},
      {"range between unbounded preceding and current row exclude no others", ast::FrameUnit::range,
       unbounded_preceding, current_row, ast::FrameExclusion::none},
  };
  for (const Case& expected : cases) {
    const auto call = read<ast::FunctionCall>("sum(x) over (order by y " + std::string{expected.frame} + ")");
    const ast::Frame& frame = call.over->frame.value();
    CHECK(frame.unit == expected.unit);
    CHECK(frame.start.kind == expected.start);
    CHECK(frame.end.kind == expected.end);
    CHECK(frame.exclusion == expected.exclusion);
    CHECK((frame.start.offset != nullptr) == (expected.start == preceding || expected.start == following));
    CHECK((frame.end.offset != nullptr) == (expected.end == preceding || expected.end == following));
  }
}

TEST_CASE("CASE, casts, arrays, rows") {
  const auto searched = read<ast::Case>("case when a then 1 when b then 2 end");
  CHECK(searched.operand == nullptr);
  CHECK(searched.branches.size() == 2);
  CHECK(searched.otherwise == nullptr);
  const auto simple = read<ast::Case>("case a when 1 then 2 else 3 end");
  CHECK(brief(simple.operand) == "a");
  CHECK(brief(simple.otherwise) == "3");
  CHECK(parse_expression("a::int")->position == 1);
  CHECK(parse_expression("date '2020-01-01'")->position == 0);
  CHECK(read<ast::Collate>("a collate \"C\"").collation.parts == std::vector<std::string>{"C"});
  CHECK(read<ast::ArrayConstructor>("array[1, 2]").elements.size() == 2);
  CHECK(read<ast::Row>("(1, 2)").elements.size() == 2);
  CHECK(read<ast::Row>("row()").elements.empty());
  CHECK(brief(read<ast::Subscript>("a[1]").index) == "1");
  const auto slice = read<ast::Subscript>("a[1:2]");
  CHECK(slice.is_slice);
  CHECK(brief(slice.index) == "1");
  CHECK(brief(slice.upper) == "2");
  const auto open_slice = read<ast::Subscript>("a[:]");
  CHECK(open_slice.index == nullptr);
  CHECK(open_slice.upper == nullptr);
}

TEST_CASE("types") {
  struct Case {
    std::string_view type;
    std::vector<std::string> name;
    std::vector<std::int64_t> modifiers;
    std::int32_t dimensions;
    std::string_view fields;
  };
  const std::vector<Case> cases = {
      {"int", {"int4"}, {}, 0, ""},
      {"pg_catalog.int4", {"int4"}, {}, 0, ""},
      {"public.mood", {"public", "mood"}, {}, 0, ""},
      {"varchar(3)", {"varchar"}, {3}, 0, ""},
      {"char", {"bpchar"}, {1}, 0, ""},
      {"\"char\"", {"char"}, {}, 0, ""},
      {"numeric(10, -2)", {"numeric"}, {10, -2}, 0, ""},
      {"text[][3]", {"text"}, {}, 2, ""},
      {"double precision", {"float8"}, {}, 0, ""},
      {"float(24)", {"float4"}, {}, 0, ""},
      {"timestamp(3) with time zone", {"timestamptz"}, {3}, 0, ""},
      {"interval", {"interval"}, {}, 0, ""},
      {"interval(3)", {"interval"}, {3}, 0, ""},
      {"interval year to month", {"interval"}, {}, 0, "YEAR TO MONTH"},
      {"interval day to second(2)", {"interval"}, {2}, 0, "DAY TO SECOND"},
      {"interval minute", {"interval"}, {}, 0, "MINUTE"},
      {"vector(3)", {"vector"}, {3}, 0, ""},
  };
  for (const Case& expected : cases) {
    const ast::TypeName type = read<ast::Cast>("a::" + std::string{expected.type}).type;
    CHECK(type.name.parts == expected.name);
    CHECK(type.modifiers == expected.modifiers);
    CHECK(type.array_dimensions == expected.dimensions);
    CHECK(type.interval_fields == expected.fields);
  }
}

TEST_CASE("what has no place in the tree is refused by name and position") {
  const std::vector<Refused> cases = {
      {"a::setof int", "SETOF", 9},
      {"a::geometry(point, 4326)", "a type modifier that is not a number", 12},
      {"(f(1)).*", "row expansion via \"*\" of an expression", 1},
      {"array_agg(a order by b using <)", "ORDER BY ... USING", 29},
      {"a operator(public.<->) b", "an operator of schema \"public\"", 2},
  };
  check_refused(cases, parse_expression);
}

}  // namespace
}  // namespace emulator::postgres
