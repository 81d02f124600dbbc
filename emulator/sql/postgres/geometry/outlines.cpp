// Paths and circles, and whether a point is within an outline.
#include "sql/postgres/geometry/outlines.hpp"

#include <cmath>
#include <numbers>

#include "sql/postgres/geometry/measures.hpp"
#include "sql/postgres/geometry/numbers.hpp"
#include "sql/postgres/geometry/patience.hpp"

namespace emulator::postgres::geometry {

namespace {

// The segment that ends at this point; the one to the first point closes the outline.
Segment segment_to(const std::vector<Point>& points, std::size_t index) {
  return {points[index == 0 ? points.size() - 1 : index - 1], points[index]};
}

std::size_t first_end(const Path& path) {
  return path.is_closed ? 0 : 1;
}

// How a segment crosses the axis that goes from the origin to the right: 2 upwards, -2 downwards, 1 or -1 if it only
// begins or ends there. Empty: it goes through the origin.
std::optional<int> crossing(const Point& to, const Point& from) {
  if (is_zero(to.y)) {
    if (is_zero(to.x)) {
      return std::nullopt;
    }
    const bool is_right = above(to.x, 0.0);
    if (is_zero(from.y)) {
      const bool stays = is_right ? above(from.x, 0.0) : below(from.x, 0.0);
      return stays ? std::optional(0) : std::nullopt;
    }
    return is_right ? (below(from.y, 0.0) ? 1 : -1) : 0;
  }
  const int sign = above(to.y, 0.0) ? 1 : -1;
  if (is_zero(from.y)) {
    return below(from.x, 0.0) ? 0 : sign;
  }
  const auto has_sign = [sign](double value) { return sign < 0 ? below(value, 0.0) : above(value, 0.0); };
  if (has_sign(from.y) || (below(to.x, 0.0) && at_most(from.x, 0.0))) {
    return 0;
  }
  if (at_least(to.x, 0.0) && above(from.x, 0.0)) {
    return 2 * sign;
  }
  const double turn = subtract(multiply(subtract(to.x, from.x), to.y), multiply(subtract(to.y, from.y), to.x));
  if (is_zero(turn)) {
    return std::nullopt;
  }
  return has_sign(turn) ? 0 : 2 * sign;
}

}  // namespace

bool contains(const std::vector<Point>& polygon, const Point& point) {
  Point previous = subtract(polygon.front(), point);
  const Point first = previous;
  int total = 0;
  for (std::size_t index = 1; index <= polygon.size(); ++index) {
    const Point next = index < polygon.size() ? subtract(polygon[index], point) : first;
    const std::optional<int> found = crossing(next, previous);
    if (!found) {
      return true;
    }
    total += *found;
    previous = next;
  }
  return total != 0;
}

// --- Paths --------------------------------------------------------------------------------------------------------

std::optional<double> area(const Path& path) {
  if (!path.is_closed) {
    return std::nullopt;
  }
  double twice = 0;
  for (std::size_t index = 0; index < path.points.size(); ++index) {
    const Point &here = path.points[index], &next = path.points[(index + 1) % path.points.size()];
    twice = add(twice, multiply(here.x, next.y));
    twice = subtract(twice, multiply(here.y, next.x));
  }
  return divide(std::fabs(twice), 2.0);
}

double length(const Path& path) {
  double total = 0;
  for (std::size_t index = first_end(path); index < path.points.size(); ++index) {
    const Segment segment = segment_to(path.points, index);
    total = add(total, distance(segment.from, segment.to));
  }
  return total;
}

bool contains(const Path& path, const Point& point) {
  if (path.is_closed) {
    return contains(path.points, point);
  }
  for (std::size_t index = 1; index < path.points.size(); ++index) {
    const Segment segment = segment_to(path.points, index);
    if (same(add(distance(point, segment.from), distance(point, segment.to)), distance(segment.from, segment.to))) {
      return true;
    }
  }
  return false;
}

bool meet(const Path& left, const Path& right, sql::CallContext& context) {
  if (!overlap(bounds(left.points), bounds(right.points))) {
    return false;
  }
  Patience patience{context};
  for (std::size_t index = first_end(left); index < left.points.size(); ++index) {
    for (std::size_t other = first_end(right); other < right.points.size(); ++other) {
      patience.step();
      if (meeting(segment_to(left.points, index), segment_to(right.points, other))) {
        return true;
      }
    }
  }
  return false;
}

double distance(const Path& path, const Point& point) {
  std::optional<double> best;
  for (std::size_t index = first_end(path); index < path.points.size(); ++index) {
    const double found = nearest(segment_to(path.points, index), point).distance;
    best = !best || less(found, *best) ? found : *best;
  }
  return best.value_or(0.0);
}

std::optional<double> distance(const Path& left, const Path& right, sql::CallContext& context) {
  Patience patience{context};
  std::optional<double> best;
  for (std::size_t index = first_end(left); index < left.points.size(); ++index) {
    for (std::size_t other = first_end(right); other < right.points.size(); ++other) {
      patience.step();
      const double found = nearest(segment_to(left.points, index), segment_to(right.points, other)).distance;
      best = !best || less(found, *best) ? found : *best;
    }
  }
  return best;
}

// --- Circles ------------------------------------------------------------------------------------------------------

double area(const Circle& circle) {
  return multiply(multiply(circle.radius, circle.radius), std::numbers::pi);
}

double distance(const Circle& circle, const Point& point) {
  const double found = subtract(distance(point, circle.center), circle.radius);
  return found < 0 ? 0.0 : found;
}

bool contains(const Circle& circle, const Point& point) {
  return distance(circle.center, point) <= circle.radius;
}

Box box_of(const Circle& circle) {
  const double half = divide(circle.radius, std::sqrt(2.0));
  return {add(circle.center, {half, half}), subtract(circle.center, {half, half})};
}

Circle circle_of(const Box& box) {
  const Point middle = center(box);
  return {middle, distance(middle, box.high)};
}

Polygon polygon_of(const Circle& circle, std::int64_t count) {
  static constexpr std::int64_t too_many = 134217728, most = 1'000'000;
  if (is_zero(circle.radius)) {
    throw make_worded_error(Condition::feature_not_supported, "cannot convert circle with radius zero to polygon");
  }
  if (count < 2) {
    throw make_worded_error(Condition::invalid_parameter_value, "must request at least 2 points");
  }
  if (count >= too_many) {
    throw make_error(Condition::program_limit_exceeded, {"too many points requested"});
  }
  if (count > most) {
    throw make_error(Condition::feature_not_supported, {"a polygon of more than " + std::to_string(most) + " points"});
  }
  const double step = divide(2.0 * std::numbers::pi, static_cast<double>(count));
  Polygon polygon;
  polygon.points.reserve(static_cast<std::size_t>(count));
  for (std::int64_t index = 0; index < count; ++index) {
    const double angle = multiply(step, static_cast<double>(index));
    polygon.points.push_back({subtract(circle.center.x, multiply(circle.radius, std::cos(angle))),
                              add(circle.center.y, multiply(circle.radius, std::sin(angle)))});
  }
  return polygon;
}

}  // namespace emulator::postgres::geometry
