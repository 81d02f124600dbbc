// Pass-through to a real MySQL, or to anything that speaks its protocol (Aurora, MariaDB, TiDB, Vitess). Statements go
// there as they are, but for their placeholders.
#pragma once

#include <memory>
#include <string_view>

#include "backend/backend.hpp"
#include "backend/pool.hpp"

namespace emulator::backend {

// `url`: mysql://user:password@host:port/database?ssl-mode=...; mysql/url.hpp has the options. Connects to nothing
// yet. Throws std::invalid_argument for a URL that cannot be read.
std::shared_ptr<Backend> open_mysql(std::string_view url, const PoolOptions& options = {});

}  // namespace emulator::backend
