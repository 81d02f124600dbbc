// JSON_TABLE: (document, description) -> rows. The description is what the parser read of COLUMNS, as a JSON document;
// its fields are written by parse_json_table.cpp.
#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/json_arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "types/decimal.hpp"
#include "types/row_set.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

std::string text_of(const Json& description, std::string_view key) {
  const Json* found = description.find(key);
  return found == nullptr ? std::string() : found->text;
}

[[noreturn]] void missing_value(const std::string& column) {
  throw worded_error(Condition::invalid_json, 3665, "22035", "Missing value for JSON_TABLE column '" + column + "'");
}
[[noreturn]] void bad_value(const std::string& column) {
  throw worded_error(Condition::invalid_json, 3156, "22018", "Invalid JSON value for CAST for column " + column);
}

// What stands after ON EMPTY and ON ERROR: NULL, ERROR, or a default.
Value otherwise(const Json& column, std::string_view when) {
  const std::string action = text_of(column, when);
  if (action == "error") {
    when == "empty" ? missing_value(text_of(column, "name")) : bad_value(text_of(column, "name"));
  }
  if (action != "default") {
    return Null{};
  }
  const Json document = document_of(text_of(column, std::string(when) + "_default"), 1, "json_table");
  return document.kind == JsonKind::string ? document.text : print(document, mysql_json);
}

// A scalar as the text that the column's cast reads. Empty: it is none, or does not fit.
std::optional<std::string> scalar_text(const Json& found, const Json& column) {
  const bool is_number = text_of(column, "class") == "number";
  if (found.kind == JsonKind::boolean) {
    return is_number ? (found.boolean ? "1" : "0") : (found.boolean ? "true" : "false");
  }
  if (found.kind != JsonKind::string && found.kind != JsonKind::number) {
    return std::nullopt;
  }
  if (is_number && !Decimal::parse(found.text)) {
    return std::nullopt;
  }
  const Json* length = column.find("length");
  const bool is_long = length != nullptr && utf8_length(found.text) > std::stoul(length->text);
  return is_long ? std::nullopt : std::optional(found.text);
}

Value value_of(const Json& context, const Json& column) {
  const JsonPath path = path_of(text_of(column, "path"));
  const std::vector<const Json*> found = find_all(context, path);
  if (text_of(column, "kind") == "exists") {
    return std::string(found.empty() ? "0" : "1");
  }
  if (found.empty()) {
    return otherwise(column, "empty");
  }
  if (text_of(column, "class") == "json") {
    if (found.size() == 1) {
      return print(*found.front(), mysql_json);
    }
    return otherwise(column, "error");
  }
  if (found.size() == 1 && found.front()->kind == JsonKind::null) {
    return Null{};
  }
  std::optional<std::string> text = found.size() == 1 ? scalar_text(*found.front(), column) : std::nullopt;
  return text ? Value{std::move(*text)} : otherwise(column, "error");
}

using Row = std::vector<Value>;

std::size_t width_of(const Json& columns) {
  std::size_t width = 0;
  for (const Json& column : columns.elements) {
    width += text_of(column, "kind") == "nested" ? width_of(*column.find("columns")) : 1;
  }
  return width;
}

// The rows of one value: its own columns, beside the rows of each NESTED PATH in turn; of none of these, one row.
std::vector<Row> rows_of(const Json& context, std::int64_t number, const Json& columns) {
  Row base;
  for (const Json& column : columns.elements) {
    const std::string kind = text_of(column, "kind");
    if (kind == "nested") {
      base.resize(base.size() + width_of(*column.find("columns")));
    } else {
      base.push_back(kind == "ordinality" ? Value{std::to_string(number)} : value_of(context, column));
    }
  }
  std::vector<Row> rows;
  std::size_t at = 0;
  for (const Json& column : columns.elements) {
    if (text_of(column, "kind") != "nested") {
      ++at;
      continue;
    }
    const Json& inner = *column.find("columns");
    std::int64_t inner_number = 0;
    for (const Json* value : find_all(context, path_of(text_of(column, "path")))) {
      for (const Row& part : rows_of(*value, ++inner_number, inner)) {
        Row& row = rows.emplace_back(base);
        std::copy(part.begin(), part.end(), row.begin() + static_cast<std::ptrdiff_t>(at));
      }
    }
    at += width_of(inner);
  }
  if (rows.empty()) {
    rows.push_back(std::move(base));
  }
  return rows;
}

Value json_table(Arguments arguments, CallContext&) {
  const Json document = document_of(arguments[0], 1, "json_table");
  const Json description = *parse_json(view_of(arguments[1]));
  RowSetWriter writer;
  std::int64_t number = 0;
  for (const Json* value : find_all(document, path_of(text_of(description, "path")))) {
    for (const Row& row : rows_of(*value, ++number, *description.find("columns"))) {
      writer.add(row);
    }
  }
  return writer.take();
}

}  // namespace

void add_json_table(Rows& rows) {
  using enum TypeId;
  sql::Overload& row =
      variadic(rows.native("json_table", {text, text}, Type{.id = record}, "my_json_table", json_table));
  row.kind = sql::OverloadKind::rows;
}

}  // namespace emulator::mysql
