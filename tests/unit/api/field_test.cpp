// Which Field a value becomes, by type, engine, generation and options; and what the limit counts for it.
#include "api/field.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "base/error.hpp"

namespace emulator::api {
namespace {

using backend::Engine;
using clusters::Generation;

constexpr Flavour mysql_v1{Engine::mysql, Generation::v1};
constexpr Flavour mysql_v2{Engine::mysql, Generation::v2};
constexpr Flavour postgres_v1{Engine::postgres, Generation::v1};
constexpr Flavour postgres_v2{Engine::postgres, Generation::v2};

Value text(std::string value) {
  return Value{std::move(value)};
}
Value number(std::int64_t value) {
  return Value{value};
}
Value array(std::vector<Value> elements) {
  return Value{std::make_shared<const Array>(Array{std::move(elements)})};
}

Type sized(TypeId id, std::int32_t length, std::int32_t scale = -1) {
  return Type{.id = id, .length = length, .scale = scale};
}
Type named(TypeId id, std::string_view name) {
  return Type{.id = id, .name = name};
}
Type array_of(TypeId element, std::string_view name = {}) {
  return Type{.id = TypeId::array, .element = element, .name = name};
}

std::string field(const Type& type, const Flavour& flavour, const Value& value, const ResultSetOptions& options = {}) {
  std::string output;
  append_field(output, value, field_format(type, flavour, options));
  return output;
}

struct Row {
  Type type;
  Flavour flavour;
  Value value;
  std::string field;
};

void check(const std::vector<Row>& table) {
  for (const Row& row : table) {
    CAPTURE(to_string(row.type));
    CAPTURE(row.field);
    CHECK(field(row.type, row.flavour, row.value) == row.field);
  }
}

// wire 3.1/integers 3.1/booleans 3.1/bytes 3.1/text 3.1/null
TEST_CASE("MySQL's types") {
  check({
      {type(TypeId::integer), mysql_v2, Null{}, R"({"isNull":true})"},
      {sized(TypeId::tinyint, 1), mysql_v2, number(2), R"({"booleanValue":true})"},
      {sized(TypeId::tinyint, 1), mysql_v2, number(0), R"({"booleanValue":false})"},
      {sized(TypeId::tinyint, 4), mysql_v2, number(1), R"({"longValue":1})"},
      {type(TypeId::tinyint), mysql_v2, number(-1), R"({"longValue":-1})"},
      {sized(TypeId::bit, 6), mysql_v2, number(5), R"({"booleanValue":true})"},
      {sized(TypeId::bit, 1), mysql_v1, Value{false}, R"({"booleanValue":false})"},
      {sized(TypeId::bit, 6), mysql_v2, Value{Bytes{std::string("\0\5", 2)}}, R"({"booleanValue":true})"},
      {type(TypeId::bigint), mysql_v2, number(9223372036854775807), R"({"longValue":9223372036854775807})"},
      {type(TypeId::bigint), mysql_v2, text("42"), R"({"longValue":42})"},
      {type(TypeId::bigint), mysql_v2, text("18446744073709551615"), R"({"stringValue":"18446744073709551615"})"},
      {sized(TypeId::decimal, 10, 4), mysql_v2, text("123456.7890"), R"({"stringValue":"123456.7890"})"},
      {type(TypeId::real), mysql_v2, Value{static_cast<double>(1.1F)}, R"({"doubleValue":1.1})"},
      {type(TypeId::double_), mysql_v2, Value{1.0}, R"({"doubleValue":1.0})"},
      {type(TypeId::varchar), mysql_v2, text("a\"b"), R"({"stringValue":"a\"b"})"},
      {named(TypeId::enum_, "e"), mysql_v2, text("one"), R"({"stringValue":"one"})"},
      {named(TypeId::set, "s"), mysql_v2, text("one,two"), R"({"stringValue":"one,two"})"},
      {type(TypeId::blob), mysql_v2, Value{Bytes{"hello world"}}, R"({"blobValue":"aGVsbG8gd29ybGQ="})"},
      {type(TypeId::json), mysql_v2, text(R"({"a": 1})"), R"({"stringValue":"{\"a\":1}"})"},
      {type(TypeId::json), mysql_v1, text(R"({"a": 1})"), R"({"stringValue":"{\"a\": 1}"})"},
      {type(TypeId::date), mysql_v2, text("2020-05-16"), R"({"stringValue":"2020-05-16"})"},
      {type(TypeId::year), mysql_v2, number(2021), R"({"stringValue":"2021"})"},
      {type(TypeId::year), mysql_v2, number(0), R"({"stringValue":"0000"})"},
      {type(TypeId::year), mysql_v1, text("2021"), R"({"stringValue":"2021-01-01"})"},
      {type(TypeId::unknown), mysql_v2, Null{}, R"({"isNull":true})"},
  });
}

TEST_CASE("PostgreSQL's types") {
  check({
      {type(TypeId::boolean), postgres_v2, Value{true}, R"({"booleanValue":true})"},
      {type(TypeId::smallint), postgres_v2, number(-3), R"({"longValue":-3})"},
      {type(TypeId::oid), postgres_v2, number(16384), R"({"longValue":16384})"},
      {type(TypeId::real), postgres_v2, Value{static_cast<double>(73849.11F)}, R"({"doubleValue":73849.11})"},
      {type(TypeId::double_), postgres_v2, Value{std::nan("")}, R"({"doubleValue":"NaN"})"},
      {type(TypeId::decimal), postgres_v2, text("NaN"), R"({"stringValue":"NaN"})"},
      {sized(TypeId::char_, 3), postgres_v2, text("a  "), R"({"stringValue":"a  "})"},
      {type(TypeId::uuid), postgres_v2, text("123e4567-e89b-12d3-a456-426614174000"),
       R"({"stringValue":"123e4567-e89b-12d3-a456-426614174000"})"},
      {type(TypeId::jsonb), postgres_v2, text(R"({"x": 0, "y": "0", "z": [0, 0, 1]})"),
       R"({"stringValue":"{\"x\":0,\"y\":\"0\",\"z\":[0,0,1]}"})"},
      {type(TypeId::jsonb), postgres_v1, text(R"({"x": 0})"), R"({"stringValue":"{\"x\": 0}"})"},
      {type(TypeId::blob), postgres_v2, Value{Bytes{std::string("\0\xff", 2)}}, R"({"blobValue":"AP8="})"},
      {sized(TypeId::bit, 3), postgres_v2, text("101"), R"({"stringValue":"101"})"},
      {type(TypeId::interval), postgres_v1, text("1 day"), R"({"stringValue":"1 day"})"},
      {type(TypeId::timetz), postgres_v1, text("10:00:00+00"), R"({"stringValue":"10:00:00+00"})"},
      {named(TypeId::oid, "regclass"), postgres_v1, text("pg_class"), R"({"stringValue":"pg_class"})"},
      {named(TypeId::other, "inet"), postgres_v2, text("192.168.1.1"), R"({"stringValue":"192.168.1.1"})"},
      {type(TypeId::void_), postgres_v2, text(""), R"({"stringValue":""})"},
  });
}

// wire 3.2/datetime 3.4/time
TEST_CASE("fractions of seconds") {
  const Type six = sized(TypeId::timestamp, -1, 6);
  const Type three = sized(TypeId::timestamp, -1, 3);
  const Type plain = type(TypeId::timestamp);
  const std::string second = "2024-01-15 03:34:56";
  const struct {
    Type type;
    Flavour flavour;
    std::string fraction;
    std::string shown;
  } table[] = {
      {plain, postgres_v2, "", ""},
      {plain, postgres_v2, ".000", ""},
      {plain, postgres_v2, ".5", ".500"},
      {plain, postgres_v2, ".500000", ".500"},
      {plain, postgres_v2, ".855153", ".855153"},
      {plain, postgres_v2, ".8551", ".855100"},
      {plain, postgres_v1, ".855153", ".855"},
      {plain, postgres_v1, ".000153", ""},
      {six, mysql_v2, ".999999", ".999999"},
      {six, mysql_v2, ".5", ".500000"},
      {six, mysql_v2, ".000000", ""},
      {three, mysql_v2, ".120", ".120"},
      {six, mysql_v1, ".384123", ".384"},
      {six, mysql_v1, ".000000", ""},
  };
  for (const auto& row : table) {
    CAPTURE(row.fraction);
    CHECK(field(row.type, row.flavour, text(second + row.fraction)) ==
          R"({"stringValue":")" + second + row.shown + R"("})");
  }
  CHECK(field(plain, postgres_v2, text("0044-03-15 10:00:00.5 BC")) ==
        R"({"stringValue":"0044-03-15 10:00:00.500 BC"})");
  CHECK(field(sized(TypeId::time, -1, 6), mysql_v2, text("-838:59:59.000000")) == R"({"stringValue":"-838:59:59"})");
}

TEST_CASE("infinite dates fail inside v2 of PostgreSQL, as they do there") {
  for (const TypeId id : {TypeId::date, TypeId::timestamp, TypeId::timestamptz}) {
    for (const std::string infinity : {"infinity", "-infinity"}) {
      try {
        field(type(id), postgres_v2, text(infinity));
        FAIL("answered an infinite date");
      } catch (const ApiError& error) {
        CHECK(error.fault == Fault::internal_failure);
      }
      CHECK(field(type(id), postgres_v1, text(infinity)) == R"({"stringValue":")" + infinity + R"("})");
    }
  }
}

// wire 5.3/decimal 5.3/long-string
TEST_CASE("resultSetOptions") {
  const ResultSetOptions numbers{DecimalReturnType::double_or_long, LongReturnType::long_};
  const ResultSetOptions strings{DecimalReturnType::string, LongReturnType::string};
  const struct {
    Type type;
    ResultSetOptions options;
    Value value;
    std::string field;
  } table[] = {
      {sized(TypeId::decimal, 10, 0), numbers, text("12"), R"({"longValue":12})"},
      {sized(TypeId::decimal, 10, 2), numbers, text("12.50"), R"({"doubleValue":12.5})"},
      {sized(TypeId::decimal, 10, 2), numbers, text("12.00"), R"({"doubleValue":12.0})"},
      {type(TypeId::decimal), numbers, text("12"), R"({"longValue":12})"},
      {type(TypeId::decimal), numbers, text("12.5"), R"({"doubleValue":12.5})"},
      {type(TypeId::decimal), numbers, text("NaN"), R"({"doubleValue":"NaN"})"},
      {sized(TypeId::decimal, 30, 0), numbers, text("123456789012345678901"),
       R"({"doubleValue":1.2345678901234568e20})"},
      {type(TypeId::bigint), strings, number(5), R"({"stringValue":"5"})"},
      {type(TypeId::integer), strings, Null{}, R"({"isNull":true})"},
      {type(TypeId::boolean), strings, Value{true}, R"({"booleanValue":true})"},
      {type(TypeId::double_), strings, Value{5.0}, R"({"doubleValue":5.0})"},
      {array_of(TypeId::bigint), strings, array({number(5)}), R"({"arrayValue":{"longValues":[5]}})"},
  };
  for (const auto& row : table) {
    CAPTURE(row.field);
    CHECK(field(row.type, postgres_v2, row.value, row.options) == row.field);
  }
}

// wire 3.1/arrays 3.4/empty-array 5.3/arrays
TEST_CASE("arrays take the list of their elements' type") {
  check({
      {array_of(TypeId::integer), postgres_v2, array({number(1), Null{}, number(3)}),
       R"({"arrayValue":{"longValues":[1,null,3]}})"},
      {array_of(TypeId::boolean), postgres_v2, array({Value{true}}), R"({"arrayValue":{"booleanValues":[true]}})"},
      {array_of(TypeId::double_), postgres_v2, array({Value{1.5}}), R"({"arrayValue":{"doubleValues":[1.5]}})"},
      {array_of(TypeId::real), postgres_v2, array({Value{0.1}}), R"({"arrayValue":{"doubleValues":[0.1]}})"},
      {array_of(TypeId::text), postgres_v2, array({text("a"), text("b")}),
       R"({"arrayValue":{"stringValues":["a","b"]}})"},
      {array_of(TypeId::decimal), postgres_v2, array({text("1.50")}), R"({"arrayValue":{"stringValues":["1.50"]}})"},
      {array_of(TypeId::timestamp), postgres_v2, array({text("2024-01-01 00:00:00.5")}),
       R"({"arrayValue":{"stringValues":["2024-01-01 00:00:00.500"]}})"},
      {array_of(TypeId::jsonb), postgres_v2, array({text("[1, 2]")}), R"({"arrayValue":{"stringValues":["[1,2]"]}})"},
      {array_of(TypeId::integer), postgres_v2, array({}), R"({"arrayValue":{"longValues":[]}})"},
      {array_of(TypeId::integer), postgres_v2, Null{}, R"({"isNull":true})"},
      {array_of(TypeId::integer), postgres_v1, array({array({number(1)}), array({number(2)})}),
       R"({"arrayValue":{"arrayValues":[{"longValues":[1]},{"longValues":[2]}]}})"},
  });
  try {
    field(array_of(TypeId::integer), postgres_v2, array({array({number(1)})}));
    FAIL("answered an array of arrays");
  } catch (const ApiError& error) {
    CHECK(error.fault == Fault::unsupported_result);
    CHECK(error.message == "The result contains a multidimensional array");
  }
}

// wire 3.2/geometry 2.2/unsupported-type
TEST_CASE("types that v2 refuses, by the names it gives them") {
  const struct {
    Type type;
    std::string name;
  } table[] = {
      {type(TypeId::interval), "INTERVAL"},
      {type(TypeId::timetz), "TIMETZ"},
      {type(TypeId::internal_char), "\"CHAR\""},
      {named(TypeId::oid, "regclass"), "regclass"},
      {named(TypeId::oid, "regtype"), "regtype"},
      {type(TypeId::oid), ""},
      {named(TypeId::oid, "oid"), ""},
      {type(TypeId::record), "RECORD"},
      {named(TypeId::other, "money"), "MONEY"},
      {named(TypeId::other, "xml"), "xml"},
      {named(TypeId::other, "tsvector"), "tsvector"},
      {named(TypeId::other, "macaddr"), "MACADDR"},
      {type(TypeId::money), "MONEY"},
      {type(TypeId::xml), "xml"},
      {type(TypeId::macaddr), "MACADDR"},
      {type(TypeId::macaddr8), "MACADDR8"},
      {type(TypeId::tsvector), "tsvector"},
      {type(TypeId::xid8), "xid8"},
      {type(TypeId::polygon), "POLYGON"},
      {type(TypeId::daterange), "DATERANGE"},
      {type(TypeId::int4multirange), "int4multirange"},
      {type(TypeId::int4range), ""},
      {type(TypeId::tstzrange), ""},
      {array_of(TypeId::point), "POINT[]"},
      {named(TypeId::other, "inet"), ""},
      {named(TypeId::other, "vector"), ""},
      {array_of(TypeId::interval), "INTERVAL[]"},
      {array_of(TypeId::blob), "BYTEA[]"},
      {array_of(TypeId::other, "money"), "MONEY[]"},
      {array_of(TypeId::uuid), ""},
      {type(TypeId::bigint), ""},
  };
  for (const auto& row : table) {
    CAPTURE(to_string(row.type));
    CHECK(field_format(row.type, postgres_v2, {}).unsupported == row.name);
    CHECK(field_format(row.type, postgres_v1, {}).unsupported.empty());
  }
  CHECK(field_format(named(TypeId::other, "geometry"), mysql_v2, {}).unsupported == "GEOMETRY");
  CHECK(field_format(named(TypeId::set, "s"), mysql_v2, {}).unsupported.empty());
}

TEST_CASE("the limit counts bytes as the engine's binary protocol does") {
  const struct {
    Type type;
    Value value;
    std::size_t size;
  } table[] = {
      {type(TypeId::integer), number(1'000'000), 4},
      {type(TypeId::bigint), number(1), 8},
      {type(TypeId::boolean), Value{true}, 1},
      {type(TypeId::double_), Value{1.0}, 8},
      {type(TypeId::timestamp), text("2024-01-01 00:00:00"), 8},
      {type(TypeId::text), text("é"), 2},
      {type(TypeId::blob), Value{Bytes{"abc"}}, 3},
      {type(TypeId::text), Null{}, 0},
      {array_of(TypeId::integer), array({number(1), number(2)}), 36},
  };
  for (const auto& row : table) {
    CAPTURE(to_string(row.type));
    std::string output;
    CHECK(append_field(output, row.value, field_format(row.type, postgres_v2, {})) == row.size);
  }
}

TEST_CASE("generated keys are told by their values") {
  const struct {
    Value value;
    std::string field;
  } table[] = {
      {number(315), R"({"longValue":315})"},
      {text("18446744073709551615"), R"({"stringValue":"18446744073709551615"})"},
      {Value{1.0}, R"({"doubleValue":1.0})"},
  };
  for (const auto& row : table) {
    std::string output;
    append_generated_field(output, row.value);
    CHECK(output == row.field);
  }
}

}  // namespace
}  // namespace emulator::api
