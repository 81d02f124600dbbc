// ALTER TABLE: the order of its actions, and those on the table as a whole.
#include <algorithm>
#include <charconv>

#include "base/overloaded.hpp"
#include "bind/alteration.hpp"

namespace emulator::bind {

namespace {

// PostgreSQL (tablecmds.c, AT_PASS_*) and MySQL both let what goes go first and keys come last, wherever they stand.
int pass_of(const ast::AlterAction& action) {
  return std::visit(
      overloaded{
          [](const ast::DropColumn&) { return 0; },
          [](const ast::DropConstraint&) { return 0; },
          [](const ast::DropExpression&) { return 0; },
          [](const ast::SetTableOption&) { return 0; },  // new columns take the new collation
          [](const ast::SetColumnDefault& set) { return set.value == nullptr ? 0 : 4; },
          [](const ast::SetColumnNullable& set) { return set.nullable ? 0 : 4; },
          [](const ast::SetColumnIdentity& set) { return set.drop ? 0 : 4; },
          [](const ast::AlterColumnType&) { return 1; },
          [](const ast::RenameColumn&) { return 1; },
          [](const ast::ModifyColumn& modify) { return modify.first || !modify.after.empty() ? 2 : 1; },
          [](const ast::AddColumn&) { return 2; },
          [](const ast::AddConstraint& add) { return add.constraint.kind == ast::ConstraintKind::foreign_key ? 6 : 5; },
          [](const auto&) { return 7; },
      },
      action.node);
}

}  // namespace

Statement StatementBinder::alter_table(const ast::AlterTable& alter) {
  if (find_table(alter.name) == nullptr || alter.kind != ast::ObjectKind::table) {
    if (std::optional<Statement> other = alter_relation(alter)) {
      return std::move(*other);
    }
    if (alter.if_exists) {
      return Nothing{};
    }
  }
  const catalog::Table* table = nullptr;
  without_position([&] { table = &target_table(alter.name, "ALTER TABLE"); });
  Alteration alteration(*this, *table);
  alteration.apply(alter);
  return alteration.finish();
}

// Each renaming sees what those before it did, so that two tables can swap their names.
Statement StatementBinder::rename_tables(const ast::RenameTables& rename) {
  Definition all;
  catalog::Catalog current = catalog_;
  for (const ast::TableRename& pair : rename.renames) {
    Environment environment = environment_;
    environment.catalog = &current;
    environment.has_temporary_tables = false;  // those are renamed by ALTER TABLE only
    ast::AlterTable alter;
    alter.name = pair.from;
    alter.actions.push_back({ast::RenameTable{pair.to}, ast::no_position});
    Statement renamed = StatementBinder(environment).alter_table(alter);
    auto& changes = std::get<Definition>(renamed).changes;
    current = catalog::apply(std::move(current), changes);
    all.changes.insert(all.changes.end(), std::make_move_iterator(changes.begin()),
                       std::make_move_iterator(changes.end()));
  }
  return all;
}

Alteration::Alteration(StatementBinder& binder, const catalog::Table& before)
    : binder_(binder), dialect_(binder.dialect_), before_(before), table_(before) {
  binder_.altered_table_ = before.id;
}

void Alteration::apply(const ast::AlterTable& alter) {
  std::vector<const ast::AlterAction*> actions;
  for (const ast::AlterAction& action : alter.actions) {
    actions.push_back(&action);
    const auto* drop = std::get_if<ast::DropColumn>(&action.node);
    if (const catalog::Column* column = drop == nullptr ? nullptr : find_column(drop->column)) {
      dropped_.insert(column->id);
    }
  }
  if (dialect_.traits.schema_is_database && dropped_.size() == table_.columns.size() &&
      actions.size() == dropped_.size()) {
    fail(Condition::cannot_drop_all_columns, {});
  }
  std::stable_sort(actions.begin(), actions.end(),
                   [](const auto* one, const auto* other) { return pass_of(*one) < pass_of(*other); });
  const bool is_temporary = table_.schema.starts_with(sql::temporary_schema_prefix);
  for (const ast::AlterAction* action : actions) {
    copies_rows_ = copies_rows_ || (is_temporary && !std::holds_alternative<ast::RenameTable>(action->node));
    apply(*action);
  }
}

void Alteration::apply(const ast::AlterAction& action) {
  std::visit([&](const auto& node) { act(node); }, action.node);
}

Definition Alteration::finish() {
  if (table_.columns.empty()) {
    fail(Condition::cannot_drop_all_columns, {});
  }
  check_column_names();
  if (has_new_types_) {
    check_expressions();
  }
  binder_.check_auto_increment(table_);
  Definition definition;
  definition.reports_copied_rows = copies_rows_ && dialect_.traits.schema_is_database;
  definition.changes.emplace_back(catalog::PutTable{std::move(table_), std::move(conversions_)});
  for (auto& [id, table] : others_) {
    definition.changes.emplace_back(catalog::PutTable{std::move(table), {}});
  }
  definition.changes.insert(definition.changes.end(), std::make_move_iterator(changes_.begin()),
                            std::make_move_iterator(changes_.end()));
  return definition;
}

// In the end: MySQL's CHANGE and RENAME COLUMN may swap names.
void Alteration::check_column_names() {
  for (auto column = table_.columns.begin(); column != table_.columns.end(); ++column) {
    const bool is_taken = std::any_of(table_.columns.begin(), column,
                                      [&](const auto& earlier) { return same_name(earlier.name, column->name); });
    if (is_taken) {
      fail(Condition::duplicate_column, {column->name, table_.name});
    }
  }
}

catalog::Table& Alteration::other(const catalog::Table& table) {
  return others_.try_emplace(table.id, table).first->second;
}

bool Alteration::same_name(std::string_view one, std::string_view other) const {
  return binder_.new_scope(nullptr).same_name(one, other);
}

void Alteration::fail_hinted(Condition condition, std::string sentence, std::string hint) const {
  SqlError error = dialect_.error(condition, {std::move(sentence)});
  error.hint = std::move(hint);
  throw error;
}

void Alteration::act(const ast::RenameTable& rename) {
  const bool keeps_schema = rename.to.parts.size() == 1 || rename.to.parts.front() == sql::database_of(table_.schema);
  const std::string schema = keeps_schema ? table_.schema : binder_.existing_schema(rename.to);
  move_to(schema, rename.to.parts.back());
}

void Alteration::act(const ast::SetTableSchema& set) {
  if (set.schema != table_.schema) {
    move_to(binder_.existing_schema({{set.schema, table_.name}, ast::no_position}), table_.name);
  }
}

// The stored table keeps its name. Its counters go along to another schema.
void Alteration::move_to(const std::string& schema, std::string name) {
  if (schema == table_.schema && name == table_.name) {
    if (dialect_.traits.schema_is_database) {
      return;
    }
    fail(Condition::duplicate_table, {name});
  }
  const bool is_own = !dialect_.traits.schema_is_database &&
                      (find_index(name) != nullptr || (find_constraint(name) != nullptr &&
                                                       find_constraint(name)->kind != catalog::ConstraintKind::check));
  if (is_own || binder_.relation_name_taken(schema, name)) {
    fail(Condition::duplicate_table, {name});
  }
  if (!dialect_.traits.schema_is_database) {
    rename_in_texts(schema, name);
  }
  const std::string old_name = std::exchange(table_.name, std::move(name));
  table_.schema = schema;
  for (const auto& [key, sequence] : binder_.catalog_.sequences) {
    if (sequence->owner_table == table_.id) {
      catalog::Sequence moved = *sequence;
      moved.schema = schema;
      changes_.emplace_back(catalog::PutSequence{std::move(moved), false});
    }
  }
  rename_automatic_constraints(old_name);
}

// MySQL: pets_ibfk_1 and pets_chk_1 are called after the table, and go on being so.
void Alteration::rename_automatic_constraints(const std::string& old_name) {
  if (!dialect_.traits.schema_is_database) {
    return;
  }
  for (catalog::Constraint& constraint : table_.constraints) {
    for (const std::string_view infix : {"_ibfk_", "_chk_"}) {
      const std::string prefix = old_name + std::string(infix);
      if (constraint.name.starts_with(prefix)) {
        constraint.name = table_.name + std::string(infix) + constraint.name.substr(prefix.size());
      }
    }
  }
}

void Alteration::act(const ast::SetTableOption& set) {
  if (set.option.name == "AUTO_INCREMENT") {
    restart_counter(set.option.value);
  } else if (set.option.name == "CONVERT") {
    convert_to(set.option.value);
  } else {
    binder_.table_option(set.option, table_);
  }
}

// The counter goes on behind the greatest stored value in any case (backend/emulated/sequences.cpp).
void Alteration::restart_counter(const std::string& value) {
  std::int64_t start = 1;
  std::from_chars(value.data(), value.data() + value.size(), start);
  for (const catalog::Column& column : table_.columns) {
    const catalog::Sequence* known = binder_.catalog_.sequence_by_id(column.sequence_id);
    if (known != nullptr && known->is_hidden) {
      catalog::Sequence sequence = *known;
      sequence.start = std::max<std::int64_t>(start, 1);
      changes_.emplace_back(catalog::PutSequence{std::move(sequence), true});
    }
  }
}

// CONVERT TO CHARACTER SET: every text column takes the table's new collation.
void Alteration::convert_to(const std::string& collation) {
  binder_.table_option({"COLLATE", collation}, table_);
  copies_rows_ = true;
  for (catalog::Column& column : table_.columns) {
    if (is_character(column.type.id) || column.type.id == TypeId::enum_ || column.type.id == TypeId::set) {
      column.type.collation = intern(collation);
    }
  }
}

// The table's own counters go along.
void Alteration::act(const ast::SetOwner& set) {
  table_.owner = binder_.owner_named(set.role);
  for (const auto& [key, sequence] : binder_.catalog_.sequences) {
    if (sequence->owner_table == table_.id) {
      catalog::Sequence changed = *sequence;
      changed.owner = table_.owner;
      changes_.emplace_back(catalog::PutSequence{std::move(changed), false});
    }
  }
}

void Alteration::act(const ast::SetRowSecurity& set) {
  table_.row_security = set.is_on;
}

// There are no triggers but those that stand for foreign keys, and those only a superuser may switch off, which nobody
// is in Aurora.
void Alteration::act(const ast::SetTriggers& set) {
  if (!set.name.empty()) {
    fail(Condition::undefined_object,
         {"trigger \"" + set.name + "\" for table \"" + table_.name + "\" does not exist"});
  }
  const bool has_foreign_key =
      std::any_of(table_.constraints.begin(), table_.constraints.end(),
                  [](const auto& constraint) { return constraint.kind == catalog::ConstraintKind::foreign_key; });
  if (set.with_foreign_keys && has_foreign_key) {
    fail(Condition::insufficient_privilege, {"permission denied: \"RI_ConstraintTrigger\" is a system trigger"});
  }
}

void Alteration::act(const ast::WithoutEffect& action) {
  static_cast<void>(action);
}

}  // namespace emulator::bind
