// Segments and boxes: what is on them, and which of their points is nearest to something else.
#include <initializer_list>

#include "sql/postgres/geometry/measures.hpp"
#include "sql/postgres/geometry/numbers.hpp"

namespace emulator::postgres::geometry {

namespace {

void take_nearer(Nearest& best, const Nearest& other) {
  if (less(other.distance, best.distance)) {
    best = other;
  }
}

template <class Target>
Nearest nearest_of_edges(const Box& box, const Target& target) {
  const std::array<Segment, 4> all = edges(box);
  Nearest best = nearest(all[0], target);
  for (std::size_t index = 1; index < all.size(); ++index) {
    take_nearer(best, nearest(all[index], target));
  }
  return best;
}

}  // namespace

double slope(const Segment& segment) {
  return slope(segment.from, segment.to);
}

// A point is on a segment if the way over it is no longer.
bool contains(const Segment& segment, const Point& point) {
  return same(distance(point, segment.from) + distance(point, segment.to), distance(segment.from, segment.to));
}

Box box_of(const Point& one, const Point& other) {
  return {{greater(one.x, other.x) ? one.x : other.x, greater(one.y, other.y) ? one.y : other.y},
          {greater(one.x, other.x) ? other.x : one.x, greater(one.y, other.y) ? other.y : one.y}};
}

std::array<Segment, 4> edges(const Box& box) {
  const Point upper_left{box.low.x, box.high.y}, lower_right{box.high.x, box.low.y};
  return {Segment{box.low, upper_left}, Segment{box.high, upper_left}, Segment{box.low, lower_right},
          Segment{box.high, lower_right}};
}

Point center(const Box& box) {
  return middle(box.high, box.low);
}

bool contains(const Box& box, const Point& point) {
  return box.high.x >= point.x && box.low.x <= point.x && box.high.y >= point.y && box.low.y <= point.y;
}

bool contains(const Box& outer, const Box& inner) {
  return at_least(outer.high.x, inner.high.x) && at_most(outer.low.x, inner.low.x) &&
         at_least(outer.high.y, inner.high.y) && at_most(outer.low.y, inner.low.y);
}

bool overlap(const Box& left, const Box& right) {
  return at_most(left.low.x, right.high.x) && at_most(right.low.x, left.high.x) && at_most(left.low.y, right.high.y) &&
         at_most(right.low.y, left.high.y);
}

Nearest nearest(const Segment& segment, const Line& line) {
  if (const std::optional<Point> found = meeting(segment, line)) {
    return {*found, 0.0};
  }
  const double from = nearest(line, segment.from).distance, to = nearest(line, segment.to).distance;
  return from < to ? Nearest{segment.from, from} : Nearest{segment.to, to};
}

Nearest nearest(const Segment& segment, const Point& point) {
  const Line across = line_through(point, slope_across(segment.from, segment.to));
  const Point found = nearest(segment, across).point;
  return {found, distance(found, point)};
}

Nearest nearest(const Segment& segment, const Segment& other) {
  if (const std::optional<Point> found = meeting(segment, other)) {
    return {*found, 0.0};
  }
  Nearest best = nearest(segment, other.from);
  take_nearer(best, nearest(segment, other.to));
  for (const Point& end : {segment.from, segment.to}) {
    take_nearer(best, {end, nearest(other, end).distance});
  }
  return best;
}

Nearest nearest(const Box& box, const Point& point) {
  return contains(box, point) ? Nearest{point, 0.0} : nearest_of_edges(box, point);
}

// Where they meet there may be two such points: it is the one of the segment that is nearest to the box's center.
Nearest nearest(const Box& box, const Segment& segment) {
  return meet(box, segment) ? Nearest{nearest(segment, center(box)).point, 0.0} : nearest_of_edges(box, segment);
}

}  // namespace emulator::postgres::geometry
