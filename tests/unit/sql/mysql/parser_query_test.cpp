// Queries: joins, derived tables, set operations, WITH, LIMIT and locking.
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

constexpr Case queries[] = {
    {R"sql(SELECT a AS b, c d, e 'f', g AS "h" FROM t u)sql",
     R"sql((select (items (as (column a) b) (as (column c) d) (as (column e) f) (as (column g) h)) (from (table t (as u)))))sql"},
    {R"sql(SELECT *, a FROM t)sql", R"sql((select (items * (column a)) (from t)))sql"},
    {R"sql(SELECT t.*, s.t.* FROM t)sql", R"sql((select (items t.* s.t.*) (from t)))sql"},
    {R"sql(SELECT DISTINCT SQL_NO_CACHE a FROM t FORCE INDEX (i) USE KEY FOR ORDER BY () WHERE b)sql",
     R"sql((select distinct (items (column a)) (from t) (where (column b))))sql"},
    {R"sql(SELECT 1 FROM DUAL WHERE 1)sql", R"sql((select (items 1) (where 1)))sql"},
    {R"sql(SELECT * FROM a, b JOIN c ON b.x = c.x, d)sql",
     R"sql((select (items *) (from a (join b c (on (= (column b x) (column c x)))) d)))sql"},
    {R"sql(SELECT * FROM a JOIN b JOIN c ON b.x = c.x)sql",
     R"sql((select (items *) (from (join (cross_join a b) c (on (= (column b x) (column c x)))))))sql"},
    {R"sql(SELECT * FROM a JOIN b JOIN c ON x ON y)sql",
     R"sql((select (items *) (from (join a (join b c (on (column x))) (on (column y))))))sql"},
    {R"sql(SELECT * FROM a JOIN b LEFT JOIN c USING (x, y) CROSS JOIN d)sql",
     R"sql((select (items *) (from (cross_join (left_join (cross_join a b) c (using x y)) d))))sql"},
    {R"sql(SELECT * FROM a JOIN b JOIN c JOIN d)sql",
     R"sql((select (items *) (from (cross_join (cross_join (cross_join a b) c) d))))sql"},
    {R"sql(SELECT * FROM a LEFT JOIN b LEFT JOIN c ON x ON y)sql",
     R"sql((select (items *) (from (left_join a (left_join b c (on (column x))) (on (column y))))))sql"},
    {R"sql(SELECT * FROM a NATURAL LEFT JOIN b STRAIGHT_JOIN c ON 1)sql",
     R"sql((select (items *) (from (join (natural_left_join a b) c (on 1)))))sql"},
    {R"sql(SELECT * FROM (a, b) LEFT JOIN (c CROSS JOIN d) ON 1)sql",
     R"sql((select (items *) (from (left_join (cross_join a b) (cross_join c d) (on 1)))))sql"},
    {R"sql(SELECT * FROM ((SELECT 1) UNION (SELECT 2)) u)sql",
     R"sql((select (items *) (from (derived (union (select (items 1)) (select (items 2))) (as u)))))sql"},
    {R"sql(SELECT * FROM ((SELECT 1 AS a) x JOIN y))sql",
     R"sql((select (items *) (from (cross_join (derived (select (items (as 1 a))) (as x)) y))))sql"},
    {R"sql(SELECT * FROM (SELECT 1) AS d (c))sql",
     R"sql((select (items *) (from (derived (select (items 1)) (as d) (columns c)))))sql"},
    {R"sql(SELECT * FROM t, LATERAL (SELECT t.a) AS l)sql",
     R"sql((select (items *) (from t (lateral (select (items (column t a))) (as l)))))sql"},
    {R"sql(SELECT a FROM t WHERE b GROUP BY c, d WITH ROLLUP HAVING COUNT(*) > 1 ORDER BY a DESC, 2 LIMIT 5, 10)sql",
     R"sql((query (select (items (column a)) (from t) (where (column b)) (rollup (column c) (column d)) (having (> (call count *) 1))) (order_by (desc (column a)) 2) (limit 10) (offset 5)))sql"},
    {R"sql(SELECT a FROM t LIMIT 10 OFFSET ?)sql",
     R"sql((query (select (items (column a)) (from t)) (limit 10) (offset $1)))sql"},
    {R"sql(SELECT a FROM t WINDOW w AS (PARTITION BY b), v AS (w ORDER BY c))sql",
     R"sql((select (items (column a)) (from t) (define w (window (partition_by (column b)))) (define v (window w (order_by (column c))))))sql"},
    {R"sql(SELECT a FROM t FOR UPDATE OF t NOWAIT)sql",
     R"sql((query (select (items (column a)) (from t)) (for_update t nowait)))sql"},
    {R"sql(SELECT a FROM t FOR SHARE SKIP LOCKED)sql",
     R"sql((query (select (items (column a)) (from t)) (for_share skip_locked)))sql"},
    {R"sql(SELECT a FROM t LOCK IN SHARE MODE)sql",
     R"sql((query (select (items (column a)) (from t)) (for_share)))sql"},
    {R"sql(SELECT 1 UNION SELECT 2 UNION ALL SELECT 3 ORDER BY 1 LIMIT 1)sql",
     R"sql((query (union all (union (select (items 1)) (select (items 2))) (select (items 3))) (order_by 1) (limit 1)))sql"},
    {R"sql(SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 EXCEPT DISTINCT SELECT 4)sql",
     R"sql((except (union (select (items 1)) (intersect (select (items 2)) (select (items 3)))) (select (items 4))))sql"},
    {R"sql((SELECT a FROM t LIMIT 5) LIMIT 2)sql",
     R"sql((query (select (items *) (from (derived (query (select (items (column a)) (from t)) (limit 5)) (as derived)))) (limit 2)))sql"},
    {R"sql((SELECT a FROM t) ORDER BY a)sql",
     R"sql((query (select (items (column a)) (from t)) (order_by (column a))))sql"},
    {R"sql((SELECT 1) UNION (SELECT 2 ORDER BY 1))sql",
     R"sql((union (select (items 1)) (query (select (items 2)) (order_by 1))))sql"},
    {R"sql(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5), m AS (SELECT 2) SELECT * FROM n)sql",
     R"sql((query (with_recursive (n (columns i) (union all (select (items 1)) (select (items (+ (column i) 1)) (from n) (where (< (column i) 5))))) (m (select (items 2)))) (select (items *) (from n))))sql"},
    {R"sql(VALUES ROW(1, 2), ROW(3, DEFAULT) ORDER BY 1)sql",
     R"sql((query (values (row 1 2) (row 3 default)) (order_by 1)))sql"},
    {R"sql(TABLE shop.t ORDER BY a LIMIT 1)sql",
     R"sql((query (select (items *) (from shop.t)) (order_by (column a)) (limit 1)))sql"},
    {R"sql(SELECT 1;)sql", R"sql((select (items 1)))sql"},
    {R"sql(SELECT /*+ MAX_EXECUTION_TIME(100) */ 1)sql", R"sql((select (items 1)))sql"},
};

}  // namespace

TEST_CASE("queries") {
  for (const Case& row : queries) {
    CAPTURE(row.sql);
    CHECK(ast::print(parse_statement(row.sql)) == row.tree);
  }
}

}  // namespace emulator::mysql
