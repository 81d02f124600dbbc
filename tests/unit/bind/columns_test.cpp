// What binding knows of a query's columns: label, type, whether NULL can come, and the table they are from.
#include <doctest/doctest.h>

#include "unit/support/statements.hpp"

using emulator::testing::Statements;
using namespace emulator;

namespace {

struct Row {
  std::string_view query, columns;
};

std::string described(const bind::OutputColumn& column, const sql::Dialect& dialect) {
  std::string text = column.label + " " + dialect.spelled(column.type);
  if (!column.nullable) text += " not null";
  if (!column.origin.column.empty()) text += " from " + column.origin.table + "." + column.origin.column;
  return text;
}

void check_columns(Statements& statements, std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.query);
    const bind::Statement bound = statements.bind(row.query);
    std::string columns;
    for (const bind::OutputColumn& column : std::get<bind::QueryPtr>(bound)->columns) {
      columns += (columns.empty() ? "" : ", ") + described(column, statements.dialect());
    }
    CHECK(columns == row.columns);
  }
}

}  // namespace

TEST_CASE("PostgreSQL: columns of a query") {
  Statements statements =
      Statements::postgres({"CREATE TABLE items (id int PRIMARY KEY, name varchar(9), price numeric(8,2))"});
  check_columns(
      statements,
      {
          {"SELECT * FROM items",
           "id integer not null from items.id, name character varying from items.name, price numeric from "
           "items.price"},
          {"SELECT i.name AS n FROM items AS i", "n character varying from items.name"},
          {"SELECT 1, 1.5, 'a', true, NULL",
           "?column? integer not null, ?column? numeric not null, ?column? text not null, ?column? boolean not "
           "null, ?column? text"},
          {"SELECT id + 1, id / 2.0, name || 'x' FROM items", "?column? integer, ?column? numeric, ?column? text"},
          {"SELECT count(*), sum(id), avg(id), max(name) FROM items",
           "count bigint not null, sum bigint, avg numeric, max text"},
          {"SELECT id::bigint, CAST(price AS int) FROM items", "id bigint not null, price integer"},
          {"SELECT CASE WHEN id > 1 THEN 1 ELSE 2.5 END FROM items", "case numeric not null"},
          {"SELECT 1 UNION SELECT 2.5", "?column? numeric not null"},
          {"SELECT * FROM (SELECT id AS n FROM items) AS d", "n integer not null from items.id"},
          {"SELECT b.id FROM items a LEFT JOIN items b ON b.id = a.id + 1", "id integer from items.id"},
          {"VALUES (1, 'a'), (2, 'b')", "column1 integer, column2 text"},
      });
}

TEST_CASE("MySQL: columns of a query") {
  Statements statements =
      Statements::mysql({"CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(9), price DECIMAL(8,2))"});
  check_columns(
      statements,
      {
          {"SELECT * FROM items",
           "id int not null from items.id, name varchar(9) from items.name, price decimal(8,2) from items.price"},
          {"SELECT ID FROM items", "ID int not null from items.id"},
          {"SELECT 1, 1.5, 'a', NULL",
           "1 bigint not null, 1.5 decimal(2,1) not null, a varchar(1) not null, NULL unknown"},
          {"SELECT id + 1, price * 2 FROM items", "id + 1 bigint, price * 2 decimal(9,2)"},
          {"SELECT count(*), sum(price), avg(id) FROM items",
           "count(*) bigint not null, sum(price) decimal(30,2), avg(id) decimal(14,4)"},
          {"SELECT id > 1 AS many FROM items", "many bigint not null"},
      });
}
