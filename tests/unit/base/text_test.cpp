// Case, characters and positions, table by table.
#include "base/text.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace emulator;

TEST_CASE("ascii case touches letters only") {
  CHECK(ascii_lower("AbZ[`{@9\xC3\x84") == "abz[`{@9\xC3\x84");
  CHECK(ascii_upper("AbZ[`{@9\xC3\xA4") == "ABZ[`{@9\xC3\xA4");
  CHECK(ascii_iequals("Select", "sELECT"));
  CHECK(ascii_iequals("", ""));
  CHECK_FALSE(ascii_iequals("a", "ab"));
  CHECK_FALSE(ascii_iequals("[", "{"));
  CHECK(ascii_istarts_with("POSTGRESQL://h", "postgresql://"));
  CHECK_FALSE(ascii_istarts_with("post", "postgres"));
  CHECK(ascii_trim(" \t\r\nx y\v\f ") == "x y");
  CHECK(ascii_trim("  ").empty());
}

TEST_CASE("utf-8 validity and length") {
  struct Case {
    std::string_view text;
    bool valid;
    std::size_t length;
  };
  constexpr std::array cases = {
      Case{"", true, 0},
      Case{"abc", true, 3},
      Case{"a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", true, 4},
      Case{"\xF4\x8F\xBF\xBF", true, 1},   // U+10FFFF
      Case{"\xF4\x90\x80\x80", false, 4},  // above it
      Case{"\xED\x9F\xBF", true, 1},       // U+D7FF
      Case{"\xED\xA0\x80", false, 3},      // a surrogate
      Case{"\xC0\x80", false, 2},          // overlong NUL
      Case{"\xE0\x80\xAF", false, 3},      // overlong slash
      Case{"\xF0\x80\x80\xAF", false, 4},  // overlong slash
      Case{"\x80x", false, 2},             // a continuation alone
      Case{"x\xE2\x82", false, 3},         // cut short
      Case{"\xFFx", false, 2},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text.size());
    CHECK(utf8_is_valid(c.text) == c.valid);
    CHECK(utf8_length(c.text) == c.length);
  }
}

TEST_CASE("code points go there and back") {
  for (const char32_t code_point :
       {U'\0', U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
    std::string text;
    append_utf8(text, code_point);
    const Utf8Character read = utf8_at(text, 0);
    CHECK(read.valid);
    CHECK(read.code_point == code_point);
    CHECK(read.size == text.size());
  }
  for (const char32_t wrong : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}}) {
    std::string text;
    append_utf8(text, wrong);
    CHECK(text == "\xEF\xBF\xBD");
  }
}

TEST_CASE("substrings count characters") {
  constexpr std::string_view text =
      "\xC3\xA4"
      "b\xE2\x82\xAC"
      "d";
  CHECK(utf8_offset(text, 0) == 0);
  CHECK(utf8_offset(text, 2) == 3);
  CHECK(utf8_offset(text, 9) == text.size());
  CHECK(utf8_substring(text, 1, 2) == "b\xE2\x82\xAC");
  CHECK(utf8_substring(text, 3, 5) == "d");
  CHECK(utf8_substring(text, 7, 1).empty());
}

TEST_CASE("character_position is 1-based and counts characters") {
  constexpr std::string_view text =
      "\xC3\xA4"
      "b\xE2\x82\xAC"
      "d";  // bytes 0-1, 2, 3-5, 6
  constexpr std::array<std::size_t, 9> positions = {1, 1, 2, 3, 3, 3, 4, 5, 5};
  for (std::size_t offset = 0; offset < positions.size(); ++offset) {
    CAPTURE(offset);
    CHECK(character_position(text, offset) == positions[offset]);
  }
  CHECK(character_position("", 0) == 1);
}
