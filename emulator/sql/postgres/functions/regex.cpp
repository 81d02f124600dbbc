// The differences: $ at the very end, word boundaries, and brackets, where ICU knows more operators.
#include "sql/postgres/functions/regex.hpp"

#include <unordered_map>

#include "sql/postgres/errors.hpp"

namespace emulator::postgres {

namespace {

constexpr std::size_t most_kept = 128;
constexpr std::int32_t most_steps = 1000;  // in ICU's unit, which is about a millisecond

bool found(UBool found, UErrorCode status) {
  if (U_FAILURE(status) != 0) {
    throw make_error(Condition::invalid_regular_expression, {"regular expression is too complex"});
  }
  return found != 0;
}

// "[a-z&[:alpha:]]": inside, only classes are special to PostgreSQL; & and [ are also to ICU.
std::size_t copy_bracket(std::string_view pattern, std::size_t at, std::string& out) {
  out += pattern[at++];
  if (at < pattern.size() && pattern[at] == '^') {
    out += pattern[at++];
  }
  if (at < pattern.size() && pattern[at] == ']') {
    out += "\\]";
    ++at;
  }
  while (at < pattern.size() && pattern[at] != ']') {
    const char c = pattern[at];
    if (c == '[' && at + 1 < pattern.size() && pattern[at + 1] == ':') {
      const std::size_t end = pattern.find(":]", at + 2);
      if (end != std::string_view::npos) {
        out += pattern.substr(at, end + 2 - at);
        at = end + 2;
        continue;
      }
    }
    if (c == '\\' && at + 1 < pattern.size()) {
      out += c;
      out += pattern[at + 1];
      at += 2;
      continue;
    }
    out += c == '[' || c == '&' ? "\\" : "";
    out += c;
    ++at;
  }
  return at;
}

std::string translated(std::string_view pattern, const RegexFlags& flags) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at];
    if (c == '[') {
      at = copy_bracket(pattern, at, out);
      out += at < pattern.size() ? "]" : "";
    } else if (c == '$' && !flags.lines) {
      out += "\\z";
    } else if (c == '\\' && at + 1 < pattern.size()) {
      const char escaped = pattern[++at];
      switch (escaped) {
        case 'y':
          out += "\\b";
          break;
        case 'Y':
          out += "\\B";
          break;
        case 'm':
          out += "\\b(?=\\w)";
          break;
        case 'M':
          out += "\\b(?<=\\w)";
          break;
        case 'Z':
          out += "\\z";
          break;
        default:
          out += {'\\', escaped};
      }
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view reason_of(UErrorCode status) {
  switch (status) {
    case U_REGEX_MISMATCHED_PAREN:
      return "parentheses () not balanced";
    case U_REGEX_MISSING_CLOSE_BRACKET:
      return "brackets [] not balanced";
    case U_REGEX_BAD_INTERVAL:
    case U_REGEX_MAX_LT_MIN:
    case U_REGEX_NUMBER_TOO_BIG:
      return "invalid repetition count(s)";
    case U_REGEX_INVALID_BACK_REF:
      return "invalid backreference number";
    case U_REGEX_BAD_ESCAPE_SEQUENCE:
      return "invalid escape \\ sequence";
    default:
      return "quantifier operand invalid";
  }
}

using Kept = std::unordered_map<std::string, std::unique_ptr<icu::RegexPattern>>;

const icu::RegexPattern& compiled(const std::string& pattern, std::uint32_t options) {
  thread_local Kept kept;
  const std::string key = std::to_string(options) + " " + pattern;
  if (const auto found = kept.find(key); found != kept.end()) {
    return *found->second;
  }
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  std::unique_ptr<icu::RegexPattern> made(icu::RegexPattern::compile(wide(pattern), options, where, status));
  if (U_FAILURE(status) != 0) {
    throw make_error(Condition::invalid_regular_expression, {std::string(reason_of(status))});
  }
  if (kept.size() >= most_kept) {
    kept.clear();
  }
  return *kept.emplace(key, std::move(made)).first->second;
}

}  // namespace

RegexFlags read_regex_flags(std::string_view letters, bool allows_global) {
  RegexFlags flags;
  for (const char letter : letters) {
    switch (letter) {
      case 'i':
        flags.ignores_case = true;
        break;
      case 'c':
        flags.ignores_case = false;
        break;
      case 'n':
      case 'm':
        flags.lines = true;
        break;
      case 's':
        flags.lines = false;
        break;
      case 'x':
        flags.expanded = true;
        break;
      case 't':
        flags.expanded = false;
        break;
      case 'g':
        if (allows_global) {
          flags.global = true;
          break;
        }
        [[fallthrough]];
      default:
        throw make_worded_error(Condition::invalid_parameter_value,
                                std::string("invalid regular expression option: \"") + letter + "\"");
    }
  }
  return flags;
}

const icu::RegexPattern& find_regex(const std::string& pattern, const RegexFlags& flags) {
  std::uint32_t options = flags.lines ? UREGEX_MULTILINE : UREGEX_DOTALL;
  options |= flags.ignores_case ? std::uint32_t{UREGEX_CASE_INSENSITIVE} : 0U;
  options |= flags.expanded ? std::uint32_t{UREGEX_COMMENTS} : 0U;
  return compiled(translated(pattern, flags), options);
}

const icu::RegexPattern& find_plain_regex(const std::string& pattern, bool ignores_case) {
  return compiled(pattern, UREGEX_DOTALL | (ignores_case ? std::uint32_t{UREGEX_CASE_INSENSITIVE} : 0U));
}

std::unique_ptr<icu::RegexMatcher> matcher_over(const icu::RegexPattern& pattern, const icu::UnicodeString& subject) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(subject, status));
  matcher->setTimeLimit(most_steps, status);
  return matcher;
}

bool find_next(icu::RegexMatcher& matcher) {
  UErrorCode status = U_ZERO_ERROR;
  const UBool is_there = matcher.find(status);
  return found(is_there, status);
}

bool find_from(icu::RegexMatcher& matcher, std::int32_t start) {
  UErrorCode status = U_ZERO_ERROR;
  const UBool is_there = matcher.find(start, status);
  return found(is_there, status);
}

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string narrow(const icu::UnicodeString& text) {
  std::string result;
  return text.toUTF8String(result);
}

}  // namespace emulator::postgres
