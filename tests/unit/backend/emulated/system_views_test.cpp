// The declarations in schema/system_views: every one can be read, made and queried, and has as many columns as it says.
#include "backend/emulated/system_views.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "backend/emulated/open_connection.hpp"
#include "schema/catalog.sql.hpp"
#include "schema/system_views/mysql.sql.hpp"
#include "schema/system_views/postgres.sql.hpp"
#include "schema/system_views/postgres_indexes.sql.hpp"
#include "schema/system_views/postgres_information_schema.sql.hpp"
#include "schema/system_views/postgres_types.sql.hpp"
#include "sql/mysql/dialect.hpp"
#include "sql/postgres/dialect.hpp"
#include "sqlite/statement.hpp"
#include "unit/support/temporary_file.hpp"

using namespace emulator;
using backend::emulated::SystemViews;

TEST_CASE("every system view of both dialects can be queried") {
  const std::string postgres_text = std::string(schema::system_views_postgres_types_sql) +
                                    std::string(schema::system_views_postgres_indexes_sql) +
                                    std::string(schema::system_views_postgres_sql) +
                                    std::string(schema::system_views_postgres_information_schema_sql);
  for (const bool is_mysql : {false, true}) {
    const sql::Dialect& dialect = is_mysql ? mysql::dialect() : postgres::dialect();
    const std::string text = is_mysql ? std::string(schema::system_views_mysql_sql) : postgres_text;
    const test::TemporaryFile file;
    const auto store = backend::emulated::open_connection(dialect, {.path = file.path()});  // the views call functions
    sqlite::Connection& connection = store->sqlite;
    connection.execute(schema::catalog_sql);
    const SystemViews views{text, false};
    views.create(connection, dialect);
    views.create(connection, dialect);  // again, over the old ones
    catalog::Catalog catalog;
    views.add_to(catalog);
    CHECK(catalog.tables.size() > 15);
    CHECK(catalog.schemas.contains("information_schema"));
    for (const auto& [name, table] : catalog.tables) {
      CAPTURE(table->storage_name);
      CHECK(table->is_system_view);
      auto rows = connection.prepare("SELECT * FROM \"" + table->storage_name + "\"");
      CHECK(rows.column_count() == static_cast<int>(table->columns.size()));
      rows.run();
    }
  }
}

TEST_CASE("a declaration gives columns their types") {
  const SystemViews views{"-- heading\n--: s.v (A varchar(64), b name[],\n--:   c bigint unsigned)\nSELECT 1, 2, 3\n",
                          true};
  catalog::Catalog catalog;
  views.add_to(catalog);
  const catalog::Table* const table = catalog.find_table("s", "v");
  REQUIRE(table != nullptr);
  CHECK(catalog.find_table("S", "V") == table);
  REQUIRE(table->columns.size() == 3);
  CHECK(to_string(table->columns[0].type) == "varchar(64)");
  CHECK(to_string(table->columns[1].type) == "name[]");
  CHECK(to_string(table->columns[2].type) == "bigint unsigned");
}

TEST_CASE("a declared column may be a constant, a view a table, and what has no schema is not shown") {
  const SystemViews views{
      "--: emulator_v (a text)\nVALUES ('x')\n--: s.t stored 7 (a text, b integer = 5, c text)\n"
      "SELECT a, a || 'y' FROM (VALUES ('x')) AS r, (SELECT 1), (SELECT 'x' AS a)\n",
      false};
  catalog::Catalog catalog;
  views.add_to(catalog);
  CHECK(catalog.tables.size() == 1);
  REQUIRE(catalog.find_table("s", "t") != nullptr);
  CHECK(catalog.find_table("s", "t")->id == 7);
  CHECK(catalog.find_table("s", "t")->columns.size() == 3);
  const test::TemporaryFile file;
  sqlite::Connection connection{{.path = file.path()}};
  connection.execute(schema::catalog_sql);
  views.create(connection, postgres::dialect());
  auto row = connection.prepare("SELECT * FROM \"s.t\"");
  REQUIRE(row.step());
  CHECK(row.text(0) == "x");
  CHECK(row.integer(1) == 5);
  CHECK(row.text(2) == "xy");
}

TEST_CASE("what is no declaration is refused") {
  for (const std::string_view text : {"--: v (a text)\nSELECT 1\n", "--: s.v (a nonsense)\nSELECT 1\n",
                                      "--: s.v (a)\nSELECT 1\n", "--: s.v\nSELECT 1\n"}) {
    CAPTURE(text);
    CHECK_THROWS_AS((SystemViews{text, false}), std::runtime_error);
  }
}
