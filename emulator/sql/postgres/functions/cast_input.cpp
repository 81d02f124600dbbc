// Input functions: a value from its text, with PostgreSQL's own errors. Dates and times are in datetime_input.cpp.
#include <charconv>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "types/float_text.hpp"
#include "types/json.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;

// Empty: no integer. Out of the range of 64 bits: `overflows`.
std::optional<std::int64_t> read_integer(std::string_view text, bool& overflows) {
  std::string_view digits = ascii_trim(text);
  const bool has_plus = digits.starts_with('+');
  digits.remove_prefix(has_plus ? 1 : 0);
  std::int64_t number = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = result.ptr == digits.data() + digits.size();
  if (!whole || result.ec == std::errc::invalid_argument || (has_plus && digits.starts_with('-'))) {
    return std::nullopt;
  }
  overflows = result.ec == std::errc::result_out_of_range;
  return number;
}

Value checked_integer(const std::string& text, std::int64_t low, std::int64_t high, const char* name) {
  bool overflows = false;
  const std::optional<std::int64_t> number = read_integer(text, overflows);
  if (!number) {
    bad_text(name, text);
  }
  if (overflows || *number < low || *number > high) {
    throw make_error(Condition::value_out_of_range, {name, text});
  }
  return *number;
}

// The number as text, without sign and exponent, has a digit that is not 0.
bool is_nonzero_text(std::string_view text) {
  for (const char c : text) {
    if (c == 'e' || c == 'E') {
      return false;
    }
    if (c >= '1' && c <= '9') {
      return true;
    }
  }
  return false;
}

bool names_infinity(std::string_view text) {
  return text.find_first_of("nN") != std::string_view::npos;
}

double read_float(const std::string& text, const char* name) {
  const std::optional<double> number = parse_double(text);
  if (!number) {
    bad_text(name, text);
  }
  const bool overflows = std::isinf(*number) && !names_infinity(text);
  const bool vanishes = *number == 0 && is_nonzero_text(text);
  if (overflows || vanishes) {
    throw make_worded_error(Condition::numeric_out_of_range, "\"" + text + "\" is out of range for type " + name);
  }
  return *number;
}

std::string read_hex(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    if (is_ascii_space(text[at])) {
      ++at;
      continue;
    }
    const int high = hex_value(text[at]);
    if (high < 0) {
      const std::string shown{text.substr(at, utf8_at(text, at).size)};
      throw make_worded_error(Condition::invalid_parameter_value, "invalid hexadecimal digit: \"" + shown + "\"");
    }
    if (at + 1 >= text.size()) {
      throw make_worded_error(Condition::invalid_parameter_value, "invalid hexadecimal data: odd number of digits");
    }
    const int low = hex_value(text[at + 1]);
    if (low < 0) {
      const std::string shown{text.substr(at + 1, utf8_at(text, at + 1).size)};
      throw make_worded_error(Condition::invalid_parameter_value, "invalid hexadecimal digit: \"" + shown + "\"");
    }
    bytes += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return bytes;
}

// \\ is a backslash, \ooo a byte in octal.
std::string read_escapes(std::string_view text) {
  std::string bytes;
  const auto octal = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '7'; };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      bytes += text[at++];
    } else if (at + 1 < text.size() && text[at + 1] == '\\') {
      bytes += '\\';
      at += 2;
    } else if (octal(at + 1) && text[at + 1] <= '3' && octal(at + 2) && octal(at + 3)) {
      bytes += static_cast<char>((text[at + 1] - '0') * 64 + (text[at + 2] - '0') * 8 + (text[at + 3] - '0'));
      at += 4;
    } else {
      throw make_worded_error(Condition::invalid_text_representation, "invalid input syntax for type bytea");
    }
  }
  return bytes;
}

[[noreturn]] void bad_json(std::string_view text, const JsonFault& fault) {
  SqlError error = make_error(Condition::invalid_json, {"json", std::string(fault.message)});
  std::size_t at = std::min(fault.position, text.size());
  while (at < text.size() && is_ascii_space(text[at])) {
    ++at;
  }
  std::size_t end = at;
  const auto in_word = [&](char c) { return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_' || c < 0; };
  while (end < text.size() && in_word(text[end])) {
    ++end;
  }
  end = end == at && end < text.size() ? end + 1 : end;
  error.detail = at >= text.size() ? "The input string ended unexpectedly."
                                   : "Token \"" + std::string(text.substr(at, end - at)) + "\" is invalid.";
  std::size_t line = 1, line_start = 0;
  for (std::size_t index = 0; index < at; ++index) {
    if (text[index] == '\n') {
      ++line;
      line_start = index + 1;
    }
  }
  const bool is_cut = end < text.size();
  error.where = "JSON data, line " + std::to_string(line) + ": " +
                std::string(text.substr(line_start, end - line_start)) + (is_cut ? "..." : "");
  throw error;
}

}  // namespace

int hex_value(char digit) {
  if (is_ascii_digit(digit)) {
    return digit - '0';
  }
  const char lower = ascii_lower(digit);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void malformed_array(const std::string& literal) {
  SqlError error =
      make_worded_error(Condition::invalid_text_representation, "malformed array literal: \"" + literal + "\"");
  if (!ascii_trim(literal).starts_with('{')) {
    error.detail = "Array value must start with \"{\" or dimension information.";
  } else if (!ascii_trim(literal).ends_with('}')) {
    error.detail = "Unexpected end of input.";
  }
  throw error;
}

Value input_boolean(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::string word = ascii_lower(ascii_trim(text));
  const auto begins = [&](std::string_view full, std::size_t least) {
    return word.size() >= least && full.starts_with(word);
  };
  if (begins("true", 1) || begins("yes", 1) || word == "on" || word == "1") {
    return true;
  }
  if (begins("false", 1) || begins("no", 1) || begins("off", 2) || word == "0") {
    return false;
  }
  bad_text("boolean", text);
}

Value input_smallint(Arguments arguments, CallContext&) {
  return checked_integer(text_at(arguments, 0), INT16_MIN, INT16_MAX, "smallint");
}
Value input_integer(Arguments arguments, CallContext&) {
  return checked_integer(text_at(arguments, 0), INT32_MIN, INT32_MAX, "integer");
}
Value input_bigint(Arguments arguments, CallContext&) {
  return checked_integer(text_at(arguments, 0), INT64_MIN, INT64_MAX, "bigint");
}

// Negative numbers wrap, as they always have.
Value input_oid(Arguments arguments, CallContext&) {
  const Value number = checked_integer(text_at(arguments, 0), INT32_MIN, UINT32_MAX, "oid");
  return std::int64_t{static_cast<std::uint32_t>(std::get<std::int64_t>(number))};
}

Value input_double(Arguments arguments, CallContext&) {
  return read_float(text_at(arguments, 0), "double precision");
}

Value input_real(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const double number = read_float(text, "real");
  const auto narrow = static_cast<float>(number);
  if ((std::isinf(narrow) && !std::isinf(number)) || (narrow == 0 && number != 0)) {
    throw make_worded_error(Condition::numeric_out_of_range, "\"" + text + "\" is out of range for type real");
  }
  return static_cast<double>(narrow);
}

Value input_numeric(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::optional<Decimal> number = Decimal::parse(text);
  if (!number) {
    bad_text("numeric", text);
  }
  return fit_numeric(*number, integer_at(arguments, 1), integer_at(arguments, 2));
}

Value input_bytea(Arguments arguments, CallContext&) {
  const std::string_view text = text_at(arguments, 0);
  return Bytes{text.starts_with("\\x") ? read_hex(text.substr(2)) : read_escapes(text)};
}

// Hyphens are optional after each group of four digits; braces may surround it all.
Value input_uuid(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  std::string_view rest = text;
  const bool braced = rest.starts_with('{') && rest.ends_with('}');
  if (braced) {
    rest = rest.substr(1, rest.size() - 2);
  }
  std::string uuid;
  int digits = 0;
  for (const char c : rest) {
    if (c == '-' && digits > 0 && digits < 32 && digits % 4 == 0 && uuid.back() != ' ') {
      uuid += ' ';
      continue;
    }
    if (hex_value(c) < 0 || ++digits > 32) {
      bad_text("uuid", text);
    }
    uuid += ascii_lower(c);
  }
  if (digits != 32) {
    bad_text("uuid", text);
  }
  std::erase(uuid, ' ');
  for (const std::size_t at : {8U, 13U, 18U, 23U}) {
    uuid.insert(at, 1, '-');
  }
  return uuid;
}

Value input_json(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  JsonFault fault;
  if (!parse_json(text, &fault)) {
    bad_json(text, fault);
  }
  return text;
}

Value input_jsonb(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  JsonFault fault;
  std::optional<std::string> document = normalised_jsonb(text, &fault);
  if (!document) {
    bad_json(text, fault);
  }
  return std::move(*document);
}

Value input_enum(Arguments arguments, CallContext& context) {
  const std::string& label = text_at(arguments, 0);
  const std::string& name = text_at(arguments, 1);
  if (context.enums == nullptr) {
    throw make_error(Condition::feature_not_supported, {"reading a label of enum " + name + " here"});
  }
  if (!context.enums->place(text_at(arguments, 2), label)) {
    throw make_worded_error(Condition::invalid_text_representation,
                            "invalid input value for enum " + name + ": \"" + label + "\"");
  }
  return label;
}

}  // namespace emulator::postgres
