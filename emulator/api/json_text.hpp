// Pieces of JSON appended to a string: what answers are written with. Reading JSON is json_document.hpp's business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace emulator::api {

// In quotes. Escapes what JSON demands and nothing else: UTF-8 stays as it is.
void append_json_string(std::string& output, std::string_view text);

void append_integer(std::string& output, std::int64_t value);

// How a finite double is laid out around its shortest digits; both always show that it is no integer.
enum class DoubleStyle : std::uint8_t {
  plain,  // 10.0, 1e16, 5e-324: as the v2 service's JSON library prints
  java,   // 10.0, 1.0E7, 4.9E-324: Double.toString, as the v1 service prints
};

// A double in its shortest form that reads back the same. NaN and infinities become the JSON strings "NaN",
// "Infinity" and "-Infinity", as restJson1 has it.
void append_double(std::string& output, double value, DoubleStyle style = DoubleStyle::plain);

// The digits of a float4: shortest that read back as the same float, not as the same double.
void append_float(std::string& output, float value, DoubleStyle style = DoubleStyle::plain);

// A JSON document parsed and printed without blanks, members in their order, numbers that are no 64-bit integers as
// doubles. False, and nothing appended, if the text is not JSON or nests too deep.
bool append_compact_json(std::string& output, std::string_view text);

}  // namespace emulator::api
