// A Command's named parameters as the typed values of the live service: text for a string, int8 for a long, and so on
// (wire.md 4: never "unknown", so nothing is cast without being asked).
#pragma once

#include "backend/backend.hpp"
#include "backend/postgres/connection.hpp"

namespace emulator::backend::postgres {

// Finds the placeholders and binds their values. Throws SqlError 22021 for text that PostgreSQL cannot hold, ApiError
// for an array.
Statement bind_parameters(const Command& command);

}  // namespace emulator::backend::postgres
