// Expressions over one table, whose columns print bare.
#include "bind/written.hpp"

#include <algorithm>
#include <functional>

#include "base/error.hpp"
#include "bind/same.hpp"
#include "bind/writer.hpp"

namespace emulator::bind {

namespace {

std::optional<std::string> written(std::string_view text, const Expression& bound, const catalog::Table& table,
                                   bool pretty, const Environment& environment) {
  WrittenRelation names;
  for (const catalog::Column& column : table.columns) {
    names.columns.push_back(column.name);
    names.types.push_back(column.type);
  }
  return Writer(
             text, [&](std::int32_t) { return &names; }, pretty, environment)
      .write(bound);
}

}  // namespace

std::optional<std::string> written_expression(std::string_view text, const catalog::Table& table,
                                              const Environment& environment, bool pretty) {
  try {
    const ExpressionPtr bound = bind_table_expression(text, table, environment);
    return written(text, *bound, table, pretty, environment);
  } catch (const SqlError&) {
    return std::nullopt;  // a name that another search path found when the text was new
  }
}

std::vector<std::int32_t> columns_read(std::string_view text, const catalog::Table& table,
                                       const Environment& environment) {
  std::vector<std::int32_t> read;
  const std::function<void(const Expression&)> visit = [&](const Expression& expression) {
    if (const auto* use = std::get_if<ColumnUse>(&expression.node)) {
      const std::int32_t id = table.columns[static_cast<std::size_t>(use->column)].id;
      if (std::find(read.begin(), read.end(), id) == read.end()) read.push_back(id);
    }
    for_each_child(expression, visit);
  };
  try {
    visit(*bind_table_expression(text, table, environment));
  } catch (const SqlError&) {
    return {};  // as above
  }
  return read;
}

std::optional<std::string> written_default(std::string_view text, const catalog::Table& table,
                                           const catalog::Column& column, const Environment& environment) {
  constexpr bool pretty = false;
  if (column.identity == catalog::Identity::serial) {
    const catalog::Sequence* sequence = environment.catalog->sequence_by_id(column.sequence_id);
    return sequence == nullptr ? std::nullopt : std::optional(Writer::next_of(*sequence, *environment.dialect));
  }
  try {
    ExpressionPtr bound = bind_table_expression(text, table, environment);
    if (bound->type.id == TypeId::unknown) {
      Type bare = column.type;
      bare.length = bare.scale = -1;
      bound = bind_table_expression(text, table, environment, &bare);
    }
    return written(text, *bound, table, pretty, environment);
  } catch (const SqlError&) {
    return std::nullopt;
  }
}

}  // namespace emulator::bind
