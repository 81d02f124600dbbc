// The script's vocabulary is that of the types floor, by name.
#include "scripted_backend.hpp"

#include <array>
#include <stdexcept>
#include <string_view>
#include <variant>

#include <boost/json.hpp>

#include "api/error_response.hpp"
#include "base/base64.hpp"
#include "base/error.hpp"
#include "base/overloaded.hpp"

namespace emulator::test {

namespace {

namespace json = boost::json;

struct NamedType {
  std::string_view name;
  TypeId id;
};
constexpr std::array type_names = {
    NamedType{"array", TypeId::array},
    NamedType{"bigint", TypeId::bigint},
    NamedType{"bit", TypeId::bit},
    NamedType{"blob", TypeId::blob},
    NamedType{"boolean", TypeId::boolean},
    NamedType{"char", TypeId::char_},
    NamedType{"date", TypeId::date},
    NamedType{"decimal", TypeId::decimal},
    NamedType{"double", TypeId::double_},
    NamedType{"enum", TypeId::enum_},
    NamedType{"integer", TypeId::integer},
    NamedType{"internal_char", TypeId::internal_char},
    NamedType{"interval", TypeId::interval},
    NamedType{"json", TypeId::json},
    NamedType{"jsonb", TypeId::jsonb},
    NamedType{"oid", TypeId::oid},
    NamedType{"other", TypeId::other},
    NamedType{"real", TypeId::real},
    NamedType{"smallint", TypeId::smallint},
    NamedType{"text", TypeId::text},
    NamedType{"time", TypeId::time},
    NamedType{"timestamp", TypeId::timestamp},
    NamedType{"timestamptz", TypeId::timestamptz},
    NamedType{"timetz", TypeId::timetz},
    NamedType{"tinyint", TypeId::tinyint},
    NamedType{"uuid", TypeId::uuid},
    NamedType{"varchar", TypeId::varchar},
    NamedType{"year", TypeId::year},
};

TypeId type_id(std::string_view name) {
  for (const NamedType& row : type_names) {
    if (row.name == name) return row.id;
  }
  throw std::runtime_error("a script names the unknown type " + std::string(name));
}

std::string text_at(const json::object& object, std::string_view key, std::string_view otherwise = "") {
  const auto* value = object.if_contains(key);
  return value == nullptr ? std::string(otherwise) : std::string(value->as_string());
}
std::int64_t number_at(const json::object& object, std::string_view key, std::int64_t otherwise) {
  const auto* value = object.if_contains(key);
  return value == nullptr ? otherwise : value->as_int64();
}
bool flag_at(const json::object& object, std::string_view key, bool otherwise) {
  const auto* value = object.if_contains(key);
  return value == nullptr ? otherwise : value->as_bool();
}

Value read_value(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return Null{};
    case json::kind::bool_:
      return value.as_bool();
    case json::kind::int64:
      return value.as_int64();
    case json::kind::double_:
      return value.as_double();
    case json::kind::string:
      return std::string(value.as_string());
    case json::kind::array: {
      Array array;
      for (const json::value& element : value.as_array()) array.elements.push_back(read_value(element));
      return std::make_shared<const Array>(std::move(array));
    }
    case json::kind::object:
      return Bytes{decode_base64(text_at(value.as_object(), "base64")).value()};
    case json::kind::uint64:
      break;
  }
  throw std::runtime_error("a script holds a number above 64 bits");
}

ResultColumn read_column(const json::object& object) {
  ResultColumn column;
  column.label = text_at(object, "label");
  column.name = text_at(object, "name", column.label);
  column.table = text_at(object, "table");
  column.schema = text_at(object, "schema");
  column.type_name = text_at(object, "typeName");
  column.nullable = flag_at(object, "nullable", true);
  column.auto_increment = flag_at(object, "autoIncrement", false);
  column.type.id = type_id(text_at(object, "type"));
  if (column.type.id == TypeId::array) column.type.element = type_id(text_at(object, "element"));
  column.type.is_unsigned = flag_at(object, "unsigned", false);
  column.type.length = static_cast<std::int32_t>(number_at(object, "length", -1));
  column.type.scale = static_cast<std::int32_t>(number_at(object, "scale", -1));
  // Names of types live as long as the process.
  static const std::array names = {std::string_view{"regclass"}, std::string_view{"inet"}, std::string_view{"money"}};
  const std::string name = text_at(object, "typeIs");
  for (const std::string_view known : names) {
    if (known == name) column.type.name = known;
  }
  return column;
}

[[noreturn]] void fail(const json::object& object) {
  SqlError error;
  error.message = text_at(object, "message");
  error.sqlstate = text_at(object, "sqlstate");
  error.code = static_cast<std::int32_t>(number_at(object, "code", 0));
  if (object.contains("position")) error.position = static_cast<std::size_t>(number_at(object, "position", 0));
  error.detail = text_at(object, "detail");
  error.hint = text_at(object, "hint");
  throw error;
}

Fault fault_named(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(Fault::validation); ++i) {
    if (api::exception_name(static_cast<Fault>(i)) == name) return static_cast<Fault>(i);
  }
  throw std::runtime_error("a script names the unknown exception " + std::string(name));
}

std::string describe(const Value& value) {
  return std::visit(overloaded{
                        [](Null) -> std::string { return "null"; },
                        [](bool truth) -> std::string { return truth ? "true" : "false"; },
                        [](std::int64_t number) { return std::to_string(number); },
                        [](double number) { return "double " + std::to_string(number); },
                        [](const std::string& text) { return "'" + text + "'"; },
                        [](const Bytes& bytes) { return "bytes " + encode_base64(bytes.data); },
                        [](const std::shared_ptr<const Array>&) -> std::string { return "array"; },
                    },
                    value);
}

std::string_view describe(backend::TypeHint hint) {
  switch (hint) {
    case backend::TypeHint::none:
      return "";
    case backend::TypeHint::date:
      return " as date";
    case backend::TypeHint::decimal:
      return " as decimal";
    case backend::TypeHint::json:
      return " as json";
    case backend::TypeHint::time:
      return " as time";
    case backend::TypeHint::timestamp:
      return " as timestamp";
    case backend::TypeHint::uuid:
      return " as uuid";
  }
  return "";
}

}  // namespace

backend::Result play(const json::value& script) {
  const json::object& object = script.as_object();
  if (const auto* error = object.if_contains("error")) fail(error->as_object());
  if (object.contains("crash")) throw std::runtime_error(text_at(object, "crash"));
  if (object.contains("fault")) throw ApiError(fault_named(text_at(object, "fault")), text_at(object, "message"));
  backend::Result result;
  result.updated = number_at(object, "updated", 0);
  if (const auto* columns = object.if_contains("columns")) {
    for (const json::value& column : columns->as_array()) result.columns.push_back(read_column(column.as_object()));
  }
  if (const auto* generated = object.if_contains("generated")) {
    for (const json::value& value : generated->as_array()) result.generated.push_back(read_value(value));
  }
  const auto* rows = object.if_contains("rows");
  if (rows == nullptr) return result;
  const std::int64_t copies = number_at(object, "copies", 1);  // of all rows, for large results
  for (std::int64_t copy = 0; copy < copies; ++copy) {
    for (const json::value& row : rows->as_array()) {
      auto& values = result.rows.emplace_back();
      for (const json::value& value : row.as_array()) values.push_back(read_value(value));
    }
  }
  return result;
}

std::string describe(const backend::Command& command) {
  std::string text = "execute " + std::string(command.sql);
  if (command.parameters->empty()) return text;
  text += " {";
  for (const backend::Parameter& parameter : *command.parameters) {
    if (text.back() != '{') text += ", ";
    text += parameter.name + ": " + describe(parameter.value) + std::string(describe(parameter.hint));
  }
  return text + "}";
}

}  // namespace emulator::test
