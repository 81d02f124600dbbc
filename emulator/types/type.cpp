// Names and families of types, and the strings that live as long as the process.
#include "types/type.hpp"

#include <iterator>
#include <mutex>
#include <shared_mutex>
#include <unordered_set>

#include "base/text.hpp"

namespace emulator {

Type enum_type(std::int64_t id, std::string_view name) {
  return {.id = TypeId::enum_,
          .collation = intern(std::string(enum_collation_prefix) + std::to_string(id)),
          .name = intern(name)};
}

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
  return id >= TypeId::char_ && id <= TypeId::citext;
}

bool is_binary(TypeId id) {
  return id >= TypeId::binary && id <= TypeId::blob;
}

bool is_temporal(TypeId id) {
  return id >= TypeId::date && id <= TypeId::year;
}

namespace {

// In the order of TypeId.
constexpr std::string_view names[] = {"unknown",
                                      "boolean",
                                      "tinyint",
                                      "smallint",
                                      "mediumint",
                                      "integer",
                                      "bigint",
                                      "real",
                                      "double",
                                      "decimal",
                                      "bit",
                                      "varbit",
                                      "char",
                                      "varchar",
                                      "text",
                                      "name",
                                      "internal_char",
                                      "citext",
                                      "binary",
                                      "varbinary",
                                      "blob",
                                      "date",
                                      "time",
                                      "timetz",
                                      "timestamp",
                                      "timestamptz",
                                      "year",
                                      "interval",
                                      "uuid",
                                      "inet",
                                      "cidr",
                                      "macaddr",
                                      "json",
                                      "jsonb",
                                      "enum",
                                      "set",
                                      "oid",
                                      "array",
                                      "record",
                                      "void",
                                      "tsvector",
                                      "tsquery",
                                      "vector",
                                      "halfvec",
                                      "sparsevec",
                                      "xid",
                                      "money",
                                      "xml",
                                      "macaddr8",
                                      "pg_lsn",
                                      "xid8",
                                      "pg_snapshot",
                                      "txid_snapshot",
                                      "point",
                                      "line",
                                      "lseg",
                                      "box",
                                      "path",
                                      "polygon",
                                      "circle",
                                      "int4range",
                                      "int8range",
                                      "numrange",
                                      "tsrange",
                                      "tstzrange",
                                      "daterange",
                                      "int4multirange",
                                      "int8multirange",
                                      "nummultirange",
                                      "tsmultirange",
                                      "tstzmultirange",
                                      "datemultirange",
                                      "other",
                                      "any",
                                      "any_element",
                                      "any_array"};
static_assert(std::size(names) == type_count);

std::string_view name_of(TypeId id) {
  return names[static_cast<std::size_t>(id)];
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
