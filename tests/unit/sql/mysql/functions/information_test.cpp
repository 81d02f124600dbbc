#include "../evaluate.hpp"
#include "sql/mysql/functions/locks.hpp"
#include "sql/mysql/functions/tables.hpp"

using namespace emulator;
using namespace emulator::mysql;
using namespace emulator::mysql::testing;

TEST_CASE("what the session knows") {
  static const Expectation rows[] = {
      {"DATABASE()", "shop"},
      {"SCHEMA()", "shop"},
      {"VERSION()", "8.0.39"},
      {"CURRENT_USER()", "admin@%"},
      {"CONNECTION_ID()", "7"},
      {"LAST_INSERT_ID()", "0"},
      {"LAST_INSERT_ID(5)", "5"},
      {"@@version", "8.0.39"},
      {"ROW_COUNT()", "-1"},
      {"FOUND_ROWS()", "0"},
      {"@@warning_count", "0"},
      {"NO_SUCH(1)", "1305 FUNCTION no_such does not exist"},
      {"ABS()", "1582 Incorrect parameter count in the call to native function 'abs'"},
  };
  check(rows);
}

namespace {

class Counter final : public sql::SequenceSource {
 public:
  std::int64_t next(std::int64_t) override { return ++last; }
  std::int64_t current(std::int64_t) override { return last; }
  std::int64_t last_given() override { return last; }
  void set(std::int64_t, std::int64_t value, bool) override { last = value; }
  void raise(std::int64_t, std::int64_t at_least) override { last = std::max(last, at_least); }
  std::int64_t last = 0;
};

}  // namespace

TEST_CASE("AUTO_INCREMENT takes NULL and 0 for the next number") {
  Counter counter;
  Evaluator evaluator;
  evaluator.context.sequences = &counter;
  const auto& row = row_of_native("my_auto_increment");
  CHECK(row.name == " auto_increment");
  const auto insert = [&](Value value) {
    const Value arguments[] = {std::move(value), std::int64_t{1}};
    return shown(evaluator.call(row, arguments));
  };
  CHECK(insert(Null{}) == "1");
  CHECK(insert(std::int64_t{0}) == "2");
  CHECK(insert(std::int64_t{10}) == "10");
  CHECK(insert(Null{}) == "11");
  CHECK(evaluator.context.first_generated_id == 1);
  CHECK(evaluator.context.last_insert_id == 1);
}

TEST_CASE("named locks") {
  auto& locks = named_locks();
  using std::chrono::duration;
  CHECK(locks.acquire("migration", 1, duration<double>{0}));
  CHECK(locks.acquire("migration", 1, duration<double>{0}));
  CHECK_FALSE(locks.acquire("migration", 2, duration<double>{0.01}));
  CHECK(locks.holder("migration") == 1);
  CHECK(locks.release("migration", 2) == false);
  CHECK(locks.release("migration", 1) == true);
  CHECK(locks.release_all(1) == 1);
  CHECK_FALSE(locks.release("migration", 1).has_value());
  CHECK(locks.acquire("migration", 2, duration<double>{0}));
  CHECK(locks.release_all(2) == 1);
}
