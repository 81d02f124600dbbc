// Names and families of types, and the strings that live as long as the process.
#include "types/type.hpp"

#include <mutex>
#include <shared_mutex>
#include <unordered_set>

#include "base/text.hpp"

namespace emulator {

std::string_view intern(std::string_view text) {
  static std::shared_mutex mutex;
  static std::unordered_set<std::string, TextHash, std::equal_to<>> texts;
  if (text.empty()) return {};
  {
    const std::shared_lock lock{mutex};
    if (const auto found = texts.find(text); found != texts.end()) return *found;
  }
  const std::unique_lock lock{mutex};
  return *texts.emplace(text).first;
}

bool is_integer(TypeId id) {
  return id >= TypeId::tinyint && id <= TypeId::bigint;
}

bool is_numeric(TypeId id) {
  return id >= TypeId::tinyint && id <= TypeId::decimal;
}

bool is_character(TypeId id) {
  return id >= TypeId::char_ && id <= TypeId::internal_char;
}

bool is_binary(TypeId id) {
  return id >= TypeId::binary && id <= TypeId::blob;
}

bool is_temporal(TypeId id) {
  return id >= TypeId::date && id <= TypeId::year;
}

namespace {

std::string_view name_of(TypeId id) {
  switch (id) {
    case TypeId::unknown:
      return "unknown";
    case TypeId::boolean:
      return "boolean";
    case TypeId::tinyint:
      return "tinyint";
    case TypeId::smallint:
      return "smallint";
    case TypeId::mediumint:
      return "mediumint";
    case TypeId::integer:
      return "integer";
    case TypeId::bigint:
      return "bigint";
    case TypeId::real:
      return "real";
    case TypeId::double_:
      return "double";
    case TypeId::decimal:
      return "decimal";
    case TypeId::bit:
      return "bit";
    case TypeId::varbit:
      return "varbit";
    case TypeId::char_:
      return "char";
    case TypeId::varchar:
      return "varchar";
    case TypeId::text:
      return "text";
    case TypeId::name:
      return "name";
    case TypeId::internal_char:
      return "internal_char";
    case TypeId::binary:
      return "binary";
    case TypeId::varbinary:
      return "varbinary";
    case TypeId::blob:
      return "blob";
    case TypeId::date:
      return "date";
    case TypeId::time:
      return "time";
    case TypeId::timetz:
      return "timetz";
    case TypeId::timestamp:
      return "timestamp";
    case TypeId::timestamptz:
      return "timestamptz";
    case TypeId::year:
      return "year";
    case TypeId::interval:
      return "interval";
    case TypeId::uuid:
      return "uuid";
    case TypeId::json:
      return "json";
    case TypeId::jsonb:
      return "jsonb";
    case TypeId::enum_:
      return "enum";
    case TypeId::set:
      return "set";
    case TypeId::oid:
      return "oid";
    case TypeId::array:
      return "array";
    case TypeId::record:
      return "record";
    case TypeId::void_:
      return "void";
    case TypeId::other:
      return "other";
    case TypeId::any:
      return "any";
    case TypeId::any_element:
      return "any_element";
    case TypeId::any_array:
      return "any_array";
  }
  return "";
}

}  // namespace

std::string to_string(const Type& type) {
  std::string text{name_of(type.id == TypeId::array ? type.element : type.id)};
  if (!type.name.empty()) {
    text += ' ';
    text += type.name;
  }
  if (type.length >= 0 || type.scale >= 0) {
    text += '(';
    if (type.length >= 0) text += std::to_string(type.length);
    if (type.length >= 0 && type.scale >= 0) text += ',';
    if (type.scale >= 0) text += std::to_string(type.scale);
    text += ')';
  }
  if (type.is_unsigned) text += " unsigned";
  if (!type.collation.empty()) {
    text += " collate ";
    text += type.collation;
  }
  if (type.id == TypeId::array) text += "[]";
  return text;
}

}  // namespace emulator
