// Definitions other than tables: indexes, views, schemas, sequences; and TRUNCATE.
#include <algorithm>

#include "bind/immutable.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

Statement StatementBinder::create_index(const ast::CreateIndex& create) {
  catalog::Table table = target_table(create.table, "CREATE INDEX");
  if (create.if_not_exists && relation_name_taken(table.schema, create.name)) {
    return Nothing{};
  }
  catalog::Index index;
  index.unique = create.unique;
  index.method = create.method.empty() ? "btree" : create.method;
  std::vector<std::string> names;
  sql::IndexRequest request{index.method, {}, create.unique, !create.include.empty(), create.options};
  for (const ast::IndexPart& part : create.parts) {
    sql::IndexKey& key = request.keys.emplace_back();
    index.parts.push_back(index_part(part, table, ast::no_position, &key.type));
    key.operator_class = part.operator_class;
    key.is_ordered = part.order != ast::SortOrder::unspecified || part.nulls != ast::NullsOrder::unspecified;
    names.push_back(name_in_index(index.parts.back(), table));
  }
  const sql::IndexForm form = dialect_.check_index(request, has_extension());
  for (std::size_t key = 0; key < index.parts.size(); ++key) {
    index.parts[key].operator_class = form.operator_classes[key];
  }
  index.options = form.options;
  for (const std::string& included : create.include) {
    const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                     [&](const catalog::Column& candidate) { return candidate.name == included; });
    if (column == table.columns.end()) {
      fail(Condition::undefined_column, {included});
    }
    index.included.push_back(column->id);
    names.push_back(included);
  }
  index.name = index_name(table, create.name, names);
  index.storage_name = free_index_storage_name(table, index.name);
  index.where_text = create.where_text;
  if (create.where != nullptr) {
    const ExpressionPtr condition =
        as_condition(bind_over_table(*create.where, table, Clause::index), {.clause = Clause::index});
    require_immutable(dialect_, *condition, "functions in index predicate must be marked IMMUTABLE");
  }
  table.indexes.push_back(std::move(index));
  Definition definition;
  definition.reports_copied_rows = table.schema.starts_with(sql::temporary_schema_prefix);
  definition.changes.emplace_back(catalog::PutTable{std::move(table), {}});
  return definition;
}

Statement StatementBinder::create_schema(const ast::CreateSchema& create) {
  if (create.must_exist) {
    return alter_schema(create);
  }
  if (catalog_.schemas.find(create.name) != catalog_.schemas.end()) {
    if (create.if_not_exists) {
      note(Condition::duplicate_database, {create.name});
      return Nothing{};
    }
    fail(dialect_.traits.schema_is_database ? Condition::duplicate_database : Condition::duplicate_schema,
         {create.name});
  }
  Definition definition;
  catalog::Schema schema{create.name, database_collation(create.options, {})};
  if (create.owner) {
    schema.owner = owner_named(*create.owner);
  }
  definition.changes.emplace_back(catalog::PutSchema{std::move(schema)});
  definition.reported_rows = dialect_.traits.schema_is_database ? 1 : 0;
  return definition;
}

// MySQL: another default for the tables that are made from now on.
Statement StatementBinder::alter_schema(const ast::CreateSchema& alter) {
  ast::Name name;
  name.parts = {alter.name, {}};
  const std::string schema = existing_schema(alter.name.empty() ? ast::Name{{""}} : name);
  const std::string& before = catalog_.schemas.find(schema)->second.collation;
  Definition definition;
  definition.changes.emplace_back(catalog::PutSchema{{schema, database_collation(alter.options, before)}});
  definition.reported_rows = 1;
  return definition;
}

std::string StatementBinder::database_collation(const std::vector<ast::TableOption>& options,
                                                std::string collation) const {
  for (const ast::TableOption& option : options) {
    if (option.name != "COLLATE") {
      continue;
    }
    if (!dialect_.find_collation(option.value)) {
      fail(Condition::undefined_collation, {option.value});
    }
    collation = option.value;
  }
  return collation;
}

void StatementBinder::apply_options(const ast::SequenceOptions& options, catalog::Sequence& sequence) {
  sequence.increment = options.increment.value_or(sequence.increment);
  if (sequence.increment == 0) {
    fail(Condition::invalid_parameter_value, {"INCREMENT", "0"});
  }
  if (sequence.increment < 0) {
    sequence.maximum = -1;
    sequence.minimum = INT64_MIN;
  }
  sequence.minimum = options.minimum.value_or(sequence.minimum);
  sequence.maximum = options.maximum.value_or(sequence.maximum);
  sequence.start = options.start.value_or(sequence.increment < 0 ? sequence.maximum : sequence.minimum);
  sequence.cache = options.cache.value_or(sequence.cache);
  sequence.cycle = options.cycle.value_or(sequence.cycle);
}

Statement StatementBinder::create_sequence(const ast::CreateSequence& create) {
  if (create.temporary) {
    unsupported("temporary sequences", create.name.position);
  }
  catalog::Sequence sequence;
  sequence.schema = existing_schema(create.name);
  sequence.name = create.name.parts.back();
  if (is_there(sequence.schema, sequence.name, create.if_not_exists)) {
    return Nothing{};
  }
  sequence.id = next_id();
  if (!create.options.as_type.parts.empty()) {
    const Type type = resolve_type({.name = create.options.as_type});
    sequence.type = type.id;
    sequence.maximum = type.id == TypeId::smallint ? INT16_MAX : type.id == TypeId::integer ? INT32_MAX : INT64_MAX;
  }
  if (!create.options.owned_by.parts.empty()) {
    unsupported("OWNED BY", create.name.position);
  }
  apply_options(create.options, sequence);
  Definition definition;
  definition.changes.emplace_back(catalog::PutSequence{std::move(sequence), true});
  return definition;
}

// PostgreSQL COMMENT ON.
Statement StatementBinder::comment(const ast::Comment& comment) {
  Definition definition;
  const catalog::View* view = catalog_.find_view(schema_of(comment.name), comment.name.parts.back());
  if (comment.kind == ast::ObjectKind::view && view != nullptr) {
    catalog::View changed = *view;
    changed.comment = comment.text;
    definition.changes.emplace_back(catalog::PutView{std::move(changed)});
    return definition;
  }
  if (comment.kind == ast::ObjectKind::column && view != nullptr) {
    unsupported("COMMENT ON COLUMN of a view", comment.name.position);
  }
  catalog::Table table;
  without_position([&] { table = table_named(comment.name); });
  if (comment.kind == ast::ObjectKind::column) {
    const std::int32_t ordinal = column_ordinal(table, comment.part, ast::no_position, Clause::statement);
    table.columns[static_cast<std::size_t>(ordinal)].comment = comment.text;
  } else {
    table.comment = comment.text;
  }
  definition.changes.emplace_back(catalog::PutTable{std::move(table), {}});
  return definition;
}

// An extension is there when all that applications call of it is built in; the others are refused by name.
Statement StatementBinder::create_extension(const ast::CreateExtension& create) {
  if (catalog_.extensions.find(create.name) != catalog_.extensions.end()) {
    if (create.if_not_exists) {
      return Nothing{};
    }
    fail(Condition::duplicate_extension, {create.name});
  }
  const std::string_view version = dialect_.extension_version(create.name);
  if (version.empty()) {
    unsupported("the extension \"" + create.name + "\"", create.position);
  }
  Definition definition;
  const std::string& schema = create.schema.empty() ? environment_.schema : create.schema;
  if (!create.schema.empty() && !catalog_.schemas.contains(schema)) {
    fail(Condition::undefined_schema, {schema});
  }
  definition.changes.emplace_back(catalog::PutExtension{{create.name, schema, std::string(version)}});
  return definition;
}

void StatementBinder::drop_extension(const ast::Name& name, const ast::Drop& drop,
                                     std::vector<catalog::Change>& changes) {
  const std::string& extension = name.parts.back();
  if (catalog_.extensions.find(extension) != catalog_.extensions.end()) {
    for (const auto& [key, table] : catalog_.tables) {
      const bool uses = std::any_of(table->columns.begin(), table->columns.end(), [&](const catalog::Column& column) {
        return dialect_.extension_of(column.type) == extension;
      });
      if (uses && drop.cascade) {
        unsupported("DROP EXTENSION … CASCADE of a type that columns have", name.position);
      }
      if (uses) {
        fail(Condition::cannot_drop_dependent, {"extension " + extension, extension});
      }
    }
    changes.emplace_back(catalog::DropExtension{extension});
  } else if (!drop.if_exists) {
    fail(Condition::undefined_extension, {extension});
  }
}

// With CASCADE, tables that refer to one that is emptied are emptied too, and those that refer to them.
std::vector<const catalog::Table*> StatementBinder::truncated_tables(const ast::Truncate& truncate) {
  std::vector<const catalog::Table*> tables;
  const auto is_among = [&](std::int64_t id) {
    return std::any_of(tables.begin(), tables.end(), [id](const catalog::Table* table) { return table->id == id; });
  };
  for (const ast::Name& name : truncate.tables) {
    const catalog::Table& table = target_table(name, "TRUNCATE");
    ChangeTarget target;
    target.table = &table;
    record_write(target, catalog::privilege::truncate);
    if (!is_among(table.id)) {
      tables.push_back(&table);
    }
  }
  for (std::size_t done = 0; done < tables.size(); ++done) {
    for (const auto& [name, other] : catalog_.tables) {
      for (const catalog::Constraint& constraint : other->constraints) {
        const bool refers =
            constraint.kind == catalog::ConstraintKind::foreign_key && constraint.referenced_table == tables[done]->id;
        if (!refers || is_among(other->id)) {
          continue;
        }
        if (!truncate.cascade) {
          fail(Condition::cannot_truncate_referenced, {tables[done]->name, other->name, constraint.name});
        }
        tables.push_back(other.get());
      }
    }
  }
  return tables;
}

Statement StatementBinder::truncate(const ast::Truncate& truncate) {
  Definition definition;
  definition.emptied = truncated_tables(truncate);
  for (const catalog::Table* table : definition.emptied) {
    for (const catalog::Column& column : table->columns) {
      const bool restarts = column.identity == catalog::Identity::auto_increment || truncate.restart_identity;
      if (const catalog::Sequence* sequence = catalog_.sequence_by_id(column.sequence_id);
          sequence != nullptr && restarts && sequence->owner_table == table->id) {
        catalog::Sequence restarted = *sequence;
        restarted.start = restarted.is_hidden ? 1 : restarted.start;
        definition.changes.emplace_back(catalog::PutSequence{std::move(restarted), true});
      }
    }
  }
  return definition;
}

}  // namespace emulator::bind
