// Element by element: sums, differences, products, and values of length 1.
#pragma once

#include "sql/postgres/pgvector/stored.hpp"

namespace emulator::postgres::pgvector {

enum class Arithmetic : std::uint8_t {
  sum,
  difference,
  product
};

// Throws "different vector dimensions 3 and 2".
void check_alike(std::string_view left, std::string_view right, TypeId id);

// Of two stored values of a dense type. Throws "value out of range: overflow" (or underflow, of a product).
std::string combine(std::string_view left, std::string_view right, TypeId id, Arithmetic arithmetic);

// All 0 stays so.
Elements scaled_to_one(Elements elements, TypeId id);
Sparse scaled_to_one(const Sparse& sparse);

[[noreturn]] void overflow();

}  // namespace emulator::postgres::pgvector
