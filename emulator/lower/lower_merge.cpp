// PostgreSQL's MERGE: the query puts out, for each row of the source joined with the target, the number of the action
// that is due and the values that it needs; steps then do it, row by row.
#include "lower/lowering.hpp"

namespace emulator::lower {

namespace {

// Where none of the actions fits.
constexpr std::string_view no_action = "-1";

std::string placeholder(std::size_t number) {
  return "?" + std::to_string(number);
}

}  // namespace

// The first action that fits; `target_row` is NULL where no row of the target matched.
std::string Lowering::merge_action(const bind::Merge& merge, const std::string& target_row) {
  std::string text = "CASE";
  for (std::size_t number = 0; number < merge.actions.size(); ++number) {
    const bind::MergeAction& action = merge.actions[number];
    text += " WHEN " + target_row + (action.matched ? " IS NOT NULL" : " IS NULL");
    text += action.condition == nullptr ? "" : " AND " + expression(*action.condition);
    text += " THEN " + std::to_string(number);
  }
  return text + " ELSE " + std::string(no_action) + " END";
}

QueryPlan Lowering::merge_plan(const bind::Merge& merge) {
  const catalog::Table& table = *merge.table;
  const std::string target = "\"t" + std::to_string(merge.relation) + "\"";
  const std::string row = target + "." + row_number_name(table, dialect_);
  name_target(merge.relation, table);
  std::string text = with_list(merge.with, false);
  std::string source = from(*merge.source);  // first: it names the relations
  source += " LEFT JOIN " + quoted(table.storage_name) + " AS " + target + " ON " + expression(*merge.on);
  const std::string action = merge_action(merge, row);
  text += "SELECT " + action + ", " + row;
  std::vector<std::size_t> first_values;
  std::size_t outputs = 2;
  for (std::size_t number = 0; number < merge.actions.size(); ++number) {
    first_values.push_back(outputs);
    for (const bind::ColumnAssignment& value : merge.actions[number].values) {
      text += ", CASE WHEN " + action + " = " + std::to_string(number) + " THEN " +
              stored(*value.value, table, value.column) + " END";
      ++outputs;
    }
  }
  QueryPlan plan = finish(QueryKind::merge, text + " FROM " + source, {});
  plan.target = &table;
  plan.changes_rows_once = true;
  plan.row_by_row = true;
  for (std::size_t number = 0; number < merge.actions.size(); ++number) {
    add_merge_steps(merge, number, first_values[number], plan);
  }
  if (plan.steps.empty()) {  // nothing but DO NOTHING
    plan.steps.push_back({.sql = "SELECT 1", .columns = {}, .action = static_cast<std::int64_t>(merge.actions.size())});
  }
  return plan;
}

// The second column of a row is the target's row number, and its values are those from `first` on.
void Lowering::add_merge_steps(const bind::Merge& merge, std::size_t number, std::size_t first, QueryPlan& plan) const {
  const catalog::Table& table = *merge.table;
  const bind::MergeAction& action = merge.actions[number];
  if (action.kind == ast::MergeKind::nothing) {
    return;
  }
  const bool inserts = action.kind == ast::MergeKind::insert;
  std::vector<std::int32_t> columns;
  if (!inserts) {
    columns.push_back(1);
    plan.steps.push_back({.sql = "SELECT " + quoted(merge_once_function) + "(?1)",
                          .columns = columns,
                          .target = &table,
                          .action = static_cast<std::int64_t>(number)});
  }
  std::string names, values, assigned;
  for (std::size_t index = 0; index < action.values.size(); ++index) {
    const std::string name = quoted(table.columns[static_cast<std::size_t>(action.values[index].column)].storage_name);
    columns.push_back(static_cast<std::int32_t>(first + index));
    const std::string value = placeholder(columns.size());
    names += (index == 0 ? "" : ", ") + name;
    values += (index == 0 ? "" : ", ") + value;
    assigned += (index == 0 ? "" : ", ") + name + " = " + value;
  }
  const std::string target = quoted(table.storage_name);
  const std::string row = " WHERE " + row_number_name(table, dialect_) + " = ?1";
  std::string text = action.kind == ast::MergeKind::delete_ ? "DELETE FROM " + target + row
                     : !inserts                             ? "UPDATE " + target + " SET " + assigned + row
                     : names.empty()                        ? "INSERT INTO " + target + " DEFAULT VALUES"
                                     : "INSERT INTO " + target + " (" + names + ") VALUES (" + values + ")";
  plan.steps.push_back({.sql = std::move(text),
                        .columns = std::move(columns),
                        .counts = RowStep::Counts::changes,
                        .target = &table,
                        .action = static_cast<std::int64_t>(number)});
}

}  // namespace emulator::lower
