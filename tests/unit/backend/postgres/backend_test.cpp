// The PostgreSQL backend against a real server: values, metadata, parameters, errors, transactions, deadlines, the
// pool.
#include "backend/postgres/backend.hpp"

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
    const auto url = testing::address("EMULATOR_TEST_POSTGRES");
    return url.empty() ? nullptr : with_contract(open_postgres(url));
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

TEST_CASE("values and types") {
  if (!server()) return;
  struct Row {
    const char *expression, *value, *type_name;
    Type type;
  };
  const Row rows[] = {
      {"true", "true", "bool", type(TypeId::boolean)},
      {"1::int2", "long 1", "int2", type(TypeId::smallint)},
      {"1", "long 1", "int4", type(TypeId::integer)},
      {"9223372036854775807", "long 9223372036854775807", "int8", type(TypeId::bigint)},
      {"26::oid", "long 26", "oid", type(TypeId::oid)},
      {"73849.11::float4", "double 73849.110000", "float4", type(TypeId::real)},
      {"0.25::float8", "double 0.250000", "float8", type(TypeId::double_)},
      {"123456.7890::numeric", "text 123456.7890", "numeric", type(TypeId::decimal)},
      {"1.5::numeric(10,2)", "text 1.50", "numeric", {.id = TypeId::decimal, .length = 10, .scale = 2}},
      {"1500::numeric(5,-2)", "text 1500", "numeric", {.id = TypeId::decimal, .length = 5, .scale = -2}},
      {"'NaN'::numeric", "text NaN", "numeric", type(TypeId::decimal)},
      {"'a'::text", "text a", "text", type(TypeId::text)},
      {"'a'", "text a", "text", type(TypeId::text)},
      {"'abc'::varchar(5)", "text abc", "varchar", {.id = TypeId::varchar, .length = 5}},
      {"'a'::varchar", "text a", "varchar", type(TypeId::varchar)},
      {"'a'::char(3)", "text a  ", "bpchar", {.id = TypeId::char_, .length = 3}},
      {"'a'::name", "text a", "name", type(TypeId::name)},
      {"'a'::\"char\"", "text a", "char", type(TypeId::internal_char)},
      {"'\\x0102'::bytea", "bytes \x01\x02", "bytea", type(TypeId::blob)},
      {"date '2024-02-29'", "text 2024-02-29", "date", type(TypeId::date)},
      {"time '01:02:03.5'", "text 01:02:03.5", "time", type(TypeId::time)},
      {"'01:02:03'::time(3)", "text 01:02:03", "time", {.id = TypeId::time, .scale = 3}},
      {"timetz '01:02:03+02'", "text 01:02:03+02", "timetz", type(TypeId::timetz)},
      {"timestamp '2024-01-15 12:34:56.855'", "text 2024-01-15 12:34:56.855", "timestamp", type(TypeId::timestamp)},
      {"timestamptz '2024-01-15 12:34:56+09'", "text 2024-01-15 03:34:56", "timestamptz", type(TypeId::timestamptz)},
      {"timestamptz 'infinity'", "text infinity", "timestamptz", type(TypeId::timestamptz)},
      {"interval '1 day 2 hours'", "text 1 day 02:00:00", "interval", type(TypeId::interval)},
      {"'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid", "text a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "uuid",
       type(TypeId::uuid)},
      {"'{\"a\": 1}'::json", "text {\"a\": 1}", "json", type(TypeId::json)},
      {"'{\"b\":1,\"a\":2}'::jsonb", "text {\"a\": 2, \"b\": 1}", "jsonb", type(TypeId::jsonb)},
      {"'101'::bit(3)", "text 101", "bit", {.id = TypeId::bit, .length = 3}},
      {"'101'::varbit", "text 101", "varbit", type(TypeId::varbit)},
      {"'192.168.1.1'::inet", "text 192.168.1.1", "inet", {.id = TypeId::other, .name = "inet"}},
      {"'1.5'::money", "text $1.50", "money", {.id = TypeId::other, .name = "money"}},
      {"'pg_class'::regclass", "text pg_class", "regclass", {.id = TypeId::oid, .name = "regclass"}},
      {"'[1,3)'::int4range", "text [1,3)", "int4range", {.id = TypeId::other, .name = "int4range"}},
      {"'{1,NULL,3}'::int[]", "{long 1;null;long 3;}", "_int4", {.id = TypeId::array, .element = TypeId::integer}},
      {"array['a','b,c']", "{text a;text b,c;}", "_text", {.id = TypeId::array, .element = TypeId::text}},
      {"array[1.5,2]::numeric(4,2)[]",
       "{text 1.50;text 2.00;}",
       "_numeric",
       {.id = TypeId::array, .element = TypeId::decimal, .length = 4, .scale = 2}},
      {"array[true,false]", "{true;false;}", "_bool", {.id = TypeId::array, .element = TypeId::boolean}},
      {"array[0.5::float8]", "{double 0.500000;}", "_float8", {.id = TypeId::array, .element = TypeId::double_}},
      {"array[]::text[]", "{}", "_text", {.id = TypeId::array, .element = TypeId::text}},
      {"array[int4range(1,3)]",
       "{text [1,3);}",
       "_int4range",
       {.id = TypeId::array, .element = TypeId::other, .name = "int4range"}},
      {"row(1,'a')", "text (1,a)", "record", type(TypeId::record)},
      {"pg_sleep(0)", "text ", "void", type(TypeId::void_)},
      {"null", "null", "text", type(TypeId::text)},
      {"null::int[]", "null", "_int4", {.id = TypeId::array, .element = TypeId::integer}},
      {"count(*)", "long 1", "int8", type(TypeId::bigint)},
      {"avg(1)", "text 1.00000000000000000000", "numeric", type(TypeId::decimal)},
  };
  const auto on = session();
  run(*on, "SET lc_monetary = 'C'");
  for (const auto& row : rows) {
    CAPTURE(row.expression);
    const auto result = run(*on, std::string{"SELECT "} + row.expression);
    REQUIRE(result.rows.size() == 1);
    CHECK(shown(result.rows[0][0]) == row.value);
    CHECK(result.columns[0].type_name == row.type_name);
    CHECK(result.columns[0].type == row.type);
    CHECK(result.columns[0].nullable);
    CHECK(result.columns[0].table.empty());
    CHECK(result.updated == 0);
  }
}

TEST_CASE("what columns say of themselves, also after the table changed") {
  if (!server()) return;
  const auto on = session();
  run(*on, "DROP TABLE IF EXISTS described");
  run(*on, "DROP TYPE IF EXISTS mood");
  run(*on, "CREATE TYPE mood AS ENUM ('sad', 'ok')");
  run(*on,
      "CREATE TABLE described (id serial PRIMARY KEY, big bigserial, note varchar(20), feeling mood, moods mood[], "
      "number int NOT NULL DEFAULT 7)");
  auto result = run(*on, "INSERT INTO described (note, feeling, moods) VALUES ('a', 'ok', '{sad,ok}') RETURNING *");
  CHECK(result.updated == 1);
  REQUIRE(result.rows.size() == 1);
  CHECK(shown(result.rows[0][4]) == "{text sad;text ok;}");
  CHECK(result.columns[4].type == Type{.id = TypeId::array, .element = TypeId::enum_, .name = "mood"});
  result = run(*on, "SELECT id AS key, big, note, feeling, number, 1 FROM described AS d");
  REQUIRE(result.columns.size() == 6);
  const auto& key = result.columns[0];
  CHECK(key.label == "key");
  CHECK(key.name == "id");
  CHECK(key.table == "described");
  CHECK(key.schema == "public");
  CHECK(key.type_name == "serial");
  CHECK(key.auto_increment);
  CHECK_FALSE(key.nullable);
  CHECK(result.columns[1].type_name == "bigserial");
  CHECK(result.columns[2].nullable);
  CHECK(result.columns[2].type.length == 20);
  CHECK(result.columns[3].type == Type{.id = TypeId::enum_, .name = "mood"});
  CHECK(shown(result.rows[0][3]) == "text ok");
  CHECK_FALSE(result.columns[4].nullable);
  CHECK_FALSE(result.columns[4].auto_increment);
  CHECK(result.columns[5].label == "?column?");
  CHECK(result.columns[5].table.empty());
  run(*on, "ALTER TABLE described ALTER COLUMN number DROP NOT NULL, ALTER COLUMN note SET NOT NULL");
  result = run(*on, "SELECT note, number FROM described");
  CHECK_FALSE(result.columns[0].nullable);
  CHECK(result.columns[1].nullable);
  result = run(*on, "SELECT id FROM described WHERE false");
  CHECK(result.rows.empty());
  CHECK(result.columns.size() == 1);
}

TEST_CASE("counts") {
  if (!server()) return;
  const auto on = session();
  run(*on, "DROP TABLE IF EXISTS counted");
  CHECK(run(*on, "CREATE TABLE counted (a int)").updated == 0);
  CHECK(run(*on, "INSERT INTO counted VALUES (1), (2), (3)").updated == 3);
  CHECK(run(*on, "UPDATE counted SET a = a WHERE a > 1").updated == 2);
  CHECK(run(*on, "SELECT * FROM counted").updated == 0);
  CHECK(run(*on, "DELETE FROM counted").updated == 3);
  CHECK(run(*on, "DELETE FROM counted").columns.empty());
  CHECK(run(*on, "").columns.empty());
  CHECK(run(*on, "SELECT 1; -- and no more").rows.size() == 1);
}

TEST_CASE("parameters are typed") {
  if (!server()) return;
  const auto on = session();
  const auto type_of = [&](const Parameter& parameter) {
    return shown(run(*on, "SELECT pg_typeof(:p)::text", {parameter}).rows[0][0]);
  };
  CHECK(type_of({"p", text("x")}) == "text text");
  CHECK(type_of({"p", number(1)}) == "text bigint");
  CHECK(type_of({"p", 1.5}) == "text double precision");
  CHECK(type_of({"p", true}) == "text boolean");
  CHECK(type_of({"p", Bytes{"x"}}) == "text bytea");
  CHECK(type_of({"p", text("2024-01-15"), TypeHint::date}) == "text date");
  CHECK(type_of({"p", text("12:00:00"), TypeHint::time}) == "text time without time zone");
  CHECK(type_of({"p", text("2024-01-15 12:00:00"), TypeHint::timestamp}) == "text timestamp without time zone");
  CHECK(type_of({"p", text("1.50"), TypeHint::decimal}) == "text numeric");
  CHECK(type_of({"p", text("{}"), TypeHint::json}) == "text jsonb");
  CHECK(type_of({"p", text("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), TypeHint::uuid}) == "text uuid");
  const auto result =
      run(*on, "SELECT :s::integer, :n::text, :d + 0.5, :n::text || ':n', :b, :x IS NULL AND :y::int[] IS NULL",
          {{"s", text("123")},
           {"n", number(456)},
           {"d", 1e300},
           {"b", Bytes{std::string("\0\xff", 2)}},
           {"x", Null{}, TypeHint::uuid},
           {"y", Null{}},
           {"unused", number(1)}});
  CHECK(shown(result.rows[0][0]) == "long 123");
  CHECK(shown(result.rows[0][1]) == "text 456");
  CHECK(std::get<double>(result.rows[0][2]) == 1e300);
  CHECK(shown(result.rows[0][3]) == "text 456:n");
  CHECK(std::get<Bytes>(result.rows[0][4]).data == std::string("\0\xff", 2));
}

TEST_CASE("errors come complete") {
  if (!server()) return;
  const auto on = session();
  auto error = sql_error_of(*on, "SELECT * FROM no_such_table_xyz");
  CHECK(error.message == "relation \"no_such_table_xyz\" does not exist");
  CHECK(error.sqlstate == "42P01");
  CHECK(error.condition == Condition::undefined_table);
  CHECK(error.position == 15);
  CHECK(sql_error_of(*on, "SELEKT 1").position == 1);
  error = sql_error_of(*on, "SELECT 'ä', :a = 1 + :b", {{"a", number(1)}, {"b", text("x")}});
  CHECK(error.sqlstate == "42883");
  CHECK(error.position == 20);  // in characters of the text with $1 and $2
  CHECK(error.hint.starts_with("No operator matches"));
  run(*on, "DROP TABLE IF EXISTS constrained");
  run(*on, "CREATE TABLE constrained (id int CONSTRAINT only_once PRIMARY KEY, name text NOT NULL)");
  run(*on, "INSERT INTO constrained VALUES (1, 'a')");
  error = sql_error_of(*on, "INSERT INTO constrained VALUES (1, 'b')");
  CHECK(error.message == "duplicate key value violates unique constraint \"only_once\"");
  CHECK(error.detail == "Key (id)=(1) already exists.");
  CHECK(error.constraint == "only_once");
  CHECK(error.condition == Condition::unique_violation);
  CHECK_FALSE(error.position);
  CHECK(sql_error_of(*on, "INSERT INTO constrained VALUES (2, NULL)").sqlstate == "23502");
  CHECK(sql_error_of(*on, "DO $$ BEGIN RAISE division_by_zero; END $$").where.starts_with("PL/pgSQL function"));
  error = sql_error_of(*on, "SELECT :missing");
  CHECK(error.sqlstate == "08P01");
  CHECK(error.message.starts_with("bind message supplies 0 parameters, but prepared statement \"sqlx_s_"));
  CHECK(error.message.ends_with("\" requires 1"));
  CHECK(sql_error_of(*on, "SELECT a[1:2] FROM (SELECT ARRAY[1,2]) t(a)").message == "syntax error at or near \"$1\"");
  CHECK(sql_error_of(*on, "SELECT :z", {{"z", text(std::string("a\0b", 3))}}).sqlstate == "22021");
  CHECK(shown(run(*on, "SELECT 'still here'").rows[0][0]) == "text still here");
}

TEST_CASE("what the service itself refuses") {
  if (!server()) return;
  const auto on = session();
  auto error = api_error_of(*on, "SELECT 1; SELECT 2");
  CHECK(error.fault == Fault::validation);
  CHECK(error.message == "Multistatements aren't supported.");
  error = api_error_of(*on, "COPY (SELECT generate_series(1, 1000000)) TO STDOUT");
  CHECK(error.fault == Fault::database_error);
  CHECK(error.message == "execute: unexpected message: CopyOutResponse");
  run(*on, "CREATE TEMPORARY TABLE copied (a int)");
  on->begin();
  run(*on, "CREATE TEMPORARY TABLE copied (a int)");
  CHECK(api_error_of(*on, "COPY copied FROM STDIN").message == "execute: unexpected message: CopyInResponse");
  CHECK(sql_error_of(*on, "SELECT 1").sqlstate == "25P02");
  on->rollback();
  error = api_error_of(*session(), "SELECT repeat('x', 1000000) FROM generate_series(1, 100)");
  CHECK(error.fault == Fault::unsupported_result);
  CHECK(shown(run(*session(), "SELECT 1").rows[0][0]) == "long 1");
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
  CHECK(sql_error_of(*on, "INSERT INTO ledger VALUES ('x')").sqlstate == "22P02");
  CHECK(sql_error_of(*on, "SELECT 1").sqlstate == "25P02");
  run(*on, "ROLLBACK TO SAVEPOINT s");
  run(*on, "INSERT INTO ledger VALUES (2)");
  on->commit();
  CHECK(count() == 2);
  on = session();
  on->begin();
  run(*on, "DELETE FROM ledger");
  on->rollback();
  CHECK(count() == 2);
  on = session();
  on->begin();
  run(*on, "DELETE FROM ledger");
  on.reset();
  CHECK(count() == 2);
  on = session();
  on->begin();
  sql_error_of(*on, "SELEKT");
  on->commit();  // a rollback, as PostgreSQL has it
}

TEST_CASE("a connection comes back clean") {
  if (!server()) return;
  const auto backend = with_contract(open_postgres(testing::address("EMULATOR_TEST_POSTGRES"), PoolOptions{.size = 1}));
  const auto value = [&](const std::string& sql) { return shown(run(*backend->open({}), sql).rows[0][0]); };
  const auto process = value("SELECT pg_backend_pid()");
  CHECK(value("SHOW TimeZone") == "text UTC");
  run(*backend->open({}), "SET TimeZone = 'Asia/Tokyo'");
  run(*backend->open({}), "SET search_path = nowhere");
  run(*backend->open({}), "CREATE TEMPORARY TABLE leftover (a int)");
  run(*backend->open({}), "BEGIN");
  CHECK(value("SHOW TimeZone") == "text UTC");
  CHECK(value("SHOW search_path") == "text \"$user\", public");
  CHECK(value("SELECT to_regclass('leftover') IS NULL") == "true");
  CHECK(value("SELECT pg_backend_pid()") == process);
  const auto on = backend->open({});
  on->begin();
  run(*on, "SET LOCAL TIME ZONE 'Asia/Tokyo'");
  CHECK(shown(run(*on, "SELECT timestamptz '2024-01-15 12:34:56+09'").rows[0][0]) == "text 2024-01-15 03:34:56");
}

TEST_CASE("a late statement is cancelled on the server") {
  if (!server()) return;
  const auto on = session();
  on->begin();
  const auto process = run(*on, "SELECT pg_backend_pid()").rows[0][0];
  const auto start = std::chrono::steady_clock::now();
  const auto error = api_error_of(*on, "SELECT pg_sleep(30)", std::chrono::milliseconds{200});
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{3});
  CHECK(error.fault == Fault::statement_timeout);
  CHECK(error.message == "canceling statement due to statement timeout");
  CHECK(number(error.database_connection_id.value_or(0)) == process);
  const auto running = run(*session(), "SELECT state FROM pg_stat_activity WHERE pid = :p", {{"p", process}});
  CHECK(shown(running.rows[0][0]) == "text idle in transaction (aborted)");
  on->rollback();
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
  CHECK(error.message == "database \"nowhere\" does not exist");
  CHECK(error.sqlstate == "3D000");
  CHECK(error.condition == Condition::undefined_database);
  error = error_of({.database = {}, .user = "tester", .password = "wrong"});
  CHECK(error.message == "password authentication failed for user \"tester\"");
  CHECK(error.sqlstate == "28P01");
  CHECK(shown(run(*server()->open({.database = "postgres", .user = {}, .password = {}}), "SELECT current_database()")
                  .rows[0][0]) == "text postgres");
}

TEST_CASE("encryption that the server does not have is not done without") {
  if (!server()) return;
  const auto url = testing::address("EMULATOR_TEST_POSTGRES");
  CHECK_THROWS_AS(open_postgres(url + "?sslmode=require")->open({}), ApiError);
  CHECK(run(*open_postgres(url + "?sslmode=disable")->open({}), "SELECT 1").rows.size() == 1);
}

TEST_CASE("no server") {
  const auto start = std::chrono::steady_clock::now();
  const auto backend = open_postgres("postgresql://u:p@127.0.0.1:1/d");
  try {
    backend->open({});
    FAIL("connected");
  } catch (const ApiError& error) {
    CHECK(error.fault == Fault::database_unavailable);
    CHECK(error.message.starts_with("Communications link failure"));
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{2});
  CHECK_THROWS_AS(open_postgres("postgresql://host/d?nonsense=1"), std::invalid_argument);
}

TEST_CASE("a restart of the server costs at most one clean error") {
  if (!server()) return;
  const auto backend = with_contract(open_postgres(testing::address("EMULATOR_TEST_POSTGRES")));
  std::vector<std::unique_ptr<Session>> open;
  for (int i = 0; i < 5; ++i) {
    open.push_back(backend->open({}));
    open.back()->begin();
    run(*open.back(), "SELECT 1");
  }
  auto transaction = std::move(open.back());
  open.clear();  // four idle connections
  if (!testing::engine_command("restart", "postgres")) {
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
  CHECK_THROWS(run(*transaction, "SELECT 1"));
  CHECK_THROWS_AS(run(*transaction, "SELECT 1"), ApiError);
  CHECK_THROWS_AS(transaction->commit(), ApiError);
  REQUIRE(testing::engine_command("halt", "postgres"));
  CHECK_THROWS_AS(backend->open({}), ApiError);
  REQUIRE(testing::engine_command("restart", "postgres"));
  CHECK(run(*backend->open({}), "SELECT 1").rows.size() == 1);
}

TEST_CASE("200 threads share ten connections") {
  if (!server()) return;
  const auto backend = with_contract(open_postgres(testing::address("EMULATOR_TEST_POSTGRES")));
  run(*backend->open({}), "DROP TABLE IF EXISTS crowd");
  run(*backend->open({}), "CREATE TABLE crowd (a int)");
  std::atomic<int> failures = 0;
  std::atomic<std::int64_t> most = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 200; ++i) {
      threads.emplace_back([&, i] {
        try {
          const auto on = backend->open({});
          on->begin();
          run(*on, "INSERT INTO crowd VALUES (:i)", {{"i", number(i)}});
          on->commit();
          const auto connections = run(
              *backend->open({}), "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'rds-data-local'");
          most = std::max(most.load(), std::get<std::int64_t>(connections.rows[0][0]));
        } catch (const std::exception&) {
          ++failures;
        }
      });
    }
  }
  CHECK(failures == 0);
  CHECK(most <= 21);  // ours, and those that other backends of this program hold or have just closed
  CHECK(shown(run(*backend->open({}), "SELECT count(*) FROM crowd").rows[0][0]) == "long 200");
}

}  // namespace
}  // namespace emulator::backend
