// What cannot be put into the engine's words has no row: then the views show the user's own.
#include "backend/emulated/written_store.hpp"

#include <optional>

#include "bind/written.hpp"
#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

void create_written(sqlite::Connection& connection) {
  connection.execute(
      "CREATE TABLE IF NOT EXISTS emulator_written (table_id INTEGER NOT NULL,"
      " kind TEXT NOT NULL,"        // default, check, index, where
      " ordinal INTEGER NOT NULL,"  // the column's id, the constraint's or the index's ordinal
      " part INTEGER NOT NULL,"     // of an index, from 1
      " text TEXT NOT NULL, PRIMARY KEY (table_id, kind, ordinal, part)) STRICT, WITHOUT ROWID");
}

void store_written(sqlite::Connection& connection, const catalog::Table& table, const bind::Environment& environment) {
  connection.prepare("DELETE FROM emulator_written WHERE table_id = ?").bind_all(table.id).run();
  const auto store = [&](std::string_view kind, std::int64_t ordinal, std::int64_t part,
                         const std::optional<std::string>& text) {
    if (!text) return;
    connection.prepare("INSERT INTO emulator_written (table_id, kind, ordinal, part, text) VALUES (?,?,?,?,?)")
        .bind_all(table.id, kind, ordinal, part, std::string_view{*text})
        .run();
  };
  for (const catalog::Column& column : table.columns) {
    if (column.generated_text) {
      store("default", column.id, 0, bind::written_expression(*column.generated_text, table, environment));
    } else if (column.default_text) {
      store("default", column.id, 0, bind::written_default(*column.default_text, table, column, environment));
    }
  }
  std::int64_t ordinal = 0;
  for (const catalog::Constraint& constraint : table.constraints) {
    if (constraint.kind == catalog::ConstraintKind::check) {
      store("check", ordinal, 0, bind::written_expression(constraint.check_text, table, environment));
    }
    ++ordinal;
  }
  ordinal = 0;
  for (const catalog::Index& index : table.indexes) {
    if (!index.where_text.empty()) {
      store("where", ordinal, 0, bind::written_expression(index.where_text, table, environment));
    }
    std::int64_t part = 0;
    for (const catalog::IndexPart& entry : index.parts) {
      ++part;
      if (entry.column == 0) store("index", ordinal, part, bind::written_expression(entry.text, table, environment));
    }
    ++ordinal;
  }
}

}  // namespace emulator::backend::emulated
