// Elements of halfvec are computed as floats and rounded, which is what half floats' own arithmetic results in.
#include "sql/postgres/pgvector/arithmetic.hpp"

#include <cmath>
#include <string>

#include "sql/postgres/errors.hpp"
#include "sql/postgres/pgvector/distances.hpp"
#include "sql/postgres/types.hpp"

namespace emulator::postgres::pgvector {

namespace {

[[noreturn]] void underflow() {
  throw make_worded_error(Condition::numeric_out_of_range, "value out of range: underflow");
}

// As an element of the type can hold it.
float rounded(float value, TypeId id) {
  return id == TypeId::halfvec ? from_half(to_half(value)) : value;
}

float computed(float left, float right, Arithmetic arithmetic) {
  switch (arithmetic) {
    case Arithmetic::sum:
      return left + right;
    case Arithmetic::difference:
      return left - right;
    case Arithmetic::product:
      return left * right;
  }
  return 0;
}

}  // namespace

void overflow() {
  throw make_worded_error(Condition::numeric_out_of_range, "value out of range: overflow");
}

void check_alike(std::string_view left, std::string_view right, TypeId id) {
  const std::int32_t one = dimensions_of(left, id), other = dimensions_of(right, id);
  if (one == other) return;
  throw make_error(Condition::data_exception, {"different " + std::string(internal_name(id)) + " dimensions " +
                                               std::to_string(one) + " and " + std::to_string(other)});
}

std::string combine(std::string_view left, std::string_view right, TypeId id, Arithmetic arithmetic) {
  check_alike(left, right, id);
  Elements made = elements_of(left, id);
  const Elements others = elements_of(right, id);
  for (std::size_t index = 0; index < made.size(); ++index) {
    const bool has_zero = made[index] == 0 || others[index] == 0;
    made[index] = rounded(computed(made[index], others[index], arithmetic), id);
    if (std::isinf(made[index])) overflow();
    if (arithmetic == Arithmetic::product && made[index] == 0 && !has_zero) underflow();
  }
  return stored(made, id);
}

Elements scaled_to_one(Elements elements, TypeId id) {
  const double length = norm(elements, id);
  for (float& element : elements) {
    element = length > 0 ? rounded(static_cast<float>(static_cast<double>(element) / length), id) : 0;
    if (std::isinf(element)) overflow();
  }
  return elements;
}

Sparse scaled_to_one(const Sparse& sparse) {
  const Elements scaled = scaled_to_one(sparse.values, TypeId::sparsevec);
  Sparse made{sparse.dimensions, {}, {}};
  for (std::size_t index = 0; index < scaled.size(); ++index) {
    if (scaled[index] == 0) continue;
    made.places.push_back(sparse.places[index]);
    made.values.push_back(scaled[index]);
  }
  return made;
}

}  // namespace emulator::postgres::pgvector
