// MySQL's sql_mode: its words, what they stand for, and what they change here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/call_context.hpp"

namespace emulator::backend::emulated {

// As @@sql_mode shows it: each mode once, in the server's order, combinations spelled out. Empty: an unknown word.
std::optional<std::string> normalized_sql_mode(std::string_view text);

// `modes` is a normalized one, split at its commas.
void apply_sql_modes(const std::vector<std::string>& modes, sql::CallContext& context);

}  // namespace emulator::backend::emulated
