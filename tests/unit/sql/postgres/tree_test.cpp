#include "sql/postgres/tree.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"

namespace emulator::postgres {
namespace {

constexpr std::string_view json = R"({"stmts":[{"stmt":{"SelectStmt":{
  "targetList":[{"ResTarget":{"name":"x","val":{"A_Const":{"ival":{},"location":7}},"location":-1}}, {}],
  "larg":{"op":"SETOP_NONE"}, "all":true, "number":-5}},"stmt_len":8}]})";

TEST_CASE("wrapped nodes have a kind, nodes of a known type have none") {
  const Tree tree{json};
  const Node raw = tree.root().list("stmts").at(0);
  CHECK(raw.kind().empty());
  const Node select = raw.child("stmt");
  CHECK(select.is("SelectStmt"));
  CHECK(select.child("larg").kind().empty());
  CHECK(select.child("larg").text("op") == "SETOP_NONE");
  const std::vector<Node> targets = select.list("targetList");
  REQUIRE(targets.size() == 2);
  CHECK(targets[0].is("ResTarget"));
  CHECK(targets[0].text("name") == "x");
  CHECK(targets[0].child("val").is("A_Const"));
  CHECK_FALSE(targets[1]);  // an empty place
}

TEST_CASE("what is missing reads as zero, false, nothing") {
  const Tree tree{json};
  const Node select = tree.root().list("stmts").at(0).child("stmt");
  CHECK(select.number("number") == -5);
  CHECK(select.number("missing") == 0);
  CHECK(select.flag("all"));
  CHECK_FALSE(select.flag("missing"));
  CHECK_FALSE(select.flag("number"));
  CHECK(select.text("missing").empty());
  CHECK(select.text("all").empty());
  CHECK(select.list("missing").empty());
  CHECK_FALSE(select.child("missing"));
  CHECK_FALSE(select.has("missing"));
  const Node constant = select.list("targetList").at(0).child("val");
  CHECK(constant.has("ival"));
  CHECK_FALSE(constant.child("ival"));
  CHECK(constant.child("ival").number("ival") == 0);
}

TEST_CASE("a location of -1 is none, a missing one is the start") {
  const Tree tree{json};
  const Node select = tree.root().list("stmts").at(0).child("stmt");
  CHECK(select.list("targetList").at(0).location() == ast::no_position);
  CHECK(select.list("targetList").at(0).child("val").location() == 7);
  CHECK(select.location() == 0);
  CHECK(Node{}.location() == ast::no_position);
}

TEST_CASE("nothing asked of no node is nothing") {
  const Node none;
  CHECK_FALSE(none);
  CHECK_FALSE(none.has("x"));
  CHECK_FALSE(none.child("x"));
  CHECK(none.list("x").empty());
  CHECK(none.number("x") == 0);
}

TEST_CASE("nesting beyond the bound is refused, not followed") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) {
    deep += R"({"A":)";
  }
  deep += "1" + std::string(100'000, '}');
  try {
    const Tree tree{deep};
    FAIL("accepted");
  } catch (const SqlError& error) {
    CHECK(error.condition == Condition::statement_too_complex);
  }
}

TEST_CASE("what is no JSON is our own fault") {
  try {
    const Tree tree{R"({"a":)"};
    FAIL("accepted");
  } catch (const SqlError& error) {
    CHECK(error.condition == Condition::internal_error);
  }
}

}  // namespace
}  // namespace emulator::postgres
