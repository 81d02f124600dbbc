// What SELECT becomes in SQLite's words.
// `rds-data-local translate` prints the same, so a changed line is easily read again.
#include <doctest/doctest.h>

#include "unit/lower/check_lowered.hpp"

using emulator::testing::check_lowered;
using emulator::testing::Statements;

TEST_CASE("MySQL: query") {
  Statements statements = Statements::mysql(
      {R"(CREATE TABLE items (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE, price DECIMAL(8,2), made DATETIME))"});
  check_lowered(
      statements,
      {
          {R"(SELECT name FROM items WHERE id = 1)",
           R"(SELECT "t0"."name" FROM "shop.items" AS "t0" WHERE ("t0"."id" = 1))"},
          {R"(SELECT i.name, j.name FROM items i LEFT JOIN items j ON j.id = i.id + 1)",
           R"(SELECT "t0"."name", "t1"."name" FROM "shop.items" AS "t0" LEFT JOIN "shop.items" AS "t1" ON ("t1"."id" = "my_add_signed"("t0"."id", 1)))"},
          {R"(SELECT price * 2 AS twice FROM items ORDER BY twice DESC LIMIT 2, 3)",
           R"(SELECT "my_multiply_decimal"("t0"."price", 2) FROM "shop.items" AS "t0" ORDER BY 1 COLLATE "numeric" DESC LIMIT 3 OFFSET 2)"},
          {R"(SELECT count(*), sum(price) FROM items GROUP BY name HAVING count(*) > 1)",
           R"(SELECT count(*), "my_sum_2"("t0"."price" COLLATE "numeric") FROM "shop.items" AS "t0" GROUP BY "t0"."name" COLLATE "utf8mb4_0900_ai_ci" HAVING (count(*) > 1))"},
          {R"(SELECT id FROM items WHERE id NOT IN (SELECT max(id) FROM items))",
           R"(SELECT "t0"."id" FROM "shop.items" AS "t0" WHERE ("t0"."id" NOT IN (SELECT max("t1"."id") FROM "shop.items" AS "t1")))"},
          {R"(SELECT id FROM items WHERE name)",
           R"(SELECT "t0"."id" FROM "shop.items" AS "t0" WHERE "my_cast_double"("t0"."name"))"},
          {R"(SELECT 1 = 1, NOT name, 7 DIV 2 FROM items)",
           R"(SELECT (1 = 1), (NOT "my_cast_double"("t0"."name")), "my_div_signed"(7, 2) FROM "shop.items" AS "t0")"},
          {R"(SELECT name FROM items UNION ALL SELECT id FROM items)",
           R"(SELECT "t0"."name" AS "c0" FROM "shop.items" AS "t0" UNION ALL SELECT "my_cast_char"("t1"."id", -1) AS "c0" FROM "shop.items" AS "t1")"},
          {R"(SELECT (SELECT name FROM items WHERE id = 1))",
           R"(SELECT (SELECT "single_row"("c0") FROM (SELECT "t0"."name" AS "c0" FROM "shop.items" AS "t0" WHERE ("t0"."id" = 1))))"},
          {R"(SELECT DISTINCT name FROM items)",
           R"(SELECT DISTINCT "t0"."name" COLLATE "utf8mb4_0900_ai_ci" FROM "shop.items" AS "t0")"},
      });
}

TEST_CASE("PostgreSQL: query") {
  Statements statements = Statements::postgres(
      {R"(CREATE TABLE items (id serial PRIMARY KEY, name varchar(20) NOT NULL UNIQUE, price numeric(8,2), made timestamptz))"});
  check_lowered(
      statements,
      {
          {R"(SELECT name FROM items WHERE id = 1)",
           R"(SELECT "t0"."name" FROM "public.items" AS "t0" WHERE ("t0"."id" = 1))"},
          {R"(SELECT name FROM items ORDER BY price, made DESC NULLS LAST)",
           R"(SELECT "t0"."name" FROM "public.items" AS "t0" ORDER BY "t0"."price" COLLATE "numeric" NULLS LAST, "t0"."made" COLLATE "moment" DESC)"},
          {R"(SELECT count(*) FILTER (WHERE id > 1), sum(price) FROM items GROUP BY name)",
           R"(SELECT count(*) FILTER (WHERE ("t0"."id" > 1)), "pg_numeric_sum"("t0"."price" COLLATE "numeric") FROM "public.items" AS "t0" GROUP BY "t0"."name" COLLATE "en_US.utf8")"},
          {R"(WITH x AS (SELECT 1 AS n) SELECT * FROM x LEFT JOIN items ON n = id)",
           R"(WITH "w0"("c0") AS (SELECT 1 AS "c0") SELECT "t0"."c0", "t1"."id", "t1"."name", "t1"."price", "t1"."made" FROM "w0" AS "t0" LEFT JOIN "public.items" AS "t1" ON ("t0"."c0" = "t1"."id"))"},
          {R"(WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 9) SELECT n FROM t)",
           R"(WITH RECURSIVE "w0"("c0") AS (SELECT 1 AS "c0" UNION ALL SELECT "pg_int4pl"("t0"."c0", 1) AS "c0" FROM "w0" AS "t0" WHERE ("t0"."c0" < 9)) SELECT "t1"."c0" FROM "w0" AS "t1")"},
          {R"(SELECT rank() OVER (ORDER BY price DESC) FROM items)",
           R"(SELECT rank() OVER ( ORDER BY "t0"."price" COLLATE "numeric" DESC NULLS FIRST) FROM "public.items" AS "t0")"},
          {R"(SELECT sum(id) OVER (PARTITION BY name ORDER BY id ROWS 2 PRECEDING) FROM items)",
           R"(SELECT "pg_int_sum_over"("t0"."id") OVER (PARTITION BY "t0"."name" COLLATE "en_US.utf8" ORDER BY "t0"."id" ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM "public.items" AS "t0")"},
          {R"(SELECT id FROM items WHERE EXISTS (SELECT 1 FROM items o WHERE o.id > items.id))",
           R"(SELECT "t0"."id" FROM "public.items" AS "t0" WHERE (EXISTS (SELECT 1 FROM "public.items" AS "t1" WHERE ("t1"."id" > "t0"."id"))))"},
          {R"(SELECT id::text, 'x' || id FROM items)",
           R"(SELECT "pg_cast_int4_text"("t0"."id"), ('x' || "pg_cast_int4_text"("t0"."id")) FROM "public.items" AS "t0")"},
          {R"(SELECT CASE WHEN id > 1 THEN 'many' END FROM items)",
           R"(SELECT (CASE WHEN ("t0"."id" > 1) THEN 'many' END) FROM "public.items" AS "t0")"},
          {R"(SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS v(n, t))",
           R"(SELECT "t0"."c0", "t0"."c1" FROM (SELECT "column1" AS "c0", "column2" AS "c1" FROM (VALUES (1, 'a'), (2, NULL))) AS "t0")"},
          {R"(SELECT price IS DISTINCT FROM 1 FROM items)",
           R"(SELECT ("t0"."price" COLLATE "numeric" IS NOT '1') FROM "public.items" AS "t0")"},
      });
}
