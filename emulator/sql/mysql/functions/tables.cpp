// Gathers the rows of all files and indexes them by name.
#include "sql/mysql/functions/tables.hpp"

#include <stdexcept>
#include <string>
#include <unordered_map>
#include <variant>

#include "sql/mysql/functions/catalog.hpp"
#include "sql/mysql/functions/rows.hpp"

namespace emulator::mysql {

sql::Overload& Rows::native(std::string_view name, std::initializer_list<TypeId> parameters, Type result,
                            std::string_view native, sql::NativeFunction function) {
  auto& row = templated(name, parameters, result, {});
  row.lowering = sql::Native{unique(native), function};
  return row;
}

sql::Overload& Rows::templated(std::string_view name, std::initializer_list<TypeId> parameters, Type result,
                               std::string_view sql) {
  auto& row = rows_.emplace_back();
  row.name = name;
  for (const TypeId id : parameters) row.parameters.push_back(type(id));
  row.result = result;
  row.lowering = sql::Template{sql};
  return row;
}

sql::Overload& Rows::aggregate(std::string_view name, std::initializer_list<TypeId> parameters, Type result,
                               std::string_view native, sql::AggregateMaker make) {
  auto& row = templated(name, parameters, result, {});
  row.kind = sql::OverloadKind::aggregate;
  row.null_on_null = false;
  row.lowering = sql::NativeAggregate{unique(native), make};
  return row;
}

void Rows::alias(std::string_view name, std::string_view of) {
  const std::size_t count = rows_.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (rows_[i].name != of) continue;
    sql::Overload copy = rows_[i];
    copy.name = name;
    if (auto* native = std::get_if<sql::Native>(&copy.lowering)) native->name = unique(native->name);
    if (auto* native = std::get_if<sql::NativeAggregate>(&copy.lowering)) native->name = unique(native->name);
    rows_.push_back(std::move(copy));
  }
}

std::string_view Rows::unique(std::string_view native) {
  const auto is_taken = [this](std::string_view name) {
    for (const auto& row : rows_) {
      const auto* function = std::get_if<sql::Native>(&row.lowering);
      const auto* aggregate = std::get_if<sql::NativeAggregate>(&row.lowering);
      if ((function != nullptr && function->name == name) || (aggregate != nullptr && aggregate->name == name)) {
        return true;
      }
    }
    return false;
  };
  std::string_view name = native;
  for (int number = 2; is_taken(name); ++number) name = intern(std::string{native} + "_" + std::to_string(number));
  return name;
}

namespace {

struct Tables {
  std::vector<sql::Overload> rows;
  std::unordered_map<std::string_view, std::vector<const sql::Overload*>> by_name;
  std::unordered_map<std::string_view, const sql::Overload*> by_native;
};

std::vector<sql::Overload> gather() {
  Rows rows;
  add_casts(rows);
  add_temporal_casts(rows);
  add_assignments(rows);
  add_text_assignments(rows);
  add_temporal_assignments(rows);
  add_arithmetic(rows);
  add_bit_operators(rows);
  add_comparisons(rows);
  add_conditionals(rows);
  add_number_functions(rows);
  add_text_functions(rows);
  add_search_functions(rows);
  add_encoding_functions(rows);
  add_compression(rows);
  add_match_functions(rows);
  add_clock_functions(rows);
  add_date_parts(rows);
  add_date_arithmetic(rows);
  add_date_formats(rows);
  add_json_functions(rows);
  add_json_changes(rows);
  add_json_table(rows);
  add_aggregates(rows);
  add_text_aggregates(rows);
  add_windows(rows);
  add_address_functions(rows);
  add_information(rows);
  add_variables(rows);
  add_internals(rows);
  add_catalog_functions(rows);
  return rows.take();
}

const Tables& tables() {
  static const Tables made = [] {
    Tables result;
    result.rows = gather();
    for (const auto& row : result.rows) {
      result.by_name[row.name].push_back(&row);
      if (const auto* native = std::get_if<sql::Native>(&row.lowering)) result.by_native[native->name] = &row;
    }
    return result;
  }();
  return made;
}

}  // namespace

std::span<const sql::Overload> all_rows() {
  return tables().rows;
}

std::span<const sql::Overload* const> rows_named(std::string_view name) {
  const auto found = tables().by_name.find(name);
  if (found == tables().by_name.end()) return {};
  return found->second;
}

const sql::Overload& row_of_native(std::string_view native) {
  const auto found = tables().by_native.find(native);
  if (found == tables().by_native.end()) throw std::logic_error("no native function " + std::string{native});
  return *found->second;
}

}  // namespace emulator::mysql
