// Floating-point numbers as text: the shortest digits that read back alike, laid out as each engine does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emulator {

// 0.000123 is digits "123", exponent -4: d.ddd times 10^exponent. Finite values only; 0 is "0", 0.
struct ShortestDigits {
  bool negative = false;
  std::string digits;
  std::int32_t exponent = 0;
};
ShortestDigits shortest_digits(double value);
ShortestDigits shortest_digits(float value);

std::string plain_text(double value);  // without exponent: "0.000123", "12300", "1.5"; finite values only

// PostgreSQL's float8out and float4out: "1e+15", "1e-05", "0.1", "Infinity", "NaN", "-0".
std::string postgres_text(double value);
std::string postgres_text(float value);
// MySQL's DOUBLE and FLOAT: "1e15", "0.00001", "1e-16"; FLOAT has six digits.
std::string mysql_text(double value);
std::string mysql_text(float value);

// The whole text (surrounding spaces allowed) as a number; "Infinity", "NaN" as PostgreSQL reads them. Overflow gives
// infinity, underflow 0.
std::optional<double> parse_double(std::string_view text);
// The longest prefix that is a number, 0 without one, as MySQL reads '1.5abc'; how many bytes it took.
double parse_double_prefix(std::string_view text, std::size_t& consumed);

}  // namespace emulator
