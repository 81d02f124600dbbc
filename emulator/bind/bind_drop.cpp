// DROP of every kind of object, with what depends on it.
#include <algorithm>

#include "base/text.hpp"
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
  definition.keeps_transaction = drop.temporary;
  std::set<std::int64_t> tables;
  for (const ast::Name& name : drop.names) {
    const bool is_table = drop.kind == ast::ObjectKind::table || drop.kind == ast::ObjectKind::materialized_view;
    const catalog::Table* table = !is_table ? nullptr : drop.temporary ? find_temporary(name) : find_table(name);
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
        drop_table(name, drop, definition.changes, tables);
        break;
      case ast::ObjectKind::extension:
        drop_extension(name, drop, definition.changes);
        break;
      case ast::ObjectKind::event:
      case ast::ObjectKind::function:
      case ast::ObjectKind::procedure:
      case ast::ObjectKind::trigger:
        drop_absent(name, drop);
        break;
      case ast::ObjectKind::column:
      case ast::ObjectKind::constraint:
        break;  // ALTER TABLE's
    }
  }
  return definition;
}

void StatementBinder::drop_table(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes,
                                 const std::set<std::int64_t>& also_dropped) {
  const catalog::Table* table = drop.temporary ? find_temporary(name) : find_table(name);
  if (table == nullptr) {
    refuse_other_kind(name, "a table");
    if (drop.if_exists) {
      note(Condition::unknown_table_in_drop, {displayed_in_schema(name)});
      return;
    }
    fail(Condition::unknown_table_in_drop, {displayed_in_schema(name), "table"});
  }
  if (table->is_system_view) {
    fail(Condition::table_is_not_base, {table->name, "DROP TABLE", "drop"}, name.position);
  }
  const bool is_materialized = !table->materialized_text.empty();
  if (is_materialized != (drop.kind == ast::ObjectKind::materialized_view)) {
    SqlError error = dialect_.error(Condition::wrong_object_type,
                                    {table->name, is_materialized ? "a table" : "a materialized view"});
    error.hint = is_materialized ? "Use DROP MATERIALIZED VIEW to remove a materialized view."
                                 : "Use DROP TABLE to remove a table.";
    throw error;
  }
  require_owner(table->id);
  std::vector<std::string> dependents;
  for (const auto& [other_name, other] : catalog_.tables) {
    for (const catalog::Constraint& constraint : other->constraints) {
      const bool refers =
          constraint.kind == catalog::ConstraintKind::foreign_key && constraint.referenced_table == table->id;
      if (!refers || also_dropped.contains(other->id)) {
        continue;
      }
      if (dialect_.traits.schema_is_database) {
        fail(Condition::cannot_drop_referenced, {table->name, constraint.name, other->name});
      }
      dependents.push_back("constraint " + constraint.name + " on table " + other->name);
    }
  }
  if (!dialect_.traits.schema_is_database) {
    const auto views = views_using([&](const Uses& uses) { return uses.relations.contains(table->id); });
    for (const catalog::View* view : views) {
      dependents.push_back("view " + view->name);
    }
    const std::string object = (is_materialized ? "materialized view " : "table ") + table->name;
    require_cascade(object, object, dependents, drop.cascade);
    drop_foreign_keys_to(table->id, changes, also_dropped);
    drop_views(views, changes);
  }
  drop_table_objects(*table, changes);
}

// DROP … CASCADE takes foreign keys from tables that stay.
void StatementBinder::drop_foreign_keys_to(std::int64_t table, std::vector<catalog::Change>& changes,
                                           const std::set<std::int64_t>& also_dropped) {
  const auto refers = [table](const catalog::Constraint& key) {
    return key.kind == catalog::ConstraintKind::foreign_key && key.referenced_table == table;
  };
  for (const auto& [name, other] : catalog_.tables) {
    if (also_dropped.contains(other->id) || other->id == table ||
        std::none_of(other->constraints.begin(), other->constraints.end(), refers)) {
      continue;
    }
    auto known = std::find_if(changes.begin(), changes.end(), [id = other->id](const catalog::Change& change) {
      const auto* put = std::get_if<catalog::PutTable>(&change);
      return put != nullptr && put->table.id == id;
    });
    if (known == changes.end()) {
      known = changes.insert(changes.end(), catalog::PutTable{*other, {}});
    }
    auto& put = std::get<catalog::PutTable>(*known);
    std::erase_if(put.table.constraints, refers);
  }
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
      note(Condition::undefined_database_in_drop, {name});
      return;
    }
    fail(dialect_.traits.schema_is_database ? Condition::undefined_database_in_drop : Condition::undefined_schema,
         {name});
  }
  require_schema_owner(name);
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
  if (!dialect_.traits.schema_is_database && !catalog_.roles.empty()) {
    std::vector<catalog::Grant> grants = catalog_.grants;
    std::erase_if(grants, [&](const catalog::Grant& grant) { return grant.schema == name; });
    changes.emplace_back(catalog::PutGrants{std::move(grants)});
  }
}

// An index is named by itself in PostgreSQL and by its table in MySQL.
void StatementBinder::drop_index(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes) {
  const std::string& wanted = name.parts.back();
  if (!drop.table.parts.empty()) {
    ast::AlterTable alter;
    alter.name = drop.table;
    ast::DropConstraint constraint{};
    constraint.kind = ast::ConstraintKind::index;
    constraint.name = wanted;
    alter.actions.push_back({std::move(constraint), ast::no_position});
    Statement altered = alter_table(alter);
    auto& made = std::get<Definition>(altered).changes;
    changes.insert(changes.end(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
    return;
  }
  const auto remove_from = [&wanted](catalog::Table& table) {
    return std::erase_if(table.indexes, [&](const catalog::Index& index) { return index.name == wanted; }) > 0;
  };
  for (const auto& [key, table] : catalog_.tables) {
    if (key.first != schema_of(name) || table->is_system_view) {
      continue;
    }
    const bool has_it = std::any_of(table->indexes.begin(), table->indexes.end(),
                                    [&](const catalog::Index& index) { return index.name == wanted; });
    if (has_it) {
      require_owner(table->id, "index", wanted);
    }
    check_index_is_free(*table, wanted);
    const std::int64_t id = table->id;
    const auto changed_before = std::find_if(changes.begin(), changes.end(), [id](const catalog::Change& change) {
      const auto* put = std::get_if<catalog::PutTable>(&change);
      return put != nullptr && put->table.id == id;
    });
    if (changed_before != changes.end()) {  // by another name of the same statement
      if (remove_from(std::get<catalog::PutTable>(*changed_before).table)) {
        return;
      }
      continue;
    }
    catalog::Table changed = *table;
    if (remove_from(changed)) {
      changes.emplace_back(catalog::PutTable{std::move(changed), {}});
      return;
    }
  }
  refuse_other_kind(name, "an index");
  if (!drop.if_exists) {
    fail(Condition::undefined_index, {wanted});
  }
}

// An index that is a key goes with the key only.
void StatementBinder::check_index_is_free(const catalog::Table& table, const std::string& index) const {
  for (const catalog::Constraint& constraint : table.constraints) {
    const bool is_key =
        constraint.kind == catalog::ConstraintKind::primary_key || constraint.kind == catalog::ConstraintKind::unique;
    if (is_key && constraint.name == index) {
      const std::string owner = "constraint " + index + " on table " + table.name;
      SqlError error = dialect_.error(Condition::cannot_drop_dependent, {"index " + index, index});
      error.message = "cannot drop index " + index + " because " + owner + " requires it";
      error.hint = "You can drop " + owner + " instead.";
      throw error;
    }
  }
}

void StatementBinder::drop_view(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes) {
  const catalog::View* view = catalog_.find_view(schema_of(name), name.parts.back());
  if (view != nullptr) {
    require_owner(view->id);
    if (!dialect_.traits.schema_is_database) {
      std::vector<std::string> dependents;
      for (const catalog::View* over :
           views_using([&](const Uses& uses) { return uses.relations.contains(view->id); })) {
        const bool goes_too = std::any_of(drop.names.begin(), drop.names.end(), [&](const ast::Name& other) {
          return catalog_.find_view(schema_of(other), other.parts.back()) == over;
        });
        if (!goes_too) {
          dependents.push_back("view " + over->name);
        }
      }
      require_cascade("view " + view->name, "view " + view->name, dependents, drop.cascade);
    }
    drop.cascade ? drop_views({view}, changes) : void(changes.emplace_back(catalog::DropView{view->id}));
  } else if (const catalog::Table* table = find_table(name); table != nullptr && !table->materialized_text.empty()) {
    SqlError error = dialect_.error(Condition::wrong_object_type, {table->name, "a view"});
    error.hint = "Use DROP MATERIALIZED VIEW to remove a materialized view.";
    throw error;
  } else {
    refuse_other_kind(name, "a view");
    if (!drop.if_exists) {
      fail(Condition::unknown_table_in_drop, {displayed_in_schema(name), "view"});
    }
    note(Condition::unknown_table_in_drop, {displayed_in_schema(name)});
  }
}

void StatementBinder::drop_sequence(const ast::Name& name, const ast::Drop& drop,
                                    std::vector<catalog::Change>& changes) {
  const catalog::Sequence* sequence = catalog_.find_sequence(schema_of(name), name.parts.back());
  if (sequence != nullptr) {
    require_owner(sequence->id);
  }
  if (sequence != nullptr && sequence->owner_table != 0) {
    fail(Condition::cannot_drop_dependent, {"sequence " + sequence->name, sequence->name});
  }
  if (sequence != nullptr) {
    changes.emplace_back(catalog::DropSequence{sequence->id});
  } else {
    refuse_other_kind(name, "a sequence");
    if (!drop.if_exists) {
      fail(Condition::unknown_table_in_drop, {displayed_in_schema(name), "sequence"});
    }
  }
}

// MySQL: of what is never created there is nothing to drop.
void StatementBinder::drop_absent(const ast::Name& name, const ast::Drop& drop) {
  const std::string& last = name.parts.back();
  const std::string routine = existing_schema(name) + "." + last;
  const bool is_trigger = drop.kind == ast::ObjectKind::trigger;
  const Condition condition = drop.kind == ast::ObjectKind::event ? Condition::undefined_event
                              : is_trigger                        ? Condition::undefined_trigger
                                                                  : Condition::undefined_routine;
  const bool is_routine = condition == Condition::undefined_routine;
  const std::string kind = drop.kind == ast::ObjectKind::function ? "FUNCTION" : "PROCEDURE";
  if (!drop.if_exists) {
    fail(condition, {is_routine ? kind : last, routine});
  }
  note(is_trigger ? condition : Condition::undefined_routine,
       {is_routine ? kind : "EVENT", is_routine ? routine : last});
}

// PostgreSQL: tables, views and sequences share their names, so the name may be of another kind than it is dropped as.
void StatementBinder::refuse_other_kind(const ast::Name& name, std::string_view wanted) {
  if (dialect_.traits.schema_is_database) {
    return;
  }
  const std::string schema = schema_of(name);
  const std::string& last = name.parts.back();
  const std::string_view other = find_table(name) != nullptr                       ? "TABLE"
                                 : catalog_.find_view(schema, last) != nullptr     ? "VIEW"
                                 : catalog_.find_sequence(schema, last) != nullptr ? "SEQUENCE"
                                                                                   : "";
  if (!other.empty()) {
    SqlError error = dialect_.error(Condition::wrong_object_type, {last, std::string(wanted)});
    error.hint = "Use DROP " + std::string(other) + " to remove a " + ascii_lower(other) + ".";
    throw error;
  }
}

// MySQL says 'shop.orders' where PostgreSQL says "orders".
std::string StatementBinder::displayed_in_schema(const ast::Name& name) const {
  return dialect_.traits.schema_is_database ? schema_of(name) + "." + name.parts.back() : name.parts.back();
}

}  // namespace emulator::bind
