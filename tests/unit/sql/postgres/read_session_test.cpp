#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sql/postgres/parser.hpp"
#include "unit/sql/postgres/reading.hpp"

namespace emulator::postgres {
namespace {

// clang-format off
const std::vector<Golden> goldens = {
    {"begin",
     "(begin)"},
    {"begin isolation level serializable, read only, not deferrable",
     "(begin serializable read_only)"},
    {"start transaction isolation level read uncommitted read write",
     "(begin read_uncommitted read_write)"},
    {"commit",
     "(commit)"},
    {"end work",
     "(commit)"},
    {"rollback",
     "(rollback)"},
    {"abort",
     "(rollback)"},
    {"savepoint x",
     "(savepoint x)"},
    {"release savepoint x",
     "(release x)"},
    {"rollback to savepoint x",
     "(rollback_to x)"},
    {"set transaction isolation level repeatable read, read only",
     "(set_characteristics repeatable_read read_only)"},
    {"set session characteristics as transaction isolation level read committed",
     "(set_characteristics read_committed session)"},
    {R"(set search_path to "$user", public)",
     "(set (session search_path '$user' 'public'))"},
    {"set local statement_timeout = 100",
     "(set (local statement_timeout 100))"},
    {"set a.b = -1",
     "(set (session a.b -1))"},
    {"set time zone 'utc'",
     "(set (session timezone 'utc'))"},
    {"set names 'utf8'",
     "(set (session client_encoding 'utf8'))"},
    {"set x to default",
     "(set (session x default))"},
    {"reset x",
     "(set (session x default))"},
    {"reset all",
     "(set (session all default))"},
    {"show time zone",
     "(show timezone)"},
    {"show all",
     "(show all)"},
    {"analyze t",
     "(nothing 'ANALYZE')"},
    {"vacuum",
     "(nothing 'VACUUM')"},
    {"lock table t in share mode",
     "(nothing 'LOCK TABLE')"},
};
// clang-format on

TEST_CASE("transactions and settings") {
  check_trees(goldens);
}

TEST_CASE("other transactions and settings") {
  const std::vector<Refused> cases = {
      {"commit and chain", "AND CHAIN", 0},
      {"prepare transaction 'x'", "two-phase commit", 0},
      {"set transaction snapshot 'x'", "SET TRANSACTION SNAPSHOT", 0},
      {"set x from current", "SET ... FROM CURRENT", 0},
  };
  check_refused(cases, parse_statement);
}

}  // namespace
}  // namespace emulator::postgres
