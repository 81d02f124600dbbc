// Stored expressions as PostgreSQL shows them: it keeps a tree, and prints it with every cast, parenthesis and name
// that the text left out (DEFAULT 'x' of a varchar is shown as 'x'::character varying). For the system catalogs only;
// what is run is the user's text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bind/binder.hpp"

namespace emulator::bind {

// Empty for what is not known how to print. A check, an index part or the condition of an index.
std::optional<std::string> written_expression(std::string_view text, const catalog::Table& table,
                                              const Environment& environment);
// The default of a column.
std::optional<std::string> written_default(std::string_view text, const catalog::Table& table,
                                           const catalog::Column& column, const Environment& environment);

}  // namespace emulator::bind
