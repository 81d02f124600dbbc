// What a MySQL server and libmariadb report, as SqlError or ApiError.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.hpp"

namespace emulator::backend::mysql {

// What mysql_errno, mysql_error and mysql_sqlstate (or those of a statement) say.
struct Report {
  unsigned code = 0;
  std::string_view message;
  std::string_view sqlstate;
};

// Numbers from 2000 to 2999 are the client library's: the connection broke or never was.
bool is_client_error(unsigned code);

// Throws what became of a statement: SqlError in the server's words; ApiError when the server cut it short for its
// deadline, when the text holds several statements, or when the connection broke.
[[noreturn]] void throw_statement_error(const Report& report, std::uint64_t connection_id, bool several_statements);

// Throws why there is no connection: SqlError if the server refused in its own words, ApiError otherwise.
[[noreturn]] void throw_connect_error(const Report& report);

// The statement on this connection was ended at its deadline.
ApiError statement_timeout(std::int64_t connection_id);

ApiError connection_lost(std::string_view reason);

}  // namespace emulator::backend::mysql
