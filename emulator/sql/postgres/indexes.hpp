// What CREATE INDEX may ask of an access method: of pgvector's, all is checked; of those that are built in, whether
// there is one of the name.
#pragma once

#include "sql/dialect.hpp"

namespace emulator::postgres {

sql::IndexForm check_index(const sql::IndexRequest& request, const sql::HasExtension& has_extension);

}  // namespace emulator::postgres
