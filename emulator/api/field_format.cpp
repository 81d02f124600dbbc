// The table of types: shape, size on the wire, and whether the v2 service returns them.
#include <algorithm>
#include <array>

#include "api/field.hpp"
#include "base/text.hpp"

namespace emulator::api {

namespace {

using backend::Engine;
using clusters::Generation;

// Types that PostgreSQL clusters of v2 return though they have no shape of their own; all come as text. The list of
// supported types is in data-api-operations.html; citext and the ranges stand by live tests.
constexpr std::array supported_others = {
    std::string_view{"cidr"},      std::string_view{"citext"},    std::string_view{"inet"},
    std::string_view{"int4range"}, std::string_view{"int8range"}, std::string_view{"numrange"},
    std::string_view{"tstzrange"}, std::string_view{"vector"},
};

// Types whose refusal shows upper case: those the service's driver has built in. Others show as in pg_type.
constexpr std::array built_in_others = {
    std::string_view{"box"},      std::string_view{"circle"},  std::string_view{"daterange"},
    std::string_view{"jsonpath"}, std::string_view{"line"},    std::string_view{"lseg"},
    std::string_view{"interval"}, std::string_view{"macaddr"}, std::string_view{"macaddr8"},
    std::string_view{"money"},    std::string_view{"path"},    std::string_view{"point"},
    std::string_view{"polygon"},  std::string_view{"record"},  std::string_view{"timetz"},
    std::string_view{"tsrange"},
};

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string refused_name(std::string_view name) {
  return holds(built_in_others, name) ? ascii_upper(name) : std::string(name);
}

// Types of their own in this program that v2 refuses, besides what lies as it prints.
constexpr std::array refused_types = {
    TypeId::interval, TypeId::timetz,  TypeId::macaddr,   TypeId::tsvector,
    TypeId::tsquery,  TypeId::halfvec, TypeId::sparsevec, TypeId::xid,
};

// The name by which v2 refuses a scalar of this type; empty if it returns it.
std::string refused_postgres(TypeId id, std::string_view name) {
  if (id == TypeId::record) {
    return name.empty() ? "RECORD" : refused_name(name);
  }
  if (id == TypeId::internal_char) {
    return "\"CHAR\"";
  }
  if (id == TypeId::oid) {
    return name.empty() || name == "oid" ? "" : std::string(name);  // regclass, regtype, ...
  }
  const bool is_refused = std::find(refused_types.begin(), refused_types.end(), id) != refused_types.end();
  if (id != TypeId::other && !lies_as_printed(id) && !is_refused) {
    return {};
  }
  const std::string shown = id == TypeId::other ? std::string(name) : to_string(type(id));
  return holds(supported_others, shown) ? "" : refused_name(shown);
}

std::string refused(const Type& type, const Flavour& flavour) {
  if (flavour.generation == Generation::v1) return {};
  if (flavour.engine == Engine::mysql) return type.id == TypeId::other ? ascii_upper(type.name) : std::string{};
  if (type.id != TypeId::array) return refused_postgres(type.id, type.name);
  if (type.element == TypeId::blob) return "BYTEA[]";  // ArrayValue has no list of blobs
  const std::string element = refused_postgres(type.element, type.name);
  return element.empty() ? element : element + "[]";
}

struct Row {
  FieldShape shape;
  std::uint8_t wire_size = 0;
};

// What a type becomes before generation, engine and options have their say. A type that has no line comes as text.
struct ShapedType {
  TypeId id;
  Row row;
};
constexpr std::array shaped_types = {
    ShapedType{TypeId::boolean, {FieldShape::boolean, 1}},
    ShapedType{TypeId::tinyint, {FieldShape::integer, 1}},
    ShapedType{TypeId::smallint, {FieldShape::integer, 2}},
    ShapedType{TypeId::mediumint, {FieldShape::integer, 4}},
    ShapedType{TypeId::integer, {FieldShape::integer, 4}},
    ShapedType{TypeId::oid, {FieldShape::integer, 4}},
    ShapedType{TypeId::bigint, {FieldShape::integer, 8}},
    ShapedType{TypeId::real, {FieldShape::real32, 4}},
    ShapedType{TypeId::double_, {FieldShape::real64, 8}},
    ShapedType{TypeId::binary, {FieldShape::bytes}},
    ShapedType{TypeId::varbinary, {FieldShape::bytes}},
    ShapedType{TypeId::blob, {FieldShape::bytes}},
    ShapedType{TypeId::date, {FieldShape::temporal, 4}},
    ShapedType{TypeId::time, {FieldShape::temporal, 8}},
    ShapedType{TypeId::timestamp, {FieldShape::temporal, 8}},
    ShapedType{TypeId::timestamptz, {FieldShape::temporal, 8}},
    ShapedType{TypeId::json, {FieldShape::compact_json}},
    ShapedType{TypeId::jsonb, {FieldShape::compact_json}},
    ShapedType{TypeId::array, {FieldShape::array}},
    ShapedType{TypeId::year, {FieldShape::year, 2}},
};

Row row_of(TypeId id) {
  const auto found = std::find_if(shaped_types.begin(), shaped_types.end(),
                                  [id](const ShapedType& shaped) { return shaped.id == id; });
  return found == shaped_types.end() ? Row{FieldShape::text} : found->row;
}

FieldShape shape_of(const Type& type, TypeId id, const Flavour& flavour, const ResultSetOptions& options) {
  const bool v1 = flavour.generation == Generation::v1;
  const bool mysql = flavour.engine == Engine::mysql;
  if (mysql && (id == TypeId::bit || (id == TypeId::tinyint && type.length == 1))) return FieldShape::boolean;
  if (v1 && id == TypeId::year) return FieldShape::year_date;
  if (v1 && (id == TypeId::json || id == TypeId::jsonb)) return FieldShape::text;
  if (id == TypeId::oid && !type.name.empty() && type.name != "oid") return FieldShape::text;  // regclass and the like
  if (id == TypeId::decimal && options.decimal_return_type == DecimalReturnType::double_or_long) {
    return FieldShape::decimal_number;
  }
  const FieldShape shape = row_of(id).shape;
  const bool as_text = options.long_return_type == LongReturnType::string;
  return shape == FieldShape::integer && as_text ? FieldShape::integer_text : shape;
}

Fraction fraction_of(const Flavour& flavour) {
  if (flavour.generation == Generation::v1) return Fraction::milliseconds;
  return flavour.engine == Engine::mysql ? Fraction::as_given : Fraction::three_or_six;
}

}  // namespace

FieldFormat field_format(const Type& type, const Flavour& flavour, const ResultSetOptions& options) {
  FieldFormat format;
  format.shape = shape_of(type, type.id, flavour, options);
  // resultSetOptions are documented for columns, not for what is inside an array.
  if (type.id == TypeId::array) format.element = shape_of(type, type.element, flavour, {});
  format.wire_size = row_of(type.id == TypeId::array ? type.element : type.id).wire_size;
  format.fraction = fraction_of(flavour);
  format.scale = static_cast<std::int8_t>(std::clamp<std::int32_t>(type.scale, -1, 100));
  const bool v2 = flavour.generation == Generation::v2;
  format.refuses_infinity = v2 && flavour.engine == Engine::postgres;
  format.refuses_nesting = v2;
  format.unsupported = refused(type, flavour);
  return format;
}

}  // namespace emulator::api
