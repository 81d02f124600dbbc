// sum() and avg() of the dense types. sum() rounds at every step, avg() adds in float8s.
#include <cmath>
#include <memory>
#include <optional>

#include "sql/postgres/errors.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/pgvector/arithmetic.hpp"
#include "sql/postgres/pgvector/functions.hpp"
#include "sql/postgres/pgvector/text.hpp"

namespace emulator::postgres::pgvector {

namespace {

using sql::CallContext;

template <TypeId id>
class Sum final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) return;
    sum_ = sum_ ? combine(*sum_, text_at(arguments, 0), id, Arithmetic::sum) : text_at(arguments, 0);
  }
  Value finish(CallContext&) override { return sum_ ? Value{*sum_} : Value{Null{}}; }

 private:
  std::optional<std::string> sum_;
};

template <TypeId id>
class Average final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) return;
    const Elements elements = elements_of(text_at(arguments, 0), id);
    if (count_ == 0) sums_.resize(elements.size());
    check_dimensions(static_cast<std::int64_t>(sums_.size()), static_cast<std::int64_t>(elements.size()));
    for (std::size_t index = 0; index < sums_.size(); ++index) {
      sums_[index] += static_cast<double>(elements[index]);
      if (std::isinf(sums_[index])) overflow();
    }
    count_ += 1;
  }

  Value finish(CallContext&) override {
    if (count_ == 0) return Null{};
    Elements means;
    for (const double sum : sums_) {
      means.push_back(static_cast<float>(sum / count_));
      check_element(means.back(), id);
    }
    return stored(means, id);
  }

 private:
  double count_ = 0;
  std::vector<double> sums_;
};

}  // namespace

void add_aggregates(Overloads& rows) {
  const auto add = [&](std::string_view name, TypeId id, std::string_view native, sql::AggregateMaker make) {
    rows.push_back(aggregate_row(name, types_of({id}), type(id), native, make));
  };
  add("sum", TypeId::vector, "pgvector_sum_of_vectors", make_aggregate<Sum<TypeId::vector>>);
  add("sum", TypeId::halfvec, "pgvector_sum_of_halfvecs", make_aggregate<Sum<TypeId::halfvec>>);
  add("avg", TypeId::vector, "pgvector_avg_of_vectors", make_aggregate<Average<TypeId::vector>>);
  add("avg", TypeId::halfvec, "pgvector_avg_of_halfvecs", make_aggregate<Average<TypeId::halfvec>>);
}

}  // namespace emulator::postgres::pgvector
