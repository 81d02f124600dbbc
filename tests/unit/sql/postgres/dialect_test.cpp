// Literals, parameters and collations.
#include "sql/postgres/dialect.hpp"

#include <doctest/doctest.h>

namespace emulator::postgres {

namespace {

sql::TypedValue literal(std::string_view text) {
  return dialect().literal(dialect().parse_expression(text)->node);
}

}  // namespace

TEST_CASE("postgres: literals") {
  CHECK(literal("2147483647").type == type(TypeId::integer));
  CHECK(literal("2147483648").type == type(TypeId::bigint));
  CHECK(literal("9223372036854775808").type == type(TypeId::decimal));
  CHECK(literal("1.50").type == type(TypeId::decimal));
  CHECK(literal("1.50").value == Value{std::string("1.50")});
  CHECK(literal("1e2").value == Value{std::string("100")});
  CHECK(literal("'x'").type == type(TypeId::unknown));
  CHECK(literal("true").value == Value{true});
  CHECK(is_null(literal("NULL").value));
}

TEST_CASE("postgres: collations") {
  const sql::Dialect& room = dialect();
  const sql::CollationCompare english = room.find_collation(room.sqlite_collation(type(TypeId::text)));
  const sql::CollationCompare padded = room.find_collation(room.sqlite_collation(type(TypeId::char_)));
  REQUIRE(english);
  REQUIRE(padded);
  CHECK(english("a", "B") < 0);
  CHECK(english("a", "a ") != 0);
  CHECK(padded("a", "a  ") == 0);
  CHECK(room.sqlite_collation(Type{.id = TypeId::text, .collation = "C"}).empty());
  CHECK(room.sqlite_collation(type(TypeId::integer)).empty());
}

}  // namespace emulator::postgres
