// Storage: how a value of each type lies in SQLite. The one table that says so (docs/architecture.md prints it):
//   boolean, integers, bit(<=63), year   INTEGER
//   bigint unsigned                      ANY COLLATE numeric: INTEGER up to 2^63-1, above it TEXT digits, which
//                                        SQLite sorts after every INTEGER. An AUTO_INCREMENT key is a plain INTEGER
//   real, double_                        REAL; where there is NaN (PostgreSQL): ANY, REAL but for the text NaN, which
//                                        SQLite sorts after every number as PostgreSQL does, and which it has no REAL
//                                        for
//   decimal                              TEXT COLLATE numeric, exact and readable
//   characters, enum_, set, uuid, json   TEXT with the dialect's collation for the type
//   date, time, timestamps, interval     TEXT in ISO form of fixed width, which sorts as time does; UTC for timestamptz
//   arrays                               TEXT, PostgreSQL's literal form
//   vector, halfvec, sparsevec           TEXT of any bytes, so that a collation orders it: stored.hpp in
//   sql/postgres/pgvector/ binary types                         BLOB
#pragma once

#include <string>
#include <string_view>

#include "sql/dialect.hpp"
#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::lower {

// The declared type of a STRICT table's column: "INTEGER", "REAL", "TEXT", "BLOB", "ANY".
std::string_view storage_class(const sql::Dialect& dialect, const Type& type);

// The SQLite collation of a stored or computed value of this type; empty: SQLite's own order is right.
std::string_view storage_collation(const sql::Dialect& dialect, const Type& type);

// The decimal collation's name; its comparison is emulator::compare_decimals.
inline constexpr std::string_view numeric_collation = "numeric";

// What is stored for a NaN of real and double precision; sqlite/ writes it.
inline constexpr std::string_view not_a_number = "NaN";

// A Value as the wire and native functions have it -> as SQLite stores it (bool becomes 0/1, an Array its literal), and
// back (0/1 becomes bool for boolean, a literal an Array, the text NaN a number). Values of other types stay as they
// are.
Value to_storage(Value value);
Value from_storage(Value value, const Type& type);
// A text of any bytes, which only the cast to text makes readable.
bool lies_in_bytes(const Type& type);

bool is_encoded(const Type& type);  // from_storage may make something else of it

}  // namespace emulator::lower
