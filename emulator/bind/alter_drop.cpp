// ALTER TABLE's DROP COLUMN and DROP of constraints and indexes: what goes along, and what stands in the way.
#include <algorithm>

#include "bind/alteration.hpp"
#include "bind/same.hpp"

namespace emulator::bind {

namespace {

bool contains(const std::vector<std::int32_t>& columns, std::int32_t column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

bool is_key(const catalog::Constraint& constraint) {
  return constraint.kind == catalog::ConstraintKind::primary_key || constraint.kind == catalog::ConstraintKind::unique;
}

// Whether the foreign key refers to any of these columns, or to just all of them.
bool refers_to(const catalog::Constraint& key, std::int64_t table, const std::vector<std::int32_t>& columns,
               bool whole) {
  if (key.kind != catalog::ConstraintKind::foreign_key || key.referenced_table != table) {
    return false;
  }
  if (whole) {
    return std::is_permutation(columns.begin(), columns.end(), key.referenced_columns.begin(),
                               key.referenced_columns.end());
  }
  return std::any_of(columns.begin(), columns.end(),
                     [&](std::int32_t column) { return contains(key.referenced_columns, column); });
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += (text.empty() ? "" : "\n") + line;
  }
  return text;
}

}  // namespace

std::set<std::int32_t> Alteration::columns_in(const std::string& text) {
  std::set<std::int32_t> ids;
  for (const auto& [table, column] : binder_.uses_in_expression(text, table_).columns) {
    ids.insert(column);
  }
  return ids;
}

void Alteration::act(const ast::DropColumn& drop) {
  const catalog::Column* found = find_column(drop.column);
  if (found == nullptr) {
    if (drop.if_exists) {
      return;
    }
    fail(Condition::undefined_column_in_drop, {drop.column, table_.name});
  }
  const catalog::Column column = *found;
  if (dialect_.traits.schema_is_database) {
    drop_column_in_place(column);
  } else {
    drop_column_with_dependents(column, drop.cascade);
  }
  drop_counter(column);
  std::erase_if(table_.columns, [&](const catalog::Column& other) { return other.id == column.id; });
}

// MySQL: the column leaves the keys it was in; checks over it alone go along.
void Alteration::drop_column_in_place(const catalog::Column& column) {
  for (const catalog::Constraint& constraint : table_.constraints) {
    if (constraint.kind == catalog::ConstraintKind::foreign_key && contains(constraint.columns, column.id)) {
      fail(Condition::cannot_drop_key_column, {column.name, constraint.name});
    }
  }
  for (const auto& [name, table] : binder_.catalog_.tables) {
    for (const catalog::Constraint& key : table->constraints) {
      if (refers_to(key, table_.id, {column.id}, false)) {
        fail(Condition::cannot_drop_parent_column, {column.name, key.name, table->name});
      }
    }
  }
  std::erase_if(table_.constraints, [&](const catalog::Constraint& constraint) {
    return constraint.kind == catalog::ConstraintKind::check &&
           columns_in(constraint.check_text) == std::set<std::int32_t>{column.id};
  });
  check_column_is_free(column);
  for (catalog::Constraint& constraint : table_.constraints) {
    std::erase(constraint.columns, column.id);
  }
  std::erase_if(table_.constraints,
                [](const catalog::Constraint& constraint) { return is_key(constraint) && constraint.columns.empty(); });
  for (catalog::Index& index : table_.indexes) {
    std::erase_if(index.parts, [&](const catalog::IndexPart& part) { return part.column == column.id; });
  }
  std::erase_if(table_.indexes, [](const catalog::Index& index) { return index.parts.empty(); });
}

// MySQL: what is computed from a column forbids dropping and renaming it.
void Alteration::check_column_is_free(const catalog::Column& column) {
  for (const catalog::Constraint& constraint : table_.constraints) {
    if (constraint.kind == catalog::ConstraintKind::check && columns_in(constraint.check_text).contains(column.id)) {
      fail(Condition::cannot_drop_check_column, {constraint.name, column.name});
    }
  }
  for (const catalog::Column& other : table_.columns) {
    if (other.generated_text && other.id != column.id && !dropped_.contains(other.id) &&
        columns_in(*other.generated_text).contains(column.id)) {
      fail(Condition::cannot_drop_generated_column, {column.name});
    }
  }
  for (const catalog::Index& index : table_.indexes) {
    for (const catalog::IndexPart& part : index.parts) {
      if (part.column == 0 && columns_in(part.text).contains(column.id)) {
        fail(Condition::cannot_drop_indexed_column, {column.name});
      }
    }
  }
}

// PostgreSQL: the table's own constraints and indexes over the column go along; what else depends on it only by
// CASCADE.
void Alteration::drop_column_with_dependents(const catalog::Column& column, bool cascade) {
  const std::string object = "column " + column.name + " of table " + table_.name;
  std::vector<std::string> dependents;
  std::vector<std::string> computed;
  for (const catalog::Column& other : table_.columns) {
    if (other.generated_text && columns_in(*other.generated_text).contains(column.id)) {
      computed.push_back(other.name);
      dependents.push_back("column " + other.name + " of table " + table_.name);
    }
  }
  for (std::string& key : foreign_keys_over({column.id}, false)) {
    dependents.push_back(std::move(key));
  }
  const auto views = binder_.views_using([&](const Uses& uses) {
    return uses.columns.contains({table_.id, column.id});
  });
  for (const catalog::View* view : views) {
    dependents.push_back("view " + view->name);
  }
  binder_.require_cascade(object, object, dependents, cascade);
  for (const std::string& name : computed) {
    act(ast::DropColumn{name, true, true});
  }
  drop_foreign_keys_over({column.id}, false);
  binder_.drop_views(views, changes_);
  std::erase_if(table_.constraints, [&](const catalog::Constraint& constraint) {
    return constraint.kind == catalog::ConstraintKind::check ? columns_in(constraint.check_text).contains(column.id)
                                                             : contains(constraint.columns, column.id);
  });
  std::erase_if(table_.indexes, [&](const catalog::Index& index) {
    return std::any_of(index.parts.begin(), index.parts.end(),
                       [&](const catalog::IndexPart& part) {
                         return part.column == 0 ? columns_in(part.text).contains(column.id) : part.column == column.id;
                       }) ||
           contains(index.included, column.id) ||
           (!index.where_text.empty() && columns_in(index.where_text).contains(column.id));
  });
}

// Foreign keys of other tables, as PostgreSQL lists dependents.
std::vector<std::string> Alteration::foreign_keys_over(const std::vector<std::int32_t>& columns, bool whole) const {
  std::vector<std::string> found;
  for (const auto& [name, table] : binder_.catalog_.tables) {
    for (const catalog::Constraint& key : table->constraints) {
      if ((table->id != table_.id || whole) && refers_to(key, table_.id, columns, whole)) {
        found.push_back("constraint " + key.name + " on table " + table->name);
      }
    }
  }
  return found;
}

void Alteration::drop_foreign_keys_over(const std::vector<std::int32_t>& columns, bool whole) {
  const auto refers = [&](const catalog::Constraint& key) { return refers_to(key, table_.id, columns, whole); };
  for (const auto& [name, table] : binder_.catalog_.tables) {
    if (table->id != table_.id && std::any_of(table->constraints.begin(), table->constraints.end(), refers)) {
      std::erase_if(other(*table).constraints, refers);
    }
  }
  std::erase_if(table_.constraints, refers);
}

// The counters that the column owns, be it filled by them or not.
void Alteration::drop_counter(const catalog::Column& column) {
  for (const auto& [name, sequence] : binder_.catalog_.sequences) {
    if (sequence->owner_table == table_.id && sequence->owner_column == column.id) {
      changes_.emplace_back(catalog::DropSequence{sequence->id});
    }
  }
}

void Alteration::act(const ast::DropConstraint& drop) {
  using enum ast::ConstraintKind;
  if (dialect_.traits.schema_is_database && !drop.any_kind && (drop.kind == index || drop.kind == primary_key)) {
    drop_key(drop.name, drop.kind == primary_key || same_name(drop.name, "PRIMARY"));
    return;
  }
  const catalog::Constraint* found = find_constraint(drop.name);
  const bool is_wrong_kind =
      found != nullptr && !drop.any_kind && (drop.kind == check) != (found->kind == catalog::ConstraintKind::check);
  if (found == nullptr || is_wrong_kind) {
    if (drop.if_exists) {
      return;
    }
    if (!drop.any_kind) {
      fail(drop.kind == check ? Condition::undefined_check : Condition::undefined_index, {drop.name, table_.name});
    }
    fail(Condition::undefined_constraint, {drop.name, table_.name});
  }
  if (dialect_.traits.schema_is_database && is_key(*found)) {
    drop_key(found->name, found->kind == catalog::ConstraintKind::primary_key);
    return;
  }
  drop_constraint(*found, drop.cascade);
}

// MySQL: a key may not go while a foreign key, of this table or another one, needs it.
void Alteration::drop_key(const std::string& name, bool is_primary) {
  if (is_primary) {
    const catalog::Constraint* primary = table_.primary_key();
    if (primary == nullptr) {
      fail(Condition::undefined_index, {"PRIMARY"});
    }
    check_key_is_free(primary->columns, "PRIMARY");
    copies_rows_ = true;
    std::erase_if(table_.constraints, [](const catalog::Constraint& constraint) {
      return constraint.kind == catalog::ConstraintKind::primary_key;
    });
    return;
  }
  const catalog::Constraint* constraint = find_constraint(name);
  if (constraint != nullptr && constraint->kind == catalog::ConstraintKind::unique) {
    check_key_is_free(constraint->columns, constraint->name);
    std::erase_if(table_.constraints, [&](const catalog::Constraint& other) { return &other == constraint; });
    return;
  }
  const catalog::Index* index = find_index(name);
  if (index == nullptr) {
    fail(Condition::undefined_index, {name});
  }
  std::vector<std::int32_t> columns;
  for (const catalog::IndexPart& part : index->parts) {
    columns.push_back(part.column);
  }
  check_key_is_free(columns, index->name);
  std::erase_if(table_.indexes, [&](const catalog::Index& other) { return &other == index; });
}

void Alteration::check_key_is_free(const std::vector<std::int32_t>& columns, const std::string& name) {
  const auto leads = [](const std::vector<std::int32_t>& key, const std::vector<std::int32_t>& wanted) {
    return key.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), key.begin());
  };
  const auto is_needed = [&](const std::vector<std::int32_t>& wanted) {
    if (!leads(columns, wanted)) {
      return false;
    }
    std::ptrdiff_t others = 0;
    for (const catalog::Constraint& constraint : table_.constraints) {
      others += is_key(constraint) && constraint.name != name && leads(constraint.columns, wanted) ? 1 : 0;
    }
    for (const catalog::Index& index : table_.indexes) {
      std::vector<std::int32_t> parts;
      for (const catalog::IndexPart& part : index.parts) {
        parts.push_back(part.column);
      }
      others += index.name != name && leads(parts, wanted) ? 1 : 0;
    }
    return others == 0;
  };
  for (const catalog::Constraint& key : table_.constraints) {
    if (key.kind == catalog::ConstraintKind::foreign_key && is_needed(key.columns)) {
      fail(Condition::cannot_drop_key_index, {name});
    }
  }
  for (const auto& [table_name, table] : binder_.catalog_.tables) {
    for (const catalog::Constraint& key : table->constraints) {
      if (key.kind == catalog::ConstraintKind::foreign_key && key.referenced_table == table_.id &&
          is_needed(key.referenced_columns)) {
        fail(Condition::cannot_drop_key_index, {name});
      }
    }
  }
}

void Alteration::drop_constraint(const catalog::Constraint& constraint, bool cascade) {
  const std::string name = constraint.name;
  if (is_key(constraint)) {
    const std::vector<std::int32_t> columns = constraint.columns;
    binder_.require_cascade("constraint " + name + " on table " + table_.name, "index " + name,
                            foreign_keys_over(columns, true), cascade);
    drop_foreign_keys_over(columns, true);
  }
  std::erase_if(table_.constraints, [&](const catalog::Constraint& other) { return other.name == name; });
}

// What PostgreSQL says of an object that others need.
void StatementBinder::require_cascade(const std::string& object, const std::string& depended_on,
                                      const std::vector<std::string>& dependents, bool cascade) const {
  if (dependents.empty() || cascade) {
    return;
  }
  std::vector<std::string> lines;
  for (const std::string& dependent : dependents) {
    lines.push_back(dependent + " depends on " + depended_on);
  }
  SqlError error = dialect_.error(Condition::cannot_drop_dependent, {object, object});
  error.detail = joined(lines);
  throw error;
}

}  // namespace emulator::bind
