// rewrite_placeholders: which colons are placeholders in which engine, and what becomes of them.
#include "sql/placeholders.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace emulator::sql {
namespace {

struct Row {
  std::string sql;
  std::string expected;
  std::vector<std::string> names;
};

void check(const std::vector<Row>& rows, const PlaceholderRules& rules) {
  for (const auto& row : rows) {
    CAPTURE(row.sql);
    const auto result = rewrite_placeholders(row.sql, rules);
    CHECK(result.sql() == row.expected);
    CHECK(std::vector<std::string>(result.names.begin(), result.names.end()) == row.names);
  }
}

TEST_CASE("both engines") {
  const std::vector<Row> rows = {
      {"", "", {}},
      {"SELECT 1", "SELECT 1", {}},
      {"SELECT :a", "SELECT $1", {"a"}},
      {":a", "$1", {"a"}},
      {"SELECT :a, :b, :a", "SELECT $1, $2, $3", {"a", "b", "a"}},
      {"SELECT :1, :0, :p_1", "SELECT $1, $2, $3", {"1", "0", "p_1"}},
      {"SELECT (:a+:b)", "SELECT ($1+$2)", {"a", "b"}},
      {"SELECT ':a', \":b\", :c", "SELECT ':a', \":b\", $1", {"c"}},
      {"SELECT 'it''s :a' || :b", "SELECT 'it''s :a' || $1", {"b"}},
      {"SELECT '' || :b", "SELECT '' || $1", {"b"}},
      {"SELECT \"a\"\":b\", :c", "SELECT \"a\"\":b\", $1", {"c"}},
      {"SELECT ':a", "SELECT ':a", {}},
      {"SELECT :a -- :b\n, :c", "SELECT $1 -- :b\n, $2", {"a", "c"}},
      {"SELECT :a -- :b", "SELECT $1 -- :b", {"a"}},
      {"SELECT /* :a */ :b", "SELECT /* :a */ $1", {"b"}},
      {"SELECT /*/ :a */ :b", "SELECT /*/ :a */ $1", {"b"}},
      {"SELECT /* ' */ :b", "SELECT /* ' */ $1", {"b"}},
      {"SELECT /* :a", "SELECT /* :a", {}},
      {"SELECT /*", "SELECT /*", {}},
      {"SELECT :x::uuid", "SELECT $1::uuid", {"x"}},
      {"SELECT '1'::text", "SELECT '1'::text", {}},
      {"SELECT a::int :: text", "SELECT a::int :: text", {}},
      {"SET @a := 1", "SET @a := 1", {}},
      {"SELECT : a", "SELECT : a", {}},
      {"SELECT :", "SELECT :", {}},
      {"SELECT :naïve", "SELECT $1", {"naïve"}},
      {"SELECT 5 - :a / :b", "SELECT 5 - $1 / $2", {"a", "b"}},
      {"SELECT $1, ?", "SELECT $1, ?", {}},
      {std::string(3, ':') + "a", "::$1", {"a"}},
  };
  check(rows, postgres_placeholders);
  auto mysql_rows = rows;
  auto rules = mysql_placeholders;
  rules.style = PlaceholderStyle::numbered;
  check(mysql_rows, rules);
}

TEST_CASE("PostgreSQL") {
  check(
      {
          {"SELECT $$a :b c$$", "SELECT $$a $1 c$$", {"b"}},
          {"SELECT a[1:2]", "SELECT a[1$1]", {"2"}},
          {"SELECT '\\' || :a", "SELECT '\\' || $1", {"a"}},
          {"SELECT E'\\' :a' || :b", "SELECT E'\\' :a' || $1", {"b"}},
          {"SELECT e'\\\\' || :b", "SELECT e'\\\\' || $1", {"b"}},
          {"SELECT type'\\' || :b", "SELECT type'\\' || $1", {"b"}},
          {"SELECT a#>>'{:x}', b # :y", "SELECT a#>>'{:x}', b # $1", {"y"}},
          {"SELECT 1--:a\n+:b", "SELECT 1--:a\n+$1", {"b"}},
          {"SELECT /* /* :a */ :b */ :c", "SELECT /* /* :a */ :b */ $1", {"c"}},
          {"SELECT `:a`", "SELECT `$1`", {"a"}},
          {"SELECT :a :b :c :d :e :f :g :h :i :j",
           "SELECT $1 $2 $3 $4 $5 $6 $7 $8 $9 $10",
           {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}},
      },
      postgres_placeholders);
}

TEST_CASE("MySQL") {
  check(
      {
          {"SELECT :a, :b, :a", "SELECT ?, ?, ?", {"a", "b", "a"}},
          {"SELECT `:a`, :b", "SELECT `:a`, ?", {"b"}},
          {"SELECT `\\`, :b", "SELECT `\\`, ?", {"b"}},
          {"SELECT '\\' :a', :b", "SELECT '\\' :a', ?", {"b"}},
          {"SELECT \"\\\" :a\", :b", "SELECT \"\\\" :a\", ?", {"b"}},
          {"SELECT '\\", "SELECT '\\", {}},
          {"SELECT 1 # :a\n, :b", "SELECT 1 # :a\n, ?", {"b"}},
          {"SELECT 1--:a", "SELECT 1--?", {"a"}},
          {"SELECT 1 --\t:a", "SELECT 1 --\t:a", {}},
          {"SELECT 1 --", "SELECT 1 --", {}},
          {"SELECT /* /* :a */ :b", "SELECT /* /* :a */ ?", {"b"}},
          {"SET @a:=:b", "SET @a:=?", {"b"}},
      },
      mysql_placeholders);
}

TEST_CASE("several statements") {
  const auto several = [](std::string_view sql) {
    return rewrite_placeholders(sql, postgres_placeholders).several_statements;
  };
  CHECK_FALSE(several("SELECT 1"));
  CHECK_FALSE(several("SELECT 1;"));
  CHECK_FALSE(several("SELECT 1;; ;\n -- done\n /* ; */ "));
  CHECK_FALSE(several("SELECT ';' ; -- SELECT 2"));
  CHECK(several("SELECT 1; SELECT 2"));
  CHECK(several("SELECT 1;;SELECT 2"));
}

TEST_CASE("a text of nothing but quotes is walked without recursion") {
  const std::string quotes(65535, '\'');
  CHECK(rewrite_placeholders(quotes, mysql_placeholders).sql() == quotes);
}

TEST_CASE("a text without placeholders is not copied") {
  const std::string text = "SELECT name FROM pets WHERE id = 1";
  CHECK(rewrite_placeholders(text, postgres_placeholders).sql().data() == text.data());
}

}  // namespace
}  // namespace emulator::sql
