// What the functions of arrays share. Rows that take an element type are told it as their last argument, and read their
// arrays, which come as literals, by it.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "sql/call_context.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::postgres {

using ArrayPointer = std::shared_ptr<const Array>;

inline TypeId element_type_of(Arguments arguments) {
  return static_cast<TypeId>(integer_at(arguments, arguments.size() - 1));
}
// NULL is an empty array here.
Array array_at(Arguments arguments, std::size_t index, TypeId element);
// A value that comes as any element: SQLite has no booleans.
Value element_of(const Value& value, TypeId element);

inline Value made(Array array) {
  return std::make_shared<const Array>(std::move(array));
}
bool is_nested(const Array& array);
std::vector<std::int64_t> shape_of(const Array& array);
void flatten(const Array& array, std::vector<Value>& elements);

// Throws where values of the type have no =.
void require_equality(TypeId element);

// NULLs are equal to each other and above everything else, as in btree's order of arrays.
int compare_elements(const Value& left, const Value& right, TypeId element);
int compare_arrays(const Array& left, const Array& right, TypeId element);
// The order of two literals: the collation of array columns.
int compare_array_literals(std::string_view left, std::string_view right, TypeId element);

// An element as it prints. Empty: as it is.
std::string printed_element(const Value& value, TypeId element, sql::CallContext& context);

}  // namespace emulator::postgres
