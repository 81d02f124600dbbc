// Assignment to columns of texts, bytes, ENUM, SET and JSON.
#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/assign.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/temporal.hpp"
#include "sql/mysql/types.hpp"
#include "types/collation.hpp"
#include "types/float_text.hpp"
#include "types/json.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

enum class TextKind : std::uint8_t {
  fixed,    // CHAR: trailing spaces do not count and are not kept
  varying,  // VARCHAR
  sized     // TEXT: its length is in bytes
};

std::string fitted(std::string text, TextKind kind, const Value& length, const Target& target) {
  if (kind == TextKind::fixed) {
    while (text.ends_with(' ')) text.pop_back();
  }
  auto limit = bigint_of(length);
  if (limit < 0) limit = kind == TextKind::fixed ? 1 : long_size;
  const auto count = static_cast<std::size_t>(limit);
  if (text.size() <= count) return text;
  std::size_t end = count;
  if (kind == TextKind::sized) {
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  } else {
    end = utf8_offset(text, count);
    if (end == text.size()) return text;
  }
  if (text.find_first_not_of(' ', end) != std::string::npos || kind == TextKind::sized) target.too_long();
  text.resize(end);
  return text;
}

void check_encoding(const std::string& text, const Target& target) {
  if (utf8_is_valid(text)) return;
  std::size_t start = 0;
  while (utf8_at(text, start).valid) start += utf8_at(text, start).size;
  std::string shown;
  constexpr std::string_view hex = "0123456789ABCDEF";
  for (std::size_t i = start; i < text.size() && i < start + 6; ++i) {
    shown += "\\x";
    shown += hex[static_cast<unsigned char>(text[i]) >> 4];
    shown += hex[static_cast<unsigned char>(text[i]) & 15];
  }
  target.incorrect("string", text.size() > start + 6 ? shown + "..." : shown);
}

// value, length, column name, column ordinal
template <TextKind Kind>
Value assign_text(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  if (is_null(arguments[0])) return Null{};
  std::string text = text_of(arguments[0]);
  if (std::holds_alternative<Bytes>(arguments[0])) check_encoding(text, target);
  return fitted(std::move(text), Kind, arguments[1], target);
}

template <TextKind Kind>
Value assign_float_text(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  if (is_null(arguments[0])) return Null{};
  return fitted(mysql_text(static_cast<float>(double_of(arguments[0]))), Kind, arguments[1], target);
}

// A DATETIME, TIMESTAMP or TIME of so many digits, into any column of texts.
template <TextKind Kind, int Digits>
Value assign_temporal_text(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  if (is_null(arguments[0])) return Null{};
  std::string text = text_of(arguments[0]);
  const auto point = std::min(text.find('.'), text.size());
  text.resize(std::min(text.size(), point + (Digits > 0 ? static_cast<std::size_t>(Digits) + 1 : 0)));
  return fitted(std::move(text), Kind, arguments[1], target);
}

// value, length, column name, column ordinal
template <bool Padded>
Value assign_bytes(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  if (is_null(arguments[0])) return Null{};
  std::string bytes = text_of(arguments[0]);
  auto limit = bigint_of(arguments[1]);
  if (limit < 0) limit = Padded ? 1 : long_size;
  const auto count = static_cast<std::size_t>(limit);
  if (bytes.size() > count) {
    target.too_long();
    bytes.resize(count);
  }
  if (Padded) bytes.resize(count, '\0');
  return Bytes{std::move(bytes)};
}

// The place of a member, from 1; 0: none.
std::size_t place_of(const std::vector<std::string>& members, std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i] == text || compare_accent_insensitive(members[i], text) == 0) return i + 1;
  }
  return 0;
}

std::optional<std::size_t> number_in(const Value& value) {
  const auto text = text_of(value);
  if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos || text.size() > 19) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(std::stoull(text));
}

// value, type name, column name, column ordinal. A number is the place of a member.
Value assign_enum(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  if (is_null(arguments[0])) return Null{};
  const auto members = members_of(view_of(arguments[1]));
  std::size_t place = view_of(arguments[0]).empty() ? 0 : place_of(members, view_of(arguments[0]));
  if (const auto number = number_in(arguments[0]); place == 0 && number && *number <= members.size()) place = *number;
  if (place > 0) return members[place - 1];
  target.truncated();
  return std::string{};
}

// A number's bits are members.
Value assign_set(Arguments arguments, CallContext& context) {
  const Target target{arguments[2], arguments[3], context};
  if (is_null(arguments[0])) return Null{};
  const auto members = members_of(view_of(arguments[1]));
  std::uint64_t bits = 0;
  const auto text = view_of(arguments[0]);
  const auto number = number_in(arguments[0]);
  if (number && place_of(members, text) == 0) {
    bits = *number;
    if (members.size() < 64 && bits >> members.size() != 0) target.truncated();
  } else {
    for (std::size_t start = 0; start < text.size();) {
      const auto end = std::min(text.find(',', start), text.size());
      const std::size_t place = place_of(members, text.substr(start, end - start));
      if (place == 0) target.truncated();
      if (place > 0) bits |= std::uint64_t{1} << (place - 1);
      start = end + 1;
    }
  }
  std::string chosen;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if ((bits >> i & 1) == 0) continue;
    if (!chosen.empty()) chosen += ',';
    chosen += members[i];
  }
  return chosen;
}

// value, column name, column ordinal
Value assign_json(Arguments arguments, CallContext& context) {
  const Target target{arguments[1], arguments[2], context};
  if (is_null(arguments[0])) return Null{};
  if (std::holds_alternative<Bytes>(arguments[0])) {
    throw worded_error(Condition::invalid_json, 3144, "22032",
                       "Cannot create a JSON value from a string with CHARACTER SET 'binary'.");
  }
  const auto* text = std::get_if<std::string>(&arguments[0]);
  if (text == nullptr) target.invalid_json("not a JSON text, may need CAST", 0);
  JsonFault fault;
  auto normal = normalised_mysql_json(*text, &fault);
  if (!normal) target.invalid_json(fault.message, fault.position);
  return std::move(*normal);
}

// A number or a date, which MySQL does not take for JSON without a CAST.
Value refuse_json(Arguments arguments, CallContext& context) {
  const Target target{arguments[1], arguments[2], context};
  if (is_null(arguments[0])) return Null{};
  target.invalid_json("not a JSON text, may need CAST", 0);
}

template <TextKind Kind, std::size_t... Digits>
void add_temporal_texts(Rows& rows, std::string_view prefix, std::index_sequence<Digits...>) {
  using enum TypeId;
  const auto add = [&](std::size_t digits, sql::NativeFunction function) {
    const auto native = intern(std::string{prefix} + std::to_string(digits));
    changing(sees_nulls(cast_row(rows.native("assign", {any, bigint, text, bigint}, type(text), native, function))));
  };
  (add(Digits, assign_temporal_text<Kind, static_cast<int>(Digits)>), ...);
}

}  // namespace

void add_text_assignments(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::initializer_list<TypeId> parameters, TypeId result, std::string_view native,
                       sql::NativeFunction function) {
    changing(sees_nulls(cast_row(rows.native("assign", parameters, type(result), native, function))));
  };
  constexpr auto seven = std::make_index_sequence<7>{};
  add({any, bigint, text, bigint}, char_, "my_assign_char", assign_text<TextKind::fixed>);
  add({any, bigint, text, bigint}, varchar, "my_assign_varchar", assign_text<TextKind::varying>);
  add({any, bigint, text, bigint}, text, "my_assign_text", assign_text<TextKind::sized>);
  add({any, bigint, text, bigint}, char_, "my_assign_char_float", assign_float_text<TextKind::fixed>);
  add({any, bigint, text, bigint}, varchar, "my_assign_varchar_float", assign_float_text<TextKind::varying>);
  add({any, bigint, text, bigint}, text, "my_assign_text_float", assign_float_text<TextKind::sized>);
  add_temporal_texts<TextKind::fixed>(rows, "my_assign_char_time_", seven);
  add_temporal_texts<TextKind::varying>(rows, "my_assign_varchar_time_", seven);
  add_temporal_texts<TextKind::sized>(rows, "my_assign_text_time_", seven);
  add({any, bigint, text, bigint}, binary, "my_assign_binary", assign_bytes<true>);
  add({any, bigint, text, bigint}, varbinary, "my_assign_varbinary", assign_bytes<false>);
  add({any, text, text, bigint}, enum_, "my_assign_enum", assign_enum);
  add({any, text, text, bigint}, set, "my_assign_set", assign_set);
  add({any, text, bigint}, json, "my_assign_json", assign_json);
  add({any, text, bigint}, json, "my_refuse_json", refuse_json);
}

}  // namespace emulator::mysql
