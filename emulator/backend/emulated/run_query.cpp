// The hot path: no value is copied that SQLite can take as it is, and no type is looked at twice.
#include "backend/emulated/run_query.hpp"

#include <memory>
#include <utility>
#include <variant>

#include "lower/storage.hpp"
#include "sqlite/statement.hpp"
#include "types/row_set.hpp"

namespace emulator::backend::emulated {

namespace {

void bind_slots(sqlite::Statement& statement, const lower::QueryPlan& plan, const std::vector<Value>& parameters,
                const PartRows* parts) {
  int index = 0;
  const int count = statement.parameter_count();  // LIMIT's come last, and are not in a count of all rows
  for (const lower::ParameterSlot& slot : plan.slots) {
    if (index == count) break;
    if (slot.source != lower::SlotSource::parameter) {
      const auto& rows = slot.source == lower::SlotSource::part ? parts->parts : parts->snapshots;
      statement.bind(++index, rows[static_cast<std::size_t>(slot.parameter)]);
      continue;
    }
    const Value& value = parameters[static_cast<std::size_t>(slot.parameter)];
    if (std::holds_alternative<std::shared_ptr<const Array>>(value)) {
      statement.bind(++index, lower::to_storage(value));
    } else {
      statement.bind_borrowed(++index, value);
    }
  }
}

}  // namespace

namespace {

// The values lie in SQLite as they came; so they go back.
bool next_row(sqlite::Statement& statement, std::vector<Value>& row) {
  if (!statement.step()) return false;
  const int count = statement.column_count();
  for (int column = 0; column < count; ++column) row.push_back(statement.column(column));
  return true;
}

// A query may read what the steps change, so it is read to its end first; VALUES cannot.
std::int64_t run_steps_of(StoreConnection& connection, const lower::QueryPlan& plan, sqlite::Statement& statement,
                          const Ignored& ignored) {
  if (plan.value_rows > 0) {
    return run_steps(
        connection, plan, [&](std::vector<Value>& row) { return next_row(statement, row); }, ignored);
  }
  std::vector<std::vector<Value>> rows;
  for (std::vector<Value> row; next_row(statement, row); row.clear()) rows.push_back(row);
  auto at = rows.begin();
  const auto next = [&](std::vector<Value>& row) {
    if (at == rows.end()) return false;
    row = std::move(*at++);
    return true;
  };
  return run_steps(connection, plan, next, ignored);
}

}  // namespace

Result run_query(StoreConnection& connection, const lower::QueryPlan& plan, const std::vector<Value>& parameters,
                 const Ignored& ignored, const PartRows* parts) {
  Result result;
  result.columns = plan.columns;
  sqlite::Statement statement = connection.sqlite.prepare(plan.sql);
  bind_slots(statement, plan, parameters, parts);
  if (!plan.steps.empty()) {
    result.updated = run_steps_of(connection, plan, statement, ignored);
    return result;
  }
  while (statement.step()) {
    if (plan.columns.empty()) continue;
    std::vector<Value>& row = result.rows.emplace_back();
    row.reserve(plan.columns.size());
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
      const Type& type = plan.columns[i].type;
      Value value = statement.column(static_cast<int>(i));
      row.push_back(lower::is_encoded(type) ? lower::from_storage(std::move(value), type) : std::move(value));
    }
  }
  if (plan.kind == lower::QueryKind::select) return result;
  result.updated = connection.sqlite.changes() + connection.context->conflict_updates;
  return result;
}

std::int64_t count_found_rows(StoreConnection& connection, const lower::QueryPlan& plan,
                              const std::vector<Value>& parameters) {
  sqlite::Statement statement = connection.sqlite.prepare(plan.found_rows_sql);
  bind_slots(statement, plan, parameters, nullptr);
  statement.step();
  return statement.integer(0);
}

Result run_in_parts(StoreConnection& connection, const lower::QueryPlan& plan, const std::vector<Value>& parameters,
                    const lower::QueryPlan*& running, const Ignored& ignored) {
  running = &plan;
  if (plan.parts.empty()) return run_query(connection, plan, parameters, ignored);
  PartRows rows;
  const auto packed = [&](const lower::QueryPlan& part) -> Value {
    running = &part;
    RowSetWriter writer;
    for (std::vector<Value>& row : run_query(connection, part, parameters, ignored, &rows).rows) {
      for (Value& value : row) value = lower::to_storage(std::move(value));
      writer.add(row);
    }
    return writer.take();
  };
  for (const lower::QueryPlan& snapshot : plan.snapshots) rows.snapshots.push_back(packed(snapshot));
  for (const lower::QueryPlan& part : plan.parts) rows.parts.push_back(packed(part));
  running = &plan;
  return run_query(connection, plan, parameters, ignored, &rows);
}

}  // namespace emulator::backend::emulated
