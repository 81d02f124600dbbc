// The PostgreSQL room's answers at the seam.
#pragma once

#include "sql/dialect.hpp"

namespace emulator::postgres {

// One for the whole process; immutable.
const sql::Dialect& dialect();

}  // namespace emulator::postgres
