// Where a session's temporary tables are: in schemas of its own. PostgreSQL has one for all of them; in MySQL each
// belongs to a database, where it hides another table of its name.
#pragma once

#include <string>
#include <string_view>

#include "sql/call_context.hpp"

namespace emulator::sql {

inline std::string temporary_schema(const CallContext& session) {
  return "pg_temp_" + std::to_string(session.connection_id);
}

// No database has such a name: what lists databases and tables leaves these out.
inline constexpr std::string_view temporary_schema_prefix = "#temporary ";

inline std::string temporary_schema(const CallContext& session, std::string_view database) {
  std::string schema(temporary_schema_prefix);
  return schema.append(std::to_string(session.connection_id)).append(" ").append(database);
}

// Of a temporary table's schema the database, of any other itself.
inline std::string_view database_of(std::string_view schema) {
  const bool is_temporary = schema.starts_with(temporary_schema_prefix);
  return is_temporary ? schema.substr(schema.find(' ', temporary_schema_prefix.size()) + 1) : schema;
}

inline bool is_temporary_schema(const CallContext& session, std::string_view schema) {
  return schema == temporary_schema(session) || schema.starts_with(temporary_schema(session, {}));
}

}  // namespace emulator::sql
