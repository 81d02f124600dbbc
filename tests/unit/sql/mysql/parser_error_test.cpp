// What the parser refuses, and in which words; labels and source texts.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

struct Case {
  std::string_view sql;
  std::string_view rest;
};

constexpr std::string_view syntax_sentence =
    "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the "
    "right "
    "syntax to use ";

// The error a text ends in; empty if it parses.
std::optional<SqlError> error_of(std::string_view sql) {
  try {
    parse_statement(sql);
  } catch (const SqlError& error) {
    return error;
  }
  return std::nullopt;
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) {
    result += text;
  }
  return result;
}

constexpr Case syntax_errors[] = {
    {R"sql(SELECT a, * FROM t)sql", R"sql(near '* FROM t' at line 1)sql"},
    {R"sql(SELECT * FROM a LEFT JOIN b WHERE 1)sql", R"sql(near 'WHERE 1' at line 1)sql"},
    {R"sql(SELECT a FROM t GROUP BY a DESC)sql", R"sql(near 'DESC' at line 1)sql"},
    {R"sql(SELECT a FROM t LIMIT 1+1)sql", R"sql(near '+1' at line 1)sql"},
    {R"sql(UPDATE a, b SET a.x = 1 LIMIT 1)sql", R"sql(near 'LIMIT 1' at line 1)sql"},
    {R"sql(CREATE TABLE t (a INT DEFAULT 1 + 1))sql", R"sql(near '+ 1)' at line 1)sql"},
    {R"sql(CREATE TABLE t)sql", R"sql(near '' at line 1)sql"},
    {R"sql(CREATE TABLE select (a INT))sql", R"sql(near 'select (a INT)' at line 1)sql"},
    {R"sql(SELEC 1)sql", R"sql(near 'SELEC 1' at line 1)sql"},
    {R"sql(SELECT 1 FROM)sql", R"sql(near '' at line 1)sql"},
    {R"sql(SELECT FROM t)sql", R"sql(near 'FROM t' at line 1)sql"},
    {R"sql(SELECT * FROM t WHERE)sql", R"sql(near '' at line 1)sql"},
    {R"sql(INSERT INTO t (a, VALUES (1))sql", R"sql(near 'VALUES (1)' at line 1)sql"},
    {R"sql(UPDATE t SET)sql", R"sql(near '' at line 1)sql"},
    {R"sql(SELECT x IS TRUE = 1)sql", R"sql(near '= 1' at line 1)sql"},
    {R"sql(SELECT x IN (1) IN (2))sql", R"sql(near 'IN (2)' at line 1)sql"},
    {R"sql(SELECT COUNT(a, b))sql", R"sql(near ')' at line 1)sql"},
    {R"sql(SELECT CAST(x AS INT))sql", R"sql(near 'INT)' at line 1)sql"},
    {R"sql(SELECT 1 +)sql", R"sql(near '' at line 1)sql"},
    {R"sql(SELECT a NOT b)sql", R"sql(near 'NOT b' at line 1)sql"},
    {R"sql(SELECT = 1)sql", R"sql(near '= 1' at line 1)sql"},
    {R"sql(SELECT ())sql", R"sql(near ')' at line 1)sql"},
    {R"sql(SELECT f()sql", R"sql(near '' at line 1)sql"},
    {R"sql(SELECT 'abc)sql", R"sql(near ''abc' at line 1)sql"},
    {"SELECT 1\nFROM\n  t WHERE", "near '' at line 3"},
    {"SELECT 1 +\n\n* 2", "near '* 2' at line 3"},
    {"SELECT /* unclosed", "near '/* unclosed' at line 1"},
    {"SELECT `a", "near '`a' at line 1"},
    {"SELECT \"a", "near '\"a' at line 1"},
    {"SELECT x'4'", "near 'x'4'' at line 1"},
    {"SELECT a:b", "near ':b' at line 1"},
    {"SELECT 1 /*! + 2", "near '' at line 1"},
    {"SELECT a FROM t OFFSET 5", "near '5' at line 1"},
};

constexpr Case unsupported[] = {
    {R"sql(SELECT a FROM t INTO OUTFILE 'x')sql", R"sql(SELECT ... INTO a file)sql"},
    {R"sql(CREATE TABLE t (a INT) PARTITION BY HASH(a))sql", R"sql(PARTITION BY)sql"},
    {R"sql(CREATE TABLE t (a INT INVISIBLE))sql", R"sql(INVISIBLE columns)sql"},
    {R"sql(ALTER TABLE t DROP PARTITION p)sql", R"sql(ALTER TABLE ... PARTITION)sql"},
    {R"sql(ALTER DATABASE d READ ONLY = 1)sql", R"sql(READ ONLY databases)sql"},
    {R"sql(CREATE VIEW v AS SELECT 1 WITH CHECK OPTION)sql", R"sql(WITH CHECK OPTION)sql"},
    {R"sql(CREATE USER u IDENTIFIED BY RANDOM PASSWORD)sql", R"sql(RANDOM PASSWORD)sql"},
    {R"sql(SET GLOBAL TRANSACTION READ ONLY)sql", R"sql(SET GLOBAL TRANSACTION)sql"},
    {R"sql(SET PASSWORD TO RANDOM)sql", R"sql(RANDOM PASSWORD)sql"},
    {R"sql(COMMIT AND CHAIN)sql", R"sql(AND CHAIN)sql"},
    {R"sql(SHOW CREATE USER a)sql", R"sql(SHOW CREATE of anything but a database, a table or a view)sql"},
    {R"sql(EXPLAIN SELECT 1)sql", R"sql(EXPLAIN)sql"},
    {R"sql(CALL mysql.p(1))sql", R"sql(CALL of the server's own procedures)sql"},
    {R"sql(GRANT PROXY ON 'c' TO 'a'@'b')sql", R"sql(GRANT PROXY)sql"},
    {R"sql(CREATE USER a DEFAULT ROLE b)sql", R"sql(CREATE USER ... DEFAULT ROLE)sql"},
    {R"sql(CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.a = 1)sql", R"sql(CREATE TRIGGER)sql"},
    {R"sql(DO SLEEP(1))sql", R"sql(DO)sql"},
    {R"sql(HANDLER t OPEN)sql", R"sql(HANDLER)sql"},
    {R"sql(SELECT lag(x) IGNORE NULLS OVER w)sql", R"sql(IGNORE NULLS)sql"},
    {R"sql(SELECT rank() OVER (ORDER BY x GROUPS UNBOUNDED PRECEDING))sql", R"sql(GROUPS)sql"},
    {R"sql(SELECT MATCH (a) AGAINST ('x'))sql", R"sql(MATCH ... AGAINST)sql"},
    {R"sql(SELECT json_value(a, '$.b' RETURNING SIGNED))sql", R"sql(JSON_VALUE ... RETURNING or ON EMPTY)sql"},
};

}  // namespace

TEST_CASE("syntax errors quote the text from the offending token on") {
  for (const Case& row : syntax_errors) {
    CAPTURE(row.sql);
    const std::optional<SqlError> error = error_of(row.sql);
    REQUIRE(error.has_value());
    CHECK(error->condition == Condition::syntax_error);
    CHECK(error->code == 1064);
    CHECK(error->sqlstate == "42000");
    CHECK(error->message == std::string(syntax_sentence) + std::string(row.rest));
  }
}

TEST_CASE("syntax errors quote at most 80 bytes and never half a character") {
  const std::string filler(79, 'x');
  CHECK(error_of("SELECT 1 FROM ," + filler + "yz")->message ==
        std::string(syntax_sentence) + "near '," + filler + "' at line 1");
  CHECK(error_of("SELECT 1 FROM ," + filler.substr(0, 78) + "\xC3\xA9")->message ==
        std::string(syntax_sentence) + "near '," + filler.substr(0, 78) + "' at line 1");
}

TEST_CASE("what the emulator lacks is named") {
  for (const Case& row : unsupported) {
    CAPTURE(row.sql);
    const std::optional<SqlError> error = error_of(row.sql);
    REQUIRE(error.has_value());
    CHECK(error->condition == Condition::feature_not_supported);
    CHECK(error->code == 1235);
    CHECK(error->message == "This version of MySQL doesn't yet support '" + std::string(row.rest) + "'");
  }
}

TEST_CASE("other errors of the parser") {
  for (const std::string_view sql : {"", "  ", ";", "-- nothing", "/* nothing */"}) {
    CAPTURE(sql);
    CHECK(error_of(sql)->code == 1065);
  }
  CHECK(error_of("SELECT * FROM (SELECT 1)")->code == 1248);
  CHECK(error_of("SELECT count (1)")->code == 1305);
}

TEST_CASE("one statement, and one semicolon after it") {
  CHECK_FALSE(error_of("SELECT 1 ; -- end").has_value());
  for (const std::string_view sql : {"SELECT 1; SELECT 2", "SELECT 1;;", "COMMIT; x"}) {
    CAPTURE(sql);
    try {
      parse_statement(sql);
      FAIL("parsed");
    } catch (const ApiError& error) {
      CHECK(error.fault == Fault::validation);
      CHECK(error.message == "Multistatements aren't supported.");
    }
  }
}

TEST_CASE("nesting is limited, chains of AND and OR are not") {
  struct Nested {
    std::string_view open, core, close;
  };
  constexpr Nested nested[] = {
      {"(", "1", ")"},
      {"-", "1", ""},
      {"NOT ", "1", ""},
      {"1+", "1", ""},
      {"@a:=", "1", ""},
      {"f(", "1", ")"},
      {"(SELECT ", "1", ")"},
      {"CASE WHEN 1 THEN ", "1", " END"},
      {"((SELECT ", "1", "))"},
      {"(1,", "1", ")"},
      {"{fn ", "1", "}"},
      {"1 + INTERVAL ", "1", " DAY"},
      {"EXISTS (SELECT ", "1", ")"},
      {"", "a", " COLLATE b"},
      {"a IN (", "1", ")"},
      {"(", "SELECT 1", ") UNION SELECT 1"},
  };
  for (const Nested& row : nested) {
    CAPTURE(row.open);
    const auto text = [&row](int depth) {
      return "SELECT " + repeated(row.open, depth) + std::string(row.core) + repeated(row.close, depth);
    };
    if (row.core != "SELECT 1") {
      CHECK_FALSE(error_of(text(100)).has_value());
    }
    CHECK(error_of(text(20000))->condition == Condition::statement_too_complex);
  }
  CHECK(error_of(repeated("(", 20000) + "SELECT 1" + repeated(")", 20000))->code == 1436);
  CHECK(error_of("SELECT * FROM " + repeated("(", 20000) + "t" + repeated(")", 20000))->code == 1436);
  CHECK(error_of("SELECT 1" + repeated(" UNION SELECT 1", 5000))->code == 1436);
  CHECK(error_of("SELECT * FROM t" + repeated(" JOIN t", 5000))->code == 1436);
  CHECK_FALSE(error_of("SELECT a" + repeated(" OR a", 20000)).has_value());
  CHECK_FALSE(error_of("SELECT a" + repeated(" AND a", 20000)).has_value());
  CHECK_FALSE(error_of("SELECT a" + repeated(", a", 20000)).has_value());
}

TEST_CASE("columns without an alias are labelled as MySQL does") {
  struct Label {
    std::string_view item, label;
  };
  constexpr Label labels[] = {
      {"1+1", "1+1"},
      {"a  +  b", "a  +  b"},
      {"(1+2)", "(1+2)"},
      {"(5)", "5"},
      {"-1", "-1"},
      {"'abc'", "abc"},
      {"'a' 'b'", "a"},
      {"'  lead'", "lead"},
      {"N'x'", "x"},
      {"_utf8mb4'x'", "x"},
      {"x'41'", "x'41'"},
      {"NULL", "NULL"},
      {"null", "NULL"},
      {"true", "TRUE"},
      {"?", "?"},
      {"t.a", "a"},
      {"`x y`", "x y"},
      {"@v", "@v"},
      {"@@version", "@@version"},
      {"COUNT( * )", "COUNT( * )"},
      {"now()", "now()"},
      {"1 /* c */ + 2", "1  + 2"},
      {"a/**/DIV/**/b", "a DIV b"},
      {"(SELECT 1)", "(SELECT 1)"},
      {"meta->'$.a'", "meta->'$.a'"},
  };
  for (const Label& row : labels) {
    CAPTURE(row.item);
    const std::string sql = "SELECT " + std::string(row.item) + " FROM t";
    const ast::Statement statement = parse_statement(sql);
    const auto& query = std::get<ast::QueryPtr>(statement.node);
    CHECK(std::get<ast::Select>(query->body).items.front().text == row.label);
  }
}

TEST_CASE("expressions alone") {
  CHECK_NOTHROW(parse_expression("a + 1 /* x */"));
  CHECK_THROWS_AS(parse_expression("a b"), SqlError);
  CHECK_THROWS_AS(parse_expression("a;"), SqlError);
  CHECK_THROWS_AS(parse_expression(""), SqlError);
}

}  // namespace emulator::mysql
