// Lookups, and what changes make of a catalog.
#include "catalog/catalog.hpp"

#include <doctest/doctest.h>

#include "catalog/change.hpp"

using namespace emulator;
using namespace emulator::catalog;

namespace {

Table table(std::int64_t id, const std::string& name) {
  Table made;
  made.id = id;
  made.schema = "public";
  made.name = name;
  made.storage_name = "public." + name;
  return made;
}

}  // namespace

TEST_CASE("objects are found by name and by id") {
  const Catalog catalog = apply({}, {PutTable{table(7, "a"), {}}, PutTable{table(9, "b"), {}}});
  REQUIRE(catalog.find_table("public", "a") != nullptr);
  CHECK(catalog.find_table("public", "a")->id == 7);
  CHECK(catalog.find_table("other", "a") == nullptr);
  CHECK(catalog.table_by_id(9)->name == "b");
  CHECK(catalog.table_by_id(8) == nullptr);
  CHECK(catalog.next_id == 10);
}

TEST_CASE("a put of a known id replaces, also under a new name") {
  const Catalog before = apply({}, {PutTable{table(7, "a"), {}}});
  const Catalog after = apply(before, {PutTable{table(7, "renamed"), {}}});
  CHECK(after.find_table("public", "a") == nullptr);
  CHECK(after.find_table("public", "renamed") == after.table_by_id(7));
  CHECK(before.find_table("public", "a") != nullptr);
  CHECK(after.tables.size() == 1);
}

TEST_CASE("drops take away") {
  Catalog catalog = apply({}, {PutSchema{{"s", {}}}, PutTable{table(7, "a"), {}},
                               PutSequence{Sequence{.id = 8, .schema = "s", .name = "q"}},
                               PutView{View{.id = 9, .schema = "s", .name = "v"}},
                               PutEnum{EnumType{.id = 10, .schema = "s", .name = "e", .labels = {"x"}}}});
  CHECK(catalog.find_sequence("s", "q") == catalog.sequence_by_id(8));
  CHECK(catalog.find_view("s", "v") != nullptr);
  CHECK(catalog.find_enum("s", "e")->labels.size() == 1);
  catalog = apply(std::move(catalog), {DropTable{7}, DropSequence{8}, DropView{9}, DropEnum{10}, DropSchema{"s"}});
  CHECK(catalog.tables.empty());
  CHECK(catalog.sequences.empty());
  CHECK(catalog.views.empty());
  CHECK(catalog.enums.empty());
  CHECK(catalog.schemas.empty());
  CHECK(catalog.next_id == 11);
}

TEST_CASE("columns and the primary key of a table") {
  Table made = table(1, "t");
  Column column;
  column.id = 3;
  column.name = "x";
  made.columns.push_back(column);
  CHECK(made.find(3)->name == "x");
  CHECK(made.find(4) == nullptr);
  CHECK(made.primary_key() == nullptr);
  made.constraints.push_back(Constraint{.kind = ConstraintKind::unique});
  made.constraints.push_back(Constraint{.kind = ConstraintKind::primary_key});
  CHECK(made.primary_key() == &made.constraints[1]);
}
