// Expressions: precedence, predicates, functions with their own grammar, literals, windows.
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

constexpr Case operators[] = {
    {R"sql(1 + 2 * 3 - 4)sql", R"sql((- (+ 1 (* 2 3)) 4))sql"},
    {R"sql(2 * (3 + 4))sql", R"sql((* 2 (+ 3 4)))sql"},
    {R"sql(- 2 ^ 2)sql", R"sql((^ (- 2) 2))sql"},
    {R"sql(!a = b)sql", R"sql((= (not (column a)) (column b)))sql"},
    {R"sql(NOT a = b AND c)sql", R"sql((and (not (= (column a) (column b))) (column c)))sql"},
    {R"sql(NOT a AND NOT b)sql", R"sql((and (not (column a)) (not (column b))))sql"},
    {R"sql(a = b = c)sql", R"sql((= (= (column a) (column b)) (column c)))sql"},
    {R"sql(a OR b AND c XOR d)sql", R"sql((or (column a) (xor (and (column b) (column c)) (column d))))sql"},
    {R"sql(a || b || c && d)sql", R"sql((or (column a) (column b) (and (column c) (column d))))sql"},
    {R"sql(a AND b AND c OR d OR e AND f)sql",
     R"sql((or (and (column a) (column b) (column c)) (column d) (and (column e) (column f))))sql"},
    {R"sql(x BETWEEN 1 AND 2 AND y)sql", R"sql((and (between (column x) 1 2) (column y)))sql"},
    {R"sql(x NOT BETWEEN 1 + 1 AND 2 OR z)sql", R"sql((or (not_between (column x) (+ 1 1) 2) (column z)))sql"},
    {R"sql(x IN (1, 2, ?))sql", R"sql((in (column x) (list 1 2 $1)))sql"},
    {R"sql(x NOT IN (SELECT a FROM t))sql", R"sql((not_in (column x) (select (items (column a)) (from t))))sql"},
    {R"sql(x IN ((SELECT 1)))sql", R"sql((in (column x) (select (items 1))))sql"},
    {R"sql(x IN ((SELECT 1), 2))sql", R"sql((in (column x) (list (subquery (select (items 1))) 2)))sql"},
    {R"sql((a, b) IN ((1, 2), (3, 4)))sql", R"sql((in (row (column a) (column b)) (list (row 1 2) (row 3 4))))sql"},
    {R"sql(((SELECT 1) + 2) * 3)sql", R"sql((* (+ (subquery (select (items 1))) 2) 3))sql"},
    {R"sql(((SELECT 1) UNION (SELECT 2) LIMIT 1))sql",
     R"sql((subquery (query (union (select (items 1)) (select (items 2))) (limit 1))))sql"},
    {R"sql((((SELECT 1))))sql", R"sql((subquery (select (items 1))))sql"},
    {R"sql(x LIKE 'a%' ESCAPE '|')sql", R"sql((like (column x) 'a%' (escape '|')))sql"},
    {R"sql(x NOT LIKE concat('%', ?, '%'))sql", R"sql((not_like (column x) (call concat '%' $1 '%')))sql"},
    {R"sql(x REGEXP '^a' AND y RLIKE 'b')sql", R"sql((and (regexp (column x) '^a') (regexp (column y) 'b')))sql"},
    {R"sql(x IS NULL)sql", R"sql((is_null (column x)))sql"},
    {R"sql(x IS NOT NULL IS NULL)sql", R"sql((is_null (not_is_null (column x))))sql"},
    {R"sql(x IS NOT TRUE AND y IS UNKNOWN)sql", R"sql((and (not_is_true (column x)) (is_unknown (column y))))sql"},
    {R"sql(a <=> NULL)sql", R"sql((not_is_distinct (column a) null))sql"},
    {R"sql(a != b)sql", R"sql((<> (column a) (column b)))sql"},
    {R"sql(a <> ALL (SELECT 1))sql", R"sql((<> (column a) (all (select (items 1)))))sql"},
    {R"sql(a = ANY (SELECT b FROM t))sql", R"sql((= (column a) (any (select (items (column b)) (from t)))))sql"},
    {R"sql(a SOUNDS LIKE b)sql", R"sql((= (call soundex (column a)) (call soundex (column b))))sql"},
    {R"sql(1 MEMBER OF ('[1]'))sql", R"sql((MEMBER OF 1 '[1]'))sql"},
    {R"sql(7 DIV 2 MOD 3 % 2)sql", R"sql((% (% (DIV 7 2) 3) 2))sql"},
    {R"sql(a << 1 | b & c ^ d)sql", R"sql((| (<< (column a) 1) (& (column b) (^ (column c) (column d)))))sql"},
    {R"sql(~a)sql", R"sql((~ (column a)))sql"},
    {R"sql(-1)sql", R"sql((- 1))sql"},
    {R"sql(- -1)sql", R"sql((- (- 1)))sql"},
    {R"sql(BINARY a = 'b')sql", R"sql((= (cast (column a) (type binary)) 'b'))sql"},
    {R"sql(a COLLATE utf8mb4_bin = 'x')sql", R"sql((= (collate (column a) utf8mb4_bin) 'x'))sql"},
};

constexpr Case intervals[] = {
    {R"sql(NOW() + INTERVAL 1 DAY)sql", R"sql((call date_add (call now) (interval 1 DAY)))sql"},
    {R"sql(NOW() - INTERVAL a + 1 HOUR_MINUTE)sql",
     R"sql((call date_sub (call now) (interval (+ (column a) 1) HOUR_MINUTE)))sql"},
    {R"sql(INTERVAL 1 DAY + NOW())sql", R"sql((call date_add (call now) (interval 1 DAY)))sql"},
    {R"sql(INTERVAL(5, 1, 10))sql", R"sql((call interval 5 1 10))sql"},
    {R"sql(x + INTERVAL (1) DAY)sql", R"sql((call date_add (column x) (interval 1 DAY)))sql"},
    {R"sql(x - INTERVAL (1 + 2) * 3 SQL_TSI_MONTH)sql",
     R"sql((call date_sub (column x) (interval (* (+ 1 2) 3) MONTH)))sql"},
    {R"sql(DATE_ADD(x, INTERVAL '1:30' MINUTE_SECOND))sql",
     R"sql((call date_add (column x) (interval '1:30' MINUTE_SECOND)))sql"},
    {R"sql(DATE_SUB(x, INTERVAL ? DAY))sql", R"sql((call date_sub (column x) (interval $1 DAY)))sql"},
    {R"sql(ADDDATE(x, 3))sql", R"sql((call date_add (column x) (interval 3 DAY)))sql"},
    {R"sql(SUBDATE(x, INTERVAL 2 WEEK))sql", R"sql((call date_sub (column x) (interval 2 WEEK)))sql"},
    {R"sql(TIMESTAMPADD(MINUTE, 5, x))sql", R"sql((call date_add (column x) (interval 5 MINUTE)))sql"},
    {R"sql(TIMESTAMPDIFF(DAY, a, b))sql", R"sql((call timestampdiff 'day' (column a) (column b)))sql"},
};

constexpr Case calls[] = {
    {R"sql(EXTRACT(YEAR FROM x))sql", R"sql((call extract 'year' (column x)))sql"},
    {R"sql(EXTRACT(DAY_MICROSECOND FROM x))sql", R"sql((call extract 'day_microsecond' (column x)))sql"},
    {R"sql(TRIM(x))sql", R"sql((call trim (column x)))sql"},
    {R"sql(TRIM(LEADING 'a' FROM x))sql", R"sql((call  ltrim (column x) 'a'))sql"},
    {R"sql(TRIM(TRAILING FROM x))sql", R"sql((call rtrim (column x)))sql"},
    {R"sql(TRIM(BOTH 'a' FROM x))sql", R"sql((call  trim (column x) 'a'))sql"},
    {R"sql(TRIM('a' FROM x))sql", R"sql((call  trim (column x) 'a'))sql"},
    {R"sql(SUBSTRING(x FROM 2 FOR 3))sql", R"sql((call substring (column x) 2 3))sql"},
    {R"sql(SUBSTR(x, 2))sql", R"sql((call substring (column x) 2))sql"},
    {R"sql(MID(x, 2, 3))sql", R"sql((call substring (column x) 2 3))sql"},
    {R"sql(POSITION('a' IN x))sql", R"sql((call position 'a' (column x)))sql"},
    {R"sql(LOCATE('a', x))sql", R"sql((call locate 'a' (column x)))sql"},
    {R"sql(GROUP_CONCAT(DISTINCT a, b ORDER BY c DESC SEPARATOR '; '))sql",
     R"sql((call group_concat distinct (call concat (column a) (column b)) (order_by (desc (column c))) (separator '; ')))sql"},
    {R"sql(COUNT(*))sql", R"sql((call count *))sql"},
    {R"sql(COUNT(DISTINCT a, b))sql", R"sql((call count distinct (column a) (column b)))sql"},
    {R"sql(SUM(ALL x))sql", R"sql((call sum (column x)))sql"},
    {R"sql(MAX(DISTINCT x))sql", R"sql((call max distinct (column x)))sql"},
    {R"sql(CURRENT_TIMESTAMP)sql", R"sql((call current_timestamp))sql"},
    {R"sql(CURRENT_TIMESTAMP(6))sql", R"sql((call current_timestamp 6))sql"},
    {R"sql(NOW(6))sql", R"sql((call now 6))sql"},
    {R"sql(LOCALTIME)sql", R"sql((call current_timestamp))sql"},
    {R"sql(current_date())sql", R"sql((call current_date))sql"},
    {R"sql(UTC_DATE)sql", R"sql((call utc_date))sql"},
    {R"sql(CURRENT_USER())sql", R"sql((call current_user))sql"},
    {R"sql(SCHEMA())sql", R"sql((call database))sql"},
    {R"sql(CAST(x AS CHAR(10) CHARACTER SET utf8mb4))sql",
     R"sql((cast (column x) (type char 10 (charset utf8mb4))))sql"},
    {R"sql(CAST(x AS SIGNED INTEGER))sql", R"sql((cast (column x) (type signed)))sql"},
    {R"sql(CAST(x AS UNSIGNED))sql", R"sql((cast (column x) (type unsigned unsigned)))sql"},
    {R"sql(CAST(x AS DECIMAL(10,2)))sql", R"sql((cast (column x) (type decimal 10 2)))sql"},
    {R"sql(CAST(x AS DATETIME(6)))sql", R"sql((cast (column x) (type datetime 6)))sql"},
    {R"sql(CAST(x AS JSON))sql", R"sql((cast (column x) (type json)))sql"},
    {R"sql(CONVERT(x, DECIMAL(5)))sql", R"sql((cast (column x) (type decimal 5)))sql"},
    {R"sql(CONVERT(x USING utf8mb4))sql", R"sql((cast (column x) (type char (charset utf8mb4))))sql"},
    {R"sql(CONVERT(x USING binary))sql", R"sql((cast (column x) (type binary)))sql"},
    {R"sql(CHAR(77, 121 USING utf8mb4))sql", R"sql((cast (call char 77 121) (type char (charset utf8mb4))))sql"},
    {R"sql(CASE a WHEN 1 THEN 'x' ELSE 'y' END)sql", R"sql((case (column a) (when 1 'x') (else 'y')))sql"},
    {R"sql(CASE WHEN a > 1 THEN 2 WHEN b THEN 3 END)sql",
     R"sql((case (when (> (column a) 1) 2) (when (column b) 3)))sql"},
    {R"sql(IF(a, 1, 2))sql", R"sql((call if (column a) 1 2))sql"},
    {R"sql(LEFT(a, 1))sql", R"sql((call left (column a) 1))sql"},
    {R"sql(REPLACE(a, 'b', 'c'))sql", R"sql((call replace (column a) 'b' 'c'))sql"},
    {R"sql(VALUES(a))sql", R"sql((excluded a))sql"},
    {R"sql(DEFAULT(a))sql", R"sql((default a))sql"},
    {R"sql(ROW(1, 2) = (3, 4))sql", R"sql((= (row 1 2) (row 3 4)))sql"},
    {R"sql(EXISTS (SELECT 1))sql", R"sql((exists (select (items 1))))sql"},
};

constexpr Case operands[] = {
    {R"sql(NOT EXISTS (SELECT 1 FROM t))sql", R"sql((not (exists (select (items 1) (from t)))))sql"},
    {R"sql(@x)sql", R"sql(@x)sql"},
    {R"sql(@x := @y + 1)sql", R"sql((:= @x (+ @y 1)))sql"},
    {R"sql(@`a b`)sql", R"sql(@a b)sql"},
    {R"sql(@@version)sql", R"sql(@@version)sql"},
    {R"sql(@@session.sql_mode)sql", R"sql(@@session.sql_mode)sql"},
    {R"sql(@@GLOBAL.max_connections)sql", R"sql(@@global.max_connections)sql"},
    {R"sql(meta->'$.a')sql", R"sql((-> (column meta) '$.a'))sql"},
    {R"sql(t.meta->>'$.a[0]' = 'x')sql", R"sql((= (->> (column t meta) '$.a[0]') 'x'))sql"},
    {R"sql('it''s' "a ""q""" 'b\n\t\\\%\_\z')sql", R"sql('it\'sa "q"b\x0a\x09\\\\%\\_z')sql"},
    {R"sql(N'abc')sql", R"sql('abc':utf8mb3)sql"},
    {R"sql(_utf8mb4'abc' COLLATE utf8mb4_bin)sql", R"sql((collate 'abc':utf8mb4 utf8mb4_bin))sql"},
    {R"sql(x'4D7953')sql", R"sql(x'4D7953')sql"},
    {R"sql(0x4D7)sql", R"sql(x'04D7')sql"},
    {R"sql(b'101')sql", R"sql(b'101')sql"},
    {R"sql(0b11)sql", R"sql(b'11')sql"},
    {R"sql(1.5)sql", R"sql(1.5)sql"},
    {R"sql(.5)sql", R"sql(.5)sql"},
    {R"sql(1.)sql", R"sql(1.)sql"},
    {R"sql(1e10)sql", R"sql(1e10)sql"},
    {R"sql(1.5E-3)sql", R"sql(1.5E-3)sql"},
    {R"sql(NULL)sql", R"sql(null)sql"},
    {R"sql(TRUE)sql", R"sql(true)sql"},
    {R"sql(DATE '2024-02-29')sql", R"sql((cast '2024-02-29' (type date)))sql"},
    {R"sql(TIMESTAMP '2024-02-29 10:00:00.123')sql", R"sql((cast '2024-02-29 10:00:00.123' (type datetime 3)))sql"},
    {R"sql({d '2024-02-29'})sql", R"sql((cast '2024-02-29' (type date)))sql"},
    {R"sql({fn now()})sql", R"sql((call now))sql"},
    {R"sql(date)sql", R"sql((column date))sql"},
    {R"sql(`select`.`from`)sql", R"sql((column select from))sql"},
    {R"sql(a.b.c)sql", R"sql((column a b c))sql"},
    {R"sql(t.select)sql", R"sql((column t select))sql"},
    {R"sql(shop.f(1))sql", R"sql((call shop.f 1))sql"},
    {R"sql(f())sql", R"sql((call f))sql"},
    {R"sql(row_number() OVER (PARTITION BY a ORDER BY b DESC))sql",
     R"sql((call row_number (window (partition_by (column a)) (order_by (desc (column b))))))sql"},
    {R"sql(sum(x) OVER w)sql", R"sql((call sum (column x) (window w)))sql"},
    {R"sql(sum(x) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING))sql",
     R"sql((call sum (column x) (window w (rows unbounded_preceding (following 1)))))sql"},
    {R"sql(avg(x) OVER (ORDER BY d RANGE INTERVAL 1 DAY PRECEDING))sql",
     R"sql((call avg (column x) (window (order_by (column d)) (range (preceding (interval 1 DAY)) current_row))))sql"},
    {R"sql(lag(x, 1) RESPECT NULLS OVER (ORDER BY y))sql",
     R"sql((call lag (column x) 1 (window (order_by (column y)))))sql"},
    {R"sql(json_value(a, '$.b'))sql", R"sql((call json_value (column a) '$.b'))sql"},
    {R"sql(1stplace)sql", R"sql((column 1stplace))sql"},
    {R"sql(1 -- comment)sql", R"sql(1)sql"},
    {R"sql(1 /* c */ + /*! 2 */)sql", R"sql((+ 1 2))sql"},
    {R"sql(1 /*!99999 + 2 */)sql", R"sql(1)sql"},
};

}  // namespace

TEST_CASE("operators bind as in the manual's precedence table") {
  for (const Case& row : operators) {
    CAPTURE(row.sql);
    CHECK(ast::print(*parse_expression(row.sql)) == row.tree);
  }
}

TEST_CASE("INTERVAL in all its places") {
  for (const Case& row : intervals) {
    CAPTURE(row.sql);
    CHECK(ast::print(*parse_expression(row.sql)) == row.tree);
  }
}

TEST_CASE("functions that have a grammar of their own") {
  for (const Case& row : calls) {
    CAPTURE(row.sql);
    CHECK(ast::print(*parse_expression(row.sql)) == row.tree);
  }
}

TEST_CASE("literals, variables, columns and windows") {
  for (const Case& row : operands) {
    CAPTURE(row.sql);
    CHECK(ast::print(*parse_expression(row.sql)) == row.tree);
  }
}

}  // namespace emulator::mysql
