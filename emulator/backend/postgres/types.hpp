// PostgreSQL's type numbers (pg_type.oid) and modifiers as Types. Numbers below 16384 are fixed by PostgreSQL
// (catalog/pg_type.dat); others are looked up in the server by catalog.hpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "types/type.hpp"

namespace emulator::backend::postgres {

using Oid = std::uint32_t;

namespace oid {
inline constexpr Oid unspecified = 0, boolean = 16, bytea = 17, int8 = 20, text = 25, float8 = 701, date = 1082,
                     time = 1083, timestamp = 1114, numeric = 1700, uuid = 2950, jsonb = 3802;
}  // namespace oid

struct TypeEntry {
  Oid number;
  std::string_view name;  // pg_type.typname: "int4", "_text"
  TypeId id;
  Oid element = 0;  // of an array
};

// Null for a number that is not built in, or is of no use to clients by name.
const TypeEntry* built_in(Oid number);

// `modifier` is pg_attribute.atttypmod, -1 for none. `element` is the array's element entry, null otherwise.
Type type_of(const TypeEntry& entry, const TypeEntry* element, std::int32_t modifier);

}  // namespace emulator::backend::postgres
