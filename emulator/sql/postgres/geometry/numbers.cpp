// Each result is checked against its operands: what became infinite, or nothing, of finite numbers is an error.
#include "sql/postgres/geometry/numbers.hpp"

#include <algorithm>
#include <limits>

#include "sql/postgres/functions/arguments.hpp"

namespace emulator::postgres::geometry {

namespace {

[[noreturn]] void overflow() {
  throw make_worded_error(Condition::numeric_out_of_range, "value out of range: overflow");
}
[[noreturn]] void underflow() {
  throw make_worded_error(Condition::numeric_out_of_range, "value out of range: underflow");
}

double checked(double result, bool had_infinity) {
  if (std::isinf(result) && !had_infinity) {
    overflow();
  }
  return result;
}

}  // namespace

double add(double left, double right) {
  return checked(left + right, std::isinf(left) || std::isinf(right));
}

double subtract(double left, double right) {
  return checked(left - right, std::isinf(left) || std::isinf(right));
}

double multiply(double left, double right) {
  const double result = checked(left * right, std::isinf(left) || std::isinf(right));
  if (result == 0 && left != 0 && right != 0) {
    underflow();
  }
  return result;
}

double divide(double left, double right) {
  if (right == 0 && !std::isnan(left)) {
    divided_by_zero();
  }
  if (right == 0) {
    return left;
  }
  const double result = checked(left / right, std::isinf(left));
  if (result == 0 && left != 0 && !std::isinf(right)) {
    underflow();
  }
  return result;
}

// Not std::hypot: its last digit may be another.
double hypotenuse(double x, double y) {
  if (std::isinf(x) || std::isinf(y)) {
    return std::numeric_limits<double>::infinity();
  }
  if (std::isnan(x) || std::isnan(y)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const double longer = std::max(std::fabs(x), std::fabs(y));
  const double shorter = std::min(std::fabs(x), std::fabs(y));
  if (shorter == 0) {
    return longer;
  }
  const double ratio = shorter / longer;
  const double result = checked(longer * std::sqrt(1.0 + ratio * ratio), false);
  if (result == 0) {
    underflow();
  }
  return result;
}

}  // namespace emulator::postgres::geometry
