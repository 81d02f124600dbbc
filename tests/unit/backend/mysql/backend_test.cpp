// The MySQL backend against a real server (MariaDB in our runs): values, metadata, parameters, errors, transactions,
// deadlines, the pool.
#include "backend/mysql/backend.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "backend/contract.hpp"
#include "base/error.hpp"
#include "unit/backend/engine.hpp"

namespace emulator::backend {
namespace {

using testing::number;
using testing::run;
using testing::shown;
using testing::text;

// One backend for all tests of this program; null when there is no server.
std::shared_ptr<Backend> server() {
  static const auto backend = [] {
    const auto url = testing::address("EMULATOR_TEST_MYSQL");
    return url.empty() ? nullptr : with_contract(open_mysql(url));
  }();
  return backend;
}

std::unique_ptr<Session> session() {
  return server()->open({});
}

SqlError sql_error_of(Session& on, const std::string& sql, const std::vector<Parameter>& parameters = {}) {
  try {
    run(on, sql, parameters);
  } catch (const SqlError& error) {
    return error;
  }
  FAIL("no SqlError: " << sql);
  return {};
}

ApiError api_error_of(Session& on, const std::string& sql, std::chrono::milliseconds limit = std::chrono::seconds{5}) {
  try {
    run(on, sql, {}, limit);
  } catch (const ApiError& error) {
    return error;
  }
  FAIL("no ApiError: " << sql);
  return ApiError{Fault::validation, ""};
}

struct ColumnRow {
  const char *declaration, *literal, *value, *type_name;
  Type type;
};

const std::vector<ColumnRow>& column_rows() {
  static const std::vector<ColumnRow> rows = {
      {"bool", "true", "long 1", "TINYINT", {.id = TypeId::tinyint, .length = 1}},
      {"tinyint", "-128", "long -128", "TINYINT", type(TypeId::tinyint)},
      {"tinyint unsigned", "255", "long 255", "TINYINT UNSIGNED", {.id = TypeId::tinyint, .is_unsigned = true}},
      {"smallint", "-5", "long -5", "SMALLINT", type(TypeId::smallint)},
      {"mediumint", "-5", "long -5", "MEDIUMINT", type(TypeId::mediumint)},
      {"int", "-2147483648", "long -2147483648", "INT", type(TypeId::integer)},
      {"int unsigned", "4294967295", "long 4294967295", "INT UNSIGNED", {.id = TypeId::integer, .is_unsigned = true}},
      {"bigint", "-9223372036854775808", "long -9223372036854775808", "BIGINT", type(TypeId::bigint)},
      {"bigint unsigned",
       "9223372036854775807",
       "long 9223372036854775807",
       "BIGINT UNSIGNED",
       {.id = TypeId::bigint, .is_unsigned = true}},
      {"bigint unsigned",
       "18446744073709551615",
       "text 18446744073709551615",
       "BIGINT UNSIGNED",
       {.id = TypeId::bigint, .is_unsigned = true}},
      {"decimal(10,2)", "0.1", "text 0.10", "DECIMAL", {.id = TypeId::decimal, .length = 10, .scale = 2}},
      {"decimal(20)", "7", "text 7", "DECIMAL", {.id = TypeId::decimal, .length = 20, .scale = 0}},
      {"decimal(5,1) unsigned",
       "7",
       "text 7.0",
       "DECIMAL",
       {.id = TypeId::decimal, .is_unsigned = true, .length = 5, .scale = 1}},
      {"float", "73849.11", "double 73849.110000", "FLOAT", type(TypeId::real)},
      {"double", "0.1", "double 0.100000", "DOUBLE", type(TypeId::double_)},
      {"bit(1)", "b'1'", "long 1", "BIT", {.id = TypeId::bit, .is_unsigned = false, .length = 1}},
      {"bit(16)", "b'0000000111111111'", "long 511", "BIT", {.id = TypeId::bit, .length = 16}},
      {"char(3)", "'a'", "text a", "CHAR", {.id = TypeId::char_, .length = 3}},
      {"varchar(50)", "'grün'", "text grün", "VARCHAR", {.id = TypeId::varchar, .length = 50}},
      {"varchar(5) collate utf8mb4_bin",
       "'a'",
       "text a",
       "VARCHAR",
       {.id = TypeId::varchar, .length = 5, .collation = "utf8mb4_bin"}},
      {"tinytext", "'a'", "text a", "TEXT", {.id = TypeId::text, .length = 255}},
      {"text", "'a'", "text a", "TEXT", {.id = TypeId::text, .length = 65535}},
      {"mediumtext", "'a'", "text a", "TEXT", {.id = TypeId::text, .length = 16777215}},
      {"longtext", "repeat('a', 3)", "text aaa", "TEXT", {.id = TypeId::text, .length = 2147483647}},
      {"binary(2)", "'a'", nullptr, "BINARY", {.id = TypeId::binary, .length = 2}},
      {"varbinary(9)", "'a'", "bytes a", "VARBINARY", {.id = TypeId::varbinary, .length = 9}},
      {"blob", "'a'", "bytes a", "BLOB", {.id = TypeId::blob, .length = 65535}},
      {"longblob", "''", "bytes ", "BLOB", {.id = TypeId::blob, .length = 2147483647}},
      {"date", "'2020-05-16'", "text 2020-05-16", "DATE", type(TypeId::date)},
      {"time", "'-838:59:59'", "text -838:59:59", "TIME", {.id = TypeId::time, .scale = 0}},
      {"time(6)", "'12:34:56.789012'", "text 12:34:56.789012", "TIME", {.id = TypeId::time, .scale = 6}},
      {"datetime",
       "'2020-05-16 23:43:35'",
       "text 2020-05-16 23:43:35",
       "DATETIME",
       {.id = TypeId::timestamp, .scale = 0}},
      {"datetime(6)",
       "'9999-12-31 23:59:59.999999'",
       "text 9999-12-31 23:59:59.999999",
       "DATETIME",
       {.id = TypeId::timestamp, .scale = 6}},
      {"datetime(3)",
       "'2020-05-16 00:00:00.5'",
       "text 2020-05-16 00:00:00.500",
       "DATETIME",
       {.id = TypeId::timestamp, .scale = 3}},
      {"timestamp null",
       "'2020-05-16 23:43:35'",
       "text 2020-05-16 23:43:35",
       "TIMESTAMP",
       {.id = TypeId::timestamptz, .scale = 0}},
      {"year", "2021", "long 2021", "YEAR", type(TypeId::year)},
      {"json", "'{\"a\": 1}'", "text {\"a\": 1}", "JSON", type(TypeId::json)},
      {"enum('red','green')", "'green'", "text green", "ENUM", {.id = TypeId::enum_, .length = 5}},
      {"set('red','green')", "'red,green'", "text red,green", "SET", {.id = TypeId::set, .length = 9}},
      {"point", "point(1,2)", nullptr, "GEOMETRY", {.id = TypeId::other, .name = "GEOMETRY"}},
  };
  return rows;
}

TEST_CASE("values and types of columns, and their nulls") {
  if (!server()) return;
  const auto on = session();
  for (const auto& row : column_rows()) {
    CAPTURE(row.declaration);
    CAPTURE(row.literal);
    run(*on, "DROP TABLE IF EXISTS typed");
    run(*on, std::string{"CREATE TABLE typed (c "} + row.declaration + ")");
    CHECK(run(*on, std::string{"INSERT INTO typed VALUES ("} + row.literal + "), (NULL)").updated == 2);
    const auto result = run(*on, "SELECT c FROM typed");
    REQUIRE(result.rows.size() == 2);
    if (row.value) CHECK(shown(result.rows[0][0]) == row.value);
    CHECK(shown(result.rows[1][0]) == "null");
    const auto& column = result.columns[0];
    CHECK(column.type_name == row.type_name);
    CHECK(to_string(column.type) == to_string(row.type));
    CHECK(column.type == row.type);
    CHECK(column.table == "typed");
    CHECK(column.schema == "emulator");
    CHECK(column.nullable);
  }
  run(*on, "DROP TABLE IF EXISTS typed");
  run(*on, "CREATE TABLE typed (b binary(2), g longblob)");
  run(*on, "INSERT INTO typed VALUES ('a', repeat('x', 512000))");
  const auto result = run(*on, "SELECT b, g FROM typed");
  CHECK(std::get<Bytes>(result.rows[0][0]).data == std::string("a\0", 2));
  CHECK(std::get<Bytes>(result.rows[0][1]).data == std::string(512000, 'x'));
}

TEST_CASE("expressions") {
  if (!server()) return;
  struct Row {
    const char *expression, *value;
  };
  const Row rows[] = {
      {"1", "long 1"},
      {"-1", "long -1"},
      {"true", "long 1"},
      {"count(*)", "long 1"},
      {"1.50", "text 1.50"},
      {"1e3", "double 1000.000000"},
      {"'a'", "text a"},
      {"concat('ä', 'b')", "text äb"},
      {"null", "null"},
      {"avg(1)", "text 1.0000"},
      {"date '2024-02-29'", "text 2024-02-29"},
      {"timediff('25:00:00', '00:00:00')", "text 25:00:00"},
      {"x'00ff' = unhex('00ff')", "long 1"},
      {"@@session.time_zone", "text +00:00"},
      {"@@session.character_set_results", "text utf8mb4"},
      {"@@session.sql_mode like '%ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE%'", "long 1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.expression);
    const auto result = run(*session(), std::string{"SELECT "} + row.expression);
    REQUIRE(result.rows.size() == 1);
    CHECK(shown(result.rows[0][0]) == row.value);
    CHECK(result.columns[0].table.empty());
  }
}

TEST_CASE("what columns say of themselves") {
  if (!server()) return;
  const auto on = session();
  run(*on, "DROP TABLE IF EXISTS described");
  run(*on, "CREATE TABLE described (id int unsigned AUTO_INCREMENT PRIMARY KEY, note varchar(20), must int NOT NULL)");
  const auto result = run(*on, "SELECT id AS number, note, must, id + 1 FROM described AS d");
  CHECK(result.rows.empty());
  REQUIRE(result.columns.size() == 4);
  const auto& key = result.columns[0];
  CHECK(key.label == "number");
  CHECK(key.name == "id");
  CHECK(key.table == "described");
  CHECK(key.auto_increment);
  CHECK_FALSE(key.nullable);
  CHECK(key.type_name == "INT UNSIGNED");
  CHECK(result.columns[1].nullable);
  CHECK_FALSE(result.columns[2].nullable);
  CHECK_FALSE(result.columns[2].auto_increment);
  CHECK(result.columns[3].label == "id + 1");
  CHECK(result.columns[3].name == "id + 1");
}

TEST_CASE("counts and generated keys") {
  if (!server()) return;
  const auto on = session();
  run(*on, "DROP TABLE IF EXISTS counted");
  CHECK(run(*on, "CREATE TABLE counted (id int AUTO_INCREMENT PRIMARY KEY, a int UNIQUE)").updated == 0);
  auto result = run(*on, "INSERT INTO counted (a) VALUES (1), (2), (3)");
  CHECK(result.updated == 3);
  REQUIRE(result.generated.size() == 1);
  CHECK(shown(result.generated[0]) == "long 1");
  CHECK(shown(run(*on, "INSERT INTO counted (a) VALUES (:a)", {{"a", number(4)}}).generated.at(0)) == "long 4");
  result = run(*on, "UPDATE counted SET a = a WHERE a > 1");
  CHECK(result.updated == 3);  // found, not changed
  CHECK(result.generated.empty());
  CHECK(run(*on, "INSERT IGNORE INTO counted (a) VALUES (1), (9)").updated == 1);
  CHECK(run(*on, "INSERT INTO counted (a) VALUES (1) ON DUPLICATE KEY UPDATE a = 100").updated == 2);
  CHECK(run(*on, "SELECT * FROM counted").updated == 0);
  CHECK(run(*on, "DELETE FROM counted").updated == 5);
}

TEST_CASE("parameters") {
  if (!server()) return;
  const auto on = session();
  const auto result =
      run(*on, "SELECT :s, :n, :d, :t, :b, :x, :dec + 0.1, ':s', `c` FROM (SELECT 1 AS c) AS q WHERE :n = 5",
          {{"s", text("grün")},
           {"n", number(5)},
           {"d", 1.5},
           {"t", true},
           {"b", Bytes{std::string("\0\xff", 2)}},
           {"x", Null{}},
           {"dec", text("0.2"), TypeHint::decimal},
           {"unused", number(1)}});
  REQUIRE(result.rows.size() == 1);
  const auto& row = result.rows[0];
  CHECK(shown(row[0]) == "text grün");
  CHECK(shown(row[1]) == "long 5");
  CHECK(shown(row[2]) == "double 1.500000");
  CHECK(shown(row[3]) == "long 1");
  CHECK(std::get<Bytes>(row[4]).data == std::string("\0\xff", 2));
  CHECK(shown(row[5]) == "null");
  CHECK(shown(row[6]) == "text 0.3");
  CHECK(shown(row[7]) == "text :s");
  CHECK(sql_error_of(*on, "SELECT :missing").code == 1210);
  CHECK(sql_error_of(*on, "SELECT ?").code == 1210);
}

TEST_CASE("errors come complete") {
  if (!server()) return;
  const auto on = session();
  auto error = sql_error_of(*on, "SELECT * FROM nowhere");
  CHECK(error.message == "Table 'emulator.nowhere' doesn't exist");
  CHECK(error.code == 1146);
  CHECK(error.sqlstate == "42S02");
  CHECK(error.condition == Condition::undefined_table);
  run(*on, "DROP TABLE IF EXISTS constrained");
  run(*on, "CREATE TABLE constrained (id int PRIMARY KEY, name varchar(3) NOT NULL)");
  run(*on, "INSERT INTO constrained VALUES (1, 'a')");
  error = sql_error_of(*on, "INSERT INTO constrained VALUES (1, 'b')");
  CHECK(error.message == "Duplicate entry '1' for key 'PRIMARY'");
  CHECK(error.code == 1062);
  CHECK(error.condition == Condition::unique_violation);
  CHECK(sql_error_of(*on, "INSERT INTO constrained VALUES (2, NULL)").code == 1048);
  CHECK(sql_error_of(*on, "INSERT INTO constrained VALUES (2, 'long')").code == 1406);
  CHECK(sql_error_of(*on, "SELECT x").sqlstate == "42S22");
  CHECK(sql_error_of(*on, "SELEKT 1").code == 1064);
  CHECK(shown(run(*on, "SELECT 'still here'").rows[0][0]) == "text still here");
}

TEST_CASE("several statements are refused, procedures are not") {
  if (!server()) return;
  const auto on = session();
  const auto error = api_error_of(*on, "SELECT 1; SELECT 2");
  CHECK(error.fault == Fault::validation);
  CHECK(error.message == "Multistatements aren't supported.");
  CHECK(run(*on, "SELECT 1;").rows.size() == 1);
  run(*on, "DROP PROCEDURE IF EXISTS answer_twice");
  run(*on, "CREATE PROCEDURE answer_twice(IN n int) BEGIN SELECT n AS first; SELECT n + 1; END");
  const auto result = run(*on, "CALL answer_twice(:n)", {{"n", number(7)}});
  REQUIRE(result.rows.size() == 1);
  CHECK(shown(result.rows[0][0]) == "long 7");
  CHECK(result.columns[0].label == "first");
  CHECK(run(*on, "SELECT 1").rows.size() == 1);
}

TEST_CASE("what cannot be prepared runs as text") {
  if (!server()) return;
  const auto on = session();
  on->begin();
  run(*on, "LOCK TABLES mysql.user READ");
  run(*on, "UNLOCK TABLES");
  run(*on, "USE mysql");
  CHECK(shown(run(*on, "SELECT database()").rows[0][0]) == "text mysql");
  run(*on, "PREPARE p FROM 'SELECT 1.5, 2, x''ff'', 1e0, null'");
  const auto row = run(*on, "EXECUTE p").rows.at(0);
  CHECK(shown(row[0]) == "text 1.5");
  CHECK(shown(row[1]) == "long 2");
  CHECK(shown(row[2]) == "bytes \xff");
  CHECK(shown(row[3]) == "double 1.000000");
  CHECK(shown(row[4]) == "null");
  on->rollback();
}

TEST_CASE("transactions") {
  if (!server()) return;
  run(*session(), "DROP TABLE IF EXISTS ledger");
  run(*session(), "CREATE TABLE ledger (a int)");
  const auto count = [] { return std::get<std::int64_t>(run(*session(), "SELECT count(*) FROM ledger").rows[0][0]); };
  auto on = session();
  on->begin();
  run(*on, "INSERT INTO ledger VALUES (1)");
  CHECK(count() == 0);
  run(*on, "SAVEPOINT s");
  run(*on, "INSERT INTO ledger VALUES (2)");
  run(*on, "ROLLBACK TO SAVEPOINT s");
  on->commit();
  CHECK(count() == 1);
  on = session();
  on->begin();
  run(*on, "DELETE FROM ledger");
  on->rollback();
  CHECK(count() == 1);
  on = session();
  on->begin();
  run(*on, "DELETE FROM ledger");
  on.reset();
  CHECK(count() == 1);
}

TEST_CASE("a connection comes back clean") {
  if (!server()) return;
  const auto backend = with_contract(open_mysql(testing::address("EMULATOR_TEST_MYSQL"), PoolOptions{.size = 1}));
  const auto value = [&](const std::string& sql) { return shown(run(*backend->open({}), sql).rows[0][0]); };
  const auto process = value("SELECT connection_id()");
  run(*backend->open({}), "SET time_zone = '+05:00', sql_mode = '', @x = 5, autocommit = 0");
  run(*backend->open({}), "CREATE TEMPORARY TABLE leftover (a int)");
  CHECK(value("SELECT @@time_zone") == "text +00:00");
  CHECK(value("SELECT @x") == "null");
  CHECK(value("SELECT @@autocommit") == "long 1");
  CHECK(sql_error_of(*backend->open({}), "SELECT * FROM leftover").code == 1146);
  CHECK(value("SELECT connection_id()") == process);
  CHECK(value("SELECT 'grün'") == "text grün");
}

TEST_CASE("a late statement is cancelled by the server") {
  if (!server()) return;
  const auto on = session();
  on->begin();
  const auto process = run(*on, "SELECT connection_id()").rows[0][0];
  const auto start = std::chrono::steady_clock::now();
  const auto error = api_error_of(*on,
                                  "SELECT count(*) FROM information_schema.columns a, information_schema.columns b, "
                                  "information_schema.columns c WHERE a.column_name < b.column_name",
                                  std::chrono::milliseconds{200});
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
  CHECK(error.fault == Fault::statement_timeout);
  CHECK(error.message == "Request timed out");
  CHECK(number(error.database_connection_id.value_or(0)) == process);
  CHECK(run(*on, "SELECT 1").rows.size() == 1);
  on->rollback();
}

TEST_CASE("a late change is cancelled as well, and not done") {
  if (!server()) return;
  const auto on = session();
  run(*on, "CREATE TABLE late (id int)");
  const auto error = api_error_of(*on,
                                  "INSERT INTO late SELECT 1 FROM information_schema.columns a, "
                                  "information_schema.columns b, information_schema.columns c",
                                  std::chrono::milliseconds{200});
  CHECK(error.fault == Fault::statement_timeout);
  CHECK(run(*on, "SELECT count(*) FROM late").rows[0][0] == number(0));
  CHECK(api_error_of(*on, "SELECT sleep(30)", std::chrono::milliseconds{200}).fault == Fault::statement_timeout);
  run(*on, "DROP TABLE late");
}

TEST_CASE("an answer that nobody could receive is cut off") {
  if (!server()) return;
  const auto on = session();
  const auto error = api_error_of(*on, "SELECT repeat('x', 1000000) FROM seq_1_to_100");
  CHECK(error.fault == Fault::unsupported_result);
  CHECK(run(*on, "SELECT 1").rows.size() == 1);
}

TEST_CASE("who cannot connect hears why") {
  if (!server()) return;
  const auto error_of = [](const SessionOptions& options) -> SqlError {
    try {
      server()->open(options);
    } catch (const SqlError& error) {
      return error;
    }
    FAIL("connected");
    return {};
  };
  auto error = error_of({.database = "nowhere", .user = {}, .password = {}});
  CHECK(error.message == "Unknown database 'nowhere'");
  CHECK(error.code == 1049);
  CHECK(error.sqlstate == "42000");
  error = error_of({.database = {}, .user = "tester", .password = "wrong"});
  CHECK(error.message.starts_with("Access denied for user 'tester'@"));
  CHECK(error.code == 1045);
}

TEST_CASE("encryption that the server does not have is not done without") {
  if (!server()) return;
  const auto url = testing::address("EMULATOR_TEST_MYSQL");
  CHECK_THROWS_AS(open_mysql(url + "?ssl-mode=required")->open({}), ApiError);
  CHECK(run(*open_mysql(url + "?ssl-mode=disabled")->open({}), "SELECT 1").rows.size() == 1);
}

TEST_CASE("no server") {
  const auto backend = open_mysql("mysql://u:p@127.0.0.1:1/d");
  const auto start = std::chrono::steady_clock::now();
  try {
    backend->open({});
    FAIL("connected");
  } catch (const ApiError& error) {
    CHECK(error.fault == Fault::database_unavailable);
    CHECK(error.message.starts_with("Communications link failure"));
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{2});
}

TEST_CASE("a restart of the server costs at most one clean error") {
  if (!server()) return;
  const auto backend = with_contract(open_mysql(testing::address("EMULATOR_TEST_MYSQL")));
  std::vector<std::unique_ptr<Session>> open;
  for (int i = 0; i < 5; ++i) {
    open.push_back(backend->open({}));
    open.back()->begin();
    run(*open.back(), "SELECT 1");
  }
  auto transaction = std::move(open.back());
  open.clear();  // four idle connections
  if (!testing::engine_command("restart", "mysql")) {
    std::cout << "skipped: EMULATOR_TEST_ENGINES is not set\n";
    return;
  }
  int errors = 0;
  for (int i = 0; i < 10; ++i) {
    try {
      CHECK(run(*backend->open({}), "SELECT 1").rows.size() == 1);
    } catch (const std::exception&) {
      ++errors;
    }
  }
  CHECK(errors <= 1);
  CHECK_THROWS_AS(run(*transaction, "SELECT 1"), ApiError);
  CHECK_THROWS_AS(run(*transaction, "SELECT 1"), ApiError);
  CHECK_THROWS_AS(transaction->commit(), ApiError);
  REQUIRE(testing::engine_command("halt", "mysql"));
  CHECK_THROWS_AS(backend->open({}), ApiError);
  REQUIRE(testing::engine_command("restart", "mysql"));
  CHECK(run(*backend->open({}), "SELECT 1").rows.size() == 1);
}

TEST_CASE("200 threads share ten connections") {
  if (!server()) return;
  const auto backend = with_contract(open_mysql(testing::address("EMULATOR_TEST_MYSQL")));
  run(*backend->open({}), "DROP TABLE IF EXISTS crowd");
  run(*backend->open({}), "CREATE TABLE crowd (a int)");
  std::atomic<int> failures = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 200; ++i) {
      threads.emplace_back([&, i] {
        try {
          const auto on = backend->open({});
          on->begin();
          run(*on, "INSERT INTO crowd VALUES (:i)", {{"i", number(i)}});
          on->commit();
          run(*backend->open({}), "SELECT count(*) FROM crowd");
        } catch (const std::exception&) {
          ++failures;
        }
      });
    }
  }
  CHECK(failures == 0);
  CHECK(shown(run(*backend->open({}), "SELECT count(*) FROM crowd").rows[0][0]) == "long 200");
}

}  // namespace
}  // namespace emulator::backend
