// LIKE, ILIKE, SIMILAR TO and regular expressions (manual 9.7).
#include <utility>

#include "base/text.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/regex.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/array.hpp"
#include "types/collation.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;
using MatcherPointer = std::unique_ptr<icu::RegexMatcher>;

// --- LIKE -------------------------------------------------------------------------------------------------------

// The escape character, by default a backslash; empty: none.
std::string escape_at(Arguments arguments, std::size_t index) {
  if (index >= arguments.size()) {
    return "\\";
  }
  const std::string& escape = text_at(arguments, index);
  if (utf8_length(escape) > 1) {
    throw make_error(Condition::invalid_escape, {escape});
  }
  return escape;
}

[[noreturn]] void ends_with_escape() {
  throw make_worded_error(Condition::invalid_escape, "LIKE pattern must not end with escape character");
}

// One wildcard is remembered: on a mismatch the last % takes one character more.
bool is_like(std::string_view text, std::string_view pattern, std::string_view escape) {
  std::size_t at = 0, part = 0;
  std::size_t star = std::string_view::npos, star_text = 0;
  while (at < text.size() || part < pattern.size()) {
    bool matches = false;
    std::size_t next_text = at, next_part = part;
    if (part < pattern.size()) {
      if (pattern[part] == '%' && escape != "%") {
        star = part++;
        star_text = at;
        continue;
      }
      if (at == text.size()) {
        return false;  // only wildcards may follow the end
      }
      std::size_t literal = part;
      const bool escaped = !escape.empty() && pattern.substr(part).starts_with(escape);
      if (escaped) {
        literal += escape.size();
        if (literal >= pattern.size()) {
          ends_with_escape();
        }
      }
      const std::size_t size = utf8_at(pattern, literal).size;
      next_part = literal + size;
      const bool any = !escaped && pattern[literal] == '_';
      const std::size_t width = utf8_at(text, at).size;
      matches = any || text.substr(at, width) == pattern.substr(literal, size);
      next_text = at + width;
    }
    if (matches) {
      at = next_text;
      part = next_part;
    } else if (star != std::string_view::npos && star_text < text.size()) {
      star_text += utf8_at(text, star_text).size;
      at = star_text;
      part = star + 1;
    } else {
      return false;
    }
  }
  return true;
}

template <bool wanted>
Value like(Arguments arguments, CallContext&) {
  return is_like(text_at(arguments, 0), text_at(arguments, 1), escape_at(arguments, 2)) == wanted;
}

template <bool wanted>
Value ilike(Arguments arguments, CallContext&) {
  return is_like(lower_text(text_at(arguments, 0)), lower_text(text_at(arguments, 1)),
                 lower_text(escape_at(arguments, 2))) == wanted;
}

// --- SIMILAR TO -------------------------------------------------------------------------------------------------

// % and _ are wildcards, ^ $ . stand for themselves, the rest is a regular expression that must match all.
std::string similar_to_regex(std::string_view pattern, std::string_view escape, std::string_view any = ".*") {
  std::string out = "^(?:";
  bool in_bracket = false;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::string_view character = pattern.substr(at, utf8_at(pattern, at).size);
    at += character.size();
    if (!escape.empty() && character == escape) {
      if (at < pattern.size()) {
        const std::string_view literal = pattern.substr(at, utf8_at(pattern, at).size);
        at += literal.size();
        out += is_ascii_alpha(literal[0]) || is_ascii_digit(literal[0]) || literal[0] < 0 ? "" : "\\";
        out += literal;
      }
    } else if (in_bracket) {
      in_bracket = character != "]";
      out += character == "\\" ? "\\\\" : std::string(character);
    } else if (character == "%") {
      out += any;
    } else if (character == "_") {
      out += ".";
    } else if (character == "." || character == "^" || character == "$" || character == "\\") {
      out += "\\" + std::string(character);
    } else {
      in_bracket = character == "[";
      out += character == "(" ? "(?:" : std::string(character);
    }
  }
  return out + ")\\z";
}

// substring(text SIMILAR pattern ESCAPE escape): two escaped quotes set off what is wanted of the match; as little as
// can be lies before it. Without them it is the whole text.
Value similar_substring(Arguments arguments, CallContext&) {
  const std::string& pattern = text_at(arguments, 1);
  const std::string escape = escape_at(arguments, 2);
  const std::string mark = escape + "\"";
  const std::size_t first = pattern.find(mark);
  const std::size_t second = first == std::string::npos ? first : pattern.find(mark, first + mark.size());
  std::string regex = similar_to_regex(pattern, escape);
  if (second != std::string::npos) {
    const auto part = [&](std::size_t begin, std::size_t end, std::string_view any = ".*") {
      const std::string whole = similar_to_regex(std::string_view(pattern).substr(begin, end - begin), escape, any);
      return whole.substr(4, whole.size() - 7);  // without ^(?: and )\z
    };
    regex = "^(?:" + part(0, first, ".*?") + ")(" + part(first + mark.size(), second) +
            ")(?:" + part(second + mark.size(), pattern.size()) + ")\\z";
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString subject = wide(text_at(arguments, 0));
  const MatcherPointer matcher = matcher_over(find_plain_regex(regex, false), subject);
  if (!find_next(*matcher)) {
    return Null{};
  }
  return narrow(matcher->group(second == std::string::npos ? 0 : 1, status));
}

bool finds(const icu::RegexPattern& pattern, const std::string& text) {
  const icu::UnicodeString subject = wide(text);
  return find_next(*matcher_over(pattern, subject));
}

Value similar(Arguments arguments, CallContext&) {
  const std::string regex = similar_to_regex(text_at(arguments, 1), escape_at(arguments, 2));
  return finds(find_plain_regex(regex, false), text_at(arguments, 0));
}

// --- Regular expressions ----------------------------------------------------------------------------------------

template <bool ignores_case, bool wanted>
Value matches(Arguments arguments, CallContext&) {
  const RegexFlags flags{.ignores_case = ignores_case};
  return finds(find_regex(text_at(arguments, 1), flags), text_at(arguments, 0)) == wanted;
}

// A text, the matcher over it, and how often it has matched.
class Search {
 public:
  // `start` is the character, from 1, at which the first match may begin.
  Search(const std::string& text, const std::string& pattern, const RegexFlags& flags, std::int64_t start = 1)
      : subject_(wide(text)) {
    matcher_ = matcher_over(find_regex(pattern, flags), subject_);
    const auto characters = static_cast<std::int32_t>(std::min<std::int64_t>(start - 1, subject_.length()));
    first_ = subject_.moveIndex32(0, characters);
  }
  bool next() { return first_ > 0 ? find_from(*matcher_, std::exchange(first_, 0)) : find_next(*matcher_); }
  std::int32_t group_count() const { return matcher_->groupCount(); }
  bool has_group(std::int32_t number) { return matcher_->start(number, status_) >= 0; }
  std::string group(std::int32_t number) { return narrow(matcher_->group(number, status_)); }
  std::int32_t start() { return matcher_->start(status_); }
  std::int32_t end() { return matcher_->end(status_); }
  std::int32_t start(std::int32_t group) { return matcher_->start(group, status_); }
  std::int32_t end(std::int32_t group) { return matcher_->end(group, status_); }
  std::int64_t characters_before(std::int32_t place) const { return subject_.countChar32(0, place); }
  std::string part(std::int32_t from, std::int32_t to) const { return narrow(subject_.tempSubStringBetween(from, to)); }
  std::string part(std::int32_t from) const { return part(from, subject_.length()); }
  std::int32_t length() const { return subject_.length(); }

 private:
  UErrorCode status_ = U_ZERO_ERROR;
  icu::UnicodeString subject_;
  MatcherPointer matcher_;
  std::int32_t first_ = 0;
};

// \1 to \9 are groups, \& the whole match, \\ a backslash.
std::string filled(const std::string& replacement, Search& search) {
  std::string result;
  for (std::size_t at = 0; at < replacement.size(); ++at) {
    if (replacement[at] != '\\' || at + 1 >= replacement.size()) {
      result += replacement[at];
      continue;
    }
    const char next = replacement[++at];
    if (next == '&' || is_ascii_digit(next)) {
      const std::int32_t number = next == '&' ? 0 : next - '0';
      result += number <= search.group_count() && search.has_group(number) ? search.group(number) : "";
    } else if (next == '\\') {
      result += '\\';
    } else {
      result += {'\\', next};
    }
  }
  return result;
}

Value regexp_replace(Arguments arguments, CallContext&) {
  const RegexFlags flags = arguments.size() > 3 ? read_regex_flags(text_at(arguments, 3), true) : RegexFlags{};
  Search search(text_at(arguments, 0), text_at(arguments, 1), flags);
  std::string result;
  std::int32_t at = 0;
  while (search.next()) {
    result += search.part(at, search.start()) + filled(text_at(arguments, 2), search);
    at = search.end();
    if (!flags.global) {
      break;
    }
  }
  return result + search.part(at);
}

// The first parenthesised part, or the whole match where there is none.
Value regexp_substring(Arguments arguments, CallContext&) {
  Search search(text_at(arguments, 0), text_at(arguments, 1), {});
  if (!search.next()) {
    return Null{};
  }
  const std::int32_t group = search.group_count() > 0 ? 1 : 0;
  return search.has_group(group) ? Value{search.group(group)} : Value{Null{}};
}

Value regexp_match(Arguments arguments, CallContext&) {
  const RegexFlags flags = arguments.size() > 2 ? read_regex_flags(text_at(arguments, 2), false) : RegexFlags{};
  Search search(text_at(arguments, 0), text_at(arguments, 1), flags);
  if (!search.next()) {
    return Null{};
  }
  auto groups = std::make_shared<Array>();
  const std::int32_t first = search.group_count() > 0 ? 1 : 0;
  for (std::int32_t number = first; number <= search.group_count(); ++number) {
    groups->elements.push_back(search.has_group(number) ? Value{search.group(number)} : Value{Null{}});
  }
  return std::shared_ptr<const Array>(std::move(groups));
}

Value regexp_split_to_array(Arguments arguments, CallContext&) {
  const RegexFlags flags = arguments.size() > 2 ? read_regex_flags(text_at(arguments, 2), false) : RegexFlags{};
  Search search(text_at(arguments, 0), text_at(arguments, 1), flags);
  auto parts = std::make_shared<Array>();
  std::int32_t at = 0;
  while (search.next()) {
    const bool splits_nothing =
        search.end() == search.start() && (search.end() == at || search.end() == search.length());
    if (splits_nothing) {
      continue;
    }
    parts->elements.push_back(search.part(at, search.start()));
    at = search.end();
  }
  parts->elements.push_back(search.part(at));
  return std::shared_ptr<const Array>(std::move(parts));
}

Value regexp_split_to_table(Arguments arguments, CallContext& context) {
  const Value parts = regexp_split_to_array(arguments, context);
  RowSetWriter rows;
  for (const Value& part : std::get<std::shared_ptr<const Array>>(parts)->elements) {
    rows.add(std::span(&part, 1));
  }
  return rows.take();
}

// One row for the first match, or with the flag g for each, of an array of its parts.
Value regexp_matches(Arguments arguments, CallContext&) {
  const RegexFlags flags = arguments.size() > 2 ? read_regex_flags(text_at(arguments, 2), true) : RegexFlags{};
  Search search(text_at(arguments, 0), text_at(arguments, 1), flags);
  RowSetWriter rows;
  while (search.next()) {
    Array groups;
    const std::int32_t first = search.group_count() > 0 ? 1 : 0;
    for (std::int32_t number = first; number <= search.group_count(); ++number) {
      groups.elements.push_back(search.has_group(number) ? Value{search.group(number)} : Value{Null{}});
    }
    const Value row[] = {print_array(groups)};
    rows.add(row);
    if (!flags.global) {
      break;
    }
  }
  return rows.take();
}

// What regexp_count, regexp_instr and regexp_substr share: where to begin, which match is wanted, and which part of it.
struct Wanted {
  std::int64_t start = 1, number = 1, end_option = 0, group = 0;
  RegexFlags flags;
};

std::int64_t checked(std::int64_t value, std::int64_t low, std::int64_t high, const char* name) {
  if (value < low || value > high) {
    throw make_worded_error(Condition::invalid_parameter_value,
                            std::string("invalid value for parameter \"") + name + "\": " + std::to_string(value));
  }
  return value;
}

// The first `number` matches from character `start` on; false: there are not so many.
bool advance(Search& search, const Wanted& wanted) {
  for (std::int64_t number = 0; number < wanted.number; ++number) {
    if (!search.next()) {
      return false;
    }
  }
  return true;
}

Value regexp_count(Arguments arguments, CallContext&) {
  Wanted wanted;
  wanted.start = arguments.size() > 2 ? checked(integer_at(arguments, 2), 1, INT32_MAX, "start") : 1;
  wanted.flags = arguments.size() > 3 ? read_regex_flags(text_at(arguments, 3), false) : RegexFlags{};
  Search search(text_at(arguments, 0), text_at(arguments, 1), wanted.flags, wanted.start);
  std::int64_t count = 0;
  while (search.next()) {
    ++count;
  }
  return count;
}

Value regexp_instr(Arguments arguments, CallContext&) {
  Wanted wanted;
  wanted.start = arguments.size() > 2 ? checked(integer_at(arguments, 2), 1, INT32_MAX, "start") : 1;
  wanted.number = arguments.size() > 3 ? checked(integer_at(arguments, 3), 1, INT32_MAX, "n") : 1;
  wanted.end_option = arguments.size() > 4 ? checked(integer_at(arguments, 4), 0, 1, "endoption") : 0;
  wanted.flags = arguments.size() > 5 ? read_regex_flags(text_at(arguments, 5), false) : RegexFlags{};
  wanted.group = arguments.size() > 6 ? checked(integer_at(arguments, 6), 0, INT32_MAX, "subexpr") : 0;
  Search search(text_at(arguments, 0), text_at(arguments, 1), wanted.flags, wanted.start);
  const auto group = static_cast<std::int32_t>(wanted.group);
  if (!advance(search, wanted) || group > search.group_count() || !search.has_group(group)) {
    return std::int64_t{0};
  }
  return search.characters_before(wanted.end_option == 1 ? search.end(group) : search.start(group)) + 1;
}

Value regexp_substr(Arguments arguments, CallContext&) {
  Wanted wanted;
  wanted.start = arguments.size() > 2 ? checked(integer_at(arguments, 2), 1, INT32_MAX, "start") : 1;
  wanted.number = arguments.size() > 3 ? checked(integer_at(arguments, 3), 1, INT32_MAX, "n") : 1;
  wanted.flags = arguments.size() > 4 ? read_regex_flags(text_at(arguments, 4), false) : RegexFlags{};
  wanted.group = arguments.size() > 5 ? checked(integer_at(arguments, 5), 0, INT32_MAX, "subexpr") : 0;
  Search search(text_at(arguments, 0), text_at(arguments, 1), wanted.flags, wanted.start);
  const auto group = static_cast<std::int32_t>(wanted.group);
  const bool found = advance(search, wanted) && group <= search.group_count() && search.has_group(group);
  return found ? Value{search.group(group)} : Value{Null{}};
}

Value regexp_like(Arguments arguments, CallContext&) {
  const RegexFlags flags = arguments.size() > 2 ? read_regex_flags(text_at(arguments, 2), false) : RegexFlags{};
  return finds(find_regex(text_at(arguments, 1), flags), text_at(arguments, 0));
}

}  // namespace

void add_matches(Overloads& rows) {
  const auto match = [&](std::string_view symbol, std::string_view native, sql::NativeFunction function) {
    rows.push_back(as_operator(native_row(symbol, {text, text}, boolean, native, function)));
    rows.push_back(as_operator(native_row(symbol, {char_, text}, boolean, native, function)));  // with its padding
  };
  match("LIKE", "pg_like", like<true>);
  match("ILIKE", "pg_ilike", ilike<true>);
  match("SIMILAR TO", "pg_similar", similar);
  rows.push_back(as_operator(native_row("LIKE", {text, text, text}, boolean, "pg_like", like<true>)));
  rows.push_back(as_operator(native_row("ILIKE", {text, text, text}, boolean, "pg_ilike", ilike<true>)));
  rows.push_back(as_operator(native_row("SIMILAR TO", {text, text, text}, boolean, "pg_similar", similar)));
  match("~~", "pg_like", like<true>);
  match("!~~", "pg_not_like", like<false>);
  match("~~*", "pg_ilike", ilike<true>);
  match("!~~*", "pg_not_ilike", ilike<false>);
  match("~", "pg_matches", matches<false, true>);
  match("~*", "pg_imatches", matches<true, true>);
  match("!~", "pg_not_matches", matches<false, false>);
  match("!~*", "pg_not_imatches", matches<true, false>);
  rows.push_back(native_row("regexp_replace", {text, text, text}, text, "pg_regexp_replace", regexp_replace));
  rows.push_back(native_row("regexp_replace", {text, text, text, text}, text, "pg_regexp_replace", regexp_replace));
  rows.push_back(native_row("substring", {text, text, text}, text, "pg_similar_substring", similar_substring));
  rows.push_back(native_row("substring", {text, text}, text, "pg_regexp_substring", regexp_substring));
  const auto up_to = [&](std::string_view name, std::vector<Type> parameters, TypeId result, std::string_view native,
                         sql::NativeFunction function) {
    for (; parameters.size() >= 2; parameters.pop_back()) {
      rows.push_back(native_row(name, parameters, type(result), native, function));
    }
  };
  up_to("regexp_count", types_of({text, text, integer, text}), integer, "pg_regexp_count", regexp_count);
  up_to("regexp_instr", types_of({text, text, integer, integer, integer, text, integer}), integer, "pg_regexp_instr",
        regexp_instr);
  up_to("regexp_substr", types_of({text, text, integer, integer, text, integer}), text, "pg_regexp_substr",
        regexp_substr);
  rows.push_back(native_row("regexp_like", {text, text}, boolean, "pg_regexp_like", regexp_like));
  rows.push_back(native_row("regexp_like", {text, text, text}, boolean, "pg_regexp_like", regexp_like));
  const auto to_array = [&](std::string_view name, std::string_view native, sql::NativeFunction function) {
    rows.push_back(native_row(name, types_of({text, text}), array_of(text), native, function));
    rows.push_back(native_row(name, types_of({text, text, text}), array_of(text), native, function));
  };
  to_array("regexp_match", "pg_regexp_match", regexp_match);
  to_array("regexp_split_to_array", "pg_regexp_split", regexp_split_to_array);
  to_array("regexp_matches", "pg_regexp_matches", regexp_matches);
  rows[rows.size() - 1].kind = rows[rows.size() - 2].kind = sql::OverloadKind::rows;
  to_array("regexp_split_to_table", "pg_regexp_split_table", regexp_split_to_table);
  for (const std::size_t back : {1U, 2U}) {
    rows[rows.size() - back].kind = sql::OverloadKind::rows;
    rows[rows.size() - back].result = type(text);
  }
}

}  // namespace emulator::postgres
