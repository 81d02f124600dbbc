// Casts of ranges, and the parts of a range or a multirange (manual, tables 9.57 and 9.58).
#include "sql/postgres/functions/range.hpp"

#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/types.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using ranges::Bound;
using ranges::Kind;
using ranges::kinds;
using ranges::Pieces;
using sql::CallContext;
using enum TypeId;

template <std::size_t index, bool is_lower>
Value bound_value(Arguments arguments, CallContext&) {
  const Pieces pieces = pieces_at(arguments, 0, kinds[index]);
  if (pieces.empty()) {
    return Null{};
  }
  const Bound& bound = is_lower ? pieces.front().lower : pieces.back().upper;
  return bound.is_infinite ? Value{Null{}} : value_of(bound.value, kinds[index]);
}

template <std::size_t index, bool is_lower, bool Bound::*property>
Value bound_property(Arguments arguments, CallContext&) {
  const Pieces pieces = pieces_at(arguments, 0, kinds[index]);
  return !pieces.empty() && (is_lower ? pieces.front().lower : pieces.back().upper).*property;
}

template <std::size_t index>
Value is_empty(Arguments arguments, CallContext&) {
  return pieces_at(arguments, 0, kinds[index]).empty();
}

template <std::size_t index>
Value merged_pieces(Arguments arguments, CallContext&) {
  return print_range(hull(pieces_at(arguments, 0, kinds[index])), kinds[index]);
}
template <std::size_t index>
Value merged_ranges(Arguments arguments, CallContext&) {
  return print_range(hull(pieces_at(arguments, 0, kinds[index]), pieces_at(arguments, 1, kinds[index])), kinds[index]);
}

template <std::size_t index>
Value unnested(Arguments arguments, CallContext&) {
  RowSetWriter rows;
  for (ranges::Piece& piece : pieces_at(arguments, 0, kinds[index])) {
    const Value row[] = {print_range(Pieces{std::move(piece)}, kinds[index])};
    rows.add(row);
  }
  return rows.take();
}

template <std::size_t index>
void add_parts(Overloads& rows, TypeId id) {
  const auto add = [&](std::string_view name, TypeId result, sql::NativeFunction function) {
    rows.push_back(native_row(name, {id}, result, range_native(name, id), function));
  };
  add("lower", kinds[index].element, bound_value<index, true>);
  add("upper", kinds[index].element, bound_value<index, false>);
  add("isempty", boolean, is_empty<index>);
  add("lower_inc", boolean, bound_property<index, true, &Bound::is_inclusive>);
  add("upper_inc", boolean, bound_property<index, false, &Bound::is_inclusive>);
  add("lower_inf", boolean, bound_property<index, true, &Bound::is_infinite>);
  add("upper_inf", boolean, bound_property<index, false, &Bound::is_infinite>);
}

}  // namespace

Pieces pieces_at(Arguments arguments, std::size_t index, const Kind& kind) {
  std::optional<Pieces> pieces = parse_stored(text_at(arguments, index), kind);
  if (!pieces) {
    throw make_worded_error(Condition::internal_error, "a stored value is no range: " + text_at(arguments, index));
  }
  return std::move(*pieces);
}

std::string_view range_native(std::string_view word, TypeId id) {
  return intern("pg_range_" + std::string(word) + "_" + std::string(internal_name(id)));
}

Value range_to_multirange(Arguments arguments, CallContext&) {
  const std::string& range = text_at(arguments, 0);
  return range == "empty" ? "{}" : "{" + range + "}";
}

Value output_tstzrange(Arguments arguments, CallContext& context) {
  const Kind& kind = ranges::kind_of(tstzrange);
  return print_range(pieces_at(arguments, 0, kind), kind, &context);
}
Value output_tstzmultirange(Arguments arguments, CallContext& context) {
  const Kind& kind = ranges::kind_of(tstzrange);
  return print_multirange(pieces_at(arguments, 0, kind), kind, &context);
}

void add_ranges(Overloads& rows) {
  for_each_kind([&]<class Index>(Index) {
    constexpr std::size_t index = Index::value;
    constexpr Kind kind = kinds[index];
    add_parts<index>(rows, kind.range);
    add_parts<index>(rows, kind.multirange);
    rows.push_back(native_row("range_merge", {kind.range, kind.range}, kind.range, range_native("merge", kind.range),
                              merged_ranges<index>));
    rows.push_back(native_row("range_merge", {kind.multirange}, kind.range, range_native("merge", kind.multirange),
                              merged_pieces<index>));
    rows.push_back(native_row("multirange", {kind.range}, kind.multirange, range_native("as", kind.multirange),
                              range_to_multirange));
    rows.push_back(
        native_row("unnest", {kind.multirange}, kind.range, range_native("unnest", kind.multirange), unnested<index>));
    rows.back().kind = sql::OverloadKind::rows;
  });
  add_range_operators(rows);
  add_range_makers(rows);
  add_range_aggregates(rows);
}

}  // namespace emulator::postgres
