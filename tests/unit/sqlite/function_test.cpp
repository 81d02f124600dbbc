// Callbacks: values in both directions, exceptions through SQLite, aggregates over groups and moving frames,
// collations.
#include "sqlite/function.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "sqlite/statement.hpp"
#include "unit/support/temporary_file.hpp"

using namespace emulator;
using sqlite::Connection;

namespace {

struct Oops : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Joined final : public sqlite::Accumulator {
 public:
  void step(std::span<const Value> arguments) override {
    const auto& text = std::get<std::string>(arguments[0]);
    if (text == "!") throw Oops("step");
    text_ += text;
  }
  Value finish() override { return std::move(text_); }

 private:
  std::string text_;
};

std::string all_rows(Connection& connection, std::string_view sql) {
  std::string text;
  auto statement = connection.prepare(sql);
  while (statement.step()) text += (text.empty() ? "" : ",") + std::string(statement.text(0));
  return text;
}

}  // namespace

TEST_CASE("a function gets its arguments and its exception comes out") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  sqlite::define_function(connection, "shape", {}, [](std::span<const Value> values) -> Value {
    std::string shape;
    for (const Value& value : values) shape += "NBIDTXA"[value.index()];
    return shape;
  });
  sqlite::define_function(connection, "fail", {.arguments = 1},
                          [](std::span<const Value> values) -> Value { throw Oops(std::get<std::string>(values[0])); });
  sqlite::define_function(connection, "never_null", {.arguments = 1, .null_on_null = true},
                          [](std::span<const Value>) -> Value { return std::int64_t{1}; });
  CHECK(all_rows(connection, "SELECT shape(NULL, 1, 1.5, 'a', x'00', 2)") == "NIDTXI");
  CHECK(all_rows(connection, "SELECT never_null(NULL) IS NULL") == "1");
  CHECK_THROWS_WITH_AS(all_rows(connection, "SELECT fail('boom')"), "boom", Oops);
  CHECK(all_rows(connection, "SELECT 1") == "1");  // the failure is gone
}

TEST_CASE("a function may stand in an index and a check") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  sqlite::define_function(connection, "twice", {.arguments = 1},
                          [](std::span<const Value> values) -> Value { return std::get<std::int64_t>(values[0]) * 2; });
  connection.execute("CREATE TABLE t (a INTEGER CHECK (twice(a) < 10)); CREATE INDEX i ON t (twice(a))");
  connection.execute("INSERT INTO t VALUES (4)");
  CHECK_THROWS_AS(connection.execute("INSERT INTO t VALUES (5)"), sqlite::Error);
}

TEST_CASE("aggregates work over groups, nothing, and moving frames") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  const auto maker = [] { return std::make_unique<Joined>(); };
  sqlite::define_aggregate(connection, "joined", {.arguments = 1}, maker);
  sqlite::define_window_aggregate(connection, "joined_over", {.arguments = 1}, maker);
  connection.execute("CREATE TABLE t (a, b); INSERT INTO t VALUES (1,'x'),(2,'y'),(3,'z')");
  CHECK(all_rows(connection, "SELECT joined(b) FROM t") == "xyz");
  CHECK(all_rows(connection, "SELECT joined(b) FROM t GROUP BY a % 2 ORDER BY a % 2") == "y,xz");
  CHECK(all_rows(connection, "SELECT coalesce(joined(b), 'none') FROM t WHERE false") == "");
  CHECK(all_rows(connection, "SELECT joined_over(b) OVER (ORDER BY a) FROM t") == "x,xy,xyz");
  CHECK(all_rows(connection, "SELECT joined_over(b) OVER (ORDER BY a ROWS 1 PRECEDING) FROM t") == "x,xy,yz");
  CHECK_THROWS_AS(all_rows(connection, "SELECT joined('!') FROM t"), Oops);
  CHECK_THROWS_AS(all_rows(connection, "SELECT joined_over('!') OVER () FROM t"), Oops);
}

TEST_CASE("collations are asked for when a statement names them") {
  const test::TemporaryFile file;
  Connection connection{{.path = file.path()}};
  int asked = 0;
  sqlite::find_missing_collations(connection, [&](std::string_view name) -> sqlite::Comparison {
    ++asked;
    if (name == "backwards") return [](std::string_view left, std::string_view right) { return right.compare(left); };
    if (name == "broken") return [](std::string_view, std::string_view) -> int { throw Oops("compare"); };
    return {};
  });
  connection.execute("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('b'),('c'),('a')");
  CHECK(asked == 0);
  CHECK(all_rows(connection, "SELECT a FROM t ORDER BY a COLLATE backwards") == "c,b,a");
  CHECK(all_rows(connection, "SELECT a FROM t ORDER BY a COLLATE backwards LIMIT 1") == "c");
  CHECK(asked == 1);
  CHECK_THROWS_AS(all_rows(connection, "SELECT a FROM t ORDER BY a COLLATE broken"), Oops);
  CHECK_THROWS_AS(all_rows(connection, "SELECT a FROM t ORDER BY a COLLATE unknown"), sqlite::Error);
}
