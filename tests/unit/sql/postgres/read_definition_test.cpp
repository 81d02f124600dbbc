#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "sql/postgres/parser.hpp"
#include "unit/sql/postgres/reading.hpp"

namespace emulator::postgres {
namespace {

// clang-format off
const std::vector<Golden> goldens = {
    {"create view v as select 1",
     "(create_view v (select (items 1)) (text 'select 1'))"},
    {"create or replace temp view s.v (a, b) with (security_barrier) as select 1, 2",
     "(create_view s.v or_replace temporary (columns a b) (select (items 1 2)) (text 'select 1, 2'))"},
    {"create materialized view if not exists m (a) as select 1 with data",
     "(create_view m materialized if_not_exists (columns a) (select (items 1)) (text 'select 1'))"},
    {"create schema if not exists s authorization u",
     "(create_schema s if_not_exists)"},
    {"create schema authorization u",
     "(create_schema u)"},
    {"create database d with owner = x template template0",
     "(create_database d)"},
    {"create sequence if not exists s.q as smallint start 3 owned by t.a",
     "(create_sequence s.q if_not_exists (start 3) (owned_by t.a) (as int2))"},
    {"create temp sequence q restart 7 no minvalue maxvalue 9223372036854775807 no cycle",
     "(create_sequence q temporary (maximum 9223372036854775807) (restart 7) no_minimum no_cycle)"},
    {"alter sequence if exists q restart increment 2 owned by none",
     "(alter_sequence q if_exists (increment 2) restart (owned_by none))"},
    {"alter sequence q restart with -4",
     "(alter_sequence q (restart -4))"},
    {"create type s.mood as enum ('sad', 'ok')",
     "(create_enum s.mood 'sad' 'ok')"},
    {"create type e as enum ()",
     "(create_enum e)"},
    {"alter type mood add value if not exists 'happy' before 'ok'",
     "(alter_enum mood 'happy' if_not_exists (before ok))"},
    {"alter type mood add value 'a' after 'b'",
     "(alter_enum mood 'a' (after b))"},
    {"alter type mood add value 'a'",
     "(alter_enum mood 'a')"},
    {"alter type mood rename value 'a' to 'b'",
     "(alter_enum mood 'b' (renamed_from a))"},
    {"drop table if exists a, s.b cascade",
     "(drop_table a s.b if_exists cascade)"},
    {"drop view v restrict",
     "(drop_view v)"},
    {"drop materialized view m",
     "(drop_materialized_view m)"},
    {"drop extension if exists x",
     "(drop_extension x if_exists)"},
    {"create extension if not exists x",
     "(create_extension x if_not_exists)"},
    {"comment on column s.t.c is 'x'",
     "(comment_on_column s.t c 'x')"},
    {"refresh materialized view m",
     "(refresh_view m)"},
    {"drop index concurrently if exists i",
     "(drop_index i if_exists)"},
    {"drop schema a, b",
     "(drop_schema a b)"},
    {"drop sequence q",
     "(drop_sequence q)"},
    {"drop type if exists s.mood",
     "(drop_type s.mood if_exists)"},
    {"drop database if exists d",
     "(drop_database d if_exists)"},
};
// clang-format on

TEST_CASE("schemas, databases, views, sequences, enums, DROP") {
  check_trees(goldens);
}

TEST_CASE("other definitions") {
  const std::vector<Refused> cases = {
      {"create schema s create table t ()", "CREATE SCHEMA with elements", 0},
      {"create schema authorization current_user", "CREATE SCHEMA without a name", 0},
      {"create database d template x", "TEMPLATE", 18},
      {"create recursive view v (a) as select 1", "CREATE RECURSIVE VIEW", 0},
      {"create view v as select 1 with local check option", "WITH CHECK OPTION", 12},
      {"create materialized view m as select 1 with no data", "WITH NO DATA", 25},
      {"drop function f (int)", "DROP FUNCTION", 0},
  };
  check_refused(cases, parse_statement);
}

TEST_CASE("TRUNCATE") {
  const ast::Statement statement = parse_statement("truncate table only a, s.b restart identity cascade");
  const auto& truncate = std::get<ast::Truncate>(statement.node);
  REQUIRE(truncate.tables.size() == 2);
  CHECK(truncate.tables[1].parts == std::vector<std::string>{"s", "b"});
  CHECK(truncate.restart_identity);
  CHECK(truncate.cascade);
  CHECK_FALSE(std::get<ast::Truncate>(parse_statement("truncate a").node).cascade);
}

TEST_CASE("a sequence's numbers fit 64 bits") {
  try {
    parse_statement("create sequence s start 9223372036854775808");
    FAIL("accepted");
  } catch (const SqlError& error) {
    CHECK(error.message == R"(value "9223372036854775808" is out of range for type bigint)");
    CHECK(error.position == 18);
  }
}

}  // namespace
}  // namespace emulator::postgres
