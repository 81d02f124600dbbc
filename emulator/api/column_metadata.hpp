// ResultColumn -> the fourteen members of the service model's ColumnMetadata: JDBC's numbers for types, as pgjdbc and
// Connector/J report them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/field.hpp"
#include "types/result_column.hpp"

namespace emulator::api {

// What depends on a column's type alone.
struct TypeMetadata {
  std::int32_t type = 0;  // java.sql.Types
  std::string type_name;  // empty: as the backend spells it
  std::int64_t precision = 0;
  std::int32_t scale = 0;
  bool is_signed = false;
  bool is_currency = false;
  bool is_case_sensitive = false;
  std::int32_t array_base_column_type = 0;  // of an array: its element's type
};

TypeMetadata type_metadata(const Type& type, const Flavour& flavour);

// Appends one object, its members in the order in which the live service sends them.
void append_column_metadata(std::string& output, const ResultColumn& column, const Flavour& flavour);

}  // namespace emulator::api
