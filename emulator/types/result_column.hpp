// ResultColumn: what a column of an answer says of itself. Filled by lower/ and by the pass-through backends, printed
// by api/ as the service model's ColumnMetadata.
#pragma once

#include <string>

#include "types/type.hpp"

namespace emulator {

struct ResultColumn {
  std::string label;      // AS name, or what the engine calls an unnamed expression
  std::string name;       // the underlying column's own name; the label for an expression
  std::string table;      // the underlying table (MySQL: its alias in this query is not shown); empty for an expression
  std::string schema;     // the underlying table's schema (PostgreSQL) or database (MySQL)
  std::string type_name;  // the engine's spelling for ColumnMetadata.typeName: "int4", "BIGINT UNSIGNED", "_text"
  Type type;
  bool nullable = true;
  bool auto_increment = false;
};

}  // namespace emulator
