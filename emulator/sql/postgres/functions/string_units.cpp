// String functions (manual 9.4) that work by Unicode's rules or by those of SQL's own text: normal forms, escapes,
// identifiers; and to_number(), which reads what to_char() writes.
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/value.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

const icu::Normalizer2& normal_form(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string word = ascii_upper(name);
  const icu::Normalizer2* form = word == "NFC"    ? icu::Normalizer2::getNFCInstance(status)
                                 : word == "NFD"  ? icu::Normalizer2::getNFDInstance(status)
                                 : word == "NFKC" ? icu::Normalizer2::getNFKCInstance(status)
                                 : word == "NFKD" ? icu::Normalizer2::getNFKDInstance(status)
                                                  : nullptr;
  if (form == nullptr || U_FAILURE(status) != 0) {
    throw make_worded_error(Condition::invalid_parameter_value, "invalid normalization form: " + name);
  }
  return *form;
}

std::string form_at(Arguments arguments) {
  return arguments.size() > 1 ? text_at(arguments, 1) : "NFC";
}

Value normalize(Arguments arguments, CallContext&) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  normal_form(form_at(arguments))
      .normalize(icu::UnicodeString::fromUTF8(text_at(arguments, 0)), status)
      .toUTF8String(result);
  return result;
}

Value is_normalized(Arguments arguments, CallContext&) {
  UErrorCode status = U_ZERO_ERROR;
  return normal_form(form_at(arguments)).isNormalized(icu::UnicodeString::fromUTF8(text_at(arguments, 0)), status) != 0;
}

[[noreturn]] void bad_escape() {
  SqlError error = make_worded_error(Condition::syntax_error, "invalid Unicode escape");
  error.hint = "Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.";
  throw error;
}

std::optional<char32_t> hex_number(std::string_view digits, std::size_t wanted) {
  if (digits.size() < wanted) {
    return std::nullopt;
  }
  char32_t number = 0;
  for (const char digit : digits.substr(0, wanted)) {
    const char lower = ascii_lower(digit);
    const bool is_letter = lower >= 'a' && lower <= 'f';
    if (!is_ascii_digit(digit) && !is_letter) {
      return std::nullopt;
    }
    number = number * 16 + static_cast<char32_t>(is_letter ? lower - 'a' + 10 : digit - '0');
  }
  return number;
}

struct Escape {
  char32_t code;
  std::size_t size;  // with the backslash
};

// \XXXX, \+XXXXXX, \uXXXX, \UXXXXXXXX
Escape read_escape(std::string_view text) {
  struct Form {
    std::string_view prefix;
    std::size_t digits;
  };
  static constexpr std::array forms = {Form{"\\+", 6}, Form{"\\u", 4}, Form{"\\U", 8}, Form{"\\", 4}};
  for (const Form& form : forms) {
    if (!text.starts_with(form.prefix)) {
      continue;
    }
    if (const auto code = hex_number(text.substr(form.prefix.size()), form.digits)) {
      return {*code, form.prefix.size() + form.digits};
    }
  }
  bad_escape();
}

Value unistr(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      result += text[at++];
      continue;
    }
    if (at + 1 < text.size() && text[at + 1] == '\\') {
      result += '\\';
      at += 2;
      continue;
    }
    Escape escape = read_escape(std::string_view(text).substr(at));
    at += escape.size;
    const bool is_first_half = escape.code >= 0xD800 && escape.code < 0xDC00;
    if (is_first_half) {
      const Escape second =
          at < text.size() && text[at] == '\\' ? read_escape(std::string_view(text).substr(at)) : Escape{0, 0};
      if (second.code < 0xDC00 || second.code > 0xDFFF) {
        throw make_worded_error(Condition::syntax_error, "invalid Unicode surrogate pair");
      }
      escape.code = 0x10000 + ((escape.code - 0xD800) << 10) + (second.code - 0xDC00);
      at += second.size;
    } else if (escape.code >= 0xDC00 && escape.code <= 0xDFFF) {
      throw make_worded_error(Condition::syntax_error, "invalid Unicode surrogate pair");
    }
    if (escape.code == 0 || escape.code > 0x10FFFF) {
      throw make_worded_error(Condition::syntax_error, "invalid Unicode code point: " + std::to_string(escape.code));
    }
    append_utf8(result, escape.code);
  }
  return result;
}

// --- parse_ident ------------------------------------------------------------------------------------------------

[[noreturn]] void bad_identifier(const std::string& text, std::string detail) {
  SqlError error =
      make_worded_error(Condition::invalid_parameter_value, "string is not a valid identifier: \"" + text + "\"");
  error.detail = std::move(detail);
  throw error;
}

bool begins_identifier(char c) {
  return is_ascii_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::string take_quoted(std::string_view& rest, const std::string& text) {
  std::string part;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] != '"') {
      part += rest[at];
    } else if (at + 1 < rest.size() && rest[at + 1] == '"') {
      part += rest[at++];
    } else {
      rest.remove_prefix(at + 1);
      if (part.empty()) {
        bad_identifier(text, "Quoted identifier must not be empty.");
      }
      return part;
    }
  }
  bad_identifier(text, "String has unclosed double quotes.");
}

std::string take_plain(std::string_view& rest) {
  std::size_t size = 0;
  while (size < rest.size() && (begins_identifier(rest[size]) || is_ascii_digit(rest[size]) || rest[size] == '$')) {
    ++size;
  }
  std::string part = ascii_lower(rest.substr(0, size));
  rest.remove_prefix(size);
  return part;
}

void skip_spaces(std::string_view& rest) {
  while (!rest.empty() && is_ascii_space(rest.front())) {
    rest.remove_prefix(1);
  }
}

Value parse_identifier(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const bool is_strict = arguments.size() < 2 || std::get<bool>(arguments[1]);
  std::string_view rest = text;
  auto parts = std::make_shared<Array>();
  bool behind_dot = false;
  while (true) {
    skip_spaces(rest);
    const bool is_quoted = rest.starts_with('"');
    if (!is_quoted && (rest.empty() || !begins_identifier(rest.front()))) {
      bad_identifier(text, rest.starts_with('.') ? "No valid identifier before \".\"."
                           : behind_dot          ? "No valid identifier after \".\"."
                                                 : "");
    }
    parts->elements.push_back(is_quoted ? take_quoted(rest, text) : take_plain(rest));
    skip_spaces(rest);
    if (!rest.starts_with('.')) {
      break;
    }
    rest.remove_prefix(1);
    behind_dot = true;
  }
  if (!rest.empty() && is_strict) {
    bad_identifier(text, "");
  }
  return std::shared_ptr<const Array>(std::move(parts));
}

// --- to_number --------------------------------------------------------------------------------------------------

// The pattern says which characters count: digits where it has 9 or 0, the sign wherever one stands, and how many
// digits follow the point; with V, as many as follow it are behind the point of what was written without one.
Value to_number(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::string pattern = ascii_upper(text_at(arguments, 1));
  if (pattern.find("RN") != std::string::npos || pattern.find("EEEE") != std::string::npos ||
      pattern.find('V') != std::string::npos) {
    throw make_error(Condition::feature_not_supported, {"this pattern of to_number()"});
  }
  const std::size_t point = pattern.find_first_of(".D");
  const auto places = [](std::string_view part) {
    return std::count_if(part.begin(), part.end(), [](char c) { return c == '9' || c == '0'; });
  };
  const auto before = places(std::string_view(pattern).substr(0, point));
  const auto behind = point == std::string::npos ? 0 : places(std::string_view(pattern).substr(point));
  std::string digits, fraction;
  bool negative = false, in_fraction = false;
  for (const char c : text) {
    if (is_ascii_digit(c)) {
      std::string& part = in_fraction ? fraction : digits;
      if (static_cast<std::int64_t>(part.size()) < (in_fraction ? behind : before)) {
        part += c;
      }
    } else if (c == '.' && point != std::string::npos) {
      in_fraction = true;
    } else if (c == '-' || (c == '<' && pattern.find("PR") != std::string::npos)) {
      negative = true;
    }
  }
  if (digits.empty() && fraction.empty()) {
    bad_text("numeric", " ");
  }
  const std::string number =
      (negative ? "-" : "") + (digits.empty() ? "0" : digits) + (fraction.empty() ? "" : "." + fraction);
  return Decimal::parse(number)->to_string();
}

Value client_encoding(Arguments, CallContext&) {
  return std::string("UTF8");
}

}  // namespace

void add_string_units(Overloads& rows) {
  rows.push_back(native_row("normalize", {text}, text, "pg_normalize", normalize));
  rows.push_back(native_row("normalize", {text, text}, text, "pg_normalize", normalize));
  rows.push_back(native_row("is_normalized", {text}, boolean, "pg_is_normalized", is_normalized));
  rows.push_back(native_row("is_normalized", {text, text}, boolean, "pg_is_normalized", is_normalized));
  rows.push_back(native_row("unistr", {text}, text, "pg_unistr", unistr));
  rows.push_back(native_row("parse_ident", types_of({text}), array_of(text), "pg_parse_ident", parse_identifier));
  rows.push_back(
      native_row("parse_ident", types_of({text, boolean}), array_of(text), "pg_parse_ident", parse_identifier));
  rows.push_back(native_row("to_number", {text, text}, decimal, "pg_to_number", to_number));
  rows.push_back(native_row("pg_client_encoding", {}, name, "pg_client_encoding", client_encoding));
}

}  // namespace emulator::postgres
