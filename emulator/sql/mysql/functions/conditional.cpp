// IF, IFNULL, NULLIF, COALESCE, GREATEST, LEAST, FIELD, ELT, ISNULL, INTERVAL.
#include <algorithm>

#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "types/collation.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using Types = std::span<const Type>;
using sql::CallContext;

// any_element arguments have one type by now.
Type first_type(Types types) {
  return types.front();
}
Type second_type(Types types) {
  return types[1];
}

enum class Order : std::uint8_t {
  integers,
  decimals,
  doubles,
  texts
};

template <Order By>
bool less(const Value& left, const Value& right) {
  switch (By) {
    case Order::integers:
      return integer_of(left) < integer_of(right);
    case Order::decimals:
      return compare(decimal_of(left), decimal_of(right)) < 0;
    case Order::doubles:
      return double_of(left) < double_of(right);
    case Order::texts:
      return compare_accent_insensitive(view_of(left), view_of(right)) < 0;
  }
  return false;
}

// Shown with the greatest scale among the arguments, as MySQL types it.
Value padded(const Value& chosen, Arguments arguments) {
  std::int32_t scale = 0;
  for (const auto& argument : arguments) scale = std::max(scale, decimal_of(argument).scale());
  return decimal_of(chosen).rounded(scale).to_string();
}

template <Order By>
Value greatest(Arguments arguments, CallContext&) {
  const Value& chosen = *std::max_element(arguments.begin(), arguments.end(), less<By>);
  return By == Order::decimals ? padded(chosen, arguments) : chosen;
}
template <Order By>
Value least(Arguments arguments, CallContext&) {
  const Value& chosen = *std::min_element(arguments.begin(), arguments.end(), less<By>);
  return By == Order::decimals ? padded(chosen, arguments) : chosen;
}

Type merged_scale(Types types) {
  Type result{.id = TypeId::decimal, .length = 65, .scale = 0};
  for (const auto& type : types) result.scale = std::max(result.scale, type.scale);
  return result;
}

template <Order By>
Value field(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) return std::int64_t{0};
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const bool same =
        !is_null(arguments[i]) && !less<By>(arguments[0], arguments[i]) && !less<By>(arguments[i], arguments[0]);
    if (same) return static_cast<std::int64_t>(i);
  }
  return std::int64_t{0};
}

Value elt(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) return Null{};
  const auto index = bigint_of(arguments[0]);
  if (index < 1 || index >= static_cast<std::int64_t>(arguments.size())) return Null{};
  return arguments[static_cast<std::size_t>(index)];
}

// How many of the ascending bounds the number has reached; -1 for NULL.
Value place_in_interval(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) return std::int64_t{-1};
  const double number = double_of(arguments[0]);
  std::int64_t reached = 0;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (!is_null(arguments[i]) && double_of(arguments[i]) > number) break;
    ++reached;
  }
  return reached;
}

void add_choices(Rows& rows) {
  using enum TypeId;
  variadic(ruled(rows.templated("coalesce", {any_element, any_element}, {}, "coalesce({*})"), first_type));
  ruled(rows.templated("coalesce", {any_element}, {}, "{0}"), first_type);
  ruled(rows.templated("ifnull", {any_element, any_element}, {}, "ifnull({0}, {1})"), first_type);
  // resolve.cpp brings the arguments to the types that a comparison would.
  ruled(rows.templated("nullif", {any, any}, {}, "nullif({0}, {1})"), first_type).collates = true;
  // The condition counts as MySQL's numbers do: texts by their numeric prefix.
  const auto add_if = [&](TypeId condition) {
    ruled(rows.templated("if", {condition, any_element, any_element}, {}, "CASE WHEN {0} THEN {1} ELSE {2} END"),
          second_type);
  };
  add_if(bigint);
  add_if(decimal);
  add_if(double_);
  rows.templated("isnull", {any}, truth_value_type, "{0} IS NULL").null_on_null = false;
}

template <Order By>
void add_extremes(Rows& rows, TypeId id, Type result, std::string_view greatest_name, std::string_view least_name) {
  auto& greatest_row = variadic(rows.native("greatest", {id, id}, result, greatest_name, greatest<By>));
  if (By == Order::decimals) ruled(greatest_row, merged_scale);
  auto& least_row = variadic(rows.native("least", {id, id}, result, least_name, least<By>));
  if (By == Order::decimals) ruled(least_row, merged_scale);
}

}  // namespace

void add_conditionals(Rows& rows) {
  using enum TypeId;
  add_choices(rows);
  add_extremes<Order::integers>(rows, bigint, bigint_type, "my_greatest_integer", "my_least_integer");
  add_extremes<Order::decimals>(rows, decimal, type(decimal), "my_greatest_decimal", "my_least_decimal");
  add_extremes<Order::doubles>(rows, double_, double_type, "my_greatest_double", "my_least_double");
  add_extremes<Order::texts>(rows, text, text_type, "my_greatest_text", "my_least_text");
  add_extremes<Order::texts>(rows, timestamp, type(timestamp), "my_greatest_datetime", "my_least_datetime");
  add_extremes<Order::texts>(rows, date, date_type, "my_greatest_date", "my_least_date");
  const auto add_field = [&](TypeId id, std::string_view native, sql::NativeFunction function) {
    sees_nulls(variadic(rows.native("field", {id, id}, bigint_type, native, function)));
  };
  add_field(text, "my_field_text", field<Order::texts>);
  add_field(bigint, "my_field_integer", field<Order::integers>);
  add_field(decimal, "my_field_decimal", field<Order::decimals>);
  add_field(double_, "my_field_double", field<Order::doubles>);
  sees_nulls(variadic(rows.native("elt", {bigint, text}, text_type, "my_elt", elt)));
  sees_nulls(variadic(rows.native("interval", {double_, double_}, bigint_type, "my_interval", place_in_interval)));
}

}  // namespace emulator::mysql
