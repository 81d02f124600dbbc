// What the files of range types and their multiranges add to the overload tables: a row for each of ranges::kinds, as
// PostgreSQL has one for anyrange.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/ranges/range_text.hpp"

namespace emulator::postgres {

void add_ranges(Overloads& rows);  // with the next three
void add_range_operators(Overloads& rows);
void add_range_makers(Overloads& rows);
void add_range_aggregates(Overloads& rows);

// --- Casts: (value)

template <TypeId id>
Value input_range(Arguments arguments, sql::CallContext& context) {
  constexpr ranges::Kind kind = ranges::kind_of(id);
  return is_range(id) ? print_range(read_range(text_at(arguments, 0), kind, context), kind)
                      : print_multirange(read_multirange(text_at(arguments, 0), kind, context), kind);
}

Value range_to_multirange(Arguments arguments, sql::CallContext& context);
Value output_tstzrange(Arguments arguments, sql::CallContext& context);
Value output_tstzmultirange(Arguments arguments, sql::CallContext& context);

// --- For the files of rows

// Of a range or a multirange in the store.
ranges::Pieces pieces_at(Arguments arguments, std::size_t index, const ranges::Kind& kind);

// The result, which is a range or a multirange as `id` is.
template <TypeId id>
Value printed(const ranges::Pieces& pieces) {
  constexpr ranges::Kind kind = ranges::kind_of(id);
  return is_range(id) ? print_range(pieces, kind) : print_multirange(pieces, kind);
}

// "pg_range_", the word and the type's name.
std::string_view range_native(std::string_view word, TypeId id);

// Calls `add` with each of ranges::kinds by its place, as a constant.
template <class Add>
void for_each_kind(const Add& add) {
  [&]<std::size_t... index>(std::index_sequence<index...>) {
    (add(std::integral_constant<std::size_t, index>{}), ...);
  }
  (std::make_index_sequence<ranges::kinds.size()>{});
}

}  // namespace emulator::postgres
