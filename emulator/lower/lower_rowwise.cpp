// MySQL's changes that run row by row: UPDATE and DELETE of joins or in an order, REPLACE, and what IGNORE lets pass.
// The plan's own query puts out rows; steps then take values of each row as ?1, ?2, …
#include <algorithm>

#include "base/text.hpp"
#include "lower/lowering.hpp"
#include "lower/storage.hpp"

namespace emulator::lower {

namespace {

std::string placeholder(std::size_t number) {
  return "?" + std::to_string(number);
}

std::string storage_name(const catalog::Table& table, std::int32_t ordinal) {
  return quoted(table.columns[static_cast<std::size_t>(ordinal)].storage_name);
}

std::vector<std::int32_t> columns_from(std::size_t first, std::size_t count) {
  std::vector<std::int32_t> columns;
  for (std::size_t column = first; column < first + count; ++column) {
    columns.push_back(static_cast<std::int32_t>(column));
  }
  return columns;
}

}  // namespace

std::string row_number_name(const catalog::Table& table, const sql::Dialect& dialect) {
  for (const std::string_view name : {"rowid", "_rowid_", "oid"}) {
    const bool is_taken = std::any_of(table.columns.begin(), table.columns.end(), [&](const catalog::Column& column) {
      return ascii_iequals(column.storage_name, name);
    });
    if (!is_taken) {
      return std::string(name);
    }
  }
  throw dialect.error(Condition::feature_not_supported, {"changing a table with columns of these names"});
}

QueryPlan Lowering::rowwise_plan(const bind::RowwiseChange& change) {
  std::string text;
  for (const bind::CommonTable& table : change.with) {
    text += common_table(table, change.recursive, text.empty());
  }
  text += text.empty() ? "SELECT " : " SELECT ";
  const std::string source = from(*change.from);
  std::vector<RowStep> steps;
  std::size_t outputs = 0;
  for (const bind::ChangedTable& target : change.targets) {
    steps.push_back(change.deletes ? delete_step(target, outputs) : update_step(target, outputs));
    text += (outputs == 0 ? "\"t" : ", \"t") + std::to_string(target.relation) + "\"." +
            row_number_name(*target.table, dialect_);
    for (const bind::ColumnAssignment& assignment : target.assignments) {
      text += ", " + stored(*assignment.value, *target.table, assignment.column);
    }
    outputs += 1 + target.assignments.size();
  }
  text += " FROM " + source;
  if (change.where != nullptr) {
    text += " WHERE " + expression(*change.where);
  }
  if (!change.order_by.empty()) {
    text += " ORDER BY " + sort_keys(change.order_by, nullptr);
  }
  text += limits(change.limit, nullptr);
  QueryPlan plan = finish(change.deletes ? QueryKind::delete_ : QueryKind::update, std::move(text), {});
  plan.target = change.targets.front().table;
  plan.ignores_errors = change.ignore;
  plan.steps = std::move(steps);
  return plan;
}

RowStep Lowering::delete_step(const bind::ChangedTable& target, std::size_t first) const {
  const catalog::Table& table = *target.table;
  return {.sql = "DELETE FROM " + quoted(table.storage_name) + " WHERE " + row_number_name(table, dialect_) + " = ?1",
          .columns = columns_from(first, 1),
          .counts = RowStep::Counts::changes,
          .once = true,
          .target = &table};
}

RowStep Lowering::update_step(const bind::ChangedTable& target, std::size_t first) const {
  const catalog::Table& table = *target.table;
  std::string changed;
  for (std::size_t index = 0; index < target.assignments.size(); ++index) {
    const bind::ColumnAssignment& assignment = target.assignments[index];
    if (!assignment.on_change) {
      changed += (changed.empty() ? "" : " OR ") + storage_name(table, assignment.column) + " IS NOT " +
                 placeholder(index + 2) + " COLLATE BINARY";
    }
  }
  std::string text = "UPDATE " + quoted(table.storage_name) + " SET ";
  for (std::size_t index = 0; index < target.assignments.size(); ++index) {
    const bind::ColumnAssignment& assignment = target.assignments[index];
    const std::string name = storage_name(table, assignment.column);
    const std::string value = placeholder(index + 2);
    text += (index == 0 ? "" : ", ") + name + " = ";
    text += assignment.on_change ? "CASE WHEN " + changed + " THEN " + value + " ELSE " + name + " END" : value;
  }
  text += " WHERE " + row_number_name(table, dialect_) + " = ?1";
  return {.sql = std::move(text),
          .columns = columns_from(first, 1 + target.assignments.size()),
          .counts = RowStep::Counts::changes,
          .once = true,
          .target = &table};
}

namespace {

// The condition by which a stored row has the same value in a unique key as the new row, whose n-th column is ?n+1.
class KeyMatch {
 public:
  KeyMatch(const bind::Insert& insert, const sql::Dialect& dialect) : insert_(insert), dialect_(dialect) {
    using enum catalog::ConstraintKind;
    for (const catalog::Constraint& constraint : insert.table->constraints) {
      if (constraint.kind != primary_key && constraint.kind != unique) continue;
      std::string key;
      for (const std::int32_t id : constraint.columns) add(key, id, 0);
      add_key(key);
    }
    for (const catalog::Index& index : insert.table->indexes) {
      if (!index.unique) continue;
      std::string key;
      for (const catalog::IndexPart& part : index.parts) add(key, part.column, part.prefix_length);
      add_key(key);
    }
  }

  const std::string& text() const { return text_; }
  bool is_single() const { return count_ == 1; }

 private:
  void add_key(const std::string& key) {
    ++count_;
    text_ += (text_.empty() ? "(" : " OR (") + key + ")";
  }

  void add(std::string& key, std::int32_t column_id, std::int32_t prefix_length) const {
    const auto& columns = insert_.table->columns;
    const auto column = std::find_if(columns.begin(), columns.end(),
                                     [&](const catalog::Column& candidate) { return candidate.id == column_id; });
    const auto place = std::find(insert_.columns.begin(), insert_.columns.end(), column - columns.begin());
    if (column == columns.end() || place == insert_.columns.end()) {
      throw dialect_.error(Condition::feature_not_supported,
                           {"REPLACE into a table with a unique key on an expression"});
    }
    const auto cut = [&](const std::string& text) {
      return prefix_length > 0 ? "substr(" + text + ", 1, " + std::to_string(prefix_length) + ")" : text;
    };
    const std::string_view collation = storage_collation(dialect_, column->type);
    key += (key.empty() ? "" : " AND ") + cut(quoted(column->storage_name)) + " = " +
           cut(placeholder(static_cast<std::size_t>(place - insert_.columns.begin()) + 1));
    key += collation.empty() ? "" : " COLLATE " + quoted(collation);
  }

  const bind::Insert& insert_;
  const sql::Dialect& dialect_;
  std::string text_;
  std::int32_t count_ = 0;
};

bool is_referenced(const catalog::Table& table, const catalog::Catalog& catalog) {
  return std::any_of(catalog.tables.begin(), catalog.tables.end(), [&](const auto& entry) {
    const auto& constraints = entry.second->constraints;
    return std::any_of(constraints.begin(), constraints.end(), [&](const catalog::Constraint& constraint) {
      return constraint.kind == catalog::ConstraintKind::foreign_key && constraint.referenced_table == table.id;
    });
  });
}

}  // namespace

// REPLACE deletes the rows whose keys are in the way and counts them too, but for one that is the new row already where
// the table has one key that nothing refers to: that one is updated instead
// (https://dev.mysql.com/doc/refman/8.0/en/replace.html). IGNORE only inserts.
void Lowering::add_insert_steps(const bind::Insert& insert, QueryPlan& plan) const {
  const catalog::Table& table = *insert.table;
  const std::vector<std::int32_t> all = columns_from(0, insert.columns.size());
  std::string names, values, same;
  for (std::size_t index = 0; index < insert.columns.size(); ++index) {
    const catalog::Column& column = table.columns[static_cast<std::size_t>(insert.columns[index])];
    names += (index == 0 ? "" : ", ") + quoted(column.storage_name);
    values += (index == 0 ? "" : ", ") + placeholder(index + 1);
    same +=
        (index == 0 ? "" : " AND ") + quoted(column.storage_name) + " IS " + placeholder(index + 1) + " COLLATE BINARY";
    if (column.identity == catalog::Identity::auto_increment) {
      plan.id_column = static_cast<std::int32_t>(index);
    }
  }
  plan.row_by_row = true;
  if (insert.kind == ast::InsertKind::replace) {
    const KeyMatch match(insert, dialect_);
    if (!match.text().empty()) {
      const std::string rows = quoted(table.storage_name) + " WHERE (" + match.text() + ")";
      const bool updates = match.is_single() && !is_referenced(table, *environment_.catalog);
      const std::string different = updates ? " AND NOT (" + same + ")" : "";
      plan.steps.push_back({"SELECT count(*) FROM " + rows + different, all, RowStep::Counts::value, false, &table});
      plan.steps.push_back({"DELETE FROM " + rows, all, RowStep::Counts::nothing, false, &table});
    }
  }
  plan.steps.push_back({"INSERT INTO " + quoted(table.storage_name) + " (" + names + ") VALUES (" + values + ")", all,
                        RowStep::Counts::changes, false, &table});
}

}  // namespace emulator::lower
