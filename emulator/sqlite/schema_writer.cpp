// As sqlite.org/pragma.html#pragma_writable_schema and sqlite.org/c3ref/c_dbconfig_defensive.html say it is done.
#include "sqlite/schema_writer.hpp"

#include <sqlite3.h>

namespace emulator::sqlite {

SchemaWriter::SchemaWriter(Connection& connection) : connection_(connection) {
  sqlite3_db_config(connection_.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
  sqlite3_db_config(connection_.handle(), SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, nullptr);
}

SchemaWriter::~SchemaWriter() {
  if (!is_finished_) protect();
}

void SchemaWriter::add_view(std::string_view name, std::string_view sql) {
  connection_.prepare("INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('view', ?1, ?1, 0, ?2)")
      .bind_all(name, sql)
      .run();
}

void SchemaWriter::finish() {
  is_finished_ = true;
  protect();
  connection_.execute("PRAGMA writable_schema = RESET");  // forgets the schema, which is read again when next needed
}

void SchemaWriter::protect() noexcept {
  sqlite3_db_config(connection_.handle(), SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0, nullptr);
  sqlite3_db_config(connection_.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

}  // namespace emulator::sqlite
