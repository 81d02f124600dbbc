// LIKE, character by character as the collation sees them, and the regular expressions, which are ICU's as in MySQL 8.
// Patterns are mostly constants, so the last one each thread used is kept ready.
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <memory>

#include "base/text.hpp"
#include "sql/mysql/collations.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/like.hpp"
#include "sql/mysql/functions/rows.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

// --- LIKE --------------------------------------------------------------------------------------------------------

template <Matching How>
Value like(Arguments arguments, CallContext&) {
  thread_local LikePattern pattern;
  pattern.prepare(view_of(arguments[1]), '\\', How);
  return truth(pattern.matches(view_of(arguments[0])));
}

template <Matching How>
Value like_escape(Arguments arguments, CallContext&) {
  thread_local LikePattern pattern;
  const auto escape = view_of(arguments[2]);
  if (utf8_length(escape) > 1) throw make_error(Condition::invalid_escape, {std::string{escape}});
  pattern.prepare(view_of(arguments[1]), escape.empty() ? 0 : utf8_at(escape, 0).code_point, How);
  return truth(pattern.matches(view_of(arguments[0])));
}

// --- Regular expressions -----------------------------------------------------------------------------------------

[[noreturn]] void fail(UErrorCode status) {
  const auto error = [](std::int32_t code, std::string_view message) {
    return worded_error(Condition::invalid_regular_expression, code, "HY000", std::string{message});
  };
  if (status == U_REGEX_TIME_OUT) throw error(3699, "Timeout exceeded in regular expression match.");
  if (status == U_REGEX_STACK_OVERFLOW) throw error(3698, "Overflow in the regular expression backtrack stack.");
  if (status == U_REGEX_MISMATCHED_PAREN) throw error(3691, "Mismatched parenthesis in the regular expression.");
  if (status == U_REGEX_BAD_INTERVAL) throw error(3692, "Incorrect description of a {min,max} interval.");
  if (status == U_REGEX_MISSING_CLOSE_BRACKET) {
    throw error(3696, "The regular expression contains an unclosed bracket expression.");
  }
  if (status == U_REGEX_RULE_SYNTAX) {
    throw error(3688, "Syntax error in regular expression on line 1, character 1.");
  }
  throw error(3685, "Illegal argument to a regular expression.");
}

// c, i, m, n, u as REGEXP_LIKE takes them; later ones win.
std::uint32_t flags_of(std::string_view modes, std::uint32_t flags) {
  for (const char mode : modes) {
    switch (mode) {
      case 'c':
        flags &= ~static_cast<std::uint32_t>(UREGEX_CASE_INSENSITIVE);
        break;
      case 'i':
        flags |= UREGEX_CASE_INSENSITIVE;
        break;
      case 'm':
        flags |= UREGEX_MULTILINE;
        break;
      case 'n':
        flags |= UREGEX_DOTALL;
        break;
      case 'u':
        flags |= UREGEX_UNIX_LINES;
        break;
      default:
        wrong_arguments("regexp_like");
    }
  }
  return flags;
}

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

// A search of `subject`; the pattern is compiled once as long as it stays the same.
struct Search {
  Search(const Value& subject_value, const Value& pattern, std::uint32_t flags)
      : subject(utf16(view_of(subject_value))) {
    struct Compiled {
      std::string text;
      std::uint32_t flags = 0;
      std::unique_ptr<icu::RegexPattern> pattern;
    };
    thread_local Compiled last;
    const auto text = view_of(pattern);
    if (text.empty()) fail(U_ILLEGAL_ARGUMENT_ERROR);
    if (last.pattern == nullptr || last.flags != flags || last.text != text) {
      UErrorCode status = U_ZERO_ERROR;
      UParseError where;
      last.pattern.reset(icu::RegexPattern::compile(utf16(text), flags, where, status));
      if (U_FAILURE(status)) {
        last.pattern.reset();
        fail(status);
      }
      last.text = text;
      last.flags = flags;
    }
    matcher.reset(last.pattern->matcher(subject, status));
    check();
    matcher->setTimeLimit(32, status);          // MySQL's regexp_time_limit
    matcher->setStackLimit(8'000'000, status);  // and regexp_stack_limit
  }

  bool find() {
    const bool found = matcher->find(status);
    check();
    return found;
  }

  // Moves to a 1-based character, then to the n-th match from there.
  bool find(std::int64_t position, std::int64_t occurrence) {
    const auto start = start_of(position);
    if (start < 0)
      throw worded_error(Condition::invalid_regular_expression, 3686, "HY000",
                         "Index out of bounds in regular expression search.");
    matcher->reset(start, status);
    for (std::int64_t i = 1; i < occurrence; ++i) {
      if (!find()) return false;
    }
    return find();
  }

  std::int32_t start_of(std::int64_t position) const {
    if (position < 1 || position > subject.countChar32() + 1) return -1;
    return subject.moveIndex32(0, static_cast<std::int32_t>(position - 1));
  }

  void check() const {
    if (U_FAILURE(status)) fail(status);
  }

  icu::UnicodeString subject;
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::RegexMatcher> matcher;
};

template <std::uint32_t Flags>
Value regexp(Arguments arguments, CallContext&) {
  return truth(Search{arguments[0], arguments[1], Flags}.find());
}

std::uint32_t flags_at(Arguments arguments, std::size_t index) {
  return flags_of(index < arguments.size() ? view_of(arguments[index]) : std::string_view{}, UREGEX_CASE_INSENSITIVE);
}

std::int64_t number_at(Arguments arguments, std::size_t index, std::int64_t otherwise) {
  return index < arguments.size() ? bigint_of(arguments[index]) : otherwise;
}

Value regexp_like(Arguments arguments, CallContext&) {
  return truth(Search{arguments[0], arguments[1], flags_at(arguments, 2)}.find());
}

// text, pattern [, position, occurrence, end?, modes]
Value regexp_instr(Arguments arguments, CallContext&) {
  Search search{arguments[0], arguments[1], flags_at(arguments, 5)};
  if (!search.find(number_at(arguments, 2, 1), number_at(arguments, 3, 1))) return std::int64_t{0};
  const bool at_end = number_at(arguments, 4, 0) == 1;
  const auto offset = at_end ? search.matcher->end(search.status) : search.matcher->start(search.status);
  return std::int64_t{search.subject.countChar32(0, offset)} + 1;
}

// text, pattern [, position, occurrence, modes]
Value regexp_substr(Arguments arguments, CallContext&) {
  Search search{arguments[0], arguments[1], flags_at(arguments, 4)};
  if (!search.find(number_at(arguments, 2, 1), number_at(arguments, 3, 1))) return Null{};
  auto found = utf8(search.matcher->group(search.status));
  search.check();
  return found;
}

// text, pattern, replacement [, position, occurrence, modes]; occurrence 0: all
Value regexp_replace(Arguments arguments, CallContext&) {
  Search search{arguments[0], arguments[1], flags_at(arguments, 5)};
  const auto replacement = utf16(view_of(arguments[2]));
  const auto occurrence = number_at(arguments, 4, 0);
  icu::UnicodeString result;
  bool found = search.find(number_at(arguments, 3, 1), 1);
  // appendReplacement starts from the last append, the beginning of the text, so what is before the position stays.
  for (std::int64_t number = 1; found; ++number) {
    if (occurrence == 0 || number == occurrence) {
      search.matcher->appendReplacement(result, replacement, search.status);
      search.check();
    }
    if (number == occurrence) break;
    found = search.find();
  }
  search.matcher->appendTail(result);
  return utf8(result);
}

}  // namespace

void add_match_functions(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::string_view symbol, std::initializer_list<TypeId> parameters, std::string_view native,
                       sql::NativeFunction function) {
    operator_row(rows.native(symbol, parameters, truth_value_type, native, function));
  };
  add("LIKE", {text, text}, "my_like_ai", like<Matching::ignore_case_and_accents>);
  add("LIKE", {text, text}, "my_like_ci", like<Matching::ignore_case>);
  add("LIKE", {text, text}, "my_like_exact", like<Matching::exact>);
  add("LIKE", {text, text, text}, "my_like_ai_escape", like_escape<Matching::ignore_case_and_accents>);
  add("LIKE", {text, text, text}, "my_like_ci_escape", like_escape<Matching::ignore_case>);
  add("LIKE", {text, text, text}, "my_like_exact_escape", like_escape<Matching::exact>);
  add("REGEXP", {text, text}, "my_regexp_ai", regexp<UREGEX_CASE_INSENSITIVE>);
  add("REGEXP", {text, text}, "my_regexp_ci", regexp<UREGEX_CASE_INSENSITIVE>);
  add("REGEXP", {text, text}, "my_regexp_exact", regexp<0>);
  rows.native("regexp_like", {text, text}, truth_value_type, "my_regexp_like", regexp_like);
  rows.native("regexp_like", {text, text, text}, truth_value_type, "my_regexp_like", regexp_like);
  rows.native("regexp_instr", {text, text}, bigint_type, "my_regexp_instr", regexp_instr);
  rows.native("regexp_instr", {text, text, bigint}, bigint_type, "my_regexp_instr", regexp_instr);
  rows.native("regexp_instr", {text, text, bigint, bigint}, bigint_type, "my_regexp_instr", regexp_instr);
  rows.native("regexp_instr", {text, text, bigint, bigint, bigint}, bigint_type, "my_regexp_instr", regexp_instr);
  rows.native("regexp_instr", {text, text, bigint, bigint, bigint, text}, bigint_type, "my_regexp_instr", regexp_instr);
  rows.native("regexp_substr", {text, text}, text_type, "my_regexp_substr", regexp_substr);
  rows.native("regexp_substr", {text, text, bigint}, text_type, "my_regexp_substr", regexp_substr);
  rows.native("regexp_substr", {text, text, bigint, bigint}, text_type, "my_regexp_substr", regexp_substr);
  rows.native("regexp_substr", {text, text, bigint, bigint, text}, text_type, "my_regexp_substr", regexp_substr);
  rows.native("regexp_replace", {text, text, text}, text_type, "my_regexp_replace", regexp_replace);
  rows.native("regexp_replace", {text, text, text, bigint}, text_type, "my_regexp_replace", regexp_replace);
  rows.native("regexp_replace", {text, text, text, bigint, bigint}, text_type, "my_regexp_replace", regexp_replace);
  rows.native("regexp_replace", {text, text, text, bigint, bigint, text}, text_type, "my_regexp_replace",
              regexp_replace);
}

}  // namespace emulator::mysql
