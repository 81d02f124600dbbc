// range_agg and range_intersect_agg (manual, table 9.59), of ranges and of multiranges.
#include "sql/postgres/functions/range.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using ranges::Kind;
using ranges::kinds;
using ranges::Pieces;
using sql::CallContext;
using enum TypeId;

template <std::size_t index>
class Union final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    any_ = true;
    for (ranges::Piece& piece : pieces_at(arguments, 0, kinds[index])) {
      pieces_.push_back(std::move(piece));
    }
  }
  Value finish(CallContext&) override {
    pieces_ = normalised(std::move(pieces_));  // a window asks again after the next row
    return any_ ? Value{print_multirange(pieces_, kinds[index])} : Value{Null{}};
  }

 private:
  Pieces pieces_;
  bool any_ = false;
};

template <TypeId id>
class Intersection final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    Pieces next = pieces_at(arguments, 0, ranges::kind_of(id));
    pieces_ = pieces_ ? common(*pieces_, next) : std::move(next);
  }
  Value finish(CallContext&) override { return pieces_ ? printed<id>(*pieces_) : Value{Null{}}; }

 private:
  std::optional<Pieces> pieces_;
};

}  // namespace

void add_range_aggregates(Overloads& rows) {
  for_each_kind([&]<class Index>(Index) {
    constexpr std::size_t index = Index::value;
    constexpr Kind kind = kinds[index];
    for (const TypeId id : {kind.range, kind.multirange}) {
      rows.push_back(aggregate_row("range_agg", {type(id)}, type(kind.multirange), range_native("agg", kind.range),
                                   make_aggregate<Union<index>>));
    }
    const auto add_intersection = [&](TypeId id, sql::AggregateMaker make) {
      rows.push_back(
          aggregate_row("range_intersect_agg", {type(id)}, type(id), range_native("intersect_agg", id), make));
    };
    add_intersection(kind.range, make_aggregate<Intersection<kind.range>>);
    add_intersection(kind.multirange, make_aggregate<Intersection<kind.multirange>>);
  });
}

}  // namespace emulator::postgres
