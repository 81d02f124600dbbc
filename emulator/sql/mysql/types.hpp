// MySQL's types: names to Type and back, and the types of literals.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/ast.hpp"
#include "sql/dialect.hpp"
#include "types/type.hpp"

namespace emulator::mysql {

// Limits in bytes that tell the sizes of TEXT and BLOB apart (their Type::length).
inline constexpr std::int32_t tiny_size = 255;
inline constexpr std::int32_t normal_size = 65'535;
inline constexpr std::int32_t medium_size = 16'777'215;
inline constexpr std::int32_t long_size = 2'147'483'647;  // MySQL: 4,294,967,295

// Type::name of a hexadecimal or bit literal, which is a binary text that counts as a number.
inline constexpr std::string_view number_in_bytes = "number in bytes";

// CHAR and BINARY without a length keep -1: one character in a column, any number in a CAST. Throws SqlError for types
// MySQL has and this program lacks; empty: no such type.
std::optional<Type> type_of(const ast::TypeName& name);

std::string metadata_name(const Type& type);  // "INT UNSIGNED", as the wire's typeName
std::string spelled(const Type& type);        // "int unsigned", "varchar(20)", "enum('a','b')": COLUMN_TYPE

sql::TypedValue literal(const ast::ExpressionNode& node);
Type parameter_type(const Value& value);
// https://dev.mysql.com/doc/refman/8.0/en/data-type-defaults.html, "Handling of Implicit Defaults".
Value implicit_value(const Type& type);

// What NOT NULL columns of the type hold where nobody gave a value
// (https://dev.mysql.com/doc/refman/8.0/en/data-type-defaults.html), as an expression.
std::string implicit_default(const Type& type);

// The members of "enum('a','b''c')" or "set(...)" in order.
std::vector<std::string> members_of(std::string_view type_name);

// Digits before and after the point that any value of a numeric type has room for; 0 for other types.
std::int32_t precision_of(const Type& type);
std::int32_t scale_of(const Type& type);

}  // namespace emulator::mysql
