#include "../evaluate.hpp"

using namespace emulator::mysql::testing;

TEST_CASE("arithmetic and the types of its results") {
  static const Expectation rows[] = {
      {"1 + 2", "3", "bigint"},
      {"1 + 2.5", "3.5", "decimal(3,1)"},
      {"1 + 1.5e0", "2.5", "double"},
      {"'3' + 4", "7", "double"},
      {"'3abc' + 4", "7"},
      {"1.5 * 2.25", "3.375", "decimal(5,3)"},
      {"7 / 2", "3.500000000", "decimal(5,4)"},
      {"1.00 / 3", "0.333333333"},
      {"2 / 3", "0.666666666"},
      {"7 / 0", "NULL"},
      {"7e0 / 2", "3.5", "double"},
      {"7 DIV 2", "3", "bigint"},
      {"-7 DIV 2", "-3"},
      {"7.5 DIV 2", "3", "bigint"},
      {"7 DIV 0", "NULL"},
      {"7 % 3", "1"},
      {"-7 % 3", "-1"},
      {"7.5 % 2", "1.5"},
      {"7 MOD 0", "NULL"},
      {"NULL + 1", "NULL"},
      {"- 5", "-5"},
      {"-'2.5'", "-2.5", "double"},
      {"9223372036854775807 + 1", "1690 BIGINT value is out of range in '(9223372036854775807 + 1)'"},
      {"18446744073709551615 + 0", "18446744073709551615", "bigint unsigned"},
      {"18446744073709551615 + 1", "1690 BIGINT UNSIGNED value is out of range in '(18446744073709551615 + 1)'"},
      {"18446744073709551614 - 18446744073709551615",
       "1690 BIGINT UNSIGNED value is out of range in '(18446744073709551614 - 18446744073709551615)'"},
      {"-9223372036854775808", "-9223372036854775808", "bigint"},
      {"9223372036854775807 * 2", "1690 BIGINT value is out of range in '(9223372036854775807 * 2)'"},
      {"1e308 * 10", "1690 DOUBLE value is out of range in '(1e308 * 10)'"},
      {"0.1 + 0.2", "0.3"},
      {"99999999999999999999 + 1", "100000000000000000000", "decimal(21,0)"},
      {"DATE '2024-01-31' + 0", "20240131", "bigint"},
  };
  check(rows);
}

TEST_CASE("bits") {
  static const Expectation rows[] = {
      {"5 & 6", "4", "bigint unsigned"},
      {"5 | 6", "7"},
      {"5 ^ 6", "3"},
      {"~0", "18446744073709551615"},
      {"1 << 63", "9223372036854775808"},
      {"1 << 64", "0"},
      {"-1 >> 60", "15"},
      {"BIT_COUNT(255)", "8"},
      {"b'101' + 0", "5"},
  };
  check(rows);
}

TEST_CASE("rounding") {
  static const Expectation rows[] = {
      {"ROUND(2.5)", "3", "decimal(2,0)"},
      {"ROUND(-2.5)", "-3"},
      {"ROUND(2.345, 2)", "2.35", "decimal(4,2)"},
      {"ROUND(1250, -2)", "1300", "bigint"},
      {"ROUND(2.5e0)", "2", "double"},
      {"ROUND(1.005e0, 2)", "1"},
      {"TRUNCATE(1.999, 1)", "1.9", "decimal(3,1)"},
      {"TRUNCATE(-1.999, 1)", "-1.9"},
      {"TRUNCATE(122, -2)", "100"},
      {"FLOOR(-1.5)", "-2", "bigint"},
      {"CEILING(1.2)", "2"},
      {"CEIL(-1.2)", "-1"},
      {"FLOOR(1.5e0)", "1", "double"},
      {"ABS(-3)", "3"},
      {"ABS(-3.50)", "3.50", "decimal(3,2)"},
      {"ABS('-3.5')", "3.5", "double"},
      {"SIGN(-2.5)", "-1"},
  };
  check(rows);
}

TEST_CASE("mathematical functions") {
  static const Expectation rows[] = {
      {"SQRT(16)", "4", "double"},
      {"SQRT(-1)", "NULL"},
      {"POW(2, 10)", "1024"},
      {"POWER(2, 0.5)", "1.4142135623730951"},
      {"LN(0)", "NULL"},
      {"LOG(2, 8)", "3"},
      {"LOG10(1000)", "3"},
      {"EXP(0)", "1"},
      {"PI()", "3.141592653589793"},
      {"MOD(10, 3)", "1"},
      {"CRC32('MySQL')", "3259397556"},
      {"CONV('ff', 16, 10)", "255"},
      {"CONV(-17, 10, -18)", "-H"},
      {"CONV('6E', 18, 8)", "172"},
      {"BIN(12)", "1100"},
      {"OCT(12)", "14"},
      {"RAND(3)", "0.9057697559760601"},
      {"RAND(1)", "0.40540353712197724"},
      {"DEGREES(PI())", "180"},
      {"GREATEST(2, 0)", "2", "bigint"},
      {"GREATEST(1, 2.50)", "2.50"},
      {"LEAST('b', 'A', 'c')", "A"},
      {"GREATEST(1, NULL)", "NULL"},
      {"INTERVAL(23, 1, 15, 17, 30, 44, 200)", "3"},
      {"FIELD('B', 'a', 'b')", "2"},
      {"ELT(2, 'a', 'b')", "b"},
  };
  check(rows);
}
