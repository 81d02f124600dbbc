// A changed object's rows are deleted and written whole: definitions are rare and objects small.
#include "backend/emulated/catalog_store.hpp"

#include <array>
#include <stdexcept>
#include <utility>

#include "backend/emulated/role_store.hpp"
#include "backend/emulated/settings.hpp"
#include "backend/emulated/store_rows.hpp"
#include "backend/emulated/store_types.hpp"
#include "base/overloaded.hpp"
#include "schema/catalog.sql.hpp"
#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

namespace {

// The n-th takes a file of format n + 1 to the next one.
constexpr std::array<std::string_view, 4> upgrades = {
    "ALTER TABLE emulator_table ADD COLUMN materialized_text TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE emulator_table ADD COLUMN search_schema TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE emulator_constraint ADD COLUMN is_validated INTEGER NOT NULL DEFAULT 1;"
    "ALTER TABLE emulator_constraint ADD COLUMN is_enforced INTEGER NOT NULL DEFAULT 1;"
    "ALTER TABLE emulator_view ADD COLUMN comment TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE emulator_extension (name TEXT PRIMARY KEY, schema TEXT NOT NULL, version TEXT NOT NULL) STRICT;",
    "CREATE TABLE emulator_index_included (table_id INTEGER NOT NULL, index_ordinal INTEGER NOT NULL,"
    " ordinal INTEGER NOT NULL, column_id INTEGER NOT NULL, PRIMARY KEY (table_id, index_ordinal, ordinal))"
    " STRICT, WITHOUT ROWID;",
    "ALTER TABLE emulator_index ADD COLUMN options TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE emulator_index_part ADD COLUMN operator_class TEXT NOT NULL DEFAULT '';",
    "ALTER TABLE emulator_schema ADD COLUMN owner TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE emulator_table ADD COLUMN owner TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE emulator_table ADD COLUMN row_security INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE emulator_view ADD COLUMN owner TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE emulator_sequence ADD COLUMN owner TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE emulator_enum ADD COLUMN owner TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE emulator_role (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, is_master INTEGER NOT NULL,"
    " can_login INTEGER NOT NULL, inherits INTEGER NOT NULL, may_create_roles INTEGER NOT NULL,"
    " may_create_databases INTEGER NOT NULL, bypasses_row_security INTEGER NOT NULL,"
    " connection_limit INTEGER NOT NULL, password TEXT, valid_until TEXT, is_locked INTEGER NOT NULL) STRICT;"
    "CREATE TABLE emulator_role_member (role TEXT NOT NULL, member TEXT NOT NULL, ordinal INTEGER NOT NULL,"
    " is_admin INTEGER NOT NULL, PRIMARY KEY (role, member)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE emulator_grant (ordinal INTEGER PRIMARY KEY, kind TEXT NOT NULL, object INTEGER NOT NULL,"
    " schema TEXT NOT NULL, name TEXT NOT NULL, column_id INTEGER NOT NULL, column_name TEXT NOT NULL,"
    " grantee TEXT NOT NULL, grantor TEXT NOT NULL, privileges INTEGER NOT NULL, grantable INTEGER NOT NULL,"
    " is_default INTEGER NOT NULL, creator TEXT NOT NULL) STRICT;"
    "REINDEX;",  // jsonb and arrays sort otherwise than before
};
constexpr std::int64_t format_with_grants = 5;
constexpr std::int64_t store_format = 1 + std::int64_t{upgrades.size()};
constexpr std::int64_t first_object_id = 16'384;  // as PostgreSQL's oids of users' objects

using sqlite::Connection;

void delete_table(Connection& connection, std::int64_t id) {
  run(connection, "DELETE FROM emulator_table WHERE id = ?", id);
  run(connection, "DELETE FROM emulator_column WHERE table_id = ?", id);
  run(connection, "DELETE FROM emulator_constraint WHERE table_id = ?", id);
  run(connection, "DELETE FROM emulator_constraint_column WHERE table_id = ?", id);
  run(connection, "DELETE FROM emulator_index WHERE table_id = ?", id);
  run(connection, "DELETE FROM emulator_index_part WHERE table_id = ?", id);
  run(connection, "DELETE FROM emulator_index_included WHERE table_id = ?", id);
}

void insert_column(Connection& connection, const sql::Dialect& dialect, std::int64_t table_id, std::int64_t ordinal,
                   const catalog::Column& column) {
  const Type& type = column.type;
  run(connection,
      "INSERT INTO emulator_column (table_id, ordinal, id, name, storage_name, type, element, is_unsigned, length, "
      "scale, type_collation, type_name, spelled, metadata_name, not_null, default_text, generated_text, "
      "generated_stored, on_update_text, identity, sequence_id, comment) "
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      table_id, ordinal, std::int64_t{column.id}, std::string_view{column.name}, std::string_view{column.storage_name},
      name_of(type.id), name_of(type.element), number(type.is_unsigned), std::int64_t{type.length},
      std::int64_t{type.scale}, type.collation, type.name, std::string_view{dialect.spelled(type)},
      std::string_view{dialect.metadata_name(type)}, number(column.not_null), optional_value(column.default_text),
      optional_value(column.generated_text), number(column.generated_stored), optional_value(column.on_update_text),
      name_of(column.identity), column.sequence_id, std::string_view{column.comment});
}

void insert_constraint(Connection& connection, std::int64_t table_id, std::int64_t ordinal,
                       const catalog::Constraint& constraint) {
  run(connection,
      "INSERT INTO emulator_constraint (table_id, ordinal, kind, name, check_text, referenced_table, on_delete, "
      "on_update, is_deferrable, initially_deferred, nulls_not_distinct, is_validated, is_enforced) "
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
      table_id, ordinal, name_of(constraint.kind), std::string_view{constraint.name},
      std::string_view{constraint.check_text}, constraint.referenced_table, name_of(constraint.on_delete),
      name_of(constraint.on_update), number(constraint.deferrable), number(constraint.initially_deferred),
      number(constraint.nulls_not_distinct), number(constraint.validated), number(constraint.enforced));
  for (std::size_t i = 0; i < constraint.columns.size(); ++i) {
    const std::int32_t referenced = i < constraint.referenced_columns.size() ? constraint.referenced_columns[i] : 0;
    run(connection,
        "INSERT INTO emulator_constraint_column (table_id, constraint_ordinal, ordinal, column_id, referenced_column) "
        "VALUES (?,?,?,?,?)",
        table_id, ordinal, static_cast<std::int64_t>(i + 1), std::int64_t{constraint.columns[i]},
        std::int64_t{referenced});
  }
}

void insert_index(Connection& connection, std::int64_t table_id, std::int64_t ordinal, const catalog::Index& index) {
  run(connection,
      "INSERT INTO emulator_index (table_id, ordinal, name, storage_name, is_unique, where_text, method, options) "
      "VALUES (?,?,?,?,?,?,?,?)",
      table_id, ordinal, std::string_view{index.name}, std::string_view{index.storage_name}, number(index.unique),
      std::string_view{index.where_text}, std::string_view{index.method}, std::string_view{index.options});
  for (std::size_t i = 0; i < index.parts.size(); ++i) {
    const catalog::IndexPart& part = index.parts[i];
    run(connection,
        "INSERT INTO emulator_index_part (table_id, index_ordinal, ordinal, column_id, text, prefix_length, "
        "descending, nulls_first, operator_class) VALUES (?,?,?,?,?,?,?,?,?)",
        table_id, ordinal, static_cast<std::int64_t>(i + 1), std::int64_t{part.column}, std::string_view{part.text},
        std::int64_t{part.prefix_length}, number(part.descending),
        part.nulls_first ? Value{number(*part.nulls_first)} : Value{}, std::string_view{part.operator_class});
  }
  for (std::size_t i = 0; i < index.included.size(); ++i) {
    run(connection,
        "INSERT INTO emulator_index_included (table_id, index_ordinal, ordinal, column_id) VALUES (?,?,?,?)", table_id,
        ordinal, static_cast<std::int64_t>(i + 1), std::int64_t{index.included[i]});
  }
}

void put_table(Connection& connection, const sql::Dialect& dialect, const catalog::Table& table) {
  delete_table(connection, table.id);
  run(connection,
      "INSERT INTO emulator_table (id, schema, name, storage_name, next_column_id, comment, collation, "
      "materialized_text, search_schema, owner, row_security) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
      table.id, std::string_view{table.schema}, std::string_view{table.name}, std::string_view{table.storage_name},
      std::int64_t{table.next_column_id}, std::string_view{table.comment}, std::string_view{table.collation},
      std::string_view{table.materialized_text}, std::string_view{table.search_schema}, std::string_view{table.owner},
      number(table.row_security));
  std::int64_t ordinal = 0;
  for (const catalog::Column& column : table.columns) insert_column(connection, dialect, table.id, ++ordinal, column);
  ordinal = 0;
  for (const catalog::Constraint& constraint : table.constraints) {
    insert_constraint(connection, table.id, ordinal++, constraint);
  }
  ordinal = 0;
  for (const catalog::Index& index : table.indexes) insert_index(connection, table.id, ordinal++, index);
}

void delete_view(Connection& connection, std::int64_t id) {
  run(connection, "DELETE FROM emulator_view WHERE id = ?", id);
  run(connection, "DELETE FROM emulator_view_column WHERE view_id = ?", id);
}

void put_view(Connection& connection, const catalog::View& view) {
  delete_view(connection, view.id);
  run(connection,
      "INSERT INTO emulator_view (id, schema, name, text, search_schema, named_columns, comment, owner) "
      "VALUES (?,?,?,?,?,?,?,?)",
      view.id, std::string_view{view.schema}, std::string_view{view.name}, std::string_view{view.text},
      std::string_view{view.search_schema}, number(!view.columns.empty()), std::string_view{view.comment},
      std::string_view{view.owner});
}

void delete_sequence(Connection& connection, std::int64_t id) {
  run(connection, "DELETE FROM emulator_sequence WHERE id = ?", id);
}

void put_sequence(Connection& connection, const catalog::Sequence& sequence) {
  delete_sequence(connection, sequence.id);
  run(connection,
      "INSERT INTO emulator_sequence (id, schema, name, type, start, increment, minimum, maximum, cache, cycle, "
      "owner_table, owner_column, is_hidden, owner) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      sequence.id, std::string_view{sequence.schema}, std::string_view{sequence.name}, name_of(sequence.type),
      sequence.start, sequence.increment, sequence.minimum, sequence.maximum, sequence.cache, number(sequence.cycle),
      sequence.owner_table, std::int64_t{sequence.owner_column}, number(sequence.is_hidden),
      std::string_view{sequence.owner});
}

void delete_enum(Connection& connection, std::int64_t id) {
  run(connection, "DELETE FROM emulator_enum WHERE id = ?", id);
  run(connection, "DELETE FROM emulator_enum_label WHERE enum_id = ?", id);
}

void put_enum(Connection& connection, const catalog::EnumType& type) {
  delete_enum(connection, type.id);
  run(connection, "INSERT INTO emulator_enum (id, schema, name, owner) VALUES (?,?,?,?)", type.id,
      std::string_view{type.schema}, std::string_view{type.name}, std::string_view{type.owner});
  std::int64_t ordinal = 0;
  for (const std::string& label : type.labels) {
    run(connection, "INSERT INTO emulator_enum_label (enum_id, ordinal, label) VALUES (?,?,?)", type.id, ++ordinal,
        std::string_view{label});
  }
}

void put_schema(Connection& connection, const catalog::Schema& schema) {
  run(connection, "INSERT OR REPLACE INTO emulator_schema (name, collation, owner) VALUES (?,?,?)",
      std::string_view{schema.name}, std::string_view{schema.collation}, std::string_view{schema.owner});
}

void put_extension(Connection& connection, const catalog::Extension& extension) {
  run(connection, "INSERT OR REPLACE INTO emulator_extension (name, schema, version) VALUES (?,?,?)",
      std::string_view{extension.name}, std::string_view{extension.schema}, std::string_view{extension.version});
}

bool has_store(Connection& connection) {
  return connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'emulator_state'").step();
}

void create_store(Connection& connection, const sql::Dialect& dialect, const std::string& database) {
  connection.execute(schema::catalog_sql);
  run(connection, "INSERT INTO emulator_state (format, stamp, next_id, database, system_views) VALUES (?, 0, ?, ?, 0)",
      store_format, first_object_id, std::string_view{database});
  if (!dialect.traits.default_schema.empty()) {
    put_schema(connection, catalog::Schema{std::string(dialect.traits.default_schema), {}});
  }
  put_first_grants(connection, dialect);
}

}  // namespace

void Stamps::raise(std::uint64_t at_least) {
  std::uint64_t known = last_.load();
  while (known < at_least && !last_.compare_exchange_weak(known, at_least)) {
  }
}

void prepare_store(Connection& connection, const sql::Dialect& dialect, const SystemViews& views,
                   const std::string& database) {
  if (!has_store(connection)) create_store(connection, dialect, database);
  std::int64_t format = 0;
  std::int64_t checksum = 0;
  {
    auto state = connection.prepare("SELECT format, system_views FROM emulator_state");
    if (state.step()) {
      format = state.integer(0);
      checksum = state.integer(1);
    }
  }
  while (format >= 1 && format < store_format) {
    connection.execute(upgrades[static_cast<std::size_t>(format - 1)]);
    run(connection, "UPDATE emulator_state SET format = ?", ++format);
    if (format == format_with_grants) put_first_grants(connection, dialect);
  }
  if (format != store_format) {
    throw std::runtime_error("the data of database " + database + " has format " + std::to_string(format) +
                             ", this program reads format " + std::to_string(store_format));
  }
  if (checksum == views.checksum()) return;
  views.create(connection, dialect);
  connection.execute("DELETE FROM emulator_setting");
  for (const KnownSetting& setting : known_settings(dialect)) {
    if (setting.name.starts_with(' ')) continue;  // of this program alone
    run(connection, "INSERT INTO emulator_setting (name, value) VALUES (?,?)", setting.label(), setting.value);
  }
  run(connection, "UPDATE emulator_state SET system_views = ?", views.checksum());
}

void store_changes(Connection& connection, const sql::Dialect& dialect, const catalog::Catalog& after,
                   const std::vector<catalog::Change>& changes) {
  for (const catalog::Change& change : changes) {
    std::visit(overloaded{
                   [&](const catalog::PutSchema& made) { put_schema(connection, made.schema); },
                   [&](const catalog::DropSchema& made) {
                     run(connection, "DELETE FROM emulator_schema WHERE name = ?", std::string_view{made.name});
                   },
                   [&](const catalog::PutTable& made) { put_table(connection, dialect, made.table); },
                   [&](const catalog::DropTable& made) {
                     delete_table(connection, made.id);
                     delete_grants_on(connection, made.id);
                   },
                   [&](const catalog::PutView& made) { put_view(connection, made.view); },
                   [&](const catalog::DropView& made) {
                     delete_view(connection, made.id);
                     delete_grants_on(connection, made.id);
                   },
                   [&](const catalog::PutSequence& made) { put_sequence(connection, made.sequence); },
                   [&](const catalog::DropSequence& made) {
                     delete_sequence(connection, made.id);
                     delete_grants_on(connection, made.id);
                     run(connection, "DELETE FROM emulator_counter WHERE sequence_id = ?", made.id);
                   },
                   [&](const catalog::PutExtension& made) { put_extension(connection, made.extension); },
                   [&](const catalog::DropExtension& made) {
                     run(connection, "DELETE FROM emulator_extension WHERE name = ?", std::string_view{made.name});
                   },
                   [&](const catalog::PutEnum& made) { put_enum(connection, made.type); },
                   [&](const catalog::DropEnum& made) {
                     delete_enum(connection, made.id);
                     delete_grants_on(connection, made.id);
                   },
                   [&](const catalog::PutRole& made) { put_role(connection, made.role); },
                   [&](const catalog::DropRole& made) { delete_role(connection, made.name); },
                   [&](const catalog::PutGrants& made) { put_grants(connection, made.grants); },
                   [&](const catalog::PutDefaultGrants& made) { put_default_grants(connection, made.grants); },
               },
               change);
  }
  run(connection, "UPDATE emulator_state SET stamp = ?, next_id = ?", static_cast<std::int64_t>(after.stamp),
      after.next_id);
}

void store_view_columns(Connection& connection, const sql::Dialect& dialect, const catalog::View& view,
                        const std::vector<ViewColumn>& columns) {
  std::int64_t ordinal = 0;
  for (const ViewColumn& column : columns) {
    const auto index = static_cast<std::size_t>(ordinal);
    const std::string& name = index < view.columns.size() ? view.columns[index] : column.name;
    run(connection,
        "INSERT INTO emulator_view_column (view_id, ordinal, name, spelled, metadata_name, length, scale, nullable) "
        "VALUES (?,?,?,?,?,?,?,?)",
        view.id, ++ordinal, std::string_view{name}, std::string_view{dialect.spelled(column.type)},
        std::string_view{dialect.metadata_name(column.type)}, std::int64_t{column.type.length},
        std::int64_t{column.type.scale}, number(column.nullable));
  }
}

}  // namespace emulator::backend::emulated
