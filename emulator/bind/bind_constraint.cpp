// Keys, foreign keys, checks and indexes of a table that is being defined.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "bind/immutable.hpp"
#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

catalog::Action action_of(ast::ReferentialAction action) {
  switch (action) {
    case ast::ReferentialAction::no_action:
      return catalog::Action::no_action;
    case ast::ReferentialAction::restrict:
      return catalog::Action::restrict;
    case ast::ReferentialAction::cascade:
      return catalog::Action::cascade;
    case ast::ReferentialAction::set_null:
      return catalog::Action::set_null;
    case ast::ReferentialAction::set_default:
      return catalog::Action::set_default;
  }
  return catalog::Action::no_action;
}

std::vector<std::int32_t> ids_of(const std::vector<catalog::IndexPart>& parts) {
  std::vector<std::int32_t> ids;
  for (const catalog::IndexPart& part : parts) {
    ids.push_back(part.column);
  }
  return ids;
}

std::set<std::int32_t> columns_used(const Expression& expression) {
  std::set<std::int32_t> columns;
  if (const auto* use = std::get_if<ColumnUse>(&expression.node)) {
    columns.insert(use->column);
  }
  for_each_child(expression, [&](const Expression& child) { columns.merge(columns_used(child)); });
  return columns;
}

bool starts_with(const std::vector<std::int32_t>& columns, const std::vector<std::int32_t>& prefix) {
  return columns.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), columns.begin());
}

}  // namespace

// PRIMARY KEY and UNIQUE written behind a column are keys over that column.
void StatementBinder::column_keys(const ast::ColumnDefinition& definition, catalog::Table& table) {
  const auto key_over_column = [&](ast::ConstraintKind kind, const std::string& name, std::uint32_t position) {
    ast::TableConstraint constraint;
    constraint.kind = kind;
    constraint.position = position;
    constraint.name = name;
    constraint.parts.push_back({});
    constraint.parts.back().column = definition.name;
    key_constraint(constraint, table);
  };
  if (definition.primary_key) {
    key_over_column(ast::ConstraintKind::primary_key, definition.primary_key_name, definition.primary_key_position);
  }
  if (definition.unique) {
    key_over_column(ast::ConstraintKind::unique, definition.unique_name, ast::no_position);
  }
}

void StatementBinder::table_constraint(const ast::TableConstraint& constraint, catalog::Table& table) {
  switch (constraint.kind) {
    case ast::ConstraintKind::primary_key:
    case ast::ConstraintKind::unique:
      key_constraint(constraint, table);
      return;
    case ast::ConstraintKind::foreign_key:
      foreign_key(constraint, table);
      return;
    case ast::ConstraintKind::index:
      table_index(constraint, table);
      return;
    case ast::ConstraintKind::exclusion:
      unsupported("EXCLUDE constraints", constraint.position);
    case ast::ConstraintKind::check:
      break;
  }
  catalog::Constraint bound;
  bound.kind = catalog::ConstraintKind::check;
  bound.enforced = !constraint.not_enforced;
  bound.validated = !constraint.not_valid;
  bound.check_text = constraint.check_text;
  std::vector<std::string> columns;
  const ExpressionPtr over =
      as_condition(bind_over_table(*constraint.check, table, Clause::check), {.clause = Clause::check});
  for (const std::int32_t column : columns_used(*over)) {
    columns.push_back(table.columns[static_cast<std::size_t>(column)].name);
  }
  if (columns.size() > 1) {
    columns.clear();  // only a check of one column is named after it
  }
  bound.name = constraint_name(sql::NameFor::check, table, constraint.name, columns);
  table.constraints.push_back(std::move(bound));
}

void StatementBinder::key_constraint(const ast::TableConstraint& constraint, catalog::Table& table) {
  const bool is_primary = constraint.kind == ast::ConstraintKind::primary_key;
  if (is_primary && table.primary_key() != nullptr) {
    fail(Condition::multiple_primary_keys, {table.name}, constraint.position);
  }
  const bool needs_index =
      std::any_of(constraint.parts.begin(), constraint.parts.end(),
                  [](const ast::IndexPart& part) { return part.expression != nullptr || part.prefix_length > 0; });
  if (needs_index) {
    table_index(constraint, table);
    return;
  }
  catalog::Constraint bound;
  bound.kind = is_primary ? catalog::ConstraintKind::primary_key : catalog::ConstraintKind::unique;
  bound.deferrable = constraint.deferrable;
  bound.initially_deferred = constraint.initially_deferred;
  if (constraint.deferrable || constraint.nulls_not_distinct) {
    unsupported(constraint.deferrable ? "DEFERRABLE keys" : "NULLS NOT DISTINCT", constraint.position);
  }
  std::vector<std::string> names;
  sql::IndexRequest request{"btree", {}, true, false, {}};
  for (const ast::IndexPart& part : constraint.parts) {
    catalog::Column& column = key_column(table, part.column, constraint.position);
    if (std::find(bound.columns.begin(), bound.columns.end(), column.id) != bound.columns.end()) {
      fail(Condition::column_specified_twice, {part.column, table.name}, constraint.position);
    }
    bound.columns.push_back(column.id);
    names.push_back(column.name);
    request.keys.push_back({column.type, {}});
    if (is_primary) {
      column.not_null = true;
    }
  }
  dialect_.check_index(request, has_extension());
  bound.name =
      constraint_name(is_primary ? sql::NameFor::primary_key : sql::NameFor::unique, table, constraint.name, names);
  table.constraints.push_back(std::move(bound));
}

catalog::Column& StatementBinder::key_column(catalog::Table& table, const std::string& name, std::uint32_t position) {
  const Scope names = new_scope(nullptr);
  for (catalog::Column& column : table.columns) {
    if (names.same_name(column.name, name)) {
      return column;
    }
  }
  fail(Condition::undefined_key_column, {name, table.name}, position);
}

void StatementBinder::foreign_key(const ast::TableConstraint& constraint, catalog::Table& table) {
  const ast::References& references = *constraint.references;
  catalog::Constraint bound;
  bound.kind = catalog::ConstraintKind::foreign_key;
  std::vector<std::string> names;
  for (const std::string& column : constraint.columns) {
    bound.columns.push_back(key_column(table, column, constraint.position).id);
    names.push_back(column);
  }
  bound.name = constraint_name(sql::NameFor::foreign_key, table, constraint.name, names);
  ast::Name target_name = references.table;
  if (target_name.parts.size() == 1 && dialect_.traits.schema_is_database) {
    target_name.parts.insert(target_name.parts.begin(), table.schema);  // not the session's database
  }
  const bool is_itself = target_name.parts.back() == table.name && schema_of(target_name) == table.schema;
  const catalog::Table* target =
      is_itself ? &table : catalog_.find_table(schema_of(target_name), target_name.parts.back());
  if (target == nullptr) {
    fail(Condition::undefined_referenced_table, {displayed(references.table)});
  }
  bound.referenced_table = target->id;
  referenced_columns(constraint, *target, bound);
  check_key_types(table, *target, bound, constraint.position);
  bound.on_delete = action_of(references.on_delete);
  bound.on_update = action_of(references.on_update);
  bound.deferrable = references.deferrable || constraint.deferrable;
  bound.initially_deferred = references.initially_deferred || constraint.initially_deferred;
  bound.validated = !constraint.not_valid;
  index_foreign_key(constraint, bound, table);
  table.constraints.push_back(std::move(bound));
}

// What is referenced must be a key: PostgreSQL says so, and SQLite needs it.
void StatementBinder::referenced_columns(const ast::TableConstraint& constraint, const catalog::Table& target,
                                         catalog::Constraint& bound) {
  const std::vector<std::string>& written = constraint.references->columns;
  for (const std::string& column : written) {
    const std::int32_t ordinal = column_ordinal(target, column, constraint.references->table.position, Clause::index);
    bound.referenced_columns.push_back(target.columns[static_cast<std::size_t>(ordinal)].id);
  }
  if (written.empty()) {
    if (target.primary_key() == nullptr) {
      fail(Condition::foreign_key_no_unique_target, {bound.name, target.name});
    }
    bound.referenced_columns = target.primary_key()->columns;
  }
  if (bound.referenced_columns.size() != bound.columns.size()) {
    fail(Condition::foreign_key_column_mismatch, {bound.name});
  }
  const auto is_that_key = [&](const std::vector<std::int32_t>& columns) {
    return columns.size() == bound.referenced_columns.size() &&
           std::is_permutation(columns.begin(), columns.end(), bound.referenced_columns.begin());
  };
  const bool is_key = std::any_of(target.constraints.begin(), target.constraints.end(), [&](const auto& key) {
    const bool unique = key.kind == catalog::ConstraintKind::primary_key || key.kind == catalog::ConstraintKind::unique;
    return unique && is_that_key(key.columns);
  });
  const bool is_index = std::any_of(target.indexes.begin(), target.indexes.end(), [&](const catalog::Index& index) {
    return index.unique && index.where_text.empty() && is_that_key(ids_of(index.parts));
  });
  if (!is_key && !is_index) {
    fail(Condition::foreign_key_no_unique_target, {bound.name, target.name});
  }
}

// The columns must be comparable as they are stored, for the key is checked by SQLite.
void StatementBinder::check_key_types(const catalog::Table& table, const catalog::Table& target,
                                      const catalog::Constraint& bound, std::uint32_t position) {
  for (std::size_t index = 0; index < bound.columns.size(); ++index) {
    const catalog::Column& column = *table.find(bound.columns[index]);
    const catalog::Column& referenced = *target.find(bound.referenced_columns[index]);
    const sql::Operand pair[] = {{column.type, nullptr}, {referenced.type, nullptr}};
    const bool is_exact =
        !dialect_.traits.schema_is_database ||
        (column.type.id == referenced.type.id && column.type.is_unsigned == referenced.type.is_unsigned);
    const bool same_family = (is_integer(column.type.id) && is_integer(referenced.type.id) && is_exact) ||
                             (is_character(column.type.id) && is_character(referenced.type.id)) ||
                             (is_binary(column.type.id) && is_binary(referenced.type.id)) ||
                             (!is_integer(column.type.id) && column.type.id == referenced.type.id);
    if (!same_family) {
      fail(Condition::foreign_key_type_mismatch,
           {bound.name, column.name, referenced.name, dialect_.spelled(pair[0].type), dialect_.spelled(pair[1].type)},
           position);
    }
  }
}

// By the name of the constraint or of the index, if one was given, else by the first column's
// (https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html).
void StatementBinder::index_foreign_key(const ast::TableConstraint& constraint, const catalog::Constraint& key,
                                        catalog::Table& table) {
  if (!dialect_.traits.foreign_keys_make_indexes) {
    return;
  }
  const bool has_key = std::any_of(table.constraints.begin(), table.constraints.end(), [&](const auto& other) {
    return other.kind != catalog::ConstraintKind::foreign_key && starts_with(other.columns, key.columns);
  });
  const bool has_index = std::any_of(table.indexes.begin(), table.indexes.end(), [&](const catalog::Index& index) {
    return starts_with(ids_of(index.parts), key.columns);
  });
  if (has_key || has_index) {
    return;
  }
  catalog::Index index;
  index.name = index_name(table, constraint.name.empty() ? constraint.index_name : constraint.name,
                          {table.find(key.columns.front())->name});
  index.storage_name = free_index_storage_name(table, index.name);
  index.method = "btree";
  for (const std::int32_t column : key.columns) {
    index.parts.push_back({.column = column});
  }
  table.indexes.push_back(std::move(index));
}

// KEY, INDEX and UNIQUE over expressions or prefixes are indexes, not constraints.
void StatementBinder::table_index(const ast::TableConstraint& constraint, catalog::Table& table) {
  catalog::Index index;
  index.unique = constraint.kind != ast::ConstraintKind::index;
  index.method = constraint.method.empty() ? "btree" : constraint.method;
  std::vector<std::string> names;
  for (const ast::IndexPart& part : constraint.parts) {
    index.parts.push_back(index_part(part, table, constraint.position));
    names.push_back(part.column);
  }
  index.name = index_name(table, constraint.name, names);
  index.storage_name = free_index_storage_name(table, index.name);
  table.indexes.push_back(std::move(index));
}

catalog::IndexPart StatementBinder::index_part(const ast::IndexPart& part, catalog::Table& table,
                                               std::uint32_t position, Type* type) {
  catalog::IndexPart bound;
  bound.descending = part.order == ast::SortOrder::descending;
  bound.prefix_length = part.prefix_length;
  if (part.nulls != ast::NullsOrder::unspecified) {
    bound.nulls_first = part.nulls == ast::NullsOrder::first;
  }
  if (part.expression == nullptr) {
    const Scope names = new_scope(nullptr);
    const bool is_there = std::any_of(table.columns.begin(), table.columns.end(), [&](const catalog::Column& column) {
      return names.same_name(column.name, part.column);
    });
    if (!is_there && !dialect_.traits.schema_is_database) {
      fail(Condition::undefined_column, {part.column});
    }
    const catalog::Column& column = key_column(table, part.column, position);
    bound.column = column.id;
    if (type != nullptr) {
      *type = column.type;
    }
    return bound;
  }
  without_position([&] {
    const ExpressionPtr expression = bind_over_table(*part.expression, table, Clause::index);
    require_immutable(dialect_, *expression, "functions in index expression must be marked IMMUTABLE");
    if (type != nullptr) {
      *type = expression->type;
    }
  });
  bound.text = part.text;
  return bound;
}

std::string StatementBinder::constraint_name(sql::NameFor kind, const catalog::Table& table, const std::string& given,
                                             const std::vector<std::string>& columns) const {
  const bool is_key = kind == sql::NameFor::primary_key || kind == sql::NameFor::unique;
  // MySQL's keys, foreign keys and checks each have names of their own; PostgreSQL's constraints share theirs.
  const auto shares_names = [&](const catalog::Constraint& other) {
    if (!dialect_.traits.schema_is_database) {
      return true;
    }
    const bool is_other_key =
        other.kind == catalog::ConstraintKind::primary_key || other.kind == catalog::ConstraintKind::unique;
    return is_key ? is_other_key
                  : (kind == sql::NameFor::check) == (other.kind == catalog::ConstraintKind::check) && !is_other_key;
  };
  const auto is_taken = [&](std::string_view name) {
    return std::any_of(table.constraints.begin(), table.constraints.end(),
                       [&](const catalog::Constraint& other) { return other.name == name && shares_names(other); }) ||
           (is_key && std::any_of(table.indexes.begin(), table.indexes.end(),
                                  [&](const catalog::Index& other) { return other.name == name; }));
  };
  const bool is_relation = is_key;
  const bool is_global = is_relation && !dialect_.traits.schema_is_database;
  if (given.empty() || (kind == sql::NameFor::primary_key && dialect_.traits.schema_is_database)) {
    return dialect_.choose_name(kind, table.name, columns, [&](std::string_view name) {
      return is_taken(name) || (is_global && relation_name_taken(table.schema, name));
    });
  }
  if (is_taken(given)) {
    fail(is_relation                   ? Condition::duplicate_key_name
         : kind == sql::NameFor::check ? Condition::duplicate_check
                                       : Condition::duplicate_constraint,
         {given, table.name});
  }
  if (is_global && relation_name_taken(table.schema, given)) {
    fail(Condition::duplicate_table, {given});
  }
  return given;
}

// What a part adds to the name that PostgreSQL chooses for an index: as a column it would be called so.
std::string StatementBinder::name_in_index(const catalog::IndexPart& part, const catalog::Table& table) const {
  if (part.column != 0) {
    return table.find(part.column)->name;
  }
  if (dialect_.traits.schema_is_database) {
    return {};
  }
  const ast::SelectItem item{dialect_.parse_expression(part.text), {}, {}};
  const std::string label = dialect_.column_label(item);
  return label == "?column?" ? "expr" : label;
}

std::string StatementBinder::index_name(const catalog::Table& table, const std::string& given,
                                        const std::vector<std::string>& columns) const {
  const bool is_global = !dialect_.traits.schema_is_database;
  const auto is_taken = [&](std::string_view name) {
    return std::any_of(table.indexes.begin(), table.indexes.end(),
                       [&](const catalog::Index& other) { return other.name == name; }) ||
           std::any_of(table.constraints.begin(), table.constraints.end(),
                       [&](const catalog::Constraint& other) {
                         return other.name == name && (other.kind == catalog::ConstraintKind::primary_key ||
                                                       other.kind == catalog::ConstraintKind::unique);
                       }) ||
           (is_global && relation_name_taken(table.schema, name));
  };
  if (given.empty()) {
    std::vector<std::string> distinct;
    for (const std::string& column : columns) {
      std::string name = column;
      for (int number = 1; is_global && std::find(distinct.begin(), distinct.end(), name) != distinct.end(); ++number) {
        name = column + std::to_string(number);
      }
      distinct.push_back(std::move(name));
    }
    return dialect_.choose_name(sql::NameFor::index, table.name, distinct, is_taken);
  }
  if (is_taken(given)) {
    fail(Condition::duplicate_key_name, {given, table.name});
  }
  return given;
}

// A renamed index keeps its storage name, so the plain one may be in use.
std::string StatementBinder::free_index_storage_name(const catalog::Table& table, const std::string& name) const {
  const std::string plain = table.storage_name + "." + name;
  const auto is_taken = [&](const std::string& wanted) {
    return std::any_of(table.indexes.begin(), table.indexes.end(),
                       [&](const catalog::Index& index) { return ascii_iequals(index.storage_name, wanted); });
  };
  std::string free = plain;
  for (std::size_t number = 1; is_taken(free); ++number) {
    free = plain + "#" + std::to_string(number);
  }
  return free;
}

bool StatementBinder::is_there(const std::string& schema, const std::string& name, bool if_not_exists) const {
  const bool is_taken = relation_name_taken(schema, name);
  if (is_taken && !if_not_exists) {
    fail(Condition::duplicate_table, {name});
  }
  if (is_taken) {
    note(Condition::duplicate_table, {name});
  }
  return is_taken;
}

void StatementBinder::note(Condition condition, std::initializer_list<std::string> arguments) const {
  if (dialect_.traits.schema_is_database) {
    const SqlError error = dialect_.error(condition, arguments);
    environment_.context->warn(error.code, error.message, sql::DiagnosticLevel::note);
  }
}

// PostgreSQL: tables, views, sequences, indexes and the keys' indexes of a schema share one space of names.
bool StatementBinder::relation_name_taken(const std::string& schema, std::string_view name) const {
  const std::string text(name);
  if (catalog_.find_table(schema, text) != nullptr || catalog_.find_view(schema, text) != nullptr) {
    return true;
  }
  if (dialect_.traits.schema_is_database) {
    return false;
  }
  if (catalog_.find_sequence(schema, text) != nullptr) {
    return true;
  }
  for (const auto& [key, table] : catalog_.tables) {
    if (key.first != schema || table->id == altered_table_) {
      continue;
    }
    const bool is_index = std::any_of(table->indexes.begin(), table->indexes.end(),
                                      [&](const catalog::Index& index) { return index.name == name; });
    const bool is_key = std::any_of(table->constraints.begin(), table->constraints.end(), [&](const auto& constraint) {
      return constraint.name == name && (constraint.kind == catalog::ConstraintKind::primary_key ||
                                         constraint.kind == catalog::ConstraintKind::unique);
    });
    if (is_index || is_key) {
      return true;
    }
  }
  return false;
}

}  // namespace emulator::bind
