#include "../evaluate.hpp"
#include "sql/mysql/functions/tables.hpp"

using namespace emulator;
using namespace emulator::mysql;
using namespace emulator::mysql::testing;

namespace {

// Folds constants with the aggregate of this name; the type of the first chooses the row.
std::string folded(std::string_view name, const std::vector<std::string>& expressions,
                   std::string* result_type = nullptr) {
  Evaluator evaluator;
  std::vector<Computed> values;
  for (const auto& expression : expressions) values.push_back(evaluator.compute(expression));
  const sql::Operand operand{values.front().type, nullptr};
  const auto resolution = dialect().resolve_function({{std::string{name}}}, {&operand, 1}, {});
  if (result_type != nullptr) *result_type = to_string(resolution.result);
  const auto state = std::get<sql::NativeAggregate>(resolution.overload->lowering).make();
  for (auto& value : values) {
    const Value argument = evaluator.cast(std::move(value), resolution.arguments[0], sql::CastStrength::implicit).value;
    state->step({&argument, 1}, evaluator.context);
  }
  return shown(state->finish(evaluator.context));
}

}  // namespace

TEST_CASE("aggregates") {
  const struct {
    std::string_view name;
    std::vector<std::string> values;
    std::string_view result, type;
  } rows[] = {
      {"sum", {"1", "2", "NULL", "3"}, "6", "decimal(41,0)"},
      {"sum", {"9223372036854775807", "1"}, "9223372036854775808", "decimal(41,0)"},
      {"sum", {"1.10", "2.20"}, "3.30", "decimal(25,2)"},
      {"sum", {"1.5e0", "2e0"}, "3.5", "double"},
      {"sum", {"'1'", "'2x'"}, "3", "double"},
      {"sum", {"NULL"}, "NULL", {}},
      {"avg", {"1", "2"}, "1.500000000", "decimal(23,4)"},
      {"avg", {"1.10", "2.25"}, "1.675000000", "decimal(7,6)"},
      {"avg", {"1e0", "2e0"}, "1.5", "double"},
      {"stddev_pop", {"1", "2", "3", "4"}, "1.118033988749895", "double"},
      {"var_samp", {"1", "2", "3", "4"}, "1.6666666666666667", "double"},
      {"var_samp", {"1"}, "NULL", "double"},
      {"bit_and", {"7", "3"}, "3", "bigint unsigned"},
      {"bit_or", {"4", "3"}, "7", "bigint unsigned"},
      {"bit_xor", {"6", "3"}, "5", "bigint unsigned"},
      {"bit_and", {"NULL"}, "18446744073709551615", "bigint unsigned"},
      {"group_concat", {"'a'", "NULL", "'b'"}, "a,b", "text(1024)"},
      {"group_concat", {"1", "2"}, "1,2", "text(1024)"},
      {"json_arrayagg", {"1", "NULL", "2"}, "[1, null, 2]", "json"},
  };
  for (const auto& row : rows) {
    std::string type;
    CHECK_MESSAGE(folded(row.name, row.values, &type) == row.result, std::string{row.name});
    if (!row.type.empty()) CHECK_MESSAGE(type == row.type, std::string{row.name});
  }
}

TEST_CASE("rows have unique names in SQLite") {
  std::map<std::string_view, int> names;
  for (const auto& row : all_rows()) {
    if (const auto* native = std::get_if<sql::Native>(&row.lowering)) ++names[native->name];
    if (const auto* native = std::get_if<sql::NativeAggregate>(&row.lowering)) ++names[native->name];
    CHECK_FALSE(row.name.empty());
  }
  for (const auto& [name, count] : names) CHECK_MESSAGE(count == 1, std::string{name});
}
