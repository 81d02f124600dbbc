// INSERT and REPLACE: every stored column gets a value for every row, be it given, the default or a generated key.
#include <algorithm>
#include <set>

#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

bool is_stored(const catalog::Column& column) {
  return !column.generated_text.has_value();
}

bool is_default(const ast::Expression& expression) {
  const auto* node = std::get_if<ast::Default>(&expression.node);
  return node != nullptr && node->column.empty();
}

const catalog::Column& column_at(const catalog::Table& table, std::int32_t ordinal) {
  return table.columns[static_cast<std::size_t>(ordinal)];
}

}  // namespace

std::vector<std::int32_t> stored_columns(const catalog::Table& table) {
  std::vector<std::int32_t> ordinals;
  for (std::size_t ordinal = 0; ordinal < table.columns.size(); ++ordinal) {
    if (is_stored(table.columns[ordinal])) {
      ordinals.push_back(static_cast<std::int32_t>(ordinal));
    }
  }
  // A key is only made for a row whose other values could be read.
  std::stable_partition(ordinals.begin(), ordinals.end(), [&](std::int32_t ordinal) {
    return table.columns[static_cast<std::size_t>(ordinal)].identity != catalog::Identity::auto_increment;
  });
  return ordinals;
}

const catalog::Table& StatementBinder::target_table(const ast::Name& name, std::string_view verb) {
  if (find_table(name) == nullptr && catalog_.find_view(schema_of(name), name.parts.back()) != nullptr) {
    if (verb == "MERGE") {
      SqlError error = dialect_.error(Condition::feature_not_supported, {});
      error.message = "cannot execute MERGE on relation \"" + name.parts.back() + "\"";
      error.detail = "This operation is not supported for views.";
      throw error;
    }
    if (dialect_.traits.schema_is_database) {
      fail(Condition::undefined_table, {displayed_in_schema(name), schema_of(name)}, name.position);
    }
    fail(Condition::wrong_object_type, {name.parts.back(), "a table"});
  }
  const catalog::Table& table = table_named(name);
  if (table.is_system_view) {
    if (verb == "INSERT" || verb == "UPDATE" || verb == "DELETE") {
      fail_fixed_view(name.parts.back(), verb, "that do not select from a single table or view");
    }
    fail(Condition::table_is_not_base, {name.parts.back(), std::string(verb), std::string(verb)}, name.position);
  }
  const bool is_definition = verb == "ALTER TABLE" || verb == "CREATE INDEX";
  if (!table.materialized_text.empty() && !is_definition) {
    fail(Condition::materialized_view_is_fixed, {table.name});
  }
  return table;
}

// Of the columns that may be given those that are: VALUES may have fewer.
static std::vector<std::int32_t> given_values(const ast::Insert& insert, std::vector<std::int32_t> given) {
  const auto* values = insert.source == nullptr ? nullptr : std::get_if<ast::Values>(&insert.source->body);
  if (values != nullptr && !values->rows.empty() && values->rows.front().size() < given.size()) {
    given.resize(values->rows.front().size());
  }
  return given;
}

Statement StatementBinder::insert(const ast::Insert& insert) {
  Insert bound;
  std::vector<CommonTable> with;
  with_list(insert.with, insert.recursive, nullptr, with);
  ChangeTarget changed = change_target(insert.table, insert.alias, "INSERT");
  const catalog::Table& table = *changed.table;
  if (changed.view != nullptr && insert.on_conflict) {
    unsupported("what an INSERT of a view does with duplicate keys", insert.table.position);
  }
  changed_view_ = changed.view == nullptr ? nullptr : &changed;
  open_temporary(table, table.name);
  bound.table = &table;
  bound.kind = insert.kind;
  ignores_errors_ = insert.kind == ast::InsertKind::ignore;
  environment_.context->modifies = true;
  VisibleRelation& target = changed.relation;
  bound.relation = target.number;
  const std::vector<std::int32_t> given = insert_columns(insert, table);
  bound.columns = stored_columns(table);
  record_write(changed, catalog::privilege::insert, given_values(insert, given));
  const bool has_query = insert.source != nullptr && !std::holds_alternative<ast::Values>(insert.source->body);
  if (!has_query) {
    changed_tables_.push_back(&table);  // a query's own rows are all read before the first is stored
  }
  const bool has_rows = insert.source == nullptr ||
                        (std::holds_alternative<ast::Values>(insert.source->body) && insert.source->with.empty() &&
                         insert.source->order_by.empty() && insert.source->limit == nullptr);
  hidden_target_ = &target;
  bound.source = has_rows ? insert_values(insert, table, given, bound.columns)
                          : insert_query(insert, target, given, bound.columns);
  hidden_target_ = nullptr;
  changed_view_ = nullptr;
  bound.source->with.insert(bound.source->with.begin(), std::make_move_iterator(with.begin()),
                            std::make_move_iterator(with.end()));
  bound.source->recursive = bound.source->recursive || insert.recursive;
  if (insert.on_conflict) {
    bound.on_conflict = on_conflict(insert, target, given);
    if (bound.on_conflict->update) {
      record_write(changed, bound.on_conflict->assignments);
    }
  }
  if (!insert.returning.empty()) {
    Scope scope = new_scope(nullptr);
    scope.add(std::move(target));
    bound.returning = returning(insert.returning, scope);
  }
  return bound;
}

// The columns that the statement gives values for, as ordinals in its order.
std::vector<std::int32_t> StatementBinder::insert_columns(const ast::Insert& insert, const catalog::Table& table) {
  std::vector<std::int32_t> given;
  if (insert.columns.empty()) {
    if (changed_view_ != nullptr && insert.source != nullptr) {
      return changed_view_->ordinals;
    }
    for (std::size_t ordinal = 0; ordinal < table.columns.size() && insert.source != nullptr; ++ordinal) {
      given.push_back(static_cast<std::int32_t>(ordinal));
    }
    return given;
  }
  std::set<std::int32_t> seen;
  for (const ast::Name& name : insert.columns) {
    const std::int32_t ordinal = changed_view_ != nullptr
                                     ? changed_column(*changed_view_, name, Clause::values)
                                     : column_ordinal(table, name.parts.back(), name.position, Clause::values);
    if (!seen.insert(ordinal).second) {
      fail(Condition::column_specified_twice, {name.parts.back()}, name.position);
    }
    given.push_back(ordinal);
  }
  return given;
}

QueryPtr StatementBinder::insert_values(const ast::Insert& insert, const catalog::Table& table,
                                        const std::vector<std::int32_t>& given,
                                        const std::vector<std::int32_t>& stored) {
  auto source = std::make_unique<Query>();
  Values rows;
  Scope scope = new_scope(nullptr);
  if (dialect_.traits.update_sees_new_values) {
    scope.add(visible_table(table, insert.alias.empty() ? table.name : insert.alias));
  }
  const Place place{.scope = &scope, .clause = Clause::values};
  static const std::vector<std::vector<ast::ExpressionPtr>> one_empty_row(1);
  const auto& written = insert.source == nullptr ? one_empty_row : std::get<ast::Values>(insert.source->body).rows;
  std::size_t number = 0;
  for (const std::vector<ast::ExpressionPtr>& row : written) {
    ++number;
    if (row.size() != written.front().size() && !dialect_.traits.schema_is_database) {
      fail(Condition::syntax_error, {"VALUES lists must all be the same length"}, row.front()->position);
    }
    std::vector<std::int32_t> columns = given;
    if (row.empty() && insert.columns.empty()) {
      columns.clear();  // VALUES () and DEFAULT VALUES: every column takes its default
    }
    const bool may_be_shorter = insert.columns.empty() && !dialect_.traits.schema_is_database;
    if (row.size() > columns.size() || (row.size() < columns.size() && !may_be_shorter)) {
      fail(Condition::column_count_values,
           {std::to_string(number), row.size() > columns.size() ? "more expressions than target columns"
                                                                : "more target columns than expressions"},
           row.size() > columns.size() ? row[columns.size()]->position
           : insert.columns.empty()    ? ast::no_position
                                       : insert.columns[row.size()].position);
    }
    columns.resize(row.size());
    require_changeable(columns);
    std::vector<ExpressionPtr> values;
    for (std::size_t index = 0; index < row.size(); ++index) {
      values.push_back(is_default(*row[index]) ? nullptr : expression(*row[index], place));
      if (!scope.relations.empty() && values.back() != nullptr) {
        read_earlier_values(values.back(), scope.relations.front(), given, values);
      }
    }
    rows.rows.push_back(complete_row(table, columns, stored, std::move(values), insert));
  }
  source->body = std::move(rows);
  return source;
}

// MySQL: a column in VALUES reads what the row gave it further left, or its default
// (https://dev.mysql.com/doc/refman/8.0/en/insert.html).
void StatementBinder::read_earlier_values(ExpressionPtr& value, const VisibleRelation& target,
                                          const std::vector<std::int32_t>& given,
                                          const std::vector<ExpressionPtr>& earlier) {
  substitute(value, [&](const Expression& part) -> ExpressionPtr {
    const auto* use = std::get_if<ColumnUse>(&part.node);
    if (use == nullptr || use->relation != target.number) {
      return nullptr;
    }
    const catalog::Table& table = *target.table;
    const auto place = std::find(given.begin(), given.end(), use->column);
    const auto index = static_cast<std::size_t>(place - given.begin());
    const bool is_given = index + 1 < earlier.size() && earlier[index] != nullptr;
    return is_given ? assign(copy_of(*earlier[index]), table, use->column) : default_value(table, use->column);
  });
}

// INSERT … SELECT: the query becomes a relation, over which each stored column is a cast or a default.
QueryPtr StatementBinder::insert_query(const ast::Insert& insert, const VisibleRelation& target,
                                       const std::vector<std::int32_t>& given,
                                       const std::vector<std::int32_t>& stored) {
  const catalog::Table& table = *target.table;
  watch_source_rows(insert);
  QueryPtr inner = query(*insert.source, nullptr, false);
  unhide_digits(*inner);
  if (inner->columns.size() != given.size() &&
      !(insert.columns.empty() && inner->columns.size() < given.size() && !dialect_.traits.schema_is_database)) {
    fail(Condition::column_count_values,
         {"1", inner->columns.size() > given.size() ? "more expressions than target columns"
                                                    : "more target columns than expressions"},
         insert.source->position);
  }
  std::vector<std::int32_t> columns = given;
  columns.resize(inner->columns.size());
  require_changeable(columns);
  for (std::size_t index = 0; index < columns.size(); ++index) {
    if (inner->columns[index].type.id == TypeId::unknown && !dialect_.traits.truth_is_integer) {
      convert_column(*inner, index, column_at(table, columns[index]).type);
    }
  }
  map_source_rows(*inner, target, given);
  const std::int32_t relation = next_relation();
  const auto* chosen = std::get_if<Select>(&inner->body);
  std::vector<ExpressionPtr> values;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const OutputColumn& column = inner->columns[index];
    values.push_back(make(ColumnUse{relation, static_cast<std::int32_t>(index)}, column.type, column.nullable,
                          chosen == nullptr ? insert.source->position : chosen->outputs[index]->position));
  }
  Select select;
  select.outputs = complete_row(table, columns, stored, std::move(values), insert);
  select.from = std::make_unique<From>();
  select.from->node = Derived{relation, std::move(inner)};
  auto source = std::make_unique<Query>();
  source->body = std::move(select);
  return source;
}

// One value per stored column, in table order: a null pointer in `row` is the keyword DEFAULT.
std::vector<ExpressionPtr> StatementBinder::complete_row(const catalog::Table& table,
                                                         const std::vector<std::int32_t>& given,
                                                         const std::vector<std::int32_t>& stored,
                                                         std::vector<ExpressionPtr> row, const ast::Insert& insert) {
  std::vector<ExpressionPtr> by_ordinal(table.columns.size());
  for (std::size_t index = 0; index < given.size(); ++index) {
    const catalog::Column& column = column_at(table, given[index]);
    const bool is_always = column.identity == catalog::Identity::always && !insert.overriding_system;
    if (row[index] != nullptr && (column.generated_text || (is_always && !insert.overriding_user))) {
      fail(column.generated_text ? Condition::generated_stored : Condition::generated_always,
           {column.name, table.name});
    }
    if (insert.overriding_user && column.identity != catalog::Identity::none) {
      row[index] = nullptr;
    }
    by_ordinal[static_cast<std::size_t>(given[index])] = std::move(row[index]);
  }
  std::vector<ExpressionPtr> complete;
  for (const std::int32_t ordinal : stored) {
    ExpressionPtr& value = by_ordinal[static_cast<std::size_t>(ordinal)];
    complete.push_back(value == nullptr ? default_value(table, ordinal)
                                        : stored_value(table, ordinal, std::move(value)));
  }
  return complete;
}

// A given value: cast to the column; an AUTO_INCREMENT column also takes NULL and 0 to mean the next number.
ExpressionPtr StatementBinder::stored_value(const catalog::Table& table, std::int32_t ordinal, ExpressionPtr value) {
  const catalog::Column& column = column_at(table, ordinal);
  value = assign(std::move(value), table, ordinal);
  if (column.identity != catalog::Identity::auto_increment) {
    return never_null(std::move(value), table, ordinal);
  }
  std::vector<ExpressionPtr> operands;
  operands.push_back(std::move(value));
  operands.push_back(make(Constant{column.sequence_id}, type(TypeId::bigint), false, ast::no_position));
  ExpressionPtr generated = named_call(" auto_increment", std::move(operands), ast::no_position);
  generated->nullable = false;
  return generated;
}

ExpressionPtr StatementBinder::default_value(const catalog::Table& table, std::int32_t ordinal) {
  const catalog::Column& column = column_at(table, ordinal);
  if (column.identity == catalog::Identity::auto_increment) {
    return stored_value(table, ordinal, make(Constant{Null{}}, column.type, true, ast::no_position));
  }
  if (column.identity != catalog::Identity::none) {
    std::vector<ExpressionPtr> operands;
    operands.push_back(make(Constant{column.sequence_id}, type(TypeId::bigint), false, ast::no_position));
    if (column.identity == catalog::Identity::serial) {
      record_sequence(column.sequence_id, "nextval");
    }
    ExpressionPtr next = named_call("nextval", std::move(operands), ast::no_position);
    next->nullable = false;
    return assign(std::move(next), table, ordinal);
  }
  if (column.default_text) {
    const ast::ExpressionPtr parsed = dialect_.parse_expression(*column.default_text);
    ExpressionPtr value;
    without_position([&] { value = assign(expression(*parsed, {.clause = Clause::default_}), table, ordinal); });
    return value;
  }
  if (column.not_null && dialect_.traits.schema_is_database) {
    if (environment_.context->strict && !ignores_errors_) {
      SqlError error = dialect_.error(Condition::no_default_value, {column.name});
      if (changed_view_ != nullptr) {  // ER_NO_DEFAULT_FOR_VIEW_FIELD
        error.code = 1423;
        error.message = "Field of view '" + changed_view_->view->schema + "." + changed_view_->view->name +
                        "' underlying table doesn't have a default value";
      }
      throw error;
    }
    return implicit_default(column);
  }
  return make(Constant{Null{}}, column.type, true, ast::no_position);
}

ExpressionPtr StatementBinder::implicit_default(const catalog::Column& column) {
  return make(Constant{dialect_.implicit_value(column.type)}, column.type, false, ast::no_position);
}

// MySQL: where nothing may fail, NULL becomes the implicit default of a column that may not be NULL, with a warning.
ExpressionPtr StatementBinder::never_null(ExpressionPtr value, const catalog::Table& table, std::int32_t ordinal) {
  const catalog::Column& column = column_at(table, ordinal);
  const bool may_fail = environment_.context->strict && !ignores_errors_;
  if (!dialect_.traits.schema_is_database || may_fail || !column.not_null || !value->nullable) {
    return value;
  }
  std::vector<ExpressionPtr> operands;
  operands.push_back(std::move(value));
  operands.push_back(implicit_default(column));
  operands.push_back(make(Constant{column.name}, type(TypeId::text), false, ast::no_position));
  ExpressionPtr kept = named_call(" never_null", std::move(operands), ast::no_position);
  kept->type = column.type;
  kept->nullable = false;
  return kept;
}

OnConflict StatementBinder::on_conflict(const ast::Insert& insert, const VisibleRelation& target,
                                        const std::vector<std::int32_t>& given) {
  const ast::OnConflict& conflict = *insert.on_conflict;
  const catalog::Table& table = *target.table;
  OnConflict bound;
  bound.update = conflict.update;
  conflict_target(conflict, table, bound);
  if (!conflict.update) {
    return bound;
  }
  Scope scope = new_scope(nullptr);
  scope.add(target);
  if (!dialect_.traits.schema_is_database || !insert.row_alias.empty()) {
    scope.add(proposed_row(insert, target, given));
  }
  for (VisibleRelation& source : source_rows_) {
    scope.add(std::move(source));
  }
  const Place place{.scope = &scope, .clause = Clause::set, .proposed = &table};
  bound.assignments = assignments(conflict.assignments, table, place);
  add_on_update(table, bound.assignments);
  if (conflict.where != nullptr) {
    bound.where = condition(*conflict.where, {.scope = &scope, .clause = Clause::where});
  }
  return bound;
}

// MySQL: the update may name the columns of the query's tables, but for a query that groups its rows
// (https://dev.mysql.com/doc/refman/8.0/en/insert-on-duplicate.html).
void StatementBinder::watch_source_rows(const ast::Insert& insert) {
  const bool updates = dialect_.traits.schema_is_database && insert.on_conflict && insert.on_conflict->update;
  const auto* select = std::get_if<ast::Select>(&insert.source->body);
  watched_select_ = updates && select != nullptr && !select->distinct && select->group_by.empty() ? select : nullptr;
}

// What the query stores as it reads it is in the row that was to be inserted, under the query's names. Columns beyond
// those of the table are known by name only.
void StatementBinder::map_source_rows(const Query& source, const VisibleRelation& target,
                                      const std::vector<std::int32_t>& given) {
  const auto* select = std::get_if<Select>(&source.body);
  for (VisibleRelation& row : source_rows_) {
    std::vector<OutputColumn> columns = target.columns;
    for (OutputColumn& column : columns) {
      column.label.clear();
    }
    for (std::size_t ordinal = 0; ordinal < row.columns.size(); ++ordinal) {
      const auto is_stored_in = [&](std::size_t index) {
        const auto* use = std::get_if<ColumnUse>(&select->outputs[index]->node);
        const Type& stored = target.columns[static_cast<std::size_t>(given[index])].type;
        const Type& type = row.columns[ordinal].type;
        return use != nullptr && use->relation == row.number && use->column == static_cast<std::int32_t>(ordinal) &&
               stored.id == type.id && stored.is_unsigned == type.is_unsigned && stored.scale == type.scale &&
               stored.collation == type.collation && stored.name == type.name;
      };
      std::size_t index = 0;
      while (index < given.size() && !is_stored_in(index)) {
        ++index;
      }
      if (index < given.size()) {
        columns[static_cast<std::size_t>(given[index])].label = row.columns[ordinal].label;
      } else {
        columns.push_back(row.columns[ordinal]);
      }
    }
    row.columns = std::move(columns);
    row.table = target.table;
    row.only_qualified = row.is_proposed = true;
  }
}

// The row that was to be inserted: PostgreSQL's "excluded", or the alias that MySQL's statement gives it and its
// columns.
VisibleRelation StatementBinder::proposed_row(const ast::Insert& insert, const VisibleRelation& target,
                                              const std::vector<std::int32_t>& given) {
  VisibleRelation proposed = target;
  proposed.alias = insert.row_alias.empty() ? "excluded" : insert.row_alias;
  proposed.schema.clear();
  proposed.only_qualified = true;
  if (insert.row_column_aliases.empty()) {
    return proposed;
  }
  if (insert.row_column_aliases.size() != given.size()) {
    fail(Condition::column_count_mismatch, {insert.row_alias}, insert.table.position);
  }
  proposed.is_proposed = true;
  for (OutputColumn& column : proposed.columns) {
    column.label.clear();
  }
  for (std::size_t index = 0; index < given.size(); ++index) {
    proposed.columns[static_cast<std::size_t>(given[index])].label = insert.row_column_aliases[index];
  }
  return proposed;
}

// ON CONFLICT (a, b) or ON CONSTRAINT n must name a key that is there; MySQL means any.
void StatementBinder::conflict_target(const ast::OnConflict& conflict, const catalog::Table& table, OnConflict& bound) {
  if (!conflict.constraint.empty()) {
    for (const catalog::Constraint& constraint : table.constraints) {
      if (constraint.name == conflict.constraint) {
        for (const std::int32_t id : constraint.columns) {
          bound.target.push_back(column_ordinal(table, table.find(id)->name, ast::no_position, Clause::conflict));
        }
        return;
      }
    }
    fail(Condition::undefined_constraint, {conflict.constraint, table.name});
  }
  std::set<std::int32_t> wanted;
  for (const ast::ExpressionPtr& part : conflict.target) {
    const auto* reference = std::get_if<ast::ColumnReference>(&part->node);
    if (reference == nullptr) {
      bound.target.clear();
      wanted.clear();
      break;
    }
    bound.target.push_back(column_ordinal(table, reference->parts.back(), part->position, Clause::conflict));
    wanted.insert(table.columns[static_cast<std::size_t>(bound.target.back())].id);
  }
  if (conflict.target.empty()) {
    return;
  }
  const auto matches = [&](const std::vector<std::int32_t>& ids) {
    return std::set<std::int32_t>(ids.begin(), ids.end()) == wanted;
  };
  const bool is_key = std::any_of(table.constraints.begin(), table.constraints.end(), [&](const auto& constraint) {
    const bool unique =
        constraint.kind == catalog::ConstraintKind::primary_key || constraint.kind == catalog::ConstraintKind::unique;
    return unique && matches(constraint.columns);
  });
  const bool is_index = std::any_of(table.indexes.begin(), table.indexes.end(), [&](const catalog::Index& index) {
    std::vector<std::int32_t> ids;
    for (const catalog::IndexPart& part : index.parts) {
      ids.push_back(part.column);
    }
    return index.unique && index.where_text.empty() && matches(ids);
  });
  if (!wanted.empty() && (is_key || is_index)) {
    return;
  }
  bound.target.clear();
  bound.index = index_of_target(conflict, table);
  if (bound.index == nullptr) {
    fail(Condition::invalid_column_reference,
         {"there is no unique or exclusion constraint matching the ON CONFLICT specification"});
  }
}

// The unique index over just these columns and expressions; one with a condition only if the target's own condition has
// each part of it.
const catalog::Index* StatementBinder::index_of_target(const ast::OnConflict& conflict,
                                                       const catalog::Table& table) const {
  const auto conjuncts_of = [](const Expression& condition) {
    std::vector<const Expression*> conjuncts;
    const auto* logical = std::get_if<Logical>(&condition.node);
    if (logical == nullptr || logical->kind != ast::LogicalKind::and_) {
      return std::vector{&condition};
    }
    for (const ExpressionPtr& operand : logical->operands) {
      conjuncts.push_back(operand.get());
    }
    return conjuncts;
  };
  std::vector<ExpressionPtr> wanted;
  for (const ast::ExpressionPtr& part : conflict.target) {
    wanted.push_back(StatementBinder(environment_).bind_over_table(*part, table, Clause::index));
  }
  ExpressionPtr given;
  if (conflict.target_where != nullptr) {
    given = StatementBinder(environment_).bind_over_table(*conflict.target_where, table, Clause::index);
  }
  const auto has = [](const std::vector<const Expression*>& expressions, const Expression& sought) {
    return std::any_of(expressions.begin(), expressions.end(),
                       [&](const Expression* expression) { return same(*expression, sought); });
  };
  for (const catalog::Index& index : table.indexes) {
    std::vector<ExpressionPtr> parts;
    for (const catalog::IndexPart& part : index.parts) {
      const std::string text =
          part.column == 0 ? part.text : quoted_name(table.find(part.column)->name, dialect_.traits.identifier_quote);
      parts.push_back(bind_table_expression(text, table, environment_));
    }
    const auto is_among = [&](const ExpressionPtr& sought, const std::vector<ExpressionPtr>& among) {
      return std::any_of(among.begin(), among.end(), [&](const ExpressionPtr& other) { return same(*other, *sought); });
    };
    const bool fits =
        index.unique &&
        std::all_of(wanted.begin(), wanted.end(), [&](const ExpressionPtr& one) { return is_among(one, parts); }) &&
        std::all_of(parts.begin(), parts.end(), [&](const ExpressionPtr& one) { return is_among(one, wanted); });
    if (!fits) {
      continue;
    }
    if (index.where_text.empty()) {
      return &index;
    }
    const ExpressionPtr condition = bind_table_expression(index.where_text, table, environment_);
    const auto needed = conjuncts_of(*condition);
    if (given != nullptr && std::all_of(needed.begin(), needed.end(),
                                        [&](const Expression* part) { return has(conjuncts_of(*given), *part); })) {
      return &index;
    }
  }
  return nullptr;
}

}  // namespace emulator::bind
