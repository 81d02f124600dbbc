// Which casts exist in which strength, what modifiers do on the way into a column, and common types.
#include "sql/postgres/coercion.hpp"

#include <doctest/doctest.h>

#include "sql/postgres/dialect.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "unit/sql/postgres/functions/evaluate.hpp"

namespace emulator::postgres {

namespace {

using sql::CastStrength;
using enum TypeId;

// PostgreSQL 15's pg_cast, and the rule that any type becomes text by assignment and comes from it explicitly.
struct Example {
  Type from, to;
  int strength;  // the weakest that works: 0 implicit, 1 assignment, 2 explicit, 3 none
};
const Example examples[] = {
    {type(smallint), type(integer), 0},
    {type(integer), type(smallint), 1},
    {type(integer), type(boolean), 2},
    {type(bigint), type(boolean), 3},
    {type(integer), type(decimal), 0},
    {type(decimal), type(double_), 0},
    {type(double_), type(decimal), 1},
    {type(integer), type(text), 1},
    {type(text), type(integer), 2},
    {type(varchar), type(text), 0},
    {type(text), type(varchar), 0},
    {type(char_), type(text), 0},
    {type(text), type(name), 0},
    {type(date), type(timestamp), 0},
    {type(timestamp), type(date), 1},
    {type(timestamp), type(timestamptz), 0},
    {type(timestamptz), type(timestamp), 1},
    {type(json), type(jsonb), 1},
    {type(text), type(jsonb), 2},
    {type(jsonb), type(integer), 2},
    {type(uuid), type(text), 1},
    {type(text), type(uuid), 2},
    {type(integer), type(date), 3},
    {type(boolean), type(decimal), 3},
    {{.id = array, .element = integer}, {.id = array, .element = bigint}, 0},
    {{.id = array, .element = bigint}, {.id = array, .element = integer}, 1},
    {{.id = array, .element = text}, {.id = array, .element = integer}, 2},
    {{.id = array, .element = integer}, type(text), 1},
    {type(unknown), type(date), 0},
};

Value assigned(const Value& value, const Type& from, const Type& to) {
  sql::CallContext context = test::make_context();
  const std::optional<sql::CastPath> path = find_cast(from, to, CastStrength::assignment);
  REQUIRE(path.has_value());
  if (path->function == nullptr) {
    return value;
  }
  std::vector<Value> arguments{value};
  for (const sql::CastArgument extra : path->extra) {
    arguments.emplace_back(std::int64_t{extra == sql::CastArgument::length ? to.length : to.scale});
  }
  return std::get<sql::Native>(path->function->lowering).function(arguments, context);
}

std::string failure(const Value& value, const Type& from, const Type& to) {
  try {
    assigned(value, from, to);
  } catch (const SqlError& error) {
    return error.sqlstate + ": " + error.message + (error.detail.empty() ? "" : " | " + error.detail);
  }
  return "none";
}

}  // namespace

TEST_CASE("postgres: the strength of casts") {
  for (const Example& example : examples) {
    CAPTURE(to_string(example.from));
    CAPTURE(to_string(example.to));
    for (int strength = 0; strength < 3; ++strength) {
      const bool works = find_cast(example.from, example.to, static_cast<CastStrength>(strength)).has_value();
      CHECK(works == (strength >= example.strength));
    }
  }
}

TEST_CASE("postgres: what is assigned must fit, but for spaces") {
  const Type short_text{.id = varchar, .length = 3};
  const Type padded{.id = char_, .length = 3};
  const Type money{.id = decimal, .length = 5, .scale = 2};
  const auto word = [](const char* value) { return Value{std::string(value)}; };
  CHECK(assigned(word("abc"), type(text), short_text) == word("abc"));
  CHECK(assigned(word("abc  "), type(unknown), short_text) == word("abc"));
  CHECK(assigned(word("äöü"), type(varchar), short_text) == word("äöü"));
  CHECK(assigned(word("a"), type(text), padded) == word("a  "));
  CHECK(assigned(std::int64_t{12}, type(integer), money) == word("12.00"));
  CHECK(failure(word("abcd"), type(unknown), short_text) == "22001: value too long for type character varying(3)");
  CHECK(failure(word("abcd"), type(varchar), padded) == "22001: value too long for type character(3)");
  CHECK(failure(std::int64_t{1234}, type(integer), short_text) ==
        "22001: value too long for type character varying(3)");
  CHECK(failure(std::int64_t{1000}, type(integer), money) ==
        "22003: numeric field overflow | A field with precision 5, scale 2 must round to an absolute value less than "
        "10^3.");
}

TEST_CASE("postgres: labels of an enum are asked for") {
  class Colours final : public sql::EnumSource {
   public:
    const std::vector<std::string>& labels(std::string_view) const override { return labels_; }
    std::optional<std::size_t> place(std::string_view collation, std::string_view label) const override {
      const auto found = std::find(labels_.begin(), labels_.end(), label);
      return collation != "enum:7" || found == labels_.end()
                 ? std::nullopt
                 : std::optional(static_cast<std::size_t>(found - labels_.begin()));
    }

   private:
    const std::vector<std::string> labels_{"red", "blue"};
  };
  const Colours colours;
  sql::CallContext context = test::make_context();
  context.enums = &colours;
  const Type to = enum_type(7, "colour");
  const std::optional<sql::CastPath> path = find_cast(type(unknown), to, CastStrength::assignment);
  REQUIRE(path.has_value());
  const auto* native = std::get_if<sql::Native>(&path->function->lowering);
  const std::vector<Value> good{std::string("red"), std::string("colour"), std::string("enum:7")};
  const std::vector<Value> bad{std::string("green"), std::string("colour"), std::string("enum:7")};
  CHECK(native->function(good, context) == good[0]);
  CHECK_THROWS_AS(native->function(bad, context), SqlError);
}

TEST_CASE("postgres: common types") {
  const auto common = [](std::vector<Type> types) {
    std::vector<sql::Operand> operands;
    for (const Type& given : types) {
      operands.push_back({given, nullptr});
    }
    return common_type(operands, "CASE");
  };
  CHECK(common({type(integer), type(decimal)}) == type(decimal));
  CHECK(common({type(unknown), type(date)}) == type(date));
  CHECK(common({type(unknown), type(unknown)}) == type(text));
  CHECK(common({{.id = varchar, .length = 3}, {.id = varchar, .length = 3}}) == Type{.id = varchar, .length = 3});
  CHECK(common({{.id = varchar, .length = 3}, type(unknown)}) == type(varchar));
  CHECK_THROWS_AS(common({type(integer), type(text)}), SqlError);
}

}  // namespace emulator::postgres
