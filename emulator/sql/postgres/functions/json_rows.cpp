// Functions that make rows of JSON documents (manual, table 9.47): elements, members, records.
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/json_text.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/array.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

enum class Show : std::uint8_t {
  document,
  text
};

template <Show show>
Value shown(std::string_view document) {
  if constexpr (show == Show::document) {
    return std::string(document);
  } else {
    std::optional<std::string> text = json_as_text(document);
    return text ? Value{std::move(*text)} : Value{Null{}};
  }
}

[[noreturn]] void wrong_kind(std::string sentence) {
  throw make_worded_error(Condition::invalid_parameter_value, std::move(sentence));
}

// The words are those of each type's own function.
template <bool binary, Show show>
Value array_elements(Arguments arguments, CallContext&) {
  const JsonPieces pieces = json_pieces(text_at(arguments, 0));
  if (pieces.first != '[') {
    const std::string name = show == Show::text ? "json_array_elements_text" : "json_array_elements";
    const bool is_object = pieces.first == '{';
    wrong_kind(binary
                   ? (is_object ? "cannot extract elements from an object" : "cannot extract elements from a scalar")
                   : (is_object ? "cannot call " + name + " on a non-array" : "cannot call " + name + " on a scalar"));
  }
  RowSetWriter rows;
  for (const std::string_view element : pieces.values) {
    const Value row[] = {shown<show>(element)};
    rows.add(row);
  }
  return rows.take();
}

template <bool binary, Show show>
Value each_member(Arguments arguments, CallContext&) {
  const JsonPieces pieces = json_pieces(text_at(arguments, 0));
  if (pieces.first != '{') {
    const std::string name = show == Show::text ? "_each_text" : "_each";
    wrong_kind(binary                ? "cannot call jsonb" + name + " on a non-object"
               : pieces.first == '[' ? "cannot deconstruct an array as an object"
                                     : "cannot deconstruct a scalar");
  }
  RowSetWriter rows;
  for (std::size_t member = 0; member < pieces.keys.size(); ++member) {
    const Value row[] = {json_string(pieces.keys[member]), shown<show>(pieces.values[member])};
    rows.add(row);
  }
  return rows.take();
}

template <bool binary>
Value object_keys(Arguments arguments, CallContext&) {
  const JsonPieces pieces = json_pieces(text_at(arguments, 0));
  if (pieces.first != '{') {
    const std::string name = binary ? "jsonb_object_keys" : "json_object_keys";
    wrong_kind("cannot call " + name + (pieces.first == '[' ? " on an array" : " on a scalar"));
  }
  RowSetWriter rows;
  for (const std::string_view key : pieces.keys) {
    const Value row[] = {json_string(key)};
    rows.add(row);
  }
  return rows.take();
}

// --- Records: (document, name, kind, name, kind, …); what becomes of each text is the caller's cast ----------------

Value array_of_json(std::string_view document) {
  const JsonPieces pieces = json_pieces(document);
  Array array;
  for (const std::string_view element : pieces.values) {
    const char first = json_pieces(element).first;
    array.elements.push_back(first == '[' ? array_of_json(element) : shown<Show::text>(element));
  }
  return std::make_shared<const Array>(std::move(array));
}

Value field_of(std::string_view object, const std::string& name, const std::string& kind) {
  const std::optional<std::string_view> found = json_member(object, name);
  if (!found || *found == "null") {
    return Null{};
  }
  if (kind == "document") {
    return std::string(*found);
  }
  if (kind == "array" && json_pieces(*found).first == '[') {
    return print_array(*std::get<std::shared_ptr<const Array>>(array_of_json(*found)));
  }
  return shown<Show::text>(*found);
}

void add_record(std::string_view object, Arguments arguments, RowSetWriter& rows) {
  std::vector<Value> row;
  for (std::size_t field = 1; field + 1 < arguments.size(); field += 2) {
    row.push_back(field_of(object, text_at(arguments, field), text_at(arguments, field + 1)));
  }
  rows.add(row);
}

// NULL is a record too, all of whose fields are NULL.
Value to_record(Arguments arguments, CallContext&) {
  const std::string document = is_null(arguments[0]) ? "{}" : text_at(arguments, 0);
  if (json_pieces(document).first != '{') {
    wrong_kind(std::string("cannot call populate_composite on ") +
               (json_pieces(document).first == '[' ? "an array" : "a scalar"));
  }
  RowSetWriter rows;
  add_record(document, arguments, rows);
  return rows.take();
}

// json_to_recordset() and json_populate_recordset(): which of the two, only errors tell.
enum class Maker : std::uint8_t {
  to,
  populate
};

template <bool binary, Maker maker>
Value to_recordset(Arguments arguments, CallContext&) {
  const JsonPieces pieces = json_pieces(text_at(arguments, 0));
  const std::string name =
      std::string(binary ? "jsonb" : "json") + (maker == Maker::to ? "_to_recordset" : "_populate_recordset");
  if (pieces.first != '[') {
    wrong_kind("cannot call " + name + (pieces.first == '{' ? " on an object" : " on a scalar"));
  }
  RowSetWriter rows;
  for (const std::string_view element : pieces.values) {
    if (json_pieces(element).first != '{') {
      wrong_kind("argument of " + name + " must be an array of objects");
    }
    add_record(element, arguments, rows);
  }
  return rows.take();
}

sql::Overload giving_rows(sql::Overload row, std::vector<sql::RowColumn> columns) {
  row.kind = sql::OverloadKind::rows;
  row.columns = std::move(columns);
  return row;
}

template <bool binary>
void add_kind(Overloads& rows) {
  const Type document = type(binary ? jsonb : json);
  const std::vector<Type> one{document};
  const auto pick = [](std::string_view plain, std::string_view other) { return binary ? other : plain; };
  const auto add = [&](std::string_view name, Type result, std::string_view native, sql::NativeFunction function,
                       std::vector<sql::RowColumn> columns) {
    rows.push_back(giving_rows(native_row(name, one, result, native, function), std::move(columns)));
  };
  add(pick("json_array_elements", "jsonb_array_elements"), document, pick("pg_json_elements", "pg_jsonb_elements"),
      array_elements<binary, Show::document>, {{"value", document}});
  add(pick("json_array_elements_text", "jsonb_array_elements_text"), type(text),
      pick("pg_json_elements_text", "pg_jsonb_elements_text"), array_elements<binary, Show::text>,
      {{"value", type(text)}});
  add(pick("json_each", "jsonb_each"), type(record), pick("pg_json_each", "pg_jsonb_each"),
      each_member<binary, Show::document>, {{"key", type(text)}, {"value", document}});
  add(pick("json_each_text", "jsonb_each_text"), type(record), pick("pg_json_each_text", "pg_jsonb_each_text"),
      each_member<binary, Show::text>, {{"key", type(text)}, {"value", type(text)}});
  add(pick("json_object_keys", "jsonb_object_keys"), type(text), pick("pg_json_keys", "pg_jsonb_keys"),
      object_keys<binary>, {});
  const auto add_records = [&](std::string_view name, std::string_view native, sql::NativeFunction function) {
    rows.push_back(giving_rows(variadic(native_row(name, one, type(record), native, function)), {}));
    rows.back().null_on_null = function != &to_record;
  };
  add_records(pick("json_to_record", "jsonb_to_record"), pick("pg_json_to_record", "pg_jsonb_to_record"), to_record);
  add_records(pick("json_to_recordset", "jsonb_to_recordset"), pick("pg_json_to_recordset", "pg_jsonb_to_recordset"),
              to_recordset<binary, Maker::to>);
  // The binder has taken the record that is populated away: it says what columns there are, and is NULL.
  add_records(pick("json_populate_record", "jsonb_populate_record"),
              pick("pg_json_populate_record", "pg_jsonb_populate_record"), to_record);
  add_records(pick("json_populate_recordset", "jsonb_populate_recordset"),
              pick("pg_json_populate_recordset", "pg_jsonb_populate_recordset"), to_recordset<binary, Maker::populate>);
}

}  // namespace

void add_json_rows(Overloads& rows) {
  add_kind<false>(rows);
  add_kind<true>(rows);
}

}  // namespace emulator::postgres
