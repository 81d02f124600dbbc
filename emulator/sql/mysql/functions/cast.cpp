// CAST, CONVERT and implicit conversion among numbers, texts, bytes and JSON. Dates and times are in cast_temporal.cpp.
// Which row serves which pair of types is said by casts.cpp.
#include <algorithm>
#include <cmath>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "sql/mysql/collations.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "types/float_text.hpp"
#include "types/json.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

Value shortened(std::string text, const Value& length) {
  const auto count = bigint_of(length);
  if (count < 0) return text;
  text.resize(utf8_offset(text, static_cast<std::size_t>(count)));
  return text;
}

// value, length (-1: any)
Value cast_char(Arguments arguments, CallContext&) {
  return shortened(text_of(arguments[0]), arguments[1]);
}

Value cast_char_float(Arguments arguments, CallContext&) {
  return shortened(mysql_text(static_cast<float>(double_of(arguments[0]))), arguments[1]);
}

// value, length (-1: any; shorter values are filled with zero bytes)
Value cast_binary(Arguments arguments, CallContext&) {
  std::string bytes = text_of(arguments[0]);
  const auto length = bigint_of(arguments[1]);
  if (length >= 0) bytes.resize(static_cast<std::size_t>(length), '\0');
  return Bytes{std::move(bytes)};
}

// A BIT as the bytes MySQL shows: as many as its length needs.
Value cast_bit_binary(Arguments arguments, CallContext&) {
  auto bits = static_cast<std::uint64_t>(integer_of(arguments[0]));
  std::string bytes;
  do {
    bytes.insert(bytes.begin(), static_cast<char>(bits & 0xFF));
    bits >>= 8;
  } while (bits > 0);
  return Bytes{std::move(bytes)};
}

Value as_signed(Wide value) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(value));
}
Value as_unsigned(Wide value) {
  return unsigned_value(static_cast<std::uint64_t>(value));
}

// Texts count up to the first character that is no digit: '2.9' is 2.
Wide integer_prefix(std::string_view text) {
  text = ascii_trim(text);
  std::size_t size = !text.empty() && (text.front() == '-' || text.front() == '+') ? 1 : 0;
  while (size < text.size() && is_ascii_digit(text[size])) ++size;
  return integer_of(Value{std::string{text.substr(0, size)}});
}

void complain_unless_integer(std::string_view text, CallContext& context) {
  std::string_view digits = ascii_trim(text);
  if (!digits.empty() && (digits.front() == '-' || digits.front() == '+')) digits.remove_prefix(1);
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_ascii_digit)) {
    complain_about_text("INTEGER", text, context);
  }
}

Value cast_signed(Arguments arguments, CallContext&) {
  return as_signed(integer_of(arguments[0]));
}
Value cast_unsigned(Arguments arguments, CallContext&) {
  return as_unsigned(integer_of(arguments[0]));
}
Value cast_signed_text(Arguments arguments, CallContext& context) {
  complain_unless_integer(view_of(arguments[0]), context);
  return as_signed(std::min<Wide>(integer_prefix(view_of(arguments[0])), INT64_MAX));
}
Value cast_unsigned_text(Arguments arguments, CallContext& context) {
  complain_unless_integer(view_of(arguments[0]), context);
  return as_unsigned(integer_prefix(view_of(arguments[0])));
}

// value, precision (-1: any), scale (-1: as it is)
Value cast_decimal(Arguments arguments, CallContext& context) {
  Decimal number = decimal_of(arguments[0]);
  if (const auto* text = std::get_if<std::string>(&arguments[0])) {
    std::size_t consumed = 0;
    Decimal::parse_prefix(*text, consumed);
    if (consumed == 0 || !ascii_trim(std::string_view{*text}.substr(consumed)).empty()) {
      complain_about_text("DECIMAL", *text, context);
    }
  }
  const auto precision = static_cast<std::int32_t>(bigint_of(arguments[1]));
  const auto scale = static_cast<std::int32_t>(bigint_of(arguments[2]));
  if (scale >= 0) number = number.rounded(scale);
  if (precision < 0 || number.integer_digits() <= precision - std::max(scale, 0)) return number.to_string();
  std::string largest(static_cast<std::size_t>(precision - std::max(scale, 0)), '9');
  if (scale > 0) largest += "." + std::string(static_cast<std::size_t>(scale), '9');
  return (number.is_negative() ? "-" : "") + (largest.starts_with('.') ? "0" + largest : largest);
}

Value cast_double(Arguments arguments, CallContext& context) {
  return checked_double(arguments[0], context);
}
Value cast_float(Arguments arguments, CallContext&) {
  return static_cast<double>(static_cast<float>(double_of(arguments[0])));
}

Value cast_year(Arguments arguments, CallContext&) {
  const auto year = bigint_of(arguments[0]);
  if (year >= 1 && year <= 99) return year + (year < 70 ? 2000 : 1900);
  if (year == 0 || (year >= 1901 && year <= 2155)) return year;
  return Null{};
}

// value, type name: the place of an ENUM's member, the bits of a SET's.
Value member_number(Arguments arguments, CallContext&) {
  return number_of_member(view_of(arguments[0]), view_of(arguments[1]));
}

// A value inside of JSON functions: texts are JSON strings.
Value json_scalar(Arguments arguments, CallContext&) {
  if (const auto* text = std::get_if<std::string>(&arguments[0])) {
    std::string quoted;
    append_json_string(quoted, *text);
    return quoted;
  }
  if (const auto* bytes = std::get_if<Bytes>(&arguments[0])) {
    std::string quoted;
    append_json_string(quoted, "base64:type15:" + encode_base64(bytes->data));
    return quoted;
  }
  return print(Json::number(text_of(arguments[0])), mysql_json);
}

Value json_double(Arguments arguments, CallContext&) {
  std::string text = mysql_text(double_of(arguments[0]));
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

Value json_truth(Arguments arguments, CallContext&) {
  return std::string{integer_of(arguments[0]) != 0 ? "true" : "false"};
}

// A decimal's digits are a JSON number as they stand.
Value json_number(Arguments arguments, CallContext&) {
  return text_of(arguments[0]);
}

// CAST(text AS JSON)
Value json_document(Arguments arguments, CallContext&) {
  JsonFault fault;
  auto normal = normalised_mysql_json(view_of(arguments[0]), &fault);
  if (normal) return std::move(*normal);
  throw worded_error(Condition::invalid_json, 3141, "22032",
                     "Invalid JSON text in argument 1 to function cast_as_json: \"" + std::string{fault.message} +
                         "\" at position " + std::to_string(fault.position) + ".");
}

// 0x0A where a number is wanted: its last eight bytes.
Value number_in_bytes_of(Arguments arguments, CallContext&) {
  std::uint64_t number = 0;
  for (const char byte : view_of(arguments[0])) number = number << 8 | static_cast<unsigned char>(byte);
  return unsigned_value(number);
}

}  // namespace

void add_casts(Rows& rows) {
  using enum TypeId;
  const Type char_type{.id = varchar};
  cast_row(rows.native("cast", {any, bigint}, char_type, "my_cast_char", cast_char));
  cast_row(rows.native("cast", {any, bigint}, char_type, "my_cast_char_float", cast_char_float));
  cast_row(rows.native("cast", {any, bigint}, bytes_type, "my_cast_binary", cast_binary));
  cast_row(rows.native("cast", {any}, bytes_type, "my_cast_bit_binary", cast_bit_binary));
  cast_row(rows.native("cast", {any}, bigint_type, "my_cast_signed", cast_signed));
  cast_row(rows.native("cast", {any}, unsigned_type, "my_cast_unsigned", cast_unsigned));
  cast_row(rows.native("cast", {any}, bigint_type, "my_cast_signed_text", cast_signed_text));
  cast_row(rows.native("cast", {any}, unsigned_type, "my_cast_unsigned_text", cast_unsigned_text));
  cast_row(rows.native("cast", {any}, unsigned_type, "my_number_in_bytes", number_in_bytes_of));
  cast_row(rows.native("cast", {any, bigint, bigint}, type(decimal), "my_cast_decimal", cast_decimal));
  cast_row(rows.native("cast", {any}, double_type, "my_cast_double", cast_double));
  cast_row(rows.native("cast", {any}, type(real), "my_cast_float", cast_float));
  cast_row(rows.native("cast", {any}, type(year), "my_cast_year", cast_year));
  cast_row(rows.native("cast", {any, text}, bigint_type, "my_member_number", member_number));
  cast_row(rows.native("cast", {any}, json_type, "my_json_scalar", json_scalar));
  cast_row(rows.native("cast", {any}, json_type, "my_json_double", json_double));
  cast_row(rows.native("cast", {any}, json_type, "my_json_truth", json_truth));
  cast_row(rows.native("cast", {any}, json_type, "my_json_number", json_number));
  cast_row(rows.native("cast", {any}, json_type, "my_json_document", json_document));
}

}  // namespace emulator::mysql
