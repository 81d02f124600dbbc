// Operators and functions of points, lines and segments (manual 9.11).
#include "sql/postgres/functions/geometry.hpp"
#include "sql/postgres/geometry/measures.hpp"
#include "sql/postgres/geometry/numbers.hpp"

namespace emulator::postgres {

namespace {

using namespace geometry;

double length(const Segment& segment) {
  return distance(segment.from, segment.to);
}

bool are_same(const Segment& left, const Segment& right) {
  return same(left.from, right.from) && same(left.to, right.to);
}

// Empty where no point is nearest, since a number is none.
std::optional<Point> point_of(const Nearest& nearest) {
  return std::isnan(nearest.distance) ? std::nullopt : std::optional(nearest.point);
}

void add_point_operators(Overloads& rows) {
  const auto add = [&](std::string_view symbol, std::string_view native, auto function) {
    rows.push_back(as_operator(row_of(symbol, native, function)));
  };
  add("+", "pg_point_add", [](const Point& left, const Point& right) { return geometry::add(left, right); });
  add("-", "pg_point_sub", [](const Point& left, const Point& right) { return subtract(left, right); });
  add("*", "pg_point_mul", [](const Point& left, const Point& right) { return multiply(left, right); });
  add("/", "pg_point_div", [](const Point& left, const Point& right) { return divide(left, right); });
  add("<->", "pg_point_distance", [](const Point& left, const Point& right) { return distance(left, right); });
  add("~=", "pg_point_eq", [](const Point& left, const Point& right) { return same(left, right); });
  add("<>", "pg_point_ne", [](const Point& left, const Point& right) { return !same(left, right); });
  add("<<", "pg_point_left", [](const Point& left, const Point& right) { return below(left.x, right.x); });
  add(">>", "pg_point_right", [](const Point& left, const Point& right) { return above(left.x, right.x); });
  add("<<|", "pg_point_below", [](const Point& left, const Point& right) { return below(left.y, right.y); });
  add("<^", "pg_point_below_old", [](const Point& left, const Point& right) { return below(left.y, right.y); });
  add("|>>", "pg_point_above", [](const Point& left, const Point& right) { return above(left.y, right.y); });
  add(">^", "pg_point_above_old", [](const Point& left, const Point& right) { return above(left.y, right.y); });
  add("?-", "pg_point_horiz", [](const Point& left, const Point& right) { return same(left.y, right.y); });
  add("?|", "pg_point_vert", [](const Point& left, const Point& right) { return same(left.x, right.x); });
}

void add_line_operators(Overloads& rows) {
  const auto add = [&](std::string_view symbol, std::string_view native, auto function) {
    rows.push_back(as_operator(row_of(symbol, native, function)));
  };
  add("=", "pg_line_eq", [](const Line& left, const Line& right) { return same(left, right); });
  add("#", "pg_line_interpt", [](const Line& left, const Line& right) { return meeting(left, right); });
  add("?#", "pg_line_intersect", [](const Line& left, const Line& right) { return meeting(left, right).has_value(); });
  add("?||", "pg_line_parallel", [](const Line& left, const Line& right) { return !meeting(left, right); });
  add("?-|", "pg_line_perp", [](const Line& left, const Line& right) { return are_perpendicular(left, right); });
  add("?-", "pg_line_horizontal", [](const Line& line) { return is_zero(line.a); });
  add("?|", "pg_line_vertical", [](const Line& line) { return is_zero(line.b); });
  add("<->", "pg_line_distance", [](const Line& left, const Line& right) { return distance(left, right); });
  add("<->", "pg_dist_lp", [](const Line& line, const Point& point) { return nearest(line, point).distance; });
  add("<->", "pg_dist_pl", [](const Point& point, const Line& line) { return nearest(line, point).distance; });
  add("<->", "pg_dist_ls", [](const Line& line, const Segment& segment) { return nearest(segment, line).distance; });
  add("<->", "pg_dist_sl", [](const Segment& segment, const Line& line) { return nearest(segment, line).distance; });
  add("##", "pg_close_pl", [](const Point& point, const Line& line) { return point_of(nearest(line, point)); });
  add("##", "pg_close_ls", [](const Line& line, const Segment& segment) {
    return slope(segment) == slope(line) ? std::nullopt : point_of(nearest(segment, line));
  });
  add("<@", "pg_on_pl", [](const Point& point, const Line& line) { return contains(line, point); });
  add("<@", "pg_on_sl", [](const Segment& segment, const Line& line) {
    return contains(line, segment.from) && contains(line, segment.to);
  });
  add("?#", "pg_inter_sl", [](const Segment& segment, const Line& line) { return meeting(segment, line).has_value(); });
}

void add_segment_operators(Overloads& rows) {
  const auto add = [&](std::string_view symbol, std::string_view native, auto function) {
    rows.push_back(as_operator(row_of(symbol, native, function)));
  };
  add("=", "pg_lseg_eq", [](const Segment& left, const Segment& right) { return are_same(left, right); });
  add("<>", "pg_lseg_ne", [](const Segment& left, const Segment& right) { return !are_same(left, right); });
  add("<", "pg_lseg_lt", [](const Segment& left, const Segment& right) { return below(length(left), length(right)); });
  add("<=", "pg_lseg_le",
      [](const Segment& left, const Segment& right) { return at_most(length(left), length(right)); });
  add(">", "pg_lseg_gt", [](const Segment& left, const Segment& right) { return above(length(left), length(right)); });
  add(">=", "pg_lseg_ge",
      [](const Segment& left, const Segment& right) { return at_least(length(left), length(right)); });
  add("@-@", "pg_lseg_length", [](const Segment& segment) { return length(segment); });
  add("@@", "pg_lseg_center", [](const Segment& segment) { return middle(segment.from, segment.to); });
  add("#", "pg_lseg_interpt", [](const Segment& left, const Segment& right) { return meeting(left, right); });
  add("?#", "pg_lseg_intersect",
      [](const Segment& left, const Segment& right) { return meeting(left, right).has_value(); });
  add("?||", "pg_lseg_parallel",
      [](const Segment& left, const Segment& right) { return same(slope(left), slope(right)); });
  add("?-|", "pg_lseg_perp",
      [](const Segment& left, const Segment& right) { return same(slope(left), slope_across(right.from, right.to)); });
  add("?-", "pg_lseg_horizontal", [](const Segment& segment) { return same(segment.from.y, segment.to.y); });
  add("?|", "pg_lseg_vertical", [](const Segment& segment) { return same(segment.from.x, segment.to.x); });
  add("<->", "pg_lseg_distance",
      [](const Segment& left, const Segment& right) { return nearest(left, right).distance; });
  add("<->", "pg_dist_ps", [](const Point& point, const Segment& segment) { return nearest(segment, point).distance; });
  add("<->", "pg_dist_sp", [](const Segment& segment, const Point& point) { return nearest(segment, point).distance; });
  add("##", "pg_close_ps",
      [](const Point& point, const Segment& segment) { return point_of(nearest(segment, point)); });
  add("##", "pg_close_lseg", [](const Segment& left, const Segment& right) {
    return slope(left) == slope(right) ? std::nullopt : point_of(nearest(right, left));
  });
  add("<@", "pg_on_ps", [](const Point& point, const Segment& segment) { return contains(segment, point); });
}

void add_point_functions(Overloads& rows) {
  const auto add = [&](std::string_view name, std::string_view native, auto function) {
    rows.push_back(row_of(name, native, function));
  };
  add("slope", "pg_slope", [](const Point& left, const Point& right) { return slope(left, right); });
  add("length", "pg_length_lseg", [](const Segment& segment) { return length(segment); });
  add("ishorizontal", "pg_ishorizontal_points",
      [](const Point& left, const Point& right) { return same(left.y, right.y); });
  add("ishorizontal", "pg_ishorizontal_line", [](const Line& line) { return is_zero(line.a); });
  add("ishorizontal", "pg_ishorizontal_lseg",
      [](const Segment& segment) { return same(segment.from.y, segment.to.y); });
  add("isvertical", "pg_isvertical_points",
      [](const Point& left, const Point& right) { return same(left.x, right.x); });
  add("isvertical", "pg_isvertical_line", [](const Line& line) { return is_zero(line.b); });
  add("isvertical", "pg_isvertical_lseg", [](const Segment& segment) { return same(segment.from.x, segment.to.x); });
  add("isparallel", "pg_isparallel_lines", [](const Line& left, const Line& right) { return !meeting(left, right); });
  add("isparallel", "pg_isparallel_lsegs",
      [](const Segment& left, const Segment& right) { return same(slope(left), slope(right)); });
  add("isperp", "pg_isperp_lines", [](const Line& left, const Line& right) { return are_perpendicular(left, right); });
  add("isperp", "pg_isperp_lsegs",
      [](const Segment& left, const Segment& right) { return same(slope(left), slope_across(right.from, right.to)); });
}

}  // namespace

void add_points(Overloads& rows) {
  add_point_operators(rows);
  add_line_operators(rows);
  add_segment_operators(rows);
  add_point_functions(rows);
}

}  // namespace emulator::postgres
