// What definitions tell SQLite to do; a view tells it nothing, since it is bound again wherever it is used.
// `rds-data-local translate` prints the same, so a changed line is easily read again.
#include <doctest/doctest.h>

#include "unit/lower/check_lowered.hpp"

using emulator::testing::check_lowered;
using emulator::testing::Statements;

TEST_CASE("MySQL: definition") {
  Statements statements = Statements::mysql(
      {R"(CREATE TABLE items (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE, price DECIMAL(8,2), made DATETIME))"});
  check_lowered(
      statements,
      {
          {R"(CREATE TABLE a (id BIGINT UNSIGNED, t TEXT, f DOUBLE DEFAULT 1.5, b BLOB, d DATE NOT NULL, j JSON))",
           R"(CREATE TABLE "shop.a" ("id" ANY COLLATE "numeric", "t" TEXT COLLATE "utf8mb4_0900_ai_ci", "f" REAL, "b" BLOB, "d" TEXT NOT NULL, "j" TEXT) STRICT)"},
          {R"(CREATE TABLE a (id INT, up INT GENERATED ALWAYS AS (id + 1) STORED, CHECK (id > 0)))",
           R"(CREATE TABLE "shop.a" ("id" INTEGER, "up" INTEGER GENERATED ALWAYS AS ("my_add_signed"("id", 1)) STORED, CONSTRAINT "a_chk_1" CHECK (("id" > 0))) STRICT)"},
          {R"(CREATE TABLE a (item INT, FOREIGN KEY (item) REFERENCES items (id) ON DELETE CASCADE))",
           R"(CREATE TABLE "shop.a" ("item" INTEGER, FOREIGN KEY ("item") REFERENCES "shop.items" ("id") ON DELETE CASCADE ON UPDATE NO ACTION) STRICT
CREATE INDEX "shop.a.item" ON "shop.a" ("item"))"},
          {R"(CREATE INDEX made_key ON items (made))",
           R"(CREATE INDEX "shop.items.made_key" ON "shop.items" ("made"))"},
          {R"(DROP TABLE items)", R"(DROP TABLE "shop.items")"},
          {R"(TRUNCATE TABLE items)", R"(DELETE FROM "shop.items")"},
      });
}

TEST_CASE("PostgreSQL: definition") {
  Statements statements = Statements::postgres(
      {R"(CREATE TABLE items (id serial PRIMARY KEY, name varchar(20) NOT NULL UNIQUE, price numeric(8,2), made timestamptz))"});
  check_lowered(
      statements,
      {
          {R"(CREATE TABLE a (id bigint PRIMARY KEY, t text, f float8 DEFAULT 1.5, b bytea, d date NOT NULL, j jsonb, l int[]))",
           R"(CREATE TABLE "public.a" ("id" INTEGER NOT NULL, "t" TEXT COLLATE "en_US.utf8", "f" ANY, "b" BLOB, "d" TEXT COLLATE "moment" NOT NULL, "j" TEXT COLLATE "jsonb", "l" TEXT COLLATE "array_int4", PRIMARY KEY ("id")) STRICT)"},
          {R"(CREATE TABLE a (id int CHECK (id > 0), up int GENERATED ALWAYS AS (id + 1) STORED))",
           R"(CREATE TABLE "public.a" ("id" INTEGER, "up" INTEGER GENERATED ALWAYS AS ("pg_int4pl"("id", 1)) STORED, CONSTRAINT "a_id_check" CHECK (("id" > 0))) STRICT)"},
          {R"(CREATE TABLE a (item int REFERENCES items ON DELETE SET NULL))",
           R"(CREATE TABLE "public.a" ("item" INTEGER, FOREIGN KEY ("item") REFERENCES "public.items" ("id") ON DELETE SET NULL ON UPDATE NO ACTION) STRICT)"},
          {R"(CREATE UNIQUE INDEX made_key ON items (lower(name)) WHERE id > 1)",
           R"(CREATE UNIQUE INDEX "public.items.made_key" ON "public.items" (("pg_lower"("name"))) WHERE ("id" > 1))"},
          {R"(DROP TABLE items)", R"(DROP TABLE "public.items")"},
          {R"(CREATE VIEW v AS SELECT name FROM items)", R"()"},
      });
}
