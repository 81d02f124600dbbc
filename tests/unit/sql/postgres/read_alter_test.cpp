#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sql/postgres/parser.hpp"
#include "unit/sql/postgres/reading.hpp"

namespace emulator::postgres {
namespace {

// clang-format off
const std::vector<Golden> goldens = {
    {"alter table if exists only t add column if not exists a int not null, drop column if exists b cascade, drop c",
     "(alter_table t if_exists (add (column a (type int4) not_null) if_not_exists) (drop_column b if_exists cascade) (drop_column c))"},
    {R"(alter table t alter a type numeric(3) using a::numeric(3), alter b set data type text collate "C")",
     "(alter_table t (alter_type a (type numeric 3) (using (cast (column a) (type numeric 3)))) (alter_type b (type text (collate C))))"},
    {"alter table t alter a set default -1, alter a drop default, alter a set not null, alter a drop not null",
     "(alter_table t (set_default a -1 (text '-1')) (drop_default a) (set_not_null a) (drop_not_null a))"},
    {"alter table t add constraint k check (a > 0) not valid, add unique (a), add constraint f foreign key (a) references u, drop constraint if exists j cascade",
     "(alter_table t (add (check k (check (> (column a) 0)) (text 'a > 0'))) (add (unique (parts a))) (add (foreign_key f (columns a) (references u))) (drop_constraint j if_exists cascade))"},
    {"alter table t add column a int references u check (a > 0) unique",
     "(alter_table t (add (column a (type int4) unique) (foreign_key (column a) (columns a) (references u)) (check (column a) (check (> (column a) 0)) (text 'a > 0'))))"},
    {"alter table t alter a add generated always as identity (start 5), alter b drop identity if exists",
     "(alter_table t (set_identity a (identity_always (start 5))) (drop_identity b if_exists))"},
    {"alter table t rename column a to b",
     "(alter_table t (rename_column a b))"},
    {"alter table s.t rename to u",
     "(alter_table s.t (rename u))"},
    {"alter table if exists t rename constraint a to b",
     "(alter_table t if_exists (rename_constraint a b))"},
    {"alter index i rename to j",
     "(alter_index i (rename j))"},
    {"alter view v rename to w",
     "(alter_view v (rename w))"},
    {"alter table t set schema s",
     "(alter_table t (set_schema s))"},
    {"alter table t enable row level security, owner to x, owner to current_user",
     "(alter_table t (row_security on) (set_owner x) (set_owner CURRENT_USER))"},
    {"alter table t alter a set generated always set increment by 2 restart with 5",
     "(alter_table t (change_identity a always (increment 2) (restart 5)))"},
    {"alter table t validate constraint c, alter constraint d deferrable initially deferred",
     "(alter_table t (validate c) (alter_constraint d deferrable initially_deferred))"},
    {"alter table t alter a drop expression if exists, disable trigger all",
     "(alter_table t (drop_expression a if_exists) (set_triggers with_foreign_keys))"},
    {"alter index i set (fillfactor = 70)",
     "(alter_index i (without_effect 'SetRelOptions'))"},
    {"alter schema x rename to y",
     "(rename_schema x y)"},
    {"alter view v set schema s",
     "(alter_view v (set_schema s))"},
    {"alter sequence q owner to x",
     "(alter_sequence q (set_owner x))"},
};
// clang-format on

TEST_CASE("ALTER TABLE and renames") {
  check_trees(goldens);
}

TEST_CASE("other alterations") {
  const std::vector<Refused> cases = {
      {"alter type x add attribute a int", "ALTER TYPE", 0},
  };
  check_refused(cases, parse_statement);
}

TEST_CASE("NOT VALID is kept") {
  const ast::Statement statement = parse_statement("alter table t add check (a > 0) not valid, add check (a > 0)");
  const auto& alter = std::get<ast::AlterTable>(statement.node);
  CHECK(std::get<ast::AddConstraint>(alter.actions.at(0).node).constraint.not_valid);
  CHECK_FALSE(std::get<ast::AddConstraint>(alter.actions.at(1).node).constraint.not_valid);
}

}  // namespace
}  // namespace emulator::postgres
