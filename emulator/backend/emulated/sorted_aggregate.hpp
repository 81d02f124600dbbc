// An aggregate that sees its rows in an order of their own, or each distinct one once: string_agg(DISTINCT a, ',' ORDER
// BY b). SQLite has neither for functions of several arguments, so the rows are kept and sorted before they are given
// on.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sql/dialect.hpp"
#include "sqlite/function.hpp"

namespace emulator::backend::emulated {

// The first argument is the order as lower/ writes it (Lowering::sorted_aggregate); `make` makes what the rest goes to.
std::unique_ptr<sqlite::Accumulator> make_sorted_aggregate(const sql::Dialect& dialect, sqlite::AccumulatorMaker make);

}  // namespace emulator::backend::emulated
