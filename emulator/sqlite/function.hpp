// Functions and collations of ours inside SQLite: the only place where its C callbacks meet C++. Any callable from
// Values to a Value will do. What it throws comes out of Statement::step unchanged.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "sqlite/connection.hpp"
#include "types/value.hpp"

namespace emulator::sqlite {

struct FunctionTraits {
  int arguments = -1;         // -1: any number
  bool deterministic = true;  // the same arguments give the same result
  bool null_on_null = false;  // a NULL argument gives NULL without a call
};

using ScalarFunction = std::function<Value(std::span<const Value>)>;

// One group's running state.
class Accumulator {
 public:
  virtual ~Accumulator() = default;
  virtual void step(std::span<const Value> arguments) = 0;
  virtual Value finish() = 0;  // called once, last
};
using AccumulatorMaker = std::function<std::unique_ptr<Accumulator>()>;

// Below 0, 0 or above 0.
using Comparison = std::function<int(std::string_view, std::string_view)>;
// Empty: no such collation.
using CollationFinder = std::function<Comparison(std::string_view)>;

// All throw Error. A name and number of arguments defined before is replaced.
void define_function(Connection& connection, const std::string& name, const FunctionTraits& traits,
                     ScalarFunction function);
// Without OVER.
void define_aggregate(Connection& connection, const std::string& name, const FunctionTraits& traits,
                      AccumulatorMaker maker);
// With OVER (or without). Keeps the rows of the frame and accumulates them afresh for each value, because an
// Accumulator cannot go back.
void define_window_aggregate(Connection& connection, const std::string& name, const FunctionTraits& traits,
                             AccumulatorMaker maker);
void define_collation(Connection& connection, const std::string& name, Comparison comparison);
// Asked when a statement names a collation that is not defined yet.
void find_missing_collations(Connection& connection, CollationFinder finder);

}  // namespace emulator::sqlite
