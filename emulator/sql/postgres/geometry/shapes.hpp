// The geometric types of PostgreSQL (manual 8.8) as values to compute with. They lie as their texts: see text.hpp.
#pragma once

#include <array>
#include <vector>

namespace emulator::postgres::geometry {

struct Point {
  double x = 0, y = 0;
};
struct Line {  // ax + by + c = 0
  double a = 0, b = 0, c = 0;
};
struct Segment {
  Point from, to;
};
struct Box {
  Point high, low;
};
struct Path {
  bool is_closed = false;
  std::vector<Point> points;  // one at least
};
struct Polygon {
  std::vector<Point> points;  // one at least
};
struct Circle {
  Point center;
  double radius = 0;
};

}  // namespace emulator::postgres::geometry
