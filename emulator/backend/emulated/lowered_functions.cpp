// Guards for what SQLite would let pass: a second row of a scalar subquery, a negative LIMIT, NULL as a row number.
#include "backend/emulated/lowered_functions.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lower/lowering.hpp"
#include "sqlite/function.hpp"
#include "sqlite/row_table.hpp"
#include "types/row_set.hpp"

namespace emulator::backend::emulated {

namespace {

class SingleRow final : public sqlite::Accumulator {
 public:
  explicit SingleRow(const sql::Dialect& dialect) : dialect_(dialect) {}

  void step(std::span<const Value> arguments) override {
    if (std::exchange(has_row_, true)) throw dialect_.error(Condition::subquery_more_than_one_row, {});
    value_ = arguments[0];
  }
  Value finish() override { return std::move(value_); }

 private:
  const sql::Dialect& dialect_;
  Value value_;
  bool has_row_ = false;
};

class RowPack final : public sqlite::Accumulator {
 public:
  void step(std::span<const Value> arguments) override { rows_.add(arguments); }
  Value finish() override { return rows_.take(); }

 private:
  RowSetWriter rows_;
};

Value zip_rows(std::span<const Value> arguments) {
  std::vector<Value> sets;
  std::vector<std::size_t> widths;
  for (std::size_t index = 0; index + 1 < arguments.size(); index += 2) {
    widths.push_back(static_cast<std::size_t>(std::get<std::int64_t>(arguments[index])));
    sets.push_back(arguments[index + 1]);
  }
  return zipped(sets, widths);
}

// NULL means no bound; SQLite would take a negative number for that.
void define_bound(sqlite::Connection& connection, const sql::Dialect& dialect, std::string_view name,
                  std::int64_t unbounded, Condition negative) {
  const auto check = [&dialect, unbounded, negative](std::span<const Value> arguments) -> Value {
    const auto* const number = std::get_if<std::int64_t>(&arguments[0]);
    if (number == nullptr) return unbounded;
    if (*number < 0) throw dialect.error(negative, {});
    return *number;
  };
  sqlite::define_function(connection, std::string(name), {.arguments = 1}, check);
}

}  // namespace

void define_lowered_functions(StoreConnection& store, const sql::Dialect& dialect) {
  sqlite::Connection& connection = store.sqlite;
  sqlite::define_function(connection, std::string(lower::conflict_update_function),
                          {.arguments = 3, .deterministic = false},
                          [&store](std::span<const Value> arguments) -> Value {
                            const auto* const id = std::get_if<std::int64_t>(&arguments[1]);
                            const auto* const changed = std::get_if<std::int64_t>(&arguments[2]);
                            store.context->conflict_updates += changed != nullptr && *changed != 0 ? 1 : 0;
                            store.context->last_stored_id = id == nullptr ? 0 : *id;
                            if (store.context->row_made_first_id) {  // it was not stored after all
                              store.context->first_generated_id = 0;
                            }
                            return arguments[0];
                          });
  sqlite::define_function(connection, std::string(lower::conflict_once_function),
                          {.arguments = 1, .deterministic = false}, [&](std::span<const Value> arguments) -> Value {
                            if (store.touched_rows.contains(std::get<std::int64_t>(arguments[0]))) {
                              throw dialect.error(Condition::row_affected_twice, {});
                            }
                            return true;
                          });
  sqlite::define_function(connection, std::string(lower::merge_once_function), {.arguments = 1, .deterministic = false},
                          [&](std::span<const Value> arguments) -> Value {
                            if (!store.touched_rows.insert(std::get<std::int64_t>(arguments[0])).second) {
                              throw dialect.error(Condition::row_merged_twice, {});
                            }
                            return true;
                          });
  sqlite::define_aggregate(connection, std::string(lower::single_row_function), {.arguments = 1},
                           [&dialect] { return std::make_unique<SingleRow>(dialect); });
  // (name, default): what SHOW VARIABLES tells of a session; a switch is ON or OFF there.
  sqlite::define_function(connection, "session_setting", {.arguments = 2, .deterministic = false},
                          [&store](std::span<const Value> arguments) -> Value {
                            const auto* const name = std::get_if<std::string>(&arguments[0]);
                            const sql::SystemVariables* const known = store.context->variables;
                            if (name == nullptr || known == nullptr) return arguments[1];
                            const auto found = known->system_variable(*name, false);
                            if (!found) return Null{};
                            const bool is_switch =
                                arguments[1] == Value{std::string("ON")} || arguments[1] == Value{std::string("OFF")};
                            if (!is_switch) return found->value;
                            return std::string(found->value == Value{std::int64_t{1}} ? "ON" : "OFF");
                          });
  sqlite::define_row_table(connection, std::string(lower::row_table_function));
  sqlite::define_aggregate(connection, std::string(lower::row_pack_function), {},
                           [] { return std::make_unique<RowPack>(); });
  sqlite::define_function(connection, std::string(lower::row_zip_function), {}, &zip_rows);
  define_bound(connection, dialect, lower::row_limit_function, -1, Condition::invalid_limit);
  define_bound(connection, dialect, lower::row_offset_function, 0, Condition::invalid_offset);
  sqlite::define_function(connection, std::string(lower::required_key_function), {.arguments = 3},
                          [&dialect](std::span<const Value> arguments) -> Value {
                            if (is_null(arguments[0])) {
                              throw dialect.error(Condition::not_null_violation, {std::get<std::string>(arguments[1]),
                                                                                  std::get<std::string>(arguments[2])});
                            }
                            return arguments[0];
                          });
}

}  // namespace emulator::backend::emulated
