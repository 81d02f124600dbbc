// Named placeholders: finds `:name` outside strings, quoted names and comments, and rewrites each occurrence to
// what the engine understands. Knows quoting and comments only; it neither parses the statement nor reads values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::sql {

enum class PlaceholderStyle : std::uint8_t {
  numbered,  // $1, $2, ...: each occurrence its own number, as on the live service
  question,  // ?
};

// How an engine quotes, as far as it decides what is text and what is not.
struct PlaceholderRules {
  PlaceholderStyle style = PlaceholderStyle::numbered;
  bool backslash_escapes = false;  // a backslash escapes in every '...' and "..."
  bool escape_strings = false;     // a backslash escapes in E'...'
  bool backtick_quotes = false;    // `...` quotes a name
  bool hash_comments = false;      // # starts a comment
  bool dashes_need_space = false;  // -- starts a comment only before white space or the end
  bool nested_comments = false;    // /* /* */ */ is one comment
};

inline constexpr PlaceholderRules postgres_placeholders{
    .style = PlaceholderStyle::numbered, .escape_strings = true, .nested_comments = true};
inline constexpr PlaceholderRules mysql_placeholders{.style = PlaceholderStyle::question,
                                                     .backslash_escapes = true,
                                                     .backtick_quotes = true,
                                                     .hash_comments = true,
                                                     .dashes_need_space = true};

struct Rewritten {
  std::string_view original;            // borrowed: the text given
  std::string rewritten;                // empty when there is no placeholder
  std::vector<std::string_view> names;  // in order of appearance, with repetition; borrowed from the text given
  bool several_statements = false;      // something other than white space and comments follows a `;`

  std::string_view sql() const { return names.empty() ? original : std::string_view{rewritten}; }
};

// A name is letters, digits, underscores and bytes above 127, so `:1` is one and `::text` and `:=` are not. Two habits
// of the live service are kept on purpose: $$...$$ is not a string, and a[1:2] becomes a[1$1]. What is quoted or
// commented without an end reaches to the end of the text. Never fails; one pass.
Rewritten rewrite_placeholders(std::string_view sql, const PlaceholderRules& rules);

}  // namespace emulator::sql
