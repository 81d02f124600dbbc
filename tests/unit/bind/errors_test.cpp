// Statements that do not bind: which condition, and in PostgreSQL where. The place is marked by ^ in the text.
#include <doctest/doctest.h>

#include "unit/support/statements.hpp"

using emulator::testing::Statements;
using namespace emulator;

namespace {

struct Row {
  std::string text;  // ^ before the place that the error points to; none: it points nowhere
  std::string_view sqlstate, message;
};

void check_errors(Statements& statements, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::size_t mark = row.text.find('^');
    std::string text = row.text;
    if (mark != std::string::npos) text.erase(mark, 1);
    try {
      static_cast<void>(statements.bind(text));
      FAIL_CHECK("it binds");
    } catch (const SqlError& error) {
      CHECK(error.sqlstate == row.sqlstate);
      CHECK(error.message == row.message);
      if (statements.dialect().traits.reports_positions) {
        CHECK(error.position.value_or(std::string::npos) == mark);
      }
    }
  }
}

}  // namespace

TEST_CASE("PostgreSQL: what does not bind") {
  Statements statements =
      Statements::postgres({"CREATE TABLE items (id int PRIMARY KEY, name text)", "CREATE TABLE other (id int)"});
  check_errors(
      statements,
      {
          {"SELECT * FROM ^absent", "42P01", "relation \"absent\" does not exist"},
          {"SELECT ^absent FROM items", "42703", "column \"absent\" does not exist"},
          {"SELECT ^a.id FROM items", "42P01", "missing FROM-clause entry for table \"a\""},
          {"SELECT ^id FROM items, other", "42702", "column reference \"id\" is ambiguous"},
          {"SELECT * FROM items, items", "42712", "table name \"items\" specified more than once"},
          {"SELECT ^absent(id) FROM items", "42883", "function absent(integer) does not exist"},
          {"SELECT id ^+ name FROM items", "42883", "operator does not exist: integer + text"},
          {"SELECT * FROM items WHERE ^id", "42804", "argument of WHERE must be type boolean, not type integer"},
          {"SELECT * FROM items WHERE ^count(*) > 1", "42803", "aggregate functions are not allowed in WHERE"},
          {"SELECT ^name, count(*) FROM items", "42803",
           "column \"items.name\" must appear in the GROUP BY clause or be used in an aggregate function"},
          {"SELECT 1 UNION SELECT ^1, 2", "42601", "each UNION query must have the same number of columns"},
          {"SELECT ^'x'::int", "22P02", "invalid input syntax for type integer: \"x\""},
          {"INSERT INTO items (^absent) VALUES (1)", "42703", "column \"absent\" of relation \"items\" does not exist"},
          {"INSERT INTO items VALUES (1, 'a', ^3)", "42601", "INSERT has more expressions than target columns"},
          {"UPDATE items SET id = ^name", "42804", "column \"id\" is of type integer but expression is of type text"},
          {"DROP TABLE absent", "42P01", "table \"absent\" does not exist"},
      });
}

TEST_CASE("PostgreSQL: what is refused by name") {
  Statements statements = Statements::postgres({"CREATE TABLE items (id int)"});
  check_errors(
      statements,
      {
          {"CREATE TABLE ^bare ()", "0A000", "a table without columns is not supported"},
          {"SELECT sum(id) OVER (ORDER BY ^(id, 1)) FROM items", "0A000",
           "a row as the key of a window is not supported"},
          {"CREATE TABLE bare AS SELECT", "0A000", "a table without columns is not supported"},
          {"CREATE MATERIALIZED VIEW bare AS SELECT FROM items", "0A000", "a table without columns is not supported"},
          {"ALTER TABLE items DROP COLUMN id", "0A000", "a table without columns is not supported"},
      });
}

TEST_CASE("MySQL: what does not bind") {
  Statements statements =
      Statements::mysql({"CREATE TABLE items (id INT PRIMARY KEY, name TEXT)", "CREATE TABLE other (id INT)"});
  check_errors(
      statements,
      {
          {"SELECT * FROM absent", "42S02", "Table 'shop.absent' doesn't exist"},
          {"SELECT absent FROM items", "42S22", "Unknown column 'absent' in 'field list'"},
          {"SELECT 1 FROM items WHERE absent = 1", "42S22", "Unknown column 'absent' in 'where clause'"},
          {"SELECT id FROM items, other", "23000", "Column 'id' in field list is ambiguous"},
          {"SELECT * FROM items, items", "42000", "Not unique table/alias: 'items'"},
          {"SELECT absent(id) FROM items", "42000", "FUNCTION shop.absent does not exist"},
          {"SELECT 1 FROM items WHERE count(*) > 1", "HY000", "Invalid use of group function"},
          {"SELECT 1 UNION SELECT 1, 2", "21000", "The used SELECT statements have a different number of columns"},
          {"INSERT INTO items (absent) VALUES (1)", "42S22", "Unknown column 'absent' in 'field list'"},
          {"INSERT INTO items VALUES (1)", "21S01", "Column count doesn't match value count at row 1"},
          {"DROP TABLE absent", "42S02", "Unknown table 'shop.absent'"},
          {"SELECT CAST('a' AS CHAR CHARACTER SET nope)", "HY000", "Unknown collation: 'nope_general_ci'"},
      });
}
