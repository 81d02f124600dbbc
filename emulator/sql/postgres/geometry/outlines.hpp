// Paths, polygons and circles: what is made of many points, or round.
#pragma once

#include <optional>

#include "sql/call_context.hpp"
#include "sql/postgres/geometry/shapes.hpp"

namespace emulator::postgres::geometry {

// The functions that take a context look at every pair of segments: they end early when their statement has to.

// --- Paths
std::optional<double> area(const Path& path);  // empty: it is open
double length(const Path& path);
bool contains(const Path& path, const Point& point);
bool meet(const Path& left, const Path& right, sql::CallContext& context);
double distance(const Path& path, const Point& point);
std::optional<double> distance(const Path& left, const Path& right, sql::CallContext& context);

// --- Polygons
Box bounds(const std::vector<Point>& points);
bool same(const Polygon& left, const Polygon& right, sql::CallContext& context);
bool contains(const std::vector<Point>& polygon, const Point& point);
bool contains(const Polygon& outer, const Polygon& inner, sql::CallContext& context);
bool overlap(const Polygon& left, const Polygon& right, sql::CallContext& context);
double distance(const Polygon& polygon, const Point& point);
double distance(const Polygon& left, const Polygon& right, sql::CallContext& context);
Circle circle_of(const Polygon& polygon);
Polygon polygon_of(const Box& box);

// --- Circles
double area(const Circle& circle);
double distance(const Circle& circle, const Point& point);
bool contains(const Circle& circle, const Point& point);
Box box_of(const Circle& circle);
Circle circle_of(const Box& box);
Polygon polygon_of(const Circle& circle, std::int64_t count);

}  // namespace emulator::postgres::geometry
