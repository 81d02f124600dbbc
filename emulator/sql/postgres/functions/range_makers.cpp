// The functions called as range types and multirange types are, which make values of them (manual 8.17.6).
#include "sql/postgres/functions/range.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/types.hpp"

namespace emulator::postgres {

namespace {

using ranges::Bound;
using ranges::Kind;
using ranges::kinds;
using ranges::Pieces;
using sql::CallContext;
using enum TypeId;

struct Flags {
  bool has_lower, has_upper;
};

Flags flags_of(const Value& value) {
  if (is_null(value)) {
    throw make_worded_error(Condition::data_exception, "range constructor flags argument must not be null");
  }
  const std::string& text = std::get<std::string>(value);
  const bool is_known = text.size() == 2 && (text[0] == '[' || text[0] == '(') && (text[1] == ']' || text[1] == ')');
  if (!is_known) {
    SqlError error = make_worded_error(Condition::syntax_error, "invalid range bound flags");
    error.hint = "Valid values are \"[]\", \"[)\", \"(]\", and \"()\".";
    throw error;
  }
  return {text[0] == '[', text[1] == ']'};
}

Bound bound_of(const Value& value, bool is_inclusive, const Kind& kind) {
  return is_null(value) ? Bound{.is_infinite = true}
                        : Bound{.value = element_of(value, kind), .is_inclusive = is_inclusive};
}

template <std::size_t index>
Value make_range(Arguments arguments, CallContext&) {
  const Kind& kind = kinds[index];
  const Flags flags = arguments.size() > 2 ? flags_of(arguments[2]) : Flags{true, false};
  std::optional<ranges::Piece> piece =
      piece_between(bound_of(arguments[0], flags.has_lower, kind), bound_of(arguments[1], flags.has_upper, kind), kind);
  return print_range(piece ? Pieces{std::move(*piece)} : Pieces{}, kind);
}

// One range, which may be NULL as a whole, or several, of which none may be.
template <std::size_t index>
Value make_multirange(Arguments arguments, CallContext&) {
  if (arguments.size() == 1 && is_null(arguments[0])) {
    return Null{};
  }
  Pieces pieces;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    if (is_null(arguments[at])) {
      SqlError error = make_worded_error(Condition::data_exception, "multirange values cannot contain null members");
      error.sqlstate = "22004";
      throw error;
    }
    for (ranges::Piece& piece : pieces_at(arguments, at, kinds[index])) {
      pieces.push_back(std::move(piece));
    }
  }
  return print_multirange(normalised(std::move(pieces)), kinds[index]);
}

}  // namespace

void add_range_makers(Overloads& rows) {
  for_each_kind([&]<class Index>(Index) {
    constexpr std::size_t index = Index::value;
    constexpr Kind kind = kinds[index];
    const std::string_view range = internal_name(kind.range), multirange = internal_name(kind.multirange);
    rows.push_back(seeing_nulls(native_row(range, {kind.element, kind.element}, kind.range,
                                           range_native("make", kind.range), make_range<index>)));
    rows.push_back(seeing_nulls(native_row(range, {kind.element, kind.element, text}, kind.range,
                                           range_native("make_flagged", kind.range), make_range<index>)));
    rows.push_back(native_row(multirange, std::initializer_list<TypeId>{}, kind.multirange,
                              range_native("make_empty", kind.multirange), make_multirange<index>));
    rows.push_back(variadic(seeing_nulls(native_row(multirange, {kind.range}, kind.multirange,
                                                    range_native("make", kind.multirange), make_multirange<index>))));
  });
}

}  // namespace emulator::postgres
