// Aggregates (manual 9.21) and window functions (9.22). Sums and averages of exact numbers are exact.
#include <cmath>
#include <optional>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/numeric_scale.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::AggregateState;
using sql::CallContext;

Decimal exact(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    return Decimal(*integer);
  }
  return *Decimal::parse(std::get<std::string>(value));
}

class ExactSum : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (!is_null(arguments[0])) {
      total_ = total_ + exact(arguments[0]);
      ++count_;
    }
  }
  Value finish(CallContext&) override { return count_ == 0 ? Value{Null{}} : Value{total_.to_string()}; }

 protected:
  Decimal total_;
  std::int64_t count_ = 0;
};

class ExactAverage final : public ExactSum {
 public:
  Value finish(CallContext&) override {
    if (count_ == 0) {
      return Null{};
    }
    const Decimal count(count_);
    return Decimal::divide(total_, count, division_scale(total_, count)).to_string();
  }
};

// sum(int4) is a bigint, and sum(float8) adds as the rows come.
class IntegerSum final : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    any_ = true;
    if (__builtin_add_overflow(total_, integer_at(arguments, 0), &total_)) {
      out_of_range("bigint");
    }
  }
  Value finish(CallContext&) override { return any_ ? Value{total_} : Value{Null{}}; }

 private:
  std::int64_t total_ = 0;
  bool any_ = false;
};

class FloatSum : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (!is_null(arguments[0])) {
      const double value = double_at(arguments, 0);
      const double sum = total_ + value;
      if (std::isinf(sum) && !std::isinf(total_) && !std::isinf(value)) {
        throw make_worded_error(Condition::numeric_out_of_range, "value out of range: overflow");
      }
      total_ = sum;
      ++count_;
    }
  }
  Value finish(CallContext&) override { return count_ == 0 ? Value{Null{}} : Value{total_}; }

 protected:
  double total_ = -0.0;  // to which all numbers add without a change, -0 too
  std::int64_t count_ = 0;
};

// PostgreSQL adds reals as reals.
class RealSum final : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    const auto value = static_cast<float>(double_at(arguments, 0));
    const float sum = total_ + value;
    if (std::isinf(sum) && !std::isinf(total_) && !std::isinf(value)) {
      throw make_worded_error(Condition::numeric_out_of_range, "value out of range: overflow");
    }
    total_ = sum;
    any_ = true;
  }
  Value finish(CallContext&) override { return any_ ? Value{static_cast<double>(total_)} : Value{Null{}}; }

 private:
  float total_ = -0.0F;  // see FloatSum
  bool any_ = false;
};

class FloatAverage final : public FloatSum {
 public:
  Value finish(CallContext&) override {
    return count_ == 0 ? Value{Null{}} : Value{(total_ + 0.0) / static_cast<double>(count_)};
  }
};

// Conjunction of booleans, disjunction, and the joined texts of string_agg.
template <bool is_and>
class BooleanFold final : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    const bool value = std::get<bool>(arguments[0]);
    result_ = !result_ ? value : is_and ? (*result_ && value) : (*result_ || value);
  }
  Value finish(CallContext&) override { return result_ ? Value{*result_} : Value{Null{}}; }

 private:
  std::optional<bool> result_;
};

class StringAggregate final : public AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    if (!text_) {
      text_.emplace();
    } else if (!is_null(arguments[1])) {
      *text_ += text_at(arguments, 1);
    }
    *text_ += text_at(arguments, 0);
  }
  Value finish(CallContext&) override { return text_ ? Value{std::move(*text_)} : Value{Null{}}; }

 private:
  std::optional<std::string> text_;
};

template <class State>
std::unique_ptr<AggregateState> make_state() {
  return std::make_unique<State>();
}

sql::Overload native(std::string_view name, std::vector<Type> parameters, TypeId result, std::string_view sqlite_name,
                     sql::AggregateMaker make) {
  return {.name = name,
          .kind = sql::OverloadKind::aggregate,
          .parameters = std::move(parameters),
          .result = type(result),
          .lowering = sql::NativeAggregate{sqlite_name, make}};
}

void add_sums(Overloads& rows) {
  for (const TypeId id : {TypeId::smallint, TypeId::integer}) {
    rows.push_back(native("sum", {type(id)}, TypeId::bigint, "pg_int_sum", make_state<IntegerSum>));
  }
  for (const TypeId id : {TypeId::bigint, TypeId::decimal}) {
    rows.push_back(native("sum", {type(id)}, TypeId::decimal, "pg_numeric_sum", make_state<ExactSum>));
  }
  for (const TypeId id : {TypeId::smallint, TypeId::integer, TypeId::bigint, TypeId::decimal}) {
    rows.push_back(native("avg", {type(id)}, TypeId::decimal, "pg_numeric_avg", make_state<ExactAverage>));
  }
  rows.push_back(native("sum", {type(TypeId::real)}, TypeId::real, "pg_real_sum", make_state<RealSum>));
  rows.push_back(native("sum", {type(TypeId::double_)}, TypeId::double_, "pg_float_sum", make_state<FloatSum>));
  for (const TypeId id : {TypeId::real, TypeId::double_}) {
    rows.push_back(native("avg", {type(id)}, TypeId::double_, "pg_float_avg", make_state<FloatAverage>));
  }
}

void add_extremes(Overloads& rows) {
  for (const TypeId id :
       {TypeId::smallint,    TypeId::integer, TypeId::bigint,   TypeId::real,  TypeId::double_, TypeId::decimal,
        TypeId::oid,         TypeId::text,    TypeId::char_,    TypeId::date,  TypeId::time,    TypeId::timestamp,
        TypeId::timestamptz, TypeId::timetz,  TypeId::interval, TypeId::enum_, TypeId::inet,    TypeId::citext,
        TypeId::money,       TypeId::pg_lsn,  TypeId::xid8}) {
    const auto extreme = [&](std::string_view name, std::string_view text) {
      rows.push_back({.name = name,
                      .kind = sql::OverloadKind::aggregate,
                      .parameters = {type(id)},
                      .result = type(id),
                      .lowering = sql::Template{text}});
    };
    extreme("min", "min({0})");
    extreme("max", "max({0})");
  }
}

// Where there is no such row.
constexpr std::int64_t beyond = 2'147'483'647;

[[noreturn]] void not_positive(const char* function, const char* sqlstate) {
  bad_argument(sqlstate, std::string("argument of ") + function + " must be greater than zero");
}

Value ntile_size(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    throw make_error(Condition::feature_not_supported, {"ntile(NULL)"});
  }
  if (integer_at(arguments, 0) <= 0) {
    not_positive("ntile", "22014");
  }
  return arguments[0];
}
Value nth_place(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return beyond;
  }
  if (integer_at(arguments, 0) <= 0) {
    not_positive("nth_value", "22016");
  }
  return arguments[0];
}
Value row_offset(Arguments arguments, CallContext&) {
  return is_null(arguments[0]) ? Value{beyond} : arguments[0];
}
// SQLite's lag() does not see the rows that are to come.
Value offset_back(Arguments arguments, CallContext& context) {
  if (!is_null(arguments[0]) && integer_at(arguments, 0) < 0) {
    throw make_error(Condition::feature_not_supported, {"a negative offset of lag"});
  }
  return row_offset(arguments, context);
}

void add_window_functions(Overloads& rows) {
  const auto checked = [&](std::string_view name, std::string_view native, sql::NativeFunction function) {
    rows.push_back(seeing_nulls(native_row(name, {TypeId::integer}, TypeId::integer, native, function)));
  };
  checked("ntile argument", "pg_ntile_size", ntile_size);
  checked("nth_value argument", "pg_nth_place", nth_place);
  checked("offset argument", "pg_row_offset", row_offset);
  checked("offset back argument", "pg_offset_back", offset_back);

  const auto window = [&](std::string_view name, std::vector<Type> parameters, TypeId result, std::string_view text) {
    rows.push_back({.name = name,
                    .kind = sql::OverloadKind::window,
                    .parameters = std::move(parameters),
                    .result = type(result),
                    .lowering = sql::Template{text}});
  };
  window("row_number", {}, TypeId::bigint, "row_number()");
  window("rank", {}, TypeId::bigint, "rank()");
  window("dense_rank", {}, TypeId::bigint, "dense_rank()");
  window("percent_rank", {}, TypeId::double_, "percent_rank()");
  window("cume_dist", {}, TypeId::double_, "cume_dist()");
  window("ntile", {type(TypeId::integer)}, TypeId::integer, "ntile(pg_ntile_size({0}))");
  window("first_value", {type(TypeId::any_element)}, TypeId::any_element, "first_value({0})");
  window("last_value", {type(TypeId::any_element)}, TypeId::any_element, "last_value({0})");
  window("nth_value", {type(TypeId::any_element), type(TypeId::integer)}, TypeId::any_element,
         "nth_value({0}, pg_nth_place({1}))");
  for (const std::string_view name : {"lag", "lead"}) {
    const bool is_lag = name == "lag";
    window(name, {type(TypeId::any_element)}, TypeId::any_element, is_lag ? "lag({0})" : "lead({0})");
    window(name, {type(TypeId::any_element), type(TypeId::integer)}, TypeId::any_element,
           is_lag ? "lag({0}, pg_offset_back({1}))" : "lead({0}, pg_row_offset({1}))");
    window(name, {type(TypeId::any_element), type(TypeId::integer), type(TypeId::any_element)}, TypeId::any_element,
           is_lag ? "lag({0}, pg_offset_back({1}), iif({1} IS NULL, NULL, {2}))"
                  : "lead({0}, pg_row_offset({1}), iif({1} IS NULL, NULL, {2}))");
  }
}

}  // namespace

void add_aggregates(Overloads& rows) {
  rows.push_back({.name = "count",
                  .kind = sql::OverloadKind::aggregate,
                  .result = type(TypeId::bigint),
                  .lowering = sql::Template{"count(*)"}});
  rows.push_back({.name = "count",
                  .kind = sql::OverloadKind::aggregate,
                  .parameters = {type(TypeId::any)},
                  .result = type(TypeId::bigint),
                  .lowering = sql::Template{"count({0})"}});
  add_sums(rows);
  add_extremes(rows);
  rows.push_back(
      native("bool_and", {type(TypeId::boolean)}, TypeId::boolean, "pg_bool_and", make_state<BooleanFold<true>>));
  rows.push_back(
      native("every", {type(TypeId::boolean)}, TypeId::boolean, "pg_bool_and", make_state<BooleanFold<true>>));
  rows.push_back(
      native("bool_or", {type(TypeId::boolean)}, TypeId::boolean, "pg_bool_or", make_state<BooleanFold<false>>));
  rows.push_back(native("string_agg", {type(TypeId::text), type(TypeId::text)}, TypeId::text, "pg_string_agg",
                        make_state<StringAggregate>));
  add_window_functions(rows);
}

}  // namespace emulator::postgres
