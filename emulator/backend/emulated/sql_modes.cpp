// The words are in the order in which the server shows them (https://dev.mysql.com/doc/refman/8.0/en/sql-mode.html).
#include "backend/emulated/sql_modes.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"

namespace emulator::backend::emulated {

namespace {

constexpr std::array<std::string_view, 19> words = {
    "REAL_AS_FLOAT",
    "PIPES_AS_CONCAT",
    "ANSI_QUOTES",
    "IGNORE_SPACE",
    "ONLY_FULL_GROUP_BY",
    "NO_UNSIGNED_SUBTRACTION",
    "NO_DIR_IN_CREATE",
    "ANSI",
    "NO_AUTO_VALUE_ON_ZERO",
    "NO_BACKSLASH_ESCAPES",
    "STRICT_TRANS_TABLES",
    "STRICT_ALL_TABLES",
    "NO_ZERO_IN_DATE",
    "NO_ZERO_DATE",
    "ALLOW_INVALID_DATES",
    "ERROR_FOR_DIVISION_BY_ZERO",
    "TRADITIONAL",
    "NO_ENGINE_SUBSTITUTION",
    "TIME_TRUNCATE_FRACTIONAL",
};

struct Combination {
  std::string_view name;
  std::array<std::string_view, 6> parts;
};
constexpr std::array<Combination, 2> combinations = {{
    {"ANSI", {"REAL_AS_FLOAT", "PIPES_AS_CONCAT", "ANSI_QUOTES", "IGNORE_SPACE", "ONLY_FULL_GROUP_BY", "ANSI"}},
    {"TRADITIONAL",
     {"STRICT_TRANS_TABLES", "STRICT_ALL_TABLES", "NO_ZERO_IN_DATE", "NO_ZERO_DATE", "ERROR_FOR_DIVISION_BY_ZERO",
      "NO_ENGINE_SUBSTITUTION"}},
}};

}  // namespace

std::optional<std::string> normalized_sql_mode(std::string_view text) {
  std::set<std::string, std::less<>> chosen;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string word = ascii_upper(ascii_trim(text.substr(0, comma)));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    if (word.empty() || word == "DEFAULT") continue;
    if (std::find(words.begin(), words.end(), word) == words.end()) return std::nullopt;
    chosen.insert(word);
    for (const Combination& combination : combinations) {
      if (combination.name == word) chosen.insert(combination.parts.begin(), combination.parts.end());
    }
  }
  std::string shown;
  for (const std::string_view word : words) {
    if (chosen.contains(word)) shown += (shown.empty() ? "" : ",") + std::string(word);
  }
  return shown;
}

void apply_sql_modes(const std::vector<std::string>& modes, sql::CallContext& context) {
  const auto has = [&](std::string_view word) { return std::find(modes.begin(), modes.end(), word) != modes.end(); };
  context.strict = has("STRICT_TRANS_TABLES") || has("STRICT_ALL_TABLES");
  context.modes = {.ansi_quotes = has("ANSI_QUOTES"),
                   .ignore_space = has("IGNORE_SPACE"),
                   .no_backslash_escapes = has("NO_BACKSLASH_ESCAPES"),
                   .pipes_as_concat = has("PIPES_AS_CONCAT"),
                   .real_as_float = has("REAL_AS_FLOAT"),
                   .error_for_division_by_zero = has("ERROR_FOR_DIVISION_BY_ZERO"),
                   .no_zero_date = has("NO_ZERO_DATE"),
                   .no_zero_in_date = has("NO_ZERO_IN_DATE"),
                   .only_full_group_by = has("ONLY_FULL_GROUP_BY"),
                   .allow_invalid_dates = has("ALLOW_INVALID_DATES"),
                   .no_auto_value_on_zero = has("NO_AUTO_VALUE_ON_ZERO"),
                   .no_unsigned_subtraction = has("NO_UNSIGNED_SUBTRACTION")};
}

}  // namespace emulator::backend::emulated
