// CREATE, ALTER, DROP, RENAME and TRUNCATE.
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

constexpr Case definitions[] = {
    {R"sql(CREATE DATABASE IF NOT EXISTS d DEFAULT CHARACTER SET = utf8mb4 COLLATE utf8mb4_bin)sql",
     R"sql((create_schema d if_not_exists (option COLLATE utf8mb4_0900_ai_ci) (option COLLATE utf8mb4_bin)))sql"},
    {R"sql(CREATE SCHEMA d)sql", R"sql((create_schema d))sql"},
    {R"sql(DROP DATABASE IF EXISTS d)sql", R"sql((drop_schema d if_exists cascade))sql"},
    {R"sql(CREATE TABLE IF NOT EXISTS s.t (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, a VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'x' COMMENT 'c', b DECIMAL(10,2) DEFAULT -1.5, c TIMESTAMP(6) NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE NOW(6), PRIMARY KEY (id), UNIQUE KEY u (a(10), b DESC), KEY (c) USING BTREE, CONSTRAINT f FOREIGN KEY i (b) REFERENCES p (x) ON DELETE SET NULL ON UPDATE CASCADE, CHECK (b > 0), CONSTRAINT k CHECK (a <> '') NOT ENFORCED, FULLTEXT INDEX ft (a)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci AUTO_INCREMENT 5 COMMENT='x' ROW_FORMAT=DYNAMIC)sql",
     R"sql((create_table s.t if_not_exists (column id (type bigint unsigned) not_null auto_increment) (column a (type varchar 20 (charset latin1) (collate latin1_bin)) (default 'x') (text '\'x\'') (comment 'c')) (column b (type decimal 10 2) (default (- 1.5)) (text '-1.5')) (column c (type timestamp 6) null (default (call current_timestamp 6)) (text 'CURRENT_TIMESTAMP(6)') (on_update (call current_timestamp 6))) (primary_key (parts id)) (unique u (parts (part a 10) (part b desc))) (index (parts c) (method BTREE)) (foreign_key f (columns b) (references p (columns x) (on_delete set_null) (on_update cascade))) (check (check (> (column b) 0)) (text '(`b` > 0)')) (check k (check (<> (column a) '')) (text '(`a` <> _utf8mb4\'\')') not_enforced) (index ft (parts a) (method FULLTEXT)) (option ENGINE InnoDB) (option CHARACTER SET utf8mb4) (option COLLATE utf8mb4_0900_ai_ci) (option AUTO_INCREMENT 5) (option COMMENT x) (option ROW_FORMAT DYNAMIC)))sql"},
    {R"sql(CREATE TABLE t (a INT(11) UNSIGNED ZEROFILL, b BOOL, c DOUBLE PRECISION, d REAL, e NUMERIC(5), f DEC, g INTEGER, h ENUM('a','b') NOT NULL, i SET('x'), j JSON, k YEAR(4), l CHAR, m CHARACTER VARYING(5), n NVARCHAR(3), o LONG VARCHAR, p MEDIUMTEXT, q BINARY(16), r VARBINARY(5), s BIT(3), u FLOAT(30), v FLOAT(5), w TEXT BINARY, x SERIAL, y NATIONAL CHARACTER VARYING(2), z GEOMETRY))sql",
     R"sql((create_table t (column a (type int 11 unsigned)) (column b (type tinyint 1)) (column c (type double)) (column d (type double)) (column e (type decimal 5)) (column f (type decimal)) (column g (type int)) (column h (type enum (members 'a' 'b')) not_null) (column i (type set (members 'x'))) (column j (type json)) (column k (type year)) (column l (type char)) (column m (type varchar 5)) (column n (type varchar 3 (charset utf8mb3))) (column o (type mediumtext)) (column p (type mediumtext)) (column q (type binary 16)) (column r (type varbinary 5)) (column s (type bit 3)) (column u (type double)) (column v (type float)) (column w (type text binary)) (column x (type bigint unsigned) not_null auto_increment unique) (column y (type varchar 2 (charset utf8mb3))) (column z (type geometry))))sql"},
    {R"sql(CREATE TABLE t (a INT PRIMARY KEY, b INT UNIQUE KEY REFERENCES p (x), c INT AS (a + 1) STORED, d INT GENERATED ALWAYS AS (b * 2) VIRTUAL NOT NULL, e VARCHAR(36) DEFAULT (uuid()), f INT CHECK (f > 0), g INT CONSTRAINT gg CHECK (g > 1), h INT KEY, i INT DEFAULT NULL COLLATE utf8mb4_bin VISIBLE))sql",
     R"sql((create_table t (column a (type int) primary_key) (column b (type int) unique references) (column c (type int) (stored (+ (column a) 1) (text '(`a` + 1)'))) (column d (type int) not_null (virtual (* (column b) 2) (text '(`b` * 2)'))) (column e (type varchar 36) (default (call uuid)) (text '(uuid())')) (column f (type int)) (column g (type int)) (column h (type int) primary_key) (column i (type int (collate utf8mb4_bin)) (default null) (text 'NULL')) (check (column f) (check (> (column f) 0)) (text '(`f` > 0)')) (check gg (column g) (check (> (column g) 1)) (text '(`g` > 1)'))))sql"},
    {R"sql(CREATE TABLE t (a INT, INDEX ((a + 1) DESC), INDEX x (a) COMMENT 'c' INVISIBLE KEY_BLOCK_SIZE=1))sql",
     R"sql((create_table t (column a (type int)) (index (parts (part (+ (column a) 1) (text '(`a` + 1)') desc))) (index x (parts a))))sql"},
    {R"sql(CREATE TABLE t LIKE s.u)sql", R"sql((create_table t (like s.u)))sql"},
    {R"sql(CREATE TABLE t (LIKE u))sql", R"sql((create_table t (like u)))sql"},
    {R"sql(CREATE TEMPORARY TABLE t AS SELECT 1)sql", R"sql((create_table t temporary (as (select (items 1)))))sql"},
    {R"sql(CREATE TABLE t (a INT) SELECT 1 AS a)sql",
     R"sql((create_table t (column a (type int)) (as (select (items (as 1 a))))))sql"},
    {R"sql(CREATE TABLE `select` (count INT, date DATE, `key` TEXT))sql",
     R"sql((create_table select (column count (type int)) (column date (type date)) (column key (type text))))sql"},
    {R"sql(ALTER TABLE t ADD a INT NOT NULL AFTER b, ADD COLUMN (c INT, KEY (c)), ADD INDEX i (a), ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p(x), ADD UNIQUE u (a), ADD PRIMARY KEY (a), ADD CHECK (a > 0), ADD FULLTEXT KEY (d))sql", R"sql((alter_table t (add (column a (type int) not_null) (after b)) (add (column c (type int))) (add (index (parts c))) (add (index i (parts a))) (add (foreign_key f (columns a) (references p (columns x)))) (add (unique u (parts a))) (add (primary_key (parts a))) (add (check (check (> (column a) 0)) (text '(`a` > 0)'))) (add (index (parts d) (method FULLTEXT)))))sql"},
    {R"sql(ALTER TABLE t DROP a, DROP COLUMN b, DROP PRIMARY KEY, DROP INDEX i, DROP KEY k, DROP FOREIGN KEY f, DROP CHECK c, DROP CONSTRAINT d)sql",
     R"sql((alter_table t (drop_column a) (drop_column b) (drop_primary_key PRIMARY) (drop_index i) (drop_index k) (drop_foreign_key f) (drop_check c) (drop_constraint d)))sql"},
    {R"sql(ALTER TABLE t MODIFY a INT NOT NULL FIRST, MODIFY COLUMN b INT CHECK (b > 1), CHANGE c d TEXT AFTER a)sql",
     R"sql((alter_table t (modify a (column a (type int) not_null) first) (modify b (column b (type int))) (add (check (column b) (check (> (column b) 1)) (text '(`b` > 1)'))) (modify c (column d (type text)) (after a))))sql"},
    {R"sql(ALTER TABLE t ALTER a SET DEFAULT 1, ALTER COLUMN b DROP DEFAULT, ALTER c SET DEFAULT (uuid()), ALTER INDEX i INVISIBLE)sql",
     R"sql((alter_table t (set_default a 1 (text '1')) (drop_default b) (set_default c (call uuid) (text '(uuid())'))))sql"},
    {R"sql(ALTER TABLE t RENAME TO s.u, RENAME COLUMN a TO b, RENAME INDEX i TO j)sql",
     R"sql((alter_table t (rename s.u) (rename_column a b) (rename_index i j)))sql"},
    {R"sql(ALTER TABLE t RENAME u)sql", R"sql((alter_table t (rename u)))sql"},
    {R"sql(ALTER TABLE t ENGINE=InnoDB, DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, AUTO_INCREMENT = 10, ALGORITHM=INPLACE, LOCK=NONE)sql",
     R"sql((alter_table t (option ENGINE InnoDB) (option CHARACTER SET utf8mb4) (option COLLATE utf8mb4_bin) (option AUTO_INCREMENT 10)))sql"},
    {R"sql(ALTER TABLE t)sql", R"sql((alter_table t))sql"},
    {R"sql(CREATE UNIQUE INDEX i ON t (a, b(5) DESC, (lower(c))) USING BTREE ALGORITHM=INPLACE LOCK=NONE)sql",
     R"sql((create_unique_index i t (method BTREE) (parts a (part b 5 desc) (part (call lower (column c)) (text 'lower(`c`)')))))sql"},
    {R"sql(CREATE INDEX i USING HASH ON s.t (a))sql", R"sql((create_index i s.t (method HASH) (parts a)))sql"},
    {R"sql(DROP INDEX `PRIMARY` ON t)sql", R"sql((drop_index PRIMARY (on t)))sql"},
    {R"sql(CREATE OR REPLACE ALGORITHM=MERGE DEFINER=`root`@`%` SQL SECURITY INVOKER VIEW v (a, b) AS SELECT 1, /* x */ 2 FROM t)sql",
     R"sql((create_view v or_replace (columns a b) (select (items 1 2) (from t)) (text 'SELECT 1,  2 FROM t')))sql"},
    {R"sql(CREATE DEFINER=CURRENT_USER VIEW v AS (SELECT 1) UNION SELECT 2)sql",
     R"sql((create_view v (union (select (items 1)) (select (items 2))) (text '(SELECT 1) UNION SELECT 2')))sql"},
    {R"sql(DROP TABLE IF EXISTS a, s.b CASCADE)sql", R"sql((drop_table a s.b if_exists))sql"},
    {R"sql(DROP TEMPORARY TABLE t)sql", R"sql((drop_table t temporary))sql"},
    {R"sql(DROP VIEW v)sql", R"sql((drop_view v))sql"},
    {R"sql(TRUNCATE t)sql", R"sql((truncate t restart_identity))sql"},
    {R"sql(TRUNCATE TABLE s.t)sql", R"sql((truncate s.t restart_identity))sql"},
    {R"sql(RENAME TABLE a TO s.b, c TO d)sql", R"sql((rename_tables a s.b c d))sql"},
    {R"sql(ALTER TABLE t CONVERT TO CHARACTER SET latin1, ALTER CHECK c NOT ENFORCED)sql",
     R"sql((alter_table t (option CONVERT latin1_swedish_ci) (alter_constraint c not_enforced)))sql"},
    {R"sql(ALTER VIEW v AS SELECT 1)sql",
     R"sql((create_view v or_replace must_exist (select (items 1)) (text 'SELECT 1')))sql"},
    {R"sql(/*!50001 CREATE VIEW `v` AS SELECT 1 AS `a` */;)sql",
     R"sql((create_view v (select (items (as 1 a))) (text 'SELECT 1 AS `a`')))sql"},
};

}  // namespace

TEST_CASE("statements that define things") {
  for (const Case& row : definitions) {
    CAPTURE(row.sql);
    CHECK(ast::print(parse_statement(row.sql)) == row.tree);
  }
}

}  // namespace emulator::mysql
