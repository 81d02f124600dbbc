// Points, lines, segments and boxes: slopes, where they meet, what is nearest to what. As PostgreSQL computes them,
// step by step, since answers depend on which comparison allows for the tolerance.
#pragma once

#include <array>
#include <optional>

#include "sql/postgres/geometry/shapes.hpp"

namespace emulator::postgres::geometry {

// --- Points
bool same(const Point& left, const Point& right);
Point add(const Point& left, const Point& right);
Point subtract(const Point& left, const Point& right);
Point multiply(const Point& left, const Point& right);  // as complex numbers: turns and stretches
Point divide(const Point& left, const Point& right);
Point middle(const Point& left, const Point& right);
double distance(const Point& left, const Point& right);
double slope(const Point& left, const Point& right);  // infinity: vertical
double slope_across(const Point& left, const Point& right);

// --- Lines
Line line_through(const Point& point, double slope);
double slope(const Line& line);
bool same(const Line& left, const Line& right);
bool are_perpendicular(const Line& left, const Line& right);
bool contains(const Line& line, const Point& point);
double distance(const Line& left, const Line& right);

// --- Segments and boxes
double slope(const Segment& segment);
bool contains(const Segment& segment, const Point& point);
Box box_of(const Point& one, const Point& other);
std::array<Segment, 4> edges(const Box& box);
Point center(const Box& box);
bool contains(const Box& box, const Point& point);
bool contains(const Box& outer, const Box& inner);
bool overlap(const Box& left, const Box& right);

// --- Where they meet; empty: nowhere, or not in one point
std::optional<Point> meeting(const Line& left, const Line& right);
std::optional<Point> meeting(const Segment& segment, const Line& line);
std::optional<Point> meeting(const Segment& left, const Segment& right);
bool meet(const Box& box, const Segment& segment);
bool meet(const Box& box, const Line& line);

// --- The point of the first that is nearest to the second. The distance may be NaN: then there is no such point.
struct Nearest {
  Point point;
  double distance = 0;
};
Nearest nearest(const Line& line, const Point& point);
Nearest nearest(const Segment& segment, const Line& line);
Nearest nearest(const Segment& segment, const Point& point);
Nearest nearest(const Segment& segment, const Segment& other);
Nearest nearest(const Box& box, const Point& point);
Nearest nearest(const Box& box, const Segment& segment);

}  // namespace emulator::postgres::geometry
