// Quoting, format(), and texts as other texts: hashes, hexadecimal, base64.
#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "base/base64.hpp"
#include "base/hex.hpp"
#include "base/text.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/digest.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// --- Quoting ----------------------------------------------------------------------------------------------------

// Keywords that may not stand as a name without quotes (manual, appendix C: all but the non-reserved ones), in order.
constexpr std::array reserved = {
    std::string_view{"all"},
    std::string_view{"analyse"},
    std::string_view{"analyze"},
    std::string_view{"and"},
    std::string_view{"any"},
    std::string_view{"array"},
    std::string_view{"as"},
    std::string_view{"asc"},
    std::string_view{"asymmetric"},
    std::string_view{"authorization"},
    std::string_view{"between"},
    std::string_view{"bigint"},
    std::string_view{"binary"},
    std::string_view{"bit"},
    std::string_view{"boolean"},
    std::string_view{"both"},
    std::string_view{"case"},
    std::string_view{"cast"},
    std::string_view{"char"},
    std::string_view{"character"},
    std::string_view{"check"},
    std::string_view{"coalesce"},
    std::string_view{"collate"},
    std::string_view{"collation"},
    std::string_view{"column"},
    std::string_view{"concurrently"},
    std::string_view{"constraint"},
    std::string_view{"create"},
    std::string_view{"cross"},
    std::string_view{"current_catalog"},
    std::string_view{"current_date"},
    std::string_view{"current_role"},
    std::string_view{"current_schema"},
    std::string_view{"current_time"},
    std::string_view{"current_timestamp"},
    std::string_view{"current_user"},
    std::string_view{"dec"},
    std::string_view{"decimal"},
    std::string_view{"default"},
    std::string_view{"deferrable"},
    std::string_view{"desc"},
    std::string_view{"distinct"},
    std::string_view{"do"},
    std::string_view{"else"},
    std::string_view{"end"},
    std::string_view{"except"},
    std::string_view{"exists"},
    std::string_view{"extract"},
    std::string_view{"false"},
    std::string_view{"fetch"},
    std::string_view{"float"},
    std::string_view{"for"},
    std::string_view{"foreign"},
    std::string_view{"freeze"},
    std::string_view{"from"},
    std::string_view{"full"},
    std::string_view{"grant"},
    std::string_view{"greatest"},
    std::string_view{"group"},
    std::string_view{"grouping"},
    std::string_view{"having"},
    std::string_view{"ilike"},
    std::string_view{"in"},
    std::string_view{"initially"},
    std::string_view{"inner"},
    std::string_view{"inout"},
    std::string_view{"int"},
    std::string_view{"integer"},
    std::string_view{"intersect"},
    std::string_view{"interval"},
    std::string_view{"into"},
    std::string_view{"is"},
    std::string_view{"isnull"},
    std::string_view{"join"},
    std::string_view{"lateral"},
    std::string_view{"leading"},
    std::string_view{"least"},
    std::string_view{"left"},
    std::string_view{"like"},
    std::string_view{"limit"},
    std::string_view{"localtime"},
    std::string_view{"localtimestamp"},
    std::string_view{"national"},
    std::string_view{"natural"},
    std::string_view{"nchar"},
    std::string_view{"none"},
    std::string_view{"normalize"},
    std::string_view{"not"},
    std::string_view{"notnull"},
    std::string_view{"null"},
    std::string_view{"nullif"},
    std::string_view{"numeric"},
    std::string_view{"offset"},
    std::string_view{"on"},
    std::string_view{"only"},
    std::string_view{"or"},
    std::string_view{"order"},
    std::string_view{"out"},
    std::string_view{"outer"},
    std::string_view{"overlaps"},
    std::string_view{"overlay"},
    std::string_view{"placing"},
    std::string_view{"position"},
    std::string_view{"precision"},
    std::string_view{"primary"},
    std::string_view{"real"},
    std::string_view{"references"},
    std::string_view{"returning"},
    std::string_view{"right"},
    std::string_view{"row"},
    std::string_view{"select"},
    std::string_view{"session_user"},
    std::string_view{"setof"},
    std::string_view{"similar"},
    std::string_view{"smallint"},
    std::string_view{"some"},
    std::string_view{"substring"},
    std::string_view{"symmetric"},
    std::string_view{"table"},
    std::string_view{"tablesample"},
    std::string_view{"then"},
    std::string_view{"time"},
    std::string_view{"timestamp"},
    std::string_view{"to"},
    std::string_view{"trailing"},
    std::string_view{"treat"},
    std::string_view{"trim"},
    std::string_view{"true"},
    std::string_view{"union"},
    std::string_view{"unique"},
    std::string_view{"user"},
    std::string_view{"using"},
    std::string_view{"values"},
    std::string_view{"varchar"},
    std::string_view{"variadic"},
    std::string_view{"verbose"},
    std::string_view{"when"},
    std::string_view{"where"},
    std::string_view{"window"},
    std::string_view{"with"},
    std::string_view{"xmlattributes"},
    std::string_view{"xmlconcat"},
    std::string_view{"xmlelement"},
    std::string_view{"xmlexists"},
    std::string_view{"xmlforest"},
    std::string_view{"xmlnamespaces"},
    std::string_view{"xmlparse"},
    std::string_view{"xmlpi"},
    std::string_view{"xmlroot"},
    std::string_view{"xmlserialize"},
    std::string_view{"xmltable"},
};
static_assert(std::is_sorted(reserved.begin(), reserved.end()));

std::string doubled(std::string_view text, char quote) {
  std::string result;
  for (const char c : text) {
    result.append(c == quote ? 2 : 1, c);
  }
  return result;
}

std::string identifier(std::string_view name) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || is_ascii_digit(c); };
  const bool safe = !name.empty() && !is_ascii_digit(name.front()) && std::all_of(name.begin(), name.end(), is_plain) &&
                    !std::binary_search(reserved.begin(), reserved.end(), name);
  return safe ? std::string(name) : "\"" + doubled(name, '"') + "\"";
}

std::string literal(std::string_view text) {
  const bool escapes = text.find('\\') != std::string_view::npos;
  const std::string body = doubled(text, '\'');
  return escapes ? "E'" + doubled(body, '\\') + "'" : "'" + body + "'";
}

Value quote_ident(Arguments arguments, CallContext&) {
  return identifier(text_at(arguments, 0));
}
Value quote_literal(Arguments arguments, CallContext&) {
  return literal(text_at(arguments, 0));
}
Value quote_nullable(Arguments arguments, CallContext&) {
  return is_null(arguments[0]) ? std::string("NULL") : literal(text_at(arguments, 0));
}

// --- format(): %[position$][-][width]type -------------------------------------------------------------------------

[[noreturn]] void bad_format(std::string sentence) {
  throw make_worded_error(Condition::invalid_parameter_value, std::move(sentence));
}

class Formatter {
 public:
  explicit Formatter(Arguments arguments) : arguments_(arguments), rest_(text_at(arguments, 0)) {}

  std::string format() {
    while (!rest_.empty()) {
      const std::size_t percent = rest_.find('%');
      result_ += rest_.substr(0, percent);
      rest_.remove_prefix(std::min(percent, rest_.size()));
      if (!rest_.empty()) {
        rest_.remove_prefix(1);
        specifier();
      }
    }
    return std::move(result_);
  }

 private:
  void need_more() const {
    if (rest_.empty()) {
      bad_format("unterminated format() type specifier");
    }
  }
  std::int64_t number() {
    std::int64_t value = 0;
    while (!rest_.empty() && is_ascii_digit(rest_.front()) && value < 100'000'000) {
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }

  void specifier() {
    need_more();
    if (rest_.front() == '%') {
      result_ += '%';
      rest_.remove_prefix(1);
      return;
    }
    std::int64_t width = number();
    if (rest_.starts_with('$')) {
      if (width == 0) {
        bad_format("format specifies argument 0, but arguments are numbered from 1");
      }
      next_ = static_cast<std::size_t>(width);
      width = 0;
      rest_.remove_prefix(1);
      need_more();
    } else if (width == 0) {
      ++next_;
    } else {
      ++next_;
    }
    bool left = false;
    while (rest_.starts_with('-')) {
      left = true;
      rest_.remove_prefix(1);
    }
    if (width == 0) {
      width = number();
    }
    need_more();
    const std::size_t size = utf8_at(rest_, 0).size;
    const std::string type{rest_.substr(0, size)};
    rest_.remove_prefix(size);
    write(type, width, left);
  }

  void write(const std::string& type, std::int64_t width, bool left) {
    if (type != "s" && type != "I" && type != "L") {
      SqlError error = make_worded_error(Condition::invalid_parameter_value,
                                         "unrecognized format() type specifier \"" + type + "\"");
      error.hint = "For a single \"%\" use \"%%\".";
      throw error;
    }
    if (next_ >= arguments_.size()) {
      bad_format("too few arguments for format()");
    }
    const Value& value = arguments_[next_];
    std::string text;
    if (is_null(value)) {
      if (type == "I") {
        throw make_worded_error(Condition::invalid_parameter_value,
                                "null values cannot be formatted as an SQL identifier");
      }
      text = type == "L" ? "NULL" : "";
    } else {
      const std::string& given = std::get<std::string>(value);
      text = type == "I" ? identifier(given) : type == "L" ? literal(given) : given;
    }
    const auto missing = width - static_cast<std::int64_t>(utf8_length(text));
    const std::string padding(static_cast<std::size_t>(std::max<std::int64_t>(missing, 0)), ' ');
    result_ += left ? text + padding : padding + text;
  }

  Arguments arguments_;
  std::string_view rest_;
  std::string result_;
  std::size_t next_ = 0;
};

Value format(Arguments arguments, CallContext&) {
  return is_null(arguments[0]) ? Value{Null{}} : Value{Formatter{arguments}.format()};
}

// --- Hashes and encodings -----------------------------------------------------------------------------------------

Value md5(Arguments arguments, CallContext&) {
  return hexadecimal(digest(EVP_md5(), text_at(arguments, 0)), lower_hex);
}
Value md5_of_bytes(Arguments arguments, CallContext&) {
  return hexadecimal(digest(EVP_md5(), std::get<Bytes>(arguments[0]).data), lower_hex);
}
Value sha256(Arguments arguments, CallContext&) {
  return Bytes{digest(EVP_sha256(), std::get<Bytes>(arguments[0]).data)};
}
Value sha512(Arguments arguments, CallContext&) {
  return Bytes{digest(EVP_sha512(), std::get<Bytes>(arguments[0]).data)};
}

Value to_hex(Arguments arguments, CallContext&) {
  static constexpr std::string_view digits = "0123456789abcdef";
  auto number = static_cast<std::uint64_t>(integer_at(arguments, 0));
  std::string text;
  do {
    text.insert(text.begin(), digits[number & 15]);
    number >>= 4;
  } while (number != 0);
  return text;
}
Value integer_to_hex(Arguments arguments, CallContext& context) {
  const Value wrapped = std::int64_t{static_cast<std::uint32_t>(integer_at(arguments, 0))};
  return to_hex(std::span(&wrapped, 1), context);
}

std::string escape_bytes(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    const auto code = static_cast<unsigned char>(byte);
    if (code == 0 || code >= 128) {
      text += {'\\', static_cast<char>('0' + (code >> 6)), static_cast<char>('0' + (code >> 3 & 7)),
               static_cast<char>('0' + (code & 7))};
    } else {
      text.append(byte == '\\' ? 2 : 1, byte);
    }
  }
  return text;
}

// PostgreSQL breaks base64 into lines of 76 characters.
std::string base64_lines(std::string_view bytes) {
  std::string text = encode_base64(bytes);
  for (std::size_t at = 76; at < text.size(); at += 77) {
    text.insert(at, "\n");
  }
  return text;
}

[[noreturn]] void unknown_encoding(const std::string& name) {
  throw make_worded_error(Condition::invalid_parameter_value, "unrecognized encoding: \"" + name + "\"");
}

Value encode(Arguments arguments, CallContext&) {
  const std::string& bytes = std::get<Bytes>(arguments[0]).data;
  const std::string name = ascii_lower(text_at(arguments, 1));
  if (name == "hex") {
    return hexadecimal(bytes, lower_hex);
  }
  if (name == "base64") {
    return base64_lines(bytes);
  }
  if (name == "escape") {
    return escape_bytes(bytes);
  }
  unknown_encoding(text_at(arguments, 1));
}

Value decode(Arguments arguments, CallContext& context) {
  const std::string& given = text_at(arguments, 0);
  const std::string name = ascii_lower(text_at(arguments, 1));
  if (name == "hex") {
    const Value literal_text = "\\x" + given;
    return input_bytea(std::span(&literal_text, 1), context);
  }
  if (name == "escape") {
    return input_bytea(arguments.first(1), context);
  }
  if (name != "base64") {
    unknown_encoding(text_at(arguments, 1));
  }
  std::string compact;
  std::copy_if(given.begin(), given.end(), std::back_inserter(compact), [](char c) { return !is_ascii_space(c); });
  std::optional<std::string> bytes = decode_base64(compact);
  if (!bytes) {
    SqlError error = make_worded_error(Condition::invalid_parameter_value, "invalid base64 end sequence");
    error.hint = "Input data is missing padding, is truncated, or is otherwise corrupted.";
    throw error;
  }
  return Bytes{std::move(*bytes)};
}

Value convert_from(Arguments arguments, CallContext&) {
  const std::string name = ascii_lower(text_at(arguments, 1));
  const std::string& bytes = std::get<Bytes>(arguments[0]).data;
  if (name != "utf8" && name != "utf-8") {
    throw make_error(Condition::feature_not_supported, {"encoding " + text_at(arguments, 1)});
  }
  for (std::size_t at = 0; at < bytes.size(); at += utf8_at(bytes, at).size) {
    if (!utf8_at(bytes, at).valid || bytes[at] == '\0') {
      throw make_error(Condition::character_not_in_repertoire, {"0x" + hexadecimal(bytes.substr(at, 1), lower_hex)});
    }
  }
  return bytes;
}
Value convert_to(Arguments arguments, CallContext&) {
  const std::string name = ascii_lower(text_at(arguments, 1));
  if (name != "utf8" && name != "utf-8") {
    throw make_error(Condition::feature_not_supported, {"encoding " + text_at(arguments, 1)});
  }
  return Bytes{text_at(arguments, 0)};
}

}  // namespace

void add_string_formats(Overloads& rows) {
  rows.push_back(native_row("quote_ident", {text}, text, "pg_quote_ident", quote_ident));
  rows.push_back(taking_any_as_text(native_row("quote_literal", {text}, text, "pg_quote_literal", quote_literal)));
  rows.push_back(seeing_nulls(
      taking_any_as_text(native_row("quote_nullable", {text}, text, "pg_quote_nullable", quote_nullable))));
  rows.push_back(seeing_nulls(native_row("format", {text}, text, "pg_format", format)));
  rows.push_back(
      seeing_nulls(variadic(taking_any_as_text(native_row("format", {text, text}, text, "pg_format", format)))));
  rows.push_back(native_row("md5", {text}, text, "pg_md5", md5));
  rows.push_back(native_row("md5", {blob}, text, "pg_bytea_md5", md5_of_bytes));
  rows.push_back(native_row("sha256", {blob}, blob, "pg_sha256", sha256));
  rows.push_back(native_row("sha512", {blob}, blob, "pg_sha512", sha512));
  rows.push_back(native_row("to_hex", {integer}, text, "pg_int4_to_hex", integer_to_hex));
  rows.push_back(native_row("to_hex", {bigint}, text, "pg_int8_to_hex", to_hex));
  rows.push_back(native_row("encode", {blob, text}, text, "pg_encode", encode));
  rows.push_back(native_row("decode", {text, text}, blob, "pg_decode", decode));
  rows.push_back(native_row("convert_from", {blob, text}, text, "pg_convert_from", convert_from));
  rows.push_back(native_row("convert_to", {text, text}, blob, "pg_convert_to", convert_to));
}

}  // namespace emulator::postgres
