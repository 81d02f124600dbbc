#include "types/array.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace emulator;

TEST_CASE("arrays print as they were read") {
  const struct {
    std::string_view literal, printed;
    TypeId element;
  } rows[] = {
      {"{}", "{}", TypeId::text},
      {"{1,NULL,3}", "{1,NULL,3}", TypeId::integer},
      {" { 1 , 2 } ", "{1,2}", TypeId::bigint},
      {R"({a,"b c","",null,"null"})", R"({a,"b c","",NULL,"null"})", TypeId::text},
      {R"({"a\"b","c\\d",e\,f})", R"({"a\"b","c\\d","e,f"})", TypeId::text},
      {"{{1,2},{3,4}}", "{{1,2},{3,4}}", TypeId::integer},
      {"{t,false,ON}", "{t,f,t}", TypeId::boolean},
      {"{1.50,2}", "{1.50,2}", TypeId::decimal},
      {"{1.50,2e3,NaN}", "{1.5,2000,NaN}", TypeId::double_},
      {"{ab cd , x}", R"({"ab cd",x})", TypeId::text},
  };
  for (const auto& row : rows) {
    const auto array = parse_array(row.literal, row.element);
    REQUIRE_MESSAGE(array.has_value(), std::string{row.literal});
    CHECK(print_array(*array) == row.printed);
  }
}

TEST_CASE("malformed literals") {
  for (const std::string_view bad :
       {"", "1", "{1", "1}", "{1,}", "{,}", "{{1},2}", "{{1,2},{3}}", "{\"a}", "{a}b", "{\"a\"b}"}) {
    CHECK_MESSAGE(!parse_array(bad, TypeId::text), std::string{bad});
  }
  CHECK_FALSE(parse_array("{x}", TypeId::integer).has_value());
  CHECK_FALSE(parse_array("{maybe}", TypeId::boolean).has_value());
}

TEST_CASE("elements have their own shapes") {
  const auto array = parse_array("{1,NULL}", TypeId::integer);
  REQUIRE(array.has_value());
  CHECK(array->elements == std::vector<Value>{std::int64_t{1}, Null{}});
  CHECK(element_text(Bytes{"\x01\xFF"}) == "\\x01ff");
  CHECK(element_text(true) == "t");
}
