// INSERT, UPDATE and DELETE.
#include <algorithm>

#include "base/text.hpp"
#include "lower/lowering.hpp"
#include "lower/storage.hpp"
#include "lower/table_text.hpp"

namespace emulator::lower {

namespace {

std::string storage_name(const catalog::Table& table, std::int32_t ordinal) {
  return quoted(table.columns[static_cast<std::size_t>(ordinal)].storage_name);
}

}  // namespace

void Lowering::name_target(std::int32_t relation, const catalog::Table& table) {
  target_ = &table;
  target_relation_ = relation;
  relations_[relation] = {"\"t" + std::to_string(relation) + "\".", &table};
}

// SQLite's row number takes NULL to mean "the next one"; here it must be an error.
std::string Lowering::stored(const bind::Expression& value, const catalog::Table& table, std::int32_t ordinal) {
  std::string text = expression(value);
  const catalog::Column& column = table.columns[static_cast<std::size_t>(ordinal)];
  const auto* constant = std::get_if<bind::Constant>(&value.node);
  const bool is_null_constant =
      constant != nullptr && is_null(constant->value) && column.not_null && dialect_.traits.inline_ids;
  if (!is_null_constant && (!value.nullable || !is_row_number(table, ordinal))) {
    return text;
  }
  return quoted(required_key_function) + "(" + text + ", " + literal(column.name) + ", " + literal(table.name) + ")";
}

QueryPlan Lowering::insert_plan(const bind::Insert& insert) {
  const catalog::Table& table = *insert.table;
  if (!returns_all_ && returns_more(insert.returning, insert.relation)) {
    return insert_returning(insert);
  }
  name_target(insert.relation, table);
  if (insert.kind != ast::InsertKind::insert && !insert.on_conflict && !insert.columns.empty()) {
    std::string rows = with_list(insert.source->with, insert.source->recursive) + insert_source(insert);
    QueryPlan plan = finish(QueryKind::insert, std::move(rows), {});
    plan.target = &table;
    plan.is_upsert = true;
    plan.ignores_errors = insert.kind == ast::InsertKind::ignore;
    add_insert_steps(insert, plan);
    count_keys(insert, plan);
    return plan;
  }
  std::string text = with_list(insert.source->with, insert.source->recursive) + "INSERT";
  switch (insert.kind) {
    case ast::InsertKind::insert:
      break;
    case ast::InsertKind::ignore:
      text += " OR IGNORE";
      break;
    case ast::InsertKind::replace:
      text += " OR REPLACE";
      break;
  }
  text += " INTO " + quoted(table.storage_name) + " AS \"t" + std::to_string(insert.relation) + "\"";
  std::string columns;
  for (const std::int32_t column : insert.columns) {
    columns += (columns.empty() ? "" : ", ") + storage_name(table, column);
  }
  text += columns.empty() ? " DEFAULT VALUES" : " (" + columns + ") " + insert_source(insert);
  text += conflict(insert) + returning(insert.returning, insert.relation, table);
  QueryPlan plan = finish(QueryKind::insert, std::move(text), insert.returning.columns);
  plan.target = &table;
  plan.is_upsert = insert.on_conflict.has_value() || insert.kind != ast::InsertKind::insert;
  plan.changes_rows_once = insert.on_conflict && insert.on_conflict->update && !dialect_.traits.inline_ids;
  plan.ignores_errors = insert.kind == ast::InsertKind::ignore;
  count_keys(insert, plan);
  return plan;
}

void Lowering::count_keys(const bind::Insert& insert, QueryPlan& plan) {
  for (const catalog::Column& column : insert.table->columns) {
    if (column.identity == catalog::Identity::auto_increment) {
      plan.key_sequence = column.sequence_id;
    }
  }
  if (const auto* rows = std::get_if<bind::Values>(&insert.source->body)) {
    plan.value_rows = static_cast<std::int64_t>(rows->rows.size());
  }
}

std::string Lowering::insert_source(const bind::Insert& insert) {
  const bind::Query& source = *insert.source;
  const auto* rows = std::get_if<bind::Values>(&source.body);
  std::string text;
  if (rows != nullptr) {
    for (const std::vector<bind::ExpressionPtr>& row : rows->rows) {
      std::string values;
      for (std::size_t index = 0; index < row.size(); ++index) {
        values += (index == 0 ? "" : ", ") + stored(*row[index], *insert.table, insert.columns[index]);
      }
      text += (text.empty() ? "VALUES (" : ", (") + values + ")";
    }
    return text;
  }
  const auto& select = std::get<bind::Select>(source.body);
  const std::string relation = from(*select.from);
  for (std::size_t index = 0; index < select.outputs.size(); ++index) {
    text += (index == 0 ? "SELECT " : ", ") + stored(*select.outputs[index], *insert.table, insert.columns[index]);
  }
  // Without WHERE, SQLite's parser takes ON CONFLICT for the ON of a join.
  return text + " FROM " + relation + " WHERE true";
}

std::string Lowering::conflict(const bind::Insert& insert) {
  if (!insert.on_conflict) {
    return {};
  }
  const bind::OnConflict& conflict = *insert.on_conflict;
  std::string target;
  for (const std::int32_t column : conflict.target) {
    target += (target.empty() ? "" : ", ") + storage_name(*insert.table, column);
  }
  std::string text = " ON CONFLICT" + (target.empty() ? "" : " (" + target + ")");
  if (conflict.index != nullptr) {
    text += " " + TableText(*insert.table, environment_).conflict_target(*conflict.index);
  }
  if (!conflict.update) {
    return text + " DO NOTHING";
  }
  text += " DO UPDATE SET ";
  text += dialect_.traits.inline_ids ? counted_assignments(conflict, *insert.table)
                                     : assignments(conflict.assignments, *insert.table);
  if (dialect_.traits.inline_ids) {
    return conflict.where == nullptr ? text : text + " WHERE " + expression(*conflict.where);
  }
  text += " WHERE " + conflict_guard(*insert.table);
  return conflict.where == nullptr ? text : text + " AND " + expression(*conflict.where);
}

std::string Lowering::conflict_guard(const catalog::Table& table) const {
  return quoted(conflict_once_function) + "(" + relations_.at(target_relation_).qualifier +
         row_number_name(table, dialect_) + ")";
}

// Whether one of the columns gets another value than it has; n0, n1, … are the new ones.
std::string Lowering::changed_test(const std::vector<bind::ColumnAssignment>& assignments,
                                   const catalog::Table& table) const {
  const std::string target = relations_.at(target_relation_).qualifier;
  std::string text;
  for (std::size_t index = 0; index < assignments.size(); ++index) {
    if (!assignments[index].on_change) {
      text += (text.empty() ? "" : " OR ") + target + storage_name(table, assignments[index].column) + " IS NOT n" +
              std::to_string(index) + " COLLATE BINARY";
    }
  }
  return text;
}

// (a, b) = (SELECT n0, n1 FROM (SELECT new a AS n0, new b AS n1)): SQLite never merges a subquery without FROM, so each
// new value is computed once and may be looked at as often as need be.
std::string Lowering::computed_once(const std::vector<bind::ColumnAssignment>& assignments, const catalog::Table& table,
                                    std::string_view first_value) {
  const std::string target = relations_.at(target_relation_).qualifier;
  const std::string changed = changed_test(assignments, table);
  std::string names, outer, inner;
  for (std::size_t index = 0; index < assignments.size(); ++index) {
    const bind::ColumnAssignment& assignment = assignments[index];
    const std::string name = storage_name(table, assignment.column);
    const std::string value = "n" + std::to_string(index);
    names += (index == 0 ? "" : ", ") + name;
    outer += index == 0 ? "" : ", ";
    outer += index == 0 && !first_value.empty() ? std::string(first_value)
             : assignment.on_change ? "CASE WHEN " + changed + " THEN " + value + " ELSE " + target + name + " END"
                                    : value;
    inner += (index == 0 ? "" : ", ") + stored(*assignment.value, table, assignment.column) + " AS " + value;
  }
  return "(" + names + ") = (SELECT " + outer + " FROM (SELECT " + inner + "))";
}

// The first new value passes through a function that counts the row, if any of its columns changes.
std::string Lowering::counted_assignments(const bind::OnConflict& conflict, const catalog::Table& table) {
  const std::string target = relations_.at(target_relation_).qualifier;
  std::string id = "NULL";
  for (std::size_t ordinal = 0; ordinal < table.columns.size(); ++ordinal) {
    if (table.columns[ordinal].identity == catalog::Identity::auto_increment) {
      id = target + storage_name(table, static_cast<std::int32_t>(ordinal));
    }
  }
  const std::string first =
      quoted(conflict_update_function) + "(n0, " + id + ", " + changed_test(conflict.assignments, table) + ")";
  return computed_once(conflict.assignments, table, first);
}

std::string Lowering::assignments(const std::vector<bind::ColumnAssignment>& assignments, const catalog::Table& table) {
  const auto on_change = [](const bind::ColumnAssignment& assignment) { return assignment.on_change; };
  if (std::any_of(assignments.begin(), assignments.end(), on_change)) {
    return computed_once(assignments, table, {});
  }
  std::string text;
  for (const bind::ColumnAssignment& assignment : assignments) {
    text += (text.empty() ? "" : ", ") + storage_name(table, assignment.column) + " = " +
            stored(*assignment.value, table, assignment.column);
  }
  return text;
}

// SQLite's RETURNING knows the table's columns by their bare names only.
std::string Lowering::returning(const bind::Returning& returning, std::int32_t relation, const catalog::Table& table) {
  if (returning.outputs.empty()) {
    return {};
  }
  relations_[relation] = {"", &table};
  return " RETURNING " + (returns_all_ ? all_columns(table) : list(returning.outputs));
}

QueryPlan Lowering::update_plan(const bind::Update& update) {
  const catalog::Table& table = *update.table;
  if (returns_more(update.returning, update.relation)) {
    return returning_joined({QueryKind::update, update.relation, &table, &update.returning, &update.with,
                             update.recursive, update.from.get(), update.where.get(), &update.assignments});
  }
  name_target(update.relation, table);
  const std::string with = with_list(update.with, update.recursive);
  const std::string source = update.from == nullptr ? "" : " FROM " + from(*update.from);
  std::string text = with + "UPDATE " + quoted(table.storage_name) + " AS \"t" + std::to_string(update.relation) +
                     "\" SET " + assignments(update.assignments, table) + source;
  if (update.where != nullptr) {
    text += " WHERE " + expression(*update.where);
  }
  text += returning(update.returning, update.relation, table);
  if (!update.order_by.empty()) {
    text += " ORDER BY " + sort_keys(update.order_by, nullptr);
  }
  text += limits(update.limit, nullptr);
  QueryPlan plan = finish(QueryKind::update, std::move(text), update.returning.columns);
  plan.target = &table;
  return plan;
}

// USING becomes an EXISTS over the other tables.
QueryPlan Lowering::delete_plan(const bind::Delete& delete_) {
  const catalog::Table& table = *delete_.table;
  if (returns_more(delete_.returning, delete_.relation)) {
    static const std::vector<bind::ColumnAssignment> none;
    return returning_joined({QueryKind::delete_, delete_.relation, &table, &delete_.returning, &delete_.with,
                             delete_.recursive, delete_.using_.get(), delete_.where.get(), &none});
  }
  name_target(delete_.relation, table);
  std::string text = with_list(delete_.with, delete_.recursive) + "DELETE FROM " + quoted(table.storage_name) +
                     " AS \"t" + std::to_string(delete_.relation) + "\"";
  if (delete_.using_ != nullptr) {
    text += " WHERE EXISTS (SELECT 1 FROM " + from(*delete_.using_);
  }
  if (delete_.where != nullptr) {
    text += " WHERE " + expression(*delete_.where);
  }
  text += delete_.using_ != nullptr ? ")" : "";
  text += returning(delete_.returning, delete_.relation, table);
  if (!delete_.order_by.empty()) {
    text += " ORDER BY " + sort_keys(delete_.order_by, nullptr);
  }
  text += limits(delete_.limit, nullptr);
  QueryPlan plan = finish(QueryKind::delete_, std::move(text), delete_.returning.columns);
  plan.target = &table;
  return plan;
}

}  // namespace emulator::lower
