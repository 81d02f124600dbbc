// Nobody uses the file yet, so whatever is in a session's schema is nobody's.
#include "backend/emulated/left_tables.hpp"

#include <utility>

#include "bind/uses.hpp"
#include "sql/temporary_schema.hpp"

namespace emulator::backend::emulated {

catalog::Catalog drop_left_tables(sqlite::Connection& connection, const sql::Dialect& dialect, catalog::Catalog catalog,
                                  Stamps& stamps) {
  std::vector<catalog::Change> changes;
  const auto is_left = [](const std::string& schema) { return schema.starts_with(sql::temporary_schema_prefix); };
  for (const auto& [name, sequence] : catalog.sequences) {
    if (is_left(name.first)) changes.emplace_back(catalog::DropSequence{sequence->id});
  }
  for (const auto& [name, table] : catalog.tables) {
    if (!is_left(name.first)) continue;
    connection.execute("DROP TABLE " + bind::quoted_name(table->storage_name, '"'));
    changes.emplace_back(catalog::DropTable{table->id});
  }
  for (const auto& [name, schema] : catalog.schemas) {
    if (is_left(name)) changes.emplace_back(catalog::DropSchema{name});
  }
  if (changes.empty()) return catalog;
  catalog = catalog::apply(std::move(catalog), changes);
  catalog.stamp = stamps.next();
  store_changes(connection, dialect, catalog, changes);
  return catalog;
}

}  // namespace emulator::backend::emulated
