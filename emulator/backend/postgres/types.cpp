#include "backend/postgres/types.hpp"

#include <algorithm>
#include <array>

namespace emulator::backend::postgres {
namespace {

// By number, for binary search.
constexpr std::array entries = std::to_array<TypeEntry>({
    {16, "bool", TypeId::boolean},
    {17, "bytea", TypeId::blob},
    {18, "char", TypeId::internal_char},
    {19, "name", TypeId::name},
    {20, "int8", TypeId::bigint},
    {21, "int2", TypeId::smallint},
    {23, "int4", TypeId::integer},
    {24, "regproc", TypeId::oid},
    {25, "text", TypeId::text},
    {26, "oid", TypeId::oid},
    {114, "json", TypeId::json},
    {142, "xml", TypeId::other},
    {199, "_json", TypeId::array, 114},
    {600, "point", TypeId::other},
    {650, "cidr", TypeId::other},
    {651, "_cidr", TypeId::array, 650},
    {700, "float4", TypeId::real},
    {701, "float8", TypeId::double_},
    {705, "unknown", TypeId::unknown},
    {790, "money", TypeId::other},
    {791, "_money", TypeId::array, 790},
    {829, "macaddr", TypeId::other},
    {869, "inet", TypeId::other},
    {1000, "_bool", TypeId::array, 16},
    {1001, "_bytea", TypeId::array, 17},
    {1002, "_char", TypeId::array, 18},
    {1003, "_name", TypeId::array, 19},
    {1005, "_int2", TypeId::array, 21},
    {1007, "_int4", TypeId::array, 23},
    {1009, "_text", TypeId::array, 25},
    {1014, "_bpchar", TypeId::array, 1042},
    {1015, "_varchar", TypeId::array, 1043},
    {1016, "_int8", TypeId::array, 20},
    {1021, "_float4", TypeId::array, 700},
    {1022, "_float8", TypeId::array, 701},
    {1028, "_oid", TypeId::array, 26},
    {1041, "_inet", TypeId::array, 869},
    {1042, "bpchar", TypeId::char_},
    {1043, "varchar", TypeId::varchar},
    {1082, "date", TypeId::date},
    {1083, "time", TypeId::time},
    {1114, "timestamp", TypeId::timestamp},
    {1115, "_timestamp", TypeId::array, 1114},
    {1182, "_date", TypeId::array, 1082},
    {1183, "_time", TypeId::array, 1083},
    {1184, "timestamptz", TypeId::timestamptz},
    {1185, "_timestamptz", TypeId::array, 1184},
    {1186, "interval", TypeId::interval},
    {1187, "_interval", TypeId::array, 1186},
    {1231, "_numeric", TypeId::array, 1700},
    {1266, "timetz", TypeId::timetz},
    {1270, "_timetz", TypeId::array, 1266},
    {1560, "bit", TypeId::bit},
    {1561, "_bit", TypeId::array, 1560},
    {1562, "varbit", TypeId::varbit},
    {1563, "_varbit", TypeId::array, 1562},
    {1700, "numeric", TypeId::decimal},
    {2202, "regprocedure", TypeId::oid},
    {2203, "regoper", TypeId::oid},
    {2204, "regoperator", TypeId::oid},
    {2205, "regclass", TypeId::oid},
    {2206, "regtype", TypeId::oid},
    {2249, "record", TypeId::record},
    {2278, "void", TypeId::void_},
    {2287, "_record", TypeId::array, 2249},
    {2950, "uuid", TypeId::uuid},
    {2951, "_uuid", TypeId::array, 2950},
    {3734, "regconfig", TypeId::oid},
    {3769, "regdictionary", TypeId::oid},
    {3802, "jsonb", TypeId::jsonb},
    {3807, "_jsonb", TypeId::array, 3802},
    {4089, "regnamespace", TypeId::oid},
    {4096, "regrole", TypeId::oid},
    {4191, "regcollation", TypeId::oid},
});
static_assert(std::is_sorted(entries.begin(), entries.end(),
                             [](const TypeEntry& left, const TypeEntry& right) { return left.number < right.number; }));

constexpr std::int32_t header_size = 4;  // PostgreSQL adds its VARHDRSZ to the modifiers of varchar, bpchar, numeric

// Precision in the upper half, scale as eleven signed bits (utils/adt/numeric.c, make_numeric_typmod).
void apply_numeric(Type& type, std::int32_t modifier) {
  const auto packed = modifier - header_size;
  type.length = (packed >> 16) & 0xffff;
  type.scale = ((packed & 0x7ff) ^ 1024) - 1024;
}

void apply_modifier(Type& type, TypeId scalar, std::int32_t modifier) {
  if (modifier < 0) return;
  if (scalar == TypeId::decimal) return apply_numeric(type, modifier);
  if (scalar == TypeId::char_ || scalar == TypeId::varchar) type.length = modifier - header_size;
  if (scalar == TypeId::bit || scalar == TypeId::varbit) type.length = modifier;
  if (is_temporal(scalar)) type.scale = modifier;
}

bool is_named(TypeId id, std::string_view name) {
  return id == TypeId::other || id == TypeId::enum_ || (id == TypeId::oid && name != "oid");
}

}  // namespace

const TypeEntry* built_in(Oid number) {
  const auto found = std::lower_bound(entries.begin(), entries.end(), number,
                                      [](const TypeEntry& entry, Oid wanted) { return entry.number < wanted; });
  return found != entries.end() && found->number == number ? &*found : nullptr;
}

Type type_of(const TypeEntry& entry, const TypeEntry* element, std::int32_t modifier) {
  Type type{.id = entry.id};
  const TypeEntry& scalar = element ? *element : entry;
  if (element) type.element = element->id;
  if (is_named(scalar.id, scalar.name)) type.name = scalar.name;
  apply_modifier(type, scalar.id, modifier);
  return type;
}

}  // namespace emulator::backend::postgres
