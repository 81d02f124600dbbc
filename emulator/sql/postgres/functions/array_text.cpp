// Arrays and texts: array_to_string, string_to_array.
#include "base/text.hpp"
#include "sql/postgres/functions/array_values.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// (array, separator[, text for NULL], element type)
Value array_to_string(Arguments arguments, CallContext& context) {
  if (is_null(arguments[0]) || is_null(arguments[1])) {
    return Null{};
  }
  const TypeId element = element_type_of(arguments);
  const bool shows_null = arguments.size() > 3 && !is_null(arguments[2]);
  std::vector<Value> elements;
  flatten(array_at(arguments, 0, element), elements);
  std::string joined;
  bool first = true;
  for (const Value& value : elements) {
    if (is_null(value) && !shows_null) {
      continue;
    }
    joined += first ? std::string_view{} : std::string_view{text_at(arguments, 1)};
    joined += is_null(value) ? text_at(arguments, 2) : printed_element(value, element, context);
    first = false;
  }
  return joined;
}

// (text, separator[, text of NULL]). No separator: one part a character; an empty one: the whole text.
std::vector<Value> parts_of(Arguments arguments) {
  const std::string_view text = text_at(arguments, 0);
  std::vector<Value> parts;
  const auto add = [&](std::string_view part) {
    const bool is_missing = arguments.size() > 2 && !is_null(arguments[2]) && part == text_at(arguments, 2);
    parts.push_back(is_missing ? Value{Null{}} : Value{std::string(part)});
  };
  if (text.empty()) {
    return parts;
  }
  if (is_null(arguments[1])) {
    for (std::size_t at = 0; at < text.size(); at += utf8_at(text, at).size) {
      add(text.substr(at, utf8_at(text, at).size));
    }
    return parts;
  }
  const std::string& separator = text_at(arguments, 1);
  std::size_t at = 0;
  for (std::size_t found = separator.empty() ? std::string_view::npos : text.find(separator);
       found != std::string_view::npos; found = text.find(separator, at)) {
    add(text.substr(at, found - at));
    at = found + separator.size();
  }
  add(text.substr(at));
  return parts;
}

Value string_to_array(Arguments arguments, CallContext&) {
  return is_null(arguments[0]) ? Value{Null{}} : made(Array{parts_of(arguments)});
}
Value string_to_table(Arguments arguments, CallContext&) {
  RowSetWriter rows;
  if (!is_null(arguments[0])) {
    for (const Value& part : parts_of(arguments)) {
      rows.add(std::span(&part, 1));
    }
  }
  return rows.take();
}

}  // namespace

void add_array_texts(Overloads& rows) {
  for (const std::size_t count : {2U, 3U}) {
    std::vector<Type> parameters(count, type(text));
    rows.push_back(
        seeing_nulls(native_row("string_to_array", parameters, array_of(text), "pg_string_to_array", string_to_array)));
    rows.push_back(
        seeing_nulls(native_row("string_to_table", parameters, type(text), "pg_string_to_table", string_to_table)));
    rows.back().kind = sql::OverloadKind::rows;
    parameters[0] = type(any_array);
    rows.push_back(
        seeing_nulls(native_row("array_to_string", parameters, type(text), "pg_array_to_string", array_to_string)));
    rows.back().takes_element_type = true;
  }
}

}  // namespace emulator::postgres
