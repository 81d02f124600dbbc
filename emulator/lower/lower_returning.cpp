// RETURNING that asks for more than the changed row: columns of the tables that were joined, or subqueries. SQLite's
// knows neither, so the statement falls into parts: the rows that are meant, with all new values and what is asked of
// the others; the change; and a query over both.
#include "base/overloaded.hpp"
#include "bind/same.hpp"
#include "lower/lowering.hpp"

namespace emulator::lower {

namespace {

constexpr std::string_view changed_rows = "\"changed\"";
constexpr std::string_view matched_rows = "\"matched\"";

std::string column_name(std::size_t number) {
  return "\"c" + std::to_string(number) + "\"";
}

std::string column_of(std::string_view rows, std::size_t number) {
  return std::string(rows) + "." + column_name(number);
}

// Values that go on to another part, as they lie in SQLite.
std::vector<ResultColumn> stored_columns(std::size_t count) {
  std::vector<ResultColumn> columns(count);
  for (ResultColumn& column : columns) {
    column.type = type(TypeId::text);
  }
  return columns;
}

void add_relations(const bind::From& from, std::vector<std::int32_t>& relations) {
  std::visit(overloaded{
                 [&](const bind::Join& node) {
                   add_relations(*node.left, relations);
                   add_relations(*node.right, relations);
                 },
                 [&](const auto& node) { relations.push_back(node.relation); },
             },
             from.node);
}

bool asks_more(const bind::Expression& expression, std::int32_t target) {
  const auto* use = std::get_if<bind::ColumnUse>(&expression.node);
  bool more = std::holds_alternative<bind::Subquery>(expression.node) || (use != nullptr && use->relation != target);
  bind::for_each_child(expression, [&](const bind::Expression& child) { more = more || asks_more(child, target); });
  return more;
}

}  // namespace

bool Lowering::returns_more(const bind::Returning& returning, std::int32_t target) {
  bool more = false;
  for (const bind::ExpressionPtr& output : returning.outputs) {
    more = more || asks_more(*output, target);
  }
  return more;
}

// The table's columns, then the row's number.
std::string Lowering::all_columns(const catalog::Table& table) const {
  if (table.columns.size() + 1 > row_table_width) {
    throw dialect_.error(Condition::feature_not_supported, {"such a RETURNING of a table with so many columns"});
  }
  std::string text;
  for (const catalog::Column& column : table.columns) {
    text += quoted(column.storage_name) + ", ";
  }
  return text + row_number_name(table, dialect_);
}

// What is put out, over the changed rows. Its subqueries see the table as it was before.
std::string Lowering::returned(const bind::Returning& returning, std::int32_t relation, const catalog::Table& table) {
  const bool is_new = parts_->modified.insert(&table).second;
  relations_[relation] = {std::string(changed_rows) + ".", nullptr};
  std::string text = list(returning.outputs);
  if (is_new) {
    parts_->modified.erase(&table);
  }
  return text;
}

QueryPlan Lowering::returning_joined(const JoinedChange& change) {
  const std::vector<const bind::CommonTable*> outer = outer_with_;
  std::vector<bind::ColumnUse> others;
  std::vector<std::int32_t> relations;
  if (change.others != nullptr) {
    add_relations(*change.others, relations);
  }
  const std::size_t behind = 1 + change.assignments->size();
  for (const std::int32_t relation : relations) {
    relations_[relation] = {std::string(matched_rows) + ".", nullptr, -1, &others, behind};
  }
  std::string with = with_list(*change.with, change.recursive);
  const std::string outputs = returned(*change.returning, change.relation, *change.table);

  const auto matched = static_cast<std::int32_t>(parts_->plans.size());
  Lowering first(environment_, *parts_, outer);
  QueryPlan rows = first.matched_plan(change, others);
  parts_->plans.push_back(std::move(rows));
  Lowering second(environment_, *parts_, {});
  QueryPlan changed = second.changed_plan(change, matched);
  parts_->plans.push_back(std::move(changed));

  std::size_t key = 0;  // of the matched rows: the number that the row has afterwards
  for (std::size_t index = 0; index < change.assignments->size(); ++index) {
    key = is_row_number(*change.table, (*change.assignments)[index].column) ? index + 1 : key;
  }
  std::string columns;
  for (std::size_t column = 0; column < behind + others.size(); ++column) {
    columns += (column == 0 ? "" : ", ") + column_name(column);
  }
  with = with.empty() ? "WITH " : with.substr(0, with.size() - 1) + ", ";
  std::string text = with + std::string(matched_rows) + " AS MATERIALIZED (SELECT " + columns + " FROM " +
                     rows_slot(SlotSource::part, matched) + ") SELECT " + outputs + " FROM " +
                     rows_slot(SlotSource::part, matched + 1) + " AS " + std::string(changed_rows) + " JOIN " +
                     std::string(matched_rows) + " ON " + column_of(changed_rows, change.table->columns.size()) +
                     " = " + column_of(matched_rows, key);
  QueryPlan plan = finish(change.kind, std::move(text), change.returning->columns);
  plan.target = change.table;
  return plan;
}

// A row that several others match is changed once, by one of them.
QueryPlan Lowering::matched_plan(const JoinedChange& change, const std::vector<bind::ColumnUse>& others) {
  const std::size_t count = 1 + change.assignments->size() + others.size();
  if (count > row_table_width) {
    throw dialect_.error(Condition::feature_not_supported, {"RETURNING so many columns of joined tables"});
  }
  name_target(change.relation, *change.table);
  const std::string with = with_list(*change.with, change.recursive);
  const std::string target = "\"t" + std::to_string(change.relation) + "\"";
  std::string source = quoted(change.table->storage_name) + " AS " + target;
  if (change.others != nullptr) {
    source = from(*change.others) + " JOIN " + source;
  }
  const std::string row = target + "." + row_number_name(*change.table, dialect_);
  std::string text = with + "SELECT " + row;
  for (const bind::ColumnAssignment& assignment : *change.assignments) {
    text += ", " + stored(*assignment.value, *change.table, assignment.column);
  }
  for (const bind::ColumnUse& use : others) {
    text += ", " + column(use);
  }
  text += " FROM " + source;
  if (change.where != nullptr) {
    text += " WHERE " + expression(*change.where);
  }
  text += change.others != nullptr ? " GROUP BY " + row : "";
  QueryPlan plan = finish(QueryKind::select, std::move(text), {});
  plan.columns = stored_columns(count);
  return plan;
}

QueryPlan Lowering::changed_plan(const JoinedChange& change, std::int32_t matched) {
  const catalog::Table& table = *change.table;
  const std::string target = "\"t" + std::to_string(change.relation) + "\"";
  const std::string rows = rows_slot(SlotSource::part, matched);
  const std::string named = quoted(table.storage_name) + " AS " + target;
  std::string text;
  if (change.kind == QueryKind::delete_) {
    text = "DELETE FROM " + named + " WHERE " + row_number_name(table, dialect_) + " IN (SELECT " + column_name(0) +
           " FROM " + rows + ")";
  } else {
    std::string values;
    for (std::size_t index = 0; index < change.assignments->size(); ++index) {
      const auto ordinal = static_cast<std::size_t>((*change.assignments)[index].column);
      values += (index == 0 ? "" : ", ") + quoted(table.columns[ordinal].storage_name) + " = " +
                column_of(matched_rows, index + 1);
    }
    text = "UPDATE " + named + " SET " + values + " FROM " + rows + " AS " + std::string(matched_rows) + " WHERE " +
           target + "." + row_number_name(table, dialect_) + " = " + column_of(matched_rows, 0);
  }
  text += " RETURNING " + all_columns(table);
  QueryPlan plan = finish(change.kind, std::move(text), {});
  plan.target = &table;
  plan.columns = stored_columns(table.columns.size() + 1);
  return plan;
}

QueryPlan Lowering::insert_returning(const bind::Insert& insert) {
  const std::vector<const bind::CommonTable*> outer = outer_with_;
  const std::string with = with_list(insert.source->with, insert.source->recursive);
  const std::string outputs = returned(insert.returning, insert.relation, *insert.table);
  Lowering first(environment_, *parts_, outer);
  first.returns_all_ = true;
  QueryPlan inserted = first.insert_plan(insert);
  inserted.columns = stored_columns(insert.table->columns.size() + 1);
  const bool once = inserted.changes_rows_once;
  parts_->plans.push_back(std::move(inserted));
  const auto part = static_cast<std::int32_t>(parts_->plans.size()) - 1;
  std::string text =
      with + "SELECT " + outputs + " FROM " + rows_slot(SlotSource::part, part) + " AS " + std::string(changed_rows);
  QueryPlan plan = finish(QueryKind::insert, std::move(text), insert.returning.columns);
  plan.target = insert.table;
  plan.is_upsert = insert.on_conflict.has_value();
  plan.changes_rows_once = once;
  return plan;
}

}  // namespace emulator::lower
