// Functions of texts: building, cutting and changing them. Positions count characters of texts and bytes of binary
// strings, from 1. Searching is in search.cpp, encodings in encoding.cpp.
#include "base/text.hpp"

#include <algorithm>

#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "types/collation.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using Types = std::span<const Type>;
using sql::CallContext;

// A piece of a text or of Bytes, of the same kind.
Value like(const Value& original, std::string text) {
  if (std::holds_alternative<Bytes>(original)) return Bytes{std::move(text)};
  return text;
}

std::size_t length_of(const Value& value) {
  const auto text = view_of(value);
  return std::holds_alternative<Bytes>(value) ? text.size() : utf8_length(text);
}

std::string_view piece(const Value& value, std::size_t first, std::size_t count) {
  const auto text = view_of(value);
  if (!std::holds_alternative<Bytes>(value)) return utf8_substring(text, first, count);
  return first >= text.size() ? std::string_view{} : text.substr(first, count);
}

Type first_text_type(Types types) {
  return {.id = TypeId::varchar, .collation = is_character(types[0].id) ? types[0].collation : std::string_view{}};
}

// --- Building ------------------------------------------------------------------------------------------------------

Value concat(Arguments arguments, CallContext&) {
  std::string text;
  for (const auto& argument : arguments) text += view_of(argument);
  return like(arguments[0], std::move(text));
}

Value concat_with_separator(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) return Null{};
  std::string text;
  bool first = true;
  for (const auto& argument : arguments.subspan(1)) {
    if (is_null(argument)) continue;
    if (!first) text += view_of(arguments[0]);
    text += view_of(argument);
    first = false;
  }
  return text;
}

Value repeated(std::string_view text, std::int64_t count) {
  if (count <= 0 || text.empty()) return std::string{};
  if (text.size() > max_result_size / static_cast<std::size_t>(count)) return Null{};
  std::string result;
  for (std::int64_t i = 0; i < count; ++i) result += text;
  return result;
}
Value repeat(Arguments arguments, CallContext&) {
  return repeated(view_of(arguments[0]), bigint_of(arguments[1]));
}
Value space(Arguments arguments, CallContext&) {
  return repeated(" ", bigint_of(arguments[0]));
}

template <bool AtLeft>
Value pad(Arguments arguments, CallContext&) {
  const auto wanted = bigint_of(arguments[1]);
  if (wanted < 0 || wanted > static_cast<std::int64_t>(max_result_size)) return Null{};
  const auto count = static_cast<std::size_t>(wanted);
  const std::size_t have = length_of(arguments[0]);
  if (have >= count) return like(arguments[0], std::string{piece(arguments[0], 0, count)});
  const std::size_t unit = length_of(arguments[2]);
  if (unit == 0) return Null{};
  std::string filling;
  for (std::size_t i = 0; i < (count - have) / unit; ++i) filling += view_of(arguments[2]);
  filling += piece(arguments[2], 0, (count - have) % unit);
  const std::string text{view_of(arguments[0])};
  return like(arguments[0], AtLeft ? filling + text : text + filling);
}

Value make_set(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) return Null{};
  const auto bits = static_cast<std::uint64_t>(integer_of(arguments[0]));
  std::string chosen;
  bool first = true;
  for (std::size_t i = 1; i < arguments.size() && i <= 64; ++i) {
    if ((bits >> (i - 1) & 1) == 0 || is_null(arguments[i])) continue;
    if (!first) chosen += ',';
    chosen += view_of(arguments[i]);
    first = false;
  }
  return chosen;
}

Value quote(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) return std::string{"NULL"};
  std::string quoted = "'";
  for (const char c : view_of(arguments[0])) {
    if (c == '\'' || c == '\\') quoted += '\\';
    if (c == '\0')
      quoted += "\\0";
    else if (c == '\x1A')
      quoted += "\\Z";
    else
      quoted += c;
  }
  return quoted + "'";
}

// --- Cutting -------------------------------------------------------------------------------------------------------

// text, position [, count]; a negative position counts from the end
Value substring(Arguments arguments, CallContext&) {
  const auto length = static_cast<std::int64_t>(length_of(arguments[0]));
  const auto position = bigint_of(arguments[1]);
  const auto count = arguments.size() > 2 ? bigint_of(arguments[2]) : INT64_MAX;
  const auto start = position < 0 ? length + position : position - 1;
  if (start < 0 || start >= length || count <= 0) return like(arguments[0], {});
  return like(arguments[0], std::string{piece(arguments[0], static_cast<std::size_t>(start),
                                              static_cast<std::size_t>(std::min(count, length - start)))});
}

Value left(Arguments arguments, CallContext&) {
  const auto count = std::max<std::int64_t>(bigint_of(arguments[1]), 0);
  return like(arguments[0], std::string{piece(arguments[0], 0, static_cast<std::size_t>(count))});
}

Value right(Arguments arguments, CallContext&) {
  const auto length = length_of(arguments[0]);
  const auto count = std::min(static_cast<std::size_t>(std::max<std::int64_t>(bigint_of(arguments[1]), 0)), length);
  return like(arguments[0], std::string{piece(arguments[0], length - count, count)});
}

template <bool AtLeft, bool AtRight>
Value trim(Arguments arguments, CallContext&) {
  auto text = view_of(arguments[0]);
  const auto what = arguments.size() > 1 ? view_of(arguments[1]) : std::string_view{" "};
  while (AtLeft && !what.empty() && text.starts_with(what)) text.remove_prefix(what.size());
  while (AtRight && !what.empty() && text.ends_with(what)) text.remove_suffix(what.size());
  return like(arguments[0], std::string{text});
}

// text, separator, count: what is before the count-th separator, or after it counted from the end
Value substring_index(Arguments arguments, CallContext&) {
  const auto text = view_of(arguments[0]);
  const auto separator = view_of(arguments[1]);
  auto count = bigint_of(arguments[2]);
  if (separator.empty() || count == 0) return std::string{};
  if (count > 0) {
    std::size_t at = 0;
    for (;; at += separator.size()) {
      at = text.find(separator, at);
      if (at == std::string_view::npos) return std::string{text};
      if (--count == 0) return std::string{text.substr(0, at)};
    }
  }
  std::size_t end = text.size();
  for (;;) {
    if (end < separator.size()) return std::string{text};
    const auto at = text.rfind(separator, end - separator.size());
    if (at == std::string_view::npos) return std::string{text};
    if (++count == 0) return std::string{text.substr(at + separator.size())};
    end = at;
  }
}

// --- Changing ------------------------------------------------------------------------------------------------------

Value upper(Arguments arguments, CallContext&) {
  return upper_text(view_of(arguments[0]));
}
Value lower(Arguments arguments, CallContext&) {
  return lower_text(view_of(arguments[0]));
}
Value as_it_is(Arguments arguments, CallContext&) {
  return arguments[0];
}

Value replace(Arguments arguments, CallContext&) {
  const auto text = view_of(arguments[0]);
  const auto from = view_of(arguments[1]);
  if (from.empty()) return arguments[0];
  std::string result;
  std::size_t start = 0;
  for (;;) {
    const auto found = text.find(from, start);
    if (found == std::string_view::npos) break;
    result += text.substr(start, found - start);
    result += view_of(arguments[2]);
    start = found + from.size();
  }
  result += text.substr(start);
  return like(arguments[0], std::move(result));
}

Value reverse(Arguments arguments, CallContext&) {
  const auto text = view_of(arguments[0]);
  std::string result;
  if (std::holds_alternative<Bytes>(arguments[0])) {
    result.assign(text.rbegin(), text.rend());
    return Bytes{std::move(result)};
  }
  for (std::size_t at = 0; at < text.size();) {
    const auto size = utf8_at(text, at).size;
    result.insert(0, text.substr(at, size));
    at += size;
  }
  return result;
}

// text, position, count, replacement
Value insert(Arguments arguments, CallContext&) {
  const auto length = static_cast<std::int64_t>(length_of(arguments[0]));
  const auto position = bigint_of(arguments[1]);
  if (position < 1 || position > length) return arguments[0];
  auto count = bigint_of(arguments[2]);
  if (count < 0 || count > length - position + 1) count = length - position + 1;
  std::string result{piece(arguments[0], 0, static_cast<std::size_t>(position - 1))};
  result += view_of(arguments[3]);
  result += piece(arguments[0], static_cast<std::size_t>(position - 1 + count), static_cast<std::size_t>(length));
  return like(arguments[0], std::move(result));
}

// FORMAT(1234567.891, 2) is 1,234,567.89
Value format(Arguments arguments, CallContext&) {
  const auto places = static_cast<std::int32_t>(std::clamp<std::int64_t>(bigint_of(arguments[1]), 0, 30));
  std::string text = decimal_of(arguments[0]).rounded(places).to_string();
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  std::size_t at = std::min(text.find('.'), text.size());
  while (at > first + 3) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

// --- Measuring -----------------------------------------------------------------------------------------------------

Value length(Arguments arguments, CallContext&) {
  return static_cast<std::int64_t>(view_of(arguments[0]).size());
}
Value bit_length(Arguments arguments, CallContext&) {
  return static_cast<std::int64_t>(view_of(arguments[0]).size() * 8);
}
Value char_length(Arguments arguments, CallContext&) {
  return static_cast<std::int64_t>(length_of(arguments[0]));
}
Value ascii(Arguments arguments, CallContext&) {
  const auto text = view_of(arguments[0]);
  return std::int64_t{text.empty() ? 0 : static_cast<unsigned char>(text.front())};
}
// The bytes of the first character as one number.
Value ord(Arguments arguments, CallContext&) {
  const auto text = view_of(arguments[0]);
  std::int64_t code = 0;
  const std::size_t size = text.empty() ? 0 : utf8_at(text, 0).size;
  for (const char c : text.substr(0, size)) code = code * 256 + static_cast<unsigned char>(c);
  return code;
}

// One row for texts and one for binary strings, whose result is of the same kind.
void add_both(Rows& rows, std::string_view function, std::initializer_list<TypeId> text_row,
              std::initializer_list<TypeId> binary_row, std::string_view native, sql::NativeFunction body) {
  ruled(rows.native(function, text_row, text_type, native, body), first_text_type);
  rows.native(function, binary_row, bytes_type, native, body);
}

}  // namespace

void add_text_functions(Rows& rows) {
  using enum TypeId;
  variadic(rows.native("concat", {text}, text_type, "my_concat", concat));
  variadic(rows.native("concat", {blob}, bytes_type, "my_concat_binary", concat));
  sees_nulls(variadic(rows.native("concat_ws", {text, text}, text_type, "my_concat_ws", concat_with_separator)));
  add_both(rows, "substring", {text, bigint}, {blob, bigint}, "my_substring", substring);
  add_both(rows, "substring", {text, bigint, bigint}, {blob, bigint, bigint}, "my_substring", substring);
  add_both(rows, "left", {text, bigint}, {blob, bigint}, "my_left", left);
  add_both(rows, "right", {text, bigint}, {blob, bigint}, "my_right", right);
  add_both(rows, "trim", {text}, {blob}, "my_trim", trim<true, true>);
  add_both(rows, " trim", {text, text}, {blob, blob}, "my_trim", trim<true, true>);
  add_both(rows, "ltrim", {text}, {blob}, "my_ltrim", trim<true, false>);
  add_both(rows, " ltrim", {text, text}, {blob, blob}, "my_ltrim", trim<true, false>);
  add_both(rows, "rtrim", {text}, {blob}, "my_rtrim", trim<false, true>);
  add_both(rows, " rtrim", {text, text}, {blob, blob}, "my_rtrim", trim<false, true>);
  add_both(rows, "replace", {text, text, text}, {blob, blob, blob}, "my_replace", replace);
  add_both(rows, "reverse", {text}, {blob}, "my_reverse", reverse);
  add_both(rows, "insert", {text, bigint, bigint, text}, {blob, bigint, bigint, blob}, "my_insert", insert);
  add_both(rows, "lpad", {text, bigint, text}, {blob, bigint, blob}, "my_lpad", pad<true>);
  add_both(rows, "rpad", {text, bigint, text}, {blob, bigint, blob}, "my_rpad", pad<false>);
  ruled(rows.native("upper", {text}, text_type, "my_upper", upper), first_text_type);
  rows.native("upper", {blob}, bytes_type, "my_upper_binary", as_it_is);
  ruled(rows.native("lower", {text}, text_type, "my_lower", lower), first_text_type);
  rows.native("lower", {blob}, bytes_type, "my_lower_binary", as_it_is);
  rows.alias("ucase", "upper");
  rows.alias("lcase", "lower");
  rows.native("repeat", {text, bigint}, text_type, "my_repeat", repeat);
  rows.native("space", {bigint}, text_type, "my_space", space);
  rows.native("substring_index", {text, text, bigint}, text_type, "my_substring_index", substring_index);
  sees_nulls(variadic(rows.native("make_set", {bigint, text}, text_type, "my_make_set", make_set)));
  sees_nulls(rows.native("quote", {text}, text_type, "my_quote", quote));
  rows.native("format", {decimal, bigint}, text_type, "my_format", format);
  for (const TypeId id : {text, blob}) {
    rows.native("length", {id}, bigint_type, "my_length", length);
    rows.native("octet_length", {id}, bigint_type, "my_octet_length", length);
    rows.native("bit_length", {id}, bigint_type, "my_bit_length", bit_length);
    rows.native("char_length", {id}, bigint_type, "my_char_length", char_length);
    rows.native("character_length", {id}, bigint_type, "my_character_length", char_length);
    rows.native("ascii", {id}, bigint_type, "my_ascii", ascii);
    rows.native("ord", {id}, bigint_type, "my_ord", ord);
  }
}

}  // namespace emulator::mysql
