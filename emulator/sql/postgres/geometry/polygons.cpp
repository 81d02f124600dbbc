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

  bool holds(const Segment& segment) {
    pieces_ = {{segment, 0, false}};
    while (!pieces_.empty()) {
      Piece piece = pieces_.back();
      pieces_.pop_back();
      if (!goes_on(piece) && !piece.is_cut && !is_within(piece.segment)) {
        return false;
      }
    }
    return true;
  }

 private:
  struct Piece {
    Segment segment;
    std::size_t next;  // edge to look at
    bool is_cut;       // by an edge before: only its parts matter
  };

  // True: the piece lies along an edge, or is looked at again after those that were found in it.
  bool goes_on(Piece& piece) {
    const Segment segment = piece.segment;
    while (piece.next < polygon_.points.size()) {
      patience_.step();
      const Segment edge = edge_to(polygon_, piece.next++);
      const bool begins_there = contains(edge, segment.from), ends_there = contains(edge, segment.to);
      if (begins_there && ends_there) {
        return true;
      }
      std::optional<Point> cut;
      std::optional<Segment> rest;
      if (begins_there) {
        rest = rest_of(segment, edge);
      } else if (ends_there) {
        rest = rest_of({segment.to, segment.from}, edge);
      } else if ((cut = meeting(segment, edge))) {
        rest = Segment{segment.from, *cut};
      }
      if (!rest) {
        continue;
      }
      piece.is_cut = piece.is_cut || cut;
      pieces_.push_back(piece);
      if (cut) {
        pieces_.push_back({{segment.to, *cut}, piece.next, false});
      }
      pieces_.push_back({*rest, piece.next, false});
      return true;
    }
    return false;
  }

  bool is_within(const Segment& segment) const { return contains(polygon_.points, middle(segment.from, segment.to)); }

  // Of a segment that begins on the edge and goes beyond it: what is left of it, if it goes along the edge.
  static std::optional<Segment> rest_of(const Segment& segment, const Segment& edge) {
    if (same(segment.from, edge.from)) {
      return contains(segment, edge.to) ? std::optional(Segment{segment.to, edge.to}) : std::nullopt;
    }
    if (same(segment.from, edge.to)) {
      return contains(segment, edge.from) ? std::optional(Segment{segment.to, edge.from}) : std::nullopt;
    }
    for (const Point& end : {edge.from, edge.to}) {
      if (contains(segment, end)) {
        return Segment{segment.to, end};
      }
    }
    return std::nullopt;
  }

  const Polygon& polygon_;
  Patience patience_;
  std::vector<Piece> pieces_;
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
