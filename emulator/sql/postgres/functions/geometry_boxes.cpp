// Operators and functions of boxes and circles (manual 9.11). = and < compare areas.
#include "sql/postgres/functions/geometry.hpp"
#include "sql/postgres/geometry/measures.hpp"
#include "sql/postgres/geometry/numbers.hpp"
#include "sql/postgres/geometry/outlines.hpp"

namespace emulator::postgres {

namespace {

using namespace geometry;

double width(const Box& box) {
  return subtract(box.high.x, box.low.x);
}
double height(const Box& box) {
  return subtract(box.high.y, box.low.y);
}
double area(const Box& box) {
  return multiply(width(box), height(box));
}

// Empty where no point is nearest, since a number is none.
std::optional<Point> point_of(const Nearest& nearest) {
  return std::isnan(nearest.distance) ? std::nullopt : std::optional(nearest.point);
}

// The sides of a circle.
double right_of(const Circle& circle) {
  return geometry::add(circle.center.x, circle.radius);
}
double left_of(const Circle& circle) {
  return subtract(circle.center.x, circle.radius);
}
double top_of(const Circle& circle) {
  return geometry::add(circle.center.y, circle.radius);
}
double bottom_of(const Circle& circle) {
  return subtract(circle.center.y, circle.radius);
}

bool are_same(const Circle& left, const Circle& right) {
  const bool are_nan = std::isnan(left.radius) && std::isnan(right.radius);
  return (are_nan || same(left.radius, right.radius)) && same(left.center, right.center);
}

// < and its kin, by area.
template <class Shape, class Add>
void add_area_comparisons(const Add& add, std::string_view eq, std::string_view lt, std::string_view le,
                          std::string_view gt, std::string_view ge) {
  add("=", eq, [](const Shape& left, const Shape& right) { return same(area(left), area(right)); });
  add("<", lt, [](const Shape& left, const Shape& right) { return below(area(left), area(right)); });
  add("<=", le, [](const Shape& left, const Shape& right) { return at_most(area(left), area(right)); });
  add(">", gt, [](const Shape& left, const Shape& right) { return above(area(left), area(right)); });
  add(">=", ge, [](const Shape& left, const Shape& right) { return at_least(area(left), area(right)); });
}

void add_box_positions(Overloads& rows) {
  const auto add = [&](std::string_view symbol, std::string_view native, auto function) {
    rows.push_back(as_operator(row_of(symbol, native, function)));
  };
  add("<<", "pg_box_left", [](const Box& left, const Box& right) { return below(left.high.x, right.low.x); });
  add(">>", "pg_box_right", [](const Box& left, const Box& right) { return above(left.low.x, right.high.x); });
  add("&<", "pg_box_overleft", [](const Box& left, const Box& right) { return at_most(left.high.x, right.high.x); });
  add("&>", "pg_box_overright", [](const Box& left, const Box& right) { return at_least(left.low.x, right.low.x); });
  add("<<|", "pg_box_below", [](const Box& left, const Box& right) { return below(left.high.y, right.low.y); });
  add("|>>", "pg_box_above", [](const Box& left, const Box& right) { return above(left.low.y, right.high.y); });
  add("&<|", "pg_box_overbelow", [](const Box& left, const Box& right) { return at_most(left.high.y, right.high.y); });
  add("|&>", "pg_box_overabove", [](const Box& left, const Box& right) { return at_least(left.low.y, right.low.y); });
  add("<^", "pg_box_below_eq", [](const Box& left, const Box& right) { return at_most(left.high.y, right.low.y); });
  add(">^", "pg_box_above_eq", [](const Box& left, const Box& right) { return at_least(left.low.y, right.high.y); });
  add("&&", "pg_box_overlap", [](const Box& left, const Box& right) { return overlap(left, right); });
  add("?#", "pg_box_overlap_old", [](const Box& left, const Box& right) { return overlap(left, right); });
  add("@>", "pg_box_contain", [](const Box& left, const Box& right) { return contains(left, right); });
  add("<@", "pg_box_contained", [](const Box& left, const Box& right) { return contains(right, left); });
  add("~=", "pg_box_same",
      [](const Box& left, const Box& right) { return same(left.high, right.high) && same(left.low, right.low); });
}

void add_box_operators(Overloads& rows) {
  const auto add = [&](std::string_view symbol, std::string_view native, auto function) {
    rows.push_back(as_operator(row_of(symbol, native, function)));
  };
  add_area_comparisons<Box>(add, "pg_box_eq", "pg_box_lt", "pg_box_le", "pg_box_gt", "pg_box_ge");
  add("+", "pg_box_add", [](const Box& box, const Point& point) {
    return Box{geometry::add(box.high, point), geometry::add(box.low, point)};
  });
  add("-", "pg_box_sub", [](const Box& box, const Point& point) {
    return Box{subtract(box.high, point), subtract(box.low, point)};
  });
  add("*", "pg_box_mul",
      [](const Box& box, const Point& point) { return box_of(multiply(box.high, point), multiply(box.low, point)); });
  add("/", "pg_box_div",
      [](const Box& box, const Point& point) { return box_of(divide(box.high, point), divide(box.low, point)); });
  add("#", "pg_box_intersect", [](const Box& left, const Box& right) {
    const Box common{{least(left.high.x, right.high.x), least(left.high.y, right.high.y)},
                     {greatest(left.low.x, right.low.x), greatest(left.low.y, right.low.y)}};
    return overlap(left, right) ? std::optional(common) : std::nullopt;
  });
  add("@@", "pg_box_center", [](const Box& box) { return center(box); });
  add("<->", "pg_box_distance",
      [](const Box& left, const Box& right) { return distance(center(left), center(right)); });
  add("<->", "pg_dist_pb", [](const Point& point, const Box& box) { return nearest(box, point).distance; });
  add("<->", "pg_dist_bp", [](const Box& box, const Point& point) { return nearest(box, point).distance; });
  add("<->", "pg_dist_sb", [](const Segment& segment, const Box& box) { return nearest(box, segment).distance; });
  add("<->", "pg_dist_bs", [](const Box& box, const Segment& segment) { return nearest(box, segment).distance; });
  add("##", "pg_close_pb", [](const Point& point, const Box& box) { return point_of(nearest(box, point)); });
  add("##", "pg_close_sb", [](const Segment& segment, const Box& box) { return point_of(nearest(box, segment)); });
  add("<@", "pg_on_pb", [](const Point& point, const Box& box) { return contains(box, point); });
  add("@>", "pg_box_contain_pt", [](const Box& box, const Point& point) { return contains(box, point); });
  add("<@", "pg_on_sb",
      [](const Segment& segment, const Box& box) { return contains(box, segment.from) && contains(box, segment.to); });
  add("?#", "pg_inter_sb", [](const Segment& segment, const Box& box) { return meet(box, segment); });
  add("?#", "pg_inter_lb", [](const Line& line, const Box& box) { return meet(box, line); });
}

void add_circle_positions(Overloads& rows) {
  const auto add = [&](std::string_view symbol, std::string_view native, auto function) {
    rows.push_back(as_operator(row_of(symbol, native, function)));
  };
  add("<<", "pg_circle_left", [](const Circle& one, const Circle& two) { return below(right_of(one), left_of(two)); });
  add(">>", "pg_circle_right", [](const Circle& one, const Circle& two) { return above(left_of(one), right_of(two)); });
  add("&<", "pg_circle_overleft",
      [](const Circle& one, const Circle& two) { return at_most(right_of(one), right_of(two)); });
  add("&>", "pg_circle_overright",
      [](const Circle& one, const Circle& two) { return at_least(left_of(one), left_of(two)); });
  add("<<|", "pg_circle_below",
      [](const Circle& one, const Circle& two) { return below(top_of(one), bottom_of(two)); });
  add("|>>", "pg_circle_above",
      [](const Circle& one, const Circle& two) { return above(bottom_of(one), top_of(two)); });
  add("&<|", "pg_circle_overbelow",
      [](const Circle& one, const Circle& two) { return at_most(top_of(one), top_of(two)); });
  add("|&>", "pg_circle_overabove",
      [](const Circle& one, const Circle& two) { return at_least(bottom_of(one), bottom_of(two)); });
  add("&&", "pg_circle_overlap", [](const Circle& one, const Circle& two) {
    return at_most(distance(one.center, two.center), geometry::add(one.radius, two.radius));
  });
  add("@>", "pg_circle_contain", [](const Circle& one, const Circle& two) {
    return at_most(distance(one.center, two.center), subtract(one.radius, two.radius));
  });
  add("<@", "pg_circle_contained", [](const Circle& one, const Circle& two) {
    return at_most(distance(one.center, two.center), subtract(two.radius, one.radius));
  });
  add("~=", "pg_circle_same", [](const Circle& one, const Circle& two) { return are_same(one, two); });
}

void add_circle_operators(Overloads& rows) {
  const auto add = [&](std::string_view symbol, std::string_view native, auto function) {
    rows.push_back(as_operator(row_of(symbol, native, function)));
  };
  add_area_comparisons<Circle>(add, "pg_circle_eq", "pg_circle_lt", "pg_circle_le", "pg_circle_gt", "pg_circle_ge");
  add("<>", "pg_circle_ne", [](const Circle& one, const Circle& two) { return differ(area(one), area(two)); });
  add("+", "pg_circle_add_pt", [](const Circle& circle, const Point& point) {
    return Circle{geometry::add(circle.center, point), circle.radius};
  });
  add("-", "pg_circle_sub_pt", [](const Circle& circle, const Point& point) {
    return Circle{subtract(circle.center, point), circle.radius};
  });
  add("*", "pg_circle_mul_pt", [](const Circle& circle, const Point& point) {
    return Circle{multiply(circle.center, point), multiply(circle.radius, hypotenuse(point.x, point.y))};
  });
  add("/", "pg_circle_div_pt", [](const Circle& circle, const Point& point) {
    return Circle{divide(circle.center, point), divide(circle.radius, hypotenuse(point.x, point.y))};
  });
  add("@@", "pg_circle_center", [](const Circle& circle) { return circle.center; });
  add("<->", "pg_circle_distance", [](const Circle& one, const Circle& two) {
    const double between = subtract(distance(one.center, two.center), geometry::add(one.radius, two.radius));
    return between < 0 ? 0.0 : between;
  });
  add("<->", "pg_dist_pc", [](const Point& point, const Circle& circle) { return distance(circle, point); });
  add("<->", "pg_dist_cpoint", [](const Circle& circle, const Point& point) { return distance(circle, point); });
  add("<@", "pg_pt_contained_circle", [](const Point& point, const Circle& circle) { return contains(circle, point); });
  add("@>", "pg_circle_contain_pt", [](const Circle& circle, const Point& point) { return contains(circle, point); });
}

}  // namespace

void add_boxes(Overloads& rows) {
  add_box_positions(rows);
  add_box_operators(rows);
  const auto add = [&](std::string_view name, std::string_view native, auto function) {
    rows.push_back(row_of(name, native, function));
  };
  add("area", "pg_area_box", [](const Box& box) { return area(box); });
  add("width", "pg_box_width", [](const Box& box) { return width(box); });
  add("height", "pg_box_height", [](const Box& box) { return height(box); });
  add("center", "pg_center_box", [](const Box& box) { return center(box); });
  add("diagonal", "pg_box_diagonal", [](const Box& box) { return Segment{box.high, box.low}; });
  add("bound_box", "pg_boxes_bound_box", [](const Box& left, const Box& right) {
    return Box{{greatest(left.high.x, right.high.x), greatest(left.high.y, right.high.y)},
               {least(left.low.x, right.low.x), least(left.low.y, right.low.y)}};
  });
}

void add_circles(Overloads& rows) {
  add_circle_positions(rows);
  add_circle_operators(rows);
  const auto add = [&](std::string_view name, std::string_view native, auto function) {
    rows.push_back(row_of(name, native, function));
  };
  add("area", "pg_area_circle", [](const Circle& circle) { return area(circle); });
  add("center", "pg_center_circle", [](const Circle& circle) { return circle.center; });
  add("radius", "pg_circle_radius", [](const Circle& circle) { return circle.radius; });
  add("diameter", "pg_circle_diameter", [](const Circle& circle) { return multiply(circle.radius, 2.0); });
}

}  // namespace emulator::postgres
