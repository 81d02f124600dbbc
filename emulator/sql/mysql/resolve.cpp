// Operators by the numbers or texts their operands are; functions by the nearest row.
#include "sql/mysql/resolve.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "sql/dotted.hpp"
#include "sql/mysql/coercion.hpp"
#include "sql/mysql/collations.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/date_format.hpp"
#include "sql/mysql/functions/interval.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/tables.hpp"
#include "sql/mysql/types.hpp"

namespace emulator::mysql {

namespace {

using Operands = std::span<const sql::Operand>;

std::vector<Type> types_of(Operands operands) {
  std::vector<Type> types;
  for (const auto& operand : operands) types.push_back(operand.type);
  return types;
}

const Type& parameter_at(const sql::Overload& row, std::size_t index) {
  return row.parameters[std::min(index, row.parameters.size() - 1)];
}

bool takes(const sql::Overload& row, std::size_t count) {
  return row.is_variadic ? count >= row.parameters.size() : count == row.parameters.size();
}

std::optional<int> cost_of(const sql::Overload& row, Operands operands) {
  int total = 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const auto cost = conversion_cost(operands[i].type, parameter_at(row, i).id);
    if (!cost) return std::nullopt;
    total += *cost;
  }
  return total;
}

// MIN and MAX take an ENUM or a SET by its name, not by its number
// (https://dev.mysql.com/doc/refman/8.0/en/aggregate-functions.html#function_max).
bool is_named_in_extreme(const sql::Overload& row, std::size_t index, const Type& given) {
  return row.kind == sql::OverloadKind::aggregate && parameter_at(row, index).id == TypeId::any &&
         (given.id == TypeId::enum_ || given.id == TypeId::set);
}

// any_element parameters are all brought to one type; others to the parameter's, unless the argument's own will do.
std::vector<Type> argument_types(const sql::Overload& row, Operands operands) {
  std::vector<sql::Operand> shared;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (parameter_at(row, i).id == TypeId::any_element) shared.push_back(operands[i]);
  }
  const Type common = common_type(shared);
  std::vector<Type> arguments;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Type& own = operands[i].type;
    const Type& parameter = parameter_at(row, i);
    if (parameter.id == TypeId::any_element) {
      arguments.push_back(common);
    } else if (is_named_in_extreme(row, i, own)) {
      arguments.push_back({.id = TypeId::varchar, .collation = own.collation});
    } else if (parameter.id == TypeId::any || parameter.id == own.id || own.id == TypeId::unknown) {
      arguments.push_back(own);
    } else if (family_of(own) == Family::member && family_of(parameter) == Family::integer) {
      arguments.push_back(number_type(own));
    } else if (family_of(own) == Family::integer && parameter.id == TypeId::bigint) {
      arguments.push_back(own);  // whatever its size, it is a number already
    } else {
      arguments.push_back(parameter);
    }
  }
  return arguments;
}

sql::Resolution resolution_of(const sql::Overload& row, Operands operands) {
  sql::Resolution resolution{&row, argument_types(row, operands), row.result};
  if (row.result_rule == nullptr) return resolution;
  const bool by_common = std::any_of(row.parameters.begin(), row.parameters.end(),
                                     [](const Type& parameter) { return parameter.id == TypeId::any_element; });
  const bool by_name = operands.size() == 1 && is_named_in_extreme(row, 0, operands[0].type);
  resolution.result = row.result_rule(by_common || by_name ? resolution.arguments : types_of(operands));
  return resolution;
}

std::optional<sql::Resolution> nearest(std::span<const sql::Overload* const> rows, Operands operands) {
  const sql::Overload* best = nullptr;
  int best_cost = 0;
  for (const auto* row : rows) {
    if (!takes(*row, operands.size())) continue;
    const auto cost = cost_of(*row, operands);
    if (!cost || (best != nullptr && *cost >= best_cost)) continue;
    best = row;
    best_cost = *cost;
  }
  if (best == nullptr) return std::nullopt;
  return resolution_of(*best, operands);
}

bool is_comparison(std::string_view symbol) {
  constexpr std::string_view symbols[] = {"=", "<>", "!=", "<", "<=", ">", ">="};
  return std::find(std::begin(symbols), std::end(symbols), symbol) != std::end(symbols);
}

sql::Resolution compare(std::string_view symbol, Operands operands) {
  const auto rows = rows_named(symbol);
  const auto [left, right] = comparison_types(symbol, operands[0], operands[1]);
  return {rows.front(), {left, right}, truth_value_type};
}

bool is_arithmetic(std::string_view symbol) {
  constexpr std::string_view symbols[] = {"+", "-", "*", "/", "DIV", "%"};
  return std::find(std::begin(symbols), std::end(symbols), symbol) != std::end(symbols);
}

// Operands as the numbers they are: one row for signed, unsigned, decimal and double each.
sql::Resolution calculate(std::string_view symbol, Operands operands) {
  std::vector<Type> numbers;
  for (const auto& operand : operands) numbers.push_back(number_type(operand.type));
  bool has_double = false;
  bool has_decimal = false;
  bool has_unsigned = false;
  for (const auto& number : numbers) {
    has_double = has_double || number.id == TypeId::double_ || number.id == TypeId::real;
    has_decimal = has_decimal || number.id == TypeId::decimal;
    has_unsigned = has_unsigned || number.is_unsigned;
  }
  for (const auto* row : rows_named(symbol)) {
    if (row->parameters.size() != operands.size()) continue;
    const Type& parameter = row->parameters.front();
    const bool fits = has_double    ? parameter.id == TypeId::double_
                      : has_decimal ? parameter.id == TypeId::decimal
                                    : parameter.id == TypeId::bigint && parameter.is_unsigned == has_unsigned;
    if (!fits) continue;
    sql::Resolution resolution{row, {}, row->result};
    for (std::size_t i = 0; i < operands.size(); ++i) {
      // The functions read numbers in any form, and as doubles also those that texts begin with.
      const Family family = family_of(operands[i].type);
      const bool stays = family == Family::integer || family == Family::decimal ||
                         (has_double && (family == Family::real || family == Family::text));
      const bool is_member = family == Family::member && parameter.id == TypeId::bigint;
      resolution.arguments.push_back(stays ? operands[i].type : is_member ? numbers[i] : type(parameter.id));
    }
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (is_integer(operands[i].type.id)) numbers[i] = sized(operands[i]);
    }
    if (row->result_rule != nullptr) resolution.result = row->result_rule(numbers);
    return resolution;
  }
  throw make_error(Condition::undefined_operator, {std::string{symbol}});
}

// NULLIF compares as = does, and gives back its first argument.
sql::Resolution null_if(const sql::Overload& row, Operands operands) {
  const auto [left, right] = comparison_types("=", operands[0], operands[1]);
  if (family_of(left) != family_of(operands[0].type)) {
    throw make_error(Condition::feature_not_supported,
                     {"NULLIF of " + spelled(operands[0].type) + " and " + spelled(operands[1].type)});
  }
  return {&row, {left, right}, operands[0].type};
}

// CHARSET and COLLATION look at their argument's type alone; anything but a text is binary.
sql::Resolution told_by_type(std::string_view function, Operands operands) {
  const Type& type = operands[0].type;
  const Family family = family_of(type);
  const bool is_text = family == Family::text || family == Family::member || family == Family::json;
  if (!is_text) return {rows_named(function).front(), {type}, text_type};
  if (function == "charset") return {rows_named(" charset of text").front(), {type}, text_type};
  const std::string collation{type.collation.empty() ? default_collation : type.collation};
  const auto rows = rows_named(" collation " + collation);
  return {rows.empty() ? rows_named(function).front() : rows.front(), {type}, text_type};
}

// The collation by which texts match: one that was chosen, a column's before a literal's.
std::string_view collation_of(Operands operands) {
  std::string_view chosen;
  for (const auto& operand : operands) {
    if (operand.type.collation.empty()) continue;
    if (chosen.empty() || operand.constant == nullptr) chosen = operand.type.collation;
    if (operand.constant == nullptr) break;
  }
  return chosen;
}

// LIKE and REGEXP have a row for each way that characters match.
sql::Resolution match(std::string_view symbol, Operands operands) {
  const bool is_binary = std::any_of(operands.begin(), operands.end(), [](const sql::Operand& operand) {
    return family_of(operand.type) == Family::binary;
  });
  std::string native = symbol == "LIKE" ? "my_like" : "my_regexp";
  switch (is_binary ? Matching::exact : matching_of(collation_of(operands))) {
    case Matching::exact:
      native += "_exact";
      break;
    case Matching::ignore_case:
      native += "_ci";
      break;
    case Matching::ignore_case_and_accents:
      native += "_ai";
      break;
  }
  if (operands.size() == 3) native += "_escape";
  const Type argument = type(is_binary ? TypeId::blob : TypeId::text);
  return {&row_of_native(native), std::vector<Type>(operands.size(), argument), truth_value_type};
}

// GREATEST and LEAST compare as the types are together: integers, doubles, decimals, or texts where one is among
// numbers (https://dev.mysql.com/doc/refman/8.0/en/comparison-operators.html#function_greatest). Empty: by the nearest
// row.
std::optional<sql::Resolution> extreme(std::string_view function, Operands operands) {
  bool has_real = false, has_decimal = false, has_text = false;
  for (const auto& operand : operands) {
    const Family family = family_of(operand.type);
    has_real = has_real || family == Family::real;
    has_decimal = has_decimal || family == Family::decimal;
    has_text = has_text || family == Family::text;
    const bool is_number = family == Family::integer || family == Family::decimal || family == Family::real;
    if (!is_number && family != Family::text && family != Family::null) return std::nullopt;
  }
  const std::string name = "my_" + std::string{function};
  const std::string_view kind = has_text ? "_text" : has_real ? "_double" : has_decimal ? "_decimal" : "_integer";
  const sql::Overload& row = row_of_native(name + std::string{kind});
  const Type common = common_type(operands);
  std::vector<Type> arguments;
  for (const auto& operand : operands) {
    const bool stays = operand.type.id == TypeId::unknown || !(has_text || has_real);
    arguments.push_back(stays ? operand.type : has_text ? type(TypeId::varchar) : double_type);
  }
  return sql::Resolution{&row, std::move(arguments), has_text ? text_type : common};
}

// --- Results that depend on a constant argument --------------------------------------------------------------------

std::optional<std::int64_t> constant_integer(Operands operands, std::size_t index) {
  if (index >= operands.size() || operands[index].constant == nullptr) return std::nullopt;
  const auto* number = std::get_if<std::int64_t>(operands[index].constant);
  return number == nullptr ? std::nullopt : std::optional{*number};
}

std::string_view constant_text(Operands operands, std::size_t index) {
  if (index >= operands.size() || operands[index].constant == nullptr) return {};
  const auto* text = std::get_if<std::string>(operands[index].constant);
  return text == nullptr ? std::string_view{} : std::string_view{*text};
}

// NOW(3), CURTIME(6): the argument is the number of digits.
void set_clock_digits(sql::Resolution& resolution, Operands operands) {
  if (const auto digits = constant_integer(operands, 0)) {
    resolution.result.scale = static_cast<std::int32_t>(std::clamp<std::int64_t>(*digits, 0, 6));
  }
}

void set_interval_result(sql::Resolution& resolution, Operands operands) {
  const auto unit = constant_text(operands, 2);
  Type& result = resolution.result;
  if (result.id == TypeId::date && !unit_keeps_date(unit)) result = Type{.id = TypeId::timestamp, .scale = 0};
  if (result.id != TypeId::timestamp && result.id != TypeId::time) return;
  if (unit_has_fraction(unit)) result.scale = 6;
  if (ascii_iequals(unit, "SECOND")) result.scale = std::max(result.scale, std::min(scale_of(operands[1].type), 6));
}

void set_rounded_scale(sql::Resolution& resolution, Operands operands) {
  Type& result = resolution.result;
  const auto places = constant_integer(operands, 1);
  if (result.id != TypeId::decimal || !places) return;
  if (*places > result.scale) {
    const auto more = static_cast<std::int32_t>(std::min<std::int64_t>(*places, 30)) - result.scale;
    resolution.overload = &row_of_native("my_pad_decimal");
    result.length = std::min(result.length + more, 65);
    result.scale += more;
    return;
  }
  const auto scale = static_cast<std::int32_t>(std::clamp<std::int64_t>(*places, 0, result.scale));
  result.length -= result.scale - scale;
  result.scale = scale;
}

// A constant format says whether STR_TO_DATE makes a date, a time or both.
void set_format_result(sql::Resolution& resolution, Operands operands) {
  const auto format = constant_text(operands, 1);
  if (format.empty()) return;
  const std::int32_t digits = format_has_fraction(format) ? 6 : 0;
  switch (kind_of_format(format)) {
    case FormatKind::date:
      resolution.overload = &row_of_native("my_str_to_date");
      resolution.result = date_type;
      return;
    case FormatKind::time:
      resolution.overload = &row_of_native("my_str_to_time");
      resolution.result = Type{.id = TypeId::time, .scale = digits};
      return;
    case FormatKind::datetime:
      resolution.result.scale = digits;
      return;
  }
}

sql::Resolution adjusted(sql::Resolution resolution, std::string_view function, Operands operands) {
  constexpr std::string_view clocks[] = {"now",     "current_timestamp", "sysdate", "utc_timestamp",
                                         "curtime", "current_time",      "utc_time"};
  if (std::find(std::begin(clocks), std::end(clocks), function) != std::end(clocks)) {
    set_clock_digits(resolution, operands);
  } else if (function == "date_add" || function == "date_sub") {
    set_interval_result(resolution, operands);
  } else if (function == "round" || function == "truncate") {
    set_rounded_scale(resolution, operands);
  } else if (function == "str_to_date") {
    set_format_result(resolution, operands);
  } else if (function == "unix_timestamp" && operands.size() == 1 && scale_of(operands[0].type) > 0) {
    const std::int32_t digits = std::min(scale_of(operands[0].type), 6);
    resolution.overload = &row_of_native("my_unix_timestamp_" + std::to_string(digits));
    resolution.result = resolution.overload->result;
  }
  return resolution;
}

}  // namespace

sql::Resolution resolve_operator(std::string_view symbol, std::span<const sql::Operand> operands) {
  for (const auto& operand : operands) {
    if (family_of(operand.type) == Family::other) {
      throw make_error(Condition::feature_not_supported, {spelled(operand.type) + " " + std::string{symbol}});
    }
  }
  if (is_comparison(symbol) && operands.size() == 2) return compare(symbol, operands);
  if (is_arithmetic(symbol)) return calculate(symbol, operands);
  if (symbol == "LIKE" || symbol == "REGEXP") return match(symbol, operands);
  if (auto found = nearest(rows_named(symbol), operands)) return std::move(*found);
  throw make_error(Condition::undefined_operator, {std::string{symbol}});
}

sql::Resolution resolve_function(const ast::Name& name, std::span<const sql::Operand> operands) {
  const std::string lower = ascii_lower(name.parts.back());
  const auto rows = rows_named(lower);
  if (lower == "mod" && operands.size() == 2) {
    return calculate("%", operands);
  }
  if ((lower == "greatest" || lower == "least") && operands.size() > 1) {
    if (auto chosen = extreme(lower, operands)) return std::move(*chosen);
  }
  if ((lower == "charset" || lower == "collation") && operands.size() == 1) return told_by_type(lower, operands);
  const bool has_bytes = std::any_of(operands.begin(), operands.end(), [](const sql::Operand& operand) {
    return family_of(operand.type) == Family::binary;
  });
  if (lower == "concat" && has_bytes) return resolution_of(row_of_native("my_concat_binary"), operands);
  if (lower == "nullif" && operands.size() == 2) return null_if(*rows.front(), operands);
  if (auto found = nearest(rows, operands)) return adjusted(std::move(*found), lower, operands);
  const std::string full = sql::dotted(name.parts);
  if (rows.empty() || name.parts.size() > 1) throw make_error(Condition::undefined_function, {full, full});
  const bool right_count =
      std::any_of(rows.begin(), rows.end(), [&](const sql::Overload* row) { return takes(*row, operands.size()); });
  if (right_count) throw make_error(Condition::feature_not_supported, {"these arguments of " + ascii_upper(full)});
  throw make_error(Condition::argument_count, {full, full});
}

}  // namespace emulator::mysql
