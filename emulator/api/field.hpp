// Value -> Field: which member of the union a column's type takes in an answer, how its text is formatted, and which
// types an answer cannot hold. Decided once per column, then carried out per cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "api/json_text.hpp"
#include "api/shapes.hpp"
#include "backend/backend.hpp"
#include "clusters/cluster.hpp"
#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::api {

// Whom an answer imitates.
struct Flavour {
  backend::Engine engine = backend::Engine::mysql;
  clusters::Generation generation = clusters::Generation::v2;
};

enum class FieldShape : std::uint8_t {
  boolean,         // booleanValue; numbers by not being zero
  integer,         // longValue
  integer_text,    // longReturnType=STRING: stringValue
  real32,          // doubleValue with the digits of a float4
  real64,          // doubleValue
  decimal_number,  // decimalReturnType=DOUBLE_OR_LONG: longValue if the scale is 0, else doubleValue
  text,            // stringValue
  temporal,        // stringValue; its fraction is cut, filled or dropped
  year,            // stringValue "2021"
  year_date,       // v1's YEAR: stringValue "2021-01-01"
  compact_json,    // stringValue without blanks
  bytes,           // blobValue
  array,           // arrayValue
};

// How many digits of a second's fraction that is not zero are shown.
enum class Fraction : std::uint8_t {
  as_given,      // MySQL, v2
  milliseconds,  // v1
  three_or_six,  // PostgreSQL, v2: three if they are enough
};

struct FieldFormat {
  FieldShape shape = FieldShape::text;
  FieldShape element = FieldShape::text;  // of an array
  Fraction fraction = Fraction::as_given;
  std::int8_t scale = -1;         // of decimals (-1: as the text has it), and digits of as_given (-1: as given)
  std::uint8_t wire_size = 0;     // bytes of a value in the engine's binary protocol; 0: as many as its text or blob
  bool refuses_infinity = false;  // PostgreSQL v2: a date or timestamp of infinity fails as InternalFailure
  bool refuses_nesting = false;   // v2: an array of arrays is an UnsupportedResult
  std::string unsupported;        // v2: the name by which the type is refused; empty: supported
};

FieldFormat field_format(const Type& type, const Flavour& flavour, const ResultSetOptions& options);

// Appends {"longValue":1} or its like. Returns what the value counts towards the result limit: bytes in the engine's
// binary protocol, 0 for NULL. Throws ApiError for values that the service does not return.
std::size_t append_field(std::string& output, const Value& value, const FieldFormat& format);

// The same value as a bare JSON value, for formatRecordsAs=JSON.
void append_json_value(std::string& output, const Value& value, const FieldFormat& format, DoubleStyle style);

// A generated key, whose type nobody says: by the shape of the value.
void append_generated_field(std::string& output, const Value& value);

}  // namespace emulator::api
