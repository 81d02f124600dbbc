// Rows to a Catalog: one pass over each table, children found by their parents' ids.
#include <map>
#include <optional>
#include <utility>

#include "backend/emulated/catalog_store.hpp"
#include "backend/emulated/role_store.hpp"
#include "backend/emulated/store_rows.hpp"
#include "backend/emulated/store_types.hpp"

namespace emulator::backend::emulated {

namespace {

using Tables = std::map<std::int64_t, catalog::Table>;

void load_tables(sqlite::Connection& connection, Tables& tables) {
  for_each(connection,
           "SELECT id, schema, name, storage_name, next_column_id, comment, collation, materialized_text, "
           "search_schema, owner, row_security FROM emulator_table",
           [&](RowReader& row) {
             catalog::Table table;
             table.id = row.integer();
             table.schema = row.text();
             table.name = row.text();
             table.storage_name = row.text();
             table.next_column_id = row.small();
             table.comment = row.text();
             table.collation = row.text();
             table.materialized_text = row.text();
             table.search_schema = row.text();
             table.owner = row.text();
             table.row_security = row.truth();
             tables.emplace(table.id, std::move(table));
           });
}

void load_columns(sqlite::Connection& connection, Tables& tables) {
  for_each(connection,
           "SELECT table_id, id, name, storage_name, type, element, is_unsigned, length, scale, type_collation, "
           "type_name, not_null, default_text, generated_text, generated_stored, on_update_text, identity, "
           "sequence_id, comment FROM emulator_column ORDER BY table_id, ordinal",
           [&](RowReader& row) {
             catalog::Table& table = tables.at(row.integer());
             catalog::Column& column = table.columns.emplace_back();
             column.id = row.small();
             column.name = row.text();
             column.storage_name = row.text();
             column.type.id = type_id_from(row.view());
             column.type.element = type_id_from(row.view());
             column.type.is_unsigned = row.truth();
             column.type.length = row.small();
             column.type.scale = row.small();
             column.type.collation = intern(row.view());
             column.type.name = intern(row.view());
             column.not_null = row.truth();
             column.default_text = row.optional_text();
             column.generated_text = row.optional_text();
             column.generated_stored = row.truth();
             column.on_update_text = row.optional_text();
             column.identity = identity_from(row.view());
             column.sequence_id = row.integer();
             column.comment = row.text();
           });
}

void load_constraints(sqlite::Connection& connection, Tables& tables) {
  for_each(connection,
           "SELECT table_id, kind, name, check_text, referenced_table, on_delete, on_update, is_deferrable, "
           "initially_deferred, nulls_not_distinct, is_validated, is_enforced FROM emulator_constraint ORDER BY "
           "table_id, ordinal",
           [&](RowReader& row) {
             catalog::Constraint& constraint = tables.at(row.integer()).constraints.emplace_back();
             constraint.kind = constraint_kind_from(row.view());
             constraint.name = row.text();
             constraint.check_text = row.text();
             constraint.referenced_table = row.integer();
             constraint.on_delete = action_from(row.view());
             constraint.on_update = action_from(row.view());
             constraint.deferrable = row.truth();
             constraint.initially_deferred = row.truth();
             constraint.nulls_not_distinct = row.truth();
             constraint.validated = row.truth();
             constraint.enforced = row.truth();
           });
  for_each(connection,
           "SELECT table_id, constraint_ordinal, column_id, referenced_column FROM emulator_constraint_column "
           "ORDER BY table_id, constraint_ordinal, ordinal",
           [&](RowReader& row) {
             catalog::Table& table = tables.at(row.integer());
             catalog::Constraint& constraint = table.constraints.at(static_cast<std::size_t>(row.integer()));
             constraint.columns.push_back(row.small());
             const std::int32_t referenced = row.small();
             if (referenced != 0) constraint.referenced_columns.push_back(referenced);
           });
}

void load_indexes(sqlite::Connection& connection, Tables& tables) {
  for_each(connection,
           "SELECT table_id, name, storage_name, is_unique, where_text, method, options FROM emulator_index "
           "ORDER BY table_id, ordinal",
           [&](RowReader& row) {
             catalog::Index& index = tables.at(row.integer()).indexes.emplace_back();
             index.name = row.text();
             index.storage_name = row.text();
             index.unique = row.truth();
             index.where_text = row.text();
             index.method = row.text();
             index.options = row.text();
           });
  for_each(connection,
           "SELECT table_id, index_ordinal, column_id, text, prefix_length, descending, nulls_first, operator_class "
           "FROM emulator_index_part ORDER BY table_id, index_ordinal, ordinal",
           [&](RowReader& row) {
             catalog::Table& table = tables.at(row.integer());
             catalog::Index& index = table.indexes.at(static_cast<std::size_t>(row.integer()));
             catalog::IndexPart& part = index.parts.emplace_back();
             part.column = row.small();
             part.text = row.text();
             part.prefix_length = row.small();
             part.descending = row.truth();
             part.nulls_first = row.optional_truth();
             part.operator_class = row.text();
           });
  for_each(connection,
           "SELECT table_id, index_ordinal, column_id FROM emulator_index_included "
           "ORDER BY table_id, index_ordinal, ordinal",
           [&](RowReader& row) {
             catalog::Table& table = tables.at(row.integer());
             table.indexes.at(static_cast<std::size_t>(row.integer())).included.push_back(row.small());
           });
}

template <class Object>
void enter(catalog::Objects<Object>& objects, Object object) {
  catalog::QualifiedName name{object.schema, object.name};
  objects.emplace(std::move(name), std::make_shared<const Object>(std::move(object)));
}

void load_views(sqlite::Connection& connection, catalog::Catalog& catalog) {
  std::map<std::int64_t, std::vector<std::string>> columns;
  for_each(connection,
           "SELECT view_id, c.name FROM emulator_view_column c JOIN emulator_view v ON v.id = view_id "
           "WHERE named_columns ORDER BY view_id, ordinal",
           [&](RowReader& row) {
             auto& names = columns[row.integer()];
             names.push_back(row.text());
           });
  for_each(connection, "SELECT id, schema, name, text, search_schema, comment, owner FROM emulator_view",
           [&](RowReader& row) {
             catalog::View view;
             view.id = row.integer();
             view.schema = row.text();
             view.name = row.text();
             view.text = row.text();
             view.search_schema = row.text();
             view.comment = row.text();
             view.owner = row.text();
             view.columns = std::move(columns[view.id]);
             enter(catalog.views, std::move(view));
           });
}

void load_sequences(sqlite::Connection& connection, catalog::Catalog& catalog) {
  for_each(connection,
           "SELECT id, schema, name, type, start, increment, minimum, maximum, cache, cycle, owner_table, "
           "owner_column, is_hidden, owner FROM emulator_sequence",
           [&](RowReader& row) {
             catalog::Sequence sequence;
             sequence.id = row.integer();
             sequence.schema = row.text();
             sequence.name = row.text();
             sequence.type = type_id_from(row.view());
             sequence.start = row.integer();
             sequence.increment = row.integer();
             sequence.minimum = row.integer();
             sequence.maximum = row.integer();
             sequence.cache = row.integer();
             sequence.cycle = row.truth();
             sequence.owner_table = row.integer();
             sequence.owner_column = row.small();
             sequence.is_hidden = row.truth();
             sequence.owner = row.text();
             enter(catalog.sequences, std::move(sequence));
           });
}

void load_enums(sqlite::Connection& connection, catalog::Catalog& catalog) {
  std::map<std::int64_t, std::vector<std::string>> labels;
  for_each(connection, "SELECT enum_id, label FROM emulator_enum_label ORDER BY enum_id, ordinal", [&](RowReader& row) {
    auto& known = labels[row.integer()];
    known.push_back(row.text());
  });
  for_each(connection, "SELECT id, schema, name, owner FROM emulator_enum", [&](RowReader& row) {
    catalog::EnumType type;
    type.id = row.integer();
    type.schema = row.text();
    type.name = row.text();
    type.owner = row.text();
    type.labels = std::move(labels[type.id]);
    enter(catalog.enums, std::move(type));
  });
}

}  // namespace

catalog::Catalog load_catalog(sqlite::Connection& connection, const SystemViews& views) {
  catalog::Catalog catalog;
  for_each(connection, "SELECT stamp, next_id FROM emulator_state", [&](RowReader& row) {
    catalog.stamp = static_cast<std::uint64_t>(row.integer());
    catalog.next_id = row.integer();
  });
  for_each(connection, "SELECT name, collation, owner FROM emulator_schema", [&](RowReader& row) {
    catalog::Schema schema;
    schema.name = row.text();
    schema.collation = row.text();
    schema.owner = row.text();
    catalog.schemas.emplace(schema.name, schema);
  });
  Tables tables;
  load_tables(connection, tables);
  load_columns(connection, tables);
  load_constraints(connection, tables);
  load_indexes(connection, tables);
  for (auto& [id, table] : tables) enter(catalog.tables, std::move(table));
  load_views(connection, catalog);
  load_sequences(connection, catalog);
  load_enums(connection, catalog);
  for_each(connection, "SELECT name, schema, version FROM emulator_extension", [&](RowReader& row) {
    catalog::Extension extension;
    extension.name = row.text();
    extension.schema = row.text();
    extension.version = row.text();
    catalog.extensions.emplace(extension.name, extension);
  });
  load_roles(connection, catalog);
  views.add_to(catalog);
  return catalog;
}

}  // namespace emulator::backend::emulated
