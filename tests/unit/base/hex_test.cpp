#include "base/hex.hpp"

#include <doctest/doctest.h>

using namespace emulator;

TEST_CASE("bytes become two digits each") {
  CHECK(hexadecimal("", lower_hex).empty());
  CHECK(hexadecimal(std::string_view{"\0\x0f\xff", 3}, lower_hex) == "000fff");
  CHECK(hexadecimal("\xab", upper_hex) == "AB");
}

TEST_CASE("what is not plain is written as its bytes") {
  CHECK(percent_encoded("aZ9-_", "-_") == "aZ9-_");
  CHECK(percent_encoded("a b/c", "/") == "a%20b/c");
  CHECK(percent_encoded("a/b", "") == "a%2Fb");
  CHECK(percent_encoded("é%", "") == "%C3%A9%25");
}
