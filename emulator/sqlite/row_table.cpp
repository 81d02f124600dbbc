// An eponymous virtual table (sqlite.org/vtab.html, "Eponymous-only virtual tables") whose hidden column is the
// argument.
#include "sqlite/row_table.hpp"

#include <sqlite3.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sqlite/result.hpp"
#include "types/row_set.hpp"

namespace emulator::sqlite {

namespace {

constexpr int number_column = static_cast<int>(row_table_columns);
constexpr int argument_column = number_column + 1;

struct Table {
  sqlite3_vtab base{};
  Connection* connection = nullptr;
};

struct Cursor {
  sqlite3_vtab_cursor base{};
  std::optional<RowSetReader> rows;
  std::vector<Value> row;
  sqlite3_int64 number = 0;
  bool at_end = true;
};

Cursor& cursor_of(sqlite3_vtab_cursor* base) {
  return *reinterpret_cast<Cursor*>(base);
}

// Runs `body`; what it throws is kept for Statement::step.
template <class Body>
int guarded(sqlite3_vtab* table, const Body& body) noexcept {
  try {
    body();
    return SQLITE_OK;
  } catch (...) {
    reinterpret_cast<Table*>(table)->connection->keep_failure(std::current_exception());
    return SQLITE_ERROR;
  }
}

int connect(sqlite3* handle, void* connection, int, const char* const*, sqlite3_vtab** made, char**) {
  std::string columns;
  for (std::size_t column = 0; column < row_table_columns; ++column) columns += "c" + std::to_string(column) + ", ";
  const int code = sqlite3_declare_vtab(handle, ("CREATE TABLE rows(" + columns + "n, argument HIDDEN)").c_str());
  if (code != SQLITE_OK) return code;
  sqlite3_vtab_config(handle, SQLITE_VTAB_INNOCUOUS);
  auto* const table = new Table;
  table->connection = static_cast<Connection*>(connection);
  *made = &table->base;
  return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
  delete reinterpret_cast<Table*>(table);
  return SQLITE_OK;
}

// The argument must be known before the table is read; a plan in which it is not is no plan.
int best_index(sqlite3_vtab*, sqlite3_index_info* info) {
  bool is_given = false;
  for (int index = 0; index < info->nConstraint; ++index) {
    const auto& constraint = info->aConstraint[index];
    if (constraint.iColumn != argument_column || constraint.op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (!constraint.usable) return SQLITE_CONSTRAINT;
    info->aConstraintUsage[index].argvIndex = 1;
    info->aConstraintUsage[index].omit = 1;
    is_given = true;
    break;
  }
  if (!is_given) return SQLITE_CONSTRAINT;
  info->estimatedCost = 10;
  info->estimatedRows = 10;
  return SQLITE_OK;
}

int open_cursor(sqlite3_vtab*, sqlite3_vtab_cursor** made) {
  *made = &(new Cursor)->base;
  return SQLITE_OK;
}

int close_cursor(sqlite3_vtab_cursor* base) {
  delete &cursor_of(base);
  return SQLITE_OK;
}

int advance(sqlite3_vtab_cursor* base) {
  Cursor& cursor = cursor_of(base);
  return guarded(base->pVtab, [&] {
    cursor.at_end = !cursor.rows || !cursor.rows->next(cursor.row);
    ++cursor.number;
  });
}

int filter(sqlite3_vtab_cursor* base, int, const char*, int count, sqlite3_value** arguments) {
  Cursor& cursor = cursor_of(base);
  cursor.rows.reset();
  cursor.number = 0;
  if (count == 1 && sqlite3_value_type(arguments[0]) == SQLITE_BLOB) {
    const auto* const data = static_cast<const char*>(sqlite3_value_blob(arguments[0]));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
    cursor.rows.emplace(data == nullptr ? std::string{} : std::string{data, size});
  }
  return advance(base);
}

int at_end(sqlite3_vtab_cursor* base) {
  return cursor_of(base).at_end ? 1 : 0;
}

int column(sqlite3_vtab_cursor* base, sqlite3_context* context, int index) {
  const Cursor& cursor = cursor_of(base);
  if (index == number_column) {
    sqlite3_result_int64(context, cursor.number);
    return SQLITE_OK;
  }
  if (index < 0 || static_cast<std::size_t>(index) >= cursor.row.size()) return SQLITE_OK;  // NULL
  set_result(context, cursor.row[static_cast<std::size_t>(index)]);
  return SQLITE_OK;
}

int row_number(sqlite3_vtab_cursor* base, sqlite3_int64* number) {
  *number = cursor_of(base).number;
  return SQLITE_OK;
}

const sqlite3_module& row_module() {
  static const sqlite3_module module = [] {
    sqlite3_module made{};
    made.xConnect = &connect;
    made.xBestIndex = &best_index;
    made.xDisconnect = &disconnect;
    made.xOpen = &open_cursor;
    made.xClose = &close_cursor;
    made.xFilter = &filter;
    made.xNext = &advance;
    made.xEof = &at_end;
    made.xColumn = &column;
    made.xRowid = &row_number;
    return made;
  }();
  return module;
}

}  // namespace

void define_row_table(Connection& connection, const std::string& name) {
  const int code = sqlite3_create_module_v2(connection.handle(), name.c_str(), &row_module(), &connection, nullptr);
  if (code != SQLITE_OK) connection.fail(code, name);
}

}  // namespace emulator::sqlite
