// Sums in lanes. A product is added without being rounded in between (std::fma) where pgvector's are.
#include "sql/postgres/pgvector/distances.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace emulator::postgres::pgvector {

namespace {

constexpr std::size_t wide = 8, narrow = 4;
using Lanes = std::array<float, narrow>;

float sum_of(const Lanes& lanes) {
  return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
}

// `add(sum, index)` is the sum with one element more. Four of the last elements are added as lanes too if `narrows`.
template <class Add>
float add_up(std::size_t count, bool narrows, const Add& add) {
  std::array<float, wide> lanes{};
  std::size_t index = 0;
  for (; index + wide <= count; index += wide) {
    for (std::size_t lane = 0; lane < wide; ++lane) lanes[lane] = add(lanes[lane], index + lane);
  }
  Lanes half{};
  for (std::size_t lane = 0; lane < narrow; ++lane) half[lane] = lanes[lane] + lanes[lane + narrow];
  if (narrows && index + narrow <= count) {
    for (std::size_t lane = 0; lane < narrow; ++lane) half[lane] = add(half[lane], index + lane);
    index += narrow;
  }
  float sum = sum_of(half);
  for (; index < count; ++index) sum = add(sum, index);
  return sum;
}

// The same in four lanes, with products that are rounded before they are added.
float sum_of_squares(const Elements& elements) {
  Lanes lanes{};
  std::size_t index = 0;
  for (; index + narrow <= elements.size(); index += narrow) {
    for (std::size_t lane = 0; lane < narrow; ++lane) lanes[lane] += elements[index + lane] * elements[index + lane];
  }
  float sum = sum_of(lanes);
  for (; index < elements.size(); ++index) sum += elements[index] * elements[index];
  return sum;
}

float product(const Elements& left, const Elements& right, TypeId id) {
  return add_up(left.size(), id == TypeId::vector,
                [&](float sum, std::size_t index) { return std::fma(left[index], right[index], sum); });
}

double distance_of_angle(double product, double left, double right) {
  const double similarity = product / std::sqrt(left * right);
  if (similarity > 1) return 0;
  return similarity < -1 ? 2 : 1 - similarity;
}

// `term(a, b)` of each place where one of them is not 0, with what each has there. What the right one has behind the
// last place of the left one is added in lanes first.
template <class Term>
float add_places(const Sparse& left, const Sparse& right, const Term& term) {
  float sum = 0;
  std::size_t other = 0;
  for (std::size_t one = 0; one < left.places.size(); ++one) {
    for (; other < right.places.size() && right.places[other] < left.places[one]; ++other) {
      sum += term(0, right.values[other]);
    }
    const bool is_both = other < right.places.size() && right.places[other] == left.places[one];
    sum += term(left.values[one], is_both ? right.values[other] : 0);
    other += is_both;
  }
  Lanes lanes{};
  for (; other + narrow <= right.values.size(); other += narrow) {
    for (std::size_t lane = 0; lane < narrow; ++lane) lanes[lane] += term(0, right.values[other + lane]);
  }
  sum += sum_of(lanes);
  for (; other < right.values.size(); ++other) sum += term(0, right.values[other]);
  return sum;
}

}  // namespace

double inner_product(const Elements& left, const Elements& right, TypeId id) {
  return static_cast<double>(product(left, right, id));
}

double l2_squared_distance(const Elements& left, const Elements& right, TypeId id) {
  return static_cast<double>(add_up(left.size(), id == TypeId::vector, [&](float sum, std::size_t index) {
    const float difference = left[index] - right[index];
    return std::fma(difference, difference, sum);
  }));
}

double l1_distance(const Elements& left, const Elements& right, TypeId id) {
  return static_cast<double>(add_up(left.size(), id == TypeId::vector, [&](float sum, std::size_t index) {
    return sum + std::fabs(left[index] - right[index]);
  }));
}

double cosine_distance(const Elements& left, const Elements& right, TypeId id) {
  return distance_of_angle(static_cast<double>(product(left, right, id)), static_cast<double>(product(left, left, id)),
                           static_cast<double>(product(right, right, id)));
}

// In float8s; two lanes but for halfvec, which is added one by one.
double norm(const Elements& elements, TypeId id) {
  const auto square = [&](std::size_t index) {
    return static_cast<double>(elements[index]) * static_cast<double>(elements[index]);
  };
  double even = 0, odd = 0;
  std::size_t index = 0;
  for (; id != TypeId::halfvec && index + narrow <= elements.size(); index += narrow) {
    even += square(index) + square(index + 2);
    odd += square(index + 1) + square(index + 3);
  }
  double sum = even + odd;
  for (; index < elements.size(); ++index) sum += square(index);
  return std::sqrt(sum);
}

double inner_product(const Sparse& left, const Sparse& right) {
  return static_cast<double>(add_places(left, right, [](float one, float other) { return one * other; }));
}

double l2_squared_distance(const Sparse& left, const Sparse& right) {
  return static_cast<double>(
      add_places(left, right, [](float one, float other) { return (one - other) * (one - other); }));
}

double l1_distance(const Sparse& left, const Sparse& right) {
  return static_cast<double>(add_places(left, right, [](float one, float other) { return std::fabs(one - other); }));
}

double cosine_distance(const Sparse& left, const Sparse& right) {
  return distance_of_angle(inner_product(left, right), static_cast<double>(sum_of_squares(left.values)),
                           static_cast<double>(sum_of_squares(right.values)));
}

}  // namespace emulator::postgres::pgvector
