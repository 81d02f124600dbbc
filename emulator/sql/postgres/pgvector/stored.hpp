// Values of pgvector's types as they are stored, which is as SQLite's texts of any bytes, so that a collation orders
// them: a vector its float4s, a halfvec its two-byte floats, a sparsevec the number of its dimensions, the places of
// what is not 0 (from 0) and the float4s there; all little endian.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "types/type.hpp"

namespace emulator::postgres::pgvector {

inline constexpr std::int32_t most_elements =
    16000;  // of a vector and a halfvec, and of a sparsevec those that are not 0
inline constexpr std::int32_t most_sparse_dimensions = 1000000000;

using Elements = std::vector<float>;

struct Sparse {
  std::int32_t dimensions = 0;
  std::vector<std::int32_t> places;  // ascending, from 0
  Elements values;                   // none is 0
};

constexpr bool is_of_pgvector(TypeId id) {
  return id == TypeId::vector || id == TypeId::halfvec || id == TypeId::sparsevec;
}

// IEEE 754 binary16, rounded to nearest, ties to even; what is too large becomes infinite.
std::uint16_t to_half(float value);
float from_half(std::uint16_t bits);
bool fits_half(float value);  // or is itself infinite or no number

// `id` is vector or halfvec. Bytes that are no value read as far as they are one.
Elements elements_of(std::string_view stored, TypeId id);
std::string stored(const Elements& elements, TypeId id);
Sparse sparse_of(std::string_view stored);
std::string stored(const Sparse& sparse);

std::int32_t dimensions_of(std::string_view stored, TypeId id);

// pgvector's order: by elements, then by dimensions; -0 equals 0. Total over any bytes.
int compare(std::string_view left, std::string_view right, TypeId id);

}  // namespace emulator::postgres::pgvector
