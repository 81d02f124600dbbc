// CREATE TABLE: columns, their defaults and counters. Constraints are in bind_constraint.cpp.
#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "bind/immutable.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

catalog::Sequence counter_for(const catalog::Table& table, const catalog::Column& column, std::int64_t id) {
  catalog::Sequence sequence;
  sequence.id = id;
  sequence.schema = table.schema;
  sequence.type = column.type.id;
  sequence.owner_table = table.id;
  sequence.owner_column = column.id;
  sequence.maximum = column.type.id == TypeId::smallint  ? INT16_MAX
                     : column.type.id == TypeId::integer ? INT32_MAX
                                                         : INT64_MAX;
  return sequence;
}

}  // namespace

// SQLite compares column names without case; PostgreSQL may have "id" and "Id" in one table.
std::string StatementBinder::free_column_storage_name(const catalog::Table& table, const std::string& name,
                                                      std::int32_t id) const {
  const bool is_taken = std::any_of(table.columns.begin(), table.columns.end(), [&](const catalog::Column& column) {
    return ascii_iequals(column.storage_name, name);
  });
  return is_taken ? name + "#" + std::to_string(id) : name;
}

Statement StatementBinder::create_table(const ast::CreateTable& create) {
  return create.temporary ? create_temporary_table(create) : create_table_in(existing_schema(create.name), create);
}

// One in a schema of the session's own. PostgreSQL's goes when the transaction ends: between transactions nobody can
// know which connection of the service's runs the next statement.
Statement StatementBinder::create_temporary_table(const ast::CreateTable& create) {
  const bool mysql = dialect_.traits.schema_is_database;
  if (!mysql && create.name.parts.size() > 1) {
    unsupported("a temporary table in a named schema", create.name.position);
  }
  for (const ast::TableConstraint& constraint : create.constraints) {
    if (mysql && constraint.kind == ast::ConstraintKind::foreign_key) {
      unsupported("a foreign key of a temporary table", constraint.position);
    }
  }
  const std::string schema = mysql ? sql::temporary_schema(*environment_.context, existing_schema(create.name))
                                   : sql::temporary_schema(*environment_.context);
  Statement statement = create_table_in(schema, create);
  auto* definition = std::get_if<Definition>(&statement);
  if (definition == nullptr) {
    return statement;
  }
  definition->keeps_transaction = mysql;
  if (catalog_.schemas.find(schema) == catalog_.schemas.end()) {
    definition->changes.insert(definition->changes.begin(), catalog::PutSchema{{schema, {}}});
  }
  return statement;
}

Statement StatementBinder::create_table_in(std::string schema, const ast::CreateTable& create) {
  catalog::Table table;
  table.schema = std::move(schema);
  table.name = create.name.parts.back();
  if (is_there(table.schema, table.name, create.if_not_exists)) {
    return Nothing{};
  }
  table.id = next_id();
  table.storage_name = free_table_storage_name(table);
  const auto database = catalog_.schemas.find(sql::database_of(table.schema));
  if (database != catalog_.schemas.end()) {
    table.collation = database->second.collation;
  }
  for (const ast::TableOption& option : create.options) {
    table_option(option, table);
  }
  if (create.as != nullptr) {
    return create_table_as(create, std::move(table));
  }
  std::vector<catalog::Change> changes;
  if (create.like) {
    copy_like({*create.like, 0, true, true, true, true, true, true}, table, changes);
    table.collation = table_named(*create.like).collation;
  }
  const Scope names = new_scope(nullptr);
  auto like = create.likes.begin();
  for (std::size_t index = 0; index <= create.columns.size(); ++index) {
    for (; like != create.likes.end() && like->columns_before == index; ++like) {
      copy_like(*like, table, changes);
    }
    if (index == create.columns.size()) {
      break;
    }
    const ast::ColumnDefinition& definition = create.columns[index];
    for (const catalog::Column& other : table.columns) {
      if (names.same_name(other.name, definition.name)) {
        fail(Condition::column_defined_twice, {definition.name, table.name}, ast::no_position);
      }
    }
    table.columns.push_back(column_definition(definition, table, changes));
  }
  if (table.columns.empty()) {
    unsupported("a table without columns", create.name.position);
  }
  for (const ast::ColumnDefinition& definition : create.columns) {
    column_keys(definition, table);
  }
  // Foreign keys last: a key that is written behind one serves it.
  for (const bool are_foreign : {false, true}) {
    for (const ast::TableConstraint& constraint : create.constraints) {
      if ((constraint.kind == ast::ConstraintKind::foreign_key) == are_foreign) {
        table_constraint(constraint, table);
      }
    }
  }
  check_auto_increment(table);
  start_counters(create.options, changes);
  for (const ast::ColumnDefinition& definition : create.columns) {
    check_column(definition, table, column_ordinal(table, definition.name, definition.position, Clause::statement));
  }
  changes.insert(changes.begin(), catalog::PutTable{std::move(table), {}});
  return Definition{std::move(changes), {}};
}

std::string StatementBinder::existing_schema(const ast::Name& name) {
  std::string schema = name.parts.size() > 1 ? schema_of(name) : environment_.schema;
  if (schema.empty()) {
    fail(Condition::no_database_selected, {}, name.position);
  }
  if (catalog_.schemas.find(schema) == catalog_.schemas.end()) {
    fail(dialect_.traits.schema_is_database ? Condition::undefined_database : Condition::undefined_schema, {schema},
         name.position);
  }
  require_schema(schema, catalog::privilege::create, name.position);
  return schema;
}

// A renamed table keeps its storage name, so the plain one may be in use.
std::string StatementBinder::free_table_storage_name(const catalog::Table& table) const {
  const std::string plain = table.schema + "." + table.name;
  for (const auto& [name, other] : catalog_.tables) {
    if (ascii_iequals(other->storage_name, plain)) {
      return plain + "#" + std::to_string(table.id);
    }
  }
  return plain;
}

void StatementBinder::table_option(const ast::TableOption& option, catalog::Table& table) {
  if (option.name == "COMMENT") {
    table.comment = option.value;
  } else if (option.name == "CHARACTER SET") {
    table.collation.clear();  // its default one, unless a COLLATE follows
  } else if (option.name == "COLLATE") {
    table.collation = option.value;
    if (!dialect_.find_collation(option.value)) {
      fail(Condition::undefined_collation, {option.value});
    }
  }
}

// AUTO_INCREMENT = n of CREATE TABLE.
void StatementBinder::start_counters(const std::vector<ast::TableOption>& options,
                                     std::vector<catalog::Change>& changes) {
  for (const ast::TableOption& option : options) {
    std::int64_t start = 1;
    std::from_chars(option.value.data(), option.value.data() + option.value.size(), start);
    for (catalog::Change& change : changes) {
      auto* put = std::get_if<catalog::PutSequence>(&change);
      if (option.name == "AUTO_INCREMENT" && put != nullptr) {
        put->sequence.start = std::max<std::int64_t>(start, 1);
      }
    }
  }
}

catalog::Column StatementBinder::column_definition(const ast::ColumnDefinition& definition, catalog::Table& table,
                                                   std::vector<catalog::Change>& changes) {
  catalog::Column column;
  column.id = table.next_column_id++;
  column.name = definition.name;
  column.storage_name = free_column_storage_name(table, definition.name, column.id);
  const std::optional<Type> serial = dialect_.serial_type(definition.type);
  column.type = serial ? *serial : at(definition.type.name.position, [&] { return resolve_type(definition.type); });
  if (is_character(column.type.id) && column.type.collation.empty() && !table.collation.empty()) {
    column.type.collation = intern(table.collation);
  }
  if (is_character(column.type.id) && !column.type.collation.empty() &&
      !dialect_.find_collation(column.type.collation)) {
    fail(Condition::undefined_collation, {std::string(column.type.collation)}, definition.type.name.position);
  }
  column.not_null = (definition.nullable && !*definition.nullable) || definition.primary_key ||
                    definition.auto_increment || definition.identity || serial;
  column.comment = definition.comment;
  if (definition.default_value != nullptr &&
      !std::holds_alternative<ast::NullLiteral>(definition.default_value->node)) {
    column.default_text = definition.default_text;
  }
  if (const auto sequence = column.default_text ? sequence_behind(*definition.default_value) : std::nullopt) {
    column.identity = catalog::Identity::serial;
    column.sequence_id = *sequence;
  }
  if (definition.generated) {
    column.generated_text = definition.generated->text;
    column.generated_stored = definition.generated->stored;
  }
  if (definition.on_update != nullptr) {
    const std::int32_t digits = std::max(column.type.scale, 0);
    column.on_update_text = "CURRENT_TIMESTAMP" + (digits == 0 ? "" : "(" + std::to_string(digits) + ")");
  }
  if (definition.auto_increment) {
    column.identity = catalog::Identity::auto_increment;
  } else if (serial) {
    column.identity = catalog::Identity::serial;
  } else if (definition.identity) {
    column.identity = definition.identity->always ? catalog::Identity::always : catalog::Identity::by_default;
  }
  if (column.identity != catalog::Identity::none && column.sequence_id == 0) {
    make_identity(definition, table, column, changes);
  }
  return column;
}

void StatementBinder::make_identity(const ast::ColumnDefinition& definition, catalog::Table& table,
                                    catalog::Column& column, std::vector<catalog::Change>& changes) {
  if (!is_integer(column.type.id) && column.identity != catalog::Identity::auto_increment) {
    fail(Condition::invalid_identity_type, {}, ast::no_position);
  }
  if (definition.default_value != nullptr) {
    fail(Condition::invalid_default, {column.name, table.name});
  }
  catalog::Sequence sequence = counter_for(table, column, next_id());
  column.sequence_id = sequence.id;
  if (column.identity == catalog::Identity::auto_increment) {
    sequence.is_hidden = true;
    sequence.name = table.storage_name + "." + std::to_string(column.id);  // nobody names it, and tables are renamed
  } else {
    const std::vector<std::string> columns{column.name};
    sequence.name = dialect_.choose_name(sql::NameFor::sequence, table.name, columns, [&](std::string_view name) {
      return relation_name_taken(table.schema, name) || name == table.name;
    });
    if (definition.identity) {
      apply_options(definition.identity->options, sequence);
    }
    if (column.identity == catalog::Identity::serial) {
      column.default_text = "nextval('" + sequence.name + "'::regclass)";
    }
  }
  changes.emplace_back(catalog::PutSequence{std::move(sequence), true});
}

// One counter a table, and it must be the first column of a key (MySQL 1075).
void StatementBinder::check_auto_increment(const catalog::Table& table) {
  std::int32_t count = 0;
  for (const catalog::Column& column : table.columns) {
    if (column.identity != catalog::Identity::auto_increment) {
      continue;
    }
    const auto leads = [&](const auto& constraint) {
      return !constraint.columns.empty() && constraint.columns.front() == column.id;
    };
    const bool is_key = std::any_of(table.constraints.begin(), table.constraints.end(), leads) ||
                        std::any_of(table.indexes.begin(), table.indexes.end(), [&](const catalog::Index& index) {
                          return !index.parts.empty() && index.parts.front().column == column.id;
                        });
    if (++count > 1 || !is_key) {
      fail(Condition::too_many_auto_increment, {});
    }
  }
}

// Binds what a column keeps as text, so that a fault shows now, where it stands, and not at the first row.
void StatementBinder::check_column(const ast::ColumnDefinition& definition, catalog::Table& table,
                                   std::int32_t ordinal) {
  const catalog::Column& column = table.columns[static_cast<std::size_t>(ordinal)];
  if (definition.generated) {
    const ExpressionPtr value =
        assign(bind_over_table(*definition.generated->expression, table, Clause::generated), table, ordinal);
    require_immutable(dialect_, *value, "generation expression is not immutable");
  }
  if (column.default_text && column.identity == catalog::Identity::none) {
    check_default(*definition.default_value, table, ordinal);
  }
}

// A constant default must fit its column (MySQL 1067), and is kept as the column has it.
void StatementBinder::check_default(const ast::Expression& value, catalog::Table& table, std::int32_t ordinal) {
  catalog::Column& column = table.columns[static_cast<std::size_t>(ordinal)];
  try {
    ExpressionPtr bound = assign(expression(value, {.clause = Clause::default_}), table, ordinal);
    if (std::holds_alternative<Call>(bound->node)) {
      bound = computed(std::move(bound));
    }
    const auto* constant = std::get_if<Constant>(&bound->node);
    const bool is_expression =
        column.default_text->starts_with('(') || std::holds_alternative<ast::FunctionCall>(value.node);
    if (constant == nullptr || is_expression) {
      return;
    }
    if (auto stored = dialect_.stored_default(constant->value, column.type)) {
      column.default_text = std::move(stored);
    }
  } catch (const SqlError& error) {
    const bool is_bad_value =
        error.condition == Condition::incorrect_value || error.condition == Condition::out_of_range_for_column ||
        error.condition == Condition::data_too_long || error.condition == Condition::data_truncated;
    if (is_bad_value) {
      fail(Condition::invalid_default, {column.name, table.name});
    }
    throw;
  }
}

ExpressionPtr StatementBinder::stored_value_of(const catalog::Table& before, const catalog::Table& after,
                                               std::int32_t ordinal, const std::string* conversion) {
  const catalog::Column& column = after.columns[static_cast<std::size_t>(ordinal)];
  if (conversion != nullptr) {
    ExpressionPtr value;
    without_position([&] {
      value = assign(bind_over_table(*dialect_.parse_expression(*conversion), before, Clause::using_), after, ordinal);
    });
    return value;
  }
  for (std::size_t old = 0; old < before.columns.size(); ++old) {
    if (before.columns[old].id == column.id) {
      return assign(make(ColumnUse{0, static_cast<std::int32_t>(old)}, before.columns[old].type,
                         !before.columns[old].not_null, ast::no_position),
                    after, ordinal);
    }
  }
  return default_value(after, ordinal);
}

ExpressionPtr StatementBinder::as_generated(ExpressionPtr value, const Type& type) {
  if (ExpressionPtr done = try_coerce(value, type, sql::CastStrength::implicit)) {
    return done;
  }
  return coerce(std::move(value), type, sql::CastStrength::assignment);
}

ExpressionPtr StatementBinder::bind_over_table(const ast::Expression& expression, const catalog::Table& table,
                                               Clause clause) {
  Scope scope = new_scope(nullptr);
  scope.add(visible_table(table, table.name));
  Accesses* const accesses = std::exchange(accesses_, nullptr);  // no matter of who changes the table
  ExpressionPtr bound = this->expression(expression, {.scope = &scope, .clause = clause});
  accesses_ = accesses;
  return bound;
}

}  // namespace emulator::bind
