// Operators and functions of paths and polygons (manual 9.11). Paths compare by how many points they have.
#include "sql/postgres/functions/geometry.hpp"
#include "sql/postgres/geometry/measures.hpp"
#include "sql/postgres/geometry/numbers.hpp"
#include "sql/postgres/geometry/outlines.hpp"

namespace emulator::postgres {

namespace {

using namespace geometry;
using sql::CallContext;

template <class Change>
Path changed(Path path, const Change& change) {
  for (Point& point : path.points) {
    point = change(point);
  }
  return path;
}

std::optional<Path> joined(Path left, const Path& right) {
  if (left.is_closed || right.is_closed) {
    return std::nullopt;
  }
  left.points.insert(left.points.end(), right.points.begin(), right.points.end());
  return left;
}

double between(const Circle& circle, const Polygon& polygon) {
  const double found = subtract(distance(polygon, circle.center), circle.radius);
  return found < 0 ? 0.0 : found;
}

std::int64_t count(const std::vector<Point>& points) {
  return static_cast<std::int64_t>(points.size());
}

void add_path_operators(Overloads& rows) {
  const auto add = [&](std::string_view symbol, std::string_view native, auto function) {
    rows.push_back(as_operator(row_of(symbol, native, function)));
  };
  add("=", "pg_path_n_eq", [](const Path& one, const Path& two) { return count(one.points) == count(two.points); });
  add("<", "pg_path_n_lt", [](const Path& one, const Path& two) { return count(one.points) < count(two.points); });
  add("<=", "pg_path_n_le", [](const Path& one, const Path& two) { return count(one.points) <= count(two.points); });
  add(">", "pg_path_n_gt", [](const Path& one, const Path& two) { return count(one.points) > count(two.points); });
  add(">=", "pg_path_n_ge", [](const Path& one, const Path& two) { return count(one.points) >= count(two.points); });
  add("+", "pg_path_add", [](const Path& one, const Path& two) { return joined(one, two); });
  add("+", "pg_path_add_pt", [](const Path& path, const Point& by) {
    return changed(path, [&](const Point& point) { return geometry::add(point, by); });
  });
  add("-", "pg_path_sub_pt", [](const Path& path, const Point& by) {
    return changed(path, [&](const Point& point) { return subtract(point, by); });
  });
  add("*", "pg_path_mul_pt", [](const Path& path, const Point& by) {
    return changed(path, [&](const Point& point) { return multiply(point, by); });
  });
  add("/", "pg_path_div_pt", [](const Path& path, const Point& by) {
    return changed(path, [&](const Point& point) { return divide(point, by); });
  });
  add("#", "pg_path_npoints", [](const Path& path) { return count(path.points); });
  add("@-@", "pg_path_length", [](const Path& path) { return length(path); });
  add("?#", "pg_path_inter",
      [](const Path& one, const Path& two, CallContext& context) { return meet(one, two, context); });
  add("<->", "pg_path_distance",
      [](const Path& one, const Path& two, CallContext& context) { return distance(one, two, context); });
  add("<->", "pg_dist_ppath", [](const Point& point, const Path& path) { return distance(path, point); });
  add("<->", "pg_dist_pathp", [](const Path& path, const Point& point) { return distance(path, point); });
  add("<@", "pg_on_ppath", [](const Point& point, const Path& path) { return contains(path, point); });
  add("@>", "pg_path_contain_pt", [](const Path& path, const Point& point) { return contains(path, point); });
}

void add_polygon_positions(Overloads& rows) {
  const auto add = [&](std::string_view symbol, std::string_view native, auto function) {
    rows.push_back(as_operator(row_of(symbol, native, function)));
  };
  // By the boxes around them, exactly.
  add("<<", "pg_poly_left",
      [](const Polygon& one, const Polygon& two) { return bounds(one.points).high.x < bounds(two.points).low.x; });
  add(">>", "pg_poly_right",
      [](const Polygon& one, const Polygon& two) { return bounds(one.points).low.x > bounds(two.points).high.x; });
  add("&<", "pg_poly_overleft",
      [](const Polygon& one, const Polygon& two) { return bounds(one.points).high.x <= bounds(two.points).high.x; });
  add("&>", "pg_poly_overright",
      [](const Polygon& one, const Polygon& two) { return bounds(one.points).low.x >= bounds(two.points).low.x; });
  add("<<|", "pg_poly_below",
      [](const Polygon& one, const Polygon& two) { return bounds(one.points).high.y < bounds(two.points).low.y; });
  add("|>>", "pg_poly_above",
      [](const Polygon& one, const Polygon& two) { return bounds(one.points).low.y > bounds(two.points).high.y; });
  add("&<|", "pg_poly_overbelow",
      [](const Polygon& one, const Polygon& two) { return bounds(one.points).high.y <= bounds(two.points).high.y; });
  add("|&>", "pg_poly_overabove",
      [](const Polygon& one, const Polygon& two) { return bounds(one.points).low.y >= bounds(two.points).low.y; });
}

void add_polygon_operators(Overloads& rows) {
  const auto add = [&](std::string_view symbol, std::string_view native, auto function) {
    rows.push_back(as_operator(row_of(symbol, native, function)));
  };
  add("~=", "pg_poly_same",
      [](const Polygon& one, const Polygon& two, CallContext& context) { return same(one, two, context); });
  add("&&", "pg_poly_overlap",
      [](const Polygon& one, const Polygon& two, CallContext& context) { return overlap(one, two, context); });
  add("@>", "pg_poly_contain",
      [](const Polygon& one, const Polygon& two, CallContext& context) { return contains(one, two, context); });
  add("<@", "pg_poly_contained",
      [](const Polygon& one, const Polygon& two, CallContext& context) { return contains(two, one, context); });
  add("@>", "pg_poly_contain_pt",
      [](const Polygon& polygon, const Point& point) { return contains(polygon.points, point); });
  add("<@", "pg_pt_contained_poly",
      [](const Point& point, const Polygon& polygon) { return contains(polygon.points, point); });
  add("#", "pg_poly_npoints", [](const Polygon& polygon) { return count(polygon.points); });
  add("@@", "pg_poly_center", [](const Polygon& polygon) { return circle_of(polygon).center; });
  add("<->", "pg_poly_distance",
      [](const Polygon& one, const Polygon& two, CallContext& context) { return distance(one, two, context); });
  add("<->", "pg_dist_ppoly", [](const Point& point, const Polygon& polygon) { return distance(polygon, point); });
  add("<->", "pg_dist_polyp", [](const Polygon& polygon, const Point& point) { return distance(polygon, point); });
  add("<->", "pg_dist_cpoly", [](const Circle& circle, const Polygon& polygon) { return between(circle, polygon); });
  add("<->", "pg_dist_polyc", [](const Polygon& polygon, const Circle& circle) { return between(circle, polygon); });
}

}  // namespace

void add_outlines(Overloads& rows) {
  add_path_operators(rows);
  add_polygon_positions(rows);
  add_polygon_operators(rows);
  const auto add = [&](std::string_view name, std::string_view native, auto function) {
    rows.push_back(row_of(name, native, function));
  };
  add("area", "pg_area_path", [](const Path& path) { return area(path); });
  add("length", "pg_length_path", [](const Path& path) { return length(path); });
  add("isclosed", "pg_path_isclosed", [](const Path& path) { return path.is_closed; });
  add("isopen", "pg_path_isopen", [](const Path& path) { return !path.is_closed; });
  add("pclose", "pg_path_close", [](const Path& path) { return Path{true, path.points}; });
  add("popen", "pg_path_open", [](const Path& path) { return Path{false, path.points}; });
  add("npoints", "pg_npoints_path", [](const Path& path) { return count(path.points); });
  add("npoints", "pg_npoints_polygon", [](const Polygon& polygon) { return count(polygon.points); });
}

}  // namespace emulator::postgres
