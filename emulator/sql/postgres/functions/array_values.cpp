// Reading, shape and order of arrays.
#include "sql/postgres/functions/array_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/xml.hpp"
#include "sql/postgres/operator_classes.hpp"
#include "sql/postgres/orders.hpp"
#include "sql/postgres/types.hpp"
#include "types/array.hpp"
#include "types/collation.hpp"
#include "types/decimal.hpp"

namespace emulator::postgres {

Array array_at(Arguments arguments, std::size_t index, TypeId element) {
  if (is_null(arguments[index])) {
    return {};
  }
  if (const auto* array = std::get_if<ArrayPointer>(&arguments[index])) {
    return **array;
  }
  return parse_array(text_at(arguments, index), element).value_or(Array{});
}

Value element_of(const Value& value, TypeId element) {
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number != nullptr && element == TypeId::boolean) {
    return *number != 0;
  }
  const bool is_nan =
      (element == TypeId::real || element == TypeId::double_) && std::holds_alternative<std::string>(value);
  return is_nan ? Value{std::numeric_limits<double>::quiet_NaN()} : value;
}

bool is_nested(const Array& array) {
  return !array.elements.empty() && std::holds_alternative<ArrayPointer>(array.elements.front());
}

std::vector<std::int64_t> shape_of(const Array& array) {
  std::vector<std::int64_t> shape;
  const Array* level = &array;
  while (level != nullptr && !level->elements.empty()) {
    shape.push_back(static_cast<std::int64_t>(level->elements.size()));
    level = is_nested(*level) ? std::get<ArrayPointer>(level->elements.front()).get() : nullptr;
  }
  return shape;
}

void flatten(const Array& array, std::vector<Value>& elements) {
  for (const Value& element : array.elements) {
    if (const auto* nested = std::get_if<ArrayPointer>(&element)) {
      flatten(**nested, elements);
    } else {
      elements.push_back(element);
    }
  }
}

namespace {

template <class Number>
int order_of(const Number& left, const Number& right) {
  return left < right ? -1 : right < left ? 1 : 0;
}

// NaN is equal to itself and above every number.
int order_of_floats(double left, double right) {
  if (std::isnan(left) || std::isnan(right)) {
    return static_cast<int>(std::isnan(left)) - static_cast<int>(std::isnan(right));
  }
  return order_of(left, right);
}

double number_of(const Value& value) {
  const auto* integer = std::get_if<std::int64_t>(&value);
  return integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value);
}

int compare_texts(const std::string& left, const std::string& right, TypeId element) {
  if (element == TypeId::decimal) {
    return compare_decimals(left, right);
  }
  if (element == TypeId::text || element == TypeId::varchar || element == TypeId::char_) {
    return compare_english(left, right);
  }
  const TextOrder* order = text_order(element);
  return order == nullptr ? compare_bytes(left, right) : order->compare(left, right);
}

}  // namespace

void require_equality(TypeId element) {
  if (!has_equality(element)) {
    throw make_error(Condition::no_equality_operator, {spelled_without_modifiers(type(element))});
  }
}

int compare_elements(const Value& left, const Value& right, TypeId element) {
  if (is_null(left) || is_null(right)) {
    return static_cast<int>(is_null(left)) - static_cast<int>(is_null(right));
  }
  const auto* text = std::get_if<std::string>(&left);
  const auto* other_text = std::get_if<std::string>(&right);
  if (text != nullptr && other_text != nullptr) {
    return compare_texts(*text, *other_text, element);
  }
  const auto* integer = std::get_if<std::int64_t>(&left);
  const auto* other_integer = std::get_if<std::int64_t>(&right);
  if (integer != nullptr && other_integer != nullptr) {
    return order_of(*integer, *other_integer);
  }
  const bool are_numbers = element == TypeId::real || element == TypeId::double_;
  return are_numbers ? order_of_floats(number_of(left), number_of(right))
                     : compare_bytes(element_text(left), element_text(right));
}

// Element by element in storage order; then the longer one is greater, then the one of more dimensions.
int compare_arrays(const Array& left, const Array& right, TypeId element) {
  std::vector<Value> ones, others;
  flatten(left, ones);
  flatten(right, others);
  for (std::size_t index = 0; index < std::min(ones.size(), others.size()); ++index) {
    if (const int order = compare_elements(ones[index], others[index], element); order != 0) {
      return order;
    }
  }
  if (const int order = order_of(ones.size(), others.size()); order != 0) {
    return order;
  }
  const std::vector<std::int64_t> shape = shape_of(left), other_shape = shape_of(right);
  const int order = order_of(shape.size(), other_shape.size());
  return order != 0 ? order : order_of(shape, other_shape);
}

int compare_array_literals(std::string_view left, std::string_view right, TypeId element) {
  if (left == right) {
    return 0;
  }
  const std::optional<Array> one = parse_array(left, element), other = parse_array(right, element);
  return one && other ? compare_arrays(*one, *other, element) : compare_bytes(left, right);
}

std::string printed_element(const Value& value, TypeId element, sql::CallContext& context) {
  const std::span<const Value> arguments(&value, 1);
  switch (element) {
    case TypeId::real:
      return std::get<std::string>(output_real(arguments, context));
    case TypeId::double_:
      return std::get<std::string>(output_double(arguments, context));
    case TypeId::time:
      return std::get<std::string>(output_time(arguments, context));
    case TypeId::timestamp:
      return std::get<std::string>(output_timestamp(arguments, context));
    case TypeId::timestamptz:
      return std::get<std::string>(output_timestamptz(arguments, context));
    case TypeId::char_:
      return std::get<std::string>(output_without_padding(arguments, context));
    case TypeId::vector:
      return std::get<std::string>(output_vector(arguments, context));
    case TypeId::halfvec:
      return std::get<std::string>(output_halfvec(arguments, context));
    case TypeId::sparsevec:
      return std::get<std::string>(output_sparsevec(arguments, context));
    case TypeId::xml:
      return std::get<std::string>(output_xml(arguments, context));
    default:
      return element_text(value);
  }
}

}  // namespace emulator::postgres
