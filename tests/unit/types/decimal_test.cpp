#include "types/decimal.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace emulator;

namespace {

Decimal number(std::string_view text) {
  const auto value = Decimal::parse(text);
  REQUIRE_MESSAGE(value.has_value(), std::string{text});
  return *value;
}

}  // namespace

TEST_CASE("decimals read and print") {
  const struct {
    std::string_view text, printed;
  } rows[] = {
      {"0", "0"},
      {"-0.00", "0.00"},
      {"+12.50", "12.50"},
      {".5", "0.5"},
      {"5.", "5"},
      {"1e3", "1000"},
      {"1.25e-3", "0.00125"},
      {" 7 ", "7"},
      {"12.5e1", "125"},
      {"0e5", "0"},
      {"nan", "NaN"},
      {"-inf", "-Infinity"},
      {"1E+2", "100"},
      {"0.10", "0.10"},
      {"-0.001", "-0.001"},
      {"123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"},
      {"1000000000000000000", "1000000000000000000"},
  };
  for (const auto& row : rows) CHECK(number(row.text).to_string() == row.printed);
  for (const std::string_view bad : {"", "abc", "1x", ".", "-", "1e", "1e+-3", "--1", "1e999999999", "+nan1"}) {
    CHECK_MESSAGE(!Decimal::parse(bad), std::string{bad});
  }
}

TEST_CASE("a number at the start of a text") {
  std::size_t consumed = 0;
  CHECK(Decimal::parse_prefix("12.5abc", consumed).to_string() == "12.5");
  CHECK(consumed == 4);
  CHECK(Decimal::parse_prefix("abc", consumed).is_zero());
  CHECK(consumed == 0);
  CHECK(Decimal::parse_prefix("1e", consumed).to_string() == "1");
  CHECK(consumed == 1);
}

TEST_CASE("comparing decimals as text") {
  const struct {
    std::string_view left, right;
    int order;
  } rows[] = {
      {"1.5", "1.50", 0},  {"-2", "10", -1},       {"9", "10", -1},
      {"-9", "-10", 1},    {"0", "-0.0", 0},       {"0.1", "0.01", 1},
      {"1e2", "100.0", 0}, {"NaN", "Infinity", 1}, {"-Infinity", "-1", -1},
      {"007", "7", 0},     {"1.05", "1.5", -1},    {"abc", "NaN", 1},
      {"abc", "abd", -1},  {"NaN", "nan", 0},      {"-1.5", "-1.25", -1},
      {"+3", "3", 0},      {".5", "0.5", 0},       {"99999999999999999999999", "100000000000000000000000", -1},
  };
  for (const auto& row : rows) {
    CHECK_MESSAGE(compare_decimals(row.left, row.right) == row.order, std::string{row.left}, " ",
                  std::string{row.right});
    CHECK(compare_decimals(row.right, row.left) == -row.order);
  }
}

TEST_CASE("the four operations") {
  CHECK((number("1.5") + number("2.25")).to_string() == "3.75");
  CHECK((number("1.5") - number("1.50")).to_string() == "0.00");
  CHECK((number("999999999999999999") + number("1")).to_string() == "1000000000000000000");
  CHECK((number("-1") + number("1000000000")).to_string() == "999999999");
  CHECK((number("1.5") * number("-2.5")).to_string() == "-3.75");
  CHECK((number("123456789012345678901") * number("987654321098765432109")).to_string() ==
        "121932631137021795225845145533336229232209");
  CHECK(Decimal::divide(number("7"), number("2"), 4).to_string() == "3.5000");
  CHECK(Decimal::divide(number("2"), number("3"), 4).to_string() == "0.6667");
  CHECK(Decimal::divide(number("-2"), number("3"), 4).to_string() == "-0.6667");
  CHECK(Decimal::divide(number("1"), number("3"), 40).to_string() == "0." + std::string(40, '3'));
  CHECK(Decimal::divide(number("0.5"), number("1"), 0).to_string() == "1");
  CHECK(Decimal::divide_truncated(number("-7"), number("2"), 0).to_string() == "-3");
  CHECK(Decimal::divide(number("1000000000000000000000000000000"), number("1000000000000000"), 0).to_string() ==
        "1000000000000000");
  CHECK(Decimal::remainder(number("-7.5"), number("2")).to_string() == "-1.5");
  CHECK(Decimal::remainder(number("7"), number("-2")).to_string() == "1");
}

TEST_CASE("products and quotients of many digits agree") {
  std::string left = "1";
  std::string right = "9";
  for (int i = 0; i < 60; ++i) {
    left += std::to_string((i * 7919 + 13) % 1000);
    right += std::to_string((i * 104729 + 5) % 100);
    const auto a = number(left);
    const auto b = number(right);
    const auto product = a * b;
    CHECK(Decimal::divide_truncated(product, b, 0) == a);
    CHECK(Decimal::divide_truncated(product, a, 0) == b);
    CHECK(Decimal::remainder(product + number("1"), b).to_string() == "1");
    const auto quotient = Decimal::divide_truncated(a, b, 0);
    CHECK(quotient * b + Decimal::remainder(a, b) == a);
    CHECK((a + b) - b == a);
  }
}

TEST_CASE("rounding") {
  CHECK(number("2.5").rounded(0).to_string() == "3");
  CHECK(number("-2.5").rounded(0).to_string() == "-3");
  CHECK(number("2.449").rounded(1).to_string() == "2.4");
  CHECK(number("1.5").rounded(3).to_string() == "1.500");
  CHECK(number("1250").rounded(-2).to_string() == "1300");
  CHECK(number("49").rounded(-2).to_string() == "0");
  CHECK(number("50").rounded(-2).to_string() == "100");
  CHECK(number("0.0000000005").rounded(9).to_string() == "0.000000001");
  CHECK(number("999999999.5").rounded(0).to_string() == "1000000000");
  CHECK(number("-1.999").truncated(2).to_string() == "-1.99");
  CHECK(number("-1.5").floor().to_string() == "-2");
  CHECK(number("1.5").floor().to_string() == "1");
  CHECK(number("1.2").ceiling().to_string() == "2");
  CHECK(number("-1.2").ceiling().to_string() == "-1");
  CHECK(number("1.500").trimmed().to_string() == "1.5");
  CHECK(number("100").trimmed().to_string() == "100");
  CHECK(number("0.00").trimmed().to_string() == "0");
}

TEST_CASE("powers and roots") {
  CHECK(Decimal::power(number("2"), 100, 0).to_string() == "1267650600228229401496703205376");
  CHECK(Decimal::power(number("1.5"), 3, 3).to_string() == "3.375");
  CHECK(Decimal::power(number("2"), -2, 4).to_string() == "0.2500");
  CHECK(Decimal::power(number("0"), 0, 0).to_string() == "1");
  CHECK(Decimal::square_root(number("2"), 20).to_string() == "1.41421356237309504880");
  CHECK(Decimal::square_root(number("144"), 0).to_string() == "12");
  CHECK(Decimal::square_root(number("0.25"), 2).to_string() == "0.50");
}

TEST_CASE("other kinds of numbers") {
  CHECK(Decimal{INT64_MIN}.to_string() == "-9223372036854775808");
  CHECK(Decimal::from_unsigned(UINT64_MAX).to_string() == "18446744073709551615");
  CHECK(number("9223372036854775807.4").to_int64() == INT64_MAX);
  CHECK(!number("9223372036854775807.5").to_int64());
  CHECK(number("-9223372036854775808").to_int64() == INT64_MIN);
  CHECK(!number("-9223372036854775809").to_int64());
  CHECK(number("18446744073709551615").to_uint64() == UINT64_MAX);
  CHECK(!number("-1").to_uint64());
  CHECK(number("0.1").to_double() == 0.1);
  CHECK(number("-123456789.125").to_double() == -123456789.125);
  CHECK(Decimal::from_double(0.1).to_string() == "0.1");
  CHECK(Decimal::from_double(1e22).to_string() == "10000000000000000000000");
  CHECK(number("00123.4500").digits() == 7);
  CHECK(number("0.05").integer_digits() == 0);
}

TEST_CASE("special values") {
  CHECK((number("NaN") + number("1")).to_string() == "NaN");
  CHECK((number("inf") + number("1")).to_string() == "Infinity");
  CHECK((number("inf") - number("inf")).to_string() == "NaN");
  CHECK((number("inf") * number("-2")).to_string() == "-Infinity");
  CHECK((number("inf") * number("0")).to_string() == "NaN");
  CHECK(Decimal::divide(number("1"), number("inf"), 0).to_string() == "0");
}
