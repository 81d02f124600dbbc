// RFC 4648, section 10, and what a strict reader refuses.
#include "base/base64.hpp"

#include <doctest/doctest.h>

#include <array>
#include <utility>

using namespace emulator;

TEST_CASE("base64 both ways") {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> cases = {{
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {"\xFB\xFF\xBF", "+/+/"},
  }};
  for (const auto& [bytes, text] : cases) {
    CHECK(encode_base64(bytes) == text);
    CHECK(decode_base64(text) == std::string(bytes));
  }
  std::string output = "before:";
  append_base64(output, "foo");
  CHECK(output == "before:Zm9v");
}

TEST_CASE("base64 of every byte") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  CHECK(decode_base64(encode_base64(bytes)) == bytes);
}

TEST_CASE("what is not base64 is refused") {
  for (const std::string_view text :
       {"Z", "Zg", "Zg=", "Zg===", "=", "====", "Zm9v====", "Zm9 ", "Zm-_", "Zm=v", "Zm9v\n", "Zh==", "Zm9="}) {
    CAPTURE(text);
    CHECK_FALSE(decode_base64(text).has_value());
  }
}
