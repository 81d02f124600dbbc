// Rows of geometric operators and functions are made of functions of shapes: their parameters say which types a row
// takes, and a shape that comes back is printed. Also the readers and conversions that cast_tables.hpp lists.
#pragma once

#include <optional>
#include <type_traits>
#include <utility>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/geometry/text.hpp"

namespace emulator::postgres {

void add_geometry(Overloads& rows);  // all of the next ones
void add_points(Overloads& rows);
void add_boxes(Overloads& rows);
void add_circles(Overloads& rows);
void add_outlines(Overloads& rows);
void add_geometric_conversions(Overloads& rows);

namespace geometry {

template <class Shape>
inline constexpr TypeId id_of = TypeId::double_;
template <>
inline constexpr TypeId id_of<bool> = TypeId::boolean;
template <>
inline constexpr TypeId id_of<std::int64_t> = TypeId::integer;
template <>
inline constexpr TypeId id_of<Point> = TypeId::point;
template <>
inline constexpr TypeId id_of<Line> = TypeId::line;
template <>
inline constexpr TypeId id_of<Segment> = TypeId::lseg;
template <>
inline constexpr TypeId id_of<Box> = TypeId::box;
template <>
inline constexpr TypeId id_of<Path> = TypeId::path;
template <>
inline constexpr TypeId id_of<Polygon> = TypeId::polygon;
template <>
inline constexpr TypeId id_of<Circle> = TypeId::circle;
template <class Shape>
inline constexpr TypeId id_of<std::optional<Shape>> = id_of<Shape>;

template <class Parameter>
decltype(auto) parameter_at(Arguments arguments, std::size_t index, sql::CallContext& context) {
  if constexpr (std::is_same_v<Parameter, sql::CallContext>) {
    return (context);
  } else if constexpr (std::is_same_v<Parameter, double>) {
    return double_at(arguments, index);
  } else if constexpr (std::is_same_v<Parameter, std::int64_t>) {
    return integer_at(arguments, index);
  } else {
    Parameter shape;
    read(text_at(arguments, index), shape);
    return shape;
  }
}

inline Value value_of(bool result) {
  return result;
}
inline Value value_of(double result) {
  return result;
}
inline Value value_of(std::int64_t result) {
  return result;
}
template <class Shape>
Value value_of(const Shape& result) {
  return print(result);
}
template <class Shape>
Value value_of(const std::optional<Shape>& result) {
  return result ? value_of(*result) : Value{Null{}};
}

template <class Function, class Signature>
struct Adapted;
template <class Function, class Result, class... Parameters>
struct Adapted<Function, Result (Function::*)(Parameters...) const> {
  static Value call(Arguments arguments, sql::CallContext& context) {
    return call_with(arguments, context, std::index_sequence_for<Parameters...>{});
  }
  template <std::size_t... index>
  static Value call_with(Arguments arguments, sql::CallContext& context, std::index_sequence<index...>) {
    return value_of(Function{}(parameter_at<std::remove_cvref_t<Parameters>>(arguments, index, context)...));
  }
  static std::vector<Type> parameters() {
    std::vector<Type> types;
    const auto add = [&types](TypeId id, bool is_context) {
      if (!is_context) {
        types.push_back(type(id));
      }
    };
    (add(id_of<std::remove_cvref_t<Parameters>>, std::is_same_v<std::remove_cvref_t<Parameters>, sql::CallContext>),
     ...);
    return types;
  }
  static constexpr TypeId result = id_of<Result>;
};

template <class Function>
sql::Overload row_of(std::string_view name, std::string_view native, Function) {
  using Made = Adapted<Function, decltype(&Function::operator())>;
  return native_row(name, Made::parameters(), type(Made::result), native, Made::call);
}

}  // namespace geometry

// --- geometry_conversions.cpp
Value input_point(Arguments arguments, sql::CallContext& context);
Value input_line(Arguments arguments, sql::CallContext& context);
Value input_lseg(Arguments arguments, sql::CallContext& context);
Value input_box(Arguments arguments, sql::CallContext& context);
Value input_path(Arguments arguments, sql::CallContext& context);
Value input_polygon(Arguments arguments, sql::CallContext& context);
Value input_circle(Arguments arguments, sql::CallContext& context);
Value point_to_box(Arguments arguments, sql::CallContext& context);
Value lseg_to_point(Arguments arguments, sql::CallContext& context);
Value box_to_point(Arguments arguments, sql::CallContext& context);
Value box_to_lseg(Arguments arguments, sql::CallContext& context);
Value box_to_polygon(Arguments arguments, sql::CallContext& context);
Value box_to_circle(Arguments arguments, sql::CallContext& context);
Value path_to_polygon(Arguments arguments, sql::CallContext& context);
Value polygon_to_point(Arguments arguments, sql::CallContext& context);
Value polygon_to_box(Arguments arguments, sql::CallContext& context);
Value polygon_to_path(Arguments arguments, sql::CallContext& context);
Value polygon_to_circle(Arguments arguments, sql::CallContext& context);
Value circle_to_point(Arguments arguments, sql::CallContext& context);
Value circle_to_box(Arguments arguments, sql::CallContext& context);
Value circle_to_polygon(Arguments arguments, sql::CallContext& context);

}  // namespace emulator::postgres
