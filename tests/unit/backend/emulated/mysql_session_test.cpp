// The embedded engine as MySQL: databases are schemas, definitions commit, AUTO_INCREMENT, statement rollback, errors.
#include <doctest/doctest.h>

#include <filesystem>
#include <thread>

#include "unit/backend/emulated/harness.hpp"

using namespace emulator;
using test::Client;

namespace {

std::unique_ptr<backend::Backend> shop(const backend::emulated::Options& options = {}) {
  auto server = test::mysql_server(options);
  Client client{*server, ""};
  client.run("CREATE DATABASE shop");
  return server;
}

}  // namespace

TEST_CASE("databases are schemas of one server") {
  const auto server = shop();
  CHECK_THROWS_WITH((Client{*server, "nowhere"}), "Unknown database 'nowhere'");
  Client client{*server, ""};
  CHECK(client.error("CREATE TABLE t (a INT)") == "1046 No database selected");
  CHECK(client.error("CREATE DATABASE shop") == "1007 Can't create database 'shop'; database exists");
  client.run("USE shop");
  client.run("CREATE TABLE t (a INT)");
  client.run("INSERT INTO shop.t VALUES (1)");
  CHECK(client.rows("SELECT DATABASE()") == "shop");
  client.session().reset();
  CHECK(client.error("SELECT * FROM t").substr(0, 4) == "1046");
  CHECK(client.rows("SELECT a FROM shop.t") == "1");
  CHECK(client.error("USE nowhere") == "1049 Unknown database 'nowhere'");
}

TEST_CASE("AUTO_INCREMENT gives the first id, and does not roll back") {
  const auto server = shop();
  Client client{*server, "shop"};
  client.run("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a VARCHAR(10))");
  auto result = client.run("INSERT INTO t (a) VALUES ('x'), ('y')");
  CHECK(result.updated == 2);
  REQUIRE(result.generated.size() == 1);
  CHECK(result.generated[0] == Value{std::int64_t{1}});
  CHECK(client.rows("SELECT LAST_INSERT_ID()") == "1");
  client.session().begin();
  client.run("INSERT INTO t (a) VALUES ('z')");
  client.session().rollback();
  result = client.run("INSERT INTO t (a) VALUES ('w')");
  CHECK(result.generated[0] == Value{std::int64_t{4}});
  CHECK(client.run("INSERT INTO t VALUES (100, 'v')").generated[0] == Value{std::int64_t{100}});  // mysql_insert_id()
  CHECK(client.run("INSERT INTO t (a) VALUES ('u')").generated[0] == Value{std::int64_t{101}});
  CHECK(client.run("UPDATE t SET a = 'same'").generated.empty());
  CHECK(client.rows("SELECT id FROM t ORDER BY id") == "1;2;4;100;101");
}

TEST_CASE("counters of AUTO_INCREMENT survive a restart") {
  const test::TemporaryFile place;
  {
    const auto server = shop(test::kept_in(place));
    Client client{*server, "shop"};
    client.run("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)");
    client.run("INSERT INTO t VALUES (), (), ()");
    client.run("DELETE FROM t WHERE id = 3");
  }
  const auto server = test::mysql_server(test::kept_in(place));
  Client client{*server, "shop"};
  CHECK(client.run("INSERT INTO t VALUES ()").generated[0] == Value{std::int64_t{4}});
}

TEST_CASE("temporary tables go with their session, or when the file is opened after its process has gone") {
  constexpr std::string_view left = "SELECT COUNT(*) FROM information_schema.TEMPORARY_TABLES";
  const test::TemporaryFile place;
  const test::TemporaryFile other_place;
  const auto server = shop(test::kept_in(place));
  Client client{*server, "shop"};
  Client other{*server, "shop"};
  client.run("CREATE TEMPORARY TABLE own (id INT AUTO_INCREMENT PRIMARY KEY)");
  client.run("INSERT INTO own VALUES (), ()");
  CHECK(client.rows("SELECT id FROM own ORDER BY id") == "1;2");
  CHECK(other.error("SELECT id FROM own") == "1146 Table 'shop.own' doesn't exist");
  CHECK(other.rows(left) == "1");
  std::filesystem::copy(place.directory(), other_place.directory(), std::filesystem::copy_options::recursive);
  client.session().reset();
  CHECK(other.rows(left) == "0");
  CHECK(client.error("SELECT id FROM own") == "1146 Table 'shop.own' doesn't exist");
  const auto after = test::mysql_server(test::kept_in(other_place));
  Client later{*after, "shop"};
  CHECK(later.rows(left) == "0");
  later.run("CREATE TEMPORARY TABLE own (n INT)");
  CHECK(later.rows("SELECT COUNT(*) FROM own") == "0");
}

TEST_CASE("a failed statement undoes itself, not the transaction") {
  const auto server = shop();
  Client client{*server, "shop"};
  client.run("CREATE TABLE t (a INT PRIMARY KEY)");
  client.session().begin();
  client.run("INSERT INTO t VALUES (1)");
  CHECK(client.error("INSERT INTO t VALUES (2), (1)") == "1062 Duplicate entry '1' for key 't.PRIMARY'");
  client.run("INSERT INTO t VALUES (3)");
  client.session().commit();
  CHECK(client.rows("SELECT a FROM t ORDER BY a") == "1;3");
}

TEST_CASE("a definition commits what was open") {
  const auto server = shop();
  Client client{*server, "shop"};
  client.run("CREATE TABLE t (a INT)");
  client.session().begin();
  client.run("INSERT INTO t VALUES (1)");
  client.run("CREATE TABLE u (a INT)");
  client.session().rollback();
  CHECK(client.rows("SELECT COUNT(*) FROM t") == "1");
  CHECK(client.rows("SELECT COUNT(*) FROM u") == "0");
}

TEST_CASE("savepoints take their names over") {
  const auto server = shop();
  Client client{*server, "shop"};
  client.run("CREATE TABLE t (a INT)");
  client.run("SAVEPOINT alone");
  CHECK(client.error("ROLLBACK TO alone") == "1305 SAVEPOINT alone does not exist");
  client.session().begin();
  client.run("SAVEPOINT s");
  client.run("INSERT INTO t VALUES (1)");
  client.run("SAVEPOINT S");
  client.run("INSERT INTO t VALUES (2)");
  client.run("ROLLBACK TO s");
  client.session().commit();
  CHECK(client.rows("SELECT a FROM t") == "1");
}

TEST_CASE("constraint errors have MySQL's words") {
  const auto server = shop();
  Client client{*server, "shop"};
  client.run("CREATE TABLE p (id INT PRIMARY KEY, code VARCHAR(10), UNIQUE KEY by_code (code))");
  client.run(
      "CREATE TABLE c (id INT PRIMARY KEY, p INT NOT NULL, n INT, a INT, b VARCHAR(5), UNIQUE KEY ab (a, b), "
      "CONSTRAINT positive CHECK (n > 0), CONSTRAINT to_p FOREIGN KEY (p) REFERENCES p (id))");
  client.run("INSERT INTO p VALUES (1, 'one'), (2, 'two')");
  client.run("INSERT INTO c VALUES (1, 1, 1, 5, 'x')");
  struct Case {
    std::string_view sql, error;
  };
  for (const Case& test : {
           Case{"INSERT INTO p VALUES (1, 'x')", "1062 Duplicate entry '1' for key 'p.PRIMARY'"},
           Case{"INSERT INTO p VALUES (3, 'ONE')", "1062 Duplicate entry 'ONE' for key 'p.by_code'"},
           Case{"INSERT INTO c VALUES (2, 1, 1, 5, 'x')", "1062 Duplicate entry '5-x' for key 'c.ab'"},
           Case{"INSERT INTO c VALUES (2, NULL, 1, 6, 'x')", "1048 Column 'p' cannot be null"},
           Case{"INSERT INTO c VALUES (2, 1, 0, 6, 'x')", "3819 Check constraint 'positive' is violated."},
           Case{"INSERT INTO c VALUES (2, 9, 1, 6, 'x')",
                "1452 Cannot add or update a child row: a foreign key constraint fails (`shop`.`c`, CONSTRAINT `to_p` "
                "FOREIGN KEY (`p`) REFERENCES `p` (`id`))"},
           Case{"DELETE FROM p WHERE id = 1",
                "1451 Cannot delete or update a parent row: a foreign key constraint fails (`shop`.`c`, CONSTRAINT "
                "`to_p` FOREIGN KEY (`p`) REFERENCES `p` (`id`))"},
       }) {
    CAPTURE(test.sql);
    CHECK(client.error(test.sql) == test.error);
  }
  client.run("SET FOREIGN_KEY_CHECKS = 0");
  client.run("INSERT INTO c VALUES (2, 9, 1, 6, 'x')");
  client.session().reset();
  CHECK(client.error("INSERT INTO c VALUES (3, 9, 1, 7, 'x')").substr(0, 4) == "1452");
}

TEST_CASE("autocommit off begins transactions by itself") {
  const auto server = shop();
  Client client{*server, "shop"};
  Client other{*server, "shop"};
  client.run("CREATE TABLE t (a INT)");
  client.run("SET autocommit = 0");
  client.run("INSERT INTO t VALUES (1)");
  CHECK(other.rows("SELECT COUNT(*) FROM t") == "0");
  client.run("COMMIT");
  CHECK(other.rows("SELECT COUNT(*) FROM t") == "1");
  client.run("INSERT INTO t VALUES (2)");
  client.session().reset();
  CHECK(other.rows("SELECT COUNT(*) FROM t") == "1");
}

TEST_CASE("the second writer waits, then is refused") {
  const auto server = shop(test::impatient());
  Client first{*server, "shop"};
  Client second{*server, "shop"};
  first.run("CREATE TABLE t (a INT)");
  first.session().begin();
  first.run("INSERT INTO t VALUES (1)");
  CHECK(second.error("INSERT INTO t VALUES (2)") == "1205 Lock wait timeout exceeded; try restarting transaction");
  second.run("SET innodb_lock_wait_timeout = 20");
  std::thread release{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    first.session().commit();
  }};
  second.run("INSERT INTO t VALUES (2)");
  release.join();
  CHECK(second.rows("SELECT COUNT(*) FROM t") == "2");
}

TEST_CASE("SHOW reads the system views") {
  const auto server = shop();
  Client client{*server, "shop"};
  client.run(
      "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL DEFAULT 'x', KEY by_name (name))");
  CHECK(client.rows("SHOW TABLES") == "t");
  CHECK(client.rows("SHOW DATABASES") == "information_schema;mysql;performance_schema;shop;sys");
  CHECK(client.rows("DESCRIBE t") == "id,int,NO,PRI,NULL,auto_increment;name,varchar(20),NO,MUL,x,");
  CHECK(client.rows("SHOW CREATE TABLE t") ==
        "t,CREATE TABLE `t` (\n"
        "  `id` int NOT NULL AUTO_INCREMENT,\n"
        "  `name` varchar(20) NOT NULL DEFAULT 'x',\n"
        "  PRIMARY KEY (`id`),\n"
        "  KEY `by_name` (`name`)\n"
        ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci");
  CHECK(client.rows("SHOW VARIABLES LIKE 'autocommit'") == "autocommit,ON");
}
