// A table-valued function inside SQLite: SELECT … FROM name(x) gives the rows that lie in x, a row set. Its columns are
// c0, c1, … and n, the row's number from 1. Since x may be a column of a table before it in FROM, this is also how
// SQLite, which has no LATERAL, is made to join each row with rows made of it.
#pragma once

#include <cstddef>
#include <string>

#include "sqlite/connection.hpp"

namespace emulator::sqlite {

inline constexpr std::size_t row_table_columns = 128;

// Throws Error. NULL in place of a row set has no rows.
void define_row_table(Connection& connection, const std::string& name);

}  // namespace emulator::sqlite
