// Distances and sizes. pgvector adds up in float4s, several lanes at once, so the order in which it adds decides the
// last digits: here it is that of its build for x86-64 with fused multiplication, which is how Aurora's run.
#pragma once

#include "sql/postgres/pgvector/stored.hpp"

namespace emulator::postgres::pgvector {

// Of the two dense types, which differ in how the elements behind the last eight are added.
double inner_product(const Elements& left, const Elements& right, TypeId id);
double l2_squared_distance(const Elements& left, const Elements& right, TypeId id);
double l1_distance(const Elements& left, const Elements& right, TypeId id);
double cosine_distance(const Elements& left, const Elements& right, TypeId id);  // NaN: one has no direction
double norm(const Elements& elements, TypeId id);

double inner_product(const Sparse& left, const Sparse& right);
double l2_squared_distance(const Sparse& left, const Sparse& right);
double l1_distance(const Sparse& left, const Sparse& right);
double cosine_distance(const Sparse& left, const Sparse& right);

}  // namespace emulator::postgres::pgvector
