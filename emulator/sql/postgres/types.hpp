// PostgreSQL's type names, and what the engine knows of its types: how they are spelled and which belong together.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/ast.hpp"
#include "types/type.hpp"

namespace emulator::postgres {

// Empty: not a built-in type. Throws feature_not_supported for built-in types that are not here, value errors for
// modifiers out of range.
std::optional<Type> type_of(const ast::TypeName& name);
// smallserial, serial, bigserial.
std::optional<Type> serial_type(const ast::TypeName& name);

// The extension that a type, or that of an array's elements, belongs to; empty: it is built in.
std::string_view extension_of(const Type& type);

std::string_view internal_name(TypeId id);  // "int4", "bpchar"
std::optional<TypeId> builtin_type(std::string_view internal_name);
std::optional<std::string_view> internal_name_of(std::string_view spelled);  // of "integer": "int4"
std::string metadata_name(const Type& type);                                 // "int4", "_text"
std::string spelled(const Type& type);  // format_type(): "integer", "character varying(3)", "text[]"
std::string spelled_without_modifiers(const Type& type);

// pg_type.typcategory (manual, "System Catalogs", table "typcategory Codes").
enum class Category : char {
  array = 'A',
  boolean = 'B',
  date_time = 'D',
  enumeration = 'E',
  geometric = 'G',
  network = 'I',
  numeric = 'N',
  range = 'R',
  string = 'S',
  timespan = 'T',
  user = 'U',
  bits = 'V',
  unknown = 'X',
  pseudo = 'P',
};
Category category_of(const Type& type);
bool is_preferred(const Type& type);  // of its category

}  // namespace emulator::postgres
