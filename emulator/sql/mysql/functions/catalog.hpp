// The rows that the system views and SHOW call, gathered with all others.
#pragma once

#include "sql/mysql/functions/rows.hpp"

namespace emulator::mysql {

void add_catalog_functions(Rows& rows);

}  // namespace emulator::mysql
