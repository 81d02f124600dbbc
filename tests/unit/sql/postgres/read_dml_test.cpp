#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sql/postgres/parser.hpp"
#include "unit/sql/postgres/reading.hpp"

namespace emulator::postgres {
namespace {

// clang-format off
const std::vector<Golden> goldens = {
    {"insert into t values (1, default), (2, 'x')",
     "(insert t (values (row 1 default) (row 2 'x')))"},
    {"insert into s.t as x (a, b) overriding system value select 1, 2 returning *, a as c",
     "(insert s.t (as x) (columns a b) overriding_system (select (items 1 2)) (returning * (as (column a) c)))"},
    {"insert into t (a) overriding user value values (1)",
     "(insert t (columns a) overriding_user (values (row 1)))"},
    {"insert into t default values",
     "(insert t default_values)"},
    {"insert into t (a) values (1) on conflict do nothing",
     "(insert t (columns a) (values (row 1)) (on_conflict nothing))"},
    {"insert into t (a, b) values (1, 2) on conflict (a, lower(b)) where c do update set b = excluded.b, (a, c) = (1, default) where t.a = 1",
     "(insert t (columns a b) (values (row 1 2)) (on_conflict (target (column a) (call lower (column b))) (target_where (column c)) (set (= b (column excluded b)) (= a 1) (= c default)) (where (= (column t a) 1))))"},
    {"insert into t (a) values (1) on conflict on constraint k do update set a = 2",
     "(insert t (columns a) (values (row 1)) (on_conflict (constraint k) (set (= a 2))))"},
    {"with x as (select 1) insert into t select * from x",
     "(insert (with (x (select (items 1)))) t (select (items *) (from x)))"},
    {"update t set a = 1, b = default",
     "(update t (set (= a 1) (= b default)))"},
    {"update only s.t as x set (a, b) = row(y.c, 2), (c) = (3) from y join z using (id) where x.id = y.id returning x.*",
     "(update (table s.t (as x)) (set (= a (column y c)) (= b 2) (= c 3)) (from (join y z (using id))) (where (= (column x id) (column y id))) (returning x.*))"},
    {"with x as (select 1) update t set a = (select 1 from x)",
     "(update (with (x (select (items 1)))) t (set (= a (subquery (select (items 1) (from x))))))"},
    {"delete from t",
     "(delete t)"},
    {"delete from t as x using y, z where x.id = y.id returning x.id",
     "(delete (table t (as x)) (using y z) (where (= (column x id) (column y id))) (returning (column x id)))"},
    {"with w as (select 1) merge into s.t as x using w on x.a = 1 when matched and x.b then delete when matched then update set b = default when not matched then insert (a, b) values (1, default)",
     "(merge (with (w (select (items 1)))) s.t (as x) w (on (= (column x a) 1)) (when_matched (and (column x b)) (delete)) (when_matched (update (= b default))) (when_not_matched (insert a b (values 1 default))))"},
    {"merge into t using u on true when not matched then insert default values when matched then do nothing",
     "(merge t u (on true) (when_not_matched (insert)) (when_matched (nothing)))"},
};
// clang-format on

TEST_CASE("INSERT, UPDATE and DELETE") {
  check_trees(goldens);
}

TEST_CASE("parts of them that have no place in the tree") {
  const std::vector<Refused> cases = {
      {"update t set a[1:2] = b", "assignment to a field or a slice", 13},
      {"update t set b.c = 1", "assignment to a field or a slice", 13},
      {"insert into t (a, b.c) values (1, 2)", "assignment to a field or an element in INSERT", 18},
      {"update t set (a, b) = (select * from x)", "assignment of such a sub-SELECT to several columns", 22},
      {R"(insert into t values (1) on conflict (a collate "C") do nothing)",
       "a collation or operator class in ON CONFLICT", 37},
      {"insert into t values (1) on conflict (a text_ops) do nothing", "a collation or operator class in ON CONFLICT",
       37},
  };
  check_refused(cases, parse_statement);
}

TEST_CASE("columns and tables point at their names") {
  const ast::Statement statement = parse_statement("update  t set a = 1, é = 2");
  const auto& update = std::get<ast::Update>(statement.node);
  CHECK(update.target->position == 8);
  CHECK(update.assignments.at(0).column.position == 14);
  CHECK(update.assignments.at(1).column.position == 21);
}

}  // namespace
}  // namespace emulator::postgres
