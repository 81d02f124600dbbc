// MySQL's words for conditions.
#include "sql/mysql/errors.hpp"

#include <doctest/doctest.h>

namespace emulator::mysql {

TEST_CASE("a condition becomes number, SQLSTATE and sentence") {
  const SqlError error = make_error(Condition::undefined_column, {"a", "field list"});
  CHECK(error.condition == Condition::undefined_column);
  CHECK(error.code == 1054);
  CHECK(error.sqlstate == "42S22");
  CHECK(error.message == "Unknown column 'a' in 'field list'");
  CHECK_FALSE(error.position.has_value());
}

TEST_CASE("sentences take their arguments in any order, and do without missing ones") {
  CHECK(make_error(Condition::unique_violation, {"users.email", "a@b"}).message ==
        "Duplicate entry 'a@b' for key 'users.email'");
  CHECK(make_error(Condition::unique_violation, {}).message == "Duplicate entry '' for key ''");
  CHECK(make_error(Condition::undefined_table, {"shop.{1}"}).message == "Table 'shop.{1}' doesn't exist");
}

TEST_CASE("sentences hold commas and quotes") {
  CHECK(make_error(Condition::lock_timeout, {}).message == "Lock wait timeout exceeded; try restarting transaction");
  CHECK(make_error(Condition::mixed_aggregation, {"shop.t.a", "2"}).message ==
        "In aggregated query without GROUP BY, expression #2 of SELECT list contains nonaggregated column 'shop.t.a'; "
        "this is incompatible with sql_mode=only_full_group_by");
}

}  // namespace emulator::mysql
