// Enters many views into a file at once: the rows of sqlite_schema that CREATE VIEW would write, which SQLite then
// reads together when the schema is next needed. CREATE VIEW parses each text twice and copies the tree in between,
// which is most of the time that a new store takes. Lives inside the caller's transaction.
#pragma once

#include <string_view>

#include "sqlite/connection.hpp"
#include "sqlite/statement.hpp"

namespace emulator::sqlite {

class SchemaWriter {
 public:
  explicit SchemaWriter(Connection& connection);
  ~SchemaWriter();
  SchemaWriter(const SchemaWriter&) = delete;
  SchemaWriter& operator=(const SchemaWriter&) = delete;

  // `sql` is the CREATE VIEW; a fault in it is found when the schema is read.
  void add_view(std::string_view name, std::string_view sql);
  // From here on the views can be used. Without this, none can.
  void finish();

 private:
  void protect() noexcept;

  Connection& connection_;
  bool is_finished_ = false;
};

}  // namespace emulator::sqlite
