// ALTER TABLE's actions on constraints and indexes, but for dropping them.
#include <algorithm>

#include "bind/alteration.hpp"

namespace emulator::bind {

catalog::Constraint* Alteration::find_constraint(const std::string& name) {
  const auto found =
      std::find_if(table_.constraints.begin(), table_.constraints.end(),
                   [&](const catalog::Constraint& constraint) { return same_name(constraint.name, name); });
  return found == table_.constraints.end() ? nullptr : &*found;
}

catalog::Index* Alteration::find_index(const std::string& name) {
  const auto found = std::find_if(table_.indexes.begin(), table_.indexes.end(),
                                  [&](const catalog::Index& index) { return same_name(index.name, name); });
  return found == table_.indexes.end() ? nullptr : &*found;
}

void Alteration::act(const ast::AddConstraint& add) {
  if (!add.constraint.using_index.empty()) {
    use_index(add.constraint);
    return;
  }
  const bool is_checked =
      add.constraint.kind == ast::ConstraintKind::check || add.constraint.kind == ast::ConstraintKind::foreign_key;
  copies_rows_ = copies_rows_ || (is_checked && !add.constraint.not_enforced);
  without_position([&] { binder_.table_constraint(add.constraint, table_); });
}

// PostgreSQL ADD CONSTRAINT … UNIQUE USING INDEX i: the index becomes the key, under the constraint's name.
void Alteration::use_index(const ast::TableConstraint& constraint) {
  const catalog::Index* index = find_index(constraint.using_index);
  if (index == nullptr) {
    fail(Condition::undefined_index, {constraint.using_index});
  }
  if (!index->unique) {
    fail(Condition::wrong_object_type, {index->name, "a unique index"});
  }
  ast::TableConstraint key;
  key.kind = constraint.kind;
  key.name = constraint.name.empty() ? index->name : constraint.name;
  key.position = constraint.position;
  for (const catalog::IndexPart& part : index->parts) {
    if (part.column == 0 || !index->where_text.empty()) {
      fail(Condition::wrong_object_type, {index->name, part.column == 0 ? "without expressions" : "whole"});
    }
    key.parts.push_back({});
    key.parts.back().column = table_.find(part.column)->name;
  }
  std::erase_if(table_.indexes, [&](const catalog::Index& other) { return &other == index; });
  binder_.table_constraint(key, table_);
}

void Alteration::act(const ast::RenameConstraint& rename) {
  catalog::Constraint* constraint = find_constraint(rename.from);
  catalog::Index* index = rename.is_index ? find_index(rename.from) : nullptr;
  const bool is_key = constraint != nullptr && (constraint->kind == catalog::ConstraintKind::primary_key ||
                                                constraint->kind == catalog::ConstraintKind::unique);
  if (rename.is_index && index == nullptr && !is_key) {
    fail(Condition::undefined_key, {rename.from, table_.name});
  }
  if (!rename.is_index && constraint == nullptr) {
    fail(Condition::undefined_table_constraint, {rename.from, table_.name});
  }
  const bool is_relation = rename.is_index || is_key;
  const bool is_taken = find_constraint(rename.to) != nullptr || (is_relation && find_index(rename.to) != nullptr);
  const bool is_global = is_relation && !dialect_.traits.schema_is_database;
  if (is_global && !rename.is_index && find_constraint(rename.to) != nullptr) {
    fail(Condition::duplicate_constraint, {rename.to, table_.name});
  }
  if (is_global && (is_taken || binder_.relation_name_taken(table_.schema, rename.to))) {
    fail(Condition::duplicate_table, {rename.to});
  }
  if (is_taken && !same_name(rename.from, rename.to)) {
    fail(is_relation ? Condition::duplicate_key_name : Condition::duplicate_constraint, {rename.to, table_.name});
  }
  (index != nullptr ? index->name : constraint->name) = rename.to;
}

void Alteration::act(const ast::ValidateConstraint& validate) {
  catalog::Constraint* constraint = find_constraint(validate.name);
  if (constraint == nullptr) {
    fail(Condition::undefined_constraint, {validate.name, table_.name});
  }
  const bool can_be =
      constraint->kind == catalog::ConstraintKind::check || constraint->kind == catalog::ConstraintKind::foreign_key;
  if (!can_be) {
    fail(Condition::wrong_object_type, {validate.name, "a foreign key or check constraint"});
  }
  constraint->validated = true;
}

void Alteration::act(const ast::AlterConstraint& alter) {
  catalog::Constraint* constraint = find_constraint(alter.name);
  if (alter.enforced) {
    if (constraint == nullptr || constraint->kind != catalog::ConstraintKind::check) {
      fail(Condition::undefined_check, {alter.name, table_.name});
    }
    constraint->enforced = *alter.enforced;
    copies_rows_ = copies_rows_ || *alter.enforced;
    return;
  }
  if (constraint == nullptr) {
    fail(Condition::undefined_constraint, {alter.name, table_.name});
  }
  if (constraint->kind != catalog::ConstraintKind::foreign_key) {
    fail(Condition::wrong_object_type, {alter.name, "a foreign key constraint"});
  }
  constraint->deferrable = alter.deferrable;
  constraint->initially_deferred = alter.initially_deferred;
}

}  // namespace emulator::bind
