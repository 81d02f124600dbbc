// See immutable.hpp. MySQL has a rule of its own, which its room tells by the functions' names.
#include "bind/immutable.hpp"

#include "bind/same.hpp"

namespace emulator::bind {

void require_immutable(const sql::Dialect& dialect, const Expression& expression, const std::string& sentence) {
  if (dialect.traits.schema_is_database) {
    return;
  }
  const auto* const call = std::get_if<Call>(&expression.node);
  if (call != nullptr && call->overload->volatility != sql::Volatility::immutable) {
    SqlError error = dialect.error(Condition::invalid_table_definition, {sentence});
    error.sqlstate = "42P17";
    throw error;
  }
  for_each_child(expression, [&](const Expression& child) { require_immutable(dialect, child, sentence); });
}

}  // namespace emulator::bind
