// Ranges as sets of points (manual 8.17): a range that is not empty is one piece, a multirange is its pieces in order,
// disjoint and with gaps between them, and an empty one of either has none. What is said of such sets holds for both.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "types/type.hpp"

namespace emulator::postgres::ranges {

// A range type, its multirange, and what its bounds are. One that counts in steps has one form for each set:
// [1,3) for (0,2].
struct Kind {
  TypeId range, multirange, element;
  bool is_discrete;
};

inline constexpr std::array kinds = {
    Kind{TypeId::int4range, TypeId::int4multirange, TypeId::integer, true},
    Kind{TypeId::int8range, TypeId::int8multirange, TypeId::bigint, true},
    Kind{TypeId::numrange, TypeId::nummultirange, TypeId::decimal, false},
    Kind{TypeId::tsrange, TypeId::tsmultirange, TypeId::timestamp, false},
    Kind{TypeId::tstzrange, TypeId::tstzmultirange, TypeId::timestamptz, false},
    Kind{TypeId::daterange, TypeId::datemultirange, TypeId::date, true},
};

// Of a range or a multirange.
constexpr const Kind& kind_of(TypeId id) {
  constexpr auto offset = [](TypeId of, TypeId first) {
    return static_cast<std::size_t>(of) - static_cast<std::size_t>(first);
  };
  return kinds[is_range(id) ? offset(id, TypeId::int4range) : offset(id, TypeId::int4multirange)];
}

// The bounds' values in a form that compares: an integer, or days since 1970 and the microseconds of the day (the least
// and the greatest day are the infinities), or else the text of a numeric.
struct Element {
  std::int64_t number = 0, part = 0;
  std::string numeric = {};
};

struct Bound {
  Element value = {};
  bool is_infinite = false, is_inclusive = false, is_lower = false;
};

struct Piece {
  Bound lower, upper;
};
using Pieces = std::vector<Piece>;

int compare(const Element& left, const Element& right);
int compare(const Bound& left, const Bound& right);    // by where they cut the line
int compare(const Pieces& left, const Pieces& right);  // piece by piece; what ends first comes first

// The points between two bounds. Empty: there are none. Throws where the bounds are the wrong way round, and where a
// discrete bound has no successor.
std::optional<Piece> piece_between(Bound lower, Bound upper, const Kind& kind);

Pieces normalised(Pieces pieces);  // of pieces in any order, which may overlap

bool has(const Pieces& set, const Element& element);
bool contains(const Pieces& set, const Pieces& part);
bool overlap(const Pieces& left, const Pieces& right);
bool is_before(const Pieces& left, const Pieces& right);
bool ends_within(const Pieces& left, const Pieces& right);    // &<: does not extend to the right of
bool begins_within(const Pieces& left, const Pieces& right);  // &>
bool is_adjacent(const Pieces& left, const Pieces& right);

Pieces joined(Pieces left, const Pieces& right);
Pieces joined_ranges(const Pieces& left, const Pieces& right);  // of one piece each at most, as they come
Pieces common(const Pieces& left, const Pieces& right);
Pieces difference(const Pieces& left, const Pieces& right);
Pieces hull(const Pieces& set);  // from its first point to its last one
Pieces hull(const Pieces& left, const Pieces& right);

}  // namespace emulator::postgres::ranges
