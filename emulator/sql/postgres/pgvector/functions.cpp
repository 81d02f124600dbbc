// Functions and operators. Those of the two dense types are one template over the type.
#include "sql/postgres/pgvector/functions.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/pgvector/arithmetic.hpp"
#include "sql/postgres/pgvector/distances.hpp"
#include "sql/postgres/pgvector/stored.hpp"
#include "sql/postgres/pgvector/text.hpp"
#include "sql/postgres/types.hpp"

namespace emulator::postgres::pgvector {

namespace {

using sql::CallContext;
using enum TypeId;

enum class Measure : std::uint8_t {
  l2,
  l2_squared,
  inner,
  negative_inner,
  cosine,
  l1
};

template <class... Value>
double measured(Measure measure, const Value&... values) {
  switch (measure) {
    case Measure::l2:
      return std::sqrt(l2_squared_distance(values...));
    case Measure::l2_squared:
      return l2_squared_distance(values...);
    case Measure::inner:
      return inner_product(values...);
    case Measure::negative_inner:
      return -inner_product(values...);
    case Measure::cosine:
      return cosine_distance(values...);
    case Measure::l1:
      return l1_distance(values...);
  }
  return 0;
}

template <TypeId id, Measure measure>
Value distance(Arguments arguments, CallContext&) {
  const std::string &left = text_at(arguments, 0), &right = text_at(arguments, 1);
  check_alike(left, right, id);
  if constexpr (id == sparsevec) {
    return measured(measure, sparse_of(left), sparse_of(right));
  } else {
    return measured(measure, elements_of(left, id), elements_of(right, id), id);
  }
}

template <TypeId id>
Value order(Arguments arguments, CallContext&) {
  return std::int64_t{compare(text_at(arguments, 0), text_at(arguments, 1), id)};
}

template <TypeId id>
Value dimensions(Arguments arguments, CallContext&) {
  return std::int64_t{dimensions_of(text_at(arguments, 0), id)};
}

template <TypeId id>
Value norm_of(Arguments arguments, CallContext&) {
  return id == sparsevec ? norm(sparse_of(text_at(arguments, 0)).values, id)
                         : norm(elements_of(text_at(arguments, 0), id), id);
}

template <TypeId id>
Value normalized(Arguments arguments, CallContext&) {
  if constexpr (id == sparsevec) {
    return stored(scaled_to_one(sparse_of(text_at(arguments, 0))));
  } else {
    return stored(scaled_to_one(elements_of(text_at(arguments, 0), id), id), id);
  }
}

template <TypeId id, Arithmetic arithmetic>
Value combined(Arguments arguments, CallContext&) {
  return combine(text_at(arguments, 0), text_at(arguments, 1), id, arithmetic);
}

template <TypeId id>
Value joined(Arguments arguments, CallContext&) {
  std::string both = text_at(arguments, 0) + text_at(arguments, 1);
  check_size(dimensions_of(both, id), id);
  return both;
}

template <TypeId id>
Value quantized(Arguments arguments, CallContext&) {
  std::string bits;
  for (const float element : elements_of(text_at(arguments, 0), id)) bits += element > 0 ? '1' : '0';
  return bits;
}

// From a place, counted from 1, so many; what is outside of the value is not counted.
template <TypeId id>
Value part(Arguments arguments, CallContext&) {
  const Elements elements = elements_of(text_at(arguments, 0), id);
  const auto size = static_cast<std::int64_t>(elements.size());
  const std::int64_t start = integer_at(arguments, 1), count = integer_at(arguments, 2);
  check_size(std::min<std::int64_t>(count, 1), id);
  const std::int64_t end = std::min(start + count, size + 1), first = std::max<std::int64_t>(start, 1);
  check_size(std::max<std::int64_t>(end - first, 0), id);
  return stored(Elements(elements.begin() + (first - 1), elements.begin() + (end - 1)), id);
}

void check_lengths(const std::string& left, const std::string& right) {
  if (left.size() != right.size()) {
    throw make_error(Condition::data_exception,
                     {"different bit lengths " + std::to_string(left.size()) + " and " + std::to_string(right.size())});
  }
}

Value hamming(Arguments arguments, CallContext&) {
  const std::string &left = text_at(arguments, 0), &right = text_at(arguments, 1);
  check_lengths(left, right);
  double distance = 0;
  for (std::size_t index = 0; index < left.size(); ++index) distance += left[index] != right[index];
  return distance;
}

Value jaccard(Arguments arguments, CallContext&) {
  const std::string &left = text_at(arguments, 0), &right = text_at(arguments, 1);
  check_lengths(left, right);
  std::size_t both = 0, any = 0;
  for (std::size_t index = 0; index < left.size(); ++index) {
    both += left[index] == '1' && right[index] == '1';
    any += left[index] == '1' || right[index] == '1';
  }
  return both == 0 ? 1.0 : 1 - static_cast<double>(both) / static_cast<double>(any);
}

// --- Rows -------------------------------------------------------------------------------------------------------

std::string native_name(std::string_view what, TypeId id) {
  return "pgvector_" + std::string(what) + "_" + std::string(internal_name(id));
}

class Adder {
 public:
  Adder(Overloads& rows, TypeId id) : rows_(rows), id_(id) {}

  void function(std::string_view name, std::vector<Type> parameters, TypeId result, std::string_view what,
                sql::NativeFunction function) const {
    rows_.push_back(native_row(name, std::move(parameters), type(result), intern(native_name(what, id_)), function));
  }
  void pair(std::string_view name, TypeId result, std::string_view what, sql::NativeFunction function) const {
    this->function(name, types_of({id_, id_}), result, what, function);
  }
  void symbol(std::string_view name, TypeId result, std::string_view what, sql::NativeFunction function) const {
    pair(name, result, what, function);
    rows_.back().kind = sql::OverloadKind::operator_;
  }

 private:
  Overloads& rows_;
  TypeId id_;
};

void add_comparisons(Overloads& rows, TypeId id) {
  struct Symbol {
    std::string_view name, text;
  };
  static constexpr std::array symbols = {Symbol{"=", "{0} = {1}"}, Symbol{"<>", "{0} <> {1}"},
                                         Symbol{"<", "{0} < {1}"}, Symbol{"<=", "{0} <= {1}"},
                                         Symbol{">", "{0} > {1}"}, Symbol{">=", "{0} >= {1}"}};
  for (const Symbol& symbol : symbols) {
    rows.push_back(as_operator(template_row(symbol.name, {id, id}, boolean, symbol.text)));
    rows.back().collates = true;
  }
}

// `prefix`: of the functions that only indexes call, which are there to be called all the same.
template <TypeId id>
void add_measures(Overloads& rows) {
  const Adder add(rows, id);
  const std::string prefix(internal_name(id));
  add.symbol("<->", double_, "l2", distance<id, Measure::l2>);
  add.symbol("<#>", double_, "negative_inner", distance<id, Measure::negative_inner>);
  add.symbol("<=>", double_, "cosine", distance<id, Measure::cosine>);
  add.symbol("<+>", double_, "l1", distance<id, Measure::l1>);
  add.pair("l2_distance", double_, "l2", distance<id, Measure::l2>);
  add.pair("inner_product", double_, "inner", distance<id, Measure::inner>);
  add.pair("cosine_distance", double_, "cosine", distance<id, Measure::cosine>);
  add.pair("l1_distance", double_, "l1", distance<id, Measure::l1>);
  add.pair(intern(prefix + "_l2_squared_distance"), double_, "l2_squared", distance<id, Measure::l2_squared>);
  add.pair(intern(prefix + "_negative_inner_product"), double_, "negative_inner",
           distance<id, Measure::negative_inner>);
  add.pair(intern(prefix + "_cmp"), integer, "order", order<id>);
  add.function(id == vector ? "vector_norm" : "l2_norm", types_of({id}), double_, "norm", norm_of<id>);
  add.function("l2_normalize", types_of({id}), id, "normalized", normalized<id>);
  add_comparisons(rows, id);
}

template <TypeId id>
void add_dense(Overloads& rows) {
  const Adder add(rows, id);
  add_measures<id>(rows);
  add.symbol("+", id, "sum", combined<id, Arithmetic::sum>);
  add.symbol("-", id, "difference", combined<id, Arithmetic::difference>);
  add.symbol("*", id, "product", combined<id, Arithmetic::product>);
  add.symbol("||", id, "joined", joined<id>);
  add.function("vector_dims", types_of({id}), integer, "dimensions", dimensions<id>);
  add.function("binary_quantize", types_of({id}), bit, "quantized", quantized<id>);
  add.function("subvector", types_of({id, integer, integer}), id, "part", part<id>);
}

}  // namespace

void add_functions(Overloads& rows) {
  add_dense<vector>(rows);
  add_dense<halfvec>(rows);
  add_measures<sparsevec>(rows);
  const Adder add(rows, bit);
  add.symbol("<~>", double_, "hamming", hamming);
  add.symbol("<%>", double_, "jaccard", jaccard);
  add.pair("hamming_distance", double_, "hamming", hamming);
  add.pair("jaccard_distance", double_, "jaccard", jaccard);
}

}  // namespace emulator::postgres::pgvector
