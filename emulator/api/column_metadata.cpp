// The object itself; the numbers come from the engines' tables.
#include "api/column_metadata.hpp"

#include "api/json_text.hpp"
#include "api/type_metadata.hpp"

namespace emulator::api {

namespace {

void append_text_member(std::string& output, std::string_view prefix, std::string_view text) {
  output += prefix;
  append_json_string(output, text);
}

void append_number_member(std::string& output, std::string_view prefix, std::int64_t number) {
  output += prefix;
  append_integer(output, number);
}

void append_flag_member(std::string& output, std::string_view prefix, bool flag) {
  output += prefix;
  output += flag ? "true" : "false";
}

// pgjdbc calls an integer whose default is a sequence's next value by its serial name.
std::string_view serial_name(TypeId id) {
  if (id == TypeId::smallint) return "smallserial";
  if (id == TypeId::integer) return "serial";
  if (id == TypeId::bigint) return "bigserial";
  return {};
}

std::string_view type_name_of(const ResultColumn& column, const TypeMetadata& metadata, const Flavour& flavour) {
  if (flavour.engine == backend::Engine::postgres && column.auto_increment) {
    if (const std::string_view serial = serial_name(column.type.id); !serial.empty()) return serial;
  }
  return metadata.type_name.empty() ? std::string_view(column.type_name) : std::string_view(metadata.type_name);
}

}  // namespace

TypeMetadata type_metadata(const Type& type, const Flavour& flavour) {
  return flavour.engine == backend::Engine::mysql ? mysql_type_metadata(type, flavour.generation)
                                                  : postgres_type_metadata(type);
}

void append_column_metadata(std::string& output, const ResultColumn& column, const Flavour& flavour) {
  const TypeMetadata metadata = type_metadata(column.type, flavour);
  // pgjdbc's getColumnName() is the label; Connector/J's is the column's own name.
  const bool shows_label = flavour.engine == backend::Engine::postgres;
  append_text_member(output, R"({"name":)", shows_label ? column.label : column.name);
  append_number_member(output, R"(,"type":)", metadata.type);
  append_text_member(output, R"(,"typeName":)", type_name_of(column, metadata, flavour));
  append_text_member(output, R"(,"label":)", column.label);
  output += R"(,"schemaName":"")";  // empty in every capture, whatever the schema
  append_text_member(output, R"(,"tableName":)", column.table);
  append_flag_member(output, R"(,"isAutoIncrement":)", column.auto_increment);
  append_flag_member(output, R"(,"isSigned":)", metadata.is_signed);
  append_flag_member(output, R"(,"isCurrency":)", metadata.is_currency);
  append_flag_member(output, R"(,"isCaseSensitive":)", metadata.is_case_sensitive);
  append_number_member(output, R"(,"nullable":)", column.nullable ? 1 : 0);
  append_number_member(output, R"(,"precision":)", metadata.precision);
  append_number_member(output, R"(,"scale":)", metadata.scale);
  append_number_member(output, R"(,"arrayBaseColumnType":)", metadata.array_base_column_type);
  output += '}';
}

}  // namespace emulator::api
