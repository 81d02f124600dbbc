// Bounds compare as the points beside which they cut the line, so that most questions are one comparison each.
#include "sql/postgres/ranges/ranges.hpp"

#include <algorithm>
#include <utility>

#include "sql/postgres/errors.hpp"
#include "types/datetime.hpp"
#include "types/decimal.hpp"

namespace emulator::postgres::ranges {

namespace {

// Where only the values count; an infinite bound lies beyond them all.
int compare_values(const Bound& left, const Bound& right) {
  if (left.is_infinite || right.is_infinite) {
    const int one = left.is_infinite ? (left.is_lower ? -1 : 1) : 0;
    const int other = right.is_infinite ? (right.is_lower ? -1 : 1) : 0;
    return one < other ? -1 : one > other;
  }
  return compare(left.value, right.value);
}

// On which side of its value a bound cuts: before it, at it or behind it.
int side(const Bound& bound) {
  return bound.is_inclusive ? 0 : bound.is_lower ? 1 : -1;
}

// The same cut, seen from its other side.
Bound turned(Bound bound) {
  bound.is_inclusive = !bound.is_inclusive;
  bound.is_lower = !bound.is_lower;
  return bound;
}

// Between neighbours in steps nothing is left out either, but those have the same value in their one form.
bool meet(const Bound& upper, const Bound& lower) {
  return !upper.is_infinite && !lower.is_infinite && compare_values(upper, lower) == 0 &&
         upper.is_inclusive != lower.is_inclusive;
}

bool is_before(const Piece& left, const Piece& right) {
  return compare(left.upper, right.lower) < 0;
}

// Of equal bounds, which may be written differently, the second one's.
Piece merged(const Piece& left, const Piece& right) {
  return {compare(left.lower, right.lower) < 0 ? left.lower : right.lower,
          compare(left.upper, right.upper) > 0 ? left.upper : right.upper};
}

bool is_infinite_date(const Element& element) {
  return element.number == INT64_MIN || element.number == INT64_MAX;
}

void advance(Element& element, TypeId type) {
  if (type == TypeId::date) {
    static const std::int64_t last_day = days_since_epoch({5874897, 12, 31});
    if (element.number >= last_day) {
      throw make_worded_error(Condition::datetime_field_overflow, "date out of range");
    }
  } else if (element.number >= (type == TypeId::integer ? std::int64_t{INT32_MAX} : INT64_MAX)) {
    throw make_error(Condition::numeric_out_of_range, {type == TypeId::integer ? "integer" : "bigint"});
  }
  ++element.number;
}

// To the form with the lower bound in the range and the upper one not.
void bring_to_form(Bound& bound, const Kind& kind) {
  const bool wanted = bound.is_lower;
  const bool stays = kind.element == TypeId::date && is_infinite_date(bound.value);
  if (!bound.is_infinite && !stays && bound.is_inclusive != wanted) {
    advance(bound.value, kind.element);
    bound.is_inclusive = wanted;
  }
}

}  // namespace

int compare(const Element& left, const Element& right) {
  if (!left.numeric.empty()) {
    return compare_decimals(left.numeric, right.numeric);
  }
  const std::pair one{left.number, left.part}, other{right.number, right.part};
  return one < other ? -1 : one > other;
}

int compare(const Bound& left, const Bound& right) {
  const int order = compare_values(left, right);
  if (order != 0 || left.is_infinite) {
    return order;
  }
  return side(left) < side(right) ? -1 : side(left) > side(right);
}

int compare(const Pieces& left, const Pieces& right) {
  const std::size_t shared = std::min(left.size(), right.size());
  for (std::size_t index = 0; index < shared; ++index) {
    const int lower = compare(left[index].lower, right[index].lower);
    const int order = lower != 0 ? lower : compare(left[index].upper, right[index].upper);
    if (order != 0) {
      return order;
    }
  }
  return left.size() < right.size() ? -1 : left.size() > right.size();
}

std::optional<Piece> piece_between(Bound lower, Bound upper, const Kind& kind) {
  lower.is_lower = true;
  upper.is_lower = false;
  const auto is_empty = [&] {
    const int order = compare_values(lower, upper);
    if (order > 0) {
      throw make_worded_error(Condition::data_exception,
                              "range lower bound must be less than or equal to range upper bound");
    }
    return order == 0 && !(lower.is_inclusive && upper.is_inclusive);
  };
  if (is_empty()) {
    return std::nullopt;
  }
  if (kind.is_discrete) {
    bring_to_form(lower, kind);
    bring_to_form(upper, kind);
  }
  for (Bound* bound : {&lower, &upper}) {
    bound->is_inclusive = bound->is_inclusive && !bound->is_infinite;
  }
  return is_empty() ? std::nullopt : std::optional(Piece{std::move(lower), std::move(upper)});
}

Pieces normalised(Pieces pieces) {
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& left, const Piece& right) {
    const int lower = compare(left.lower, right.lower);
    return (lower != 0 ? lower : compare(left.upper, right.upper)) < 0;
  });
  Pieces made;
  for (Piece& piece : pieces) {
    const bool stands_apart = made.empty() || (is_before(made.back(), piece) && !meet(made.back().upper, piece.lower));
    if (stands_apart) {
      made.push_back(std::move(piece));
    } else {
      made.back() = merged(made.back(), piece);
    }
  }
  return made;
}

bool has(const Pieces& set, const Element& element) {
  const Bound point{element, false, true, true};
  return std::any_of(set.begin(), set.end(), [&](const Piece& piece) {
    return compare(piece.lower, point) <= 0 && compare(piece.upper, point) >= 0;
  });
}

bool contains(const Pieces& set, const Pieces& part) {
  std::size_t at = 0;
  return std::all_of(part.begin(), part.end(), [&](const Piece& piece) {
    while (at < set.size() && is_before(set[at], piece)) {
      ++at;
    }
    return at < set.size() && compare(set[at].lower, piece.lower) <= 0 && compare(set[at].upper, piece.upper) >= 0;
  });
}

bool overlap(const Pieces& left, const Pieces& right) {
  std::size_t at = 0;
  return std::any_of(left.begin(), left.end(), [&](const Piece& piece) {
    while (at < right.size() && is_before(right[at], piece)) {
      ++at;
    }
    return at < right.size() && !is_before(piece, right[at]);
  });
}

bool is_before(const Pieces& left, const Pieces& right) {
  return !left.empty() && !right.empty() && is_before(left.back(), right.front());
}

bool ends_within(const Pieces& left, const Pieces& right) {
  return !left.empty() && !right.empty() && compare(left.back().upper, right.back().upper) <= 0;
}

bool begins_within(const Pieces& left, const Pieces& right) {
  return !left.empty() && !right.empty() && compare(left.front().lower, right.front().lower) >= 0;
}

bool is_adjacent(const Pieces& left, const Pieces& right) {
  return !left.empty() && !right.empty() &&
         (meet(left.back().upper, right.front().lower) || meet(right.back().upper, left.front().lower));
}

Pieces joined(Pieces left, const Pieces& right) {
  left.insert(left.end(), right.begin(), right.end());
  return normalised(std::move(left));
}

Pieces joined_ranges(const Pieces& left, const Pieces& right) {
  const bool is_apart = is_before(left, right) || is_before(right, left);
  if (left.empty() || right.empty() || (is_apart && !is_adjacent(left, right))) {
    return joined(left, right);
  }
  return {merged(left.front(), right.front())};
}

Pieces common(const Pieces& left, const Pieces& right) {
  Pieces made;
  for (std::size_t one = 0, other = 0; one < left.size() && other < right.size();) {
    const Piece &first = left[one], &second = right[other];
    if (!is_before(first, second) && !is_before(second, first)) {
      made.push_back({compare(first.lower, second.lower) >= 0 ? first.lower : second.lower,
                      compare(first.upper, second.upper) <= 0 ? first.upper : second.upper});
    }
    ++(compare(first.upper, second.upper) <= 0 ? one : other);
  }
  return made;
}

Pieces difference(const Pieces& left, const Pieces& right) {
  Pieces made;
  std::size_t at = 0;
  for (const Piece& piece : left) {
    while (at < right.size() && is_before(right[at], piece)) {
      ++at;
    }
    Bound lower = piece.lower;
    bool is_left_over = true;
    for (std::size_t next = at; next < right.size() && !is_before(piece, right[next]); ++next) {
      if (compare(lower, right[next].lower) < 0) {
        made.push_back({lower, turned(right[next].lower)});
      }
      is_left_over = compare(right[next].upper, piece.upper) < 0;
      lower = turned(right[next].upper);
    }
    if (is_left_over) {
      made.push_back({std::move(lower), piece.upper});
    }
  }
  return made;
}

Pieces hull(const Pieces& set) {
  return set.empty() ? Pieces{} : Pieces{{set.front().lower, set.back().upper}};
}

Pieces hull(const Pieces& left, const Pieces& right) {
  return left.empty() ? right : right.empty() ? left : Pieces{merged(left.front(), right.front())};
}

}  // namespace emulator::postgres::ranges
