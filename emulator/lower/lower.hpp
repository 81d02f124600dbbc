// lower(): a bound statement becomes the SQLite text that does it. No text reaches SQLite that was not made here.
#pragma once

#include "bind/binder.hpp"
#include "bind/bound.hpp"
#include "lower/plan.hpp"

namespace emulator::lower {

// Throws SqlError for what SQLite cannot be made to do.
Plan lower(bind::Statement statement, const bind::Environment& environment);

}  // namespace emulator::lower
