// int2vector and oidvector, and RANGE frames over moments: what their files add to the overload tables.
#pragma once

#include "sql/postgres/functions/functions.hpp"

namespace emulator::postgres {

// A parameter that takes int2vector and oidvector, before the row that takes any array.
inline constexpr Type any_vector{.id = TypeId::any_array, .name = "vector"};

void add_vectors(Overloads& rows);
std::optional<sql::CastPath> vector_cast(const Type& from, const Type& to, sql::CastStrength strength);

// --- range_frame.cpp
void add_range_frames(Overloads& rows);

}  // namespace emulator::postgres
