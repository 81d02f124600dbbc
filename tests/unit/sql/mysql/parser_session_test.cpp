// Transactions, SET and what else concerns the session; SHOW and DESCRIBE as queries.
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

constexpr Case session[] = {
    {R"sql(USE shop)sql", R"sql((use shop))sql"},
    {R"sql(SET FOREIGN_KEY_CHECKS = 0;)sql", R"sql((set (session FOREIGN_KEY_CHECKS 0)))sql"},
    {R"sql(SET @x = 1, @y := @x + 1)sql", R"sql((set (user x 1) (user y (+ @x 1))))sql"},
    {R"sql(SET SESSION sql_mode = 'ANSI', GLOBAL max_connections = 5, @@session.time_zone = '+00:00', @@autocommit = ON, LOCAL x = DEFAULT)sql",
     R"sql((set (session sql_mode 'ANSI') (global max_connections 5) (session time_zone '+00:00') (session autocommit 'ON') (session x default)))sql"},
    {R"sql(SET sql_mode = ansi)sql", R"sql((set (session sql_mode 'ansi')))sql"},
    {R"sql(SET @@SESSION.sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES'), @@SESSION.sql_auto_is_null = 0)sql",
     R"sql((set (session sql_mode (call concat @@sql_mode ',STRICT_ALL_TABLES')) (session sql_auto_is_null 0)))sql"},
    {R"sql(SET NAMES utf8mb4)sql",
     R"sql((set (session character_set_client 'utf8mb4') (session character_set_connection 'utf8mb4') (session character_set_results 'utf8mb4')))sql"},
    {R"sql(SET NAMES 'utf8mb4' COLLATE 'utf8mb4_bin')sql",
     R"sql((set (session character_set_client 'utf8mb4') (session character_set_connection 'utf8mb4') (session character_set_results 'utf8mb4') (session collation_connection 'utf8mb4_bin')))sql"},
    {R"sql(SET NAMES DEFAULT)sql",
     R"sql((set (session character_set_client default) (session character_set_connection default) (session character_set_results default)))sql"},
    {R"sql(SET CHARACTER SET utf8mb4)sql",
     R"sql((set (session character_set_client 'utf8mb4') (session character_set_results 'utf8mb4') (session character_set_connection @@character_set_database)))sql"},
    {R"sql(SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY)sql",
     R"sql((set_characteristics read_committed read_only))sql"},
    {R"sql(SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE)sql",
     R"sql((set_characteristics serializable session))sql"},
    {R"sql(SET names = 1)sql", R"sql((set (session names 1)))sql"},
    {R"sql(START TRANSACTION)sql", R"sql((begin))sql"},
    {R"sql(START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY)sql", R"sql((begin read_only))sql"},
    {R"sql(BEGIN)sql", R"sql((begin))sql"},
    {R"sql(BEGIN WORK)sql", R"sql((begin))sql"},
    {R"sql(COMMIT)sql", R"sql((commit))sql"},
    {R"sql(COMMIT AND NO CHAIN NO RELEASE)sql", R"sql((commit))sql"},
    {R"sql(ROLLBACK)sql", R"sql((rollback))sql"},
    {R"sql(ROLLBACK TO SAVEPOINT a)sql", R"sql((rollback_to a))sql"},
    {R"sql(ROLLBACK WORK TO a)sql", R"sql((rollback_to a))sql"},
    {R"sql(SAVEPOINT a)sql", R"sql((savepoint a))sql"},
    {R"sql(RELEASE SAVEPOINT a)sql", R"sql((release a))sql"},
    {R"sql(LOCK TABLES a READ, s.b AS c WRITE)sql", R"sql((nothing 'LOCK TABLES'))sql"},
    {R"sql(UNLOCK TABLES)sql", R"sql((nothing 'UNLOCK TABLES'))sql"},
    {R"sql(ANALYZE TABLE a, b)sql", R"sql((maintain 'analyze' a b))sql"},
    {R"sql(FLUSH PRIVILEGES)sql", R"sql((nothing 'FLUSH'))sql"},
    {R"sql(FLUSH TABLES WITH READ LOCK)sql", R"sql((nothing 'FLUSH TABLES'))sql"},
    {R"sql(/*!40101 SET NAMES utf8 */)sql",
     R"sql((set (session character_set_client 'utf8') (session character_set_connection 'utf8') (session character_set_results 'utf8')))sql"},
};

constexpr Case
    shows[] =
        {
            {R"sql(SHOW TABLES)sql",
             R"sql((query (select (items (as (column TABLE_NAME) Tables_in_shop)) (from information_schema.TABLES) (where (= (column TABLE_SCHEMA) (call database)))) (order_by (column TABLE_NAME))))sql"},
            {R"sql(SHOW FULL TABLES IN `s` LIKE 'a%')sql",
             R"sql((query (select (items (as (column TABLE_NAME) Tables_in_s (a%)) (as (column TABLE_TYPE) Table_type)) (from information_schema.TABLES) (where (and (= (column TABLE_SCHEMA) 's') (like (column TABLE_NAME) 'a%')))) (order_by (column TABLE_NAME)) (limit (call  known_database (subquery (select (items (call count *)) (from information_schema.SCHEMATA) (where (= (column SCHEMA_NAME) 's')))) 's'))))sql"},
            {R"sql(SHOW TABLES WHERE Tables_in_shop = 'a')sql",
             R"sql((query (select (items (column Tables_in_shop)) (from (derived (select (items (as (column TABLE_NAME) Tables_in_shop) (as (column TABLE_NAME) order_0)) (from information_schema.TABLES) (where (= (column TABLE_SCHEMA) (call database)))) (as shown))) (where (= (column Tables_in_shop) 'a'))) (order_by (column order_0))))sql"},
            {R"sql(SHOW DATABASES LIKE 's%')sql",
             R"sql((query (select (items (as (column SCHEMA_NAME) Database (s%))) (from information_schema.SCHEMATA) (where (like (column SCHEMA_NAME) 's%'))) (order_by (column SCHEMA_NAME))))sql"},
            {R"sql(SHOW COLUMNS FROM t FROM s LIKE 'a%')sql",
             R"sql((query (select (items (as (column COLUMN_NAME) Field) (as (column COLUMN_TYPE) Type) (as (column IS_NULLABLE) Null) (as (column COLUMN_KEY) Key) (as (column COLUMN_DEFAULT) Default) (as (column EXTRA) Extra)) (from information_schema.EVERY_COLUMN) (where (and (= (column TABLE_SCHEMA) (call coalesce (subquery (select (items (column STORED_SCHEMA)) (from information_schema.TEMPORARY_TABLES) (where (and (= (column CONNECTION) (call connection_id)) (= (column TABLE_SCHEMA) 's') (= (column TABLE_NAME) 't'))))) 's')) (= (column TABLE_NAME) 't') (not (exists (select (items 1) (from s.t) (where false)))) (like (column COLUMN_NAME) 'a%')))) (order_by (column ORDINAL_POSITION))))sql"},
            {R"sql(SHOW INDEX FROM s.t WHERE Key_name = 'PRIMARY')sql",
             R"sql((query (select (items (column Table) (column Non_unique) (column Key_name) (column Seq_in_index) (column Column_name) (column Collation) (column Cardinality) (column Sub_part) (column Packed) (column Null) (column Index_type) (column Comment) (column Index_comment) (column Visible) (column Expression)) (from (derived (select (items (as (column TABLE_NAME) Table) (as (column NON_UNIQUE) Non_unique) (as (column INDEX_NAME) Key_name) (as (column SEQ_IN_INDEX) Seq_in_index) (as (column COLUMN_NAME) Column_name) (as (column COLLATION) Collation) (as (column CARDINALITY) Cardinality) (as (column SUB_PART) Sub_part) (as (column PACKED) Packed) (as (column NULLABLE) Null) (as (column INDEX_TYPE) Index_type) (as (column COMMENT) Comment) (as (column INDEX_COMMENT) Index_comment) (as (column IS_VISIBLE) Visible) (as (column EXPRESSION) Expression) (as (<> (column INDEX_NAME) 'PRIMARY') order_0) (as (column NON_UNIQUE) order_1) (as (column INDEX_NAME) order_2) (as (column SEQ_IN_INDEX) order_3)) (from information_schema.EVERY_STATISTIC) (where (and (= (column TABLE_SCHEMA) (call coalesce (subquery (select (items (column STORED_SCHEMA)) (from information_schema.TEMPORARY_TABLES) (where (and (= (column CONNECTION) (call connection_id)) (= (column TABLE_SCHEMA) 's') (= (column TABLE_NAME) 't'))))) 's')) (= (column TABLE_NAME) 't') (not (exists (select (items 1) (from s.t) (where false))))))) (as shown))) (where (= (column Key_name) 'PRIMARY'))) (order_by (column order_0) (column order_1) (column order_2) (column order_3))))sql"},
            {R"sql(SHOW GLOBAL VARIABLES LIKE 'max%')sql", R"sql((query (select (items (as (column VARIABLE_NAME) Variable_name) (as (column VARIABLE_VALUE) Value)) (from performance_schema.global_variables) (where (like (column VARIABLE_NAME) 'max%'))) (order_by (column VARIABLE_NAME))))sql"},
            {R"sql(SHOW STATUS)sql",
             R"sql((query (select (items (as (column VARIABLE_NAME) Variable_name) (as (column VARIABLE_VALUE) Value)) (from performance_schema.session_status)) (order_by (column VARIABLE_NAME))))sql"},
            {R"sql(SHOW TABLE STATUS FROM s LIKE 't')sql",
             R"sql((query (select (items (as (column TABLE_NAME) Name) (as (column ENGINE) Engine) (as (column VERSION) Version) (as (column ROW_FORMAT) Row_format) (as (column TABLE_ROWS) Rows) (as (column AVG_ROW_LENGTH) Avg_row_length) (as (column DATA_LENGTH) Data_length) (as (column MAX_DATA_LENGTH) Max_data_length) (as (column INDEX_LENGTH) Index_length) (as (column DATA_FREE) Data_free) (as (column AUTO_INCREMENT) Auto_increment) (as (column CREATE_TIME) Create_time) (as (column UPDATE_TIME) Update_time) (as (column CHECK_TIME) Check_time) (as (column TABLE_COLLATION) Collation) (as (column CHECKSUM) Checksum) (as (column CREATE_OPTIONS) Create_options) (as (column TABLE_COMMENT) Comment)) (from information_schema.TABLES) (where (and (= (column TABLE_SCHEMA) 's') (like (column TABLE_NAME) 't')))) (order_by (column TABLE_NAME)) (limit (call  known_database (subquery (select (items (call count *)) (from information_schema.SCHEMATA) (where (= (column SCHEMA_NAME) 's')))) 's'))))sql"},
            {R"sql(SHOW CREATE VIEW v)sql",
             R"sql((select (items (as (column TABLE_NAME) View) (as (column CREATE_STATEMENT) Create View) (as (column CHARACTER_SET_CLIENT) character_set_client) (as (column COLLATION_CONNECTION) collation_connection)) (from information_schema.CREATE_STATEMENTS) (where (and (= (column TABLE_SCHEMA) (call coalesce (subquery (select (items (column STORED_SCHEMA)) (from information_schema.TEMPORARY_TABLES) (where (and (= (column CONNECTION) (call connection_id)) (= (column TABLE_SCHEMA) (call database)) (= (column TABLE_NAME) 'v'))))) (call database))) (= (column TABLE_NAME) 'v') (not (exists (select (items 1) (from v) (where false))))))))sql"},
            {R"sql(SHOW CHARACTER SET)sql",
             R"sql((query (select (items (as (column CHARACTER_SET_NAME) Charset) (as (column DESCRIPTION) Description) (as (column DEFAULT_COLLATE_NAME) Default collation) (as (column MAXLEN) Maxlen)) (from information_schema.CHARACTER_SETS)) (order_by (column CHARACTER_SET_NAME))))sql"},
            {R"sql(SHOW COLLATION LIKE 'utf8%')sql",
             R"sql((query (select (items (as (column COLLATION_NAME) Collation) (as (column CHARACTER_SET_NAME) Charset) (as (column ID) Id) (as (column IS_DEFAULT) Default) (as (column IS_COMPILED) Compiled) (as (column SORTLEN) Sortlen) (as (column PAD_ATTRIBUTE) Pad_attribute)) (from information_schema.COLLATIONS) (where (like (column COLLATION_NAME) 'utf8%'))) (order_by (column COLLATION_NAME))))sql"},
            {R"sql(SHOW FULL PROCESSLIST)sql",
             R"sql((query (select (items (as (column ID) Id) (as (column USER) User) (as (column HOST) Host) (as (column DB) db) (as (column COMMAND) Command) (as (column TIME) Time) (as (column STATE) State) (as (column INFO) Info)) (from information_schema.PROCESSLIST)) (order_by (column ID))))sql"},
            {R"sql(DESCRIBE s.t)sql",
             R"sql((query (select (items (as (column COLUMN_NAME) Field) (as (column COLUMN_TYPE) Type) (as (column IS_NULLABLE) Null) (as (column COLUMN_KEY) Key) (as (column COLUMN_DEFAULT) Default) (as (column EXTRA) Extra)) (from information_schema.EVERY_COLUMN) (where (and (= (column TABLE_SCHEMA) (call coalesce (subquery (select (items (column STORED_SCHEMA)) (from information_schema.TEMPORARY_TABLES) (where (and (= (column CONNECTION) (call connection_id)) (= (column TABLE_SCHEMA) 's') (= (column TABLE_NAME) 't'))))) 's')) (= (column TABLE_NAME) 't') (not (exists (select (items 1) (from s.t) (where false))))))) (order_by (column ORDINAL_POSITION))))sql"},
            {R"sql(DESC t a)sql",
             R"sql((query (select (items (as (column COLUMN_NAME) Field) (as (column COLUMN_TYPE) Type) (as (column IS_NULLABLE) Null) (as (column COLUMN_KEY) Key) (as (column COLUMN_DEFAULT) Default) (as (column EXTRA) Extra)) (from information_schema.EVERY_COLUMN) (where (and (= (column TABLE_SCHEMA) (call coalesce (subquery (select (items (column STORED_SCHEMA)) (from information_schema.TEMPORARY_TABLES) (where (and (= (column CONNECTION) (call connection_id)) (= (column TABLE_SCHEMA) (call database)) (= (column TABLE_NAME) 't'))))) (call database))) (= (column TABLE_NAME) 't') (not (exists (select (items 1) (from t) (where false)))) (like (column COLUMN_NAME) 'a')))) (order_by (column ORDINAL_POSITION))))sql"},
            {R"sql(EXPLAIN t)sql",
             R"sql((query (select (items (as (column COLUMN_NAME) Field) (as (column COLUMN_TYPE) Type) (as (column IS_NULLABLE) Null) (as (column COLUMN_KEY) Key) (as (column COLUMN_DEFAULT) Default) (as (column EXTRA) Extra)) (from information_schema.EVERY_COLUMN) (where (and (= (column TABLE_SCHEMA) (call coalesce (subquery (select (items (column STORED_SCHEMA)) (from information_schema.TEMPORARY_TABLES) (where (and (= (column CONNECTION) (call connection_id)) (= (column TABLE_SCHEMA) (call database)) (= (column TABLE_NAME) 't'))))) (call database))) (= (column TABLE_NAME) 't') (not (exists (select (items 1) (from t) (where false))))))) (order_by (column ORDINAL_POSITION))))sql"},
};

}  // namespace

TEST_CASE("statements about the session") {
  for (const Case& row : session) {
    CAPTURE(row.sql);
    CHECK(ast::print(parse_statement(row.sql, "shop")) == row.tree);
  }
}

TEST_CASE("SHOW and DESCRIBE are queries over information_schema") {
  for (const Case& row : shows) {
    CAPTURE(row.sql);
    CHECK(ast::print(parse_statement(row.sql, "shop")) == row.tree);
  }
}

}  // namespace emulator::mysql
