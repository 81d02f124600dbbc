// Names of tables and schemas: where they are looked up and how errors spell them.
#include <algorithm>

#include "bind/statement_binder.hpp"
#include "sql/dotted.hpp"

namespace emulator::bind {

std::string StatementBinder::schema_of(const ast::Name& name) const {
  if (name.parts.size() > 1) {
    return name.parts[name.parts.size() - 2];
  }
  if (search_schema_ != nullptr) {
    return *search_schema_;
  }
  const std::string& last = name.parts.back();
  if (environment_.search_path.size() < 2) {
    return environment_.schema;
  }
  for (const std::string& schema : environment_.search_path) {
    if (catalog_.find_enum(schema, last) != nullptr || relation_name_taken(schema, last)) {
      return schema;
    }
  }
  return environment_.schema;
}

sql::HasExtension StatementBinder::has_extension() const {
  return [this](std::string_view extension, std::string_view schema) {
    const auto found = catalog_.extensions.find(extension);
    if (found == catalog_.extensions.end()) {
      return false;
    }
    if (!schema.empty()) {
      return found->second.schema == schema;
    }
    const std::vector<std::string>& path = environment_.search_path;
    return found->second.schema == environment_.schema ||
           std::find(path.begin(), path.end(), found->second.schema) != path.end();
  };
}

std::string StatementBinder::displayed(const ast::Name& name) const {
  return sql::dotted(name.parts);
}

// MySQL: a temporary table hides another one of its name, but not from a view.
const catalog::Table* StatementBinder::find_temporary(const ast::Name& name) const {
  if (!environment_.has_temporary_tables || search_schema_ != nullptr) {
    return nullptr;
  }
  return catalog_.find_table(sql::temporary_schema(*environment_.context, schema_of(name)), name.parts.back());
}

// MySQL: a statement may name a temporary table once
// (https://dev.mysql.com/doc/refman/8.0/en/temporary-table-problems.html).
void StatementBinder::open_temporary(const catalog::Table& table, const std::string& alias) {
  if (!table.schema.starts_with(sql::temporary_schema_prefix)) {
    return;
  }
  const auto [opened, is_first] = opened_temporaries_.try_emplace(table.id, alias);
  if (!is_first) {
    fail(Condition::cannot_reopen_table, {opened->second});
  }
}

// Unqualified system tables are found without naming their schema where the engine does so (pg_catalog).
const catalog::Table* StatementBinder::find_table(const ast::Name& name) const {
  if (name.parts.size() > 2 && name.parts[name.parts.size() - 3] != environment_.database) {
    unsupported("cross-database references", name.position);
  }
  if (const catalog::Table* temporary = find_temporary(name)) {
    return temporary;
  }
  const catalog::Table* table = catalog_.find_table(schema_of(name), name.parts.back());
  if (table == nullptr && name.parts.size() == 1 && !dialect_.traits.schema_is_database) {
    table = catalog_.find_table("pg_catalog", name.parts.back());
  }
  return table;
}

const catalog::Table& StatementBinder::table_named(const ast::Name& name) {
  const std::string schema = schema_of(name);
  if (schema.empty()) {
    fail(Condition::no_database_selected, {}, name.position);
  }
  if (const catalog::Table* table = find_table(name)) {
    return *table;
  }
  check_hidden(schema, name.parts.back());
  if (dialect_.traits.schema_is_database && catalog_.schemas.find(schema) == catalog_.schemas.end()) {
    fail(Condition::undefined_database, {schema}, name.position);
  }
  const bool shows_database = dialect_.traits.schema_is_database;
  fail(Condition::undefined_table, {shows_database ? schema + "." + name.parts.back() : displayed(name), schema},
       name.position);
}

std::int32_t StatementBinder::column_ordinal(const catalog::Table& table, const std::string& name,
                                             std::uint32_t position, Clause clause) const {
  const Scope names = new_scope(nullptr);
  for (std::size_t ordinal = 0; ordinal < table.columns.size(); ++ordinal) {
    if (names.same_name(table.columns[ordinal].name, name)) {
      return static_cast<std::int32_t>(ordinal);
    }
  }
  fail(Condition::undefined_target_column, {name, table.name, std::string(rule_of(clause).phrase)}, position);
}

void StatementBinder::unsupported(std::string construct, std::uint32_t position) const {
  fail(Condition::feature_not_supported, {std::move(construct)}, position);
}

Scope StatementBinder::new_scope(const Scope* outer) const {
  Scope scope;
  scope.outer = outer;
  scope.ignore_case = dialect_.traits.columns_ignore_case;
  return scope;
}

}  // namespace emulator::bind
