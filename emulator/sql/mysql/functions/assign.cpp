// Assignment to columns of numbers, and what all assignments share.
#include "sql/mysql/functions/assign.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "types/float_text.hpp"

namespace emulator::mysql {

Target::Target(const Value& column_name, const Value& column_ordinal, sql::CallContext& context)
    : name_(view_of(column_name)), context_(context) {
  const auto ordinal = static_cast<std::size_t>(std::max<std::int64_t>(bigint_of(column_ordinal), 0));
  if (context.assigned_rows.size() <= ordinal) context.assigned_rows.resize(ordinal + 1);
  row_ = std::to_string(++context.assigned_rows[ordinal]);
}

// In strict mode an error, else a warning beside the value that is stored instead.
void Target::complain(SqlError error) const {
  if (context_.strict) throw error;
  context_.warn(error.code, std::move(error.message));
}

void Target::out_of_range() const {
  complain(make_error(Condition::out_of_range_for_column, {name_, row_}));
}
void Target::too_long() const {
  auto error = make_error(Condition::data_too_long, {name_, row_});
  if (context_.strict) throw error;
  complain(make_error(Condition::data_truncated, {name_, row_}));
}
void Target::truncated() const {
  complain(make_error(Condition::data_truncated, {name_, row_}));
}
void Target::incorrect(std::string_view type, std::string_view value) const {
  complain(make_error(Condition::incorrect_value, {std::string{type}, std::string{value}, name_, row_}));
}
void Target::incorrect_temporal(std::string_view type, std::string_view value) const {
  auto error = make_error(Condition::invalid_datetime, {std::string{type}, std::string{value}});
  error.message += " for column '" + name_ + "' at row " + row_;
  complain(std::move(error));
}
void Target::invalid_json(std::string_view reason, std::size_t position) const {
  throw worded_error(Condition::invalid_json, 3140, "22032",
                     "Invalid JSON text: \"" + std::string{reason} + "\" at position " + std::to_string(position) +
                         " in value for column '" + name_ + "'.");
}

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

// The arguments of an assignment: value, `extra` more, column name, column ordinal.
Target target_of(Arguments arguments, std::size_t extra, CallContext& context) {
  return {arguments[extra + 1], arguments[extra + 2], context};
}

bool is_text(const Value& value) {
  return std::holds_alternative<std::string>(value) || std::holds_alternative<Bytes>(value);
}

// The number a value stands for; complains about texts that are none, or not only one.
Decimal number_for(const Value& value, std::string_view type, const Target& target) {
  if (!is_text(value)) return decimal_of(value);
  const auto text = view_of(value);
  std::size_t consumed = 0;
  Decimal number = Decimal::parse_prefix(text, consumed);
  if (consumed == 0) {
    target.incorrect(type, text);
  } else if (!ascii_trim(text.substr(consumed)).empty()) {
    target.truncated();
  }
  return number;
}

struct Range {
  Wide least, greatest;
};

constexpr Range range_of(TypeId id, bool is_unsigned) {
  constexpr Wide one = 1;
  const int bits = id == TypeId::tinyint     ? 8
                   : id == TypeId::smallint  ? 16
                   : id == TypeId::mediumint ? 24
                   : id == TypeId::integer   ? 32
                                             : 64;
  if (is_unsigned) return {0, (one << bits) - 1};
  return {-(one << (bits - 1)), (one << (bits - 1)) - 1};
}

template <TypeId Id, bool IsUnsigned>
Value assign_integer(Arguments arguments, CallContext& context) {
  constexpr Range range = range_of(Id, IsUnsigned);
  const Target target = target_of(arguments, 0, context);
  const Value& value = arguments[0];
  if (is_null(value)) return Null{};
  Wide number = 0;
  bool clipped = false;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    number = *integer;
  } else if (const auto* real = std::get_if<double>(&value)) {
    number = integer_of(value);
    clipped = std::isnan(*real) || std::abs(*real) >= 1.8446744073709552e19;
  } else {
    const Decimal exact = number_for(value, "integer", target);
    number = integer_of(Value{exact.to_string()});
    clipped = !exact.to_int64() && !exact.to_uint64();
  }
  if (clipped || number < range.least || number > range.greatest) target.out_of_range();
  return *integer_value(std::clamp(number, range.least, range.greatest));
}

// value, precision, scale, column name, column ordinal
template <bool IsUnsigned>
Value assign_decimal(Arguments arguments, CallContext& context) {
  const Target target = target_of(arguments, 2, context);
  if (is_null(arguments[0])) return Null{};
  const auto precision = static_cast<std::int32_t>(bigint_of(arguments[1]));
  const auto scale = static_cast<std::int32_t>(std::max<std::int64_t>(bigint_of(arguments[2]), 0));
  const auto* real = std::get_if<double>(&arguments[0]);
  Decimal number = number_for(arguments[0], "decimal", target).rounded(scale);
  const bool is_infinite = real != nullptr && !std::isfinite(*real);
  if (IsUnsigned && number.is_negative()) {
    target.out_of_range();
    return Decimal{}.rounded(scale).to_string();
  }
  const std::int32_t whole = (precision < 0 ? 10 : precision) - scale;
  if (number.integer_digits() <= whole && !is_infinite) return number.to_string();
  target.out_of_range();
  std::string largest = whole > 0 ? std::string(static_cast<std::size_t>(whole), '9') : "0";
  if (scale > 0) largest += "." + std::string(static_cast<std::size_t>(scale), '9');
  return (number.is_negative() ? "-" : "") + largest;
}

template <bool IsFloat, bool IsUnsigned>
Value assign_double(Arguments arguments, CallContext& context) {
  const Target target = target_of(arguments, 0, context);
  if (is_null(arguments[0])) return Null{};
  double number = double_of(arguments[0]);
  if (is_text(arguments[0])) {
    const auto text = view_of(arguments[0]);
    std::size_t consumed = 0;
    number = parse_double_prefix(text, consumed);
    if (consumed == 0 || !ascii_trim(text.substr(consumed)).empty()) target.truncated();
  }
  if (IsUnsigned && number < 0) {
    target.out_of_range();
    return 0.0;
  }
  const double limit = IsFloat ? std::numeric_limits<float>::max() : std::numeric_limits<double>::max();
  if (!(std::abs(number) <= limit)) {
    target.out_of_range();
    number = std::isnan(number) ? 0 : std::copysign(limit, number);
  }
  return IsFloat ? static_cast<double>(static_cast<float>(number)) : number;
}

// value, length, column name, column ordinal. Texts are bytes, the first the most significant.
Value assign_bit(Arguments arguments, CallContext& context) {
  const Target target = target_of(arguments, 1, context);
  const Value& value = arguments[0];
  if (is_null(value)) return Null{};
  const auto length = std::max<std::int64_t>(bigint_of(arguments[1]), 1);
  const Wide greatest = (Wide{1} << length) - 1;
  Wide bits = 0;
  if (is_text(value)) {
    for (const char c : view_of(value)) bits = std::min<Wide>(bits * 256 + static_cast<unsigned char>(c), greatest + 1);
  } else {
    bits = integer_of(value);
    if (bits < 0) bits += Wide{1} << 64;
  }
  if (bits > greatest) target.too_long();
  return *integer_value(std::min(bits, greatest));
}

Value assign_year(Arguments arguments, CallContext& context) {
  const Target target = target_of(arguments, 0, context);
  const Value& value = arguments[0];
  if (is_null(value)) return Null{};
  const Wide number = integer_of(Value{number_for(value, "integer", target).to_string()});
  const bool is_zero_text = is_text(value) && view_of(value).size() < 4 && number == 0;
  if (number == 0) return std::int64_t{is_zero_text ? 2000 : 0};
  if (number >= 1 && number <= 99) return static_cast<std::int64_t>(number) + (number < 70 ? 2000 : 1900);
  if (number >= 1901 && number <= 2155) return static_cast<std::int64_t>(number);
  target.out_of_range();
  return std::int64_t{0};
}

template <TypeId Id>
void add_integers(Rows& rows, std::string_view signed_name, std::string_view unsigned_name) {
  using enum TypeId;
  changing(sees_nulls(
      cast_row(rows.native("assign", {any, text, bigint}, type(Id), signed_name, assign_integer<Id, false>))));
  changing(sees_nulls(cast_row(rows.native("assign", {any, text, bigint}, Type{.id = Id, .is_unsigned = true},
                                           unsigned_name, assign_integer<Id, true>))));
}

}  // namespace

void add_assignments(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::initializer_list<TypeId> parameters, TypeId result, std::string_view native,
                       sql::NativeFunction function) {
    changing(sees_nulls(cast_row(rows.native("assign", parameters, type(result), native, function))));
  };
  add_integers<tinyint>(rows, "my_assign_tinyint", "my_assign_tinyint_unsigned");
  add_integers<smallint>(rows, "my_assign_smallint", "my_assign_smallint_unsigned");
  add_integers<mediumint>(rows, "my_assign_mediumint", "my_assign_mediumint_unsigned");
  add_integers<integer>(rows, "my_assign_integer", "my_assign_integer_unsigned");
  add_integers<bigint>(rows, "my_assign_bigint", "my_assign_bigint_unsigned");
  add({any, bigint, bigint, text, bigint}, decimal, "my_assign_decimal", assign_decimal<false>);
  add({any, bigint, bigint, text, bigint}, decimal, "my_assign_decimal_unsigned", assign_decimal<true>);
  add({any, text, bigint}, double_, "my_assign_double", assign_double<false, false>);
  add({any, text, bigint}, double_, "my_assign_double_unsigned", assign_double<false, true>);
  add({any, text, bigint}, real, "my_assign_real", assign_double<true, false>);
  add({any, text, bigint}, real, "my_assign_real_unsigned", assign_double<true, true>);
  add({any, bigint, text, bigint}, bit, "my_assign_bit", assign_bit);
  add({any, text, bigint}, year, "my_assign_year", assign_year);
}

}  // namespace emulator::mysql
