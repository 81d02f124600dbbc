// Lengths and flags as the server sends them: "Protocol::ColumnDefinition41" in MySQL's source documentation.
#include "backend/mysql/types.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace emulator::backend::mysql {
namespace {

constexpr unsigned binary_charset = 63;
constexpr unsigned no_fixed_decimals = 7;  // 31 or 39: not fixed; more than six digits no time has

std::int32_t clamped(std::uint64_t length) {
  return static_cast<std::int32_t>(std::min<std::uint64_t>(length, std::numeric_limits<std::int32_t>::max()));
}

std::string_view view(const char* text, unsigned length) {
  return text ? std::string_view{text, length} : std::string_view{};
}

bool is_binary(const MYSQL_FIELD& field) {
  return field.charsetnr == binary_charset;
}

// MariaDB's JSON is a text with this mark.
bool is_marked_as_json(const MYSQL_FIELD& field) {
  MARIADB_CONST_STRING mark{};
  return libmariadb().mariadb_field_attr(&mark, &field, MARIADB_FIELD_ATTR_FORMAT_NAME) == 0 &&
         std::string_view{mark.str, mark.length} == "json";
}

// Without the sign and the point, which the display length counts.
Type decimal(const MYSQL_FIELD& field) {
  const bool is_unsigned = (field.flags & UNSIGNED_FLAG) != 0;
  const auto extra = (is_unsigned ? 0u : 1u) + (field.decimals > 0 ? 1u : 0u);
  return Type{.id = TypeId::decimal,
              .is_unsigned = is_unsigned,
              .length = clamped(field.length - std::min<unsigned long>(field.length, extra)),
              .scale = static_cast<std::int32_t>(field.decimals)};
}

// The four sizes of TEXT by what the server gives as their length, which is that of the widest characters.
std::int32_t blob_length(std::uint64_t length, unsigned character_size) {
  for (const std::uint64_t size : {255u, 65'535u, 16'777'215u}) {
    if (length <= size * character_size) return clamped(size);
  }
  return std::numeric_limits<std::int32_t>::max();
}

// The flag tells _bin from the collations that ignore case; which one it is exactly is not said.
std::string_view collation_of(const MYSQL_FIELD& field) {
  return (field.flags & BINARY_FLAG) != 0 ? std::string_view{"utf8mb4_bin"} : std::string_view{};
}

Type text_or_binary(const MYSQL_FIELD& field, TypeId text, TypeId binary, unsigned character_size) {
  if (field.flags & ENUM_FLAG) return Type{.id = TypeId::enum_, .length = clamped(field.length / character_size)};
  if (field.flags & SET_FLAG) return Type{.id = TypeId::set, .length = clamped(field.length / character_size)};
  if (is_binary(field)) return Type{.id = binary, .length = clamped(field.length)};
  return Type{.id = text, .length = clamped(field.length / character_size), .collation = collation_of(field)};
}

Type blob(const MYSQL_FIELD& field, unsigned character_size) {
  if (is_binary(field)) return Type{.id = TypeId::blob, .length = blob_length(field.length, 1)};
  return Type{
      .id = TypeId::text, .length = blob_length(field.length, character_size), .collation = collation_of(field)};
}

Type integer(TypeId id, const MYSQL_FIELD& field) {
  return Type{.id = id, .is_unsigned = (field.flags & UNSIGNED_FLAG) != 0};
}

Type temporal(TypeId id, const MYSQL_FIELD& field) {
  const bool fixed = field.decimals < no_fixed_decimals;
  return Type{.id = id, .scale = fixed ? static_cast<std::int32_t>(field.decimals) : -1};
}

Type tinyint(const MYSQL_FIELD& field) {
  auto type = integer(TypeId::tinyint, field);
  if (field.length == 1) type.length = 1;  // BOOL
  return type;
}

Type type_of(const MYSQL_FIELD& field, unsigned character_size) {
  if (is_marked_as_json(field)) return type(TypeId::json);
  switch (field.type) {
    case MYSQL_TYPE_TINY:
      return tinyint(field);
    case MYSQL_TYPE_SHORT:
      return integer(TypeId::smallint, field);
    case MYSQL_TYPE_INT24:
      return integer(TypeId::mediumint, field);
    case MYSQL_TYPE_LONG:
      return integer(TypeId::integer, field);
    case MYSQL_TYPE_LONGLONG:
      return integer(TypeId::bigint, field);
    case MYSQL_TYPE_YEAR:
      return type(TypeId::year);
    case MYSQL_TYPE_FLOAT:
      return integer(TypeId::real, field);
    case MYSQL_TYPE_DOUBLE:
      return integer(TypeId::double_, field);
    case MYSQL_TYPE_DECIMAL:
    case MYSQL_TYPE_NEWDECIMAL:
      return decimal(field);
    case MYSQL_TYPE_BIT:
      return Type{.id = TypeId::bit, .length = clamped(field.length)};
    case MYSQL_TYPE_DATE:
    case MYSQL_TYPE_NEWDATE:
      return type(TypeId::date);
    case MYSQL_TYPE_TIME:
    case MYSQL_TYPE_TIME2:
      return temporal(TypeId::time, field);
    case MYSQL_TYPE_DATETIME:
    case MYSQL_TYPE_DATETIME2:
      return temporal(TypeId::timestamp, field);
    case MYSQL_TYPE_TIMESTAMP:
    case MYSQL_TYPE_TIMESTAMP2:
      return temporal(TypeId::timestamptz, field);
    case MYSQL_TYPE_STRING:
    case MYSQL_TYPE_ENUM:
    case MYSQL_TYPE_SET:
      return text_or_binary(field, TypeId::char_, TypeId::binary, character_size);
    case MYSQL_TYPE_VARCHAR:
    case MYSQL_TYPE_VAR_STRING:
      return text_or_binary(field, TypeId::varchar, TypeId::varbinary, character_size);
    case MYSQL_TYPE_TINY_BLOB:
    case MYSQL_TYPE_MEDIUM_BLOB:
    case MYSQL_TYPE_LONG_BLOB:
    case MYSQL_TYPE_BLOB:
      return blob(field, character_size);
    case MYSQL_TYPE_NULL:
      return type(TypeId::unknown);
    case MYSQL_TYPE_JSON:
      return type(TypeId::json);
    case MYSQL_TYPE_GEOMETRY:
    case MAX_NO_FIELD_TYPES:
      break;
  }
  return Type{.id = TypeId::other, .name = "GEOMETRY"};  // or a number that newer servers add
}

struct Name {
  TypeId id;
  std::string_view name;
};

// As the live service's driver (sqlx-mysql) names them: TEXT and BLOB of any size look alike in the protocol.
constexpr std::array names = std::to_array<Name>({
    {TypeId::tinyint, "TINYINT"},
    {TypeId::smallint, "SMALLINT"},
    {TypeId::mediumint, "MEDIUMINT"},
    {TypeId::integer, "INT"},
    {TypeId::bigint, "BIGINT"},
    {TypeId::real, "FLOAT"},
    {TypeId::double_, "DOUBLE"},
    {TypeId::decimal, "DECIMAL"},
    {TypeId::bit, "BIT"},
    {TypeId::char_, "CHAR"},
    {TypeId::varchar, "VARCHAR"},
    {TypeId::text, "TEXT"},
    {TypeId::binary, "BINARY"},
    {TypeId::varbinary, "VARBINARY"},
    {TypeId::blob, "BLOB"},
    {TypeId::date, "DATE"},
    {TypeId::time, "TIME"},
    {TypeId::timestamp, "DATETIME"},
    {TypeId::timestamptz, "TIMESTAMP"},
    {TypeId::year, "YEAR"},
    {TypeId::json, "JSON"},
    {TypeId::enum_, "ENUM"},
    {TypeId::set, "SET"},
    {TypeId::unknown, "NULL"},
});

std::string type_name(const Type& type) {
  const auto found = std::find_if(names.begin(), names.end(), [&](const Name& name) { return name.id == type.id; });
  if (found == names.end()) return std::string{type.name};
  return std::string{found->name} + (is_integer(type.id) && type.is_unsigned ? " UNSIGNED" : "");
}

}  // namespace

ResultColumn describe(const MYSQL_FIELD& field, unsigned character_size) {
  ResultColumn column;
  column.label = view(field.name, field.name_length);
  const auto name = view(field.org_name, field.org_name_length);
  column.name = name.empty() ? column.label : std::string{name};
  column.table = view(field.org_table, field.org_table_length);
  column.schema = view(field.db, field.db_length);
  column.type = type_of(field, character_size);
  column.type_name = type_name(column.type);
  column.nullable = (field.flags & NOT_NULL_FLAG) == 0;
  column.auto_increment = (field.flags & AUTO_INCREMENT_FLAG) != 0;
  return column;
}

}  // namespace emulator::backend::mysql
