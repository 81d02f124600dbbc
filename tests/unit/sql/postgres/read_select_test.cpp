#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sql/postgres/parser.hpp"
#include "unit/sql/postgres/reading.hpp"

namespace emulator::postgres {
namespace {

ast::QueryPtr read(std::string_view sql) {
  CAPTURE(sql);
  ast::Statement statement = parse_statement(sql);
  REQUIRE(std::holds_alternative<ast::QueryPtr>(statement.node));
  return std::move(std::get<ast::QueryPtr>(statement.node));
}
const ast::Select& select_of(const ast::QueryPtr& query) {
  return std::get<ast::Select>(query->body);
}

TEST_CASE("the clauses of a SELECT") {
  const ast::QueryPtr query = read(
      "select a, b as x, t.* from t where c group by a, (b, d) having e order by 1 desc, 2 nulls first limit 10 "
      "offset 3");
  const ast::Select& select = select_of(query);
  REQUIRE(select.items.size() == 3);
  CHECK(select.items[0].alias.empty());
  CHECK(select.items[1].alias == "x");
  CHECK(select.where != nullptr);
  CHECK(select.group_by.size() == 3);  // (b, d) is b, d
  CHECK(select.having != nullptr);
  CHECK(query->order_by.at(0).order == ast::SortOrder::descending);
  CHECK(query->order_by.at(1).nulls == ast::NullsOrder::first);
  CHECK(query->limit != nullptr);
  CHECK(query->offset != nullptr);
  CHECK(query->position == 7);
  CHECK(std::holds_alternative<ast::NullLiteral>(read("select 1 limit all")->limit->node));
  CHECK(read("select a from t order by a fetch first 3 rows with ties")->with_ties);
  CHECK(select_of(read("select from t")).items.empty());
}

TEST_CASE("DISTINCT and DISTINCT ON") {
  CHECK_FALSE(select_of(read("select a")).distinct);
  const ast::QueryPtr distinct = read("select distinct a");
  CHECK(select_of(distinct).distinct);
  CHECK(select_of(distinct).distinct_on.empty());
  const ast::QueryPtr distinct_on = read("select distinct on (a, b) a");
  CHECK_FALSE(select_of(distinct_on).distinct);
  CHECK(select_of(distinct_on).distinct_on.size() == 2);
}

TEST_CASE("grouping sets: one Row per set") {
  const ast::QueryPtr rollup = read("select 1 from t group by rollup (a, (b, c))");
  CHECK(select_of(rollup).grouping == ast::GroupingKind::rollup);
  CHECK(select_of(rollup).group_by.size() == 2);
  CHECK(select_of(read("select 1 from t group by cube (a)")).grouping == ast::GroupingKind::cube);
  const ast::QueryPtr product = read("select 1 from t group by a, rollup (b, c), grouping sets (d, cube (e))");
  CHECK(select_of(product).grouping == ast::GroupingKind::sets);
  CHECK(select_of(product).group_by.size() == 9);
  const ast::QueryPtr sets = read("select 1 from t group by grouping sets ((a, b), a, ())");
  CHECK(select_of(sets).grouping == ast::GroupingKind::sets);
  std::vector<std::size_t> sizes;
  for (const ast::ExpressionPtr& set : select_of(sets).group_by) {
    sizes.push_back(std::get<ast::Row>(set->node).elements.size());
  }
  CHECK(sizes == std::vector<std::size_t>{2, 1, 0});
}

TEST_CASE("set operations and VALUES") {
  const ast::QueryPtr query =
      read("select 1 union all (select 2 order by 1 limit 1) intersect values (1), (2) order by 1");
  const auto& unite = std::get<ast::SetOperation>(query->body);
  CHECK(unite.kind == ast::SetKind::union_);
  CHECK(unite.all);
  CHECK(query->order_by.size() == 1);
  const auto& intersect = std::get<ast::SetOperation>(unite.right->body);
  CHECK(intersect.kind == ast::SetKind::intersect);
  CHECK_FALSE(intersect.all);
  CHECK(intersect.left->order_by.size() == 1);
  CHECK(intersect.left->limit != nullptr);
  CHECK(std::get<ast::Values>(intersect.right->body).rows.size() == 2);
  CHECK(std::get<ast::SetOperation>(read("select 1 except select 2")->body).kind == ast::SetKind::except);
}

TEST_CASE("WITH, also of statements that change data") {
  const ast::QueryPtr query =
      read("with recursive x (a, b) as materialized (select 1, 2), y as (delete from t returning *) select * from x");
  CHECK(query->recursive);
  REQUIRE(query->with.size() == 2);
  CHECK(query->with[0].name == "x");
  CHECK(query->with[0].columns == std::vector<std::string>{"a", "b"});
  CHECK(query->with[0].query != nullptr);
  CHECK(query->with[0].position == 15);
  CHECK(query->with[1].query == nullptr);
  REQUIRE(query->with[1].data_modifying != nullptr);
  CHECK(std::holds_alternative<ast::Delete>(query->with[1].data_modifying->node));
}

TEST_CASE("tables and subqueries in FROM") {
  const ast::QueryPtr query = read(
      "select 1 from only d.s.a as x (c, e), lateral (values (1)) v (n), lateral f(1) with ordinality as g (h), "
      "f(2) as (i int, j text)");
  const ast::Select& select = select_of(query);
  REQUIRE(select.from.size() == 4);
  const auto& table = std::get<ast::TableReference>(select.from[0]->node);
  CHECK(table.name.parts == std::vector<std::string>{"d", "s", "a"});
  CHECK(table.name.position == 19);
  CHECK(table.alias == "x");
  CHECK(table.column_aliases == std::vector<std::string>{"c", "e"});
  const auto& derived = std::get<ast::DerivedTable>(select.from[1]->node);
  CHECK(derived.lateral);
  CHECK(derived.alias == "v");
  CHECK(derived.column_aliases == std::vector<std::string>{"n"});
  const auto& function = std::get<ast::TableFunction>(select.from[2]->node);
  CHECK(function.lateral);
  CHECK(function.with_ordinality);
  CHECK(function.alias == "g");
  const auto& record = std::get<ast::TableFunction>(select.from[3]->node);
  REQUIRE(record.declared.size() == 2);
  CHECK(record.declared[0].name == "i");
  CHECK(record.declared[0].type.name.parts == std::vector<std::string>{"int4"});
}

TEST_CASE("joins") {
  struct Case {
    std::string_view join;
    ast::JoinKind kind;
    bool on, natural;
    std::size_t using_columns;
  };
  const std::vector<Case> cases = {
      {"a join b on true", ast::JoinKind::inner, true, false, 0},
      {"a inner join b using (x, y)", ast::JoinKind::inner, false, false, 2},
      {"a left join b on x", ast::JoinKind::left, true, false, 0},
      {"a right outer join b on x", ast::JoinKind::right, true, false, 0},
      {"a full join b using (x)", ast::JoinKind::full, false, false, 1},
      {"a cross join b", ast::JoinKind::cross, false, false, 0},
      {"a natural join b", ast::JoinKind::inner, false, true, 0},
      {"a natural left join b", ast::JoinKind::left, false, true, 0},
  };
  for (const Case& expected : cases) {
    const ast::QueryPtr query = read("select 1 from " + std::string{expected.join});
    const auto& join = std::get<ast::Join>(select_of(query).from.at(0)->node);
    CHECK(join.kind == expected.kind);
    CHECK((join.on != nullptr) == expected.on);
    CHECK(join.natural == expected.natural);
    CHECK(join.using_columns.size() == expected.using_columns);
  }
}

TEST_CASE("named windows and locks") {
  const ast::QueryPtr query = read(
      "select sum(a) over w from t window w as (v order by b), v as (partition by c) for update of t, u nowait for key "
      "share skip locked");
  const ast::Select& select = select_of(query);
  REQUIRE(select.windows.size() == 2);
  CHECK(select.windows[0].name == "w");
  CHECK(select.windows[0].specification.base == "v");
  CHECK(select.windows[1].specification.base.empty());
  REQUIRE(query->locking.size() == 2);
  CHECK(query->locking[0].strength == ast::LockStrength::update);
  CHECK(query->locking[0].nowait);
  CHECK(query->locking[0].tables.size() == 2);
  CHECK(query->locking[1].strength == ast::LockStrength::key_share);
  CHECK(query->locking[1].skip_locked);
}

TEST_CASE("what queries cannot be yet is refused by name and position") {
  const std::vector<Refused> cases = {
      {"select 1 from a tablesample system (3) repeatable (1)", "REPEATABLE of TABLESAMPLE", 28},
      {"select 1 into x from t", "SELECT ... INTO", 14},
      {"with recursive x (a) as (select 1) search depth first by a set b select 1", "SEARCH", 15},
  };
  check_refused(cases, parse_statement);
}

}  // namespace
}  // namespace emulator::postgres
