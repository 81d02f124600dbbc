// SQLite does not say which foreign key failed. So the statement runs once more with all keys deferred, which lets it
// finish, and then the rows that lack their parents are looked for. All of it is undone.
#include <algorithm>
#include <functional>
#include <utility>

#include "backend/emulated/constraint_errors.hpp"
#include "base/text.hpp"
#include "sqlite/savepoint.hpp"
#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

namespace {

struct Violation {
  const catalog::Table* child;
  const catalog::Constraint* key;
  std::int64_t rowid;
};

std::vector<const catalog::Constraint*> foreign_keys(const catalog::Table& table) {
  std::vector<const catalog::Constraint*> keys;
  for (const catalog::Constraint& constraint : table.constraints) {
    if (constraint.kind == catalog::ConstraintKind::foreign_key) keys.push_back(&constraint);
  }
  return keys;
}

using Concerned = std::function<bool(const catalog::Constraint&)>;

bool is_validated(const catalog::Constraint& key) {
  return key.validated;
}

// The first row of `child` that lacks a parent. SQLite numbers a table's keys from the last declared one.
std::optional<Violation> violation_in(sqlite::Connection& connection, const catalog::Table& child,
                                      const Concerned& concerned = {}) {
  const auto keys = foreign_keys(child);
  if (keys.empty()) return std::nullopt;
  auto rows = connection.prepare("PRAGMA foreign_key_check(" + quoted(child.storage_name) + ")");
  while (rows.step()) {
    const auto number = static_cast<std::size_t>(rows.integer(3));
    if (number >= keys.size()) return std::nullopt;
    const catalog::Constraint* const key = keys[keys.size() - 1 - number];
    if (!concerned || concerned(*key)) return Violation{&child, key, rows.integer(1)};
  }
  return std::nullopt;
}

// MySQL's words: `shop`.`orders`, CONSTRAINT `orders_ibfk_1` FOREIGN KEY (`customer`) REFERENCES `customers` (`id`)
std::string definition_of(const catalog::Table& child, const catalog::Constraint& key, const catalog::Table& parent) {
  const auto names = [](const catalog::Table& table, const std::vector<std::int32_t>& ids) {
    std::string text;
    for (const std::int32_t id : ids) text += (text.empty() ? "`" : ", `") + table.find(id)->name + "`";
    return text;
  };
  std::string text = "`" + child.schema + "`.`" + child.name + "`, CONSTRAINT `" + key.name + "` FOREIGN KEY (" +
                     names(child, key.columns) + ") REFERENCES ";
  if (parent.schema != child.schema) text += "`" + parent.schema + "`.";
  text += "`" + parent.name + "` (" + names(parent, key.referenced_columns) + ")";
  const auto action = [&](std::string_view event, catalog::Action what) {
    if (what == catalog::Action::cascade) text += std::string(event) + " CASCADE";
    if (what == catalog::Action::set_null) text += std::string(event) + " SET NULL";
    if (what == catalog::Action::restrict) text += std::string(event) + " RESTRICT";
  };
  action(" ON DELETE", key.on_delete);
  action(" ON UPDATE", key.on_update);
  return text;
}

// "(a, b)=(1, 2)" of the child's row, under the names of either side.
std::string key_text(const Violation& violation, const catalog::Table& named,
                     const std::vector<std::int32_t>& named_columns, const sql::Dialect& dialect,
                     StoreConnection& connection) {
  std::string sql;
  for (const std::int32_t id : violation.key->columns) {
    sql += (sql.empty() ? "SELECT " : ", ") + quoted(violation.child->find(id)->storage_name);
  }
  auto row = connection.sqlite.prepare(sql + " FROM " + quoted(violation.child->storage_name) + " WHERE rowid = ?");
  row.bind(1, violation.rowid);
  if (!row.step()) return {};
  std::string names;
  std::string values;
  for (std::size_t i = 0; i < violation.key->columns.size(); ++i) {
    const Type& type = violation.child->find(violation.key->columns[i])->type;
    names += (names.empty() ? "" : ", ") + named.find(named_columns[i])->name;
    values += (i == 0 ? "" : ", ") + displayed(dialect, connection, row.column(static_cast<int>(i)), type);
  }
  return "(" + names + ")=(" + values + ")";
}

SqlError violation_error(const Violation& violation, bool is_parent_side, const sql::Dialect& dialect,
                         const catalog::Catalog& catalog, StoreConnection& connection) {
  const catalog::Table& child = *violation.child;
  const catalog::Constraint& key = *violation.key;
  const catalog::Table* const found = catalog.table_by_id(key.referenced_table);
  const catalog::Table& parent = found != nullptr ? *found : child;
  const std::string definition = definition_of(child, key, parent);
  SqlError error =
      is_parent_side
          ? dialect.error(Condition::foreign_key_parent_violation, {parent.name, key.name, child.name, definition})
          : dialect.error(Condition::foreign_key_child_violation, {child.name, key.name, definition});
  error.constraint = key.name;
  const std::string text = is_parent_side ? key_text(violation, parent, key.referenced_columns, dialect, connection)
                                          : key_text(violation, child, key.columns, dialect, connection);
  if (text.empty()) return error;
  error.detail = is_parent_side ? "Key " + text + " is still referenced from table \"" + child.name + "\"."
                                : "Key " + text + " is not present in table \"" + parent.name + "\".";
  return error;
}

// The child whose row lacks a parent: the statement's own table, or one that refers to it, or through actions any
// other.
std::optional<SqlError> find_violation(const sql::Dialect& dialect, const catalog::Catalog& catalog,
                                       const catalog::Table* target, bool deletes, StoreConnection& connection) {
  if (target != nullptr) {
    if (const auto violation = violation_in(connection.sqlite, *target)) {
      const bool refers_to_itself = violation->key->referenced_table == target->id;
      return violation_error(*violation, refers_to_itself && deletes, dialect, catalog, connection);
    }
  }
  for (const auto& [name, table] : catalog.tables) {
    if (table.get() == target || table->is_system_view) continue;
    if (const auto violation = violation_in(connection.sqlite, *table)) {
      return violation_error(*violation, target != nullptr, dialect, catalog, connection);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<SqlError> foreign_key_error(const FailedStatement& failed) {
  if (!failed.again)
    return find_violation(failed.dialect, failed.catalog, failed.target, failed.deletes, failed.connection);
  sqlite::Connection& connection = failed.connection.sqlite;
  const sqlite::Savepoint undone{connection};
  connection.execute("PRAGMA defer_foreign_keys = ON");
  std::optional<SqlError> error;
  try {
    failed.again();
    error = find_violation(failed.dialect, failed.catalog, failed.target, failed.deletes, failed.connection);
  } catch (const sqlite::Error&) {
    error.reset();  // not the keys, or not only: the caller reports what it knows
  }
  connection.execute("PRAGMA defer_foreign_keys = OFF");
  return error;
}

std::optional<SqlError> deferred_error(const sql::Dialect& dialect, const catalog::Catalog& catalog,
                                       StoreConnection& connection) {
  return find_violation(dialect, catalog, nullptr, false, connection);
}

void check_immediate_keys(const sql::Dialect& dialect, const catalog::Catalog& catalog, const ConstraintModes& modes,
                          const catalog::Table* target, bool deletes, StoreConnection& connection) {
  if (!connection.sqlite.lacks_parents()) return;
  for (const auto& [name, table] : catalog.tables) {
    const catalog::Table& child = *table;
    const auto is_due = [&](const catalog::Constraint& key) {
      return key.deferrable && key.validated && !modes.is_deferred(child, key);
    };
    if (!std::any_of(child.constraints.begin(), child.constraints.end(), is_due)) continue;
    if (const auto violation = violation_in(connection.sqlite, child, is_due)) {
      const bool is_parent_side = target != nullptr && (&child != target || deletes);
      throw violation_error(*violation, is_parent_side, dialect, catalog, connection);
    }
  }
}

void check_foreign_keys(const sql::Dialect& dialect, const catalog::Catalog& catalog, const catalog::Table& table,
                        StoreConnection& connection) {
  if (const auto violation = violation_in(connection.sqlite, table, is_validated)) {
    throw violation_error(*violation, false, dialect, catalog, connection);
  }
}

}  // namespace emulator::backend::emulated
