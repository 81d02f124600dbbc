// Sequences and the session: what comes from the CallContext.
#include <doctest/doctest.h>

#include <map>

#include "unit/sql/postgres/functions/evaluate.hpp"

namespace emulator::postgres::test {

namespace {

class Counters final : public sql::SequenceSource {
 public:
  std::int64_t next(std::int64_t id) override { return ++values_[id]; }
  std::int64_t current(std::int64_t id) override { return values_[id]; }
  std::int64_t last_given() override { return 0; }
  void set(std::int64_t id, std::int64_t value, bool is_called) override { values_[id] = value - (is_called ? 0 : 1); }
  void raise(std::int64_t, std::int64_t) override {}

 private:
  std::map<std::int64_t, std::int64_t> values_;
};

std::int64_t number(std::string_view expression, sql::CallContext& context) {
  return std::get<std::int64_t>(evaluate(expression, context).value);
}

}  // namespace

TEST_CASE("postgres: sequence functions go to the session's source") {
  Counters counters;
  sql::CallContext context = make_context();
  context.sequences = &counters;
  CHECK(number("nextval(7::bigint)", context) == 1);
  CHECK(number("nextval(7::bigint)", context) == 2);
  CHECK(number("currval(7::bigint)", context) == 2);
  CHECK(number("setval(7::bigint, 40)", context) == 40);
  CHECK(number("nextval(7::bigint)", context) == 41);
  CHECK(number("setval(7::bigint, 40, false)", context) == 40);
  CHECK(number("nextval(7::bigint)", context) == 40);
}

TEST_CASE("postgres: what a session tells of itself") {
  CHECK(shown("current_database()") == "shop");
  CHECK(shown("current_schema()") == "public");
  CHECK(shown("current_user") == "tester");
  CHECK(shown("session_user") == "tester");
  CHECK(shown("pg_backend_pid()") == "42");
  CHECK(shown("version()").starts_with("PostgreSQL 15."));
  CHECK(shown("gen_random_uuid()").size() == 36);
  CHECK(shown("gen_random_uuid()") != shown("gen_random_uuid()"));
}

TEST_CASE("postgres: clocks stand at the transaction's start") {
  CHECK(shown("now()") == "2024-05-01 10:20:30.123456+00");
  CHECK(shown("current_timestamp(3)") == "2024-05-01 10:20:30.123+00");
  CHECK(shown("localtimestamp") == "2024-05-01 10:20:30.123456");
  CHECK(shown("current_date") == "2024-05-01");
  CHECK(shown("localtime(0)") == "10:20:30");
  CHECK(shown("'yesterday'::date") == "2024-04-30");
  CHECK(shown("'tomorrow'::timestamp") == "2024-05-02 00:00:00");
  CHECK(shown("age(timestamp '2024-04-01')") == "1 mon");
}

TEST_CASE("postgres: a session away from UTC") {
  sql::CallContext context = make_context();
  context.utc_offset = std::chrono::hours{9};
  const auto text = [&](std::string_view expression) {
    return std::get<std::string>(evaluate(expression, context).value);
  };
  CHECK(text("now()::text") == "2024-05-01 19:20:30.123456+09");
  CHECK(text("timestamptz '2024-05-01 10:00'") == "2024-05-01 01:00:00.000000");
  CHECK(text("timestamptz '2024-05-01 10:00'::date") == "2024-05-01");
  CHECK(text("date_trunc('day', timestamptz '2024-05-01 10:00')") == "2024-04-30 15:00:00.000000");
  CHECK(text("extract(hour from timestamptz '2024-05-01 10:00')") == "10");
}

}  // namespace emulator::postgres::test
