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
std::optional<Array> parse_array(std::string_view literal, TypeId element, char delimiter = ',');
std::string print_array(const Array& array, char delimiter = ',');

// What stands between the elements where PostgreSQL reads or prints an array of them. They lie with commas between.
constexpr char array_delimiter(TypeId element) {
  return element == TypeId::box ? ';' : ',';
}

// One element or value as PostgreSQL prints it inside an array, unquoted: "t", "1.5", "\\x0a".
std::string element_text(const Value& value);

}  // namespace emulator
