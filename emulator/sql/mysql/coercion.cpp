// The tables of type pairs, written as functions over families of types.
#include "sql/mysql/coercion.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/temporal.hpp"
#include "sql/mysql/types.hpp"

namespace emulator::mysql {

namespace {

bool is_equality(std::string_view symbol) {
  return symbol == "=" || symbol == "<>" || symbol == "!=";
}

bool is_number(Family family) {
  return family == Family::integer || family == Family::decimal || family == Family::real;
}

Type merged_decimal(const Type& left, const Type& right) {
  const auto scale = std::max(scale_of(left), scale_of(right));
  const auto whole = std::max(precision_of(left) - scale_of(left), precision_of(right) - scale_of(right));
  return {.id = TypeId::decimal, .length = std::min(whole + scale, 65), .scale = scale};
}

// A constant text beside a date must be one; a date without time is compared as a date, so that an index serves.
Type date_for_constant(const Value& constant, TypeId wanted) {
  const auto* text = std::get_if<std::string>(&constant);
  if (text == nullptr) return type(wanted);
  const bool is_time = wanted == TypeId::time;
  if (is_time ? parse_mysql_time(*text).has_value() : parse_mysql_datetime(*text).has_value()) return type(wanted);
  const std::string_view name = is_time ? "TIME" : (wanted == TypeId::date ? "DATE" : "DATETIME");
  throw worded_error(Condition::invalid_datetime, 1525, "HY000",
                     "Incorrect " + std::string{name} + " value: '" + *text + "'");
}

Type canonical(const Type& operand, Family family) {
  switch (family) {
    case Family::null:
      return operand;
    case Family::integer:
      return operand.id == TypeId::bigint && operand.is_unsigned ? unsigned_type : bigint_type;
    case Family::decimal:
      return type(TypeId::decimal);
    case Family::real:
      return double_type;
    case Family::text:
    case Family::member:
      return type(TypeId::text);
    case Family::binary:
      return type(TypeId::blob);
    case Family::date:
      return date_type;
    case Family::time:
      return type(TypeId::time);
    case Family::datetime:
      return type(operand.id);
    case Family::json:
      return json_type;
    case Family::other:
      return operand;
  }
  return operand;
}

// ENUM's place or SET's bits as a number; the name tells the cast what the members are.
Type member_number(const Type& type) {
  return {.id = TypeId::bigint, .name = type.name};
}

std::pair<Type, Type> both(const Type& type) {
  return {type, type};
}

std::pair<Type, Type> compared_numbers(const Type& left, Family left_family, const Type& right, Family right_family) {
  if (left_family == Family::integer && right_family == Family::integer) {
    const bool has_unsigned =
        (left.id == TypeId::bigint && left.is_unsigned) || (right.id == TypeId::bigint && right.is_unsigned);
    return both(has_unsigned ? unsigned_type : bigint_type);
  }
  if (left_family != Family::real && right_family != Family::real) return both(type(TypeId::decimal));
  // SQLite compares INTEGER and REAL exactly, so an integer column keeps its index.
  const auto side = [](const Type& operand, Family family) {
    const bool plain = family == Family::integer && !(operand.id == TypeId::bigint && operand.is_unsigned);
    return plain ? bigint_type : double_type;
  };
  return {side(left, left_family), side(right, right_family)};
}

// One side is temporal, the other is `other`.
std::pair<Type, Type> compared_times(const Type& temporal, Family family, const sql::Operand& other,
                                     Family other_family) {
  if (other_family == Family::text) {
    const Type own = canonical(temporal, family);
    const Type wanted = other.constant != nullptr ? date_for_constant(*other.constant, own.id) : own;
    return {own, wanted};
  }
  if (is_temporal(other_family)) {
    if (family == other_family && temporal.id == other.type.id) return both(canonical(temporal, family));
    const bool zoned = temporal.id == TypeId::timestamptz || other.type.id == TypeId::timestamptz;
    return both(type(zoned ? TypeId::timestamptz : TypeId::timestamp));
  }
  if (is_number(other_family)) {
    // A constant is read as a moment; one that is none compares as the number it is.
    const bool is_moment = other.constant != nullptr && !is_null(*other.constant) && family != Family::time &&
                           datetime_from_number(text_of(*other.constant)).has_value();
    if (is_moment) return both(canonical(temporal, family));
    const bool with_fraction = temporal.scale > 0 || other_family != Family::integer;
    return both(with_fraction ? double_type : bigint_type);
  }
  return both(type(TypeId::text));
}

std::pair<Type, Type> flipped(std::pair<Type, Type> pair) {
  std::swap(pair.first, pair.second);
  return pair;
}

std::pair<Type, Type> compared_members(std::string_view symbol, const sql::Operand& left, const sql::Operand& right) {
  const Family a = family_of(left.type);
  const Family b = family_of(right.type);
  if (is_number(a)) return {canonical(left.type, a), member_number(right.type)};
  if (is_number(b)) return {member_number(left.type), canonical(right.type, b)};
  const bool same = left.type.name == right.type.name;
  const auto& member = a == Family::member ? left.type : right.type;
  const bool is_set = member.id == TypeId::set;  // a text compares with the members as they are listed
  if (is_equality(symbol) && (same || (!is_set && (a == Family::text || b == Family::text)))) {
    return both(Type{.id = member.id, .collation = member.collation, .name = member.name});
  }
  return both(type(TypeId::text));
}

}  // namespace

Family family_of(const Type& type) {
  if (is_integer(type.id)) return Family::integer;
  if (is_character(type.id)) return Family::text;
  if (is_binary(type.id)) return Family::binary;
  constexpr std::pair<TypeId, Family> families[] = {
      {TypeId::unknown, Family::null},
      {TypeId::boolean, Family::integer},
      {TypeId::bit, Family::integer},
      {TypeId::year, Family::integer},
      {TypeId::decimal, Family::decimal},
      {TypeId::real, Family::real},
      {TypeId::double_, Family::real},
      {TypeId::date, Family::date},
      {TypeId::time, Family::time},
      {TypeId::timestamp, Family::datetime},
      {TypeId::timestamptz, Family::datetime},
      {TypeId::json, Family::json},
      {TypeId::enum_, Family::member},
      {TypeId::set, Family::member},
  };
  for (const auto& [id, family] : families) {
    if (id == type.id) return family;
  }
  return Family::other;
}

bool is_temporal(Family family) {
  return family == Family::date || family == Family::time || family == Family::datetime;
}

Type number_type(const Type& type) {
  switch (family_of(type)) {
    case Family::integer:
    case Family::decimal:
      return type;
    case Family::date:
    case Family::time:
    case Family::datetime:
      if (scale_of(type) == 0) return bigint_type;
      return {.id = TypeId::decimal, .length = precision_of(type), .scale = scale_of(type)};
    case Family::member:
      return member_number(type);
    case Family::binary:
      return type.name == number_in_bytes ? unsigned_type : double_type;
    case Family::null:  // NULL is a text to arithmetic
    case Family::real:
    case Family::text:
    case Family::json:
    case Family::other:
      return double_type;
  }
  return double_type;
}

std::optional<Type> cast_through(const Type& from, const Type& to) {
  const Family given = family_of(from);
  const Family wanted = family_of(to);
  const bool has_own_text = given == Family::time || given == Family::datetime;
  if (has_own_text && wanted == Family::binary) return type(TypeId::varchar);
  if (given == Family::member && (wanted == Family::real || wanted == Family::decimal)) return member_number(from);
  if (from.name != number_in_bytes) return std::nullopt;
  const bool as_number = wanted == Family::decimal || wanted == Family::real ||
                         (wanted == Family::integer && to.id != TypeId::bit && to != unsigned_type);
  return as_number ? std::optional{unsigned_type} : std::nullopt;
}

std::pair<Type, Type> comparison_types(std::string_view symbol, const sql::Operand& left, const sql::Operand& right) {
  const Family a = family_of(left.type);
  const Family b = family_of(right.type);
  if (left.type.name == number_in_bytes && is_number(b)) {
    return comparison_types(symbol, {unsigned_type, nullptr}, right);
  }
  if (right.type.name == number_in_bytes && is_number(a)) {
    return comparison_types(symbol, left, {unsigned_type, nullptr});
  }
  if (a == Family::null && b == Family::null) return both(type(TypeId::unknown));
  if (a == Family::null || b == Family::null) {
    return both(a == Family::null ? canonical(right.type, b) : canonical(left.type, a));
  }
  if (a == Family::member || b == Family::member) return compared_members(symbol, left, right);
  if (a == Family::json || b == Family::json) return both(json_type);
  if (is_temporal(a)) return compared_times(left.type, a, right, b);
  if (is_temporal(b)) return flipped(compared_times(right.type, b, left, a));
  if (is_number(a) && is_number(b)) return compared_numbers(left.type, a, right.type, b);
  if (a == Family::decimal || b == Family::decimal) return both(type(TypeId::decimal));  // with a text: exact
  if (is_number(a)) return compared_numbers(left.type, a, double_type, Family::real);
  if (is_number(b)) return compared_numbers(double_type, Family::real, right.type, b);
  return both(a == Family::binary || b == Family::binary ? type(TypeId::blob) : type(TypeId::text));
}

namespace {

Type merged_integer(const Type& left, const Type& right) {
  Type result = left.id >= right.id ? left : right;
  result.length = left.length == right.length && left.id == right.id ? left.length : -1;
  if (left.is_unsigned == right.is_unsigned) return result;
  // A signed and an unsigned one: a type that holds both.
  const Type& unsigned_one = left.is_unsigned ? left : right;
  if (unsigned_one.id == TypeId::bigint) return {.id = TypeId::decimal, .length = 20, .scale = 0};
  result.is_unsigned = false;
  if (unsigned_one.id >= (left.is_unsigned ? right : left).id) result.id = TypeId::bigint;
  return result;
}

Type merged_text(const Type& left, const Type& right) {
  const auto rank = [](const Type& type) { return type.id == TypeId::text ? 1 : 0; };
  Type result{.id = TypeId::varchar};
  if (rank(left) + rank(right) > 0) result.id = TypeId::text;
  const bool sized = is_character(left.id) && is_character(right.id) && left.length >= 0 && right.length >= 0;
  if (sized) result.length = std::max(left.length, right.length);
  if (left.id == TypeId::char_ && right.id == TypeId::char_) result.id = TypeId::char_;
  if (result.id == TypeId::text && !sized) result.length = long_size;
  result.collation = is_character(left.id) ? left.collation : right.collation;
  if (result.collation.empty() && is_character(right.id)) result.collation = right.collation;
  return result;
}

Type merged(const Type& left, const Type& right) {
  const Family a = family_of(left);
  const Family b = family_of(right);
  if (a == Family::null) return right;
  if (b == Family::null) return left;
  if (a == Family::member && b == Family::member) {  // two columns of the same members are but texts
    return {.id = TypeId::varchar, .collation = left.collation.empty() ? right.collation : left.collation};
  }
  if (left == right) return left;
  if (a == Family::integer && b == Family::integer) {
    const bool plain = is_integer(left.id) && is_integer(right.id);
    if (left.id == right.id && !plain) return left.length >= right.length ? left : right;
    return plain ? merged_integer(left, right) : bigint_type;
  }
  if (is_number(a) && is_number(b)) {
    // A FLOAT holds every small integer (the server's field_type_merge).
    const auto is_small = [](const Type& type) {
      return type.id == TypeId::tinyint || type.id == TypeId::smallint || type.id == TypeId::mediumint;
    };
    if (left.id == TypeId::real && is_small(right)) return left;
    if (right.id == TypeId::real && is_small(left)) return right;
    if (a == Family::real || b == Family::real) return double_type;
    return merged_decimal(left, right);
  }
  if (is_temporal(a) && is_temporal(b)) {
    Type result = a == b ? type(left.id) : type(TypeId::timestamp);
    if (a == Family::datetime && b == Family::datetime && left.id != right.id) result.id = TypeId::timestamp;
    result.scale = result.id == TypeId::date ? -1 : std::max(scale_of(left), scale_of(right));
    return result;
  }
  if (a == Family::json && b == Family::json) return left;
  if (a == Family::binary || b == Family::binary) {
    return {.id = left.id == TypeId::blob || right.id == TypeId::blob ? TypeId::blob : TypeId::varbinary};
  }
  return merged_text(left, right);
}

}  // namespace

Type common_type(std::span<const sql::Operand> operands) {
  const bool has_decimal = std::any_of(operands.begin(), operands.end(),
                                       [](const sql::Operand& operand) { return operand.type.id == TypeId::decimal; });
  Type result = type(TypeId::unknown);
  for (const auto& operand : operands) result = merged(result, has_decimal ? sized(operand) : operand.type);
  return result;
}

Type sized(const sql::Operand& operand) {
  const auto* number = operand.constant == nullptr ? nullptr : std::get_if<std::int64_t>(operand.constant);
  if (number == nullptr || !is_integer(operand.type.id)) return operand.type;
  const auto digits = static_cast<std::int32_t>(std::to_string(*number).size()) - (*number < 0 ? 1 : 0);
  return {.id = TypeId::decimal, .is_unsigned = operand.type.is_unsigned, .length = digits, .scale = 0};
}

std::optional<int> conversion_cost(const Type& from, TypeId parameter) {
  if (parameter == TypeId::any) return 1;
  const Family given = family_of(from);
  const Family wanted = family_of(type(parameter));
  if (given == Family::null || given == wanted) return 0;
  if (given == Family::other) return std::nullopt;
  const auto rank = [&](std::initializer_list<Family> order) {
    const auto found = std::find(order.begin(), order.end(), wanted);
    return static_cast<int>(found - order.begin()) + 1;
  };
  using enum Family;
  switch (given) {
    case integer:
      return rank({decimal, real, text, json, datetime, date, time, binary});
    case decimal:
      return rank({real, integer, text, json, datetime, date, time, binary});
    case real:
      return rank({decimal, integer, text, json, datetime, date, time, binary});
    case text:
      return rank({real, datetime, date, time, decimal, integer, json, binary});
    case binary:
      return rank({text, real, decimal, integer, datetime, date, time, json});
    case date:
      return rank({datetime, time, text, integer, decimal, real, json, binary});
    case time:
      if (scale_of(from) > 0) return rank({datetime, text, date, decimal, real, integer, json, binary});
      return rank({datetime, text, date, integer, decimal, real, json, binary});
    case datetime:
      return rank({date, time, text, decimal, integer, real, json, binary});
    case json:
      return rank({text, real, decimal, integer, datetime, date, time, binary});
    case member:
      return rank({text, integer, decimal, real, json, datetime, date, time, binary});
    case null:
    case other:
      break;
  }
  return std::nullopt;
}

}  // namespace emulator::mysql
