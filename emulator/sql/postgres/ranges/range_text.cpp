// One scanner finds the texts of the bounds; who calls it reads them, as users write or as they lie.
#include "sql/postgres/ranges/range_text.hpp"

#include <charconv>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "types/collation.hpp"
#include "types/datetime.hpp"

namespace emulator::postgres::ranges {

namespace {

constexpr std::string_view empty_word = "empty";
constexpr std::string_view utc = "+00", before_christ = " BC";
constexpr std::size_t most_bytes = std::size_t{64} << 20;  // of a multirange's numbers: 1e99999 is long once it is read
constexpr std::string_view unexpected_end = "Unexpected end of input.";

// --- Scanning -----------------------------------------------------------------------------------------------------
// Each of these returns what is wrong with the text, in PostgreSQL's words; empty: nothing.

struct BoundText {
  std::optional<std::string> text;  // empty: infinite
  bool is_inclusive = false;
};
struct RangeText {
  bool is_empty = false;
  BoundText lower, upper;
};

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii_space(text[at])) {
    ++at;
  }
  return at;
}

constexpr bool ends_bound(char c) {
  return c == ',' || c == ')' || c == ']';
}

// Quotes and backslashes keep what ends a bound.
std::string_view scan_bound(std::string_view text, std::size_t& at, std::optional<std::string>& bound) {
  if (at < text.size() && ends_bound(text[at])) {
    return {};
  }
  std::string found;
  for (bool is_quoted = false;; ++at) {
    if (at >= text.size()) {
      return unexpected_end;
    }
    const char c = text[at];
    if (!is_quoted && ends_bound(c)) {
      break;
    }
    if (c == '\\') {
      if (++at >= text.size()) {
        return unexpected_end;
      }
      found += text[at];
    } else if (c != '"') {
      found += c;
    } else if (is_quoted && at + 1 < text.size() && text[at + 1] == '"') {
      found += text[++at];
    } else {
      is_quoted = !is_quoted;
    }
  }
  bound = std::move(found);
  return {};
}

std::string_view scan_range(std::string_view text, RangeText& range) {
  std::size_t at = skip_spaces(text, 0);
  if (ascii_istarts_with(text.substr(at), empty_word)) {
    range.is_empty = true;
    at = skip_spaces(text, at + empty_word.size());
    return at < text.size() ? "Junk after \"empty\" key word." : std::string_view{};
  }
  if (at >= text.size() || (text[at] != '[' && text[at] != '(')) {
    return "Missing left parenthesis or bracket.";
  }
  range.lower.is_inclusive = text[at++] == '[';
  if (const std::string_view fault = scan_bound(text, at, range.lower.text); !fault.empty()) {
    return fault;
  }
  if (at >= text.size() || text[at++] != ',') {
    return "Missing comma after lower bound.";
  }
  if (const std::string_view fault = scan_bound(text, at, range.upper.text); !fault.empty()) {
    return fault;
  }
  if (text[at] == ',') {
    return "Too many commas.";
  }
  range.upper.is_inclusive = text[at++] == ']';
  return skip_spaces(text, at) < text.size() ? "Junk after right parenthesis or bracket." : std::string_view{};
}

// Where the range that begins at `at` ends: behind its bracket. Spaces do not end an escape.
std::string_view scan_piece(std::string_view text, std::size_t& at) {
  bool is_quoted = false, is_escaped = false;
  for (++at; at < text.size(); ++at) {
    const char c = text[at];
    if (is_ascii_space(c)) {
      continue;
    }
    if (is_escaped) {
      is_escaped = false;
    } else if (c == '\\') {
      is_escaped = true;
    } else if (c == '"' && is_quoted && at + 1 < text.size() && text[at + 1] == '"') {
      ++at;
    } else if (c == '"') {
      is_quoted = !is_quoted;
    } else if (!is_quoted && (c == ']' || c == ')')) {
      ++at;
      return {};
    }
  }
  return unexpected_end;
}

// Calls `add` for the text of each range but the word for an empty one.
template <class Add>
std::string_view scan_multirange(std::string_view text, const Add& add) {
  std::size_t at = skip_spaces(text, 0);
  if (at >= text.size() || text[at] != '{') {
    return "Missing left brace.";
  }
  at = skip_spaces(text, at + 1);
  for (bool is_first = true; !(is_first && at < text.size() && text[at] == '}'); is_first = false) {
    if (at >= text.size()) {
      return unexpected_end;
    }
    const std::size_t start = at;
    if (text[at] == '[' || text[at] == '(') {
      if (const std::string_view fault = scan_piece(text, at); !fault.empty()) {
        return fault;
      }
      add(text.substr(start, at - start));
    } else if (ascii_istarts_with(text.substr(at), empty_word)) {
      at += empty_word.size();
    } else {
      return "Expected range start.";
    }
    at = skip_spaces(text, at);
    if (at >= text.size()) {
      return unexpected_end;
    }
    if (text[at] == '}') {
      break;
    }
    if (text[at] != ',') {
      return "Expected comma or end of multirange.";
    }
    at = skip_spaces(text, at + 1);
  }
  return skip_spaces(text, at + 1) < text.size() ? "Junk after closing right brace." : std::string_view{};
}

[[noreturn]] void malformed(const char* what, const std::string& text, std::string_view fault) {
  SqlError error = make_worded_error(Condition::invalid_text_representation,
                                     "malformed " + std::string(what) + " literal: \"" + text + "\"");
  error.detail = fault;
  throw error;
}

// --- Elements -----------------------------------------------------------------------------------------------------

Element day_of(const Date& date) {
  return {days_since_epoch(date), 0, {}};
}
Element moment_of(const DateTime& moment) {
  return {days_since_epoch(moment.date), to_microseconds(moment.time), {}};
}

std::optional<Element> parse_moment(std::string_view text, TypeId type) {
  if (text == "infinity" || text == "-infinity") {
    return Element{text.front() == '-' ? INT64_MIN : INT64_MAX, 0, {}};
  }
  if (type == TypeId::date) {
    const std::optional<Date> date = parse_date(text);
    return date ? std::optional(day_of(*date)) : std::nullopt;
  }
  const std::optional<DateTime> moment = parse_datetime(text);
  return moment ? std::optional(moment_of(*moment)) : std::nullopt;
}

// Of a stored range's bound, which prints an instant with the zone of UTC, before the era.
std::optional<Element> parse_element(std::string text, TypeId type) {
  if (type == TypeId::decimal) {
    return text.empty() ? std::nullopt : std::optional(Element{0, 0, std::move(text)});
  }
  if (type == TypeId::integer || type == TypeId::bigint) {
    Element element;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), element.number);
    const bool is_whole = result.ec == std::errc{} && result.ptr == text.data() + text.size();
    return is_whole ? std::optional(element) : std::nullopt;
  }
  if (type == TypeId::timestamptz) {
    const std::size_t era = text.ends_with(before_christ) ? before_christ.size() : 0;
    if (text.size() >= era + utc.size() && text.compare(text.size() - era - utc.size(), utc.size(), utc) == 0) {
      text.erase(text.size() - era - utc.size(), utc.size());
    }
  }
  return parse_moment(text, type);
}

std::string moment_text(const Element& element, TypeId type, std::int32_t digits) {
  if (element.number == INT64_MIN || element.number == INT64_MAX) {
    return element.number == INT64_MIN ? "-infinity" : "infinity";
  }
  const Date date = date_from_days(element.number);
  return type == TypeId::date ? to_string(date)
                              : to_string(DateTime{date, time_from_microseconds(element.part)}, digits);
}

std::string element_text(const Element& element, const Kind& kind, sql::CallContext* session) {
  const Value value = value_of(element, kind);
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return std::to_string(*number);
  }
  if (kind.element == TypeId::decimal || kind.element == TypeId::date) {
    return std::get<std::string>(value);
  }
  if (kind.element == TypeId::timestamptz && session != nullptr) {
    return std::get<std::string>(output_timestamptz(std::span(&value, 1), *session));
  }
  std::string text = moment_text(element, kind.element, -1);
  if (kind.element == TypeId::timestamptz && !text.ends_with("infinity")) {
    text.insert(text.size() - (text.ends_with(before_christ) ? before_christ.size() : 0), utc);
  }
  return text;
}

// --- Reading and printing -----------------------------------------------------------------------------------------

using Input = Value (*)(std::span<const Value> arguments, sql::CallContext& context);

Input input_of(TypeId type) {
  if (type == TypeId::integer || type == TypeId::bigint) {
    return type == TypeId::integer ? input_integer : input_bigint;
  }
  if (type == TypeId::timestamp || type == TypeId::timestamptz) {
    return type == TypeId::timestamp ? input_timestamp : input_timestamptz;
  }
  return type == TypeId::date ? input_date : input_numeric;
}

Bound read_bound(const BoundText& read, const Kind& kind, sql::CallContext& context) {
  if (!read.text) {
    return {.is_infinite = true};
  }
  const std::array<Value, 3> arguments{*read.text, std::int64_t{-1}, std::int64_t{-1}};  // without modifiers
  return {.value = element_of(input_of(kind.element)(arguments, context), kind), .is_inclusive = read.is_inclusive};
}

std::optional<Bound> stored_bound(BoundText& read, bool is_lower, const Kind& kind) {
  if (!read.text) {
    return Bound{.is_infinite = true, .is_lower = is_lower};
  }
  std::optional<Element> element = parse_element(std::move(*read.text), kind.element);
  return element ? std::optional(Bound{std::move(*element), false, read.is_inclusive, is_lower}) : std::nullopt;
}

// What lies in the store is in its one form already.
bool add_stored(std::string_view text, const Kind& kind, Pieces& pieces) {
  RangeText range;
  if (!scan_range(text, range).empty()) {
    return false;
  }
  if (range.is_empty) {
    return true;
  }
  std::optional<Bound> lower = stored_bound(range.lower, true, kind), upper = stored_bound(range.upper, false, kind);
  if (lower && upper) {
    pieces.push_back({std::move(*lower), std::move(*upper)});
  }
  return lower && upper;
}

// In quotes where it could be read as something else.
std::string quoted(std::string text) {
  const auto asks_for_quotes = [](char c) {
    return is_ascii_space(c) || ends_bound(c) || c == '"' || c == '\\' || c == '(' || c == '[';
  };
  bool is_plain = !text.empty();
  for (const char c : text) {
    is_plain = is_plain && !asks_for_quotes(c);
  }
  return is_plain ? text : "\"" + text + "\"";  // no element prints as something with quotes or backslashes in it
}

void append_piece(std::string& text, const Piece& piece, const Kind& kind, sql::CallContext* session) {
  text += piece.lower.is_inclusive ? '[' : '(';
  text += piece.lower.is_infinite ? "" : quoted(element_text(piece.lower.value, kind, session));
  text += ',';
  text += piece.upper.is_infinite ? "" : quoted(element_text(piece.upper.value, kind, session));
  text += piece.upper.is_inclusive ? ']' : ')';
}

}  // namespace

Element element_of(const Value& value, const Kind& kind) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return {*number, 0, {}};
  }
  const std::string& text = std::get<std::string>(value);
  if (kind.element == TypeId::decimal) {
    return {0, 0, text};
  }
  std::optional<Element> moment = parse_moment(text, kind.element);
  if (!moment) {
    throw make_error(Condition::invalid_datetime, {"timestamp", text});
  }
  return *moment;
}

Value value_of(const Element& element, const Kind& kind) {
  if (kind.element == TypeId::integer || kind.element == TypeId::bigint) {
    return element.number;
  }
  return kind.element == TypeId::decimal ? element.numeric : moment_text(element, kind.element, 6);
}

Pieces read_range(const std::string& text, const Kind& kind, sql::CallContext& context) {
  RangeText range;
  if (const std::string_view fault = scan_range(text, range); !fault.empty()) {
    malformed("range", text, fault);
  }
  if (range.is_empty) {
    return {};
  }
  Bound lower = read_bound(range.lower, kind, context), upper = read_bound(range.upper, kind, context);
  std::optional<Piece> piece = piece_between(std::move(lower), std::move(upper), kind);
  return piece ? Pieces{std::move(*piece)} : Pieces{};
}

Pieces read_multirange(const std::string& text, const Kind& kind, sql::CallContext& context) {
  Pieces pieces;
  std::size_t bytes = 0;
  const std::string_view fault = scan_multirange(text, [&](std::string_view range) {
    for (Piece& piece : read_range(std::string(range), kind, context)) {
      bytes += piece.lower.value.numeric.size() + piece.upper.value.numeric.size();
      pieces.push_back(std::move(piece));
    }
    if (bytes > most_bytes) {
      throw make_worded_error(Condition::program_limit_exceeded, "a multirange of more than 64 MB is not supported");
    }
  });
  if (!fault.empty()) {
    malformed("multirange", text, fault);
  }
  return normalised(std::move(pieces));
}

std::optional<Pieces> parse_stored(std::string_view text, const Kind& kind) {
  Pieces pieces;
  bool is_value = true;
  if (text.starts_with('{')) {
    const std::string_view fault =
        scan_multirange(text, [&](std::string_view range) { is_value = is_value && add_stored(range, kind, pieces); });
    is_value = is_value && fault.empty();
  } else {
    is_value = add_stored(text, kind, pieces);
  }
  return is_value ? std::optional(std::move(pieces)) : std::nullopt;
}

std::string print_range(const Pieces& pieces, const Kind& kind, sql::CallContext* session) {
  std::string text;
  if (pieces.empty()) {
    return std::string(empty_word);
  }
  append_piece(text, pieces.front(), kind, session);
  return text;
}

std::string print_multirange(const Pieces& pieces, const Kind& kind, sql::CallContext* session) {
  std::string text = "{";
  for (const Piece& piece : pieces) {
    text += text.size() == 1 ? "" : ",";
    append_piece(text, piece, kind, session);
  }
  return text + "}";
}

int compare_stored(std::string_view left, std::string_view right, const Kind& kind) {
  if (left == right) {
    return 0;
  }
  const std::optional<Pieces> one = parse_stored(left, kind), other = parse_stored(right, kind);
  if (!one || !other) {
    return one.has_value() != other.has_value() ? (one ? -1 : 1) : compare_bytes(left, right);
  }
  return compare(*one, *other);
}

}  // namespace emulator::postgres::ranges
