// INSERT, REPLACE, UPDATE and DELETE.
#include <doctest/doctest.h>

#include <string_view>

#include "sql/ast_print.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

struct Case {
  std::string_view sql;
  std::string_view tree;
};

constexpr Case changes[] = {
    {R"sql(WITH c AS (SELECT 1) UPDATE t SET a = 1)sql",
     R"sql((update (with (c (select (items 1)))) t (set (= a 1))))sql"},
    {R"sql(WITH c AS (SELECT 1) DELETE FROM t WHERE a IN (SELECT * FROM c))sql",
     R"sql((delete (with (c (select (items 1)))) t (where (in (column a) (select (items *) (from c))))))sql"},
    {R"sql(INSERT INTO t (a, b) VALUES (1, DEFAULT), (?, ?))sql",
     R"sql((insert t (columns a b) (values (row 1 default) (row $1 $2))))sql"},
    {R"sql(INSERT t VALUES ())sql", R"sql((insert t default_values))sql"},
    {R"sql(INSERT INTO t () VALUES (), ())sql", R"sql((insert t (values (row) (row))))sql"},
    {R"sql(INSERT LOW_PRIORITY IGNORE INTO shop.t SET a = 1, t.b = DEFAULT)sql",
     R"sql((insert_ignore shop.t (columns a t.b) (values (row 1 default))))sql"},
    {R"sql(INSERT INTO t (a) SELECT b FROM u WHERE c ON DUPLICATE KEY UPDATE a = a + 1)sql",
     R"sql((insert t (columns a) (select (items (column b)) (from u) (where (column c))) (on_duplicate_key (set (= a (+ (column a) 1))))))sql"},
    {R"sql(INSERT INTO t (a) VALUES (1) AS new ON DUPLICATE KEY UPDATE a = new.a, b = VALUES(b))sql",
     R"sql((insert t (columns a) (values (row 1)) (row_as new) (on_duplicate_key (set (= a (column new a)) (= b (excluded b))))))sql"},
    {R"sql(INSERT INTO t VALUES (1, 2) AS new (x, y) ON DUPLICATE KEY UPDATE a = x)sql",
     R"sql((insert t (values (row 1 2)) (row_as new) (row_columns x y) (on_duplicate_key (set (= a (column x))))))sql"},
    {R"sql(INSERT INTO t (SELECT 1))sql", R"sql((insert t (select (items 1))))sql"},
    {R"sql(INSERT INTO t (a) (SELECT 1) UNION SELECT 2)sql",
     R"sql((insert t (columns a) (union (select (items 1)) (select (items 2)))))sql"},
    {R"sql(INSERT INTO t WITH c AS (SELECT 1) SELECT * FROM c)sql",
     R"sql((insert t (query (with (c (select (items 1)))) (select (items *) (from c)))))sql"},
    {R"sql(INSERT INTO t TABLE u)sql", R"sql((insert t (select (items *) (from u))))sql"},
    {R"sql(INSERT INTO t VALUES ROW(1, 2))sql", R"sql((insert t (values (row 1 2))))sql"},
    {R"sql(REPLACE INTO t (a) VALUE (1))sql", R"sql((replace t (columns a) (values (row 1))))sql"},
    {R"sql(REPLACE t SET a = 1)sql", R"sql((replace t (columns a) (values (row 1))))sql"},
    {R"sql(UPDATE t SET a = 1, t.b = DEFAULT WHERE c ORDER BY d LIMIT 3)sql",
     R"sql((update t (set (= a 1) (= t.b default)) (where (column c)) (order_by (column d)) (limit 3)))sql"},
    {R"sql(UPDATE IGNORE t AS x JOIN u ON x.a = u.a SET x.b = u.b WHERE 1)sql",
     R"sql((update_ignore (join (table t (as x)) u (on (= (column x a) (column u a)))) (set (= x.b (column u b))) (where 1)))sql"},
    {R"sql(UPDATE a, b SET a.x = b.x)sql", R"sql((update (cross_join a b) (set (= a.x (column b x)))))sql"},
    {R"sql(DELETE FROM t WHERE a ORDER BY b LIMIT ?)sql",
     R"sql((delete t (where (column a)) (order_by (column b)) (limit $1)))sql"},
    {R"sql(DELETE FROM t AS x WHERE x.a)sql", R"sql((delete (table t (as x)) (where (column x a))))sql"},
    {R"sql(DELETE a, b.* FROM a JOIN b ON 1 WHERE a.c)sql",
     R"sql((delete (targets a b) (join a b (on 1)) (where (column a c))))sql"},
    {R"sql(DELETE FROM a, shop.b USING a JOIN b WHERE 1)sql",
     R"sql((delete (targets a shop.b) (cross_join a b) (where 1)))sql"},
    {R"sql(DELETE QUICK IGNORE FROM t)sql", R"sql((delete_ignore t))sql"},
};

}  // namespace

TEST_CASE("statements that change rows") {
  for (const Case& row : changes) {
    CAPTURE(row.sql);
    CHECK(ast::print(parse_statement(row.sql)) == row.tree);
  }
}

}  // namespace emulator::mysql
