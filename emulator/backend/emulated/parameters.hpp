// Named parameters become the values and types of a statement's placeholders, in order of appearance.
#pragma once

#include <string_view>
#include <vector>

#include "backend/backend.hpp"
#include "sql/call_context.hpp"
#include "sql/dialect.hpp"

namespace emulator::backend::emulated {

struct BoundParameters {
  std::vector<Value> values;
  std::vector<Type> types;
};

// A value with a type hint is read by the dialect's own cast from text, which throws what the engine says of a bad one.
// A name without a value: bind_parameter_count, which tells the statement's number in its session. Values of other
// names are not looked at.
BoundParameters bind_parameters(const sql::Dialect& dialect, const std::vector<std::string_view>& names,
                                const std::vector<Parameter>& parameters, std::uint64_t statement_number,
                                sql::CallContext& context);

}  // namespace emulator::backend::emulated
