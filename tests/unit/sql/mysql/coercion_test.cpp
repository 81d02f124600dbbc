#include "sql/mysql/coercion.hpp"

#include "evaluate.hpp"
#include "sql/mysql/collations.hpp"

using namespace emulator::mysql::testing;
using emulator::SqlError;
using emulator::type;
using emulator::Type;
using emulator::TypeId;
using emulator::Value;
namespace mysql = emulator::mysql;
namespace sql = emulator::sql;

TEST_CASE("comparisons bring both sides together") {
  static const Expectation rows[] = {
      {"1 = '1abc'", "1", "bigint(1)"},
      {"'a' = 'A'", "1"},
      {"'a' = 'á'", "1"},
      {"'a' = 'a '", "0"},
      {"'a' COLLATE utf8mb4_bin = 'A'", "0"},
      {"BINARY 'a' = 'A'", "0"},
      {"1.5 = '1.50'", "1"},
      {"0.1 = 0.1e0", "1"},
      {"18446744073709551615 > 1", "1"},
      {"-1 < 18446744073709551615", "1"},
      {"1 = NULL", "NULL"},
      {"DATE '2024-01-01' = '2024-1-1'", "1"},
      {"DATE '2024-01-01' < '2024-01-01 10:00:00'", "1"},
      {"DATE '2024-01-01' = '2024-01-01 00:00:00'", "1"},
      {"NOW() > '2024-05-01'", "1"},
      {"NOW() = DATE '2024-05-01'", "0"},
      {"TIME '10:00:00' = '10:00'", "1"},
      {"TIME '100:00:00' > '9:00:00'", "1"},
      {"DATE '2024-01-01' = 'abc'", "1525 Incorrect DATE value: 'abc'"},
      {"NOW() = 'x'", "1525 Incorrect DATETIME value: 'x'"},
      {"DATE '2024-01-31' = 20240131", "1"},
      {"x'61' = 'a'", "1"},
      {"IF('a', 1, 2)", "2", "bigint"},
      {"IF('1a', 'x', 2)", "x", "varchar"},
      {"IFNULL(NULL, 1.5)", "1.5", "decimal(2,1)"},
      {"COALESCE(1, 2.50)", "1.00", "decimal(3,2)"},
      {"COALESCE(1, 'a')", "1", "varchar"},
      {"COALESCE(NULL, NULL)", "NULL", "unknown"},
      {"NULLIF(1, 1)", "NULL"},
      {"NULLIF(1, 2)", "1", "bigint"},
      {"NULLIF('a', 'A')", "NULL"},
      {"ISNULL(1/0)", "1"},
  };
  check(rows);
}

TEST_CASE("casts") {
  static const Expectation rows[] = {
      {"CAST('12.9abc' AS SIGNED)", "12", "bigint"},
      {"CAST(12.5 AS SIGNED)", "13"},
      {"CAST(2.5e0 AS SIGNED)", "2"},
      {"CAST(-1 AS UNSIGNED)", "18446744073709551615", "bigint unsigned"},
      {"CAST(18446744073709551615 AS SIGNED)", "-1"},
      {"CAST('abc' AS SIGNED)", "0"},
      {"CAST('12.345' AS DECIMAL(5,2))", "12.35", "decimal(5,2)"},
      {"CAST(12345.678 AS DECIMAL(5,2))", "999.99"},
      {"CAST(5 AS DECIMAL(5,2))", "5.00"},
      {"CAST('x' AS DECIMAL)", "0"},
      {"CAST(1.5 AS CHAR)", "1.5"},
      {"CAST('abcdef' AS CHAR(3))", "abc"},
      {"CAST(1e15 AS CHAR)", "1e15"},
      {"CAST('a' AS BINARY)", "X'61'"},
      {"CAST('a' AS BINARY(3))", "X'610000'"},
      {"CAST('2024-1-5' AS DATE)", "2024-01-05", "date"},
      {"CAST('2024-01-05 10:11:12' AS DATE)", "2024-01-05"},
      {"CAST('2024-13-05' AS DATE)", "NULL"},
      {"CAST('0000-00-00' AS DATE)", "NULL"},
      {"CAST(20240105 AS DATE)", "2024-01-05"},
      {"CAST('2024-01-05' AS DATETIME)", "2024-01-05 00:00:00.000000", "timestamp(0)"},
      {"CAST('2024-01-05T10:11:12.678' AS DATETIME(1))", "2024-01-05 10:11:12.700000"},
      {"CAST('2024-01-05 23:59:59.5' AS DATETIME)", "2024-01-06 00:00:00.000000"},
      {"CAST('2024-01-05 10:00:00+02:00' AS DATETIME)", "2024-01-05 08:00:00.000000"},
      {"CAST('10:11:12.5' AS TIME(1))", "10:11:12.500000"},
      {"CAST('1 10:11:12' AS TIME)", "34:11:12.000000"},
      {"CAST('-10:11' AS TIME)", "-10:11:00.000000"},
      {"CAST('900:00:00' AS TIME)", "838:59:59.000000"},
      {"CAST(101112 AS TIME)", "10:11:12.000000"},
      {"CAST(NOW() AS TIME)", "12:30:45.000000"},
      {"CAST(TIME '10:00:00' AS DATETIME)", "2024-05-01 10:00:00.000000"},
      {"CAST(DATE '2024-01-02' AS CHAR)", "2024-01-02"},
      {"CAST(TIME '10:00:00' AS CHAR)", "10:00:00"},
      {"CAST(99 AS YEAR)", "1999"},
      {"CAST('1.5' AS DOUBLE)", "1.5"},
      {"CONVERT('abc' USING utf8mb4)", "abc"},
      {"CAST(JSON_EXTRACT('{\"a\": 3}', '$.a') AS SIGNED)", "3"},
  };
  check(rows);
}

namespace {

struct Assignment {
  std::string_view expression;
  Type column;
  std::string_view strict, lenient;
};

const Type enum_type{.id = TypeId::enum_, .name = "enum('a','b')"};
const Type set_type{.id = TypeId::set, .name = "set('x','y','z')"};
const Type price{.id = TypeId::decimal, .length = 5, .scale = 2};
const Type short_text{.id = TypeId::varchar, .length = 3};
const Type moment{.id = TypeId::timestamp, .scale = 0};

std::string assigned(const Assignment& row, bool strict) {
  Evaluator evaluator;
  evaluator.context.strict = strict;
  try {
    auto value = evaluator.compute(row.expression);
    return shown(evaluator.cast(std::move(value), row.column, sql::CastStrength::assignment).value);
  } catch (const SqlError& error) {
    return std::to_string(error.code) + " " + error.message;
  }
}

}  // namespace

TEST_CASE("assignments check what a column can hold") {
  const Type tiny = type(TypeId::tinyint);
  const Type natural{.id = TypeId::integer, .is_unsigned = true};
  const Assignment rows[] = {
      {"127", tiny, "127", "127"},
      {"128", tiny, "1264 Out of range value for column 'c' at row 1", "127"},
      {"-129", tiny, "1264 Out of range value for column 'c' at row 1", "-128"},
      {"-1", natural, "1264 Out of range value for column 'c' at row 1", "0"},
      {"'12'", tiny, "12", "12"},
      {"' 1.5 '", tiny, "2", "2"},
      {"'abc'", tiny, "1366 Incorrect integer value: 'abc' for column 'c' at row 1", "0"},
      {"''", tiny, "1366 Incorrect integer value: '' for column 'c' at row 1", "0"},
      {"'12abc'", tiny, "1265 Data truncated for column 'c' at row 1", "12"},
      {"2.5", tiny, "3", "3"},
      {"1e30", type(TypeId::bigint), "1264 Out of range value for column 'c' at row 1", "9223372036854775807"},
      {"18446744073709551615", Type{.id = TypeId::bigint, .is_unsigned = true}, "18446744073709551615",
       "18446744073709551615"},
      {"NULL", tiny, "NULL", "NULL"},
      {"1.239", price, "1.24", "1.24"},
      {"'7'", price, "7.00", "7.00"},
      {"1000", price, "1264 Out of range value for column 'c' at row 1", "999.99"},
      {"'x'", price, "1366 Incorrect decimal value: 'x' for column 'c' at row 1", "0.00"},
      {"'x'", type(TypeId::double_), "1265 Data truncated for column 'c' at row 1", "0"},
      {"0.1", type(TypeId::real), "0.10000000149011612", "0.10000000149011612"},
      {"'abc'", short_text, "abc", "abc"},
      {"'abc  '", short_text, "abc", "abc"},
      {"'abcd'", short_text, "1406 Data too long for column 'c' at row 1", "abc"},
      {"'éàü'", short_text, "éàü", "éàü"},
      {"1234", short_text, "1406 Data too long for column 'c' at row 1", "123"},
      {"'ab  '", Type{.id = TypeId::char_, .length = 4}, "ab", "ab"},
      {"'ab'", type(TypeId::char_), "1406 Data too long for column 'c' at row 1", "a"},
      {"NOW(3)", Type{.id = TypeId::varchar, .length = 40}, "2024-05-01 12:30:45.123", "2024-05-01 12:30:45.123"},
      {"x'FF'", short_text, "1366 Incorrect string value: '\\xFF' for column 'c' at row 1", "\xFF"},
      {"'a'", Type{.id = TypeId::binary, .length = 3}, "X'610000'", "X'610000'"},
      {"'abcd'", Type{.id = TypeId::varbinary, .length = 3}, "1406 Data too long for column 'c' at row 1", "X'616263'"},
      {"'B'", enum_type, "b", "b"},
      {"1", enum_type, "a", "a"},
      {"'c'", enum_type, "1265 Data truncated for column 'c' at row 1", ""},
      {"'z,x,x'", set_type, "x,z", "x,z"},
      {"5", set_type, "x,z", "x,z"},
      {"'q'", set_type, "1265 Data truncated for column 'c' at row 1", ""},
      {"''", set_type, "", ""},
      {"b'101'", Type{.id = TypeId::bit, .length = 3}, "5", "5"},
      {"8", Type{.id = TypeId::bit, .length = 3}, "1406 Data too long for column 'c' at row 1", "7"},
      {"'24'", type(TypeId::year), "2024", "2024"},
      {"1800", type(TypeId::year), "1264 Out of range value for column 'c' at row 1", "0"},
      {"'{\"b\":1,\"a\":2}'", type(TypeId::json), "{\"a\": 2, \"b\": 1}", "{\"a\": 2, \"b\": 1}"},
      {"'{'", type(TypeId::json),
       "3140 Invalid JSON text: \"Missing a name for object member.\" at position 1 in value for column 'c'.",
       "3140 Invalid JSON text: \"Missing a name for object member.\" at position 1 in value for column 'c'."},
  };
  for (const auto& row : rows) {
    CHECK_MESSAGE(assigned(row, true) == row.strict, std::string{row.expression}, ": ", assigned(row, true));
    CHECK_MESSAGE(assigned(row, false) == row.lenient, std::string{row.expression}, ": ", assigned(row, false));
  }
}

TEST_CASE("assignments of dates") {
  const std::string bad_moment = "1292 Incorrect datetime value: 'abc' for column 'c' at row 1";
  const Assignment rows[] = {
      {"'2024-1-5'", type(TypeId::date), "2024-01-05", "2024-01-05"},
      {"'2024-01-05 10:00:00'", type(TypeId::date), "2024-01-05", "2024-01-05"},
      {"'2024-02-30'", type(TypeId::date), "1292 Incorrect date value: '2024-02-30' for column 'c' at row 1",
       "0000-00-00"},
      {"'0000-00-00'", type(TypeId::date), "1292 Incorrect date value: '0000-00-00' for column 'c' at row 1",
       "0000-00-00"},
      {"20240105", type(TypeId::date), "2024-01-05", "2024-01-05"},
      {"'2024-01-05 10:11:12.6'", moment, "2024-01-05 10:11:13.000000", "2024-01-05 10:11:13.000000"},
      {"'2024-01-05T10:11:12Z'", moment,
       "1292 Incorrect datetime value: '2024-01-05T10:11:12Z' for column 'c' at row 1", "2024-01-05 10:11:12.000000"},
      {"'abc'", moment, bad_moment, "0000-00-00 00:00:00.000000"},
      {"NOW(6)", Type{.id = TypeId::timestamp, .scale = 3}, "2024-05-01 12:30:45.123000", "2024-05-01 12:30:45.123000"},
      {"'2039-01-01'", Type{.id = TypeId::timestamptz, .scale = 0},
       "1292 Incorrect datetime value: '2039-01-01' for column 'c' at row 1", "0000-00-00 00:00:00.000000"},
      {"'10:11'", Type{.id = TypeId::time, .scale = 0}, "10:11:00.000000", "10:11:00.000000"},
      {"'x'", Type{.id = TypeId::time, .scale = 0}, "1292 Incorrect time value: 'x' for column 'c' at row 1",
       "00:00:00.000000"},
  };
  for (const auto& row : rows) {
    CHECK_MESSAGE(assigned(row, true) == row.strict, std::string{row.expression}, ": ", assigned(row, true));
    CHECK_MESSAGE(assigned(row, false) == row.lenient, std::string{row.expression}, ": ", assigned(row, false));
  }
}

TEST_CASE("errors name the row") {
  Evaluator evaluator;
  for (int row = 0; row < 2; ++row) {
    evaluator.cast(evaluator.compute("1"), type(TypeId::tinyint), sql::CastStrength::assignment);
  }
  try {
    evaluator.cast(evaluator.compute("1000"), type(TypeId::tinyint), sql::CastStrength::assignment);
    FAIL("no error");
  } catch (const SqlError& error) {
    CHECK(error.message == "Out of range value for column 'c' at row 3");
  }
}

TEST_CASE("collations") {
  const auto compare = [](const Type& type, std::string_view left, std::string_view right) {
    const auto name = mysql::sqlite_collation(type);
    const auto order = name.empty() ? left.compare(right) : mysql::find_collation(name)(left, right);
    return (order > 0) - (order < 0);
  };
  CHECK(compare(type(TypeId::varchar), "a", "Á") == 0);
  CHECK(compare(Type{.id = TypeId::varchar, .collation = "utf8mb4_bin"}, "a", "a ") == 0);
  CHECK(compare(Type{.id = TypeId::varchar, .collation = "utf8mb4_bin"}, "a", "A") == 1);
  CHECK(compare(Type{.id = TypeId::varchar, .collation = "utf8mb4_0900_as_cs"}, "a", "A") == -1);
  CHECK(compare(enum_type, "b", "a") == 1);
  CHECK(compare(enum_type, "b", "B") == 0);
  CHECK(compare(Type{.id = TypeId::enum_, .name = "enum('z','a')"}, "z", "a") == -1);
  CHECK(compare(set_type, "x,y", "z") == -1);
  CHECK(compare(price, "10.5", "9.50") == 1);
  CHECK(compare(type(TypeId::time), "-10:00:00.000000", "09:00:00.000000") == -1);
  CHECK(compare(type(TypeId::json), "1", "1.0") == 0);
  CHECK(mysql::sqlite_collation(type(TypeId::integer)).empty());
  CHECK_FALSE(mysql::find_collation("klingon_ci"));
}

TEST_CASE("ENUM and SET as numbers") {
  const auto& dialect = mysql::dialect();
  const sql::Operand operands[] = {{enum_type, nullptr}, {type(TypeId::bigint), nullptr}};
  for (const std::string_view symbol : {"+", "="}) {
    const auto resolution = dialect.resolve_operator(symbol, operands, {});
    Evaluator evaluator;
    const auto number =
        evaluator.cast({std::string{"b"}, enum_type}, resolution.arguments[0], sql::CastStrength::implicit);
    CHECK(shown(number.value) == "2");
  }
  CHECK(mysql::number_of_member("x,z", set_type.name) == 5);
  CHECK(mysql::number_of_member("", set_type.name) == 0);
}
