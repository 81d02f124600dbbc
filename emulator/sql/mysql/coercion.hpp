// How MySQL brings types together ("Type Conversion in Expression Evaluation" in its manual): any argument converts,
// comparisons follow a table of pairs, CASE and its kin take the type that has room for all.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "sql/dialect.hpp"
#include "types/type.hpp"

namespace emulator::mysql {

enum class Family : std::uint8_t {
  null,
  integer,  // also BIT and YEAR: stored as numbers
  decimal,
  real,
  text,
  binary,
  date,
  time,
  datetime,  // DATETIME and TIMESTAMP
  json,
  member,  // ENUM and SET
  other
};
Family family_of(const Type& type);
bool is_temporal(Family family);

// The type in which + - * and their kin see an operand: BIGINT, BIGINT UNSIGNED, DECIMAL or DOUBLE.
Type number_type(const Type& type);

// The type of an operand for the digits of a result: a constant integer counts as a DECIMAL of its digits.
Type sized(const sql::Operand& operand);

// 0x0A on its way into a number is UNSIGNED first.
std::optional<Type> cast_through(const Type& from, const Type& to);

// To what both sides of a comparison are cast. `symbol` tells = and <> from the ordering ones. Throws 1525 for a
// constant that is no date where it is compared with one.
std::pair<Type, Type> comparison_types(std::string_view symbol, const sql::Operand& left, const sql::Operand& right);

Type common_type(std::span<const sql::Operand> operands);

// How far an argument is from a parameter, 0 for none; empty: it cannot be one. For choosing among overloads.
std::optional<int> conversion_cost(const Type& from, TypeId parameter);

std::optional<sql::CastPath> find_cast(const Type& from, const Type& to, sql::CastStrength strength);

}  // namespace emulator::mysql
