// The tree as one line of text, for goldens and debugging: (select (items (+ (column a) 1)) (from t)). Says all that
// the tree says but positions and an item's source text. Not SQL, and nothing reads it back.
#pragma once

#include <string>

#include "sql/ast.hpp"

namespace emulator::ast {

std::string print(const Statement& statement);
std::string print(const Query& query);
std::string print(const Expression& expression);

}  // namespace emulator::ast
