#include <doctest/doctest.h>

#include <string>
#include <tuple>
#include <vector>

#include "sql/postgres/parser.hpp"
#include "unit/sql/postgres/reading.hpp"

namespace emulator::postgres {
namespace {
TEST_CASE("kinds of statements without a reader are refused by their SQL name") {
  const std::vector<Refused> cases = {
      {"call f()", "CALL", 0},
      {"copy t from stdin", "COPY", 0},
      {"create domain d as int", "CREATE DOMAIN", 0},
      {"create function f() returns int language sql as 'select 1'", "CREATE FUNCTION", 0},
      {"create policy p on t", "CREATE POLICY", 0},
      {"create rule r as on insert to t do nothing", "CREATE RULE", 0},
      {"create trigger x before insert on t for each row execute function f()", "CREATE TRIGGER", 0},
      {"create type x as (a int)", "CREATE TYPE ... AS", 0},
      {"declare c cursor for select 1", "DECLARE", 0},
      {"discard all", "DISCARD", 0},
      {"do 'x'", "DO", 0},
      {"drop owned by x", "DROP OWNED", 0},
      {"execute x", "EXECUTE", 0},
      {"explain select 1", "EXPLAIN", 0},
      {"fetch 1 from c", "FETCH", 0},
      {"listen a", "LISTEN", 0},
      {"prepare x as select 1", "PREPARE", 0},
      {"alter role x set a = 1", "ALTER ROLE ... SET", 0},
      {" \n reassign owned by x to y", "REASSIGN OWNED", 3},
  };
  check_refused(cases, parse_statement);
}

}  // namespace
}  // namespace emulator::postgres
