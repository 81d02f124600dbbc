// The embedded engine as PostgreSQL: databases, transactions, sequences, settings, constraint errors, durability.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "unit/backend/emulated/harness.hpp"
#include "unit/support/temporary_file.hpp"

using namespace emulator;
using test::Client;

TEST_CASE("a table is made, filled and read") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("CREATE TABLE t (id integer PRIMARY KEY, name text, flag boolean, price numeric(10,2))");
  CHECK(client.run("INSERT INTO t VALUES (1, 'a', true, 1.5), (2, NULL, false, 20)").updated == 2);
  CHECK(client.rows("SELECT id, name, flag, price FROM t ORDER BY id") == "1,a,true,1.50;2,NULL,false,20.00");
  CHECK(client
            .run("UPDATE t SET name = :name WHERE id > :id",
                 {{"name", std::string("z"), {}}, {"id", std::int64_t{0}, {}}})
            .updated == 2);
  CHECK(client.rows("SELECT count(*) FROM t WHERE name = 'z'") == "2");
  CHECK(client.run("DELETE FROM t WHERE id = 7").updated == 0);
}

TEST_CASE("databases are made, used and dropped") {
  const auto server = test::postgres_server();
  Client client{*server, ""};
  CHECK(client.rows("SELECT current_database()") == "postgres");
  CHECK_THROWS_WITH((Client{*server, "shop"}), "database \"shop\" does not exist");
  client.run("CREATE DATABASE shop");
  CHECK(client.error("CREATE DATABASE shop") == "42P04 database \"shop\" already exists");
  {
    Client other{*server, "shop"};
    other.run("CREATE TABLE t (a integer)");
    CHECK(client.error("SELECT * FROM t").substr(0, 5) == "42P01");
    CHECK(client.error("DROP DATABASE shop") == "55006 database \"shop\" is being accessed by other users");
    other.session().reset();
    client.run("DROP DATABASE shop");
    CHECK(other.error("SELECT 1") == "3D000 database \"shop\" does not exist");
  }
  client.session().begin();
  CHECK(client.error("CREATE DATABASE shop") == "25001 CREATE DATABASE cannot run inside a transaction block");
}

TEST_CASE("uncommitted work is invisible to others and goes with ROLLBACK, definitions included") {
  const auto server = test::postgres_server();
  Client writer{*server, "postgres"};
  Client reader{*server, "postgres"};
  writer.run("CREATE TABLE t (a integer)");
  writer.session().begin();
  CHECK(writer.rows("SELECT count(*) FROM t") == "0");
  writer.run("INSERT INTO t VALUES (1)");
  writer.run("CREATE TABLE u (a integer)");
  writer.run("INSERT INTO u SELECT a FROM t");
  CHECK(writer.rows("SELECT a FROM u") == "1");
  CHECK(reader.rows("SELECT count(*) FROM t") == "0");
  CHECK(reader.error("SELECT * FROM u") == "42P01 relation \"u\" does not exist");
  CHECK(reader.last.position == 15);
  writer.session().rollback();
  CHECK(writer.rows("SELECT count(*) FROM t") == "0");
  writer.run("CREATE TABLE u (b text)");
  CHECK(writer.rows("SELECT count(b) FROM u") == "0");
}

TEST_CASE("reading before the first write does not stop the write") {
  const auto server = test::postgres_server();
  Client first{*server, "postgres"};
  Client second{*server, "postgres"};
  first.run("CREATE TABLE t (a integer)");
  first.session().begin();
  CHECK(first.rows("SELECT count(*) FROM t") == "0");
  second.run("INSERT INTO t VALUES (1)");
  CHECK(first.rows("SELECT count(*) FROM t") == "1");  // READ COMMITTED
  first.run("INSERT INTO t VALUES (2)");
  first.session().commit();
  CHECK(second.rows("SELECT count(*) FROM t") == "2");
}

TEST_CASE("REPEATABLE READ keeps its snapshot, and cannot write over what it did not see") {
  const auto server = test::postgres_server();
  Client first{*server, "postgres"};
  Client second{*server, "postgres"};
  first.run("CREATE TABLE t (a integer)");
  first.session().begin();
  first.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  CHECK(first.rows("SELECT count(*) FROM t") == "0");
  second.run("INSERT INTO t VALUES (1)");
  CHECK(first.rows("SELECT count(*) FROM t") == "0");
  CHECK(first.error("INSERT INTO t VALUES (2)").substr(0, 5) == "40001");
  first.session().rollback();
  CHECK(first.rows("SELECT count(*) FROM t") == "1");
}

TEST_CASE("an error aborts the transaction until ROLLBACK TO or its end") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("CREATE TABLE t (a integer PRIMARY KEY)");
  client.session().begin();
  client.run("INSERT INTO t VALUES (1)");
  client.run("SAVEPOINT s");
  CHECK(client.error("INSERT INTO t VALUES (1)").substr(0, 5) == "23505");
  CHECK(client.error("SELECT 1") ==
        "25P02 current transaction is aborted, commands ignored until end of transaction block");
  CHECK(client.error("SELEKT").substr(0, 5) == "42601");
  client.run("ROLLBACK TO SAVEPOINT s");
  client.run("INSERT INTO t VALUES (2)");
  client.session().commit();
  CHECK(client.rows("SELECT a FROM t ORDER BY a") == "1;2");

  client.session().begin();
  client.run("INSERT INTO t VALUES (3)");
  CHECK(client.error("SELECT 1/0") == "22012 division by zero");
  client.session().commit();  // as the server: a ROLLBACK
  CHECK(client.rows("SELECT count(*) FROM t") == "2");
}

TEST_CASE("savepoints nest, are released, and are missed") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("CREATE TABLE t (a integer)");
  CHECK(client.error("SAVEPOINT s") == "25P01 SAVEPOINT can only be used in transaction blocks");
  client.session().begin();
  client.run("SAVEPOINT a");
  client.run("INSERT INTO t VALUES (1)");
  client.run("SAVEPOINT b");
  client.run("INSERT INTO t VALUES (2)");
  client.run("ROLLBACK TO a");
  CHECK(client.error("RELEASE b") == "3B001 savepoint \"b\" does not exist");
  client.run("ROLLBACK TO a");
  client.run("INSERT INTO t VALUES (3)");
  client.run("RELEASE a");
  client.session().commit();
  CHECK(client.rows("SELECT a FROM t") == "3");
}

TEST_CASE("a client's own COMMIT and ROLLBACK are taken") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("CREATE TABLE t (a integer)");
  client.session().begin();
  client.run("BEGIN");
  client.run("INSERT INTO t VALUES (1)");
  client.run("COMMIT");
  client.session().commit();
  CHECK(client.rows("SELECT count(*) FROM t") == "1");
  client.session().begin();
  client.run("INSERT INTO t VALUES (2)");
  client.run("ROLLBACK");
  client.session().rollback();
  CHECK(client.rows("SELECT count(*) FROM t") == "1");
}

TEST_CASE("a read-only transaction does not write") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("CREATE TABLE t (a integer)");
  client.session().begin();
  client.run("SET TRANSACTION READ ONLY");
  CHECK(client.error("INSERT INTO t VALUES (1)") == "25006 cannot execute INSERT in a read-only transaction");
}

TEST_CASE("sequences do not roll back and survive a restart") {
  const test::TemporaryFile place;
  {
    const auto server = test::postgres_server(test::kept_in(place));
    Client client{*server, "postgres"};
    client.run("CREATE TABLE t (id serial PRIMARY KEY, a text)");
    CHECK(client.rows("INSERT INTO t (a) VALUES ('x') RETURNING id") == "1");
    client.session().begin();
    CHECK(client.rows("INSERT INTO t (a) VALUES ('y') RETURNING id") == "2");
    client.session().rollback();
    CHECK(client.rows("INSERT INTO t (a) VALUES ('z') RETURNING id") == "3");
    CHECK(client.rows("SELECT nextval('t_id_seq')") == "4");
  }
  const auto server = test::postgres_server(test::kept_in(place));
  Client client{*server, "postgres"};
  CHECK(client.rows("SELECT id, a FROM t ORDER BY id") == "1,x;3,z");
  CHECK(client.rows("INSERT INTO t (a) VALUES ('w') RETURNING id") == "5");
}

TEST_CASE("nextval does not wait for a writer") {
  const auto server = test::postgres_server();
  Client writer{*server, "postgres"};
  Client reader{*server, "postgres"};
  writer.run("CREATE SEQUENCE s");
  writer.run("CREATE TABLE t (a integer)");
  writer.session().begin();
  writer.run("INSERT INTO t VALUES (1)");
  CHECK(reader.rows("SELECT nextval('s')") == "1");
  reader.session().begin();
  CHECK(reader.rows("SELECT nextval('s')") == "2");
  reader.session().commit();
  writer.session().commit();
  CHECK(writer.rows("SELECT nextval('s')") == "3");
}

TEST_CASE("two processes cannot share a directory") {
  const test::TemporaryFile place;
  const auto server = test::postgres_server(test::kept_in(place));
  CHECK_THROWS_AS(test::postgres_server(test::kept_in(place)), std::runtime_error);
}

TEST_CASE("constraint errors name what was violated") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("CREATE TABLE p (id integer PRIMARY KEY, code text UNIQUE)");
  client.run(
      "CREATE TABLE c (id integer PRIMARY KEY, p integer NOT NULL REFERENCES p (id), n integer CHECK (n > 0), "
      "a integer, b text, UNIQUE (a, b))");
  client.run("INSERT INTO p VALUES (1, 'one'), (2, 'two')");
  client.run("INSERT INTO c VALUES (1, 1, 1, 5, 'x')");
  struct Case {
    std::string_view sql, error, detail;
  };
  for (const Case& test : {
           Case{"INSERT INTO p VALUES (1, 'x')", "23505 duplicate key value violates unique constraint \"p_pkey\"",
                "Key (id)=(1) already exists."},
           Case{"INSERT INTO p VALUES (3, 'x'), (4, 'two')",
                "23505 duplicate key value violates unique constraint \"p_code_key\"",
                "Key (code)=(two) already exists."},
           Case{"UPDATE p SET code = 'one' WHERE id = 2",
                "23505 duplicate key value violates unique constraint \"p_code_key\"",
                "Key (code)=(one) already exists."},
           Case{"INSERT INTO c VALUES (2, 1, 1, 5, 'x')",
                "23505 duplicate key value violates unique constraint \"c_a_b_key\"",
                "Key (a, b)=(5, x) already exists."},
           Case{"INSERT INTO c VALUES (2, NULL, 1, 6, 'x')",
                "23502 null value in column \"p\" of relation \"c\" violates not-null constraint", ""},
           Case{"INSERT INTO c VALUES (2, 1, 0, 6, 'x')",
                "23514 new row for relation \"c\" violates check constraint \"c_n_check\"", ""},
           Case{"INSERT INTO c VALUES (2, 9, 1, 6, 'x')",
                "23503 insert or update on table \"c\" violates foreign key constraint \"c_p_fkey\"",
                "Key (p)=(9) is not present in table \"p\"."},
           Case{"DELETE FROM p WHERE id = 1",
                "23503 update or delete on table \"p\" violates foreign key constraint \"c_p_fkey\" on table \"c\"",
                "Key (id)=(1) is still referenced from table \"c\"."},
       }) {
    CAPTURE(test.sql);
    for (const bool in_transaction : {false, true}) {
      if (in_transaction) client.session().begin();
      CHECK(client.error(test.sql) == test.error);
      CHECK(client.last.detail == test.detail);
      if (in_transaction) client.session().rollback();
    }
  }
  CHECK(client.rows("SELECT count(*) FROM p") == "2");
  CHECK(client.rows("SELECT count(*) FROM c") == "1");
  client.run("DELETE FROM c");
  client.run("DELETE FROM p WHERE id = 1");
}

TEST_CASE("a deferred key is checked at COMMIT") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("CREATE TABLE p (id integer PRIMARY KEY)");
  client.run("CREATE TABLE c (p integer REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)");
  client.session().begin();
  client.run("INSERT INTO c VALUES (1)");
  client.run("INSERT INTO p VALUES (1)");
  client.session().commit();
  client.session().begin();
  client.run("INSERT INTO c VALUES (2)");
  CHECK_THROWS_WITH(client.session().commit(),
                    "insert or update on table \"c\" violates foreign key constraint \"c_p_fkey\"");
  CHECK(client.rows("SELECT count(*) FROM c") == "1");
}

TEST_CASE("parameters are typed by hint, read in the engine's words, and counted") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("CREATE TABLE t (id uuid, d date, n numeric, j jsonb)");
  const std::string uuid = "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11";
  client.run("INSERT INTO t VALUES (:id, :d, :n, :j)", {{"id", uuid, backend::TypeHint::uuid},
                                                        {"d", std::string("2024-02-29"), backend::TypeHint::date},
                                                        {"n", std::string("1.50"), backend::TypeHint::decimal},
                                                        {"j", std::string("{\"a\": 1}"), backend::TypeHint::json}});
  CHECK(client.rows("SELECT id, d, n FROM t") == "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,2024-02-29,1.50");
  CHECK(client.error("SELECT 1 WHERE :d IS NULL", {{"d", std::string("x"), backend::TypeHint::date}}) ==
        "22007 invalid input syntax for type date: \"x\"");
  CHECK(client.error("SELECT :a, :b", {{"a", std::int64_t{1}, {}}}) ==
        "08P01 bind message supplies 1 parameters, but prepared statement \"sqlx_s_5\" requires 2");
  CHECK_THROWS_AS(client.run("SELECT 1; SELECT 2"), ApiError);
}

TEST_CASE("settings are set, shown, reset and refused") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("SET statement_timeout = '5s'");
  CHECK(client.rows("SHOW statement_timeout") == "5s");
  client.run("RESET statement_timeout");
  CHECK(client.rows("SHOW statement_timeout") == "0");
  CHECK(client.error("SET nonsense = 1") == "42704 unrecognized configuration parameter \"nonsense\"");
  CHECK(client.error("SHOW nonsense").substr(0, 5) == "42704");
  CHECK(client.error("SET row_security = maybe").substr(0, 5) == "22023");
  client.session().begin();
  client.run("SET LOCAL application_name = 'x'");
  CHECK(client.rows("SHOW application_name") == "x");
  client.session().commit();
  CHECK(client.rows("SHOW application_name") == "");
  client.run("SET application_name = 'kept'");
  client.session().reset();
  CHECK(client.rows("SHOW application_name") == "");
  client.run("CREATE SCHEMA s");
  client.run("CREATE TABLE s.t (a integer)");
  CHECK(client.error("SELECT * FROM t").substr(0, 5) == "42P01");
  client.run("SET search_path TO s");
  CHECK(client.rows("SELECT count(*) FROM t") == "0");
}

TEST_CASE("a statement that takes too long is told so") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  constexpr std::string_view slow =
      "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 1000000000) SELECT count(*) FROM r";
  client.run("SET statement_timeout = 30");
  CHECK(client.error(slow) == "57014 canceling statement due to statement timeout");
  client.session().reset();
  client.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds{30};
  try {
    client.run(slow);
    FAIL("no timeout");
  } catch (const ApiError& error) {
    CHECK(error.fault == Fault::statement_timeout);
    CHECK(error.message == "canceling statement due to statement timeout");
    CHECK(error.database_connection_id.has_value());
  }
}

TEST_CASE("whoever waits too long for the writer gets a lock timeout") {
  const auto server = test::postgres_server(test::impatient());
  Client first{*server, "postgres"};
  Client second{*server, "postgres"};
  first.run("CREATE TABLE t (a integer)");
  first.session().begin();
  first.run("INSERT INTO t VALUES (1)");
  CHECK(second.error("INSERT INTO t VALUES (2)") == "55P03 canceling statement due to lock timeout");
  CHECK(second.rows("SELECT count(*) FROM t") == "0");
  first.session().commit();
  second.run("INSERT INTO t VALUES (2)");
  CHECK(second.rows("SELECT count(*) FROM t") == "2");
}

TEST_CASE("many sessions write at once and none is lost") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("CREATE TABLE t (id serial PRIMARY KEY, a integer)");
  constexpr int threads = 16;
  constexpr int each = 25;
  std::atomic<int> failures = 0;
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i) {
    running.emplace_back([&, i] {
      try {
        Client own{*server, "postgres"};
        for (int n = 0; n < each; ++n) {
          if (n % 5 == 0) own.session().begin();
          own.run("INSERT INTO t (a) VALUES (:n)", {{"n", std::int64_t{i}, {}}});
          own.rows("SELECT count(*) FROM t WHERE a = :n", {{"n", std::int64_t{i}, {}}});
          if (n % 5 == 4) own.session().commit();
        }
      } catch (const std::exception& error) {
        MESSAGE(error.what());
        ++failures;
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  CHECK(failures == 0);
  CHECK(client.rows("SELECT count(*), count(DISTINCT id) FROM t") == "400,400");
}

TEST_CASE("512 sessions are open at once") {
  const auto server = test::postgres_server();
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 512; ++i) {
    clients.push_back(std::make_unique<Client>(*server, "postgres"));
    CHECK(clients.back()->rows("SELECT 1") == "1");
  }
}

TEST_CASE("system views show what there is") {
  const auto server = test::postgres_server();
  Client client{*server, "postgres"};
  client.run("CREATE TABLE t (id serial PRIMARY KEY, name varchar(20) NOT NULL)");
  CHECK(client.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'") == "t");
  CHECK(client.rows("SELECT column_name, data_type, is_nullable, character_maximum_length "
                    "FROM information_schema.columns WHERE table_name = 't' ORDER BY ordinal_position") ==
        "id,integer,NO,NULL;name,character varying,NO,20");
  CHECK(client.rows("SELECT relname, relkind FROM pg_class WHERE relname = 't'") == "t,r");
}
