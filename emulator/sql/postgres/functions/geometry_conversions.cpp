// What makes one geometric value of another, of its text, or of numbers and points; and the parts that subscripts
// reach.
#include "sql/postgres/functions/geometry.hpp"
#include "sql/postgres/geometry/measures.hpp"
#include "sql/postgres/geometry/numbers.hpp"
#include "sql/postgres/geometry/outlines.hpp"
#include "sql/postgres/types.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using namespace geometry;

// Where a polygon is made of a circle without saying of how many sides.
constexpr std::int64_t usual_sides = 12;

template <class Shape>
Shape shape_at(Arguments arguments, std::size_t index = 0) {
  Shape shape;
  read(text_at(arguments, index), shape);
  return shape;
}

template <class Shape>
Value reread(Arguments arguments) {
  return print(shape_at<Shape>(arguments));
}

Line line_of(const Point& one, const Point& other) {
  if (same(one, other)) {
    throw make_worded_error(Condition::invalid_parameter_value,
                            "invalid line specification: must be two distinct points");
  }
  return line_through(one, slope(one, other));
}

Polygon polygon_of(const Path& path) {
  if (!path.is_closed) {
    throw make_worded_error(Condition::invalid_parameter_value, "open path cannot be converted to polygon");
  }
  return {path.points};
}

// --- Subscripts: of a point its numbers, of a line its three, of a segment or a box its points; from 0 ------------

std::vector<double*> parts_of(Point& point) {
  return {&point.x, &point.y};
}
std::vector<double*> parts_of(Line& line) {
  return {&line.a, &line.b, &line.c};
}
std::vector<Point*> parts_of(Segment& segment) {
  return {&segment.from, &segment.to};
}
std::vector<Point*> parts_of(Box& box) {
  return {&box.high, &box.low};
}

template <class Shape>
Value part(Arguments arguments, CallContext&) {
  auto shape = shape_at<Shape>(arguments);
  const auto parts = parts_of(shape);
  const std::int64_t index = integer_at(arguments, 1);
  const bool is_there = arguments.size() == 2 && index >= 0 && index < static_cast<std::int64_t>(parts.size());
  return is_there ? value_of(*parts[static_cast<std::size_t>(index)]) : Value{Null{}};
}

Value no_slice(Arguments, CallContext&) {
  throw make_worded_error(Condition::feature_not_supported, "slices of fixed-length arrays not implemented");
}

// (value, part, index): without the value, the part or the index there is nothing to change.
template <class Shape>
Value with_part(Arguments arguments, CallContext&) {
  if (is_null(arguments[2])) {
    throw make_worded_error(Condition::null_value_not_allowed, "array subscript in assignment must not be null");
  }
  if (is_null(arguments[0]) || is_null(arguments[1])) {
    return arguments[0];
  }
  auto shape = shape_at<Shape>(arguments);
  const auto parts = parts_of(shape);
  if (arguments.size() != 3) {
    throw make_error(Condition::array_subscript_error, {"wrong number of array subscripts"});
  }
  const std::int64_t index = integer_at(arguments, 2);
  if (index < 0 || index >= static_cast<std::int64_t>(parts.size())) {
    throw make_error(Condition::array_subscript_error, {"array subscript out of range"});
  }
  auto& changed = *parts[static_cast<std::size_t>(index)];
  if constexpr (std::is_same_v<decltype(changed), double&>) {
    changed = double_at(arguments, 1);
  } else {
    changed = shape_at<Point>(arguments, 1);
  }
  return print(shape);
}

template <class Shape>
void add_parts(Overloads& rows, TypeId whole, TypeId part_type, std::string_view subscript, std::string_view slice,
               std::string_view assigned) {
  rows.push_back(variadic(native_row("array subscript", {whole, TypeId::integer}, part_type, subscript, part<Shape>)));
  rows.push_back(variadic(native_row("array slice", {whole, TypeId::integer}, whole, slice, no_slice)));
  rows.push_back(seeing_nulls(variadic(
      native_row("assigned element", {whole, part_type, TypeId::integer}, whole, assigned, with_part<Shape>))));
}

void add_constructors(Overloads& rows) {
  const auto add = [&](std::string_view name, std::string_view native, auto function) {
    rows.push_back(row_of(name, native, function));
  };
  add("point", "pg_construct_point", [](double x, double y) { return Point{x, y}; });
  add("line", "pg_line_construct_pp", [](const Point& one, const Point& other) { return line_of(one, other); });
  add("lseg", "pg_lseg_construct", [](const Point& one, const Point& other) { return Segment{one, other}; });
  add("box", "pg_points_box", [](const Point& one, const Point& other) { return box_of(one, other); });
  add("circle", "pg_cr_circle", [](const Point& center, double radius) { return Circle{center, radius}; });
  add("polygon", "pg_circle_poly", [](std::int64_t count, const Circle& circle) { return polygon_of(circle, count); });
}

}  // namespace

Value input_point(Arguments arguments, CallContext&) {
  return reread<Point>(arguments);
}
Value input_line(Arguments arguments, CallContext&) {
  return reread<Line>(arguments);
}
Value input_lseg(Arguments arguments, CallContext&) {
  return reread<Segment>(arguments);
}
Value input_box(Arguments arguments, CallContext&) {
  auto box = shape_at<Box>(arguments);
  if (less(box.high.x, box.low.x)) {
    std::swap(box.high.x, box.low.x);
  }
  if (less(box.high.y, box.low.y)) {
    std::swap(box.high.y, box.low.y);
  }
  return print(box);
}
Value input_path(Arguments arguments, CallContext&) {
  return reread<Path>(arguments);
}
Value input_polygon(Arguments arguments, CallContext&) {
  return reread<Polygon>(arguments);
}
Value input_circle(Arguments arguments, CallContext&) {
  const auto circle = shape_at<Circle>(arguments);
  if (circle.radius < 0) {
    bad_text("circle", text_at(arguments, 0));
  }
  return print(circle);
}

Value point_to_box(Arguments arguments, CallContext&) {
  const auto point = shape_at<Point>(arguments);
  return print(Box{point, point});
}
Value lseg_to_point(Arguments arguments, CallContext&) {
  const auto segment = shape_at<Segment>(arguments);
  return print(middle(segment.from, segment.to));
}
Value box_to_point(Arguments arguments, CallContext&) {
  return print(center(shape_at<Box>(arguments)));
}
Value box_to_lseg(Arguments arguments, CallContext&) {
  const auto box = shape_at<Box>(arguments);
  return print(Segment{box.high, box.low});
}
Value box_to_polygon(Arguments arguments, CallContext&) {
  return print(polygon_of(shape_at<Box>(arguments)));
}
Value box_to_circle(Arguments arguments, CallContext&) {
  return print(circle_of(shape_at<Box>(arguments)));
}
Value path_to_polygon(Arguments arguments, CallContext&) {
  return print(polygon_of(shape_at<Path>(arguments)));
}
Value polygon_to_point(Arguments arguments, CallContext&) {
  return print(circle_of(shape_at<Polygon>(arguments)).center);
}
Value polygon_to_box(Arguments arguments, CallContext&) {
  return print(bounds(shape_at<Polygon>(arguments).points));
}
Value polygon_to_path(Arguments arguments, CallContext&) {
  return print(Path{true, shape_at<Polygon>(arguments).points});
}
Value polygon_to_circle(Arguments arguments, CallContext&) {
  return print(circle_of(shape_at<Polygon>(arguments)));
}
Value circle_to_point(Arguments arguments, CallContext&) {
  return print(shape_at<Circle>(arguments).center);
}
Value circle_to_box(Arguments arguments, CallContext&) {
  return print(box_of(shape_at<Circle>(arguments)));
}
Value circle_to_polygon(Arguments arguments, CallContext&) {
  return print(polygon_of(shape_at<Circle>(arguments), usual_sides));
}

void add_geometric_conversions(Overloads& rows) {
  using enum TypeId;
  const auto convert = [&](TypeId to, TypeId from, std::string_view native, sql::NativeFunction function) {
    rows.push_back(native_row(internal_name(to), {from}, to, native, function));
  };
  convert(box, point, "pg_point_box", point_to_box);
  convert(point, lseg, "pg_lseg_point", lseg_to_point);
  convert(point, box, "pg_box_point", box_to_point);
  convert(lseg, box, "pg_box_lseg", box_to_lseg);
  convert(polygon, box, "pg_box_poly", box_to_polygon);
  convert(circle, box, "pg_box_circle", box_to_circle);
  convert(polygon, path, "pg_path_poly", path_to_polygon);
  convert(point, polygon, "pg_poly_point", polygon_to_point);
  convert(box, polygon, "pg_poly_box", polygon_to_box);
  convert(path, polygon, "pg_poly_path", polygon_to_path);
  convert(circle, polygon, "pg_poly_circle", polygon_to_circle);
  convert(point, circle, "pg_circle_point", circle_to_point);
  convert(box, circle, "pg_circle_box", circle_to_box);
  convert(polygon, circle, "pg_circle_polygon", circle_to_polygon);
  add_constructors(rows);
  add_parts<Point>(rows, point, double_, "pg_point_part", "pg_point_slice", "pg_point_assign");
  add_parts<Line>(rows, line, double_, "pg_line_part", "pg_line_slice", "pg_line_assign");
  add_parts<Segment>(rows, lseg, point, "pg_lseg_part", "pg_lseg_slice", "pg_lseg_assign");
  add_parts<Box>(rows, box, point, "pg_box_part", "pg_box_slice", "pg_box_assign");
}

void add_geometry(Overloads& rows) {
  add_points(rows);
  add_boxes(rows);
  add_circles(rows);
  add_outlines(rows);
  add_geometric_conversions(rows);
}

}  // namespace emulator::postgres
