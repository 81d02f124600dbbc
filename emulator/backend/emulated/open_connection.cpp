// Joins what sqlite/ and sql/ know of functions: arguments are decoded by the row's parameter types, results encoded by
// its result type, and the session's CallContext is added.
#include "backend/emulated/open_connection.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>
#include <vector>

#include "backend/emulated/lowered_functions.hpp"
#include "backend/emulated/sorted_aggregate.hpp"
#include "base/overloaded.hpp"
#include "lower/lowering.hpp"
#include "lower/storage.hpp"
#include "sqlite/function.hpp"
#include "types/decimal.hpp"

namespace emulator::backend::emulated {

namespace {

// How the arguments of one row are decoded. Most types lie in SQLite as they are; then nothing is copied.
class Decoder {
 public:
  explicit Decoder(const sql::Overload& overload) : overload_(overload) {
    for (const Type& parameter : overload.parameters) needed_ = needed_ || lower::is_encoded(parameter);
  }

  template <class Call>
  auto with(std::span<const Value> arguments, const Call& call) const {
    if (!needed_) return call(arguments);
    std::vector<Value> decoded(arguments.begin(), arguments.end());
    for (std::size_t i = 0; i < decoded.size(); ++i) {
      const Type& parameter = overload_.parameters[std::min(i, overload_.parameters.size() - 1)];
      decoded[i] = lower::from_storage(std::move(decoded[i]), parameter);
    }
    return call(std::span<const Value>{decoded});
  }

 private:
  const sql::Overload& overload_;
  bool needed_ = false;
};

Value encoded(Value value, const sql::Dialect& dialect) {
  const auto* const number = std::get_if<double>(&value);
  if (number != nullptr && std::isnan(*number) && !dialect.traits.floats_have_nan) return Null{};
  if (!std::holds_alternative<std::shared_ptr<const Array>>(value)) return value;
  return lower::to_storage(std::move(value));
}

sqlite::FunctionTraits traits_of(const sql::Overload& overload) {
  const bool is_told_a_type = overload.takes_element_type || overload.type_argument != sql::TypeArgument::none;
  return {
      .arguments = overload.is_variadic ? -1 : static_cast<int>(overload.parameters.size()) + (is_told_a_type ? 1 : 0),
      .deterministic = overload.volatility != sql::Volatility::volatile_,
      .null_on_null = overload.null_on_null};
}

class BoundState final : public sqlite::Accumulator {
 public:
  BoundState(const Decoder& decoder, StoreConnection& store, const sql::Dialect& dialect, sql::AggregateMaker make)
      : decoder_(decoder), store_(store), dialect_(dialect), state_(make()) {}

  void step(std::span<const Value> arguments) override {
    decoder_.with(arguments, [&](std::span<const Value> decoded) { state_->step(decoded, *store_.context); });
  }
  Value finish() override { return encoded(state_->finish(*store_.context), dialect_); }

 private:
  const Decoder& decoder_;
  StoreConnection& store_;
  const sql::Dialect& dialect_;
  std::unique_ptr<sql::AggregateState> state_;
};

void define_native(StoreConnection& store, const sql::Dialect& dialect, const sql::Overload& overload,
                   const sql::Native& native) {
  sqlite::define_function(
      store.sqlite, std::string(native.name), traits_of(overload),
      [&store, &dialect, function = native.function, decoder = Decoder{overload}](std::span<const Value> arguments) {
        return encoded(
            decoder.with(arguments, [&](std::span<const Value> decoded) { return function(decoded, *store.context); }),
            dialect);
      });
}

void define_aggregate(StoreConnection& store, const sql::Dialect& dialect, const sql::Overload& overload,
                      const sql::NativeAggregate& native) {
  sqlite::FunctionTraits traits = traits_of(overload);
  traits.null_on_null = false;  // an aggregate sees its NULLs and decides itself
  const auto maker = [&store, &dialect, make = native.make,
                      decoder = std::make_shared<const Decoder>(overload)]() -> std::unique_ptr<sqlite::Accumulator> {
    return std::make_unique<BoundState>(*decoder, store, dialect, make);
  };
  const std::string name{native.name};
  sqlite::define_aggregate(store.sqlite, name, traits, maker);
  sqlite::define_window_aggregate(store.sqlite, name + std::string(window_suffix), traits, maker);
  traits.arguments = -1;
  sqlite::define_aggregate(store.sqlite, name + std::string(lower::sorted_suffix), traits,
                           [&dialect, maker] { return make_sorted_aggregate(dialect, maker); });
}

// Labels sort as their enum lists them; which it does is asked of the session, since it may change.
sql::CollationCompare enum_order(const StoreConnection& store, std::string_view name) {
  return [&store, collation = std::string(name)](std::string_view left, std::string_view right) {
    const sql::EnumSource* const enums = store.context->enums;
    if (enums == nullptr) throw std::logic_error("an enum was compared outside of a session");
    const std::optional<std::size_t> left_place = enums->place(collation, left);
    const std::optional<std::size_t> right_place = enums->place(collation, right);
    return left_place == right_place ? 0 : left_place < right_place ? -1 : 1;
  };
}

}  // namespace

std::unique_ptr<StoreConnection> open_connection(const sql::Dialect& dialect, const sqlite::OpenOptions& options) {
  auto store = std::make_unique<StoreConnection>(options);
  for (const sql::Overload& overload : dialect.overloads()) {
    std::visit(overloaded{
                   [](const sql::Template&) {},
                   [&](const sql::Native& native) { define_native(*store, dialect, overload, native); },
                   [&](const sql::NativeAggregate& native) { define_aggregate(*store, dialect, overload, native); },
               },
               overload.lowering);
  }
  define_lowered_functions(*store, dialect);
  sqlite::define_function(store->sqlite, std::string(stash_function), {.deterministic = false},
                          [&stash = store->stash](std::span<const Value> values) -> Value {
                            stash.assign(values.begin(), values.end());
                            return Null{};
                          });
  sqlite::define_collation(store->sqlite, std::string(lower::numeric_collation), &compare_decimals);
  sqlite::find_missing_collations(store->sqlite, [&dialect, &connection = *store](std::string_view name) {
    return name.starts_with(enum_collation_prefix) ? enum_order(connection, name) : dialect.find_collation(name);
  });
  return store;
}

}  // namespace emulator::backend::emulated
