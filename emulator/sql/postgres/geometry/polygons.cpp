// Polygons: what they have in common, and whether one is within another.
#include <algorithm>

#include "sql/postgres/geometry/measures.hpp"
#include "sql/postgres/geometry/numbers.hpp"
#include "sql/postgres/geometry/outlines.hpp"
#include "sql/postgres/geometry/patience.hpp"

namespace emulator::postgres::geometry {

namespace {

Segment edge_to(const Polygon& polygon, std::size_t index) {
  return {polygon.points[index == 0 ? polygon.points.size() - 1 : index - 1], polygon.points[index]};
}

// Whether segments are within a polygon: each is cut where it meets an edge, and the pieces are looked at in turn, with
// the edges behind that one.
class Inside {
 public:
  Inside(const Polygon& polygon, sql::CallContext& context) : polygon_(polygon), patience_(context) {}

  bool holds(const Segment& segment, std::size_t start = 0) {
    const Deeper deeper{depth_};
    bool is_inside = true, is_cut = false;
    for (std::size_t index = start; index < polygon_.points.size() && is_inside; ++index) {
      patience_.step();
      const Segment edge = edge_to(polygon_, index);
      const bool begins_there = contains(edge, segment.from), ends_there = contains(edge, segment.to);
      if (begins_there && ends_there) {
        return true;
      }
      if (begins_there) {
        is_inside = holds_beyond(segment, edge, index + 1);
      } else if (ends_there) {
        is_inside = holds_beyond({segment.to, segment.from}, edge, index + 1);
      } else if (const std::optional<Point> cut = meeting(segment, edge)) {
        is_cut = true;
        is_inside = holds({segment.from, *cut}, index + 1) && holds({segment.to, *cut}, index + 1);
      }
    }
    return is_inside && (is_cut || contains(polygon_.points, middle(segment.from, segment.to)));
  }

 private:
  static constexpr int most_cuts = 2000;

  class Deeper {
   public:
    explicit Deeper(int& depth) : depth_(depth) {
      if (++depth_ > most_cuts) {
        --depth_;
        throw make_error(Condition::statement_too_complex, {});
      }
    }
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    int& depth_;
  };

  // The segment begins on the edge and goes beyond it; if it goes along the edge, the rest of it matters.
  bool holds_beyond(const Segment& segment, const Segment& edge, std::size_t start) {
    if (same(segment.from, edge.from)) {
      return !contains(segment, edge.to) || holds({segment.to, edge.to}, start);
    }
    if (same(segment.from, edge.to)) {
      return !contains(segment, edge.from) || holds({segment.to, edge.from}, start);
    }
    for (const Point& end : {edge.from, edge.to}) {
      if (contains(segment, end)) {
        return holds({segment.to, end}, start);
      }
    }
    return true;
  }

  const Polygon& polygon_;
  Patience patience_;
  int depth_ = 0;
};

// Whether the points from there on are the same in this direction.
bool match(const std::vector<Point>& left, const std::vector<Point>& right, std::size_t start, bool forwards,
           Patience& patience) {
  const std::size_t size = left.size();
  for (std::size_t index = 1; index < size; ++index) {
    patience.step();
    const std::size_t other = forwards ? (start + index) % size : (start + size - index) % size;
    if (!same(right[other], left[index])) {
      return false;
    }
  }
  return true;
}

}  // namespace

Box bounds(const std::vector<Point>& points) {
  Box box{points.front(), points.front()};
  for (const Point& point : points) {
    box.high = {greatest(point.x, box.high.x), greatest(point.y, box.high.y)};
    box.low = {least(point.x, box.low.x), least(point.y, box.low.y)};
  }
  return box;
}

bool same(const Polygon& left, const Polygon& right, sql::CallContext& context) {
  if (left.points.size() != right.points.size()) {
    return false;
  }
  Patience patience{context};
  for (std::size_t start = 0; start < right.points.size(); ++start) {
    const bool begins_alike = same(right.points[start], left.points.front());
    if (begins_alike && (match(left.points, right.points, start, true, patience) ||
                         match(left.points, right.points, start, false, patience))) {
      return true;
    }
  }
  return false;
}

bool contains(const Polygon& outer, const Polygon& inner, sql::CallContext& context) {
  if (!contains(bounds(outer.points), bounds(inner.points))) {
    return false;
  }
  Inside inside{outer, context};
  for (std::size_t index = 0; index < inner.points.size(); ++index) {
    if (!inside.holds(edge_to(inner, index))) {
      return false;
    }
  }
  return true;
}

bool overlap(const Polygon& left, const Polygon& right, sql::CallContext& context) {
  if (!overlap(bounds(left.points), bounds(right.points))) {
    return false;
  }
  Patience patience{context};
  for (std::size_t index = 0; index < left.points.size(); ++index) {
    for (std::size_t other = 0; other < right.points.size(); ++other) {
      patience.step();
      if (meeting(edge_to(left, index), edge_to(right, other))) {
        return true;
      }
    }
  }
  return contains(right.points, left.points.front()) || contains(left.points, right.points.front());
}

double distance(const Polygon& polygon, const Point& point) {
  if (contains(polygon.points, point)) {
    return 0.0;
  }
  double best = nearest(Segment{polygon.points.front(), polygon.points.back()}, point).distance;
  for (std::size_t index = 1; index < polygon.points.size(); ++index) {
    best = least(nearest(edge_to(polygon, index), point).distance, best);
  }
  return best;
}

double distance(const Polygon& left, const Polygon& right, sql::CallContext& context) {
  if (overlap(left, right, context)) {
    return 0.0;
  }
  Patience patience{context};
  std::optional<double> best;
  for (std::size_t index = 0; index < left.points.size(); ++index) {
    for (std::size_t other = 0; other < right.points.size(); ++other) {
      patience.step();
      const double found = nearest(edge_to(left, index), edge_to(right, other)).distance;
      best = best ? least(found, *best) : found;
    }
  }
  return best.value_or(0.0);
}

Circle circle_of(const Polygon& polygon) {
  const auto count = static_cast<double>(polygon.points.size());
  Circle circle;
  for (const Point& point : polygon.points) {
    circle.center = add(circle.center, point);
  }
  circle.center = {divide(circle.center.x, count), divide(circle.center.y, count)};
  for (const Point& point : polygon.points) {
    circle.radius = add(circle.radius, distance(point, circle.center));
  }
  circle.radius = divide(circle.radius, count);
  return circle;
}

Polygon polygon_of(const Box& box) {
  return {{box.low, {box.low.x, box.high.y}, box.high, {box.high.x, box.low.y}}};
}

}  // namespace emulator::postgres::geometry
