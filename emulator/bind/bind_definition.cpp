// Definitions other than tables: indexes, views, schemas, sequences, enums; and TRUNCATE.
#include "bind/statement_binder.hpp"

namespace emulator::bind {

Statement StatementBinder::create_index(const ast::CreateIndex& create) {
  catalog::Table table = target_table(create.table, "CREATE INDEX");
  if (create.if_not_exists && relation_name_taken(table.schema, create.name)) {
    return Nothing{};
  }
  if (!create.include.empty()) {
    unsupported("INCLUDE columns", create.table.position);
  }
  catalog::Index index;
  index.unique = create.unique;
  index.method = create.method.empty() ? "btree" : create.method;
  std::vector<std::string> names;
  for (const ast::IndexPart& part : create.parts) {
    index.parts.push_back(index_part(part, table, ast::no_position));
    names.push_back(part.column);
  }
  index.name = index_name(table, create.name, names);
  index.storage_name = table.storage_name + "." + index.name;
  index.where_text = create.where_text;
  if (create.where != nullptr) {
    as_condition(bind_over_table(*create.where, table, Clause::index), {.clause = Clause::index});
  }
  table.indexes.push_back(std::move(index));
  Definition definition;
  definition.changes.emplace_back(catalog::PutTable{std::move(table), {}});
  return definition;
}

// A view is kept as text; binding it here shows that it is a valid query, and gives star-expanded names.
Statement StatementBinder::create_view(const ast::CreateView& create) {
  if (create.materialized) {
    unsupported("materialized views", create.name.position);
  }
  if (create.temporary) {
    unsupported("temporary views", create.name.position);
  }
  catalog::View view;
  view.schema = existing_schema(create.name);
  view.name = create.name.parts.back();
  const catalog::View* old = catalog_.find_view(view.schema, view.name);
  if (relation_name_taken(view.schema, view.name) && (old == nullptr || !create.or_replace)) {
    fail(Condition::duplicate_table, {view.name});
  }
  view.id = old == nullptr ? next_id() : old->id;
  view.text = create.text;
  view.search_schema = environment_.schema;
  const QueryPtr bound = query(*create.query, nullptr);
  if (create.columns.size() > bound->columns.size()) {
    fail(Condition::column_count_mismatch, {"CREATE VIEW"}, create.name.position);
  }
  for (std::size_t column = 0; column < bound->columns.size(); ++column) {
    view.columns.push_back(column < create.columns.size() ? create.columns[column] : bound->columns[column].label);
  }
  Definition definition;
  definition.changes.emplace_back(catalog::PutView{std::move(view)});
  return definition;
}

Statement StatementBinder::create_schema(const ast::CreateSchema& create) {
  if (catalog_.schemas.find(create.name) != catalog_.schemas.end()) {
    if (create.if_not_exists) {
      return Nothing{};
    }
    fail(dialect_.traits.schema_is_database ? Condition::duplicate_database : Condition::duplicate_schema,
         {create.name});
  }
  Definition definition;
  definition.changes.emplace_back(catalog::PutSchema{{create.name, {}}});
  definition.reported_rows = dialect_.traits.schema_is_database ? 1 : 0;
  return definition;
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
  if (relation_name_taken(sequence.schema, sequence.name)) {
    if (create.if_not_exists) {
      return Nothing{};
    }
    fail(Condition::duplicate_table, {sequence.name});
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

Statement StatementBinder::create_enum(const ast::CreateEnum& create) {
  catalog::EnumType type;
  type.schema = existing_schema(create.name);
  type.name = create.name.parts.back();
  if (catalog_.find_enum(type.schema, type.name) != nullptr) {
    fail(Condition::duplicate_type, {type.name});
  }
  unsupported("CREATE TYPE … AS ENUM", create.name.position);
}

Statement StatementBinder::truncate(const ast::Truncate& truncate) {
  Definition definition;
  std::set<std::int64_t> emptied;
  for (const ast::Name& name : truncate.tables) {
    const catalog::Table& table = target_table(name, "TRUNCATE");
    definition.emptied.push_back(&table);
    emptied.insert(table.id);
    for (const catalog::Column& column : table.columns) {
      const bool restarts = column.identity == catalog::Identity::auto_increment || truncate.restart_identity;
      if (const catalog::Sequence* sequence = catalog_.sequence_by_id(column.sequence_id);
          sequence != nullptr && restarts) {
        definition.changes.emplace_back(catalog::PutSequence{*sequence, true});
      }
    }
  }
  for (const auto& [name, other] : catalog_.tables) {
    for (const catalog::Constraint& constraint : other->constraints) {
      const bool refers =
          constraint.kind == catalog::ConstraintKind::foreign_key && emptied.contains(constraint.referenced_table);
      if (refers && !emptied.contains(other->id)) {
        if (truncate.cascade) {
          unsupported("TRUNCATE … CASCADE", ast::no_position);
        }
        const catalog::Table& table = *catalog_.table_by_id(constraint.referenced_table);
        fail(Condition::cannot_truncate_referenced, {table.name, other->name, constraint.name});
      }
    }
  }
  return definition;
}

}  // namespace emulator::bind
