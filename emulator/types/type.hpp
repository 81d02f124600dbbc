// Type: what a datum is, in one vocabulary for both engines. MySQL's INT and PostgreSQL's int4 are the same TypeId;
// how an engine spells a type is its dialect's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace emulator {

enum class TypeId : std::uint8_t {
  unknown,        // an untyped literal or NULL: PostgreSQL's unknown, MySQL's NULL type
  boolean,        // PostgreSQL bool. MySQL has none: BOOL is tinyint with length 1
  tinyint,        // MySQL; length is the display width, 1 for BOOL
  smallint,       // int2
  mediumint,      // MySQL
  integer,        // int4
  bigint,         // int8
  real,           // float4, MySQL FLOAT
  double_,        // float8, MySQL DOUBLE
  decimal,        // NUMERIC; length is the precision (-1: unconstrained), scale the digits after the point
  bit,            // length in bits
  varbit,         // PostgreSQL
  char_,          // bpchar, MySQL CHAR; length in characters
  varchar,        // length in characters, -1: unlimited
  text,           // PostgreSQL text; MySQL TINYTEXT..LONGTEXT by length in bytes
  name,           // PostgreSQL's 63-byte identifier type
  internal_char,  // PostgreSQL "char"
  citext,         // PostgreSQL's extension of this name
  binary,         // MySQL BINARY(n)
  varbinary,      // MySQL VARBINARY(n)
  blob,           // bytea; MySQL TINYBLOB..LONGBLOB by length in bytes
  date,
  time,         // scale is the fractional digits, -1: unconstrained (PostgreSQL), 0 in MySQL unless given
  timetz,       // PostgreSQL
  timestamp,    // without zone: PostgreSQL timestamp, MySQL DATETIME
  timestamptz,  // PostgreSQL timestamptz, MySQL TIMESTAMP: stored in UTC
  year,         // MySQL
  interval,     // PostgreSQL
  uuid,
  inet,  // PostgreSQL, as are the next two
  cidr,
  macaddr,
  json,
  jsonb,     // PostgreSQL
  enum_,     // name says which; PostgreSQL: collation is that of its labels' order (enum_collation)
  set,       // MySQL SET; name says which
  oid,       // PostgreSQL; also the reg* types by name
  array,     // PostgreSQL; element says of what
  record,    // PostgreSQL anonymous composite
  void_,     // PostgreSQL function without result
  tsvector,  // PostgreSQL's texts prepared for search, as they print
  tsquery,   // PostgreSQL
  vector,    // the extension of this name, as are the next two; length is the number of dimensions
  halfvec,
  sparsevec,
  xid,    // PostgreSQL's identifier of a transaction, as a number
  money,  // PostgreSQL, as are all up to datemultirange, whose values lie as they print: see lies_as_printed
  xml,
  macaddr8,
  pg_lsn,
  xid8,
  pg_snapshot,
  txid_snapshot,
  point,
  line,
  lseg,
  box,
  path,
  polygon,
  circle,
  int4range,
  int8range,
  numrange,
  tsrange,
  tstzrange,
  daterange,
  int4multirange,  // of the ranges, in their order
  int8multirange,
  nummultirange,
  tsmultirange,
  tstzmultirange,
  datemultirange,
  other,        // a type that only pass-through meets; name is the engine's own
  any,          // in overload rows: any type, each argument its own
  any_element,  // in overload rows: one type for all such arguments (anycompatible)
  any_array,    // in overload rows: array of any_element
};
inline constexpr std::size_t type_count = static_cast<std::size_t>(TypeId::any_array) + 1;

// A small value; copies are cheap. The views point at strings that live as long as the process (see intern()).
struct Type {
  TypeId id = TypeId::unknown;
  TypeId element = TypeId::unknown;  // of an array
  bool is_unsigned = false;          // MySQL
  std::int32_t length = -1;          // characters, bytes, bits, digits or display width, by id; -1: not given
  std::int32_t scale = -1;           // digits after the point, by id; -1: not given
  std::string_view collation = {};   // of character types, as the dialect names it; empty: the dialect's default
  std::string_view name = {};        // of enum_, set, other and reg* types (arrays: the element's)

  friend bool operator==(const Type&, const Type&) = default;
};

constexpr Type type(TypeId id) {
  return Type{.id = id};
}

// PostgreSQL: the collation by which the labels of the enum with this number in the catalog are sorted, and which tells
// it from an enum of the same name in another schema. MySQL's enums sort as texts do.
inline constexpr std::string_view enum_collation_prefix = "enum:";
Type enum_type(std::int64_t id, std::string_view name);

// A copy of `text` that lives until the process ends; the same text gives the same view. Thread-safe.
std::string_view intern(std::string_view text);

bool is_integer(TypeId id);    // tinyint .. bigint
bool is_numeric(TypeId id);    // integers, real, double_, decimal
bool is_character(TypeId id);  // char_, varchar, text, name, internal_char, citext
bool is_binary(TypeId id);     // binary, varbinary, blob
bool is_temporal(TypeId id);   // date .. timestamptz, year (not interval)
constexpr bool is_range(TypeId id) {
  return id >= TypeId::int4range && id <= TypeId::daterange;
}
constexpr bool is_multirange(TypeId id) {
  return id >= TypeId::int4multirange && id <= TypeId::datemultirange;
}
constexpr bool is_geometric(TypeId id) {
  return id >= TypeId::point && id <= TypeId::circle;
}
// PostgreSQL's less usual types: a value is the text that it prints as, in memory as in the store.
constexpr bool lies_as_printed(TypeId id) {
  return id >= TypeId::money && id <= TypeId::datemultirange;
}

// "decimal(10,2)", "integer unsigned", "text[]": for goldens and logs, not any engine's spelling.
std::string to_string(const Type& type);

}  // namespace emulator
