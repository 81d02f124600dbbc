// Runs one statement of the user's on a connection: prepared, or as text if the server cannot prepare its kind.
#pragma once

#include "backend/backend.hpp"
#include "backend/mysql/connection.hpp"
#include "base/deadline_watch.hpp"

namespace emulator::backend::mysql {

// Throws SqlError or ApiError. The connection stays usable unless it says broken(). At the deadline the server is asked
// to end the statement, whatever its kind (KILL QUERY).
Result run_statement(Connection& connection, const Command& command, DeadlineWatch& watch);

}  // namespace emulator::backend::mysql
