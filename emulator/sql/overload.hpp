// Overload: one row of a dialect's function and operator tables. A row says by which types a call is chosen, what it
// results in, and how it becomes SQLite: as a piece of SQL, or as a native function registered under a name. Rows are
// plain data; adding a function is adding a row.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "sql/call_context.hpp"
#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::sql {

// Arguments come decoded by the row's parameter types (`any`: by SQLite's storage class). Throws SqlError.
using NativeFunction = Value (*)(std::span<const Value> arguments, CallContext& context);

// One group's running state. `inverse` and `value` serve moving window frames.
class AggregateState {
 public:
  virtual ~AggregateState() = default;
  virtual void step(std::span<const Value> arguments, CallContext& context) = 0;
  virtual Value finish(CallContext& context) = 0;
};
using AggregateMaker = std::unique_ptr<AggregateState> (*)();

// SQLite text with {0}, {1}, ... for the lowered arguments and {*} for all of them, separated by commas; {coalesced} is
// for each of several arguments: it, or the next one round that is not NULL.
// An argument comes in parentheses where it needs them.
struct Template {
  std::string_view sql;
};
struct Native {
  std::string_view name;  // in SQLite; unique among the dialect's rows
  NativeFunction function;
};
struct NativeAggregate {
  std::string_view name;
  AggregateMaker make;
};

enum class OverloadKind : std::uint8_t {
  function,
  operator_,
  aggregate,
  window,
  cast,
  rows  // a set-returning function: its Native results in a row set (types/row_set.hpp)
};
// What a function is told of its first argument besides the value: a text, as its last argument.
enum class TypeArgument : std::uint8_t {
  none,
  name,       // its type by its metadata_name, before any cast
  collation,  // which tells one enum from another
  storage     // as `name`, and behind a space what is known of the form its bytes have: see storage_form.hpp
};
enum class Volatility : std::uint8_t {
  immutable,  // may be computed while binding when its arguments are constants
  stable,     // one value per statement: now()
  volatile_,  // a new value per call: random()
};

// A column of what a set-returning function gives. An empty name: the function's own.
struct RowColumn {
  std::string_view name;
  Type type;
};

// A parameter as named notation calls it: f(name => value). One without a fallback must be given.
struct NamedParameter {
  std::string_view name;
  std::optional<Value> fallback = {};
};

struct Overload {
  std::string_view name;  // operators by symbol, functions in lower case
  OverloadKind kind = OverloadKind::function;
  std::vector<Type> parameters;  // ids matter, modifiers do not; see TypeId::any and its kin
  bool is_variadic = false;      // the last parameter may repeat (one or more times)
  Type result = {};
  Type (*result_rule)(std::span<const Type> arguments) = nullptr;  // instead of `result`, where arguments decide
  std::variant<Template, Native, NativeAggregate> lowering = Template{};
  bool null_on_null = true;  // Native: any NULL argument gives NULL without a call
  Volatility volatility = Volatility::immutable;
  bool takes_any_as_text = false;       // a text parameter takes every type, as it prints: concat, ||
  bool collates = false;                // Template: compares texts; lowering adds the operands' collation to {0}
  bool takes_element_type = false;      // Native: the TypeId of any_element comes as one more argument, the last
  bool elements_alike = false;          // any_array: arrays of different element types are not brought to one
  bool is_ordered_set = false;          // an aggregate that wants WITHIN GROUP
  std::vector<RowColumn> columns = {};  // of kind rows; none: one column of the result's type
  TypeArgument type_argument = TypeArgument::none;
  std::string_view extension = {};         // PostgreSQL: only where the database has it
  std::vector<NamedParameter> names = {};  // of the row of all parameters; none: named notation does not know it
};

}  // namespace emulator::sql
