// Pass-through to a real PostgreSQL, or to anything that speaks its protocol (Aurora, CockroachDB, YugabyteDB, Citus).
// Statements go there as they are, but for their placeholders.
#pragma once

#include <memory>
#include <string>

#include "backend/backend.hpp"
#include "backend/pool.hpp"

namespace emulator::backend {

// `url` is libpq's: postgresql://user:password@host:port/database?sslmode=... with every option libpq knows. Connects
// to nothing yet. Throws std::invalid_argument if libpq cannot read the URL.
std::shared_ptr<Backend> open_postgres(std::string url, const PoolOptions& options = {});

}  // namespace emulator::backend
