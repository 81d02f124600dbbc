#include "sql/postgres/errors.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace emulator::postgres {
namespace {

struct Case {
  Condition condition;
  std::vector<std::string> arguments;
  std::string_view sqlstate, message, detail, hint;
};

// Sentences of a real PostgreSQL 15.
const std::vector<Case> cases = {
    {Condition::undefined_column, {"nosuch", "where clause"}, "42703", R"(column "nosuch" does not exist)", "", ""},
    {Condition::undefined_column_in_relation, {"y.nosuch", ""}, "42703", "column y.nosuch does not exist", "", ""},
    {Condition::undefined_target_column,
     {"nosuch", "p"},
     "42703",
     R"(column "nosuch" of relation "p" does not exist)",
     "",
     ""},
    {Condition::check_violation,
     {"p_n_check", "p"},
     "23514",
     R"(new row for relation "p" violates check constraint "p_n_check")",
     "",
     ""},
    {Condition::foreign_key_parent_violation,
     {"p", "c_pid_fkey", "c", "anything"},
     "23503",
     R"(update or delete on table "p" violates foreign key constraint "c_pid_fkey" on table "c")",
     "",
     ""},
    {Condition::undefined_function,
     {"f(integer)"},
     "42883",
     "function f(integer) does not exist",
     "",
     "No function matches the given name and argument types. You might need to add explicit type casts."},
    {Condition::foreign_key_type_mismatch,
     {"c_u_fkey", "u", "id", "text", "integer"},
     "42804",
     R"(foreign key constraint "c_u_fkey" cannot be implemented)",
     R"(Key columns "u" and "id" are of incompatible types: text and integer.)",
     ""},
    {Condition::cannot_truncate_referenced,
     {"p", "c"},
     "0A000",
     "cannot truncate a table referenced in a foreign key constraint",
     R"(Table "c" references "p".)",
     R"(Truncate table "c" at the same time, or use TRUNCATE ... CASCADE.)"},
    {Condition::indeterminate_type, {"1"}, "42P18", "could not determine data type of parameter $1", "", ""},
    {Condition::in_failed_transaction,
     {},
     "25P02",
     "current transaction is aborted, commands ignored until end of transaction block",
     "",
     ""},
    {Condition::datatype_mismatch, {"{1} stays {}"}, "42804", "{1} stays {}", "", ""},
    {Condition::check_violation, {"c"}, "23514", R"(new row for relation "" violates check constraint "c")", "", ""},
};

TEST_CASE("a condition and its arguments become PostgreSQL's sentence") {
  for (const Case& expected : cases) {
    CAPTURE(name_of(expected.condition));
    const SqlError error = make_error(expected.condition, expected.arguments);
    CHECK(error.condition == expected.condition);
    CHECK(error.sqlstate == expected.sqlstate);
    CHECK(error.message == expected.message);
    CHECK(error.detail == expected.detail);
    CHECK(error.hint == expected.hint);
    CHECK(error.code == 0);
    CHECK_FALSE(error.position.has_value());
  }
}

TEST_CASE("no sentence is left with an empty place when the most arguments are given") {
  const std::vector<std::string> arguments = {"0", "1", "2", "3", "4"};
  for (std::size_t i = 0; i < condition_count; ++i) {
    const SqlError error = make_error(static_cast<Condition>(i), arguments);
    CAPTURE(error.message);
    CHECK(error.sqlstate.size() == 5);
    CHECK(error.message.find('{') == std::string::npos);
    CHECK(error.message.find('|') == std::string::npos);
    CHECK(error.detail.find('{') == std::string::npos);
    CHECK(error.hint.find('{') == std::string::npos);
  }
}

TEST_CASE("own words keep the condition's SQLSTATE and drop its hint") {
  const SqlError error = make_worded_error(Condition::undefined_function, "lastval is not yet defined");
  CHECK(error.sqlstate == "42883");
  CHECK(error.message == "lastval is not yet defined");
  CHECK(error.hint.empty());
}

}  // namespace
}  // namespace emulator::postgres
