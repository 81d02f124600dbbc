// What SQLite says of a violated constraint becomes what the engine says, with the names that the catalog knows. Names
// are never read out of SQLite's sentence: the sentences that the catalog's constraints would give are built and
// compared.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/emulated/constraint_modes.hpp"
#include "backend/emulated/open_connection.hpp"
#include "backend/emulated/quoted.hpp"
#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "sql/dialect.hpp"
#include "sqlite/error.hpp"

namespace emulator::backend::emulated {

// One statement that failed, and how to let it fail again.
struct FailedStatement {
  const sql::Dialect& dialect;
  const catalog::Catalog& catalog;  // a definition's: as it would have been after it
  StoreConnection& connection;
  const catalog::Table* target;  // of a data modification; null: a definition
  bool deletes;                  // it was a DELETE
  // Runs the same statement once more, so that it can be watched. Empty: it cannot be.
  std::function<void()> again;
  // Of a definition: the steps before the one that failed, which `again` then runs.
  std::function<void()> prepare = {};
};

// Empty: not a violated constraint. Must be called inside a transaction whose statement was undone; leaves it so.
std::optional<SqlError> constraint_error(const sqlite::Error& error, const FailedStatement& failed);

// The violated foreign key of an open transaction whose COMMIT was refused. Empty: none.
std::optional<SqlError> deferred_error(const sql::Dialect& dialect, const catalog::Catalog& catalog,
                                       StoreConnection& connection);

// The deferrable foreign keys that are to be checked now: throws what one of them says that is violated. `target` is
// the statement's table; null: it was no change.
void check_immediate_keys(const sql::Dialect& dialect, const catalog::Catalog& catalog, const ConstraintModes& modes,
                          const catalog::Table* target, bool deletes, StoreConnection& connection);

// After a table was changed with foreign keys off: throws if a row of it has no parent.
void check_foreign_keys(const sql::Dialect& dialect, const catalog::Catalog& catalog, const catalog::Table& table,
                        StoreConnection& connection);

// --- Parts, each a file ----------------------------------------------------------------------------------------

// A unique key, whether it is a constraint or an index.
struct UniqueKey {
  const catalog::Table* table;
  std::string name;
  std::vector<const catalog::Column*> columns;  // null: an expression
};

// duplicate_key.cpp: which value was there already; finds it by watching the statement fail again.
SqlError duplicate_key_error(const UniqueKey& key, const FailedStatement& failed);

// foreign_key_errors.cpp: which key it was; finds it by running the statement again with keys deferred.
std::optional<SqlError> foreign_key_error(const FailedStatement& failed);

// As the engine writes a stored value into a sentence.
std::string displayed(const sql::Dialect& dialect, StoreConnection& connection, const Value& stored, const Type& type);

}  // namespace emulator::backend::emulated
