// The fourteen members, against captures of the live service and the drivers' tables.
#include "api/column_metadata.hpp"

#include <doctest/doctest.h>

#include <string>

namespace emulator::api {
namespace {

using backend::Engine;
using clusters::Generation;

constexpr Flavour mysql_v1{Engine::mysql, Generation::v1};
constexpr Flavour mysql_v2{Engine::mysql, Generation::v2};
constexpr Flavour postgres_v2{Engine::postgres, Generation::v2};

struct Row {
  const char* what;
  Type type;
  std::int32_t jdbc_type;
  std::int64_t precision;
  std::int32_t scale;
  bool is_signed;
  bool is_case_sensitive;
};

void check(const std::vector<Row>& table, const Flavour& flavour) {
  for (const Row& row : table) {
    CAPTURE(row.what);
    const TypeMetadata metadata = type_metadata(row.type, flavour);
    CHECK(metadata.type == row.jdbc_type);
    CHECK(metadata.precision == row.precision);
    CHECK(metadata.scale == row.scale);
    CHECK(metadata.is_signed == row.is_signed);
    CHECK(metadata.is_case_sensitive == row.is_case_sensitive);
  }
}

Type sized(TypeId id, std::int32_t length, std::int32_t scale = -1) {
  return Type{.id = id, .length = length, .scale = scale};
}
Type unsigned_(TypeId id) {
  return Type{.id = id, .is_unsigned = true};
}

// wire 3.3/double 3.3/v2-names
TEST_CASE("MySQL's numbers are Connector/J's") {
  check(
      {
          {"BOOL", sized(TypeId::tinyint, 1), -7, 1, 0, false, false},
          {"TINYINT", type(TypeId::tinyint), -6, 4, 0, true, false},
          {"SMALLINT", type(TypeId::smallint), 5, 6, 0, true, false},
          {"MEDIUMINT", type(TypeId::mediumint), 4, 9, 0, true, false},
          {"INT", type(TypeId::integer), 4, 11, 0, true, false},
          {"INT UNSIGNED", unsigned_(TypeId::integer), 4, 10, 0, false, false},
          {"BIGINT", type(TypeId::bigint), -5, 20, 0, true, false},
          {"BIGINT UNSIGNED", unsigned_(TypeId::bigint), -5, 21, 0, false, false},
          {"DECIMAL(10,0)", sized(TypeId::decimal, 10, 0), 3, 10, 0, true, true},
          {"DECIMAL(12,2)", sized(TypeId::decimal, 12, 2), 3, 12, 2, true, true},
          {"FLOAT", type(TypeId::real), 7, 12, 31, true, false},
          {"DOUBLE", type(TypeId::double_), 8, 22, 31, true, false},
          {"DATE", type(TypeId::date), 91, 10, 0, false, false},
          {"DATETIME", sized(TypeId::timestamp, -1, 0), 93, 19, 0, false, false},
          {"DATETIME(3)", sized(TypeId::timestamp, -1, 3), 93, 23, 0, false, false},
          {"TIMESTAMP(3)", sized(TypeId::timestamptz, -1, 3), 93, 23, 0, false, false},
          {"TIME(3)", sized(TypeId::time, -1, 3), 92, 14, 0, false, false},
          {"YEAR", type(TypeId::year), 91, 4, 0, false, false},
          {"VARCHAR(20)", sized(TypeId::varchar, 20), 12, 20, 0, false, false},
          {"VARCHAR(20) bin", Type{.id = TypeId::varchar, .length = 20, .collation = "utf8mb4_bin"}, 12, 20, 0, false,
           true},
          {"CHAR(3)", sized(TypeId::char_, 3), 1, 3, 0, false, false},
          {"ENUM", sized(TypeId::enum_, 5), 1, 5, 0, false, false},
          {"TEXT", sized(TypeId::text, 65'535), -1, 65'535, 0, false, false},
          {"VARBINARY(9)", sized(TypeId::varbinary, 9), -3, 9, 0, false, true},
          {"BLOB", sized(TypeId::blob, 65'535), -4, 65'535, 0, false, true},
      },
      mysql_v1);
}

// wire 3.5/money 3.5/xml-domain
TEST_CASE("PostgreSQL's numbers are pgjdbc's") {
  constexpr std::int64_t unlimited = 2'147'483'647;
  check(
      {
          {"int2", type(TypeId::smallint), 5, 5, 0, true, false},
          {"int4", type(TypeId::integer), 4, 10, 0, true, false},
          {"int8", type(TypeId::bigint), -5, 19, 0, true, false},
          {"oid", type(TypeId::oid), -5, 10, 0, false, false},
          {"numeric(10,2)", sized(TypeId::decimal, 10, 2), 2, 10, 2, true, false},
          {"numeric", type(TypeId::decimal), 2, 0, 0, true, false},
          {"float4", type(TypeId::real), 7, 8, 8, true, false},
          {"float8", type(TypeId::double_), 8, 17, 17, true, false},
          {"bool", type(TypeId::boolean), -7, 1, 0, false, false},
          {"text", type(TypeId::text), 12, unlimited, 0, false, true},
          {"varchar(9)", sized(TypeId::varchar, 9), 12, 9, 0, false, true},
          {"varchar", type(TypeId::varchar), 12, unlimited, 0, false, true},
          {"bpchar(3)", sized(TypeId::char_, 3), 1, 3, 0, false, true},
          {"bytea", type(TypeId::blob), -2, unlimited, 0, false, true},
          {"date", type(TypeId::date), 91, 13, 0, false, false},
          {"time", type(TypeId::time), 92, 15, 6, false, false},
          {"timetz", type(TypeId::timetz), 92, 21, 6, false, false},
          {"timestamp", type(TypeId::timestamp), 93, 29, 6, false, false},
          {"timestamp(3)", sized(TypeId::timestamp, -1, 3), 93, 26, 3, false, false},
          {"timestamp(0)", sized(TypeId::timestamp, -1, 0), 93, 22, 0, false, false},
          {"timestamptz", type(TypeId::timestamptz), 93, 35, 6, false, false},
          {"uuid", type(TypeId::uuid), 1111, unlimited, 0, false, true},
          {"jsonb", type(TypeId::jsonb), 1111, unlimited, 0, false, true},
          {"interval", type(TypeId::interval), 1111, 49, 0, false, false},
          {"enum", Type{.id = TypeId::enum_, .name = "mood"}, 12, unlimited, 0, false, true},
          {"xml, passed through", Type{.id = TypeId::other, .name = "xml"}, 2009, unlimited, 0, false, true},
          {"xml", type(TypeId::xml), 2009, unlimited, 0, false, true},
          {"point", type(TypeId::point), 1111, unlimited, 0, false, true},
          {"int4[]", Type{.id = TypeId::array, .element = TypeId::integer}, 2003, 10, 0, true, false},
          {"text[]", Type{.id = TypeId::array, .element = TypeId::text}, 2003, unlimited, 0, false, true},
      },
      postgres_v2);
  for (const Type& money : {type(TypeId::money), Type{.id = TypeId::other, .name = "money"}}) {
    const TypeMetadata metadata = type_metadata(money, postgres_v2);
    CHECK(metadata.type == 8);
    CHECK(metadata.is_currency);
  }
}

std::string metadata(const ResultColumn& column, const Flavour& flavour) {
  std::string output;
  append_column_metadata(output, column, flavour);
  return output;
}

TEST_CASE("the object's members stand in the live service's order") {
  ResultColumn column;
  column.label = "n";
  column.name = "id";
  column.table = "cats";
  column.schema = "shop";
  column.type_name = "INT UNSIGNED";
  column.type = unsigned_(TypeId::integer);
  column.nullable = false;
  column.auto_increment = true;
  CHECK(metadata(column, mysql_v1) ==
        R"({"name":"id","type":4,"typeName":"INT UNSIGNED","label":"n","schemaName":"","tableName":"cats",)"
        R"("isAutoIncrement":true,"isSigned":false,"isCurrency":false,"isCaseSensitive":false,"nullable":0,)"
        R"("precision":10,"scale":0,"arrayBaseColumnType":0})");
}

TEST_CASE("type names that generation or sequence decide") {
  const struct {
    Type type;
    bool auto_increment;
    std::string type_name;
    Flavour flavour;
    std::string shown;
  } table[] = {
      {sized(TypeId::tinyint, 1), false, "TINYINT", mysql_v1, "BIT"},
      {sized(TypeId::tinyint, 1), false, "TINYINT", mysql_v2, "BOOLEAN"},
      {type(TypeId::enum_), false, "ENUM", mysql_v1, "CHAR"},
      {type(TypeId::enum_), false, "ENUM", mysql_v2, "ENUM"},
      {type(TypeId::text), false, "TEXT", mysql_v1, "VARCHAR"},
      {type(TypeId::text), false, "TEXT", mysql_v2, "TEXT"},
      {type(TypeId::integer), true, "int4", postgres_v2, "serial"},
      {type(TypeId::bigint), true, "int8", postgres_v2, "bigserial"},
      {type(TypeId::smallint), true, "int2", postgres_v2, "smallserial"},
      {type(TypeId::integer), false, "int4", postgres_v2, "int4"},
  };
  for (const auto& row : table) {
    ResultColumn column;
    column.type = row.type;
    column.type_name = row.type_name;
    column.auto_increment = row.auto_increment;
    const std::string text = metadata(column, row.flavour);
    CAPTURE(text);
    CHECK(text.find(R"("typeName":")" + row.shown + "\"") != std::string::npos);
  }
}

}  // namespace
}  // namespace emulator::api
