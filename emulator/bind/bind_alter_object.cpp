// ALTER of what is no table: indexes, views, sequences, schemas. Renaming is most of it.
#include <algorithm>

#include "bind/alteration.hpp"

namespace emulator::bind {

namespace {

struct Bounds {
  std::int64_t minimum, maximum;
};

Bounds bounds_of(TypeId type) {
  if (type == TypeId::smallint) {
    return {INT16_MIN, INT16_MAX};
  }
  return type == TypeId::integer ? Bounds{INT32_MIN, INT32_MAX} : Bounds{INT64_MIN, INT64_MAX};
}

}  // namespace

// ALTER INDEX, VIEW and SEQUENCE; and PostgreSQL's ALTER TABLE, which takes their names too. Empty: no such relation.
std::optional<Statement> StatementBinder::alter_relation(const ast::AlterTable& alter) {
  const std::string schema = schema_of(alter.name);
  const std::string& name = alter.name.parts.back();
  if (const catalog::View* view = catalog_.find_view(schema, name)) {
    return alter_view(*view, alter);
  }
  if (dialect_.traits.schema_is_database) {
    return std::nullopt;
  }
  if (const catalog::Sequence* sequence = catalog_.find_sequence(schema, name)) {
    return alter_named_sequence(*sequence, alter);
  }
  for (const auto& [key, table] : catalog_.tables) {
    const bool is_index =
        key.first == schema && !table->is_system_view &&
        (std::any_of(table->indexes.begin(), table->indexes.end(),
                     [&](const auto& index) { return index.name == name; }) ||
         std::any_of(table->constraints.begin(), table->constraints.end(), [&](const auto& constraint) {
           return constraint.name == name && (constraint.kind == catalog::ConstraintKind::primary_key ||
                                              constraint.kind == catalog::ConstraintKind::unique);
         }));
    if (is_index) {
      return alter_index(*table, alter);
    }
  }
  return std::nullopt;
}

Statement StatementBinder::alter_index(const catalog::Table& table, const ast::AlterTable& alter) {
  ast::AlterTable over_table;
  for (const ast::AlterAction& action : alter.actions) {
    if (std::holds_alternative<ast::WithoutEffect>(action.node)) {
      continue;
    }
    const auto* table_rename = std::get_if<ast::RenameTable>(&action.node);
    const auto* rename = std::get_if<ast::RenameConstraint>(&action.node);
    if (table_rename == nullptr && rename == nullptr) {
      fail(Condition::wrong_object_type, {alter.name.parts.back(), "a table"}, alter.name.position);
    }
    const std::string& to = table_rename == nullptr ? rename->to : table_rename->to.parts.back();
    over_table.actions.push_back({ast::RenameConstraint{alter.name.parts.back(), to, true}, action.position});
  }
  if (over_table.actions.empty()) {
    return Nothing{};
  }
  Alteration alteration(*this, table);
  alteration.apply(over_table);
  return alteration.finish();
}

Statement StatementBinder::alter_view(const catalog::View& view, const ast::AlterTable& alter) {
  catalog::View changed = view;
  Definition definition;
  for (const ast::AlterAction& action : alter.actions) {
    if (const auto* rename = std::get_if<ast::RenameColumn>(&action.node)) {
      rename_view_column(changed, *rename);
      continue;
    }
    const auto* rename = std::get_if<ast::RenameTable>(&action.node);
    const auto* move = std::get_if<ast::SetTableSchema>(&action.node);
    if (const auto* owner = std::get_if<ast::SetOwner>(&action.node)) {
      changed.owner = owner_named(owner->role);
      continue;
    }
    if (rename == nullptr && move == nullptr) {
      unsupported("this action of ALTER VIEW", action.position);
    }
    const std::string schema = rename == nullptr             ? existing_schema({{move->schema, view.name}, {}})
                               : rename->to.parts.size() > 1 ? existing_schema(rename->to)
                                                             : view.schema;
    const std::string name = rename == nullptr ? view.name : rename->to.parts.back();
    if (relation_name_taken(schema, name)) {
      fail(Condition::duplicate_table, {name});
    }
    if (!dialect_.traits.schema_is_database) {
      rename_in_views(view.id, view.name, schema, name, definition.changes);
    }
    changed.schema = schema;
    changed.name = name;
  }
  definition.changes.emplace_back(catalog::PutView{std::move(changed)});
  return definition;
}

void StatementBinder::rename_view_column(catalog::View& view, const ast::RenameColumn& rename) {
  const auto found = std::find(view.columns.begin(), view.columns.end(), rename.from);
  if (found == view.columns.end()) {
    fail(Condition::undefined_column, {rename.from, view.name});
  }
  if (std::find(view.columns.begin(), view.columns.end(), rename.to) != view.columns.end()) {
    fail(Condition::duplicate_column, {rename.to, view.name});
  }
  const bool is_used = !views_using([&](const Uses& uses) { return uses.relations.contains(view.id); }).empty();
  if (is_used) {
    unsupported("renaming a column of a view that other views read", ast::no_position);
  }
  *found = rename.to;
}

Statement StatementBinder::alter_named_sequence(const catalog::Sequence& sequence, const ast::AlterTable& alter) {
  catalog::Sequence changed = sequence;
  for (const ast::AlterAction& action : alter.actions) {
    const auto* rename = std::get_if<ast::RenameTable>(&action.node);
    const auto* move = std::get_if<ast::SetTableSchema>(&action.node);
    if (const auto* owner = std::get_if<ast::SetOwner>(&action.node)) {
      changed.owner = owner_named(owner->role);
      continue;
    }
    if (rename == nullptr && move == nullptr) {
      fail(Condition::wrong_object_type, {sequence.name, "a table"}, alter.name.position);
    }
    if (move != nullptr && sequence.owner_table != 0) {
      fail(Condition::feature_not_supported, {"moving an owned sequence into another schema"});
    }
    changed.name = rename == nullptr ? changed.name : rename->to.parts.back();
    changed.schema = move == nullptr ? changed.schema : existing_schema({{move->schema, sequence.name}, {}});
    if (relation_name_taken(changed.schema, changed.name)) {
      fail(Condition::duplicate_table, {changed.name});
    }
  }
  Definition definition;
  rename_in_defaults(sequence, changed, definition.changes);
  definition.changes.emplace_back(catalog::PutSequence{std::move(changed), false});
  return definition;
}

// Defaults that take their values from a sequence go on doing so when it has another name.
void StatementBinder::rename_in_defaults(const catalog::Sequence& before, const catalog::Sequence& after,
                                         std::vector<catalog::Change>& changes) {
  const char quote = dialect_.traits.identifier_quote;
  const std::string name = quoted_name(after.schema, quote) + "." + quoted_name(after.name, quote);
  for (const auto& [key, table] : catalog_.tables) {
    catalog::Table changed = *table;
    bool has_changed = false;
    for (catalog::Column& column : changed.columns) {
      if (!column.default_text || table->is_system_view) {
        continue;
      }
      if (column.sequence_id == before.id) {  // the default is nothing but the sequence's next value
        column.default_text = "nextval(" + quoted_name(after.name, '\'') + "::regclass)";
        has_changed = true;
        continue;
      }
      if (column.identity != catalog::Identity::none) {
        continue;
      }
      std::vector<Edit> edits;
      for (const SequenceName& used : uses_in_expression(*column.default_text, *table).sequence_names) {
        if (used.sequence == before.id) {
          edits.push_back(whole_name_edit(*column.default_text, used.position, 1, '\'', quoted_name(name, '\'')));
        }
      }
      has_changed = has_changed || !edits.empty();
      column.default_text = edited(*column.default_text, std::move(edits));
    }
    if (has_changed) {
      changes.emplace_back(catalog::PutTable{std::move(changed), {}});
    }
  }
}

Statement StatementBinder::alter_sequence(const ast::AlterSequence& alter) {
  const catalog::Sequence* sequence = catalog_.find_sequence(schema_of(alter.name), alter.name.parts.back());
  if (sequence == nullptr) {
    if (alter.if_exists) {
      return Nothing{};
    }
    without_position([&] { table_named(alter.name); });  // says that it does not exist, unless it is something else
    fail(Condition::wrong_object_type, {alter.name.parts.back(), "a sequence"}, alter.name.position);
  }
  Definition definition;
  definition.changes.emplace_back(changed_sequence(*sequence, alter.options));
  return definition;
}

// What is not said stays as it is.
catalog::PutSequence StatementBinder::changed_sequence(catalog::Sequence sequence,
                                                       const ast::SequenceOptions& options) {
  const Bounds old_bounds = bounds_of(sequence.type);
  if (!options.as_type.parts.empty()) {
    sequence.type = resolve_type({.name = options.as_type}).id;
    const Bounds bounds = bounds_of(sequence.type);
    sequence.maximum = sequence.maximum == old_bounds.maximum ? bounds.maximum : sequence.maximum;
    sequence.minimum = sequence.minimum == old_bounds.minimum ? bounds.minimum : sequence.minimum;
  }
  sequence.increment = options.increment.value_or(sequence.increment);
  if (sequence.increment == 0) {
    fail(Condition::invalid_sequence_option, {"INCREMENT must not be zero"});
  }
  const Bounds bounds = bounds_of(sequence.type);
  const bool upwards = sequence.increment > 0;
  sequence.minimum = options.no_minimum ? (upwards ? 1 : bounds.minimum) : options.minimum.value_or(sequence.minimum);
  sequence.maximum = options.no_maximum ? (upwards ? bounds.maximum : -1) : options.maximum.value_or(sequence.maximum);
  sequence.start = options.start.value_or(sequence.start);
  sequence.cache = options.cache.value_or(sequence.cache);
  sequence.cycle = options.cycle.value_or(sequence.cycle);
  if (!options.owned_by.parts.empty()) {
    own_sequence(sequence, options.owned_by);
  }
  check_sequence_bounds(sequence, "START", sequence.start);
  catalog::PutSequence put{std::move(sequence), options.restart || options.restart_at_start, options.restart};
  if (options.restart) {
    check_sequence_bounds(put.sequence, "RESTART", *options.restart);
  }
  return put;
}

void StatementBinder::check_sequence_bounds(const catalog::Sequence& sequence, std::string_view what,
                                            std::int64_t value) const {
  const auto text = [](std::int64_t number) { return "(" + std::to_string(number) + ")"; };
  if (sequence.minimum >= sequence.maximum) {
    fail(Condition::invalid_sequence_option,
         {"MINVALUE " + text(sequence.minimum) + " must be less than MAXVALUE " + text(sequence.maximum)});
  }
  const std::string name = std::string(what) + " value " + text(value);
  if (value < sequence.minimum) {
    fail(Condition::invalid_sequence_option, {name + " cannot be less than MINVALUE " + text(sequence.minimum)});
  }
  if (value > sequence.maximum) {
    fail(Condition::invalid_sequence_option, {name + " cannot be greater than MAXVALUE " + text(sequence.maximum)});
  }
}

// OWNED BY t.c, OWNED BY s.t.c, OWNED BY NONE
void StatementBinder::own_sequence(catalog::Sequence& sequence, const ast::Name& owner) {
  if (owner.parts.size() == 1 && owner.parts.front() == "none") {
    sequence.owner_table = 0;
    sequence.owner_column = 0;
    return;
  }
  if (owner.parts.size() < 2) {
    SqlError error = dialect_.error(Condition::syntax_error, {"invalid OWNED BY option"});
    error.hint = "Specify OWNED BY table.column or OWNED BY NONE.";
    throw error;
  }
  const ast::Name table_name{{owner.parts.begin(), owner.parts.end() - 1}, ast::no_position};
  const catalog::Table& table = table_named(table_name);
  if (table.schema != sequence.schema) {
    fail(Condition::not_in_prerequisite_state, {"sequence must be in same schema as table it is linked to"});
  }
  const std::int32_t ordinal = column_ordinal(table, owner.parts.back(), ast::no_position, Clause::statement);
  sequence.owner_table = table.id;
  sequence.owner_column = table.columns[static_cast<std::size_t>(ordinal)].id;
}

// Everything that is in the schema moves; what names the schema follows.
Statement StatementBinder::rename_schema(const ast::RenameSchema& rename) {
  if (catalog_.schemas.find(rename.from) == catalog_.schemas.end()) {
    fail(Condition::undefined_schema, {rename.from});
  }
  if (catalog_.schemas.find(rename.to) != catalog_.schemas.end()) {
    fail(Condition::duplicate_schema, {rename.to});
  }
  Definition definition;
  std::vector<catalog::Change>& changes = definition.changes;
  catalog::Schema schema = catalog_.schemas.find(rename.from)->second;
  schema.name = rename.to;
  changes.emplace_back(catalog::PutSchema{std::move(schema)});
  const auto move_all = [&]<class Object, class Put>(const catalog::Objects<Object>& objects, Put put) {
    for (const auto& [key, object] : objects) {
      if (key.first == rename.from) {
        Object moved = *object;
        moved.schema = rename.to;
        changes.emplace_back(put(std::move(moved)));
      }
    }
  };
  move_all(catalog_.tables, [](catalog::Table moved) { return catalog::PutTable{std::move(moved), {}}; });
  move_all(catalog_.sequences, [](catalog::Sequence moved) { return catalog::PutSequence{std::move(moved), false}; });
  move_all(catalog_.enums, [](catalog::EnumType moved) { return catalog::PutEnum{std::move(moved)}; });
  rename_schema_in_views(rename, changes);
  changes.emplace_back(catalog::DropSchema{rename.from});
  std::vector<catalog::Grant> grants = catalog_.grants;
  for (catalog::Grant& grant : grants) {
    grant.schema = grant.schema == rename.from ? rename.to : grant.schema;
  }
  changes.emplace_back(catalog::PutGrants{std::move(grants)});
  return definition;
}

void StatementBinder::rename_schema_in_views(const ast::RenameSchema& rename, std::vector<catalog::Change>& changes) {
  const char quote = dialect_.traits.identifier_quote;
  for (const auto& [key, view] : catalog_.views) {
    catalog::View moved = *view;
    const Uses uses = uses_in_query(view->text, view->search_schema);
    std::vector<Edit> edits;
    for (const RelationName& used : uses.relation_names) {
      const Edit schema_edit = last_name_edit(view->text, used.position, used.parts - 1, quote, "");
      const std::string written = view->text.substr(schema_edit.begin, schema_edit.end - schema_edit.begin);
      if (used.parts > 1 && (written == rename.from || written == quoted_name(rename.from, quote))) {
        edits.push_back(
            last_name_edit(view->text, used.position, used.parts - 1, quote, quoted_name(rename.to, quote)));
      }
    }
    moved.schema = moved.schema == rename.from ? rename.to : moved.schema;
    moved.search_schema = moved.search_schema == rename.from ? rename.to : moved.search_schema;
    if (edits.empty() && moved.schema == view->schema && moved.search_schema == view->search_schema) {
      continue;
    }
    moved.text = edited(moved.text, std::move(edits));
    changes.emplace_back(catalog::PutView{std::move(moved)});
  }
}

}  // namespace emulator::bind
