// The system catalogs (information_schema, pg_catalog): views over the catalog's own tables, declared with their
// columns' types in schema/system_views/. In a declaration's text:
//   --: schema.name table 1259 (column type, column type = 0, ...)      on one or more lines
//   SELECT ...                                           over emulator_* tables, until the next declaration
// The word and the oid behind the name are PostgreSQL's, and may be missing; "stored" makes a table of a view that
// never changes. A column with "= value" is that constant, and the query does not have it. A view without schema is for
// other views only, and its name begins with emulator_.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "sql/dialect.hpp"
#include "sqlite/connection.hpp"

namespace emulator::backend::emulated {

class SystemViews {
 public:
  // Throws std::runtime_error for a text that is not as above. `ignore_case`: tables are found in capitals too.
  SystemViews(std::string_view declarations, bool ignore_case);

  // Of the declarations' text: tells whether a file's views are these.
  std::int64_t checksum() const { return checksum_; }
  // Makes the views in the file anew.
  void create(sqlite::Connection& connection, const sql::Dialect& dialect) const;
  // Enters the schemas and views.
  void add_to(catalog::Catalog& catalog) const;

 private:
  struct View {
    std::shared_ptr<const catalog::Table> table;
    std::string query;
    bool is_stored = false;
    bool is_table = false;               // what the engine calls it
    std::vector<std::string> constants;  // by column; empty: the query has it
  };

  static View read_view(std::string_view declaration, std::int64_t id);
  struct Stored {
    std::string definition;
    std::string filling;  // of a table
  };
  static Stored stored_form(const View& view);
  void create_views(sqlite::Connection& connection) const;
  // The table emulator_system_column: what the views themselves are made of, for those that list everything.
  void describe(sqlite::Connection& connection, const sql::Dialect& dialect) const;

  std::vector<View> views_;
  bool ignore_case_;
  std::int64_t checksum_;
};

}  // namespace emulator::backend::emulated
