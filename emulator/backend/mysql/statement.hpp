// Runs one statement of the user's on a connection: prepared, or as text if the server cannot prepare its kind.
#pragma once

#include "backend/backend.hpp"
#include "backend/mysql/connection.hpp"

namespace emulator::backend::mysql {

// Throws SqlError or ApiError. The connection stays usable unless it says broken().
Result run_statement(Connection& connection, const Command& command);

}  // namespace emulator::backend::mysql
