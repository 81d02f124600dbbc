// Facts from captured answers and from the drivers' documented getPrecision, getScale and isSigned.
#include "api/type_metadata.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace emulator::api {

namespace {

constexpr std::int64_t unlimited = 2'147'483'647;  // Integer.MAX_VALUE

std::int64_t length_or(const Type& type, std::int64_t otherwise) {
  return type.length >= 0 ? type.length : otherwise;
}

TypeMetadata row(std::int32_t jdbc_type, std::int64_t precision, std::int32_t scale = 0, bool is_signed = false,
                 bool is_case_sensitive = false) {
  TypeMetadata metadata;
  metadata.type = jdbc_type;
  metadata.precision = precision;
  metadata.scale = scale;
  metadata.is_signed = is_signed;
  metadata.is_case_sensitive = is_case_sensitive;
  return metadata;
}

// MySQL: display widths signed and unsigned.
TypeMetadata integer_row(const Type& type, std::int32_t jdbc_type, std::int64_t width, std::int64_t unsigned_width) {
  return row(jdbc_type, length_or(type, type.is_unsigned ? unsigned_width : width), 0, !type.is_unsigned);
}

// MySQL: the point and the digits of a fraction widen a time.
std::int64_t with_fraction(std::int64_t width, const Type& type) {
  return type.scale > 0 ? width + 1 + type.scale : width;
}

// MySQL: collations end in _ci, _cs or _bin; the default ones are _ci.
bool is_case_sensitive(const Type& type) {
  return type.collation.ends_with("_bin") || type.collation.ends_with("_cs") || type.collation == "binary";
}

TypeMetadata character_row(const Type& type, std::int32_t jdbc_type, std::int64_t otherwise) {
  return row(jdbc_type, length_or(type, otherwise), 0, false, is_case_sensitive(type));
}

TypeMetadata named(TypeMetadata metadata, std::string_view name) {
  metadata.type_name = name;
  return metadata;
}

std::int32_t scale_or(const Type& type, std::int32_t otherwise) {
  return type.scale >= 0 ? type.scale : otherwise;
}

// PostgreSQL: what a fraction adds to a time's width; pgjdbc gives one digit the room of two.
std::int64_t second_width(const Type& type) {
  const std::int32_t digits = scale_or(type, 6);
  return digits == 0 ? 0 : std::max(digits, 2) + 1;
}

// PostgreSQL: pgjdbc knows few types by number; the others are Types.OTHER.
TypeMetadata postgres_other_row(std::string_view name) {
  if (name == "money") {
    TypeMetadata metadata = row(jdbc::double_, 0);
    metadata.is_currency = true;
    return metadata;
  }
  if (name == "xml") return row(jdbc::sqlxml, unlimited, 0, false, true);
  return row(jdbc::other, unlimited, 0, false, true);
}

// Of "enum('a','bc')" the longest member, of "set('a','bc')" all of them with commas.
std::int32_t members_length(const Type& type) {
  std::int32_t longest = 0;
  std::int32_t total = -1;
  std::string_view rest = type.name;
  for (std::size_t open = rest.find('\''); open != std::string_view::npos; open = rest.find('\'')) {
    rest.remove_prefix(open + 1);
    std::int32_t length = 0;
    while (!rest.empty()) {
      const bool quote = rest.front() == '\'';
      if (quote && !rest.substr(1).starts_with('\'')) break;
      rest.remove_prefix(quote ? 2 : utf8_at(rest, 0).size);
      ++length;
    }
    if (!rest.empty()) rest.remove_prefix(1);
    longest = std::max(longest, length);
    total += length + 1;
  }
  return std::max(type.id == TypeId::set ? total : longest, 1);
}

}  // namespace

TypeMetadata mysql_type_metadata(const Type& type, clusters::Generation generation) {
  const bool v1 = generation == clusters::Generation::v1;
  switch (type.id) {
    case TypeId::boolean:
      return named(row(jdbc::bit, 1), v1 ? "BIT" : "BOOLEAN");
    case TypeId::tinyint:
      if (type.length == 1) return named(row(jdbc::bit, 1), v1 ? "BIT" : "BOOLEAN");
      return integer_row(type, jdbc::tinyint, 4, 3);
    case TypeId::smallint:
      return integer_row(type, jdbc::smallint, 6, 5);
    case TypeId::mediumint:
      return integer_row(type, jdbc::integer, 9, 8);
    case TypeId::integer:
      return integer_row(type, jdbc::integer, 11, 10);
    case TypeId::bigint:
      return integer_row(type, jdbc::bigint, 20, 21);  // 21 as captured
    case TypeId::decimal:
      return row(jdbc::decimal, length_or(type, 10), scale_or(type, 0), !type.is_unsigned, true);
    case TypeId::real:
      return row(jdbc::real, 12, 31, !type.is_unsigned);
    case TypeId::double_:
      return row(jdbc::double_, 22, 31, !type.is_unsigned);
    case TypeId::bit:
    case TypeId::varbit:
      return row(jdbc::bit, length_or(type, 1));
    case TypeId::date:
      return row(jdbc::date, 10);
    case TypeId::time:
    case TypeId::timetz:
      return row(jdbc::time, with_fraction(10, type));
    case TypeId::timestamp:
    case TypeId::timestamptz:
      return row(jdbc::timestamp, with_fraction(19, type));
    case TypeId::year:
      return row(jdbc::date, 4);
    case TypeId::char_:
      return character_row(type, jdbc::char_, 1);
    case TypeId::enum_:
    case TypeId::set: {
      const TypeMetadata metadata = character_row(type, jdbc::char_, members_length(type));
      return v1 ? named(metadata, "CHAR") : metadata;
    }
    case TypeId::varchar:
    case TypeId::name:
    case TypeId::internal_char:
      return character_row(type, jdbc::varchar, 65'535);
    case TypeId::text: {
      const TypeMetadata metadata = character_row(type, jdbc::longvarchar, 65'535);
      return v1 ? named(metadata, "VARCHAR") : metadata;
    }
    case TypeId::binary:
      return row(jdbc::binary, length_or(type, 1), 0, false, true);
    case TypeId::varbinary:
      return row(jdbc::varbinary, length_or(type, 65'535), 0, false, true);
    case TypeId::blob:
      return row(jdbc::longvarbinary, length_or(type, 65'535), 0, false, true);
    case TypeId::json:
    case TypeId::jsonb:
      return row(jdbc::char_, unlimited, 0, false, true);
    case TypeId::unknown:
      return row(jdbc::null, 0);
    case TypeId::other:
      return row(jdbc::binary, unlimited, 0, false, true);  // GEOMETRY and its kin
    default:
      return row(jdbc::varchar, unlimited);  // no such types in MySQL
  }
  return {};
}

TypeMetadata postgres_type_metadata(const Type& type) {
  switch (type.id) {
    case TypeId::boolean:
      return row(jdbc::bit, 1);
    case TypeId::tinyint:
    case TypeId::smallint:
      return row(jdbc::smallint, 5, 0, true);
    case TypeId::mediumint:
    case TypeId::integer:
      return row(jdbc::integer, 10, 0, true);
    case TypeId::bigint:
      return row(jdbc::bigint, 19, 0, true);
    case TypeId::oid:
      if (!type.name.empty() && type.name != "oid") return row(jdbc::other, unlimited, 0, false, true);
      return row(jdbc::bigint, 10);
    case TypeId::real:
      return row(jdbc::real, 8, 8, true);
    case TypeId::double_:
      return row(jdbc::double_, 17, 17, true);
    case TypeId::decimal:
      return row(jdbc::numeric, length_or(type, 0), type.length >= 0 ? scale_or(type, 0) : 0, true);
    case TypeId::bit:
      return row(jdbc::bit, length_or(type, 1));
    case TypeId::varbit:
      return row(jdbc::other, length_or(type, unlimited));
    case TypeId::char_:
      return row(jdbc::char_, length_or(type, 1), 0, false, true);
    case TypeId::internal_char:
      return row(jdbc::char_, 1, 0, false, true);
    case TypeId::varchar:
      return row(jdbc::varchar, length_or(type, unlimited), 0, false, true);
    case TypeId::text:
    case TypeId::name:
    case TypeId::enum_:
    case TypeId::set:
    case TypeId::unknown:
      return row(jdbc::varchar, unlimited, 0, false, true);
    case TypeId::binary:
    case TypeId::varbinary:
    case TypeId::blob:
      return row(jdbc::binary, unlimited, 0, false, true);
    case TypeId::date:
      return row(jdbc::date, 13);
    case TypeId::time:
      return row(jdbc::time, 8 + second_width(type), scale_or(type, 6));
    case TypeId::timetz:
      return row(jdbc::time, 14 + second_width(type), scale_or(type, 6));
    case TypeId::timestamp:
      return row(jdbc::timestamp, 22 + second_width(type), scale_or(type, 6));
    case TypeId::timestamptz:
      return row(jdbc::timestamp, 28 + second_width(type), scale_or(type, 6));
    case TypeId::interval:
      return row(jdbc::other, 49);
    case TypeId::record:
      return row(jdbc::struct_, unlimited, 0, false, true);
    case TypeId::array: {
      Type element = type;
      element.id = type.element;
      TypeMetadata metadata = postgres_type_metadata(element);
      metadata.array_base_column_type = metadata.type;
      metadata.type = jdbc::array;
      return metadata;
    }
    case TypeId::other:
      return postgres_other_row(type.name);
    default:
      return postgres_other_row(to_string(emulator::type(type.id)));
  }
  return {};
}

}  // namespace emulator::api
