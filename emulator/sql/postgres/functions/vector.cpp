// int2vector and oidvector, which only the system catalogs have (pg_index.indkey): arrays that begin at 0 and print as
// numbers with spaces between.
#include "sql/postgres/functions/vector.hpp"

#include "sql/postgres/functions/array_values.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/array_type.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

Array vector_at(Arguments arguments) {
  return array_at(arguments, 0, element_type_of(arguments));
}

Value vector_lower(Arguments arguments, CallContext&) {
  return integer_at(arguments, 1) == 1 ? Value{std::int64_t{0}} : Value{Null{}};
}
Value vector_upper(Arguments arguments, CallContext&) {
  const auto size = static_cast<std::int64_t>(vector_at(arguments).elements.size());
  return integer_at(arguments, 1) == 1 ? Value{size - 1} : Value{Null{}};
}
Value vector_subscript(Arguments arguments, CallContext&) {
  const Array vector = vector_at(arguments);
  const std::int64_t index = integer_at(arguments, 1);
  const bool exists = index >= 0 && index < static_cast<std::int64_t>(vector.elements.size());
  return exists ? vector.elements[static_cast<std::size_t>(index)] : Value{Null{}};
}
Value vector_subscripts(Arguments arguments, CallContext&) {
  const auto size = static_cast<std::int64_t>(vector_at(arguments).elements.size());
  return integer_at(arguments, 1) == 1 ? integer_series(0, size - 1, 1) : RowSetWriter{}.take();
}

}  // namespace

std::optional<sql::CastPath> vector_cast(const Type& from, const Type& to, sql::CastStrength strength) {
  static const sql::Overload as_text = [] {
    sql::Overload row = template_row("vector text", {text}, text, "replace(trim({0}, char(123, 125)), ',', ' ')");
    row.kind = sql::OverloadKind::cast;
    return row;
  }();
  const bool may = is_vector(from) && is_character(to.id) && strength != sql::CastStrength::implicit;
  return may ? std::optional(sql::CastPath{&as_text, {}}) : std::nullopt;
}

void add_vectors(Overloads& rows) {
  const Type first = type(integer);
  const auto row = [&](std::string_view name, Type result, std::string_view native, sql::NativeFunction function) {
    rows.push_back(native_row(name, std::vector<Type>{any_vector, first}, result, native, function));
    rows.back().takes_element_type = true;
  };
  row("array_lower", type(integer), "pg_vector_lower", vector_lower);
  row("array_upper", type(integer), "pg_vector_upper", vector_upper);
  row("array subscript", type(any_element), "pg_vector_subscript", vector_subscript);
  row("generate_subscripts", type(integer), "pg_vector_subscripts", vector_subscripts);
  rows.back().kind = sql::OverloadKind::rows;
}

}  // namespace emulator::postgres
