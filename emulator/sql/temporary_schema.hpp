// Where a session's temporary tables are (PostgreSQL).
#pragma once

#include <string>

#include "sql/call_context.hpp"

namespace emulator::sql {

inline std::string temporary_schema(const CallContext& session) {
  return "pg_temp_" + std::to_string(session.connection_id);
}

}  // namespace emulator::sql
