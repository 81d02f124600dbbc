// The room's table of functions, operators, casts and aggregates, made once.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "sql/overload.hpp"

namespace emulator::mysql {

std::span<const sql::Overload> all_rows();

// Rows of this name (functions in lower case, operators by symbol), in table order; empty: none.
std::span<const sql::Overload* const> rows_named(std::string_view name);

// The one row whose native function has this name in SQLite. It must exist.
const sql::Overload& row_of_native(std::string_view native);

}  // namespace emulator::mysql
