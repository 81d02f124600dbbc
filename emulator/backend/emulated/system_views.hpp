// The system catalogs (information_schema, pg_catalog): views over the catalog's own tables, declared with their
// columns' types in schema/system_views/. In a declaration's text:
//   --: schema.name (column type, column type, ...)      on one or more lines
//   SELECT ...                                           over emulator_* tables, until the next declaration
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"

namespace emulator::backend::emulated {

class SystemViews {
 public:
  // Throws std::runtime_error for a text that is not as above. `ignore_case`: tables are found in capitals too.
  SystemViews(std::string_view declarations, bool ignore_case);

  // Of the declarations' text: tells whether a file's views are these.
  std::int64_t checksum() const { return checksum_; }
  // Makes the views in the file anew.
  void create(sqlite::Connection& connection) const;
  // Enters the schemas and views.
  void add_to(catalog::Catalog& catalog) const;

 private:
  struct View {
    std::shared_ptr<const catalog::Table> table;
    std::string query;
  };

  std::vector<View> views_;
  bool ignore_case_;
  std::int64_t checksum_;
};

}  // namespace emulator::backend::emulated
