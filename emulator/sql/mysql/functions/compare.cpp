// Comparisons, which are SQLite's own once both sides have one type, XOR, and the operators on bits.
#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

std::uint64_t bits_of(const Value& value) {
  return static_cast<std::uint64_t>(integer_of(value));
}

Value bit_and(Arguments arguments, CallContext&) {
  return unsigned_value(bits_of(arguments[0]) & bits_of(arguments[1]));
}
Value bit_or(Arguments arguments, CallContext&) {
  return unsigned_value(bits_of(arguments[0]) | bits_of(arguments[1]));
}
Value bit_xor(Arguments arguments, CallContext&) {
  return unsigned_value(bits_of(arguments[0]) ^ bits_of(arguments[1]));
}
Value bit_not(Arguments arguments, CallContext&) {
  return unsigned_value(~bits_of(arguments[0]));
}
Value shift_left(Arguments arguments, CallContext&) {
  const auto by = bits_of(arguments[1]);
  return unsigned_value(by < 64 ? bits_of(arguments[0]) << by : 0);
}
Value shift_right(Arguments arguments, CallContext&) {
  const auto by = bits_of(arguments[1]);
  return unsigned_value(by < 64 ? bits_of(arguments[0]) >> by : 0);
}
Value bit_count(Arguments arguments, CallContext&) {
  return std::int64_t{__builtin_popcountll(bits_of(arguments[0]))};
}

Value exclusive_or(Arguments arguments, CallContext&) {
  return truth((double_of(arguments[0]) != 0) != (double_of(arguments[1]) != 0));
}

}  // namespace

void add_comparisons(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::string_view symbol, std::string_view sql) {
    operator_row(rows.templated(symbol, {any, any}, truth_value_type, sql)).collates = true;
  };
  add("=", "{0} = {1}");
  add("<>", "{0} <> {1}");
  add("!=", "{0} <> {1}");
  add("<", "{0} < {1}");
  add("<=", "{0} <= {1}");
  add(">", "{0} > {1}");
  add(">=", "{0} >= {1}");
  operator_row(rows.native("XOR", {any, any}, truth_value_type, "my_xor", exclusive_or));
}

void add_bit_operators(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::string_view symbol, std::string_view native, sql::NativeFunction function) {
    operator_row(rows.native(symbol, {bigint, bigint}, unsigned_type, native, function));
  };
  add("&", "my_bit_and", bit_and);
  add("|", "my_bit_or", bit_or);
  add("^", "my_bit_xor", bit_xor);
  add("<<", "my_shift_left", shift_left);
  add(">>", "my_shift_right", shift_right);
  operator_row(rows.native("~", {bigint}, unsigned_type, "my_bit_not", bit_not));
  rows.native("bit_count", {bigint}, bigint_type, "my_bit_count", bit_count);
}

}  // namespace emulator::mysql
