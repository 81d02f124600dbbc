#include "sql/postgres/read_source.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sql/ast_print.hpp"
#include "sql/postgres/parser.hpp"

namespace emulator::postgres {
namespace {

// With the traps that cutting by tokens has: commas, parentheses, comments, quotes and keywords inside.
const std::vector<std::string> expressions = {
    "1",
    "-1",
    "'it''s, (x'",
    "(1 + 2) * 3",
    "now()",
    "CURRENT_TIMESTAMP(3)",
    "'{}'::text[]",
    "array[1, 2, f(3, 4)]",
    "ARRAY[]::int[]",
    "coalesce(a, (b), ')')",
    "a || $x$ , ) default $x$",
    "nextval('s'::regclass)",
    "cast(a AS numeric(10, 2))",
    "(a /* , ) */ + 1)",
    "\"default\" + \"Check\"",
    "(case when a then 1 else (2) end)",
    "date '2020-01-01'",
    "interval '1' day",
    "E'\\'' || 'é'",
    "(a[1])",
};

template <class Kind>
Kind read(const std::string& sql) {
  ast::Statement statement = parse_statement(sql);
  REQUIRE(std::holds_alternative<Kind>(statement.node));
  return std::move(std::get<Kind>(statement.node));
}

void check(const std::string& text, const ast::ExpressionPtr& tree, const std::string& expected) {
  CHECK(text == expected);
  REQUIRE(tree != nullptr);
  CHECK(ast::print(*parse_expression(text)) == ast::print(*tree));
}

TEST_CASE("the text of a default, wherever it stands, is the default and reads as the same tree") {
  const std::vector<std::pair<std::string, std::string>> places = {
      {"create table t (a int default ", ")"},
      {"create table t (a int default ", " not null, b int)"},
      {"create table t (a int not null default ", " unique check (a > 0));"},
      {"create table t (a text constraint c default ", " collate \"C\" constraint u unique)"},
      {"create table t (a int default ", " -- comment\n references u, b int default 7) ;"},
      {"create table t (a int default /* ) */ ", ", check (a > 0))"},
  };
  for (const std::string& expression : expressions) {
    for (const auto& [begin, end] : places) {
      const std::string sql = begin + expression + end;
      CAPTURE(sql);
      const auto create = read<ast::CreateTable>(sql);
      check(create.columns.at(0).default_text, create.columns.at(0).default_value, expression);
    }
  }
}

TEST_CASE("so are the texts of checks, generated columns and index parts") {
  for (const std::string& expression : expressions) {
    CAPTURE(expression);
    const auto table = read<ast::CreateTable>("create table t (a int check (" + expression +
                                              ") no inherit, b int generated always as (" + expression +
                                              ") stored, constraint \"check\" check (" + expression + "))");
    check(table.constraints.at(0).check_text, table.constraints.at(0).check, expression);
    check(table.columns.at(1).generated->text, table.columns.at(1).generated->expression, expression);
    check(table.constraints.at(1).check_text, table.constraints.at(1).check, expression);
    const auto index = read<ast::CreateIndex>("create index i on s.t using btree (x, (" + expression + ") desc, (" +
                                              expression + ")) include (y) where " + expression + ";");
    check(index.parts.at(1).text, index.parts.at(1).expression, expression);
    check(index.parts.at(2).text, index.parts.at(2).expression, expression);
    check(index.where_text, index.where, expression);
  }
}

TEST_CASE("and those of ALTER TABLE") {
  for (const std::string& expression : expressions) {
    CAPTURE(expression);
    const auto alter =
        read<ast::AlterTable>("alter table only s.t alter a type int using " + expression +
                              ", alter column b set default " + expression + ", add c int default " + expression +
                              " not null, add check (" + expression + "), alter d set default " + expression + " ;");
    const auto& type = std::get<ast::AlterColumnType>(alter.actions.at(0).node);
    check(type.using_text, type.using_, expression);
    const auto& set = std::get<ast::SetColumnDefault>(alter.actions.at(1).node);
    check(set.text, set.value, expression);
    const auto& added = std::get<ast::AddColumn>(alter.actions.at(2).node).column;
    check(added.default_text, added.default_value, expression);
    const auto& constraint = std::get<ast::AddConstraint>(alter.actions.at(3).node).constraint;
    check(constraint.check_text, constraint.check, expression);
    const auto& last = std::get<ast::SetColumnDefault>(alter.actions.at(4).node);
    check(last.text, last.value, expression);
  }
}

TEST_CASE("an index part that is a call ends with the call") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"lower(a)", "lower(a)"},
      {"s.f(a, (b)) text_ops desc nulls last", "s.f(a, (b))"},
      {"coalesce(a, b) collate \"C\"", "coalesce(a, b)"},
      {"CURRENT_DATE desc", "CURRENT_DATE"},
      {"cast(a as text)", "cast(a as text)"},
  };
  for (const auto& [part, text] : cases) {
    CAPTURE(part);
    const auto index = read<ast::CreateIndex>("create index on t (" + part + ", b)");
    check(index.parts.at(0).text, index.parts.at(0).expression, text);
    CHECK(index.parts.at(1).column == "b");
  }
}

TEST_CASE("the text of a view is its query") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"create view v as select 1 as a", "select 1 as a"},
      {"create or replace view \"as\" (a, b) with (security_barrier = true) as with x as (select 1) select 1 as a, 2 "
       "from x;",
       "with x as (select 1) select 1 as a, 2 from x"},
      {"create materialized view m as select 1 with data", "select 1"},
      {"create materialized view m (a) as with x as (select 1 as data) select x.data from x",
       "with x as (select 1 as data) select x.data from x"},
      {"create view v as (select 'é -- ' /* c */ union select ';') -- end\n ;",
       "(select 'é -- ' /* c */ union select ';')"},
  };
  for (const auto& [sql, text] : cases) {
    CAPTURE(sql);
    const auto view = read<ast::CreateView>(sql);
    CHECK(view.text == text);
    CHECK(ast::print(parse_statement(view.text)) == ast::print(*view.query));
  }
}

TEST_CASE("tokens: comments are none, words match in any case but not in quotes") {
  const std::string sql = "a /* b */ (c, [d, e], \"WHERE\" Where) -- f";
  const SourceTokens tokens{sql, sql.size()};
  CHECK(tokens.size() == 13);
  CHECK(tokens.text(1) == "(");
  const TokenRange inside = tokens.inside(1);
  CHECK(tokens.slice(inside) == "c, [d, e], \"WHERE\" Where");
  CHECK(tokens.split(inside).size() == 3);
  CHECK(tokens.slice(tokens.split(inside).at(1)) == "[d, e]");
  CHECK(tokens.text(tokens.find(inside, "WHERE")) == "Where");
  CHECK(tokens.find({0, tokens.size()}, "WHERE") == tokens.size());
  CHECK(tokens.slice(tokens.element({4, tokens.size()})) == "[d, e]");
  CHECK(tokens.slice({5, 5}).empty());
  CHECK(tokens.text(99).empty());
  CHECK(tokens.at_or_after(1) == 1);
  CHECK(SourceTokens{sql, 3}.size() == 1);
}

}  // namespace
}  // namespace emulator::postgres
