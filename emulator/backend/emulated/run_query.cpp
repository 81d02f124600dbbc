// The hot path: no value is copied that SQLite can take as it is, and no type is looked at twice.
#include "backend/emulated/run_query.hpp"

#include <memory>
#include <utility>
#include <variant>

#include "lower/storage.hpp"
#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

namespace {

bool is_encoded(const Type& type) {
  return type.id == TypeId::boolean || type.id == TypeId::array;
}

void bind_slots(sqlite::Statement& statement, const lower::QueryPlan& plan, const std::vector<Value>& parameters) {
  int index = 0;
  for (const lower::ParameterSlot& slot : plan.slots) {
    const Value& value = parameters[static_cast<std::size_t>(slot.parameter)];
    if (std::holds_alternative<std::shared_ptr<const Array>>(value)) {
      statement.bind(++index, lower::to_storage(value));
    } else {
      statement.bind(++index, value);
    }
  }
}

}  // namespace

Result run_query(StoreConnection& connection, const lower::QueryPlan& plan, const std::vector<Value>& parameters) {
  Result result;
  result.columns = plan.columns;
  sqlite::Statement statement = connection.sqlite.prepare(plan.sql);
  bind_slots(statement, plan, parameters);
  while (statement.step()) {
    if (plan.columns.empty()) continue;
    std::vector<Value>& row = result.rows.emplace_back();
    row.reserve(plan.columns.size());
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
      const Type& type = plan.columns[i].type;
      Value value = statement.column(static_cast<int>(i));
      row.push_back(is_encoded(type) ? lower::from_storage(std::move(value), type) : std::move(value));
    }
  }
  if (plan.kind == lower::QueryKind::select) return result;
  result.updated = connection.sqlite.changes() + connection.context->conflict_updates;
  return result;
}

}  // namespace emulator::backend::emulated
