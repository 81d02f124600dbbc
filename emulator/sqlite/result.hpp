// How a Value is given to SQLite by a callback: a function's answer, a virtual table's cell.
#pragma once

#include "types/value.hpp"

struct sqlite3_context;

namespace emulator::sqlite {

// Copies texts and bytes. An array becomes SQLite's error, since it has no form there.
void set_result(sqlite3_context* context, const Value& value);

}  // namespace emulator::sqlite
