// Rows as values: their JSON and their text. The binder spreads a row into its fields.
#include "base/text.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/json.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// (names, one a line and each as a JSON string; then each field as JSON)
Value row_as_json(Arguments arguments, CallContext&) {
  std::string_view names = text_at(arguments, 0);
  std::string document = "{";
  for (std::size_t field = 1; field < arguments.size(); ++field) {
    const std::size_t end = names.find('\n');
    document += field > 1 ? "," : "";
    document += names.substr(0, end);
    document += ":";
    document += is_null(arguments[field]) ? "null" : text_at(arguments, field);
    names = end == std::string_view::npos ? std::string_view{} : names.substr(end + 1);
  }
  return document + "}";
}

bool needs_quotes(std::string_view text) {
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '(' || c == ')' || c == ',' || is_ascii_space(c)) {
      return true;
    }
  }
  return text.empty();
}

Value row_as_text(Arguments arguments, CallContext&) {
  std::string printed = "(";
  for (std::size_t field = 0; field < arguments.size(); ++field) {
    printed += field > 0 ? "," : "";
    if (is_null(arguments[field])) {
      continue;
    }
    const std::string& text = text_at(arguments, field);
    if (!needs_quotes(text)) {
      printed += text;
      continue;
    }
    printed += '"';
    for (const char c : text) {
      printed += c == '"' || c == '\\' ? std::string(2, c) : std::string(1, c);
    }
    printed += '"';
  }
  return printed + ")";
}

Value quoted_names(Arguments arguments, CallContext&) {
  std::string quoted;
  for (std::size_t field = 0; field < arguments.size(); ++field) {
    quoted += field > 0 ? "\n" : "";
    append_json_string(quoted, text_at(arguments, field));
  }
  return quoted;
}

}  // namespace

void add_row_values(Overloads& rows) {
  rows.push_back(seeing_nulls(variadic(
      native_row("row as json", std::vector<Type>{type(text), json_value}, type(json), "pg_row_json", row_as_json))));
  rows.push_back(taking_any_as_text(seeing_nulls(
      variadic(native_row("row as text", std::vector<Type>{type(text)}, type(text), "pg_row_text", row_as_text)))));
  rows.push_back(
      variadic(native_row("names of fields", std::vector<Type>{type(text)}, type(text), "pg_row_names", quoted_names)));
}

}  // namespace emulator::postgres
