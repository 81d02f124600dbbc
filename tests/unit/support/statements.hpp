// A catalog made by definitions of one dialect, and statements bound and lowered against it: what the tests of bind/
// and lower/ stand on. No store: what a definition would tell SQLite is kept as text.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bind/binder.hpp"
#include "catalog/change.hpp"
#include "sql/call_context.hpp"
#include "sql/mysql/dialect.hpp"
#include "sql/postgres/dialect.hpp"

namespace emulator::testing {

class Statements {
 public:
  explicit Statements(const sql::Dialect& dialect) : dialect_(dialect) {
    catalog_ = catalog::apply({}, {catalog::PutSchema{{schema(), {}}}});
  }

  static Statements mysql(std::initializer_list<std::string_view> definitions) {
    return with(emulator::mysql::dialect(), definitions);
  }
  static Statements postgres(std::initializer_list<std::string_view> definitions) {
    return with(emulator::postgres::dialect(), definitions);
  }

  const sql::Dialect& dialect() const { return dialect_; }
  const catalog::Catalog& catalog() const { return catalog_; }

  bind::Environment environment(const std::vector<Type>& parameters = {}) {
    bind::Environment made{};
    made.dialect = &dialect_;
    made.catalog = &catalog_;
    made.schema = schema();
    made.database = dialect_.traits.schema_is_database ? "" : "shop";
    made.parameters = parameters;
    made.context = &context_;
    return made;
  }

  bind::Statement bind(std::string_view text, const std::vector<Type>& parameters = {}) {
    const ast::Statement parsed = dialect_.parse(text);
    return bind::bind(parsed, environment(parameters));
  }
  // Takes a definition's changes over into the catalog.
  void define(std::string_view text) {
    const bind::Statement bound = bind(text);
    catalog_ = catalog::apply(std::move(catalog_), std::get<bind::Definition>(bound).changes);
  }

 private:
  static Statements with(const sql::Dialect& dialect, std::initializer_list<std::string_view> definitions) {
    Statements made{dialect};
    for (const std::string_view definition : definitions) made.define(definition);
    return made;
  }

  std::string schema() const { return dialect_.traits.schema_is_database ? "shop" : "public"; }

  const sql::Dialect& dialect_;
  catalog::Catalog catalog_;
  sql::CallContext context_;
};

}  // namespace emulator::testing
