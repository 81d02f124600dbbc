// The live v2 service prepares the rewritten text and binds what it was given, so a missing value is the server's error
// about counts (08P01 in PostgreSQL, 1210 in MySQL), not one that names the parameter.
#include "backend/emulated/parameters.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace emulator::backend::emulated {

namespace {

// MySQL's DECIMAL without precision has no digits after the point; the value keeps those it has.
Type decimal_type(const sql::Dialect& dialect, const Value& value) {
  if (!dialect.traits.schema_is_database) return type(TypeId::decimal);
  const auto* const text = std::get_if<std::string>(&value);
  const std::size_t point = text != nullptr ? text->find('.') : std::string::npos;
  const std::size_t digits = point == std::string::npos ? 0 : std::min<std::size_t>(text->size() - point - 1, 30);
  return Type{.id = TypeId::decimal, .length = 65, .scale = static_cast<std::int32_t>(digits)};
}

Type hinted_type(const sql::Dialect& dialect, const Parameter& parameter) {
  switch (parameter.hint) {
    case TypeHint::date:
      return type(TypeId::date);
    case TypeHint::decimal:
      return decimal_type(dialect, parameter.value);
    case TypeHint::json:
      return type(dialect.traits.schema_is_database ? TypeId::json : TypeId::jsonb);
    case TypeHint::time:
      return Type{.id = TypeId::time, .scale = 6};
    case TypeHint::timestamp:
      return Type{.id = TypeId::timestamp, .scale = 6};
    case TypeHint::uuid:
      return type(dialect.traits.schema_is_database ? TypeId::varchar : TypeId::uuid);
    case TypeHint::none:
      break;
  }
  return dialect.parameter_type(parameter.value);
}

// The cast that `text::type` would be, called right here.
Value read_as(const sql::Dialect& dialect, Value value, const Type& wanted, sql::CallContext& context) {
  const Type text = dialect.parameter_type(value);
  const auto path = dialect.find_cast(text, wanted, sql::CastStrength::explicit_);
  if (!path || path->function == nullptr) return value;
  const auto* const native = std::get_if<sql::Native>(&path->function->lowering);
  if (native == nullptr) return value;
  std::vector<Value> arguments;
  arguments.push_back(std::move(value));
  for (const sql::CastArgument extra : path->extra) {
    switch (extra) {
      case sql::CastArgument::length:
        arguments.emplace_back(std::int64_t{wanted.length});
        break;
      case sql::CastArgument::scale:
        arguments.emplace_back(std::int64_t{wanted.scale});
        break;
      case sql::CastArgument::type_collation:
        arguments.emplace_back(std::string(wanted.collation));
        break;
      case sql::CastArgument::type_name:
        arguments.emplace_back(std::string(wanted.name));
        break;
      case sql::CastArgument::column_name:
        arguments.emplace_back(std::string());
        break;
      case sql::CastArgument::column_ordinal:
        arguments.emplace_back(std::int64_t{0});
        break;
    }
  }
  return native->function(arguments, context);
}

}  // namespace

BoundParameters bind_parameters(const sql::Dialect& dialect, const std::vector<std::string_view>& names,
                                const std::vector<Parameter>& parameters, std::uint64_t statement_number,
                                sql::CallContext& context) {
  BoundParameters bound;
  bound.values.reserve(names.size());
  bound.types.reserve(names.size());
  for (const std::string_view name : names) {
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [name](const Parameter& parameter) { return parameter.name == name; });
    if (found == parameters.end()) continue;
    const Type wanted = hinted_type(dialect, *found);
    bound.types.push_back(wanted);
    const bool needs_reading = found->hint != TypeHint::none && std::holds_alternative<std::string>(found->value);
    bound.values.push_back(needs_reading ? read_as(dialect, found->value, wanted, context) : found->value);
  }
  if (bound.values.size() != names.size()) {
    throw dialect.error(
        Condition::bind_parameter_count,
        {std::to_string(bound.values.size()), std::to_string(names.size()), std::to_string(statement_number)});
  }
  return bound;
}

}  // namespace emulator::backend::emulated
