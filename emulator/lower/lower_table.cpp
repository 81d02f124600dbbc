// Definitions: the SQLite statements that follow from the difference between what is stored and what shall be.
#include <algorithm>

#include "lower/lowering.hpp"
#include "lower/storage.hpp"
#include "lower/table_text.hpp"

namespace emulator::lower {

namespace {

bool refers_to(const catalog::Table& table, std::int64_t other) {
  return std::any_of(table.constraints.begin(), table.constraints.end(), [other](const catalog::Constraint& key) {
    return key.kind == catalog::ConstraintKind::foreign_key && key.referenced_table == other;
  });
}

// Those that refer to another dropped table go before it, since SQLite empties a table as it drops it.
std::vector<const catalog::Table*> in_drop_order(std::vector<const catalog::Table*> tables) {
  std::vector<const catalog::Table*> ordered;
  while (!tables.empty()) {
    auto next = std::find_if(tables.begin(), tables.end(), [&](const catalog::Table* table) {
      return std::none_of(tables.begin(), tables.end(),
                          [&](const catalog::Table* other) { return other != table && refers_to(*other, table->id); });
    });
    next = next == tables.end() ? tables.begin() : next;
    ordered.push_back(*next);
    tables.erase(next);
  }
  return ordered;
}

}  // namespace

bool is_row_number(const catalog::Table& table, std::int32_t ordinal) {
  const catalog::Constraint* key = table.primary_key();
  const catalog::Column& column = table.columns[static_cast<std::size_t>(ordinal)];
  const bool is_plain = is_integer(column.type.id) && !(column.type.id == TypeId::bigint && column.type.is_unsigned);
  const bool is_counter = column.identity == catalog::Identity::auto_increment;
  return key != nullptr && key->columns.size() == 1 && key->columns.front() == column.id && (is_plain || is_counter);
}

std::string Lowering::table_expression(const bind::Expression& expression, const catalog::Table& table) {
  relations_[0] = {"", &table};
  return this->expression(expression);
}

namespace {

const catalog::Table& table_after(const bind::Definition& definition, std::int64_t id,
                                  const bind::Environment& environment) {
  for (const catalog::Change& change : definition.changes) {
    if (const auto* put = std::get_if<catalog::PutTable>(&change); put != nullptr && put->table.id == id) {
      return put->table;
    }
  }
  return *environment.catalog->table_by_id(id);
}

void fill_tables(const bind::Definition& definition, const bind::Environment& environment, DdlPlan& plan) {
  for (const bind::Fill& fill : definition.fills) {
    const catalog::Table& table = table_after(definition, fill.table, environment);
    std::string columns;
    for (const catalog::Column& column : table.columns) {
      columns += (columns.empty() ? "" : ", ") + quoted(column.storage_name);
    }
    QueryPlan query = Lowering(environment).query_plan(*fill.query);
    if (!query.slots.empty()) {
      throw environment.dialect->error(Condition::feature_not_supported, {"a parameter in a definition"});
    }
    plan.steps.push_back({"INSERT INTO " + quoted(table.storage_name) + " (" + columns + ") " + query.sql});
    plan.steps.back().is_reported = definition.reports_copied_rows;
  }
}

}  // namespace

DdlPlan definition_plan(bind::Definition definition, const bind::Environment& environment) {
  DdlPlan plan;
  for (const catalog::Table* table : definition.emptied) {
    plan.steps.push_back({"DELETE FROM " + quoted(table->storage_name)});
  }
  for (const bind::Relabelling& change : definition.relabelled) {
    const std::string column = quoted(change.column->storage_name);
    plan.steps.push_back({"UPDATE " + quoted(change.table->storage_name) + " SET " + column + " = " +
                          literal(change.to) + " WHERE " + column + " = " + literal(change.from)});
  }
  std::vector<const catalog::Table*> dropped;
  for (const catalog::Change& change : definition.changes) {
    if (const auto* drop = std::get_if<catalog::DropTable>(&change)) {
      dropped.push_back(environment.catalog->table_by_id(drop->id));
      continue;
    }
    const auto* put = std::get_if<catalog::PutTable>(&change);
    if (put == nullptr) {
      continue;
    }
    if (const catalog::Table* before = environment.catalog->table_by_id(put->table.id)) {
      change_table(*before, *put, environment, plan);
      for (Step& step : plan.steps) {
        step.is_reported = step.is_reported && definition.reports_copied_rows;
      }
      continue;
    }
    const TableText text(put->table, environment);
    plan.steps.push_back({text.create()});
    for (const catalog::Index& index : put->table.indexes) {
      if (is_stored(index)) plan.steps.push_back({text.create(index)});
    }
  }
  fill_tables(definition, environment, plan);
  for (const catalog::Table* table : in_drop_order(std::move(dropped))) {
    plan.steps.push_back({"DROP TABLE " + quoted(table->storage_name)});
  }
  plan.changes = std::move(definition.changes);
  plan.reported_rows = definition.reported_rows;
  plan.keeps_transaction = definition.keeps_transaction;
  return plan;
}

}  // namespace emulator::lower
