// Stored expressions as PostgreSQL shows them: it keeps a tree, and prints it with every cast, parenthesis and name
// that the text left out (DEFAULT 'x' of a varchar is shown as 'x'::character varying). For the system catalogs only;
// what is run is the user's text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bind/binder.hpp"

namespace emulator::bind {

// Empty for what is not known how to print. A check, an index part or the condition of an index; pretty: without the
// parentheses that are not needed.
std::optional<std::string> written_expression(std::string_view text, const catalog::Table& table,
                                              const Environment& environment, bool pretty = false);
// The columns that such an expression reads, by id, in the order of their first mention.
std::vector<std::int32_t> columns_read(std::string_view text, const catalog::Table& table,
                                       const Environment& environment);
// The default of a column.
std::optional<std::string> written_default(std::string_view text, const catalog::Table& table,
                                           const catalog::Column& column, const Environment& environment);
// The query of a view whose columns have these names.
std::optional<std::string> written_query(std::string_view text, const std::vector<std::string>& columns,
                                         const Environment& environment, bool pretty);

}  // namespace emulator::bind
