// Arithmetic at the bounds follows PostgreSQL's nextval_internal: a step that would leave the bounds cycles or fails.
#include "backend/emulated/sequences.hpp"

#include <algorithm>
#include <string>

#include "backend/emulated/quoted.hpp"
#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

namespace {

constexpr std::int64_t values_ahead = 32;

// The greatest value stored in the column that a sequence fills; 0 without rows.
std::int64_t greatest_stored(sqlite::Connection& connection, const catalog::Catalog& catalog,
                             const catalog::Sequence& sequence) {
  const catalog::Table* const table = catalog.table_by_id(sequence.owner_table);
  const catalog::Column* const column = table != nullptr ? table->find(sequence.owner_column) : nullptr;
  if (column == nullptr) return 0;
  auto greatest =
      connection.prepare("SELECT max(" + quoted(column->storage_name) + ") FROM " + quoted(table->storage_name));
  return greatest.step() ? greatest.integer(0) : 0;
}

std::int64_t stepped(std::int64_t value, std::int64_t increment, std::int64_t times, std::int64_t minimum,
                     std::int64_t maximum) {
  std::int64_t distance = 0;
  std::int64_t result = 0;
  if (__builtin_mul_overflow(increment, times, &distance) || __builtin_add_overflow(value, distance, &result)) {
    return increment > 0 ? maximum : minimum;
  }
  return std::clamp(result, minimum, maximum);
}

}  // namespace

void Counters::load(sqlite::Connection& connection, const catalog::Catalog& catalog) {
  std::unordered_map<std::int64_t, State> stored;
  {
    auto rows = connection.prepare("SELECT sequence_id, value, is_called FROM emulator_counter");
    while (rows.step()) stored[rows.integer(0)] = State{rows.integer(1), rows.integer(2) != 0};
  }
  const std::lock_guard lock(mutex_);
  for (const auto& [name, sequence] : catalog.sequences) {
    Counter& counter = counter_of(*sequence);
    if (const auto found = stored.find(sequence->id); found != stored.end()) {
      counter.state = found->second;
      counter.dirty = false;
    }
    if (!sequence->is_hidden) continue;
    const std::int64_t greatest = greatest_stored(connection, catalog, *sequence);
    if (greatest >= counter.state.value) counter.state = State{std::max(greatest, sequence->start), greatest > 0};
  }
}

Counters::Counter& Counters::counter_of(const catalog::Sequence& sequence) {
  const auto [found, is_new] = counters_.try_emplace(sequence.id);
  Counter& counter = found->second;
  if (is_new) counter.state = State{sequence.start, false};
  counter.increment = sequence.increment;
  counter.minimum = sequence.minimum;
  counter.maximum = sequence.maximum;
  counter.is_hidden = sequence.is_hidden;
  return counter;
}

void Counters::use_credit(Counter& counter) {
  if (--counter.credit >= 0) return;
  counter.dirty = true;
  needs_flush_ = true;
}

std::int64_t Counters::next(const catalog::Sequence& sequence) {
  const std::lock_guard lock(mutex_);
  Counter& counter = counter_of(sequence);
  State& state = counter.state;
  if (!state.is_called) {
    state.is_called = true;
  } else {
    std::int64_t value = 0;
    const bool overflows = __builtin_add_overflow(state.value, sequence.increment, &value);
    const bool upwards = sequence.increment > 0;
    if (overflows || (upwards ? value > sequence.maximum : value < sequence.minimum)) {
      if (!sequence.cycle) {
        throw dialect_.error(Condition::sequence_exhausted,
                             {sequence.name, std::to_string(upwards ? sequence.maximum : sequence.minimum),
                              upwards ? "maximum" : "minimum"});
      }
      value = upwards ? sequence.minimum : sequence.maximum;
      counter.credit = 0;
    }
    state.value = value;
  }
  use_credit(counter);
  return state.value;
}

void Counters::set(const catalog::Sequence& sequence, State state) {
  const std::lock_guard lock(mutex_);
  Counter& counter = counter_of(sequence);
  counter.state = state;
  counter.credit = 0;
  use_credit(counter);
}

void Counters::raise(const catalog::Sequence& sequence, std::int64_t at_least) {
  const std::lock_guard lock(mutex_);
  Counter& counter = counter_of(sequence);
  if (counter.state.value > at_least || (counter.state.value == at_least && counter.state.is_called)) return;
  counter.state = State{std::min(at_least, sequence.maximum), true};
  use_credit(counter);
}

void Counters::raise_to_stored(sqlite::Connection& connection, const catalog::Catalog& catalog,
                               const catalog::Sequence& sequence) {
  if (const std::int64_t greatest = greatest_stored(connection, catalog, sequence); greatest > 0) {
    raise(sequence, greatest);
  }
}

std::optional<Counters::State> Counters::restart(const catalog::Sequence& sequence) {
  const std::lock_guard lock(mutex_);
  const auto found = counters_.find(sequence.id);
  const std::optional<State> before = found == counters_.end() ? std::nullopt : std::optional(found->second.state);
  Counter& counter = counter_of(sequence);
  counter.state = State{sequence.start, false};
  counter.credit = 0;
  use_credit(counter);
  return before;
}

void Counters::restore(std::int64_t sequence_id, const std::optional<State>& state) {
  const std::lock_guard lock(mutex_);
  if (!state) {
    counters_.erase(sequence_id);
    return;
  }
  const auto found = counters_.find(sequence_id);
  if (found == counters_.end()) return;
  found->second.state = *state;
  found->second.credit = 0;
  use_credit(found->second);
}

std::vector<std::int64_t> Counters::flush(sqlite::Connection& connection, bool exactly) {
  const std::lock_guard lock(mutex_);
  needs_flush_ = false;
  std::vector<std::int64_t> flushed;
  for (auto& [id, counter] : counters_) {
    if (!counter.dirty && !exactly) continue;
    State written = counter.state;
    // A hidden counter is at least the greatest value in its column anyway, so it may lag behind instead.
    if (!exactly && !counter.is_hidden) {
      written = State{stepped(written.value, counter.increment, values_ahead, counter.minimum, counter.maximum), true};
    }
    auto put = connection.prepare(
        "INSERT INTO emulator_counter (sequence_id, value, is_called) SELECT ?1, ?2, ?3 "
        "WHERE ?1 IN (SELECT id FROM emulator_sequence) "
        "ON CONFLICT DO UPDATE SET value = excluded.value, is_called = excluded.is_called");
    put.bind_all(id, written.value, std::int64_t{written.is_called});
    put.run();
    counter.credit = values_ahead;
    counter.dirty = false;
    flushed.push_back(id);
  }
  return flushed;
}

void Counters::unflush(const std::vector<std::int64_t>& sequences) {
  const std::lock_guard lock(mutex_);
  for (const std::int64_t id : sequences) {
    const auto found = counters_.find(id);
    if (found == counters_.end()) continue;
    found->second.credit = 0;
    use_credit(found->second);
  }
}

const catalog::Sequence& SessionSequences::sequence(std::int64_t sequence_id) const {
  const catalog::Sequence* const found = catalog_ ? catalog_->sequence_by_id(sequence_id) : nullptr;
  if (found == nullptr && catalog_ && catalog_->table_by_id(sequence_id) != nullptr) {
    throw dialect_.error(Condition::wrong_object_type, {catalog_->table_by_id(sequence_id)->name, "a sequence"});
  }
  if (found == nullptr) throw dialect_.error(Condition::undefined_sequence, {std::to_string(sequence_id)});
  return *found;
}

std::int64_t SessionSequences::next(std::int64_t sequence_id) {
  if (replayed_ && !given_.empty()) {
    // SQLite computes a row twice when a trigger watches; what is asked for beyond the first time is never stored.
    const std::size_t index = std::min((*replayed_)++, given_.size() - 1);
    return given_[index];
  }
  const std::int64_t value = counters_.next(sequence(sequence_id));
  given_.push_back(value);
  seen_[sequence_id] = value;
  last_used_ = sequence_id;
  return value;
}

std::int64_t SessionSequences::current(std::int64_t sequence_id) {
  const auto found = seen_.find(sequence_id);
  if (found == seen_.end()) {
    throw dialect_.error(Condition::sequence_not_yet_defined, {sequence(sequence_id).name});
  }
  return found->second;
}

std::int64_t SessionSequences::last_given() {
  const bool is_there = catalog_ && catalog_->sequence_by_id(last_used_) != nullptr;
  if (!is_there) throw dialect_.error(Condition::lastval_not_yet_defined, {});
  return seen_.at(last_used_);
}

void SessionSequences::set(std::int64_t sequence_id, std::int64_t value, bool is_called) {
  const catalog::Sequence& changed = sequence(sequence_id);
  if (!replayed_) counters_.set(changed, {value, is_called});
  if (is_called) seen_[sequence_id] = value;
}

void SessionSequences::raise(std::int64_t sequence_id, std::int64_t at_least) {
  if (!replayed_) counters_.raise(sequence(sequence_id), at_least);
}

}  // namespace emulator::backend::emulated
