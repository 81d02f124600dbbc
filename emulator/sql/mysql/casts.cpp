// Which row casts from one type to another. The rows are in functions/cast*.cpp and functions/assign*.cpp.
#include <string>

#include "sql/mysql/coercion.hpp"
#include "sql/mysql/functions/tables.hpp"
#include "sql/mysql/types.hpp"

namespace emulator::mysql {

namespace {

using sql::CastArgument;
using sql::CastPath;
using sql::CastStrength;
using Path = std::optional<CastPath>;

constexpr CastArgument length_only[] = {CastArgument::length};
constexpr CastArgument name_only[] = {CastArgument::type_name};
constexpr CastArgument scale_only[] = {CastArgument::scale};
constexpr CastArgument length_scale[] = {CastArgument::length, CastArgument::scale};
constexpr CastArgument column[] = {CastArgument::column_name, CastArgument::column_ordinal};
constexpr CastArgument length_column[] = {CastArgument::length, CastArgument::column_name,
                                          CastArgument::column_ordinal};
constexpr CastArgument scale_column[] = {CastArgument::scale, CastArgument::column_name, CastArgument::column_ordinal};
constexpr CastArgument decimal_column[] = {CastArgument::length, CastArgument::scale, CastArgument::column_name,
                                           CastArgument::column_ordinal};
constexpr CastArgument member_column[] = {CastArgument::type_name, CastArgument::column_name,
                                          CastArgument::column_ordinal};

const Path as_it_is = CastPath{};

Path through(std::string_view native, std::span<const CastArgument> extra = {}) {
  return CastPath{&row_of_native(native), extra};
}

Path through_digits(std::string_view start, const Type& from, std::span<const CastArgument> extra = {}) {
  return through(std::string{start} + std::to_string(from.scale < 0 ? 0 : from.scale), extra);
}

bool is_zoned(const Type& type) {
  return type.id == TypeId::timestamptz;
}

Path to_text(const Type& from, const Type& to, bool is_explicit) {
  const bool keeps_length = to.length < 0 || !is_explicit;
  switch (family_of(from)) {
    case Family::text:
    case Family::member:
    case Family::json:
    case Family::date:
      return keeps_length ? as_it_is : through("my_cast_char", length_only);
    case Family::real:
      return through(from.id == TypeId::real ? "my_cast_char_float" : "my_cast_char", length_only);
    case Family::datetime:
      return through_digits(is_zoned(from) ? "my_zoned_char_" : "my_datetime_char_", from, length_only);
    case Family::time:
      return through_digits("my_time_char_", from, length_only);
    case Family::decimal:
      return keeps_length ? as_it_is : through("my_cast_char", length_only);
    case Family::integer:
    case Family::binary:
      return through("my_cast_char", length_only);
    case Family::null:
    case Family::other:
      break;
  }
  return std::nullopt;
}

Path to_binary(const Type& from, const Type& to, bool is_explicit) {
  if (from.id == TypeId::bit) return through("my_cast_bit_binary");
  const Family family = family_of(from);
  if (family == Family::binary && (to.length < 0 || !is_explicit)) return as_it_is;
  if (family == Family::datetime || family == Family::time || family == Family::other) return std::nullopt;
  return through("my_cast_binary", length_only);
}

Path to_integer(const Type& from, const Type& to, bool is_explicit) {
  const std::string sign = to.is_unsigned ? "my_cast_unsigned" : "my_cast_signed";
  switch (family_of(from)) {
    case Family::integer:
      return is_explicit && from.is_unsigned != to.is_unsigned ? through(sign) : as_it_is;
    case Family::decimal:
    case Family::real:
      return through(sign);
    case Family::binary:
      return through(from.name == number_in_bytes ? "my_number_in_bytes" : sign + "_text");
    case Family::text:
    case Family::json:
      return through(sign + "_text");
    case Family::date:
      return through("my_date_integer");
    case Family::time:
      return through("my_time_integer");
    case Family::datetime:
      return through(is_zoned(from) ? "my_zoned_integer" : "my_datetime_integer");
    case Family::member:  // resolve.cpp names the members in the wanted type
      if (to.name == from.name) return through("my_member_number", name_only);
      break;
    case Family::null:
    case Family::other:
      break;
  }
  return std::nullopt;
}

Path to_decimal(const Type& from, const Type& to, bool is_explicit) {
  switch (family_of(from)) {
    case Family::decimal: {
      const bool same = to.scale < 0 || (from.scale == to.scale && (!is_explicit || from.length <= to.length));
      return same ? as_it_is : through("my_cast_decimal", length_scale);
    }
    case Family::integer:
    case Family::real:
    case Family::text:
    case Family::binary:
    case Family::json:
      return through("my_cast_decimal", length_scale);
    case Family::date:
      return through("my_date_decimal");
    case Family::time:
      return through_digits("my_time_decimal_", from);
    case Family::datetime:
      return through_digits(is_zoned(from) ? "my_zoned_decimal_" : "my_datetime_decimal_", from);
    case Family::null:
    case Family::member:
    case Family::other:
      break;
  }
  return std::nullopt;
}

Path to_real(const Type& from, const Type& to) {
  switch (family_of(from)) {
    case Family::real:
      return from.id == to.id || to.id == TypeId::double_ ? as_it_is : through("my_cast_float");
    case Family::integer:
    case Family::decimal:
    case Family::text:
    case Family::binary:
    case Family::json:
      return through(to.id == TypeId::real ? "my_cast_float" : "my_cast_double");
    case Family::date:
      return through("my_date_double");
    case Family::time:
      return through("my_time_double");
    case Family::datetime:
      return through(is_zoned(from) ? "my_zoned_double" : "my_datetime_double");
    case Family::null:
    case Family::member:
    case Family::other:
      break;
  }
  return std::nullopt;
}

Path to_date(const Type& from, bool is_explicit) {
  if (from.id == TypeId::date) return as_it_is;
  if (from.id == TypeId::time) return through("my_time_to_date");
  if (is_zoned(from)) return through("my_zoned_to_date");
  const Family family = family_of(from);
  if (family == Family::other || family == Family::member) return std::nullopt;
  return through(is_explicit ? "my_to_date" : "my_to_compared_date");
}

Path to_datetime(const Type& from, const Type& to, bool is_explicit) {
  if (from.id == to.id && (!is_explicit || to.scale < 0 || from.scale <= to.scale)) return as_it_is;
  if (from.id == TypeId::time) return through("my_time_to_datetime", scale_only);
  if (is_zoned(from)) return through("my_zoned_to_datetime", scale_only);
  const Family family = family_of(from);
  if (family == Family::other || family == Family::member) return std::nullopt;
  return is_zoned(to) ? through("my_to_zoned") : through("my_to_datetime", scale_only);
}

Path to_time(const Type& from, const Type& to, bool is_explicit) {
  if (from.id == TypeId::time && (!is_explicit || to.scale < 0 || from.scale <= to.scale)) return as_it_is;
  if (from.id == TypeId::timestamp) return through("my_datetime_to_time", scale_only);
  if (is_zoned(from)) return through("my_zoned_to_time", scale_only);
  const Family family = family_of(from);
  if (family == Family::other || family == Family::member) return std::nullopt;
  return through("my_to_time", scale_only);
}

Path to_json(const Type& from, bool is_explicit) {
  switch (family_of(from)) {
    case Family::json:
      return as_it_is;
    case Family::text:
      return through(is_explicit ? "my_json_document" : "my_json_scalar");
    case Family::integer:
      return through(from.length == 1 && from.id == TypeId::bigint ? "my_json_truth" : "my_json_number");
    case Family::decimal:
      return through("my_json_number");
    case Family::real:
      return through("my_json_double");
    case Family::member:
    case Family::binary:
      return through("my_json_scalar");
    case Family::date:
    case Family::time:
    case Family::datetime:
      return through("my_temporal_json");
    case Family::null:
    case Family::other:
      break;
  }
  return std::nullopt;
}

Path converted(const Type& from, const Type& to, bool is_explicit) {
  if (from.id == TypeId::unknown || to.id == TypeId::unknown) return as_it_is;
  switch (family_of(to)) {
    case Family::text:
      return to_text(from, to, is_explicit);
    case Family::binary:
      return to_binary(from, to, is_explicit);
    case Family::integer:
      if (to.id == TypeId::year && is_explicit) return through("my_cast_year");
      return to_integer(from, to, is_explicit);
    case Family::decimal:
      return to_decimal(from, to, is_explicit);
    case Family::real:
      return to_real(from, to);
    case Family::date:
      return to_date(from, is_explicit);
    case Family::time:
      return to_time(from, to, is_explicit);
    case Family::datetime:
      return to_datetime(from, to, is_explicit);
    case Family::json:
      return to_json(from, is_explicit);
    case Family::member:
      return family_of(from) == Family::text || from.name == to.name ? as_it_is : std::nullopt;
    case Family::null:
    case Family::other:
      break;
  }
  return std::nullopt;
}

// --- Into columns ------------------------------------------------------------------------------------------------

std::string assign_name(const Type& to) {
  std::string name = "my_assign_";
  name += to.id == TypeId::double_ ? "double" : to_string(type(to.id));
  return to.is_unsigned ? name + "_unsigned" : name;
}

Path assign_text(const Type& from, const Type& to) {
  const Family family = family_of(from);
  const std::string name = assign_name(type(to.id));
  if (from.id == TypeId::real) return through(name + "_float", length_column);
  if (family == Family::datetime || family == Family::time) return through_digits(name + "_time_", from, length_column);
  return through(name, length_column);
}

Path assign_temporal(const Type& from, const Type& to) {
  const bool zoned = is_zoned(from);
  if (to.id == TypeId::date) return zoned ? through("my_zoned_to_date") : through("my_assign_date", column);
  if (to.id == TypeId::time) {
    return zoned ? through("my_zoned_to_time", scale_only) : through("my_assign_time", scale_column);
  }
  if (from.id == TypeId::time) return through("my_time_to_datetime", scale_only);
  if (to.id == TypeId::timestamp) {
    return through(zoned ? "my_assign_zoned_to_datetime" : "my_assign_datetime", scale_column);
  }
  return through(zoned ? "my_assign_zoned_to_timestamp" : "my_assign_timestamp", scale_column);
}

bool is_temporal_text(Family family) {
  return family == Family::date || family == Family::time || family == Family::datetime;
}

Path assigned(const Type& from, const Type& to) {
  const Family family = family_of(from);
  if (family == Family::other) return std::nullopt;
  const bool was_temporal = is_temporal_text(family);
  switch (family_of(to)) {
    case Family::integer:
      if (was_temporal || family == Family::member) return std::nullopt;
      if (to.id == TypeId::bit) return through("my_assign_bit", length_column);
      return through(assign_name(to), column);
    case Family::decimal:
      if (was_temporal || family == Family::member) return std::nullopt;
      return through(assign_name(to), decimal_column);
    case Family::real:
      if (was_temporal || family == Family::member) return std::nullopt;
      return through(assign_name(to), column);
    case Family::text:
      return assign_text(from, to);
    case Family::binary:
      if (to.id == TypeId::binary) return through("my_assign_binary", length_column);
      return through("my_assign_varbinary", length_column);
    case Family::date:
    case Family::time:
    case Family::datetime:
      return assign_temporal(from, to);
    case Family::json: {
      const bool is_text = family == Family::text || family == Family::member || family == Family::null;
      if (family == Family::json) return as_it_is;
      return through(is_text || family == Family::binary ? "my_assign_json" : "my_refuse_json", column);
    }
    case Family::member:
      return through(to.id == TypeId::set ? "my_assign_set" : "my_assign_enum", member_column);
    case Family::null:
    case Family::other:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<sql::CastPath> find_cast(const Type& from, const Type& to, sql::CastStrength strength) {
  switch (strength) {
    case CastStrength::implicit:
      return converted(from, to, false);
    case CastStrength::explicit_:
      return converted(from, to, true);
    case CastStrength::assignment:
      return assigned(from, to);
  }
  return std::nullopt;
}

}  // namespace emulator::mysql
