// Answers taken from PostgreSQL 15.20, time zone UTC.
#include <doctest/doctest.h>

#include "unit/sql/postgres/functions/evaluate.hpp"

namespace emulator::postgres::test {

namespace {

struct Case {
  const char* expression;
  const char* answer;
};
// clang-format off
const Case cases[] = {
    {"abs(-5)", "5"},
    {"abs(-5.5)", "5.5"},
    {"abs(-5.5::double precision)", "5.5"},
    {"ceil(4.2)", "5"},
    {"ceil(-4.2)", "-4"},
    {"ceiling(4.2::double precision)", "5"},
    {"floor(-4.8)", "-5"},
    {"round(42.4382, 2)", "42.44"},
    {"round(1234.56, -2)", "1200"},
    {"round(2.5)", "3"},
    {"round(2.5::double precision)", "2"},
    {"round(-2.5::double precision)", "-2"},
    {"trunc(42.4382, 2)", "42.43"},
    {"trunc(-42.8)", "-42"},
    {"mod(9, 4.0)", "1.0"},
    {"power(2.0, 3)", "8.0000000000000000"},
    {"power(9, 0.5)", "3.0000000000000000"},
    {"power(2, 3)", "8"},
    {"2 ^ 10", "1024"},
    {"2.0 ^ 0.5", "1.4142135623730950"},
    {"power(0, -1)", "2201F: zero raised to a negative power is undefined"},
    {"power(2.5, -3)", "0.0640000000000000"},
    {"sqrt(2)", "1.4142135623730951"},
    {"sqrt(2.0)", "1.414213562373095"},
    {"sqrt(-1)", "2201F: cannot take square root of a negative number"},
    {"sqrt(123456.789)", "351.3641828644462"},
    {"sign(-8.4)", "-1"},
    {"sign(-8.4::double precision)", "-1"},
    {"exp(1.0)", "2.7182818284590452"},
    {"exp(1)", "2.718281828459045"},
    {"exp(-5.5)", "0.004086771438464067"},
    {"ln(2.0)", "0.6931471805599453"},
    {"ln(2)", "0.6931471805599453"},
    {"ln(0)", "2201E: cannot take logarithm of zero"},
    {"ln(123456789.123)", "18.631401767164318"},
    {"log(100.0)", "2.0000000000000000"},
    {"log(2.0, 64.0)", "6.0000000000000000"},
    {"log10(1000)", "3"},
    {"cbrt(27.0)", "3.0000000000000004"},
    {"pi()", "3.141592653589793"},
    {"degrees(0.5)", "28.64788975654116"},
    {"gcd(1071, 462)", "21"},
    {"lcm(1071, 462)", "23562"},
    {"div(9, 4.0)", "2"},
    {"scale(8.4100)", "4"},
    {"trim_scale(8.4100)", "8.41"},
    {"width_bucket(5.35::double precision, 0.024, 10.06, 5)", "3"},
    {"10 / 4", "2"},
    {"10 / 4.0", "2.5000000000000000"},
    {"10 % 3", "1"},
    {"7 / 0", "22012: division by zero"},
    {"2147483647 + 1", "22003: integer out of range"},
    {"-(-32768::smallint)", "22003: smallint out of range"},
    {"1.5 + 2", "3.5"},
    {"1 / 3.0", "0.33333333333333333333"},
    {"1 + 'x'", "22P02: invalid input syntax for type integer: \"x\""},
    {"'1' + 2", "3"},
    {"'10'::numeric + 1", "11"},
    {"round(-2.5)", "-3"},
    {"round(0.5::double precision)", "0"},
    {"round(1e10::numeric, 3)", "10000000000.000"},
    {"trunc(1.999::double precision)", "1"},
    {"10.0 / 3", "3.3333333333333333"},
    {"1e-10::numeric / 3", "0.0000000000333333333333333333"},
    {"123456789012345678901234567890 * 2", "246913578024691357802469135780"},
    {"5 % 0", "22012: division by zero"},
    {"(-7) / 2", "-3"},
    {"(-7) % 3", "-1"},
    {"power(10, 400)", "22003: value out of range: overflow"},
    {"power(10.0, 20)", "100000000000000000000.0000000000000000"},
    {"power(2.5, 0.5)", "1.5811388300841897"},
    {"exp(-100.0)", "0.00000000000000000000000000000000000000000003720075976020836"},
    {"ln(1.05)", "0.048790164169432003"},
    {"ln(0.001)", "-6.9077552789821371"},
    {"log(0.5)", "-0.3010299956639812"},
    {"sqrt(0.0001)", "0.01000000000000000"},
    {"sqrt(1e20::numeric)", "10000000000.00000"},
};
// clang-format on

}  // namespace

TEST_CASE("postgres: arithmetic and mathematical functions as PostgreSQL answers") {
  for (const Case& example : cases) {
    CAPTURE(std::string(example.expression));
    CHECK(shown(example.expression) == example.answer);
  }
}

}  // namespace emulator::postgres::test
