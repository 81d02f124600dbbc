// Arrays (manual 9.19): making, looking into, changing.
#include "types/array.hpp"

#include <algorithm>
#include <tuple>

#include "sql/postgres/functions/array_values.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

Array array_at(Arguments arguments, std::size_t index) {
  return postgres::array_at(arguments, index, element_type_of(arguments));
}
Value element_at(Arguments arguments, std::size_t index) {
  return element_of(arguments[index], element_type_of(arguments));
}

[[noreturn]] void subscript_error(std::string sentence) {
  throw make_error(Condition::array_subscript_error, {std::move(sentence)});
}

// --- Shape ------------------------------------------------------------------------------------------------------

Value array_length(Arguments arguments, CallContext&) {
  const std::vector<std::int64_t> shape = shape_of(array_at(arguments, 0));
  const std::int64_t dimension = integer_at(arguments, 1);
  const bool exists = dimension >= 1 && dimension <= static_cast<std::int64_t>(shape.size());
  return exists ? Value{shape[static_cast<std::size_t>(dimension - 1)]} : Value{Null{}};
}
Value array_lower(Arguments arguments, CallContext& context) {
  return is_null(array_length(arguments, context)) ? Value{Null{}} : Value{std::int64_t{1}};
}
Value array_dimensions(Arguments arguments, CallContext&) {
  const auto count = static_cast<std::int64_t>(shape_of(array_at(arguments, 0)).size());
  return count == 0 ? Value{Null{}} : Value{count};
}
Value array_dims(Arguments arguments, CallContext&) {
  std::string text;
  for (const std::int64_t size : shape_of(array_at(arguments, 0))) {
    text += "[1:" + std::to_string(size) + "]";
  }
  return text.empty() ? Value{Null{}} : Value{std::move(text)};
}
Value cardinality(Arguments arguments, CallContext&) {
  std::vector<Value> elements;
  flatten(array_at(arguments, 0), elements);
  return static_cast<std::int64_t>(elements.size());
}

// --- Making -----------------------------------------------------------------------------------------------------

Value construct(Arguments arguments, CallContext&) {
  Array array;
  for (std::size_t index = 0; index + 1 < arguments.size(); ++index) {
    array.elements.push_back(element_at(arguments, index));
  }
  return made(std::move(array));
}

// Arrays in an array have one shape; empty ones make an empty array.
Value construct_of_arrays(Arguments arguments, CallContext&) {
  Array array;
  for (std::size_t index = 0; index + 1 < arguments.size(); ++index) {
    Array part = array_at(arguments, index);
    if (index > 0 &&
        shape_of(part) != (array.elements.empty() ? std::vector<std::int64_t>{}
                                                  : shape_of(*std::get<ArrayPointer>(array.elements.front())))) {
      subscript_error("multidimensional arrays must have array expressions with matching dimensions");
    }
    if (!part.elements.empty()) {
      array.elements.push_back(made(std::move(part)));
    }
  }
  return made(std::move(array));
}

Array filled(const Value& value, std::span<const std::int64_t> sizes) {
  Array array;
  const Value element = sizes.size() == 1 ? value : made(filled(value, sizes.subspan(1)));
  array.elements.assign(static_cast<std::size_t>(sizes.front()), element);
  return array;
}

constexpr std::int64_t most_elements = 134217727;  // MaxArraySize

Value array_fill(Arguments arguments, CallContext&) {
  if (is_null(arguments[1])) {
    throw make_error(Condition::null_value_not_allowed, {"dimension array or low bound array cannot be null"});
  }
  std::vector<std::int64_t> sizes;
  std::int64_t count = 1;
  for (const Value& size : postgres::array_at(arguments, 1, integer).elements) {
    if (is_null(size)) {
      throw make_error(Condition::null_value_not_allowed, {"dimension values cannot be null"});
    }
    sizes.push_back(std::get<std::int64_t>(size));
    if (sizes.back() < 0 || (sizes.back() > 0 && count > most_elements / sizes.back())) {
      throw make_worded_error(Condition::program_limit_exceeded,
                              "array size exceeds the maximum allowed (" + std::to_string(most_elements) + ")");
    }
    count *= sizes.back();
  }
  if (sizes.empty() || count == 0) {
    return made({});
  }
  return made(filled(element_at(arguments, 0), sizes));
}

// --- Changing ---------------------------------------------------------------------------------------------------

[[noreturn]] void only_one_dimension(const char* what) {
  throw make_worded_error(Condition::feature_not_supported,
                          std::string(what) + " multidimensional arrays is not supported");
}
[[noreturn]] void must_be_flat() {
  throw make_worded_error(Condition::data_exception, "argument must be empty or one-dimensional array");
}

Value array_append(Arguments arguments, CallContext&) {
  Array array = array_at(arguments, 0);
  if (is_nested(array)) {
    must_be_flat();
  }
  array.elements.push_back(element_at(arguments, 1));
  return made(std::move(array));
}
Value array_prepend(Arguments arguments, CallContext&) {
  Array array = array_at(arguments, 1);
  if (is_nested(array)) {
    must_be_flat();
  }
  array.elements.insert(array.elements.begin(), element_at(arguments, 0));
  return made(std::move(array));
}

// Of one dimension more or less, one is an element of the other.
Value array_cat(Arguments arguments, CallContext&) {
  if (is_null(arguments[0]) || is_null(arguments[1])) {
    return arguments[is_null(arguments[0]) ? 1 : 0];
  }
  Array left = array_at(arguments, 0), right = array_at(arguments, 1);
  const std::vector<std::int64_t> shape = shape_of(left), other = shape_of(right);
  if (left.elements.empty() || right.elements.empty()) {
    return made(left.elements.empty() ? std::move(right) : std::move(left));
  }
  const auto inner = [](const std::vector<std::int64_t>& whole) {
    return std::vector<std::int64_t>(whole.begin() + 1, whole.end());
  };
  if (shape.size() + 1 == other.size() && shape == inner(other)) {
    right.elements.insert(right.elements.begin(), made(std::move(left)));
    return made(std::move(right));
  }
  if (other.size() + 1 == shape.size() && other == inner(shape)) {
    left.elements.push_back(made(std::move(right)));
    return made(std::move(left));
  }
  if (shape.size() != other.size() || inner(shape) != inner(other)) {
    SqlError error = make_error(Condition::array_subscript_error, {"cannot concatenate incompatible arrays"});
    error.detail = "Arrays with differing element dimensions are not compatible for concatenation.";
    if (shape.size() != other.size()) {
      error.detail = "Arrays of " + std::to_string(shape.size()) + " and " + std::to_string(other.size()) +
                     " dimensions are not compatible for concatenation.";
    }
    throw error;
  }
  left.elements.insert(left.elements.end(), right.elements.begin(), right.elements.end());
  return made(std::move(left));
}

bool same_element(const Value& left, const Value& right, TypeId element) {
  require_equality(element);
  return compare_elements(left, right, element) == 0;
}

Value array_remove(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  Array array = array_at(arguments, 0);
  if (is_nested(array)) {
    only_one_dimension("removing elements from");
  }
  const TypeId type = element_type_of(arguments);
  const Value removed = element_at(arguments, 1);
  std::erase_if(array.elements, [&](const Value& element) { return same_element(element, removed, type); });
  return made(std::move(array));
}

void replace(Array& array, const Value& old, const Value& other, TypeId type) {
  for (Value& element : array.elements) {
    if (const auto* nested = std::get_if<ArrayPointer>(&element)) {
      Array copy = **nested;
      replace(copy, old, other, type);
      element = made(std::move(copy));
    } else if (same_element(element, old, type)) {
      element = other;
    }
  }
}
Value array_replace(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  Array array = array_at(arguments, 0);
  replace(array, element_at(arguments, 1), element_at(arguments, 2), element_type_of(arguments));
  return made(std::move(array));
}

// (array, element[, start], element type)
Value array_position(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  const Array array = array_at(arguments, 0);
  if (is_nested(array)) {
    only_one_dimension("searching for elements in");
  }
  std::int64_t start = 1;
  if (arguments.size() > 3) {
    if (is_null(arguments[2])) {
      throw make_error(Condition::null_value_not_allowed, {"initial position must not be null"});
    }
    start = std::max<std::int64_t>(integer_at(arguments, 2), 1);
  }
  const Value wanted = element_at(arguments, 1);
  for (std::size_t index = static_cast<std::size_t>(start - 1); index < array.elements.size(); ++index) {
    if (same_element(array.elements[index], wanted, element_type_of(arguments))) {
      return static_cast<std::int64_t>(index + 1);
    }
  }
  return Null{};
}
Value array_positions(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  const Array array = array_at(arguments, 0);
  if (is_nested(array)) {
    only_one_dimension("searching for elements in");
  }
  Array found;
  for (std::size_t index = 0; index < array.elements.size(); ++index) {
    if (same_element(array.elements[index], element_at(arguments, 1), element_type_of(arguments))) {
      found.elements.push_back(static_cast<std::int64_t>(index + 1));
    }
  }
  return made(std::move(found));
}
Value trim_array(Arguments arguments, CallContext&) {
  Array array = array_at(arguments, 0);
  const std::int64_t count = integer_at(arguments, 1);
  if (count < 0 || count > static_cast<std::int64_t>(array.elements.size())) {
    throw make_error(Condition::array_subscript_error,
                     {"number of elements to trim must be between 0 and " + std::to_string(array.elements.size())});
  }
  array.elements.resize(array.elements.size() - static_cast<std::size_t>(count));
  return made(std::move(array));
}

// --- Subscripts -------------------------------------------------------------------------------------------------

Value array_subscript(Arguments arguments, CallContext&) {
  Array array = array_at(arguments, 0);
  for (std::size_t step = 1; step + 1 < arguments.size(); ++step) {
    const std::int64_t index = integer_at(arguments, step);
    if (index < 1 || index > static_cast<std::int64_t>(array.elements.size())) {
      return Null{};
    }
    const Value element = array.elements[static_cast<std::size_t>(index - 1)];
    const auto* nested = std::get_if<ArrayPointer>(&element);
    const bool is_last = step + 2 == arguments.size();
    if ((nested != nullptr) == is_last) {
      return Null{};  // too few or too many subscripts
    }
    if (is_last) {
      return element;
    }
    array = **nested;
  }
  return Null{};
}

Array sliced(const Array& array, Arguments bounds) {
  const std::int64_t size = static_cast<std::int64_t>(array.elements.size());
  const std::int64_t low = std::max<std::int64_t>(integer_at(bounds, 0), 1);
  const std::int64_t high = std::min(integer_at(bounds, 1), size);
  Array part;
  for (std::int64_t index = low; index <= high; ++index) {
    const Value& element = array.elements[static_cast<std::size_t>(index - 1)];
    const auto* nested = std::get_if<ArrayPointer>(&element);
    if (nested == nullptr || bounds.size() < 4) {
      part.elements.push_back(element);
      continue;
    }
    Array inner = sliced(**nested, bounds.subspan(2));
    if (inner.elements.empty()) {
      return {};
    }
    part.elements.push_back(made(std::move(inner)));
  }
  return part;
}

// (array, low, high, low, high, …, element type)
Value array_slice(Arguments arguments, CallContext&) {
  const Array array = array_at(arguments, 0);
  const Arguments bounds = arguments.subspan(1, arguments.size() - 2);
  return made(bounds.size() / 2 > shape_of(array).size() ? Array{} : sliced(array, bounds));
}

void store(Array& array, const Value& value, Arguments indexes) {
  const std::int64_t index = integer_at(indexes, 0);
  const auto size = static_cast<std::int64_t>(array.elements.size());
  if (index < 1 || index > size + (indexes.size() > 1 ? 0 : most_elements)) {
    subscript_error("array subscript out of range");
  }
  if (index > size) {
    array.elements.resize(static_cast<std::size_t>(index));
  }
  Value& element = array.elements[static_cast<std::size_t>(index - 1)];
  const auto* nested = std::get_if<ArrayPointer>(&element);
  if ((nested != nullptr) != (indexes.size() > 1)) {
    subscript_error("wrong number of array subscripts");
  }
  if (nested == nullptr) {
    element = value;
    return;
  }
  Array inner = **nested;
  store(inner, value, indexes.subspan(1));
  element = made(std::move(inner));
}

// SET a[1] = x: (array, value, index, …, element type). What lies between the old end and the new element is NULL.
Value assign_element(Arguments arguments, CallContext&) {
  const Arguments indexes = arguments.subspan(2, arguments.size() - 3);
  Array array = array_at(arguments, 0);
  for (const Value& index : indexes) {
    if (is_null(index)) {
      throw make_worded_error(Condition::null_value_not_allowed, "array subscript in assignment must not be null");
    }
  }
  if (array.elements.empty() && indexes.size() > 1) {
    throw make_error(Condition::feature_not_supported, {"assignment to an element of an empty array of arrays"});
  }
  if (array.elements.empty() && integer_at(indexes, 0) != 1) {
    throw make_error(Condition::feature_not_supported, {"arrays that do not begin at 1"});
  }
  store(array, element_at(arguments, 1), indexes);
  return made(std::move(array));
}

// --- Rows and aggregates ----------------------------------------------------------------------------------------

Value unnest(Arguments arguments, CallContext&) {
  std::vector<Value> elements;
  flatten(array_at(arguments, 0), elements);
  RowSetWriter rows;
  for (const Value& element : elements) {
    rows.add(std::span(&element, 1));
  }
  return rows.take();
}
Value elements_or_null(Arguments arguments, CallContext& context) {
  if (!is_null(arguments[0])) {
    return unnest(arguments, context);
  }
  RowSetWriter rows;
  rows.add(std::span(&arguments[0], 1));
  return rows.take();
}
// (array, dimension[, reverse], element type)
Value generate_subscripts(Arguments arguments, CallContext& context) {
  const Value length = array_length(arguments, context);
  if (is_null(length)) {
    return RowSetWriter{}.take();
  }
  const std::int64_t last = std::get<std::int64_t>(length);
  const bool reverse = arguments.size() > 3 && std::get<bool>(arguments[2]);
  return reverse ? integer_series(last, 1, -1) : integer_series(1, last, 1);
}

class ArrayAggregate : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    any_ = true;
    array_.elements.push_back(element_at(arguments, 0));
  }
  Value finish(CallContext&) override { return any_ ? made(std::move(array_)) : Value{Null{}}; }

 protected:
  Array array_;
  bool any_ = false;
};

class ArrayOfArrays final : public ArrayAggregate {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      throw make_error(Condition::null_value_not_allowed, {"cannot accumulate null arrays"});
    }
    Array part = array_at(arguments, 0);
    if (part.elements.empty()) {
      subscript_error("cannot accumulate empty arrays");
    }
    if (any_ && shape_of(part) != shape_of(*std::get<ArrayPointer>(array_.elements.front()))) {
      subscript_error("cannot accumulate arrays of different dimensionality");
    }
    any_ = true;
    array_.elements.push_back(made(std::move(part)));
  }
};

// ARRAY(SELECT …): of no rows it is an empty array.
template <class State>
class ArrayOfRows final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext& context) override { state_.step(arguments, context); }
  Value finish(CallContext& context) override {
    Value value = state_.finish(context);
    return is_null(value) ? made({}) : std::move(value);
  }

 private:
  State state_;
};

// --- The table --------------------------------------------------------------------------------------------------

sql::Overload typed(sql::Overload row) {
  row.takes_element_type = true;
  return row;
}

void add_shapes(Overloads& rows) {
  const Type array = type(any_array);
  const auto row = [&](std::string_view name, std::vector<Type> parameters, Type result, std::string_view native,
                       sql::NativeFunction function) {
    rows.push_back(typed(native_row(name, std::move(parameters), result, native, function)));
  };
  row("array_length", {array, type(integer)}, type(integer), "pg_array_length", array_length);
  row("array_upper", {array, type(integer)}, type(integer), "pg_array_length", array_length);
  row("array_lower", {array, type(integer)}, type(integer), "pg_array_lower", array_lower);
  row("array_ndims", {array}, type(integer), "pg_array_ndims", array_dimensions);
  row("array_dims", {array}, type(text), "pg_array_dims", array_dims);
  row("cardinality", {array}, type(integer), "pg_cardinality", cardinality);
  row("trim_array", {array, type(integer)}, array, "pg_trim_array", trim_array);
}

void add_changes(Overloads& rows) {
  const Type array = type(any_array), element = type(any_element);
  const auto row = [&](std::string_view name, std::vector<Type> parameters, Type result, std::string_view native,
                       sql::NativeFunction function) {
    rows.push_back(typed(seeing_nulls(native_row(name, std::move(parameters), result, native, function))));
  };
  row("array_append", {array, element}, array, "pg_array_append", array_append);
  row("array_prepend", {element, array}, array, "pg_array_prepend", array_prepend);
  row("array_cat", {array, array}, array, "pg_array_cat", array_cat);
  row("array_remove", {array, element}, array, "pg_array_remove", array_remove);
  row("array_replace", {array, element, element}, array, "pg_array_replace", array_replace);
  row("array_position", {array, element}, type(integer), "pg_array_position", array_position);
  row("array_position", {array, element, type(integer)}, type(integer), "pg_array_position_from", array_position);
  row("array_positions", {array, element}, Type{.id = TypeId::array, .element = integer}, "pg_array_positions",
      array_positions);
  row("array_fill", {element, Type{.id = TypeId::array, .element = integer}}, array, "pg_array_fill", array_fill);
  for (const auto& [parameters, native, function] :
       {std::tuple{std::vector{array, array}, "pg_array_cat", &array_cat},
        std::tuple{std::vector{array, element}, "pg_array_append", &array_append},
        std::tuple{std::vector{element, array}, "pg_array_prepend", &array_prepend}}) {
    rows.push_back(typed(seeing_nulls(as_operator(native_row("||", parameters, array, native, function)))));
  }
}

void add_syntax(Overloads& rows) {
  const Type array = type(any_array), element = type(any_element);
  const std::vector<Type> indexes{array, type(integer)};
  rows.push_back(typed(seeing_nulls(
      variadic(native_row("array constructor", std::vector<Type>{element}, array, "pg_array_construct", construct)))));
  rows.push_back(typed(seeing_nulls(variadic(native_row("array constructor", std::vector<Type>{array}, array,
                                                        "pg_array_construct_nested", construct_of_arrays)))));
  rows.push_back(
      typed(variadic(native_row("array subscript", indexes, element, "pg_array_subscript", array_subscript))));
  rows.push_back(typed(variadic(native_row("array slice", indexes, array, "pg_array_slice", array_slice))));
  rows.push_back(
      typed(seeing_nulls(variadic(native_row("assigned element", std::vector<Type>{array, element, type(integer)},
                                             array, "pg_array_assign", assign_element)))));
}

void add_rows_and_aggregates(Overloads& rows) {
  const Type array = type(any_array), element = type(any_element);
  const auto set = [&](sql::Overload row) {
    row.kind = sql::OverloadKind::rows;
    rows.push_back(typed(std::move(row)));
  };
  set(native_row("unnest", std::vector<Type>{array}, element, "pg_unnest", unnest));
  set(seeing_nulls(native_row("array elements", std::vector<Type>{array}, element, "pg_elements", elements_or_null)));
  set(native_row("generate_subscripts", std::vector<Type>{array, type(integer)}, type(integer),
                 "pg_generate_subscripts", generate_subscripts));
  set(native_row("generate_subscripts", std::vector<Type>{array, type(integer), type(boolean)}, type(integer),
                 "pg_generate_subscripts_reverse", generate_subscripts));
  rows.push_back(typed(aggregate_row("array_agg", {element}, array, "pg_array_agg", make_aggregate<ArrayAggregate>)));
  rows.push_back(
      typed(aggregate_row("array_agg", {array}, array, "pg_array_agg_nested", make_aggregate<ArrayOfArrays>)));
  rows.push_back(typed(
      aggregate_row("array of rows", {element}, array, "pg_array_rows", make_aggregate<ArrayOfRows<ArrayAggregate>>)));
  rows.push_back(typed(aggregate_row("array of rows", {array}, array, "pg_array_rows_nested",
                                     make_aggregate<ArrayOfRows<ArrayOfArrays>>)));
}

}  // namespace

void add_array_functions(Overloads& rows) {
  add_shapes(rows);
  add_changes(rows);
  add_syntax(rows);
  add_rows_and_aggregates(rows);
  add_array_texts(rows);
  add_array_tests(rows);
}

}  // namespace emulator::postgres
