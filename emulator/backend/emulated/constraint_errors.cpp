// SQLite's sentences (src/build.c sqlite3UniqueConstraint, src/insert.c): "UNIQUE constraint failed: table.a, table.b",
// with "index 'name'" instead of columns where an index has expressions; "NOT NULL constraint failed: table.column";
// "CHECK constraint failed: name"; "FOREIGN KEY constraint failed".
#include "backend/emulated/constraint_errors.hpp"

#include <algorithm>
#include <utility>

#include "lower/storage.hpp"

namespace emulator::backend::emulated {

namespace {

// The statement's own table first: constraints of others are met only through ON UPDATE and ON DELETE actions.
std::vector<const catalog::Table*> tables_to_try(const FailedStatement& failed) {
  std::vector<const catalog::Table*> tables;
  if (failed.target != nullptr) tables.push_back(failed.target);
  for (const auto& [name, table] : failed.catalog.tables) {
    if (table.get() != failed.target && !table->is_system_view) tables.push_back(table.get());
  }
  return tables;
}

std::string unique_sentence(const UniqueKey& key, std::string_view index_name) {
  std::string columns;
  for (const catalog::Column* column : key.columns) {
    if (column == nullptr) return "UNIQUE constraint failed: index '" + std::string(index_name) + "'";
    columns += (columns.empty() ? "" : ", ") + key.table->storage_name + "." + column->storage_name;
  }
  return "UNIQUE constraint failed: " + columns;
}

std::optional<UniqueKey> violated_key(const std::string& sentence, const catalog::Table& table) {
  for (const catalog::Constraint& constraint : table.constraints) {
    using enum catalog::ConstraintKind;
    if (constraint.kind != primary_key && constraint.kind != unique) continue;
    UniqueKey key{&table, constraint.name, {}};
    for (const std::int32_t id : constraint.columns) key.columns.push_back(table.find(id));
    if (unique_sentence(key, {}) == sentence) return key;
  }
  for (const catalog::Index& index : table.indexes) {
    if (!index.unique) continue;
    UniqueKey key{&table, index.name, {}};
    for (const catalog::IndexPart& part : index.parts) {
      key.columns.push_back(part.prefix_length > 0 ? nullptr : table.find(part.column));
    }
    if (unique_sentence(key, index.storage_name) == sentence) return key;
  }
  return std::nullopt;
}

std::optional<SqlError> unique_error(const std::string& sentence, const FailedStatement& failed) {
  for (const catalog::Table* table : tables_to_try(failed)) {
    if (const auto key = violated_key(sentence, *table)) return duplicate_key_error(*key, failed);
  }
  return std::nullopt;
}

std::optional<SqlError> not_null_error(const std::string& sentence, const FailedStatement& failed) {
  const Condition condition =
      failed.target != nullptr ? Condition::not_null_violation : Condition::column_contains_nulls;
  for (const catalog::Table* table : tables_to_try(failed)) {
    for (const catalog::Column& column : table->columns) {
      if ("NOT NULL constraint failed: " + table->storage_name + "." + column.storage_name != sentence) continue;
      return failed.dialect.error(condition, {column.name, table->name});
    }
  }
  return std::nullopt;
}

std::optional<SqlError> check_error(const std::string& sentence, const FailedStatement& failed) {
  const Condition condition = failed.target != nullptr ? Condition::check_violation : Condition::check_violated_by_rows;
  for (const catalog::Table* table : tables_to_try(failed)) {
    for (const catalog::Constraint& constraint : table->constraints) {
      if (constraint.kind != catalog::ConstraintKind::check) continue;
      if ("CHECK constraint failed: " + constraint.name != sentence) continue;
      SqlError error = failed.dialect.error(condition, {constraint.name, table->name});
      error.constraint = constraint.name;
      return error;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<SqlError> constraint_error(const sqlite::Error& error, const FailedStatement& failed) {
  switch (error.kind) {
    case sqlite::ErrorKind::unique:
      return unique_error(error.message, failed);
    case sqlite::ErrorKind::not_null:
      return not_null_error(error.message, failed);
    case sqlite::ErrorKind::check:
      return check_error(error.message, failed);
    case sqlite::ErrorKind::foreign_key:
      return foreign_key_error(failed);
    case sqlite::ErrorKind::busy:
    case sqlite::ErrorKind::snapshot:
    case sqlite::ErrorKind::interrupted:
    case sqlite::ErrorKind::full:
    case sqlite::ErrorKind::too_complex:
    case sqlite::ErrorKind::other:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string displayed(const sql::Dialect& dialect, StoreConnection& connection, const Value& stored, const Type& type) {
  Value value = lower::from_storage(stored, type);
  const auto path = dialect.find_cast(type, emulator::type(TypeId::text), sql::CastStrength::explicit_);
  const auto* const native = path && path->function != nullptr && path->extra.empty()
                                 ? std::get_if<sql::Native>(&path->function->lowering)
                                 : nullptr;
  if (native != nullptr && !is_null(value)) value = native->function({&value, 1}, *connection.context);
  if (const auto* const text = std::get_if<std::string>(&value)) return *text;
  if (const auto* const number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* const truth = std::get_if<bool>(&value)) return *truth ? "t" : "f";
  if (const auto* const bytes = std::get_if<Bytes>(&value)) return bytes->data;
  if (const auto* const real = std::get_if<double>(&value)) return std::to_string(*real);
  return "null";
}

}  // namespace emulator::backend::emulated
