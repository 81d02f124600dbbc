// Casts between pgvector's types, to arrays of real, and from arrays of numbers.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/pgvector/functions.hpp"
#include "sql/postgres/pgvector/stored.hpp"
#include "sql/postgres/pgvector/text.hpp"
#include "sql/postgres/types.hpp"
#include "types/float_text.hpp"

namespace emulator::postgres::pgvector {

namespace {

using sql::CallContext;
using sql::CastStrength;
using enum TypeId;

// A number that halfvec cannot hold is an error, where arithmetic would make it infinite.
Value made_of(const Elements& elements, TypeId id) {
  for (const float element : elements) {
    if (id == halfvec && !fits_half(element)) {
      throw make_worded_error(Condition::value_out_of_range,
                              "\"" + postgres_text(element) + "\" is out of range for type halfvec");
    }
    check_element(element, id);
  }
  if (id != sparsevec) return stored(elements, id);
  Sparse sparse{static_cast<std::int32_t>(elements.size()), {}, {}};
  for (std::size_t index = 0; index < elements.size(); ++index) {
    if (elements[index] == 0) continue;
    sparse.places.push_back(static_cast<std::int32_t>(index));
    sparse.values.push_back(elements[index]);
  }
  return stored(sparse);
}

template <TypeId from, TypeId to>
Value convert(Arguments arguments, CallContext&) {
  const std::string& value = text_at(arguments, 0);
  check_size(dimensions_of(value, from), to);
  check_dimensions(integer_at(arguments, 1), dimensions_of(value, from));
  if constexpr (from == sparsevec) {
    const Sparse sparse = sparse_of(value);
    Elements elements(static_cast<std::size_t>(sparse.dimensions));
    for (std::size_t index = 0; index < sparse.places.size(); ++index) {
      elements[static_cast<std::size_t>(sparse.places[index])] = sparse.values[index];
    }
    return made_of(elements, to);
  } else {
    return made_of(elements_of(value, from), to);
  }
}

// The number of dimensions is checked by the cast within the type, before.
template <TypeId from>
Value to_reals(Arguments arguments, CallContext&) {
  auto reals = std::make_shared<Array>();
  for (const float element : elements_of(text_at(arguments, 0), from)) {
    reals->elements.emplace_back(static_cast<double>(element));
  }
  return std::shared_ptr<const Array>(std::move(reals));
}

template <TypeId element>
float number_of(const Value& value, CallContext& context) {
  if constexpr (element == decimal) {
    const Value real = numeric_to_real(std::span(&value, 1), context);
    return static_cast<float>(double_at(std::span(&real, 1), 0));
  } else {
    const bool is_nan = std::holds_alternative<std::string>(value);
    return is_nan ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(double_at(std::span(&value, 1), 0));
  }
}

template <TypeId element, TypeId to>
Value from_array(Arguments arguments, CallContext& context) {
  const Array& array = *std::get<std::shared_ptr<const Array>>(arguments[0]);
  const auto is_array = [](const Value& value) { return std::holds_alternative<std::shared_ptr<const Array>>(value); };
  if (std::any_of(array.elements.begin(), array.elements.end(), is_array)) {
    throw make_error(Condition::data_exception, {"array must be 1-D"});
  }
  if (std::any_of(array.elements.begin(), array.elements.end(), is_null)) {
    throw make_error(Condition::null_value_not_allowed, {"array must not contain nulls"});
  }
  const auto size = static_cast<std::int64_t>(array.elements.size());
  check_size(size, to);
  check_dimensions(integer_at(arguments, 1), size);
  Elements elements;
  for (const Value& value : array.elements) elements.push_back(number_of<element>(value, context));
  return made_of(elements, to);
}

struct Conversion {
  Type from, to;
  CastStrength strength;
  sql::NativeFunction function;
};

template <TypeId to>
std::array<Conversion, 4> from_arrays() {
  constexpr CastStrength strength = CastStrength::assignment;
  return {Conversion{array_of(integer), type(to), strength, from_array<integer, to>},
          Conversion{array_of(real), type(to), strength, from_array<real, to>},
          Conversion{array_of(double_), type(to), strength, from_array<double_, to>},
          Conversion{array_of(decimal), type(to), strength, from_array<decimal, to>}};
}

const std::vector<Conversion>& conversions() {
  static const std::vector<Conversion> all = [] {
    constexpr CastStrength implicit = CastStrength::implicit, assignment = CastStrength::assignment;
    std::vector<Conversion> made = {
        {type(vector), type(halfvec), implicit, convert<vector, halfvec>},
        {type(vector), type(sparsevec), implicit, convert<vector, sparsevec>},
        {type(halfvec), type(vector), assignment, convert<halfvec, vector>},
        {type(halfvec), type(sparsevec), implicit, convert<halfvec, sparsevec>},
        {type(sparsevec), type(vector), assignment, convert<sparsevec, vector>},
        {type(sparsevec), type(halfvec), assignment, convert<sparsevec, halfvec>},
        {type(vector), array_of(real), implicit, to_reals<vector>},
        {type(halfvec), array_of(real), assignment, to_reals<halfvec>},
    };
    for (const auto& some : {from_arrays<vector>(), from_arrays<halfvec>(), from_arrays<sparsevec>()}) {
      made.insert(made.end(), some.begin(), some.end());
    }
    return made;
  }();
  return all;
}

constexpr std::string_view row_name = "cast of pgvector";
constexpr std::array<sql::CastArgument, 1> length_argument{sql::CastArgument::length};

}  // namespace

void add_casts(Overloads& rows) {
  for (const Conversion& conversion : conversions()) {
    const std::string native = "pgvector_" + metadata_name(conversion.from) + "_to_" + metadata_name(conversion.to);
    rows.push_back(
        native_row(row_name, {conversion.from, type(bigint)}, conversion.to, intern(native), conversion.function));
    rows.back().kind = sql::OverloadKind::cast;
  }
}

std::optional<sql::CastPath> find_cast(const Type& from, const Type& to, CastStrength strength) {
  if (!is_of_pgvector(from.id) && !is_of_pgvector(to.id)) return std::nullopt;
  for (std::size_t index = 0; index < conversions().size(); ++index) {
    const Conversion& candidate = conversions()[index];
    const bool fits = candidate.from.id == from.id && candidate.from.element == from.element &&
                      candidate.to.id == to.id && candidate.to.element == to.element;
    if (!fits) continue;
    if (candidate.strength > strength) return std::nullopt;
    return sql::CastPath{overloads_named(row_name)[index], length_argument};
  }
  return std::nullopt;
}

}  // namespace emulator::postgres::pgvector
