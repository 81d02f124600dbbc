// What native functions share: reading arguments that are known to be there, and the errors of arithmetic.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "sql/postgres/errors.hpp"
#include "types/decimal.hpp"
#include "types/value.hpp"

namespace emulator::postgres {

using Arguments = std::span<const Value>;

inline std::int64_t integer_at(Arguments arguments, std::size_t index) {
  return std::get<std::int64_t>(arguments[index]);
}
inline double double_at(Arguments arguments, std::size_t index) {
  if (const auto* integer = std::get_if<std::int64_t>(&arguments[index])) {
    return static_cast<double>(*integer);  // SQLite hands a REAL column's whole numbers over as integers
  }
  return std::get<double>(arguments[index]);
}
inline const std::string& text_at(Arguments arguments, std::size_t index) {
  return std::get<std::string>(arguments[index]);
}
inline Decimal decimal_at(Arguments arguments, std::size_t index) {
  return *Decimal::parse(text_at(arguments, index));
}

[[noreturn]] inline void out_of_range(std::string type) {
  throw make_error(Condition::numeric_out_of_range, {std::move(type)});
}
[[noreturn]] inline void divided_by_zero() {
  throw make_error(Condition::division_by_zero, {});
}
// For the conditions of the SQL standard that only some functions have: 2201E, 22013.
[[noreturn]] inline void bad_argument(const char* sqlstate, std::string sentence) {
  SqlError error = make_worded_error(Condition::invalid_parameter_value, std::move(sentence));
  error.sqlstate = sqlstate;
  throw error;
}
[[noreturn]] inline void bad_text(std::string type, const std::string& text) {
  throw make_error(Condition::invalid_text_representation, {std::move(type), text});
}

}  // namespace emulator::postgres
