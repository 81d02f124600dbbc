// The functions that lower/ itself puts into statements, beside the dialect's own rows (names in lower/lowering.hpp).
#pragma once

#include "backend/emulated/open_connection.hpp"
#include "sql/dialect.hpp"

namespace emulator::backend::emulated {

// `dialect` words their errors and must outlive the connection.
void define_lowered_functions(StoreConnection& store, const sql::Dialect& dialect);

}  // namespace emulator::backend::emulated
