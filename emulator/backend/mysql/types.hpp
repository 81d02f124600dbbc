// What the MySQL protocol says of a column, as a ResultColumn.
#pragma once

#include "backend/mysql/libmariadb.hpp"
#include "types/result_column.hpp"

namespace emulator::backend::mysql {

// `character_size` is the most bytes a character of the connection's character set takes: lengths come in bytes.
ResultColumn describe(const MYSQL_FIELD& field, unsigned character_size);

}  // namespace emulator::backend::mysql
