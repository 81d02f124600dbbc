// PostgreSQL's text output as Values: scalars, arrays, and timestamps with time zone turned to UTC. Expects DateStyle
// ISO; knows no connection.
#pragma once

#include <string>
#include <string_view>

#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::backend::postgres {

// Numbers, booleans and bytea get their own shapes; everything else stays PostgreSQL's text. A text that is not what
// its type promises (a client changed DateStyle) stays text, too.
Value decode(std::string_view text, const Type& type);

// "2024-01-15 12:34:56.5+09" becomes "2024-01-15 03:34:56.5"; infinities and what is not ISO stay as they are.
std::string timestamp_in_utc(std::string_view text);

}  // namespace emulator::backend::postgres
