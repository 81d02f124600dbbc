#include "backend/postgres/parameters.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <type_traits>

#include "base/error.hpp"
#include "base/overloaded.hpp"
#include "sql/placeholders.hpp"

namespace emulator::backend::postgres {
namespace {

constexpr int as_text = 0;
constexpr int as_binary = 1;

Oid type_of(TypeHint hint, Oid otherwise) {
  switch (hint) {
    case TypeHint::none:
      return otherwise;
    case TypeHint::date:
      return oid::date;
    case TypeHint::decimal:
      return oid::numeric;
    case TypeHint::json:
      return oid::jsonb;
    case TypeHint::time:
      return oid::time;
    case TypeHint::timestamp:
      return oid::timestamp;
    case TypeHint::uuid:
      return oid::uuid;
  }
  return otherwise;
}

std::string text_of(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  std::array<char, 40> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  return {buffer.data(), end};
}

// libpq's texts end at the first zero byte; PostgreSQL has none of them anyway.
void refuse_zero_bytes(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) return;
  SqlError error;
  error.condition = Condition::invalid_text_representation;
  error.sqlstate = "22021";
  error.message = "invalid byte sequence for encoding \"UTF8\": 0x00";
  throw error;
}

void bind(Statement& statement, const Parameter& parameter) {
  const auto hint = parameter.hint;
  std::visit(overloaded{
                 [&](Null) { statement.add_null(type_of(hint, oid::unspecified)); },
                 [&](bool value) { statement.add(oid::boolean, value ? "t" : "f", as_text); },
                 [&](std::int64_t value) { statement.add(oid::int8, std::to_string(value), as_text); },
                 [&](double value) { statement.add(oid::float8, text_of(value), as_text); },
                 [&](const std::string& value) {
                   refuse_zero_bytes(value);
                   statement.add(type_of(hint, oid::text), value, as_text);
                 },
                 [&](const Bytes& value) { statement.add(oid::bytea, value.data, as_binary); },
                 [&](const std::shared_ptr<const Array>&) {
                   throw ApiError{Fault::validation, "Array parameters are not supported"};
                 },
             },
             parameter.value);
}

// Whether the client may have numbered placeholders itself; what it put into quotes costs a round trip, no more.
bool may_have_own_placeholders(std::string_view sql) {
  for (std::size_t at = sql.find('$'); at != std::string_view::npos; at = sql.find('$', at + 1)) {
    if (at + 1 < sql.size() && sql[at + 1] >= '0' && sql[at + 1] <= '9') return true;
  }
  return false;
}

}  // namespace

Statement bind_parameters(const Command& command) {
  refuse_zero_bytes(command.sql);
  const auto rewritten = sql::rewrite_placeholders(command.sql, sql::postgres_placeholders);
  Statement statement;
  statement.sql = rewritten.sql();
  statement.several_statements = rewritten.several_statements;
  statement.incomplete = may_have_own_placeholders(command.sql);
  for (const auto name : rewritten.names) {
    const auto found = std::find_if(command.parameters->begin(), command.parameters->end(),
                                    [&](const Parameter& parameter) { return parameter.name == name; });
    if (found == command.parameters->end()) {
      statement.incomplete = true;
    } else {
      bind(statement, *found);
    }
  }
  return statement;
}

}  // namespace emulator::backend::postgres
