// The forms of hinted strings are patterns of one character class per place, not regular expressions.
#include "api/parameter.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/base64.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace emulator::api {

namespace {

// True if `text` starts with the pattern, in which 0 stands for any digit; cuts it off then.
bool take_pattern(std::string_view& text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '0' ? !is_ascii_digit(text[i]) : text[i] != pattern[i]) return false;
  }
  text.remove_prefix(pattern.size());
  return true;
}

// Cuts digits off the front; true if there were any.
bool take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), [](char c) { return is_ascii_digit(c); });
  const auto count = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(count);
  return count > 0;
}

bool take_char(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

bool take_time(std::string_view& text) {
  return take_pattern(text, "00:00:00") && (!take_char(text, '.') || take_digits(text));
}

bool is_plain_number(std::string_view text) {
  if (!take_char(text, '-')) take_char(text, '+');
  const bool whole = take_digits(text);
  const bool fraction = take_char(text, '.') && take_digits(text);
  if (!whole && !fraction) return false;
  if (take_char(text, 'e') || take_char(text, 'E')) {
    if (!take_char(text, '-')) take_char(text, '+');
    if (!take_digits(text)) return false;
  }
  return text.empty();
}

bool is_uuid(std::string_view text) {
  if (text.starts_with('{') && text.ends_with('}') && text.size() > 2) text = text.substr(1, text.size() - 2);
  std::size_t digits = 0;
  for (const char c : text) {
    const char lower = ascii_lower(c);
    if (is_ascii_digit(c) || (lower >= 'a' && lower <= 'f')) {
      ++digits;
    } else if (c != '-') {
      return false;
    }
  }
  return digits == 32;
}

struct Form {
  std::string_view hint;
  std::string_view form;
  bool fits;
};

std::optional<Form> form_of(backend::TypeHint hint, std::string_view text) {
  switch (hint) {
    case backend::TypeHint::none:
    case backend::TypeHint::json:
      return std::nullopt;
    case backend::TypeHint::date:
      return Form{"DATE", "YYYY-MM-DD", take_pattern(text, "0000-00-00") && text.empty()};
    case backend::TypeHint::time:
      return Form{"TIME", "HH:MM:SS[.FFF]", take_time(text) && text.empty()};
    case backend::TypeHint::timestamp:
      return Form{"TIMESTAMP", "YYYY-MM-DD HH:MM:SS[.FFF]",
                  take_pattern(text, "0000-00-00 ") && take_time(text) && text.empty()};
    case backend::TypeHint::decimal:
      return Form{"DECIMAL", "a number", is_plain_number(text)};
    case backend::TypeHint::uuid:
      return Form{"UUID", "a UUID", is_uuid(text)};
  }
  return std::nullopt;
}

Bytes read_blob(const JsonValue& member) {
  auto bytes = decode_base64(member.text());
  if (!bytes) throw ApiError(Fault::serialization, "The value of blobValue must be base64.");
  return Bytes{*std::move(bytes)};
}

// False for a member that the union does not have.
bool read_member(const JsonValue& member, ParameterField& field) {
  const std::string_view name = member.key();
  if (name == "stringValue") {
    field.value = std::string(member.text());
  } else if (name == "longValue") {
    field.value = member.integer();
  } else if (name == "doubleValue") {
    field.value = member.floating();
  } else if (name == "booleanValue") {
    field.value = member.boolean();
  } else if (name == "blobValue") {
    field.value = read_blob(member);
  } else if (name == "arrayValue") {
    member.members();
    field.is_array = true;
  } else {
    return false;
  }
  return true;
}

}  // namespace

ParameterField read_parameter_field(const JsonValue& value) {
  ParameterField field;
  for (const JsonValue member : value.members()) {
    if (member.is_null()) continue;
    const bool is_null = member.key() == "isNull";
    if (is_null && !member.boolean()) continue;  // says nothing beside another member
    ParameterField next;
    if (!is_null && !read_member(member, next)) continue;
    if (field.is_set) {
      throw ApiError(Fault::serialization,
                     "A Field must have exactly one member; " + std::string(member.key()) + " is one too many.");
    }
    field = std::move(next);
    field.is_set = true;
  }
  return field;
}

void check_type_hint(const backend::Parameter& parameter) {
  const auto* text = std::get_if<std::string>(&parameter.value);
  if (text == nullptr) return;
  const auto form = form_of(parameter.hint, *text);
  if (!form || form->fits) return;
  throw ApiError(Fault::validation, "The value of parameter '" + parameter.name + "' has the type hint " +
                                        std::string(form->hint) + " but isn't " + std::string(form->form));
}

}  // namespace emulator::api
