#include <doctest/doctest.h>

#include <vector>

#include "sql/postgres/parser.hpp"
#include "unit/sql/postgres/reading.hpp"

namespace emulator::postgres {
namespace {

TEST_CASE("roles and what they are granted") {
  const std::vector<Golden> cases = {
      {"create role x", "(create_role x)"},
      {"create user x with password 'p' connection limit -1 createdb nologin",
       "(create_user x (password p) (connectionlimit -1) (createdb on) (canlogin off))"},
      {"alter role x nocreaterole", "(alter_role x (createrole off))"},
      {"alter group g add user a, b", "(grant_role g a b)"},
      {"drop role if exists a, b", "(drop_role a b if_exists)"},
      {"grant select, update (a, b) on t, s.u to x, public with grant option",
       "(grant (select) (update a b) (table t s.u) x PUBLIC with_option)"},
      {"revoke grant option for all on all tables in schema s from current_user cascade",
       "(revoke (table s) CURRENT_USER all_in_schema only_option cascade)"},
      {"grant usage on schema a, b to x", "(grant (usage) (schema a b) x)"},
      {"grant connect on database d to x", "(grant (connect) (database d) x)"},
      {"grant a, b to c with admin option", "(grant_role a b c with_admin)"},
      {"alter default privileges for role o in schema s grant select on tables to x",
       "(default_privileges o s (grant (select) (table) x))"},
  };
  check_trees(cases);
}

}  // namespace
}  // namespace emulator::postgres
