// PostgreSQL's regular expressions (manual 9.7.3) on ICU's engine: the pattern is rewritten where the two differ. Where
// several alternatives match, ICU takes the first one and PostgreSQL the longest; otherwise they agree.
#pragma once

#include <unicode/regex.h>

#include <memory>
#include <string>
#include <string_view>

namespace emulator::postgres {

struct RegexFlags {
  bool ignores_case = false;  // i
  bool lines = false;         // n, m: ^ and $ match at lines, and . does not match a line's end
  bool expanded = false;      // x
  bool global = false;        // g: regexp_replace only
};

// Throws invalid_parameter_value for letters that mean nothing.
RegexFlags read_regex_flags(std::string_view letters, bool allows_global);

// Compiled once per thread and kept for later calls. Throws invalid_regular_expression.
const icu::RegexPattern& find_regex(const std::string& pattern, const RegexFlags& flags);
// The same for a pattern that is ICU's already.
const icu::RegexPattern& find_plain_regex(const std::string& pattern, bool ignores_case);

// A matcher over `subject`, which must outlive it.
std::unique_ptr<icu::RegexMatcher> matcher_over(const icu::RegexPattern& pattern, const icu::UnicodeString& subject);
// The next match, or the first from `start` on. ICU steps back where PostgreSQL's engine does not, which can take for
// ever: after about a second this throws invalid_regular_expression.
bool find_next(icu::RegexMatcher& matcher);
bool find_from(icu::RegexMatcher& matcher, std::int32_t start);

icu::UnicodeString wide(std::string_view text);
std::string narrow(const icu::UnicodeString& text);

}  // namespace emulator::postgres
