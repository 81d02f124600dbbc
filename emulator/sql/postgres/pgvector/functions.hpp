// What pgvector 0.8.0 adds to the overload tables, and its casts.
#pragma once

#include "sql/postgres/functions/functions.hpp"

namespace emulator::postgres::pgvector {

inline constexpr std::string_view extension = "vector";

void add_functions(Overloads& rows);
void add_aggregates(Overloads& rows);
void add_casts(Overloads& rows);

// Between its types, and from and to arrays; texts are read and written as any type's are. The span's functions are
// those of add_casts.
std::optional<sql::CastPath> find_cast(const Type& from, const Type& to, sql::CastStrength strength);

}  // namespace emulator::postgres::pgvector
