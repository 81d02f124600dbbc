// One prepared statement per step; each row binds its values and runs it.
#include "backend/emulated/run_rows.hpp"

#include <algorithm>
#include <deque>
#include <unordered_set>
#include <utility>

#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

namespace {

using Row = std::vector<Value>;

bool may_be_ignored(sqlite::ErrorKind kind) {
  switch (kind) {
    case sqlite::ErrorKind::unique:
    case sqlite::ErrorKind::not_null:
    case sqlite::ErrorKind::check:
    case sqlite::ErrorKind::foreign_key:
      return true;
    case sqlite::ErrorKind::busy:
    case sqlite::ErrorKind::snapshot:
    case sqlite::ErrorKind::interrupted:
    case sqlite::ErrorKind::full:
    case sqlite::ErrorKind::too_complex:
    case sqlite::ErrorKind::other:
      return false;
  }
  return false;
}

class StepRunner {
 public:
  StepRunner(StoreConnection& connection, const lower::QueryPlan& plan, const Ignored& ignored)
      : connection_(connection), plan_(plan), ignored_(ignored), taken_(plan.steps.size()) {}

  std::int64_t changed() const { return changed_; }
  std::int64_t first_stored() const { return first_stored_; }

  void run(std::size_t number, Row& row) {
    const lower::RowStep& step = plan_.steps[number];
    if (step.action >= 0 && row.front() != Value{step.action}) return;
    if (step.once && !is_new(number, row)) return;
    if (number == 0) take_freed_id(row);
    try {
      const std::int64_t counted = run(step, row);
      changed_ += counted;
      if (counted > 0) remember_id(step, row);
    } catch (const sqlite::Error& error) {
      if (!plan_.ignores_errors || !may_be_ignored(error.kind)) throw;
      ignored_(error, step, [&] { run(step, row); });
      if (plan_.kind == lower::QueryKind::update) ++changed_;  // found, if not changed
      free_id(row);
    }
  }

 private:
  // A key that was made for a row which was left out goes to the next one that needs one.
  void take_freed_id(Row& row) {
    if (freed_.empty() || made_id(row) == nullptr) return;
    auto& id = std::get<std::int64_t>(row[static_cast<std::size_t>(plan_.id_column)]);
    freed_.push_back(std::exchange(id, freed_.front()));
    freed_.pop_front();
  }
  void free_id(const Row& row) {
    if (const std::int64_t* const id = made_id(row)) freed_.push_front(*id);
  }
  const std::int64_t* made_id(const Row& row) const {
    if (plan_.id_column < 0) return nullptr;
    const auto* const id = std::get_if<std::int64_t>(&row[static_cast<std::size_t>(plan_.id_column)]);
    const auto& made = connection_.context->generated_ids;
    return id != nullptr && std::binary_search(made.begin(), made.end(), *id) ? id : nullptr;  // they only grow
  }

  bool is_new(std::size_t number, const Row& row) {
    const auto* const id = std::get_if<std::int64_t>(&row[static_cast<std::size_t>(plan_.steps[number].columns[0])]);
    return id != nullptr && taken_[number].insert(*id).second;
  }

  std::int64_t run(const lower::RowStep& step, const Row& row) {
    sqlite::Statement statement = connection_.sqlite.prepare(step.sql);
    int index = 0;
    const int count = statement.parameter_count();  // a DELETE by keys takes the first columns only
    for (const std::int32_t column : step.columns) {
      if (index == count) break;
      statement.bind(++index, row[static_cast<std::size_t>(column)]);
    }
    std::int64_t counted = 0;
    while (statement.step()) {
      if (step.counts == lower::RowStep::Counts::value) counted = statement.integer(0);
    }
    return step.counts == lower::RowStep::Counts::changes ? connection_.sqlite.changes() : counted;
  }

  // LAST_INSERT_ID() is the first key that was made and stored.
  void remember_id(const lower::RowStep& step, const Row& row) {
    if (plan_.id_column < 0 || step.counts != lower::RowStep::Counts::changes) return;
    const auto* const id = std::get_if<std::int64_t>(&row[static_cast<std::size_t>(plan_.id_column)]);
    if (id == nullptr) return;
    connection_.context->last_stored_id = *id;
    if (first_stored_ == 0 && made_id(row) != nullptr) first_stored_ = *id;
  }

  StoreConnection& connection_;
  const lower::QueryPlan& plan_;
  const Ignored& ignored_;
  std::vector<std::unordered_set<std::int64_t>> taken_;
  std::deque<std::int64_t> freed_;
  std::int64_t changed_ = 0, first_stored_ = 0;
};

}  // namespace

std::int64_t run_steps(StoreConnection& connection, const lower::QueryPlan& plan, const NextRow& next,
                       const Ignored& ignored) {
  StepRunner runner(connection, plan, ignored);
  std::vector<Row> rows;
  for (Row row; next(row); row.clear()) {
    for (std::size_t step = 0; step < plan.steps.size() && plan.row_by_row; ++step) runner.run(step, row);
    if (!plan.row_by_row) rows.push_back(std::move(row));
  }
  for (std::size_t step = 0; step < plan.steps.size() && !plan.row_by_row; ++step) {
    for (Row& row : rows) runner.run(step, row);
  }
  if (plan.id_column >= 0) connection.context->first_generated_id = runner.first_stored();
  return runner.changed();
}

}  // namespace emulator::backend::emulated
