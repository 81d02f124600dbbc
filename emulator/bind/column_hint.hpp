// The column that a wrong name may have meant, as PostgreSQL guesses it.
#pragma once

#include <string>
#include <vector>

#include "bind/scope.hpp"

namespace emulator::bind {

// "Perhaps you meant to reference the column …", or that there is one which cannot be seen from here. Empty: no guess.
// `parts` is c or t.c; `hidden` a relation of the statement that is not in the scope; null if there is none.
std::string column_hint(const std::vector<std::string>& parts, const Scope* scope, const VisibleRelation* hidden);

}  // namespace emulator::bind
