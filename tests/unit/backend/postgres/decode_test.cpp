// PostgreSQL's text output as Values, without a server.
#include "backend/postgres/decode.hpp"

#include <doctest/doctest.h>

#include "unit/backend/engine.hpp"

namespace emulator::backend::postgres {
namespace {

using testing::shown;

TEST_CASE("scalars") {
  CHECK(shown(decode("t", type(TypeId::boolean))) == "true");
  CHECK(shown(decode("f", type(TypeId::boolean))) == "false");
  CHECK(shown(decode("-9223372036854775808", type(TypeId::bigint))) == "long -9223372036854775808");
  CHECK(shown(decode("4294967295", type(TypeId::oid))) == "long 4294967295");
  CHECK(shown(decode("pg_class", Type{.id = TypeId::oid, .name = "regclass"})) == "text pg_class");
  CHECK(std::get<double>(decode("73849.11", type(TypeId::real))) == 73849.11);
  CHECK(std::get<double>(decode("-Infinity", type(TypeId::double_))) < 0);
  CHECK(std::get<double>(decode("NaN", type(TypeId::double_))) != std::get<double>(decode("1", type(TypeId::real))));
  CHECK(shown(decode("123456.7890", type(TypeId::decimal))) == "text 123456.7890");
  CHECK(shown(decode("a  ", type(TypeId::char_))) == "text a  ");
}

TEST_CASE("bytea in both notations") {
  CHECK(std::get<Bytes>(decode("\\x00ffAb", type(TypeId::blob))).data == std::string("\0\xff\xab", 3));
  CHECK(std::get<Bytes>(decode("\\x", type(TypeId::blob))).data.empty());
  CHECK(std::get<Bytes>(decode("a\\\\\\000\\377", type(TypeId::blob))).data == std::string("a\\\0\xff", 4));
}

TEST_CASE("timestamps with time zone are told in UTC") {
  struct Row {
    const char *given, *expected;
  };
  const Row rows[] = {
      {"2024-01-15 12:34:56+09", "2024-01-15 03:34:56"},
      {"2024-01-15 03:34:56+00", "2024-01-15 03:34:56"},
      {"2024-01-15 03:34:56.5-05:30", "2024-01-15 09:04:56.5"},
      {"2024-03-01 00:00:00.000001+01", "2024-02-29 23:00:00.000001"},
      {"2023-12-31 23:59:59-00:00:01", "2024-01-01 00:00:00"},
      {"1969-12-31 00:30:00+01", "1969-12-30 23:30:00"},
      {"0001-01-01 00:00:00+01", "0001-12-31 23:00:00 BC"},
      {"0044-03-15 12:00:00+00 BC", "0044-03-15 12:00:00 BC"},
      {"0001-12-31 23:00:00-02 BC", "0001-01-01 01:00:00"},
      {"294276-12-31 23:59:59+00", "294276-12-31 23:59:59"},
      {"infinity", "infinity"},
      {"Mon Jan 15 12:34:56 2024 JST", "Mon Jan 15 12:34:56 2024 JST"},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.given);
    CHECK(timestamp_in_utc(row.given) == row.expected);
  }
}

TEST_CASE("arrays") {
  struct Row {
    TypeId element;
    const char *given, *expected;
  };
  const Row rows[] = {
      {TypeId::integer, "{}", "{}"},
      {TypeId::integer, "{1,NULL,-3}", "{long 1;null;long -3;}"},
      {TypeId::integer, "{{1,2},{3,4}}", "{{long 1;long 2;};{long 3;long 4;};}"},
      {TypeId::integer, "[0:1]={7,8}", "{long 7;long 8;}"},
      {TypeId::boolean, "{t,f}", "{true;false;}"},
      {TypeId::text, R"({a,"b c","q\"q","back\\slash","NULL","",NULL})",
       "{text a;text b c;text q\"q;text back\\slash;text NULL;text ;null;}"},
      {TypeId::text, "{\"a,b\",\"{c}\"}", "{text a,b;text {c};}"},
      {TypeId::timestamptz, "{\"2024-01-15 12:34:56+09\"}", "{text 2024-01-15 03:34:56;}"},
      {TypeId::integer, "{1,2", "text {1,2"},
      {TypeId::text, "{\"a", "text {\"a"},
      {TypeId::integer, "{{{{{{{1}}}}}}}", "text {{{{{{{1}}}}}}}"},
      {TypeId::integer, "", "text "},
  };
  for (const auto& row : rows) {
    CAPTURE(row.given);
    CHECK(shown(decode(row.given, Type{.id = TypeId::array, .element = row.element})) == row.expected);
  }
  const Type boxes{.id = TypeId::array, .element = TypeId::other, .name = "box"};  // with semicolons between
  CHECK(shown(decode("{(3,4),(1,2);NULL}", boxes)) == "{text (3,4),(1,2);null;}");
}

}  // namespace
}  // namespace emulator::backend::postgres
