// Opening, scripts, errors by kind, deadlines and the statement cache.
#include "sqlite/connection.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "base/blocking_region.hpp"
#include "sqlite/savepoint.hpp"
#include "sqlite/statement.hpp"
#include "unit/support/temporary_file.hpp"

using namespace emulator;
using sqlite::Connection;
using sqlite::ErrorKind;

namespace {

ErrorKind kind_of(Connection& connection, std::string_view sql) {
  try {
    connection.prepare(sql).run();
  } catch (const sqlite::Error& error) {
    return error.kind;
  }
  FAIL("no error");
  return ErrorKind::other;
}

std::int64_t number(Connection& connection, std::string_view sql) {
  auto statement = connection.prepare(sql);
  REQUIRE(statement.step());
  return statement.integer(0);
}

}  // namespace

TEST_CASE("errors have the kinds that others ask for") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  connection.execute(
      "CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT;"
      "CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT UNIQUE, n TEXT NOT NULL, c INTEGER CHECK (c > 0), "
      "p INTEGER REFERENCES p (id)) STRICT;"
      "INSERT INTO t VALUES (1, 'a', 'b', 1, NULL)");
  struct Case {
    std::string_view sql;
    ErrorKind kind;
  };
  const std::string deep = "SELECT " + std::string(2000, '-') + "1";
  for (const Case& test : {Case{"INSERT INTO t VALUES (1, 'x', 'b', 1, NULL)", ErrorKind::unique},
                           Case{"INSERT INTO t VALUES (2, 'a', 'b', 1, NULL)", ErrorKind::unique},
                           Case{"INSERT INTO t VALUES (2, 'x', NULL, 1, NULL)", ErrorKind::not_null},
                           Case{"INSERT INTO t VALUES (2, 'x', 'b', 0, NULL)", ErrorKind::check},
                           Case{"INSERT INTO t VALUES (2, 'x', 'b', 1, 7)", ErrorKind::foreign_key},
                           Case{"INSERT INTO t VALUES (2, 'x', 'b', 'no number', NULL)", ErrorKind::other},
                           Case{"SELECT nothing", ErrorKind::other}, Case{"SELECT \"text\"", ErrorKind::other},
                           Case{"SELECT 1; SELECT 2", ErrorKind::other}}) {
    CAPTURE(test.sql);
    CHECK(kind_of(connection, test.sql) == test.kind);
  }
  std::string nested = "SELECT ";
  for (int i = 0; i < 1500; ++i) nested += "NOT ";
  CHECK(kind_of(connection, nested + "1") == ErrorKind::too_complex);
}

TEST_CASE("a second writer is told that the file is busy") {
  const test::TemporaryFile file;
  Connection first{{.path = file.path()}};
  Connection second{{.path = file.path()}};
  second.set_busy_timeout(std::chrono::milliseconds{1});
  first.execute("CREATE TABLE t (a) ; BEGIN IMMEDIATE");
  CHECK(kind_of(second, "BEGIN IMMEDIATE") == ErrorKind::busy);
  first.execute("COMMIT");
  second.execute("BEGIN; SELECT * FROM t");
  first.execute("INSERT INTO t VALUES (1)");
  CHECK(kind_of(second, "INSERT INTO t VALUES (2)") == ErrorKind::snapshot);
}

TEST_CASE("a statement ends at its deadline, and the next one has its own") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  constexpr std::string_view endless =
      "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r";
  {
    const sqlite::Run run{connection, std::chrono::steady_clock::now() + std::chrono::milliseconds{20}};
    CHECK(kind_of(connection, endless) == ErrorKind::interrupted);
  }
  CHECK(number(connection, "SELECT 1") == 1);
}

TEST_CASE("a slow statement lets others have the thread's place, in a run only, and gives back what it took") {
  struct Counter final : BlockingHook {
    void enter() override { ++entered; }
    void leave() noexcept override { ++left; }
    int entered = 0, left = 0;
  } counter;
  install_blocking_hook(&counter);
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  constexpr std::string_view slow =
      "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 300000) SELECT max(n) FROM r";
  number(connection, slow);
  number(connection, slow);
  CHECK(counter.entered == 0);
  {
    const sqlite::Run run{connection, sqlite::no_deadline};
    number(connection, slow);
    CHECK(counter.entered == 1);
  }
  CHECK(counter.left == 1);
  number(connection, slow);
  CHECK(counter.entered == 1);
  install_blocking_hook(nullptr);
}

TEST_CASE("statements are reused, and a running one is not disturbed") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path(), .cached_statements = 2}};
  constexpr std::string_view sql = "SELECT value FROM json_each('[1,2,3]')";
  auto outer = connection.prepare(sql);
  REQUIRE(outer.step());
  {
    auto inner = connection.prepare(sql);
    REQUIRE(inner.step());
    CHECK(inner.integer(0) == 1);
  }
  REQUIRE(outer.step());
  CHECK(outer.integer(0) == 2);
  for (int i = 0; i < 10; ++i) CHECK(number(connection, "SELECT " + std::to_string(i)) == i);
  REQUIRE(outer.step());  // evicted from the cache, still alive
  CHECK(outer.integer(0) == 3);
}

TEST_CASE("bindings do not outlive their use") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  connection.prepare("SELECT ?").bind_all(std::int64_t{5}).run();
  auto again = connection.prepare("SELECT ?");
  REQUIRE(again.step());
  CHECK(again.is_null(0));
}

TEST_CASE("values come back as they went in") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  for (const Value& value : {Value{}, Value{std::int64_t{INT64_MIN}}, Value{1.5}, Value{std::string{}},
                             Value{std::string{"a\0b", 3}}, Value{Bytes{}}, Value{Bytes{std::string{"\0\xff", 2}}}}) {
    auto statement = connection.prepare("SELECT ?");
    statement.bind(1, value);
    REQUIRE(statement.step());
    CHECK(statement.column(0) == value);
  }
  auto statement = connection.prepare("SELECT ?");
  statement.bind(1, Value{true});
  REQUIRE(statement.step());
  CHECK(statement.column(0) == Value{std::int64_t{1}});
}

TEST_CASE("a savepoint undoes what was not released") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  connection.execute("CREATE TABLE t (a); BEGIN");
  {
    sqlite::Savepoint kept{connection};
    connection.execute("INSERT INTO t VALUES (1)");
    {
      const sqlite::Savepoint dropped{connection};
      connection.execute("INSERT INTO t VALUES (2)");
    }
    kept.release();
  }
  connection.execute("COMMIT");
  CHECK(number(connection, "SELECT sum(a) FROM t") == 1);
}

TEST_CASE("foreign keys can be switched inside a transaction") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  connection.execute("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p); BEGIN");
  CHECK(kind_of(connection, "INSERT INTO c VALUES (1)") == ErrorKind::foreign_key);
  connection.set_foreign_keys(false);
  connection.execute("INSERT INTO c VALUES (1)");
  connection.set_foreign_keys(true);
  CHECK(kind_of(connection, "INSERT INTO c VALUES (2)") == ErrorKind::foreign_key);
  connection.execute("COMMIT");
}
