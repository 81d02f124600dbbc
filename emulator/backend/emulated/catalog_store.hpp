// The catalog's tables in a file (schema/catalog.sql): reading them into a Catalog, and writing what a definition
// changed. All of it runs inside the caller's transaction.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "backend/emulated/system_views.hpp"
#include "catalog/catalog.hpp"
#include "catalog/change.hpp"
#include "sql/dialect.hpp"
#include "sqlite/connection.hpp"

namespace emulator::backend::emulated {

// Numbers for catalogs' contents, never given twice in a process, and above those of every file seen.
class Stamps {
 public:
  void raise(std::uint64_t at_least);
  std::uint64_t next() { return ++last_; }

 private:
  std::atomic<std::uint64_t> last_ = 0;
};

inline constexpr std::string_view read_stamp_sql = "SELECT stamp FROM emulator_state";

// Makes the tables and views in a new file, or checks an old one and renews its views. Throws std::runtime_error for a
// file of another program's version, or of another dialect.
void prepare_store(sqlite::Connection& connection, const sql::Dialect& dialect, const SystemViews& views,
                   const std::string& database);

catalog::Catalog load_catalog(sqlite::Connection& connection, const SystemViews& views);

// Writes the rows of what changed; `after` is the catalog with the changes, and its new stamp.
void store_changes(sqlite::Connection& connection, const sql::Dialect& dialect, const catalog::Catalog& after,
                   const std::vector<catalog::Change>& changes);

// What a view's query results in; after store_changes.
struct ViewColumn {
  std::string name;
  Type type;
  bool nullable;
};
void store_view_columns(sqlite::Connection& connection, const sql::Dialect& dialect, const catalog::View& view,
                        const std::vector<ViewColumn>& columns);

}  // namespace emulator::backend::emulated
