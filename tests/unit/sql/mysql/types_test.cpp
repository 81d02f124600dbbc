#include "sql/mysql/types.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sql/mysql/dialect.hpp"
#include "sql/mysql/parser.hpp"

using namespace emulator;

namespace {

Type column_type(const std::string& written) {
  const auto statement = mysql::parse_statement("CREATE TABLE t (c " + written + ")");
  const auto& table = std::get<ast::CreateTable>(statement.node);
  const auto type = mysql::type_of(table.columns.front().type);
  REQUIRE_MESSAGE(type.has_value(), written);
  return *type;
}

}  // namespace

TEST_CASE("columns are spelled as SHOW CREATE TABLE does") {
  const struct {
    std::string written, spelled, metadata;
  } rows[] = {
      {"INT(11)", "int", "INT"},
      {"INTEGER UNSIGNED", "int unsigned", "INT UNSIGNED"},
      {"BOOL", "tinyint(1)", "TINYINT"},
      {"TINYINT(4)", "tinyint", "TINYINT"},
      {"BIGINT(20) UNSIGNED ZEROFILL", "bigint unsigned", "BIGINT UNSIGNED"},
      {"NUMERIC(10,2)", "decimal(10,2)", "DECIMAL"},
      {"DEC", "decimal(10,0)", "DECIMAL"},
      {"REAL", "double", "DOUBLE"},
      {"FLOAT(30)", "double", "DOUBLE"},
      {"FLOAT", "float", "FLOAT"},
      {"BIT", "bit(1)", "BIT"},
      {"CHAR", "char(1)", "CHAR"},
      {"NATIONAL VARCHAR(3)", "varchar(3)", "VARCHAR"},
      {"TEXT", "text", "TEXT"},
      {"TEXT(70000)", "mediumtext", "TEXT"},
      {"LONGTEXT", "longtext", "TEXT"},
      {"VARCHAR(5) CHARACTER SET binary", "varbinary(5)", "VARBINARY"},
      {"TINYBLOB", "tinyblob", "BLOB"},
      {"DATETIME(3)", "datetime(3)", "DATETIME"},
      {"TIMESTAMP", "timestamp", "TIMESTAMP"},
      {"TIME(6)", "time(6)", "TIME"},
      {"YEAR(4)", "year", "YEAR"},
      {"JSON", "json", "JSON"},
      {"ENUM('a','it''s')", "enum('a','it''s')", "ENUM"},
      {"SET('x','y')", "set('x','y')", "SET"},
  };
  for (const auto& row : rows) {
    const Type type = column_type(row.written);
    CHECK_MESSAGE(mysql::spelled(type) == row.spelled, row.written);
    CHECK_MESSAGE(mysql::metadata_name(type) == row.metadata, row.written);
  }
  CHECK(column_type("VARCHAR(5) COLLATE utf8mb4_bin").collation == "utf8mb4_bin");
  CHECK(column_type("VARCHAR(5) CHARACTER SET latin1").collation == "latin1_swedish_ci");
  CHECK(column_type("VARCHAR(5) CHARACTER SET utf8mb4").collation.empty());
  CHECK_THROWS_AS(column_type("DECIMAL(70)"), SqlError);
  CHECK_THROWS_AS(column_type("DATETIME(7)"), SqlError);
  CHECK_THROWS_AS(column_type("POINT"), SqlError);
}

TEST_CASE("members of ENUM and SET") {
  CHECK(mysql::members_of("enum('a','it''s','')") == std::vector<std::string>{"a", "it's", ""});
  CHECK(mysql::members_of("set()").empty());
}

TEST_CASE("literals have types") {
  const struct {
    std::string_view text, type;
  } rows[] = {
      {"1", "bigint"},
      {"9223372036854775808", "bigint unsigned"},
      {"18446744073709551616", "decimal(20,0)"},
      {"1.50", "decimal(3,2)"},
      {"1e2", "double"},
      {"'abc'", "varchar(3)"},
      {"NULL", "unknown"},
      {"TRUE", "bigint(1)"},
      {"x'4D'", "varbinary number in bytes(1)"},
      {"b'101'", "varbinary number in bytes(1)"},
      {".5", "decimal(1,1)"},
      {"_binary'ab'", "varbinary(2)"},
  };
  for (const auto& row : rows) {
    const auto expression = mysql::parse_expression(row.text);
    CHECK_MESSAGE(to_string(mysql::literal(expression->node).type) == row.type, std::string{row.text});
  }
}

TEST_CASE("names that MySQL chooses") {
  const auto& dialect = mysql::dialect();
  const std::string columns[] = {"email"};
  const auto free = [](std::string_view) { return false; };
  const auto taken = [](std::string_view name) { return name == "email" || name == "t_ibfk_1"; };
  CHECK(dialect.choose_name(sql::NameFor::primary_key, "t", columns, free) == "PRIMARY");
  CHECK(dialect.choose_name(sql::NameFor::unique, "t", columns, free) == "email");
  CHECK(dialect.choose_name(sql::NameFor::unique, "t", columns, taken) == "email_2");
  CHECK(dialect.choose_name(sql::NameFor::foreign_key, "t", columns, taken) == "t_ibfk_2");
  CHECK(dialect.choose_name(sql::NameFor::check, "t", columns, free) == "t_chk_1");
}

TEST_CASE("labels of columns") {
  const struct {
    std::string sql, label;
  } rows[] = {{"SELECT Name FROM t", "Name"}, {"SELECT t.Name FROM t", "Name"},    {"SELECT 1+1", "1+1"},
              {"SELECT 'it''s'", "it's"},     {"SELECT COUNT( * )", "COUNT( * )"}, {"SELECT 1 AS x", "x"}};
  for (const auto& row : rows) {
    const auto statement = mysql::dialect().parse(row.sql);
    const auto& select = std::get<ast::Select>(std::get<ast::QueryPtr>(statement.node)->body);
    CHECK_MESSAGE(mysql::dialect().column_label(select.items.front()) == row.label, row.sql);
  }
}
