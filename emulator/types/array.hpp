// PostgreSQL's array literals, "{1,NULL,\"a b\"}": text to Array and back. Elements are converted by the element's type
// as a Value holds it; texts of richer types are taken as they stand and checked by whoever asked.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator {

// Empty: malformed, sub-arrays of unequal shape, or an element that is no integer, number or boolean where one is due.
std::optional<Array> parse_array(std::string_view literal, TypeId element);
std::string print_array(const Array& array);

// One element or value as PostgreSQL prints it inside an array, unquoted: "t", "1.5", "\\x0a".
std::string element_text(const Value& value);

}  // namespace emulator
