// Comparing, copying and walking bound expressions.
#pragma once

#include <functional>

#include "bind/bound.hpp"

namespace emulator::bind {

// Whether two expressions are the same computation over the same columns. Subqueries are never the same.
bool same(const Expression& one, const Expression& other);
// The same, whatever type each is then taken for.
bool same_computation(const Expression& one, const Expression& other);

// Whether an operator = says what SQLite's own says of the stored values, so that IN and its kin may be SQLite's too.
inline bool compares_as_stored(const sql::Overload& equality) {
  return std::holds_alternative<sql::Template>(equality.lowering);
}

// A deep copy. Of a subquery there is none: throws std::logic_error (the binder binds those again instead).
ExpressionPtr copy_of(const Expression& expression);

// Calls `visit` for each direct child; of a subquery, for its operand only.
// Where the text of an expression begins: that of an operator with its left operand.
std::uint32_t leftmost(const Expression& expression);
void for_each_child(const Expression& expression, const std::function<void(const Expression&)>& visit);

// Whether a node of this kind stands in the expression, itself included; not inside its subqueries.
template <class Kind>
bool contains(const Expression& expression) {
  bool found = std::holds_alternative<Kind>(expression.node);
  for_each_child(expression, [&](const Expression& child) { found = found || contains<Kind>(child); });
  return found;
}

// Replaces each part of `expression`, itself included, for which `replacement` gives another. Does not look into
// queries, nor below a part that is `kept`.
void substitute(ExpressionPtr& expression, const std::function<ExpressionPtr(const Expression&)>& replacement,
                const std::function<bool(const Expression&)>& kept = {});

}  // namespace emulator::bind
