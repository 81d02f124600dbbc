// PostgreSQL's data-modifying WITH. SQLite's has none, so each change is a plan that runs before the rest, and its
// RETURNING rows reach what follows as a row set. All parts of a statement see one moment: a table that an earlier part
// changes is read from a row set too, made before.
#include "base/overloaded.hpp"
#include "lower/lowering.hpp"

namespace emulator::lower {

namespace {

std::string column_names(std::size_t count) {
  std::string names;
  for (std::size_t column = 0; column < count; ++column) {
    names += (column == 0 ? "" : ", ") + ("\"c" + std::to_string(column) + "\"");
  }
  return names;
}

const bind::Returning& returning_of(const bind::Modification& modification) {
  return std::visit([](const auto& node) -> const bind::Returning& { return node.returning; }, modification.node);
}

}  // namespace

std::string Lowering::rows_slot(SlotSource source, std::int32_t index) {
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    if (slots_[slot].source == source && slots_[slot].parameter == index) {
      return quoted(row_table_function) + "(?" + std::to_string(slot + 1) + ")";
    }
  }
  slots_.push_back({index, type(TypeId::blob), source});
  return quoted(row_table_function) + "(?" + std::to_string(slots_.size()) + ")";
}

// (columns) AS (their rows); empty: it has no RETURNING.
std::string Lowering::modified_rows(const bind::CommonTable& table) {
  const std::size_t count = returning_of(*table.modification).columns.size();
  if (count == 0) {
    return {};
  }
  if (count > row_table_width) {
    throw dialect_.error(Condition::feature_not_supported, {"RETURNING so many columns in WITH"});
  }
  const std::string names = column_names(count);
  return "(" + names + ") AS (SELECT " + names + " FROM " +
         rows_slot(SlotSource::part, parts_->plan_of.at(table.number)) + ")";
}

std::string Lowering::snapshot(const catalog::Table& table) {
  if (table.columns.size() > row_table_width) {
    throw dialect_.error(Condition::feature_not_supported,
                         {"reading a table of so many columns beside a WITH that changes it"});
  }
  const auto [found, is_new] = parts_->snapshot_of.emplace(&table, static_cast<std::int32_t>(parts_->snapshots.size()));
  if (is_new) {
    QueryPlan plan;
    for (const catalog::Column& column : table.columns) {
      plan.sql += (plan.sql.empty() ? "SELECT " : ", ") + quoted(column.storage_name);
      ResultColumn result;
      result.type = column.type;
      plan.columns.push_back(std::move(result));
    }
    plan.sql += " FROM " + quoted(table.storage_name);
    parts_->snapshots.push_back(std::move(plan));
  }
  return rows_slot(SlotSource::snapshot, found->second);
}

void lower_parts(const std::vector<bind::CommonTable>& with, const bind::Environment& environment,
                 StatementParts& parts) {
  std::vector<const bind::CommonTable*> earlier;
  for (const bind::CommonTable& table : with) {
    if (table.modification != nullptr) {
      Lowering lowering(environment, parts, earlier);
      QueryPlan plan = std::visit(overloaded{
                                      [&](const bind::Insert& node) { return lowering.insert_plan(node); },
                                      [&](const bind::Update& node) { return lowering.update_plan(node); },
                                      [&](const bind::Delete& node) { return lowering.delete_plan(node); },
                                  },
                                  table.modification->node);
      if (plan.kind != QueryKind::insert && parts.modified.contains(plan.target)) {
        throw environment.dialect->error(Condition::feature_not_supported, {"changing a table twice in one statement"});
      }
      parts.modified.insert(plan.target);
      parts.plan_of[table.number] = static_cast<std::int32_t>(parts.plans.size());
      parts.plans.push_back(std::move(plan));
    }
    earlier.push_back(&table);
  }
}

}  // namespace emulator::lower
