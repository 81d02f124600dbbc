#include "types/float_text.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace emulator;

TEST_CASE("PostgreSQL's layout") {
  const struct {
    double value;
    std::string_view text;
  } rows[] = {{0.1, "0.1"},
              {1e15, "1e+15"},
              {123456789012345.0, "123456789012345"},
              {1e-5, "1e-05"},
              {0.0001, "0.0001"},
              {-0.0, "-0"},
              {1.5e300, "1.5e+300"},
              {100, "100"},
              {HUGE_VAL, "Infinity"},
              {-HUGE_VAL, "-Infinity"},
              {std::nan(""), "NaN"}};
  for (const auto& row : rows) CHECK(postgres_text(row.value) == row.text);
  CHECK(postgres_text(0.1F) == "0.1");
  CHECK(postgres_text(1234567.0F) == "1.234567e+06");
}

TEST_CASE("MySQL's layout") {
  const struct {
    double value;
    std::string_view text;
  } rows[] = {{0.1, "0.1"},     {1e14, "100000000000000"},
              {1e15, "1e15"},   {1e-5, "0.00001"},
              {1e-16, "1e-16"}, {123456789012345678.0, "1.2345678901234568e17"},
              {-2.5, "-2.5"},   {3, "3"}};
  for (const auto& row : rows) CHECK(mysql_text(row.value) == row.text);
  CHECK(mysql_text(3.14159274F) == "3.14159");
  CHECK(mysql_text(1234567.0F) == "1234570");
}

TEST_CASE("reading") {
  CHECK(parse_double(" 1.5e3 ") == 1500);
  CHECK(parse_double("+.5") == 0.5);
  CHECK(std::isinf(parse_double("-infinity").value()));
  CHECK(std::isinf(parse_double("1e999").value()));
  CHECK(parse_double("1e-999") == 0);
  CHECK(std::isnan(parse_double("NaN").value()));
  for (const std::string_view bad : {"", "abc", "1x", "+-1", "-", "inf1", "0x10"}) {
    CHECK_MESSAGE(!parse_double(bad), std::string{bad});
  }
  std::size_t consumed = 0;
  CHECK(parse_double_prefix("12abc", consumed) == 12);
  CHECK(consumed == 2);
  CHECK(parse_double_prefix("inf", consumed) == 0);
  CHECK(consumed == 0);
}
