// Looks words up in the keyword table.
#include "sql/mysql/keywords.hpp"

#include <string>

#include "base/text.hpp"

namespace emulator::mysql {

Keyword Keyword::find(std::string_view word) {
  const std::string capitals = ascii_upper(word);
  const auto found = std::lower_bound(keyword_rows.begin(), keyword_rows.end(), std::string_view{capitals},
                                      [](const KeywordRow& row, std::string_view wanted) { return row.word < wanted; });
  Keyword keyword;
  if (found != keyword_rows.end() && found->word == capitals) {
    keyword.index_ = static_cast<std::uint16_t>(found - keyword_rows.begin());
  }
  return keyword;
}

}  // namespace emulator::mysql
