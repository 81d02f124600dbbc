#include "sql/postgres/parser.hpp"

#include <doctest/doctest.h>
#include <pthread.h>

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace emulator::postgres {
namespace {

// As the server's threads have it.
void run_with_server_stack(std::function<void()> function) {
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, 16U << 20U) == 0);
  pthread_t thread{};
  const auto start = [](void* pointer) -> void* {
    (*static_cast<std::function<void()>*>(pointer))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, start, &function) == 0);
  REQUIRE(pthread_join(thread, nullptr) == 0);
  pthread_attr_destroy(&attributes);
}

struct Failure {
  std::string sqlstate, message, hint;
  std::optional<std::size_t> position;
};

std::optional<Failure> failure_of(std::string_view sql) {
  try {
    parse_statement(sql);
  } catch (const SqlError& error) {
    return Failure{error.sqlstate, error.message, error.hint, error.position};
  } catch (const ApiError& error) {
    return Failure{"", error.message, "", std::nullopt};
  }
  return std::nullopt;
}

struct Refusal {
  std::string_view sql, sqlstate, message;
  std::optional<std::size_t> position;  // in bytes
};

// Each of them as PostgreSQL 15.20 answers, except that its positions count characters from 1.
const std::vector<Refusal> refusals = {
    {"selec 1", "42601", R"(syntax error at or near "selec")", 0},
    {"select 1 from", "42601", "syntax error at end of input", 13},
    {"select 'é', 'é' 'x' y z", "42601", R"(syntax error at or near "'x'")", 18},
    {"select é x y", "42601", R"(syntax error at or near "y")", 12},
    {"select 'abc", "42601", R"(unterminated quoted string at or near "'abc")", 7},
    {"select 1 /* x", "42601", R"(unterminated /* comment at or near "/* x")", 9},
    {R"(select "")", "42601", R"(zero-length delimited identifier at or near """")", 7},
    {"select 1 order by 1 order by 2", "42601", R"(syntax error at or near "order")", 20},
    {"(select 1 limit 1) limit 2", "42601", "multiple LIMIT clauses not allowed", 25},
    {"select * from (select 1)", "42601", "subquery in FROM must have an alias", 14},
    {"select 1 limit 1,2", "42601", "LIMIT #,# syntax is not supported", 9},
    {"create schema if not exists s create table t()", "0A000",
     "CREATE SCHEMA IF NOT EXISTS cannot include schema elements", 30},
    {"create table t (a int references b match partial)", "0A000", "MATCH PARTIAL not yet implemented", 35},
    {"select sum(x) over (rows unbounded following)", "42P20", "frame start cannot be UNBOUNDED FOLLOWING", 25},
    {"select 1::float(54)", "22023", "precision for type float must be less than 54 bits", 16},
    {R"(select U&'\zzzz')", "42601", "invalid Unicode escape", 10},
    {R"(select E'\u00')", "22025", "invalid Unicode escape", 9},
    {R"(select E'\377')", "22021", R"(invalid byte sequence for encoding "UTF8": 0xff)", std::nullopt},
    {"create table t (a int null not null)", "42601",
     R"(conflicting NULL/NOT NULL declarations for column "a" of table "t")", 27},
    {"create table t (a int default 1 default 2)", "42601",
     R"(multiple default values specified for column "a" of table "t")", 32},
    {"create table t (a int generated always as identity generated always as identity)", "42601",
     R"(multiple identity specifications for column "a" of table "t")", 51},
    {"create table t (a int check (a) deferrable)", "42601", "misplaced DEFERRABLE clause", 32},
    {"insert into t values (1) on conflict do update set a=1", "42601",
     "ON CONFLICT DO UPDATE requires inference specification or constraint name", 25},
    {"update t set (a,b) = (1,2,3)", "42601", "number of columns does not match number of values", 21},
    {"update t set (a,b) = 1", "0A000",
     "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression", 21},
};

TEST_CASE("errors have the server's SQLSTATE and sentence, and a byte position") {
  for (const Refusal& expected : refusals) {
    CAPTURE(expected.sql);
    const std::optional<Failure> failure = failure_of(expected.sql);
    REQUIRE(failure);
    CHECK(failure->sqlstate == expected.sqlstate);
    CHECK(failure->message == expected.message);
    CHECK(failure->position == expected.position);
  }
  CHECK(failure_of("select * from (select 1)")->hint == "For example, FROM (SELECT ...) [AS] foo.");
}

TEST_CASE("text that is not UTF-8 is refused with its bytes") {
  using namespace std::string_literals;
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"select '\xff'", "0xff"},
      {"select '\xc3\x28'", "0xc3 0x28"},
      {"select '\xe4\xb8' ", "0xe4 0xb8 0x27"},
      {"select 1\0, 2"s, "0x00"},
  };
  for (const auto& [sql, bytes] : cases) {
    CAPTURE(sql);
    const std::optional<Failure> failure = failure_of(sql);
    REQUIRE(failure);
    CHECK(failure->sqlstate == "22021");
    CHECK(failure->message == "invalid byte sequence for encoding \"UTF8\": " + bytes);
  }
}

TEST_CASE("one statement is read, semicolons around it do not matter, two are refused") {
  for (const std::string_view sql : {"select 1", "select 1;", ";; select 1 ; ;", "-- c\nselect 1 -- d\n;"}) {
    CAPTURE(sql);
    CHECK(std::holds_alternative<ast::QueryPtr>(parse_statement(sql).node));
  }
  for (const std::string_view sql : {"select 1; select 2", "select 1;; ;delete from t;"}) {
    CAPTURE(sql);
    const std::optional<Failure> failure = failure_of(sql);
    REQUIRE(failure);
    CHECK(failure->message == "Multistatements aren't supported.");
  }
}

TEST_CASE("an empty text is an empty query") {
  for (const std::string_view sql : {"", ";", "  \n", "-- only this", "/* a */ ; /* b */"}) {
    CAPTURE(sql);
    const ast::Statement statement = parse_statement(sql);
    REQUIRE(std::holds_alternative<ast::Nothing>(statement.node));
    CHECK(std::get<ast::Nothing>(statement.node).what == "empty query");
  }
}

TEST_CASE("a statement is where its first word is") {
  CHECK(parse_statement("select 1").position == 0);
  CHECK(parse_statement(" \n delete from t").position == 3);
  CHECK(parse_statement("; select 1").position == 2);
}

TEST_CASE("an expression alone is parsed with positions of its own text") {
  const ast::ExpressionPtr sum = parse_expression("a + length('é')");
  const auto& plus = std::get<ast::BinaryOperator>(sum->node);
  CHECK(sum->position == 2);
  CHECK(plus.left->position == 0);
  CHECK(plus.right->position == 4);
  CHECK(std::get<ast::NumberLiteral>(parse_expression("-  5")->node).text == "-5");
  for (const std::string_view text :
       {"", "1, 2", "1 AS x", "1 FROM t", "DISTINCT a", "1; SELECT 2", "1 LIMIT 1", "1 UNION SELECT 2", "*/", "1)"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_expression(text), SqlError);
  }
  try {
    parse_expression("a +");
    FAIL("accepted");
  } catch (const SqlError& error) {
    CHECK(error.message == "syntax error at end of input");
    CHECK(error.position == 3);
  }
}

std::string repeated(std::string_view begin, std::string_view unit, std::string_view middle, std::string_view closing,
                     std::string_view end) {
  constexpr std::size_t longest = 65'536;
  const std::size_t count = (longest - begin.size() - middle.size() - end.size()) / (unit.size() + closing.size());
  std::string text{begin};
  for (std::size_t i = 0; i < count; ++i) text += unit;
  text += middle;
  for (std::size_t i = 0; i < count; ++i) text += closing;
  return text += end;
}

struct Shape {
  std::string_view begin, unit, middle, closing, end;
  bool accepted;
};

TEST_CASE("64 KiB of any one construct is answered or refused, within the stack of the server's threads") {
  const std::vector<Shape> shapes = {
      {"select 1", "+1", "", "", "", false},
      {"select a", "||a", "", "", "", false},
      {"select a", "::t", "", "", "", false},
      {"select a", " collate \"C\"", "", "", "", false},
      {"select a", " and a", "", "", "", true},
      {"select a", " or a", "", "", "", true},
      {"select a", "[1]", "", "", "", false},
      {"select (a)", ".b", "", "", "", false},
      {"select a", ".b", "", "", "", true},
      {"select a", " is null", "", "", "", false},
      {"select a", " at time zone b", "", "", "", false},
      {"select ", "not ", "a", "", "", false},
      {"select ", "- ", "a", "", "", false},
      {"select 1 ", "+", "", "", "", false},
      {"select ", "(", "1", ")", "", false},
      {"select ", "f(", "1", ")", "", false},
      {"select ", "array[", "1", "]", "", false},
      {"select ", "case when a then ", "1", " end", "", false},
      {"", "select (", "1", ")", "", false},
      {"select 1 from ", "(select 1 from ", "t", ") x", "", false},
      {"select 1", " union select 1", "", "", "", false},
      {"select 1 from t", " cross join t", "", "", "", false},
      {"", "with a as (", "select 1", ") select 1", "", false},
      {"select a in (1", ",1", "", "", ")", true},
      {"values (1)", ",(1)", "", "", "", true},
      {"create table t (a int default 1", "+1", "", "", ")", false},
      {"create view v as select 1", "+1", "", "", "", false},
  };
  run_with_server_stack([&] {
    for (const Shape& shape : shapes) {
      const std::optional<Failure> failure =
          failure_of(repeated(shape.begin, shape.unit, shape.middle, shape.closing, shape.end));
      CAPTURE(shape.begin);
      CAPTURE(shape.unit);
      CHECK(!failure == shape.accepted);
      CHECK((!failure || failure->sqlstate == "54001" || failure->message.starts_with("memory exhausted")));
    }
  });
}

TEST_CASE("chains up to the limit of nesting are read") {
  run_with_server_stack([] {
    std::string chain = "select 1";
    for (int i = 0; i < 900; ++i) chain += "+1";
    CHECK_FALSE(failure_of(chain));
  });
}

TEST_CASE("a picture of operator characters in a string is a string") {
  CHECK_FALSE(failure_of("select '" + std::string(10'000, '+') + "'"));
  CHECK_FALSE(failure_of("select 1 --" + std::string(1'000, '=')));
  CHECK(failure_of("select 1 " + std::string(10'000, '+') + " 2")->sqlstate == "54001");
}

TEST_CASE("no truncation, change of bytes or mixture does more than fail") {
  const std::vector<std::string> seeds = {
      "with recursive x(a) as (select 1 union all select a + 1 from x) select a, -5, 'é' from x limit 10",
      "select distinct on (a) a, count(*) filter (where b) over (partition by c order by d rows 1 preceding) from t",
      "insert into s.t as x (a, b) values (1, default) on conflict (a) do update set b = excluded.b returning *",
      "create table t (a serial primary key, b varchar(3) default 'x' check (b <> ''), c int references u on delete "
      "cascade deferrable, d int generated always as (a + 1) stored, e int generated always as identity (start -3))",
      "alter table t alter a type int using a::int, alter b set default -1, add column if not exists c text default "
      "'a' collate \"C\" not null, add constraint k check (a > (1 + 2))",
      "create unique index i on t using btree ((a + 1) desc, lower(b) text_ops nulls first) include (c) where d is "
      "null",
      "create sequence s increment by -1 minvalue -9 maxvalue -1 cycle",
      "select interval '1' day to second(3), x'1F', b'101', $1::numeric(10,-2)[], a[1:2], (t).*, 1e5 from f(1) as g(a)",
  };
  run_with_server_stack([&] {
    std::mt19937 random{7};
    const auto below = [&](std::size_t limit) { return random() % (limit + 1); };
    for (int round = 0; round < 6'000; ++round) {
      std::string text = seeds[random() % seeds.size()];
      const std::string& other = seeds[random() % seeds.size()];
      switch (round % 4) {
        case 0:
          text.resize(below(text.size()));
          break;
        case 1:
          text[random() % text.size()] = static_cast<char>(random() % 256);
          break;
        case 2:
          text.erase(below(text.size()), random() % 12);
          break;
        case 3:
          text.insert(below(text.size()), other.substr(below(other.size()), random() % 15));
          break;
      }
      const std::optional<Failure> failure = failure_of(text);
      if (failure && failure->position) {
        CHECK(*failure->position <= text.size());
      }
      CHECK((!failure || failure->sqlstate != "XX000"));
    }
  });
}

}  // namespace
}  // namespace emulator::postgres
