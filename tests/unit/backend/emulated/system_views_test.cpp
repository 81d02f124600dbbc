// The declarations in schema/system_views: every one can be read, made and queried, and has as many columns as it says.
#include "backend/emulated/system_views.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "schema/catalog.sql.hpp"
#include "schema/system_views/mysql.sql.hpp"
#include "schema/system_views/postgres.sql.hpp"
#include "sqlite/statement.hpp"
#include "unit/support/temporary_file.hpp"

using namespace emulator;
using backend::emulated::SystemViews;

TEST_CASE("every system view of both dialects can be queried") {
  for (const std::string_view text : {schema::system_views_postgres_sql, schema::system_views_mysql_sql}) {
    const test::TemporaryFile file;
    sqlite::Connection connection{{.path = file.path()}};
    connection.execute(schema::catalog_sql);
    const SystemViews views{text, false};
    views.create(connection);
    views.create(connection);  // again, over the old ones
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

TEST_CASE("what is no declaration is refused") {
  for (const std::string_view text : {"--: v (a text)\nSELECT 1\n", "--: s.v (a nonsense)\nSELECT 1\n",
                                      "--: s.v (a)\nSELECT 1\n", "--: s.v\nSELECT 1\n"}) {
    CAPTURE(text);
    CHECK_THROWS_AS((SystemViews{text, false}), std::runtime_error);
  }
}
