// The numbers of geometric values: double precision with PostgreSQL's checks, and comparisons that take two numbers
// for one where they are nearly so.
#pragma once

#include <cmath>

namespace emulator::postgres::geometry {

inline constexpr double tolerance = 1.0E-06;

// --- Nearly equal is equal
inline bool is_zero(double value) {
  return std::fabs(value) <= tolerance;
}
inline bool same(double left, double right) {
  return left == right || std::fabs(left - right) <= tolerance;
}
inline bool differ(double left, double right) {
  return left != right && std::fabs(left - right) > tolerance;
}
inline bool below(double left, double right) {
  return left + tolerance < right;
}
inline bool at_most(double left, double right) {
  return left <= right + tolerance;
}
inline bool above(double left, double right) {
  return left > right + tolerance;
}
inline bool at_least(double left, double right) {
  return left + tolerance >= right;
}

// --- Exactly, with NaN above all others and equal to itself
inline bool less(double left, double right) {
  return !std::isnan(left) && (std::isnan(right) || left < right);
}
inline bool greater(double left, double right) {
  return less(right, left);
}
inline bool equal(double left, double right) {
  return std::isnan(left) ? std::isnan(right) : left == right;
}
inline double least(double left, double right) {
  return less(left, right) ? left : right;
}
inline double greatest(double left, double right) {
  return greater(left, right) ? left : right;
}

// --- Arithmetic that throws "value out of range: overflow", "…: underflow" and "division by zero"
double add(double left, double right);
double subtract(double left, double right);
double multiply(double left, double right);
double divide(double left, double right);
double hypotenuse(double x, double y);

}  // namespace emulator::postgres::geometry
