// What PostgreSQL and libpq report, as SqlError or ApiError.
#pragma once

#include <string_view>

#include "backend/postgres/libpq.hpp"
#include "base/error.hpp"

namespace emulator::backend::postgres {

// From a result of status PGRES_FATAL_ERROR.
SqlError sql_error(const PGresult* result);

// Whether the server may have refused a text for holding several statements: it does so without a position.
bool may_be_several_statements(const SqlError& error);

// The server cannot be reached, or the connection broke; libpq's reason goes to the log. A statement that was under
// way may have been done, so it gets a fault that clients do not repeat on their own.
ApiError unreachable(std::string_view reason);
ApiError connection_lost(std::string_view reason);

// A connection attempt failed. Throws SqlError if the server itself refused (no such database, wrong password), in its
// words; ApiError if there is no server or it is starting, stopping or in recovery. Needs PQERRORS_VERBOSE.
[[noreturn]] void throw_connect_error(const PGconn* connection);

}  // namespace emulator::backend::postgres
