// Views and materialized views. A view is kept as text, with its stars replaced by the columns they meant; a
// materialized view is a table that remembers its query.
#include <algorithm>

#include "bind/statement_binder.hpp"

namespace emulator::bind {

Statement StatementBinder::create_view(const ast::CreateView& create) {
  if (create.materialized) {
    return create_materialized_view(create);
  }
  if (create.temporary) {
    unsupported("temporary views", create.name.position);
  }
  catalog::View view;
  view.schema = existing_schema({create.name.parts, ast::no_position});
  view.name = create.name.parts.back();
  const catalog::View* old = catalog_.find_view(view.schema, view.name);
  if (create.must_exist && old == nullptr) {
    const catalog::Table& table = table_named(create.name);
    fail(Condition::wrong_object_type, {table.schema + "." + table.name, "VIEW"});
  }
  if (relation_name_taken(view.schema, view.name) && (old == nullptr || !create.or_replace)) {
    fail(Condition::duplicate_table, {view.name});
  }
  view.id = old == nullptr ? next_id() : old->id;
  view.comment = old == nullptr ? std::string() : old->comment;
  view.search_schema = environment_.schema;
  makes_view_ = true;
  const QueryPtr bound = query(*create.query, nullptr);
  const bool is_exact = dialect_.traits.schema_is_database && !create.columns.empty();
  if (create.columns.size() > bound->columns.size() || (is_exact && create.columns.size() != bound->columns.size())) {
    fail(Condition::view_column_count, {});
  }
  const Scope scope = new_scope(nullptr);
  for (std::size_t column = 0; column < bound->columns.size(); ++column) {
    const std::string& name = column < create.columns.size() ? create.columns[column] : bound->columns[column].label;
    for (const std::string& other : view.columns) {
      if (scope.same_name(other, name)) {
        fail(Condition::column_defined_twice, {name, view.name});
      }
    }
    view.columns.push_back(name);
  }
  if (old != nullptr && !dialect_.traits.schema_is_database) {
    check_replacement(*old, view.columns, *bound);
  }
  const Uses uses = uses_in_query(create.text, view.search_schema);
  view.text = edited(create.text, star_edits(create.text, uses, dialect_.traits.identifier_quote));
  Definition definition;
  definition.changes.emplace_back(catalog::PutView{std::move(view)});
  return definition;
}

// PostgreSQL: CREATE OR REPLACE VIEW keeps the columns that are there, and may add some behind them.
void StatementBinder::check_replacement(const catalog::View& old, const std::vector<std::string>& names,
                                        const Query& bound) {
  if (names.size() < old.columns.size()) {
    fail(Condition::invalid_table_definition, {"cannot drop columns from view"});
  }
  const std::string* const outer_schema = std::exchange(search_schema_, &old.search_schema);
  const ast::Statement parsed = dialect_.parse(old.text);
  const QueryPtr before = query(*std::get<ast::QueryPtr>(parsed.node), nullptr);
  search_schema_ = outer_schema;
  for (std::size_t column = 0; column < old.columns.size(); ++column) {
    if (names[column] != old.columns[column]) {
      SqlError error = dialect_.error(
          Condition::invalid_table_definition,
          {"cannot change name of view column \"" + old.columns[column] + "\" to \"" + names[column] + "\""});
      error.hint = "Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.";
      throw error;
    }
    const Type& was = before->columns[column].type;
    const Type& is = bound.columns[column].type;
    if (dialect_.spelled(was) != dialect_.spelled(is)) {
      fail(Condition::invalid_table_definition, {"cannot change data type of view column \"" + names[column] +
                                                 "\" from " + dialect_.spelled(was) + " to " + dialect_.spelled(is)});
    }
  }
}

Statement StatementBinder::create_materialized_view(const ast::CreateView& create) {
  catalog::Table table;
  table.schema = existing_schema({create.name.parts, ast::no_position});
  table.name = create.name.parts.back();
  if (is_there(table.schema, table.name, create.if_not_exists)) {
    return Nothing{};
  }
  table.id = next_id();
  table.storage_name = free_table_storage_name(table);
  table.search_schema = environment_.schema;
  QueryPtr filling = query(*create.query, nullptr);
  if (create.columns.size() > filling->columns.size()) {
    fail(Condition::syntax_error, {"too many column names were specified"});
  }
  columns_of(*filling, create.columns, table);
  const Uses uses = uses_in_query(create.text, table.search_schema);
  table.materialized_text = edited(create.text, star_edits(create.text, uses, dialect_.traits.identifier_quote));
  Definition definition;
  definition.fills.push_back({table.id, std::move(filling)});
  definition.changes.emplace_back(catalog::PutTable{std::move(table), {}});
  return definition;
}

Statement StatementBinder::refresh_view(const ast::RefreshView& refresh) {
  const catalog::Table* table = nullptr;
  without_position([&] { table = &table_named(refresh.name); });
  if (table->materialized_text.empty()) {
    SqlError error = dialect_.error(Condition::wrong_object_type, {table->name, "a materialized view"});
    error.sqlstate = "0A000";  // PostgreSQL files it under what it does not support
    throw error;
  }
  if (!refresh.with_data) {
    unsupported("WITH NO DATA", refresh.name.position);
  }
  Definition definition;
  definition.emptied.push_back(table);
  const std::string* const outer_schema = std::exchange(search_schema_, &table->search_schema);
  without_position([&] {
    const ast::Statement parsed = dialect_.parse(table->materialized_text);
    definition.fills.push_back({table->id, query(*std::get<ast::QueryPtr>(parsed.node), nullptr)});
  });
  search_schema_ = outer_schema;
  return definition;
}

}  // namespace emulator::bind
