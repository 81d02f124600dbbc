// bind(): a parsed statement, the catalog and the dialect's answers become a bound statement. Pure: reads nothing else.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bind/bound.hpp"
#include "catalog/catalog.hpp"
#include "sql/ast.hpp"
#include "sql/call_context.hpp"
#include "sql/dialect.hpp"

namespace emulator::bind {

struct Environment {
  const sql::Dialect* dialect;
  const catalog::Catalog* catalog;  // must outlive the bound statement and its plan
  std::string schema;               // where unqualified names live: the first schema of search_path, MySQL's database
  std::vector<std::string> search_path;  // where they are looked up, in order; empty: only there
  std::string database;                  // what three-part names may start with (PostgreSQL)
  std::vector<Type> parameters;          // one per placeholder, in order of appearance
  std::uint64_t statement_number;        // in its session
  sql::CallContext* context;             // for constants that are computed while binding
  bool has_temporary_tables = false;     // MySQL: the session may have some, which hide others of their names
};

// Throws SqlError with a byte position.
Statement bind(const ast::Statement& statement, const Environment& environment);

// An expression stored as text in the catalog (a check, a generated column, an index part) over one table, which is
// relation 0; cast to `type` if one is given.
ExpressionPtr bind_table_expression(std::string_view text, const catalog::Table& table, const Environment& environment,
                                    const Type* type = nullptr);

// What a row of `before`, which is relation 0, holds in a column of `after` once its table has changed: `conversion` if
// there is one, else the old value cast to the new type, else the column's default.
ExpressionPtr bind_stored_value(const catalog::Table& before, const catalog::Table& after, std::int32_t ordinal,
                                const std::string* conversion, const Environment& environment);

}  // namespace emulator::bind
