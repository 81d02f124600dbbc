// String functions (manual 9.4), except matching (string_match.cpp) and quoting, formatting and encoding
// (string_format.cpp). Positions and lengths count characters.
#include <unicode/uchar.h>

#include <algorithm>

#include "base/text.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/collation.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

constexpr std::int64_t largest_text = 1073741823;  // MaxAllocSize

std::int64_t length_of(std::string_view text) {
  return static_cast<std::int64_t>(utf8_length(text));
}

// Letter by letter, as the C library does: a letter that would become two stays.
template <UChar32 (*change)(UChar32), char (*change_ascii)(char)>
Value change_case(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = utf8_at(text, at);
    if (character.size == 1) {
      result += change_ascii(text[at]);
    } else {
      append_utf8(result, static_cast<char32_t>(change(static_cast<UChar32>(character.code_point))));
    }
    at += character.size;
  }
  return result;
}
Value initcap(Arguments arguments, CallContext&) {
  return title_text(text_at(arguments, 0));
}
Value length(Arguments arguments, CallContext&) {
  return length_of(text_at(arguments, 0));
}
Value octet_length(Arguments arguments, CallContext&) {
  return static_cast<std::int64_t>(text_at(arguments, 0).size());
}
Value bit_length(Arguments arguments, CallContext&) {
  return static_cast<std::int64_t>(text_at(arguments, 0).size() * 8);
}
Value bytea_length(Arguments arguments, CallContext&) {
  return static_cast<std::int64_t>(std::get<Bytes>(arguments[0]).data.size());
}

// Characters `start` (from 1, may be less) to `start + count - 1`, as the part of them that is there.
struct Slice {
  std::size_t first, count;
};
Slice slice_of(Arguments arguments) {
  const std::int64_t start = integer_at(arguments, 1);
  std::int64_t end = INT64_MAX;
  if (arguments.size() > 2) {
    const std::int64_t count = integer_at(arguments, 2);
    if (count < 0) {
      bad_argument("22011", "negative substring length not allowed");
    }
    end = start + count;
  }
  const std::int64_t first = std::max<std::int64_t>(start, 1);
  return {static_cast<std::size_t>(first - 1), static_cast<std::size_t>(std::max<std::int64_t>(end - first, 0))};
}

Value substring(Arguments arguments, CallContext&) {
  const Slice slice = slice_of(arguments);
  return std::string(utf8_substring(text_at(arguments, 0), slice.first, slice.count));
}

Value bytea_substring(Arguments arguments, CallContext&) {
  const Slice slice = slice_of(arguments);
  const std::string& data = std::get<Bytes>(arguments[0]).data;
  return Bytes{slice.first >= data.size() ? std::string() : data.substr(slice.first, slice.count)};
}

// overlay(text PLACING new FROM start [FOR count]).
Value overlay(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::string& replacement = text_at(arguments, 1);
  const std::int64_t start = integer_at(arguments, 2);
  const std::int64_t count = arguments.size() > 3 ? integer_at(arguments, 3) : length_of(replacement);
  if (start <= 0) {
    bad_argument("22011", "negative substring length not allowed");
  }
  if (start + count > INT32_MAX) {
    out_of_range("integer");
  }
  const std::string head{utf8_substring(text, 0, static_cast<std::size_t>(start - 1))};
  const std::int64_t rest = std::max<std::int64_t>(start - 1 + count, 0);
  return head + replacement + text.substr(utf8_offset(text, static_cast<std::size_t>(rest)));
}

bool holds_character(std::string_view set, std::string_view character) {
  return set.find(character) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text, std::string_view set, bool left, bool right) {
  while (left && !text.empty()) {
    const std::string_view first = text.substr(0, utf8_at(text, 0).size);
    if (!holds_character(set, first)) {
      break;
    }
    text.remove_prefix(first.size());
  }
  while (right && !text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) {
      --start;
    }
    if (!holds_character(set, text.substr(start))) {
      break;
    }
    text.remove_suffix(text.size() - start);
  }
  return text;
}

template <bool left, bool right>
Value trim(Arguments arguments, CallContext&) {
  const std::string_view set = arguments.size() > 1 ? std::string_view{text_at(arguments, 1)} : " ";
  return std::string(trimmed(text_at(arguments, 0), set, left, right));
}

Value replace(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::string& from = text_at(arguments, 1);
  if (from.empty()) {
    return text;
  }
  std::string result;
  std::size_t at = 0;
  for (std::size_t found = text.find(from); found != std::string::npos; found = text.find(from, at)) {
    result.append(text, at, found - at).append(text_at(arguments, 2));
    at = found + from.size();
  }
  return result.append(text, at);
}

Value position_of(std::string_view text, std::string_view part) {
  const std::size_t found = text.find(part);
  return found == std::string_view::npos ? std::int64_t{0} : length_of(text.substr(0, found)) + 1;
}
Value strpos(Arguments arguments, CallContext&) {
  return position_of(text_at(arguments, 0), text_at(arguments, 1));
}
Value position(Arguments arguments, CallContext&) {
  return position_of(text_at(arguments, 1), text_at(arguments, 0));
}

// A negative count leaves out that many at the other end.
Value left(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  std::int64_t count = integer_at(arguments, 1);
  count = count < 0 ? std::max<std::int64_t>(length_of(text) + count, 0) : count;
  return std::string(utf8_substring(text, 0, static_cast<std::size_t>(count)));
}
Value right(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::int64_t count = integer_at(arguments, 1);
  const std::int64_t skipped = count < 0 ? -count : std::max<std::int64_t>(length_of(text) - count, 0);
  return text.substr(utf8_offset(text, static_cast<std::size_t>(skipped)));
}

[[noreturn]] void too_long() {
  SqlError error = make_worded_error(Condition::statement_too_complex, "requested length too large");
  error.sqlstate = "54000";
  throw error;
}

template <bool on_left>
Value pad(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::int64_t wanted = std::max<std::int64_t>(integer_at(arguments, 1), 0);
  const std::string fill = arguments.size() > 2 ? text_at(arguments, 2) : " ";
  const std::int64_t missing = wanted - length_of(text);
  if (missing <= 0 || fill.empty()) {
    return std::string(utf8_substring(text, 0, static_cast<std::size_t>(wanted)));
  }
  if (wanted * 4 > largest_text) {
    too_long();
  }
  const std::int64_t fill_length = length_of(fill);
  std::string padding;
  for (std::int64_t done = 0; done + fill_length <= missing; done += fill_length) {
    padding += fill;
  }
  padding += utf8_substring(fill, 0, static_cast<std::size_t>(missing % fill_length));
  return on_left ? padding + text : text + padding;
}

Value repeat(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::int64_t count = std::max<std::int64_t>(integer_at(arguments, 1), 0);
  if (!text.empty() && count > largest_text / static_cast<std::int64_t>(text.size())) {
    too_long();
  }
  std::string result;
  result.reserve(text.size() * static_cast<std::size_t>(count));
  for (std::int64_t done = 0; done < count; ++done) {
    result += text;
  }
  return result;
}

Value reverse(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  std::string result;
  result.reserve(text.size());
  std::vector<std::string_view> characters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = utf8_at(text, at).size;
    characters.push_back(std::string_view(text).substr(at, size));
    at += size;
  }
  for (auto character = characters.rbegin(); character != characters.rend(); ++character) {
    result += *character;
  }
  return result;
}

// Fields count from 1, negative ones from the end.
Value split_part(Arguments arguments, CallContext&) {
  const std::string_view text = text_at(arguments, 0);
  const std::string_view separator = text_at(arguments, 1);
  const std::int64_t wanted = integer_at(arguments, 2);
  if (wanted == 0) {
    throw make_worded_error(Condition::invalid_parameter_value, "field position must not be zero");
  }
  std::vector<std::string_view> fields;
  std::size_t at = 0;
  if (!separator.empty()) {
    for (std::size_t found = text.find(separator); found != std::string_view::npos; found = text.find(separator, at)) {
      fields.push_back(text.substr(at, found - at));
      at = found + separator.size();
    }
  }
  fields.push_back(text.substr(at));
  const auto count = static_cast<std::int64_t>(fields.size());
  const std::int64_t index = wanted > 0 ? wanted - 1 : count + wanted;
  return index < 0 || index >= count ? std::string() : std::string(fields[static_cast<std::size_t>(index)]);
}

Value concat(Arguments arguments, CallContext&) {
  std::string result;
  for (const Value& argument : arguments) {
    if (!is_null(argument)) {
      result += std::get<std::string>(argument);
    }
  }
  return result;
}

Value concat_ws(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  std::string result;
  bool first = true;
  for (const Value& argument : arguments.subspan(1)) {
    if (is_null(argument)) {
      continue;
    }
    result += first ? "" : text_at(arguments, 0);
    result += std::get<std::string>(argument);
    first = false;
  }
  return result;
}

Value ascii(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  return text.empty() ? std::int64_t{0} : static_cast<std::int64_t>(utf8_at(text, 0).code_point);
}

Value chr(Arguments arguments, CallContext&) {
  const std::int64_t code = integer_at(arguments, 0);
  if (code <= 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
    const std::string sentence = code == 0  ? "null character not permitted"
                                 : code < 0 ? "character number must be positive"
                                            : "requested character not valid for encoding: " + std::to_string(code);
    bad_argument("54000", sentence);
  }
  std::string text;
  append_utf8(text, static_cast<char32_t>(code));
  return text;
}

Value starts_with(Arguments arguments, CallContext&) {
  return text_at(arguments, 0).starts_with(text_at(arguments, 1));
}

// Each character of the second text becomes the one in the same place of the third, or nothing.
Value translate(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::string& from = text_at(arguments, 1);
  const std::string& to = text_at(arguments, 2);
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = std::string_view(text).substr(at, utf8_at(text, at).size);
    at += character.size();
    const std::size_t found = from.find(character);
    result += found == std::string::npos ? character
                                         : utf8_substring(to, utf8_length(std::string_view(from).substr(0, found)), 1);
  }
  return result;
}

Value bytea_concat(Arguments arguments, CallContext&) {
  return Bytes{std::get<Bytes>(arguments[0]).data + std::get<Bytes>(arguments[1]).data};
}

void add_lengths(Overloads& rows) {
  for (const std::string_view name : {"length", "char_length", "character_length"}) {
    rows.push_back(native_row(name, {text}, integer, "pg_length", length));
  }
  rows.push_back(native_row("length", {blob}, integer, "pg_bytea_length", bytea_length));
  for (const TypeId id : {text, char_}) {  // a character(n) has its padding
    rows.push_back(native_row("octet_length", {id}, integer, "pg_octet_length", octet_length));
  }
  rows.push_back(native_row("octet_length", {blob}, integer, "pg_bytea_length", bytea_length));
  rows.push_back(native_row("bit_length", {text}, integer, "pg_bit_length", bit_length));
  rows.push_back(native_row("length", {bit}, integer, "pg_length", length));
  rows.push_back(native_row("bit_length", {bit}, integer, "pg_length", length));
}

void add_parts(Overloads& rows) {
  for (const std::string_view name : {"substr", "substring"}) {
    rows.push_back(native_row(name, {text, integer}, text, "pg_substring", substring));
    rows.push_back(native_row(name, {text, integer, integer}, text, "pg_substring", substring));
    if (name == "substring") {
      rows.push_back(native_row(name, {bit, integer}, bit, "pg_substring", substring));
      rows.push_back(native_row(name, {bit, integer, integer}, bit, "pg_substring", substring));
    }
    rows.push_back(native_row(name, {blob, integer}, blob, "pg_bytea_substring", bytea_substring));
    rows.push_back(native_row(name, {blob, integer, integer}, blob, "pg_bytea_substring", bytea_substring));
  }
  rows.push_back(native_row("overlay", {text, text, integer}, text, "pg_overlay", overlay));
  rows.push_back(native_row("overlay", {text, text, integer, integer}, text, "pg_overlay", overlay));
  rows.push_back(native_row("overlay", {bit, bit, integer}, bit, "pg_overlay", overlay));
  rows.push_back(native_row("overlay", {bit, bit, integer, integer}, bit, "pg_overlay", overlay));
  rows.push_back(native_row("position", {bit, bit}, integer, "pg_position", position));
  for (const std::string_view name : {"btrim", "trim"}) {
    rows.push_back(native_row(name, {text}, text, "pg_btrim", trim<true, true>));
    rows.push_back(native_row(name, {text, text}, text, "pg_btrim", trim<true, true>));
  }
  rows.push_back(native_row("ltrim", {text}, text, "pg_ltrim", trim<true, false>));
  rows.push_back(native_row("ltrim", {text, text}, text, "pg_ltrim", trim<true, false>));
  rows.push_back(native_row("rtrim", {text}, text, "pg_rtrim", trim<false, true>));
  rows.push_back(native_row("rtrim", {text, text}, text, "pg_rtrim", trim<false, true>));
  rows.push_back(native_row("left", {text, integer}, text, "pg_left", left));
  rows.push_back(native_row("right", {text, integer}, text, "pg_right", right));
  rows.push_back(native_row("split_part", {text, text, integer}, text, "pg_split_part", split_part));
  rows.push_back(native_row("position", {text, text}, integer, "pg_position", position));
  rows.push_back(native_row("strpos", {text, text}, integer, "pg_strpos", strpos));
  rows.push_back(native_row("starts_with", {text, text}, boolean, "pg_starts_with", starts_with));
}

void add_makers(Overloads& rows) {
  rows.push_back(native_row("replace", {text, text, text}, text, "pg_replace", replace));
  rows.push_back(native_row("translate", {text, text, text}, text, "pg_translate", translate));
  rows.push_back(native_row("lpad", {text, integer}, text, "pg_lpad", pad<true>));
  rows.push_back(native_row("lpad", {text, integer, text}, text, "pg_lpad", pad<true>));
  rows.push_back(native_row("rpad", {text, integer}, text, "pg_rpad", pad<false>));
  rows.push_back(native_row("rpad", {text, integer, text}, text, "pg_rpad", pad<false>));
  rows.push_back(native_row("repeat", {text, integer}, text, "pg_repeat", repeat));
  rows.push_back(native_row("reverse", {text}, text, "pg_reverse", reverse));
  rows.push_back(native_row("ascii", {text}, integer, "pg_ascii", ascii));
  rows.push_back(native_row("chr", {integer}, text, "pg_chr", chr));
  rows.push_back(seeing_nulls(variadic(taking_any_as_text(native_row("concat", {text}, text, "pg_concat", concat)))));
  rows.push_back(seeing_nulls(
      variadic(taking_any_as_text(native_row("concat_ws", {text, text}, text, "pg_concat_ws", concat_ws)))));
  rows.push_back(as_operator(native_row("||", {blob, blob}, blob, "pg_bytea_concat", bytea_concat)));
  rows.push_back(taking_any_as_text(as_operator(template_row("||", {text, text}, text, "{0} || {1}"))));
  rows.push_back(as_operator(native_row("^@", {text, text}, boolean, "pg_starts_with", starts_with)));
}

}  // namespace

void add_string_functions(Overloads& rows) {
  rows.push_back(native_row("lower", {text}, text, "pg_lower", change_case<u_tolower, ascii_lower>));
  rows.push_back(native_row("upper", {text}, text, "pg_upper", change_case<u_toupper, ascii_upper>));
  rows.push_back(native_row("initcap", {text}, text, "pg_initcap", initcap));
  add_lengths(rows);
  add_parts(rows);
  add_makers(rows);
  add_matches(rows);
  add_string_formats(rows);
}

}  // namespace emulator::postgres
