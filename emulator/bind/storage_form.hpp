// In what form PostgreSQL holds the bytes of an argument, as far as that can be told before anything is read: a value
// of a row has a header of one byte where it is short, and may be compressed; one that is made has four and is neither
// (manual 73.2, TOAST).
#pragma once

#include <string_view>

#include "bind/scope.hpp"

namespace emulator::bind {

inline constexpr std::string_view made_form = "made";      // by a literal, a parameter, or a cast of one
inline constexpr std::string_view stored_form = "stored";  // a table's column
inline constexpr std::string_view other_form = "other";    // a function may hand on what it was given, or not

inline std::string_view storage_form(const Expression& argument, const Scope* scope) {
  if (std::holds_alternative<Constant>(argument.node) || std::holds_alternative<Parameter>(argument.node)) {
    return made_form;
  }
  if (const auto* call = std::get_if<Call>(&argument.node)) {
    const bool is_cast = call->overload->kind == sql::OverloadKind::cast && !call->arguments.empty();
    return is_cast && storage_form(*call->arguments.front(), scope) == made_form ? made_form : other_form;
  }
  const auto* column = std::get_if<ColumnUse>(&argument.node);
  const VisibleRelation* relation =
      column == nullptr || scope == nullptr ? nullptr : scope->by_number(column->relation);
  return relation != nullptr && relation->table != nullptr ? stored_form : other_form;
}

}  // namespace emulator::bind
