// pg_lsn: the difference of two positions, and positions moved by bytes (manual 8.20).
#include "sql/postgres/log_position.hpp"

#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

Decimal position_at(Arguments arguments, std::size_t index) {
  return Decimal::from_unsigned(*parse_log_position(text_at(arguments, index)));
}

// What is no number has no place in the log.
void require_finite(const Decimal& number, const std::string& what, const std::string& towards) {
  if (number.is_finite()) {
    return;
  }
  const std::string spelled = number.kind() == Decimal::Kind::nan ? "NaN" : "infinity";
  throw make_worded_error(Condition::feature_not_supported,
                          "cannot " + what + " " + spelled + " " + towards + " pg_lsn");
}

Value printed(const Decimal& position) {
  require_finite(position, "convert", "to");
  const std::optional<std::uint64_t> bytes = position.rounded(0).to_uint64();
  if (!bytes) {
    throw make_worded_error(Condition::invalid_parameter_value, "pg_lsn out of range");
  }
  return print_log_position(*bytes);
}

Decimal distance_at(Arguments arguments, std::size_t index, const std::string& what, const std::string& towards) {
  Decimal distance = decimal_at(arguments, index);
  if (distance.kind() == Decimal::Kind::nan) {
    require_finite(distance, what, towards);
  }
  return distance;
}

Value difference(Arguments arguments, CallContext&) {
  return (position_at(arguments, 0) - position_at(arguments, 1)).to_string();
}
template <std::size_t position, std::size_t distance>
Value moved_on(Arguments arguments, CallContext&) {
  return printed(position_at(arguments, position) + distance_at(arguments, distance, "add", "to"));
}
Value moved_back(Arguments arguments, CallContext&) {
  return printed(position_at(arguments, 0) - distance_at(arguments, 1, "subtract", "from"));
}
Value from_number(Arguments arguments, CallContext&) {
  return printed(decimal_at(arguments, 0));
}

}  // namespace

Value input_pg_lsn(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::optional<std::uint64_t> position = parse_log_position(text);
  if (!position) {
    bad_text("pg_lsn", text);
  }
  return print_log_position(*position);
}

void add_log_positions(Overloads& rows) {
  rows.push_back(as_operator(native_row("-", {pg_lsn, pg_lsn}, decimal, "pg_lsn_difference", difference)));
  rows.push_back(as_operator(native_row("+", {pg_lsn, decimal}, pg_lsn, "pg_lsn_plus", moved_on<0, 1>)));
  rows.push_back(as_operator(native_row("+", {decimal, pg_lsn}, pg_lsn, "pg_plus_lsn", moved_on<1, 0>)));
  rows.push_back(as_operator(native_row("-", {pg_lsn, decimal}, pg_lsn, "pg_lsn_minus", moved_back)));
  rows.push_back(native_row("pg_lsn", {decimal}, pg_lsn, "pg_lsn_of_number", from_number));
  rows.push_back(native_row("pg_wal_lsn_diff", {pg_lsn, pg_lsn}, decimal, "pg_lsn_difference", difference));
}

}  // namespace emulator::postgres
