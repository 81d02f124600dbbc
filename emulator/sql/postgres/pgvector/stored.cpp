// The bytes of stored values, half floats, and the order of values.
#include "sql/postgres/pgvector/stored.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace emulator::postgres::pgvector {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr int float_fraction_bits = 23, half_fraction_bits = 10;
constexpr int float_bias = 127, half_bias = 15;
constexpr std::uint32_t half_infinity = 0x7c00;

template <class Number>
std::vector<Number> numbers_of(std::string_view bytes) {
  std::vector<Number> numbers(bytes.size() / sizeof(Number));
  if (!numbers.empty()) std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(Number));
  return numbers;
}

template <class Number>
void append_bytes(std::string& bytes, const std::vector<Number>& numbers) {
  if (!numbers.empty()) bytes.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number));
}

template <class Number>
int order_of(Number left, Number right) {
  return left < right ? -1 : static_cast<int>(left > right);
}

int compare_elements(const Elements& left, const Elements& right) {
  for (std::size_t index = 0; index < std::min(left.size(), right.size()); ++index) {
    if (const int order = order_of(left[index], right[index]); order != 0) return order;
  }
  return order_of(left.size(), right.size());
}

// As if all dimensions were written out. The element of one that the other does not have is compared with 0 there, if
// the other is that long.
int compare_sparse(const Sparse& left, const Sparse& right) {
  const std::size_t both = std::min(left.places.size(), right.places.size());
  for (std::size_t index = 0; index < both; ++index) {
    if (left.places[index] < right.places[index]) return left.values[index] < 0 ? -1 : 1;
    if (left.places[index] > right.places[index]) return right.values[index] < 0 ? 1 : -1;
    if (const int order = order_of(left.values[index], right.values[index]); order != 0) return order;
  }
  if (right.places.size() > both && right.places[both] < left.dimensions) return right.values[both] < 0 ? 1 : -1;
  if (left.places.size() > both && left.places[both] < right.dimensions) return left.values[both] < 0 ? -1 : 1;
  return order_of(left.dimensions, right.dimensions);
}

}  // namespace

std::uint16_t to_half(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = bits >> 16 & 0x8000;
  const auto exponent = static_cast<int>(bits >> float_fraction_bits & 0xff);
  std::uint32_t fraction = bits & 0x7fffff;
  if (exponent == 0xff) {
    return static_cast<std::uint16_t>(sign | half_infinity | (fraction != 0 ? 0x200 : 0));
  }
  const int half_exponent = exponent - float_bias + half_bias;
  if (half_exponent > 30) return static_cast<std::uint16_t>(sign | half_infinity);
  if (half_exponent < -half_fraction_bits) return static_cast<std::uint16_t>(sign);
  // A number below the smallest normal one loses as many bits more as it is smaller.
  const int lost = float_fraction_bits - half_fraction_bits + (half_exponent < 1 ? 1 - half_exponent : 0);
  fraction |= half_exponent < 1 ? 1U << float_fraction_bits : 0;
  std::uint32_t made = fraction >> lost;
  if (half_exponent >= 1) made |= static_cast<std::uint32_t>(half_exponent) << half_fraction_bits;
  const std::uint32_t rest = fraction & ((1U << lost) - 1), middle = 1U << (lost - 1);
  made +=
      static_cast<std::uint32_t>(rest > middle || (rest == middle && (made & 1) != 0));  // carries into the exponent
  return static_cast<std::uint16_t>(sign | made);
}

float from_half(std::uint16_t bits) {
  const int exponent = bits >> half_fraction_bits & 0x1f;
  const int fraction = bits & 0x3ff;
  const float sign = (bits & 0x8000) != 0 ? -1.0F : 1.0F;
  if (exponent == 0x1f) return sign * (fraction != 0 ? NAN : INFINITY);
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(fraction), 1 - half_bias - half_fraction_bits);
  return sign * std::ldexp(static_cast<float>(fraction + 0x400), exponent - half_bias - half_fraction_bits);
}

bool fits_half(float value) {
  return !std::isfinite(value) || (to_half(value) & 0x7fff) != half_infinity;
}

Elements elements_of(std::string_view stored, TypeId id) {
  if (id == TypeId::vector) return numbers_of<float>(stored);
  const std::vector<std::uint16_t> halves = numbers_of<std::uint16_t>(stored);
  Elements elements(halves.size());
  std::transform(halves.begin(), halves.end(), elements.begin(), from_half);
  return elements;
}

std::string stored(const Elements& elements, TypeId id) {
  std::string bytes;
  if (id == TypeId::vector) {
    append_bytes(bytes, elements);
    return bytes;
  }
  std::vector<std::uint16_t> halves(elements.size());
  std::transform(elements.begin(), elements.end(), halves.begin(), to_half);
  append_bytes(bytes, halves);
  return bytes;
}

Sparse sparse_of(std::string_view stored) {
  Sparse sparse;
  if (stored.size() < sizeof sparse.dimensions) return sparse;
  std::memcpy(&sparse.dimensions, stored.data(), sizeof sparse.dimensions);
  stored.remove_prefix(sizeof sparse.dimensions);
  const std::size_t count = stored.size() / (sizeof(std::int32_t) + sizeof(float));
  sparse.places = numbers_of<std::int32_t>(stored.substr(0, count * sizeof(std::int32_t)));
  sparse.values = numbers_of<float>(stored.substr(count * sizeof(std::int32_t), count * sizeof(float)));
  return sparse;
}

std::string stored(const Sparse& sparse) {
  std::string bytes;
  append_bytes(bytes, std::vector<std::int32_t>{sparse.dimensions});
  append_bytes(bytes, sparse.places);
  append_bytes(bytes, sparse.values);
  return bytes;
}

std::int32_t dimensions_of(std::string_view stored, TypeId id) {
  if (id == TypeId::sparsevec) return sparse_of(stored.substr(0, sizeof(std::int32_t))).dimensions;
  return static_cast<std::int32_t>(stored.size() / (id == TypeId::vector ? sizeof(float) : sizeof(std::uint16_t)));
}

int compare(std::string_view left, std::string_view right, TypeId id) {
  if (left == right) return 0;
  return id == TypeId::sparsevec ? compare_sparse(sparse_of(left), sparse_of(right))
                                 : compare_elements(elements_of(left, id), elements_of(right, id));
}

}  // namespace emulator::postgres::pgvector
