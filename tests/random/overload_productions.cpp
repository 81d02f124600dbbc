// Productions from a dialect's overload table: what the emulator says of a function's types is grown as SQL, and the
// real engine says whether that is true.
#include <algorithm>

#include "base/text.hpp"
#include "random/grammar.hpp"

namespace random_sql {

namespace {

using emulator::Type;
using emulator::TypeId;
using emulator::sql::Dialect;
using emulator::sql::Overload;
using emulator::sql::OverloadKind;

bool is_generic(const Type& type) {
  return type.id == TypeId::any_element || type.id == TypeId::any_array;
}

// The symbol of a type, where a generic one stands for `element`.
std::string symbol_of(const Dialect& dialect, const Type& type, const Type& element) {
  switch (type.id) {
    case TypeId::any:
    case TypeId::other:
      return "any";
    case TypeId::any_element:
      return symbol_of(dialect, element, element);
    case TypeId::any_array:
      return symbol_of(dialect, {.id = TypeId::array, .element = element.id}, element);
    default:
      return emulator::ascii_lower(dialect.metadata_name(type));
  }
}

std::string hole(const std::string& symbol) {
  return "{" + symbol + "}";
}

std::string text_of(const Overload& row, const std::vector<std::string>& symbols) {
  if (row.kind == OverloadKind::operator_) {
    const std::string name(row.name);
    return symbols.size() == 1 ? "(" + name + " " + hole(symbols[0]) + ")"
                               : "(" + hole(symbols[0]) + " " + name + " " + hole(symbols[1]) + ")";
  }
  std::string text = std::string(row.name) + "(";
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    const bool repeats = row.is_variadic && at + 1 == symbols.size();
    text += (at == 0 ? "" : ", ") + hole(symbols[at] + (repeats ? "*" : ""));
  }
  return text + ")";
}

void add_row(Grammar& grammar, const Dialect& dialect, const Overload& row, const Type& element) {
  std::vector<std::string> symbols;
  for (const Type& parameter : row.parameters) {
    symbols.push_back(symbol_of(dialect, parameter, element));
    if (!grammar.has(symbols.back()) && symbols.back() != "any") {
      return;
    }
  }
  const bool is_expression = row.kind == OverloadKind::function || row.kind == OverloadKind::operator_;
  std::string result = row.kind == OverloadKind::aggregate ? "aggregate" : "window";
  if (is_expression) {
    result = symbol_of(dialect, row.result_rule != nullptr ? row.result_rule(row.parameters) : row.result, element);
  }
  if (is_expression && !grammar.has(result)) {
    result = "any";
  }
  grammar.add(result, text_of(row, symbols), std::string(row.name));
}

}  // namespace

void add_overloads(Grammar& grammar, const Dialect& dialect, const NamesTaken& names) {
  constexpr std::size_t most_parameters = 6;
  const std::vector<Type> elements{emulator::type(TypeId::integer),   emulator::type(TypeId::text),
                                   emulator::type(TypeId::decimal),   emulator::type(TypeId::date),
                                   emulator::type(TypeId::timestamp), emulator::type(TypeId::boolean)};
  for (const Overload& row : dialect.overloads()) {
    const auto is_named = [&row](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), row.name) != list.end();
    };
    const bool may_be_called = row.volatility == emulator::sql::Volatility::immutable ||
                               (row.volatility == emulator::sql::Volatility::stable && is_named(names.stable));
    const bool special = row.kind == OverloadKind::cast || !may_be_called || is_named(names.left_out) ||
                         !row.extension.empty() || row.name.starts_with(' ') || row.name.starts_with('@') ||
                         (row.kind == OverloadKind::operator_ && row.parameters.size() > 2) ||
                         row.parameters.size() > most_parameters;
    if (special) {
      continue;
    }
    if (std::none_of(row.parameters.begin(), row.parameters.end(), is_generic)) {
      add_row(grammar, dialect, row, {});
      continue;
    }
    for (const Type& element : elements) {
      add_row(grammar, dialect, row, element);
    }
  }
}

}  // namespace random_sql
