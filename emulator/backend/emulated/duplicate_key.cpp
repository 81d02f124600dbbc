// SQLite does not say which value was there twice. So the failed statement runs once more under a temporary trigger
// that hands each new row's key to us before it is stored; the last one seen is the one that failed. All of it is
// undone.
#include <utility>

#include "backend/emulated/constraint_errors.hpp"
#include "sqlite/savepoint.hpp"

namespace emulator::backend::emulated {

namespace {

std::string trigger_sql(const UniqueKey& key, std::string_view event) {
  std::string values;
  for (const catalog::Column* column : key.columns) {
    values += (values.empty() ? "NEW." : ", NEW.") + quoted(column->storage_name);
  }
  return "CREATE TEMP TRIGGER " + quoted("emulator_" + std::string(event)) + " BEFORE " + std::string(event) +
         " ON main." + quoted(key.table->storage_name) + " BEGIN SELECT " + std::string(stash_function) + "(" + values +
         "); END";
}

// Of an index that was to be made over rows that are there: the first values that two of them have.
std::vector<Value> repeated_values(const UniqueKey& key, sqlite::Connection& connection) {
  std::string names;
  std::string present;
  for (const catalog::Column* column : key.columns) {
    names += (names.empty() ? "" : ", ") + quoted(column->storage_name);
    present += (present.empty() ? "" : " AND ") + quoted(column->storage_name) + " IS NOT NULL";
  }
  auto rows = connection.prepare("SELECT " + names + " FROM " + quoted(key.table->storage_name) + " WHERE " + present +
                                 " GROUP BY " + names + " HAVING count(*) > 1 LIMIT 1");
  std::vector<Value> values;
  if (!rows.step()) return values;
  for (std::size_t i = 0; i < key.columns.size(); ++i) values.push_back(rows.column(static_cast<int>(i)));
  return values;
}

// The key's values in the row that failed; empty if that cannot be seen.
std::vector<Value> failed_values(const UniqueKey& key, const FailedStatement& failed) {
  if (!failed.again) return {};
  for (const catalog::Column* column : key.columns) {
    if (column == nullptr) return {};  // an expression has no column to look at
  }
  sqlite::Connection& connection = failed.connection.sqlite;
  failed.connection.stash.clear();
  const sqlite::Savepoint undone{connection};
  if (failed.prepare) failed.prepare();
  connection.execute(trigger_sql(key, "INSERT"));
  connection.execute(trigger_sql(key, "UPDATE"));
  try {
    failed.again();
  } catch (const sqlite::Error&) {
    if (failed.connection.stash.empty()) return repeated_values(key, connection);
    return std::exchange(failed.connection.stash, {});
  }
  return {};
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  std::string text;
  for (const std::string& part : texts) text += (text.empty() ? std::string() : std::string(separator)) + part;
  return text;
}

}  // namespace

SqlError duplicate_key_error(const UniqueKey& key, const FailedStatement& failed) {
  const sql::Dialect& dialect = failed.dialect;
  const std::vector<Value> values = failed_values(key, failed);
  std::vector<std::string> names;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    names.push_back(key.columns[i]->name);
    texts.push_back(displayed(dialect, failed.connection, values[i], key.columns[i]->type));
  }
  const std::string name = dialect.traits.schema_is_database ? key.table->name + "." + key.name : key.name;
  const Condition condition = failed.target != nullptr ? Condition::unique_violation : Condition::index_not_unique;
  SqlError error = dialect.error(condition, {name, joined(texts, "-")});
  error.constraint = key.name;
  if (!texts.empty()) {
    error.detail = "Key (" + joined(names, ", ") + ")=(" + joined(texts, ", ") +
                   (failed.target != nullptr ? ") already exists." : ") is duplicated.");
  }
  return error;
}

}  // namespace emulator::backend::emulated
