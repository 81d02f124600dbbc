#include "types/type.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace emulator;

TEST_CASE("intern gives one view for equal texts") {
  const std::string first = "enum('a','b')";
  const std::string second = first;
  CHECK(intern(first).data() == intern(second).data());
  CHECK(intern(first) == first);
  CHECK(intern("").empty());
}

TEST_CASE("families of types") {
  CHECK(is_integer(TypeId::mediumint));
  CHECK_FALSE(is_integer(TypeId::decimal));
  CHECK(is_numeric(TypeId::decimal));
  CHECK_FALSE(is_numeric(TypeId::boolean));
  CHECK(is_character(TypeId::name));
  CHECK_FALSE(is_character(TypeId::enum_));
  CHECK(is_binary(TypeId::blob));
  CHECK(is_temporal(TypeId::year));
  CHECK_FALSE(is_temporal(TypeId::interval));
}

TEST_CASE("types print for goldens") {
  CHECK(to_string(Type{.id = TypeId::decimal, .length = 10, .scale = 2}) == "decimal(10,2)");
  CHECK(to_string(Type{.id = TypeId::integer, .is_unsigned = true}) == "integer unsigned");
  CHECK(to_string(Type{.id = TypeId::array, .element = TypeId::text}) == "text[]");
  CHECK(to_string(Type{.id = TypeId::timestamp, .scale = 6}) == "timestamp(6)");
  CHECK(to_string(Type{.id = TypeId::varchar, .length = 5, .collation = "utf8mb4_bin"}) ==
        "varchar(5) collate utf8mb4_bin");
}
