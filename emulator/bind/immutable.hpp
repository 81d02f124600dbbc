// What PostgreSQL asks of expressions that are computed once and kept: generated columns and the parts of indexes.
#pragma once

#include <string>

#include "bind/bound.hpp"
#include "sql/dialect.hpp"

namespace emulator::bind {

// Throws `sentence` where a function in it may give something else another time.
void require_immutable(const sql::Dialect& dialect, const Expression& expression, const std::string& sentence);

}  // namespace emulator::bind
