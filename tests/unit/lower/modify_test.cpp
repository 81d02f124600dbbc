// What INSERT, UPDATE and DELETE become in SQLite's words: defaults written out, values assigned by the dialect's
// rules. `rds-data-local translate` prints the same, so a changed line is easily read again.
#include <doctest/doctest.h>

#include "unit/lower/check_lowered.hpp"

using emulator::testing::check_lowered;
using emulator::testing::Statements;

TEST_CASE("MySQL: modify") {
  Statements statements = Statements::mysql(
      {R"(CREATE TABLE items (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE, price DECIMAL(8,2), made DATETIME))"});
  check_lowered(
      statements,
      {
          {R"(INSERT INTO items (name) VALUES ('a'), ('b'))",
           R"(INSERT INTO "shop.items" AS "t0" ("name", "price", "made", "id") VALUES ("my_assign_varchar"('a', 20, 'name', 1), NULL, NULL, "my_auto_increment"(NULL, 2)), ("my_assign_varchar"('b', 20, 'name', 1), NULL, NULL, "my_auto_increment"(NULL, 2)))"},
          {R"(INSERT INTO items (name, price) SELECT name, id FROM items WHERE id > 3)",
           R"(INSERT INTO "shop.items" AS "t0" ("name", "price", "made", "id") SELECT "t2"."c0", "my_assign_decimal"("t2"."c1", 8, 2, 'price', 2), NULL, "my_auto_increment"(NULL, 2) FROM (SELECT "t1"."name" AS "c0", "t1"."id" AS "c1" FROM "shop.items" AS "t1" WHERE ("t1"."id" > 3)) AS "t2" WHERE true)"},
          {R"(INSERT INTO items (name) VALUES ('a') ON DUPLICATE KEY UPDATE price = price + 1)",
           R"(INSERT INTO "shop.items" AS "t0" ("name", "price", "made", "id") VALUES ("my_assign_varchar"('a', 20, 'name', 1), NULL, NULL, "my_auto_increment"(NULL, 2)) ON CONFLICT DO UPDATE SET ("price") = (SELECT "conflict_update"(n0, "t0"."id", "t0"."price" IS NOT n0 COLLATE BINARY) FROM (SELECT "my_assign_decimal"("my_add_decimal"("t0"."price", 1), 8, 2, 'price', 2) AS n0)))"},
          {R"(REPLACE INTO items (id, name) VALUES (1, 'a'))",
           R"(VALUES ("my_assign_varchar"('a', 20, 'name', 1), NULL, NULL, "my_auto_increment"("my_assign_integer"(1, 'id', 0), 2))
SELECT count(*) FROM "shop.items" WHERE (("id" = ?4) OR ("name" = ?1 COLLATE "utf8mb4_0900_ai_ci"))
DELETE FROM "shop.items" WHERE (("id" = ?4) OR ("name" = ?1 COLLATE "utf8mb4_0900_ai_ci"))
INSERT INTO "shop.items" ("name", "price", "made", "id") VALUES (?1, ?2, ?3, ?4))"},
          {R"(UPDATE items SET price = price + 1 WHERE name LIKE 'a%')",
           R"(UPDATE "shop.items" AS "t0" SET "price" = "my_assign_decimal"("my_add_decimal"("t0"."price", 1), 8, 2, 'price', 2) WHERE "my_like_ai"("t0"."name", 'a%'))"},
          {R"(UPDATE items SET price = 1 ORDER BY id LIMIT 2)",
           R"(SELECT "t0".rowid, "my_assign_decimal"(1, 8, 2, 'price', 2) FROM "shop.items" AS "t0" ORDER BY "t0"."id" LIMIT 2
UPDATE "shop.items" SET "price" = ?2 WHERE rowid = ?1)"},
          {R"(DELETE FROM items WHERE id IN (1, 2))",
           R"(DELETE FROM "shop.items" AS "t0" WHERE ("t0"."id" IN (1, 2)))"},
      });
}

TEST_CASE("PostgreSQL: modify") {
  Statements statements = Statements::postgres(
      {R"(CREATE TABLE items (id serial PRIMARY KEY, name varchar(20) NOT NULL UNIQUE, price numeric(8,2), made timestamptz))"});
  check_lowered(
      statements,
      {
          {R"(INSERT INTO items (name) VALUES ('a') RETURNING id)",
           R"(INSERT INTO "public.items" AS "t0" ("id", "name", "price", "made") VALUES ("pg_cast_int8_int4"("pg_nextval"(2)), 'a', NULL, NULL) RETURNING "id")"},
          {R"(INSERT INTO items DEFAULT VALUES)",
           R"(INSERT INTO "public.items" AS "t0" ("id", "name", "price", "made") VALUES ("pg_cast_int8_int4"("pg_nextval"(2)), NULL, NULL, NULL))"},
          {R"(INSERT INTO items (name) VALUES ('a') ON CONFLICT (name) DO UPDATE SET price = excluded.price)",
           R"(INSERT INTO "public.items" AS "t0" ("id", "name", "price", "made") VALUES ("pg_cast_int8_int4"("pg_nextval"(2)), 'a', NULL, NULL) ON CONFLICT ("name") DO UPDATE SET "price" = excluded."price" WHERE "conflict_once"("t0".rowid))"},
          {R"(INSERT INTO items (name) VALUES ('a') ON CONFLICT DO NOTHING)",
           R"(INSERT INTO "public.items" AS "t0" ("id", "name", "price", "made") VALUES ("pg_cast_int8_int4"("pg_nextval"(2)), 'a', NULL, NULL) ON CONFLICT DO NOTHING)"},
          {R"(UPDATE items r SET price = o.price FROM items o WHERE o.id = r.id + 1)",
           R"(UPDATE "public.items" AS "t0" SET "price" = "t1"."price" FROM "public.items" AS "t1" WHERE ("t1"."id" = "pg_int4pl"("t0"."id", 1)))"},
          {R"(DELETE FROM items USING items o WHERE o.id = items.id RETURNING items.*)",
           R"(DELETE FROM "public.items" AS "t0" WHERE EXISTS (SELECT 1 FROM "public.items" AS "t1" WHERE ("t1"."id" = "t0"."id")) RETURNING "id", "name", "price", "made")"},
      });
}
