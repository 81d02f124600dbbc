// What the tables of casts call: the texts of pgvector's types, and their numbers of dimensions.
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/pgvector/stored.hpp"
#include "sql/postgres/pgvector/text.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

Value checked(std::string stored, TypeId id, Arguments arguments) {
  if (arguments.size() > 1) {
    pgvector::check_dimensions(integer_at(arguments, 1), pgvector::dimensions_of(stored, id));
  }
  return stored;
}

Value input(Arguments arguments, TypeId id) {
  return checked(pgvector::read(text_at(arguments, 0), id), id, arguments);
}

Value output(Arguments arguments, TypeId id) {
  return pgvector::printed(text_at(arguments, 0), id);
}

}  // namespace

Value input_vector(Arguments arguments, CallContext&) {
  return input(arguments, vector);
}
Value input_halfvec(Arguments arguments, CallContext&) {
  return input(arguments, halfvec);
}
Value input_sparsevec(Arguments arguments, CallContext&) {
  return input(arguments, sparsevec);
}
Value output_vector(Arguments arguments, CallContext&) {
  return output(arguments, vector);
}
Value output_halfvec(Arguments arguments, CallContext&) {
  return output(arguments, halfvec);
}
Value output_sparsevec(Arguments arguments, CallContext&) {
  return output(arguments, sparsevec);
}
Value vector_to_vector(Arguments arguments, CallContext&) {
  return checked(text_at(arguments, 0), vector, arguments);
}
Value halfvec_to_halfvec(Arguments arguments, CallContext&) {
  return checked(text_at(arguments, 0), halfvec, arguments);
}
Value sparsevec_to_sparsevec(Arguments arguments, CallContext&) {
  return checked(text_at(arguments, 0), sparsevec, arguments);
}

}  // namespace emulator::postgres
