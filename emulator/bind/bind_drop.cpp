// DROP of every kind of object, with what depends on it.
#include <algorithm>

#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

std::int64_t dropped_tables(const std::vector<catalog::Change>& changes) {
  return std::count_if(changes.begin(), changes.end(), [](const catalog::Change& change) {
    return std::holds_alternative<catalog::DropTable>(change);
  });
}

}  // namespace

Statement StatementBinder::drop(const ast::Drop& drop) {
  Definition definition;
  std::set<std::int64_t> tables;
  for (const ast::Name& name : drop.names) {
    const catalog::Table* table = drop.kind == ast::ObjectKind::table ? find_table(name) : nullptr;
    if (table != nullptr) {
      tables.insert(table->id);
    }
  }
  for (const ast::Name& name : drop.names) {
    switch (drop.kind) {
      case ast::ObjectKind::table:
        drop_table(name, drop, definition.changes, tables);
        break;
      case ast::ObjectKind::view:
        drop_view(name, drop, definition.changes);
        break;
      case ast::ObjectKind::index:
        drop_index(name, drop, definition.changes);
        break;
      case ast::ObjectKind::schema:
        drop_schema(name.parts.back(), drop, definition.changes);
        definition.reported_rows = dialect_.traits.schema_is_database ? dropped_tables(definition.changes) : 0;
        break;
      case ast::ObjectKind::database:
        return DatabaseCommand{false, name.parts.back(), drop.if_exists};
      case ast::ObjectKind::sequence:
        drop_sequence(name, drop, definition.changes);
        break;
      case ast::ObjectKind::type:
        drop_type(name, drop, definition.changes);
        break;
      case ast::ObjectKind::materialized_view:
        unsupported("materialized views", name.position);
    }
  }
  return definition;
}

void StatementBinder::drop_table(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes,
                                 const std::set<std::int64_t>& also_dropped) {
  const catalog::Table* table = find_table(name);
  if (table == nullptr) {
    if (drop.if_exists) {
      return;
    }
    fail(Condition::unknown_table_in_drop, {displayed_in_schema(name), "table"});
  }
  if (table->is_system_view) {
    fail(Condition::table_is_not_base, {table->name, "DROP TABLE", "drop"}, name.position);
  }
  for (const auto& [other_name, other] : catalog_.tables) {
    for (const catalog::Constraint& constraint : other->constraints) {
      const bool refers =
          constraint.kind == catalog::ConstraintKind::foreign_key && constraint.referenced_table == table->id;
      if (!refers || also_dropped.contains(other->id)) {
        continue;
      }
      if (!drop.cascade || dialect_.traits.schema_is_database) {
        fail(Condition::cannot_drop_referenced, {table->name, constraint.name, other->name});
      }
      unsupported("DROP TABLE … CASCADE of a referenced table", name.position);
    }
  }
  drop_table_objects(*table, changes);
}

void StatementBinder::drop_table_objects(const catalog::Table& table, std::vector<catalog::Change>& changes) const {
  for (const auto& [name, sequence] : catalog_.sequences) {
    if (sequence->owner_table == table.id) {
      changes.emplace_back(catalog::DropSequence{sequence->id});
    }
  }
  changes.emplace_back(catalog::DropTable{table.id});
}

// MySQL drops a database with all that is in it; PostgreSQL a schema only with CASCADE.
void StatementBinder::drop_schema(const std::string& name, const ast::Drop& drop,
                                  std::vector<catalog::Change>& changes) {
  if (catalog_.schemas.find(name) == catalog_.schemas.end()) {
    if (drop.if_exists) {
      return;
    }
    fail(dialect_.traits.schema_is_database ? Condition::undefined_database_in_drop : Condition::undefined_schema,
         {name});
  }
  const bool takes_content = drop.cascade || dialect_.traits.schema_is_database;
  const auto check = [&](bool is_inside) {
    if (is_inside && !takes_content) {
      fail(Condition::cannot_drop_dependent, {"schema " + name, name});
    }
    return is_inside;
  };
  for (const auto& [key, view] : catalog_.views) {
    if (check(key.first == name)) {
      changes.emplace_back(catalog::DropView{view->id});
    }
  }
  for (const auto& [key, table] : catalog_.tables) {
    if (check(key.first == name && !table->is_system_view)) {
      changes.emplace_back(catalog::DropTable{table->id});
    }
  }
  for (const auto& [key, sequence] : catalog_.sequences) {
    if (check(key.first == name)) {
      changes.emplace_back(catalog::DropSequence{sequence->id});
    }
  }
  for (const auto& [key, type] : catalog_.enums) {
    if (check(key.first == name)) {
      changes.emplace_back(catalog::DropEnum{type->id});
    }
  }
  changes.emplace_back(catalog::DropSchema{name});
}

// An index is named by itself in PostgreSQL and by its table in MySQL.
void StatementBinder::drop_index(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes) {
  const std::string& wanted = name.parts.back();
  const auto drop_from = [&](const catalog::Table& table) {
    catalog::Table changed = table;
    const auto removed =
        std::erase_if(changed.indexes, [&](const catalog::Index& index) { return index.name == wanted; });
    if (removed > 0) {
      changes.emplace_back(catalog::PutTable{std::move(changed), {}});
    }
    return removed > 0;
  };
  if (!drop.table.parts.empty()) {
    const catalog::Table& table = table_named(drop.table);
    if (!drop_from(table)) {
      fail(Condition::undefined_index, {wanted});
    }
    return;
  }
  for (const auto& [key, table] : catalog_.tables) {
    if (key.first == schema_of(name) && drop_from(*table)) {
      return;
    }
  }
  if (!drop.if_exists) {
    fail(Condition::undefined_index, {wanted});
  }
}

void StatementBinder::drop_view(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes) {
  const catalog::View* view = catalog_.find_view(schema_of(name), name.parts.back());
  if (view != nullptr) {
    changes.emplace_back(catalog::DropView{view->id});
  } else if (!drop.if_exists) {
    fail(Condition::unknown_table_in_drop, {displayed_in_schema(name), "view"});
  }
}

void StatementBinder::drop_sequence(const ast::Name& name, const ast::Drop& drop,
                                    std::vector<catalog::Change>& changes) {
  const catalog::Sequence* sequence = catalog_.find_sequence(schema_of(name), name.parts.back());
  if (sequence != nullptr && sequence->owner_table != 0) {
    fail(Condition::cannot_drop_dependent, {"sequence " + sequence->name, sequence->name});
  }
  if (sequence != nullptr) {
    changes.emplace_back(catalog::DropSequence{sequence->id});
  } else if (!drop.if_exists) {
    fail(Condition::unknown_table_in_drop, {displayed_in_schema(name), "sequence"});
  }
}

void StatementBinder::drop_type(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes) {
  const catalog::EnumType* type = catalog_.find_enum(schema_of(name), name.parts.back());
  if (type != nullptr) {
    changes.emplace_back(catalog::DropEnum{type->id});
  } else if (!drop.if_exists) {
    fail(Condition::undefined_type, {name.parts.back()});
  }
}

// MySQL says 'shop.orders' where PostgreSQL says "orders".
std::string StatementBinder::displayed_in_schema(const ast::Name& name) const {
  return dialect_.traits.schema_is_database ? schema_of(name) + "." + name.parts.back() : name.parts.back();
}

}  // namespace emulator::bind
