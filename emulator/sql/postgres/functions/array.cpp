// Arrays (manual 9.19). Rows for any array see elements as they lie in storage; where an element's meaning counts
// (comparing, printing) there is a row per type.
#include "types/array.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/collation.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;
using ArrayPointer = std::shared_ptr<const Array>;

// An argument of a row for any array comes as its literal.
Array array_at(Arguments arguments, std::size_t index) {
  if (is_null(arguments[index])) {
    return {};
  }
  if (const auto* array = std::get_if<ArrayPointer>(&arguments[index])) {
    return **array;
  }
  return parse_array(text_at(arguments, index), TypeId::text).value_or(Array{});
}

Value made(Array array) {
  return std::make_shared<const Array>(std::move(array));
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
Value cardinality(Arguments arguments, CallContext&) {
  const std::vector<std::int64_t> shape = shape_of(array_at(arguments, 0));
  std::int64_t count = shape.empty() ? 0 : 1;
  for (const std::int64_t size : shape) {
    count *= size;
  }
  return count;
}

[[noreturn]] void only_one_dimension(const char* what) {
  throw make_error(Condition::feature_not_supported, {std::string(what) + " of multidimensional arrays"});
}

Value array_append(Arguments arguments, CallContext&) {
  Array array = array_at(arguments, 0);
  if (is_nested(array)) {
    only_one_dimension("appending to elements");
  }
  array.elements.push_back(arguments[1]);
  return made(std::move(array));
}
Value array_prepend(Arguments arguments, CallContext&) {
  Array array = array_at(arguments, 1);
  if (is_nested(array)) {
    only_one_dimension("prepending to elements");
  }
  array.elements.insert(array.elements.begin(), arguments[0]);
  return made(std::move(array));
}
Value array_cat(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return arguments[1];
  }
  if (is_null(arguments[1])) {
    return arguments[0];
  }
  Array left = array_at(arguments, 0), right = array_at(arguments, 1);
  if (is_nested(left) != is_nested(right) && !left.elements.empty() && !right.elements.empty()) {
    only_one_dimension("joining arrays with elements");
  }
  left.elements.insert(left.elements.end(), right.elements.begin(), right.elements.end());
  return made(std::move(left));
}

// Elements of a stored literal are texts; what they are compared with is brought to the same form.
bool same_element(const Value& left, const Value& right) {
  if (is_null(left) || is_null(right)) {
    return is_null(left) && is_null(right);
  }
  return element_text(left) == element_text(right);
}

Value array_remove(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  Array array = array_at(arguments, 0);
  if (is_nested(array)) {
    only_one_dimension("removing elements");
  }
  std::erase_if(array.elements, [&](const Value& element) { return same_element(element, arguments[1]); });
  return made(std::move(array));
}
Value array_replace(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  Array array = array_at(arguments, 0);
  if (is_nested(array)) {
    only_one_dimension("replacing elements");
  }
  for (Value& element : array.elements) {
    if (same_element(element, arguments[1])) {
      element = arguments[2];
    }
  }
  return made(std::move(array));
}
Value array_position(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  const Array array = array_at(arguments, 0);
  const auto found = std::find_if(array.elements.begin(), array.elements.end(),
                                  [&](const Value& element) { return same_element(element, arguments[1]); });
  return found == array.elements.end() ? Value{Null{}} : Value{std::int64_t{found - array.elements.begin() + 1}};
}

// --- Texts ------------------------------------------------------------------------------------------------------

void join(const Array& array, std::string_view separator, const std::string* null_text, std::string& joined,
          bool& first) {
  for (const Value& element : array.elements) {
    if (const auto* nested = std::get_if<ArrayPointer>(&element)) {
      join(**nested, separator, null_text, joined, first);
      continue;
    }
    if (is_null(element) && null_text == nullptr) {
      continue;
    }
    joined += first ? "" : separator;
    joined += is_null(element) ? *null_text : element_text(element);
    first = false;
  }
}

Value array_to_string(Arguments arguments, CallContext&) {
  if (is_null(arguments[0]) || is_null(arguments[1])) {
    return Null{};
  }
  const bool shows_null = arguments.size() > 2 && !is_null(arguments[2]);
  std::string joined;
  bool first = true;
  join(array_at(arguments, 0), text_at(arguments, 1), shows_null ? &text_at(arguments, 2) : nullptr, joined, first);
  return joined;
}

Array shown(const Array& array, sql::NativeFunction write, CallContext& context) {
  Array texts;
  for (const Value& element : array.elements) {
    if (const auto* nested = std::get_if<ArrayPointer>(&element)) {
      texts.elements.push_back(made(shown(**nested, write, context)));
    } else {
      texts.elements.push_back(is_null(element) ? element : write(std::span(&element, 1), context));
    }
  }
  return texts;
}

template <sql::NativeFunction write>
Value typed_array_to_string(Arguments arguments, CallContext& context) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  std::vector<Value> replaced(arguments.begin(), arguments.end());
  replaced[0] = made(shown(array_at(arguments, 0), write, context));
  return array_to_string(replaced, context);
}

// No separator: one element a character; an empty one: the whole text.
Value string_to_array(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  const std::string_view text = text_at(arguments, 0);
  Array array;
  const auto add = [&](std::string_view part) {
    const bool is_missing = arguments.size() > 2 && !is_null(arguments[2]) && part == text_at(arguments, 2);
    array.elements.push_back(is_missing ? Value{Null{}} : Value{std::string(part)});
  };
  if (text.empty()) {
    return made(std::move(array));
  }
  if (is_null(arguments[1])) {
    for (std::size_t at = 0; at < text.size(); at += utf8_at(text, at).size) {
      add(text.substr(at, utf8_at(text, at).size));
    }
    return made(std::move(array));
  }
  const std::string& separator = text_at(arguments, 1);
  std::size_t at = 0;
  for (std::size_t found = separator.empty() ? std::string_view::npos : text.find(separator);
       found != std::string_view::npos; found = text.find(separator, at)) {
    add(text.substr(at, found - at));
    at = found + separator.size();
  }
  add(text.substr(at));
  return made(std::move(array));
}

// --- Comparison, by type ------------------------------------------------------------------------------------------

template <TypeId element>
int compare_elements(const Value& left, const Value& right) {
  if (is_null(left) || is_null(right)) {
    return static_cast<int>(is_null(left)) - static_cast<int>(is_null(right));
  }
  if (const auto* number = std::get_if<std::int64_t>(&left)) {
    const std::int64_t other = std::get<std::int64_t>(right);
    return *number < other ? -1 : *number > other ? 1 : 0;
  }
  if (const auto* number = std::get_if<double>(&left)) {
    const double other = std::get<double>(right);
    return *number < other ? -1 : *number > other ? 1 : 0;
  }
  const std::string one = element_text(left), other = element_text(right);
  return element == decimal                              ? compare_decimals(one, other)
         : element == TypeId::text || element == varchar ? compare_english(one, other)
                                                         : compare_bytes(one, other);
}

template <TypeId element>
int compare_arrays(const Array& left, const Array& right) {
  const std::size_t shared = std::min(left.elements.size(), right.elements.size());
  for (std::size_t index = 0; index < shared; ++index) {
    const auto* one = std::get_if<ArrayPointer>(&left.elements[index]);
    const auto* other = std::get_if<ArrayPointer>(&right.elements[index]);
    const int order = one != nullptr && other != nullptr
                          ? compare_arrays<element>(**one, **other)
                          : compare_elements<element>(left.elements[index], right.elements[index]);
    if (order != 0) {
      return order;
    }
  }
  return left.elements.size() < right.elements.size() ? -1 : left.elements.size() > right.elements.size() ? 1 : 0;
}

enum class Test : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  contains,
  contained,
  overlaps
};

void flatten(const Array& array, std::vector<Value>& elements) {
  for (const Value& element : array.elements) {
    if (const auto* nested = std::get_if<ArrayPointer>(&element)) {
      flatten(**nested, elements);
    } else {
      elements.push_back(element);
    }
  }
}

// NULLs are equal to nothing here.
template <TypeId element>
bool holds(const std::vector<Value>& elements, const Value& wanted) {
  return !is_null(wanted) && std::any_of(elements.begin(), elements.end(), [&](const Value& one) {
    return !is_null(one) && compare_elements<element>(one, wanted) == 0;
  });
}

template <TypeId element, Test test>
Value array_test(Arguments arguments, CallContext&) {
  const Array left = array_at(arguments, 0), right = array_at(arguments, 1);
  if constexpr (test == Test::contains || test == Test::contained || test == Test::overlaps) {
    std::vector<Value> whole, parts;
    flatten(test == Test::contained ? right : left, whole);
    flatten(test == Test::contained ? left : right, parts);
    const auto found = [&](const Value& part) { return holds<element>(whole, part); };
    return test == Test::overlaps ? std::any_of(parts.begin(), parts.end(), found)
                                  : std::all_of(parts.begin(), parts.end(), found);
  } else {
    const int order = compare_arrays<element>(left, right);
    return test == Test::equal           ? order == 0
           : test == Test::not_equal     ? order != 0
           : test == Test::less          ? order < 0
           : test == Test::less_or_equal ? order <= 0
           : test == Test::greater       ? order > 0
                                         : order >= 0;
  }
}

template <TypeId element, Test test>
void add_test(Overloads& rows, std::string_view symbol) {
  const std::string native =
      "pg_array_" + std::to_string(static_cast<int>(test)) + "_" + std::to_string(static_cast<int>(element));
  rows.push_back(as_operator(native_row(symbol, std::vector<Type>{array_of(element), array_of(element)}, type(boolean),
                                        intern(native), array_test<element, test>)));
}

template <TypeId element>
void add_tests(Overloads& rows) {
  add_test<element, Test::equal>(rows, "=");
  add_test<element, Test::not_equal>(rows, "<>");
  add_test<element, Test::less>(rows, "<");
  add_test<element, Test::less_or_equal>(rows, "<=");
  add_test<element, Test::greater>(rows, ">");
  add_test<element, Test::greater_or_equal>(rows, ">=");
  add_test<element, Test::contains>(rows, "@>");
  add_test<element, Test::contained>(rows, "<@");
  add_test<element, Test::overlaps>(rows, "&&");
}

// --- array_agg ----------------------------------------------------------------------------------------------------

class ArrayAggregate final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    any_ = true;
    array_.elements.push_back(arguments[0]);
  }
  Value finish(CallContext&) override { return any_ ? made(std::move(array_)) : Value{Null{}}; }

 private:
  Array array_;
  bool any_ = false;
};

template <TypeId element, sql::NativeFunction write>
void add_to_string(Overloads& rows) {
  const std::string native = "pg_array_to_string_" + std::to_string(static_cast<int>(element));
  for (const std::size_t count : {2U, 3U}) {
    std::vector<Type> parameters(count, type(text));
    parameters[0] = array_of(element);
    rows.push_back(seeing_nulls(
        native_row("array_to_string", parameters, type(text), intern(native), typed_array_to_string<write>)));
  }
}

void add_texts(Overloads& rows) {
  add_to_string<boolean, output_as_it_is>(rows);
  add_to_string<smallint, output_integer>(rows);
  add_to_string<integer, output_integer>(rows);
  add_to_string<bigint, output_integer>(rows);
  add_to_string<oid, output_integer>(rows);
  add_to_string<real, output_real>(rows);
  add_to_string<double_, output_double>(rows);
  add_to_string<time, output_time>(rows);
  add_to_string<timestamp, output_timestamp>(rows);
  add_to_string<timestamptz, output_timestamptz>(rows);
  add_to_string<char_, output_without_padding>(rows);
  add_to_string<decimal, output_as_it_is>(rows);
  add_to_string<text, output_as_it_is>(rows);
  add_to_string<varchar, output_as_it_is>(rows);
  add_to_string<name, output_as_it_is>(rows);
  add_to_string<date, output_as_it_is>(rows);
  add_to_string<interval, output_as_it_is>(rows);
  add_to_string<uuid, output_as_it_is>(rows);
  add_to_string<json, output_as_it_is>(rows);
  add_to_string<jsonb, output_as_it_is>(rows);
  add_to_string<enum_, output_as_it_is>(rows);
  for (const std::size_t count : {2U, 3U}) {
    rows.push_back(seeing_nulls(native_row("string_to_array", std::vector<Type>(count, type(text)), array_of(text),
                                           "pg_string_to_array", string_to_array)));
  }
}

}  // namespace

void add_array_functions(Overloads& rows) {
  const Type array = type(any_array), element = type(any_element);
  const auto row = [&](std::string_view name, std::vector<Type> parameters, Type result, std::string_view native,
                       sql::NativeFunction function) {
    rows.push_back(native_row(name, std::move(parameters), result, native, function));
  };
  row("array_length", {array, type(integer)}, type(integer), "pg_array_length", array_length);
  row("array_upper", {array, type(integer)}, type(integer), "pg_array_length", array_length);
  row("array_lower", {array, type(integer)}, type(integer), "pg_array_lower", array_lower);
  row("array_ndims", {array}, type(integer), "pg_array_ndims", array_dimensions);
  row("cardinality", {array}, type(integer), "pg_cardinality", cardinality);
  const auto changing = [&](std::string_view name, std::vector<Type> parameters, Type result, std::string_view native,
                            sql::NativeFunction function) {
    rows.push_back(seeing_nulls(native_row(name, std::move(parameters), result, native, function)));
  };
  changing("array_append", {array, element}, array, "pg_array_append", array_append);
  changing("array_prepend", {element, array}, array, "pg_array_prepend", array_prepend);
  changing("array_cat", {array, array}, array, "pg_array_cat", array_cat);
  changing("array_remove", {array, element}, array, "pg_array_remove", array_remove);
  changing("array_replace", {array, element, element}, array, "pg_array_replace", array_replace);
  changing("array_position", {array, element}, type(integer), "pg_array_position", array_position);
  for (const auto& [parameters, native, function] :
       {std::tuple{std::vector{array, array}, "pg_array_cat", &array_cat},
        std::tuple{std::vector{array, element}, "pg_array_append", &array_append},
        std::tuple{std::vector{element, array}, "pg_array_prepend", &array_prepend}}) {
    rows.push_back(seeing_nulls(as_operator(native_row("||", parameters, array, native, function))));
  }
  add_texts(rows);
  add_tests<smallint>(rows);
  add_tests<integer>(rows);
  add_tests<bigint>(rows);
  add_tests<double_>(rows);
  add_tests<decimal>(rows);
  add_tests<text>(rows);
  add_tests<varchar>(rows);
  add_tests<boolean>(rows);
  add_tests<date>(rows);
  add_tests<timestamp>(rows);
  add_tests<timestamptz>(rows);
  add_tests<uuid>(rows);
  rows.push_back(aggregate_row("array_agg", {element}, array, "pg_array_agg", make_aggregate<ArrayAggregate>));
}

}  // namespace emulator::postgres
