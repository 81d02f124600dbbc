// Points and lines, and where what is straight meets. A result of -0 becomes 0, as the server has it.
#include "sql/postgres/geometry/measures.hpp"

#include <cmath>
#include <limits>

#include "sql/postgres/geometry/numbers.hpp"

namespace emulator::postgres::geometry {

namespace {

constexpr double vertical = std::numeric_limits<double>::infinity();

double without_sign_of_zero(double value) {
  return value == 0 ? 0 : value;
}

// What `right` is to be multiplied by to become `left`, by the first coefficient of `right` that can tell.
double ratio(const Line& left, const Line& right) {
  if (!is_zero(right.a) && !std::isnan(right.a)) {
    return divide(left.a, right.a);
  }
  if (!is_zero(right.b) && !std::isnan(right.b)) {
    return divide(left.b, right.b);
  }
  return !is_zero(right.c) && !std::isnan(right.c) ? divide(left.c, right.c) : 1.0;
}

bool is_usable(double left, double right) {
  return !is_zero(left) && !std::isnan(left) && !is_zero(right) && !std::isnan(right);
}

double slope_across(const Line& line) {
  return is_zero(line.a) ? vertical : is_zero(line.b) ? 0.0 : divide(line.b, line.a);
}

}  // namespace

// --- Points -------------------------------------------------------------------------------------------------------

bool same(const Point& left, const Point& right) {
  return (same(left.x, right.x) && same(left.y, right.y)) || (equal(left.x, right.x) && equal(left.y, right.y));
}

Point add(const Point& left, const Point& right) {
  return {add(left.x, right.x), add(left.y, right.y)};
}

Point subtract(const Point& left, const Point& right) {
  return {subtract(left.x, right.x), subtract(left.y, right.y)};
}

Point multiply(const Point& left, const Point& right) {
  return {subtract(multiply(left.x, right.x), multiply(left.y, right.y)),
          add(multiply(left.x, right.y), multiply(left.y, right.x))};
}

Point divide(const Point& left, const Point& right) {
  const double divisor = add(multiply(right.x, right.x), multiply(right.y, right.y));
  return {divide(add(multiply(left.x, right.x), multiply(left.y, right.y)), divisor),
          divide(subtract(multiply(left.y, right.x), multiply(left.x, right.y)), divisor)};
}

Point middle(const Point& left, const Point& right) {
  return {divide(add(left.x, right.x), 2.0), divide(add(left.y, right.y), 2.0)};
}

double distance(const Point& left, const Point& right) {
  return hypotenuse(subtract(left.x, right.x), subtract(left.y, right.y));
}

double slope(const Point& left, const Point& right) {
  if (same(left.x, right.x)) {
    return vertical;
  }
  return same(left.y, right.y) ? 0.0 : divide(subtract(left.y, right.y), subtract(left.x, right.x));
}

double slope_across(const Point& left, const Point& right) {
  if (same(left.x, right.x)) {
    return 0.0;
  }
  return same(left.y, right.y) ? vertical : divide(subtract(left.x, right.x), subtract(right.y, left.y));
}

// --- Lines --------------------------------------------------------------------------------------------------------

Line line_through(const Point& point, double slope) {
  if (std::isinf(slope)) {
    return {-1.0, 0.0, point.x};
  }
  if (slope == 0) {
    return {0.0, -1.0, point.y};
  }
  return {slope, -1.0, without_sign_of_zero(subtract(point.y, multiply(slope, point.x)))};
}

double slope(const Line& line) {
  return is_zero(line.a) ? 0.0 : is_zero(line.b) ? vertical : divide(line.a, -line.b);
}

bool same(const Line& left, const Line& right) {
  const double factor = ratio(left, right);
  const bool are_near = same(left.a, multiply(factor, right.a)) && same(left.b, multiply(factor, right.b)) &&
                        same(left.c, multiply(factor, right.c));
  return are_near || (equal(left.a, right.a) && equal(left.b, right.b) && equal(left.c, right.c));
}

bool are_perpendicular(const Line& left, const Line& right) {
  if (is_zero(left.a)) {
    return is_zero(right.b);
  }
  if (is_zero(right.a)) {
    return is_zero(left.b);
  }
  if (is_zero(left.b)) {
    return is_zero(right.a);
  }
  if (is_zero(right.b)) {
    return is_zero(left.a);
  }
  return same(divide(multiply(left.a, right.a), multiply(left.b, right.b)), -1.0);
}

bool contains(const Line& line, const Point& point) {
  return is_zero(add(add(multiply(line.a, point.x), multiply(line.b, point.y)), line.c));
}

double distance(const Line& left, const Line& right) {
  if (meeting(left, right)) {
    return 0.0;
  }
  const double factor = is_usable(left.a, right.a)   ? divide(left.a, right.a)
                        : is_usable(left.b, right.b) ? divide(left.b, right.b)
                                                     : 1.0;
  return divide(std::fabs(subtract(left.c, multiply(factor, right.c))), hypotenuse(left.a, left.b));
}

// --- Where they meet ----------------------------------------------------------------------------------------------

// Of two lines one at least must not be vertical; it comes first.
static std::optional<Point> meeting_of(const Line& slanted, const Line& other) {
  if (same(other.a, multiply(slanted.a, divide(other.b, slanted.b)))) {
    return std::nullopt;
  }
  const double x = divide(subtract(multiply(slanted.b, other.c), multiply(other.b, slanted.c)),
                          subtract(multiply(slanted.a, other.b), multiply(other.a, slanted.b)));
  const double y = divide(-add(multiply(slanted.a, x), slanted.c), slanted.b);
  return Point{without_sign_of_zero(x), without_sign_of_zero(y)};
}

std::optional<Point> meeting(const Line& left, const Line& right) {
  if (!is_zero(left.b)) {
    return meeting_of(left, right);
  }
  return is_zero(right.b) ? std::nullopt : meeting_of(right, left);
}

std::optional<Point> meeting(const Segment& segment, const Line& line) {
  const std::optional<Point> found = meeting(line_through(segment.from, slope(segment)), line);
  if (!found || !contains(segment, *found)) {
    return std::nullopt;
  }
  return same(segment.from, *found) ? segment.from : same(segment.to, *found) ? segment.to : *found;
}

std::optional<Point> meeting(const Segment& left, const Segment& right) {
  const std::optional<Point> found = meeting(left, line_through(right.from, slope(right)));
  return found && contains(right, *found) ? found : std::nullopt;
}

bool meet(const Box& box, const Segment& segment) {
  const Box around{{greatest(segment.from.x, segment.to.x), greatest(segment.from.y, segment.to.y)},
                   {least(segment.from.x, segment.to.x), least(segment.from.y, segment.to.y)}};
  if (!overlap(around, box)) {
    return false;
  }
  if (contains(box, segment.from) || contains(box, segment.to)) {
    return true;
  }
  for (const Segment& edge : edges(box)) {
    if (meeting(edge, segment)) {
      return true;
    }
  }
  return false;
}

bool meet(const Box& box, const Line& line) {
  for (const Segment& edge : edges(box)) {
    if (meeting(edge, line)) {
      return true;
    }
  }
  return false;
}

// --- What is nearest ----------------------------------------------------------------------------------------------

Nearest nearest(const Line& line, const Point& point) {
  const std::optional<Point> foot = meeting(line_through(point, slope_across(line)), line);
  return foot ? Nearest{*foot, distance(*foot, point)} : Nearest{point, std::numeric_limits<double>::quiet_NaN()};
}

}  // namespace emulator::postgres::geometry
