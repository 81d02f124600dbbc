// formatRecordsAs=JSON: the user guide's own samples, and the limits.
#include "api/formatted_records.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "base/error.hpp"

namespace emulator::api {
namespace {

using backend::Engine;
using clusters::Generation;

constexpr Flavour mysql_v1{Engine::mysql, Generation::v1};
constexpr Flavour mysql_v2{Engine::mysql, Generation::v2};
constexpr Flavour postgres_v1{Engine::postgres, Generation::v1};

struct Cell {
  std::string label;
  Type type;
  Value value;
};

std::string formatted(const std::vector<Cell>& cells, const Flavour& flavour, const ResultSetOptions& options = {}) {
  backend::Result result;
  std::vector<FieldFormat> formats;
  result.rows.emplace_back();
  for (const Cell& cell : cells) {
    ResultColumn& column = result.columns.emplace_back();
    column.label = cell.label;
    column.type = cell.type;
    result.rows.front().push_back(cell.value);
    formats.push_back(field_format(cell.type, flavour, options));
  }
  return formatted_records(result, formats, flavour);
}

// wire 5.4/samples 5.4/v1-doubles
TEST_CASE("the user guide's samples") {
  const Type double_ = type(TypeId::double_);
  const Type bigint = type(TypeId::bigint);
  constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
  constexpr auto highest = std::numeric_limits<std::int64_t>::max();
  CHECK(formatted({{"a", double_, 10.0}}, mysql_v1) == R"([{"a":10.0}])");
  CHECK(formatted({{"a", bigint, std::int64_t{17}}}, mysql_v1) == R"([{"a":17}])");
  CHECK(formatted({{"count(*)", bigint, std::int64_t{5}},
                   {"max(id)", bigint, std::int64_t{4}},
                   {"4+7", bigint, std::int64_t{11}}},
                  mysql_v1) == R"json([{"count(*)":5,"max(id)":4,"4+7":11}])json");
  CHECK(formatted({{"negative_value", bigint, lowest}, {"positive_value", bigint, highest}}, mysql_v1) ==
        R"([{"negative_value":-9223372036854775808,"positive_value":9223372036854775807}])");
  CHECK(formatted({{"very_small_floating_point_value", double_, 4.9e-324},
                   {"very_large_floating_point_value", double_, 1.7976931348623157e308}},
                  mysql_v1) ==
        R"([{"very_small_floating_point_value":4.9E-324,"very_large_floating_point_value":1.7976931348623157E308}])");
  CHECK(formatted({{"unicode_string", type(TypeId::varchar), std::string("邓不利多")}}, mysql_v1) ==
        R"([{"unicode_string":"邓不利多"}])");
  CHECK(formatted({{"unknown_value", type(TypeId::unknown), Null{}}}, mysql_v1) == R"([{"unknown_value":null}])");
  CHECK(formatted({{"blob_column", type(TypeId::blob), Bytes{"hello world"}}}, mysql_v1) ==
        R"([{"blob_column":"aGVsbG8gd29ybGQ="}])");
}

TEST_CASE("types as the documented map has them") {
  const Type decimal{.id = TypeId::decimal, .length = 4, .scale = 2};
  const ResultSetOptions numbers{DecimalReturnType::double_or_long, LongReturnType::string};
  CHECK(formatted({{"d", decimal, std::string("1.50")}, {"i", type(TypeId::integer), std::int64_t{1}}}, mysql_v2) ==
        R"([{"d":"1.50","i":1}])");
  CHECK(formatted({{"d", decimal, std::string("1.50")}, {"i", type(TypeId::integer), std::int64_t{1}}}, mysql_v2,
                  numbers) == R"([{"d":1.5,"i":"1"}])");
  CHECK(formatted({{"b", Type{.id = TypeId::tinyint, .length = 1}, std::int64_t{1}}}, mysql_v2) == R"([{"b":true}])");
  CHECK(formatted({{"x", type(TypeId::double_), 1e300}}, mysql_v2) == R"([{"x":1e300}])");
  const auto inner = std::make_shared<const Array>(Array{{Value{std::int64_t{1}}, Value{Null{}}}});
  const Type array{.id = TypeId::array, .element = TypeId::integer};
  CHECK(formatted({{"a", array, inner}}, postgres_v1) == R"([{"a":[1,null]}])");
  const auto outer = std::make_shared<const Array>(Array{{Value{inner}, Value{inner}}});
  CHECK(formatted({{"a", array, outer}}, postgres_v1) == R"([{"a":[[1,null],[1,null]]}])");
}

TEST_CASE("rows and empty results") {
  backend::Result result;
  CHECK(formatted_records(result, {}, mysql_v2) == "[]");
  result.columns.emplace_back().label = "say \"x\"";
  result.columns.front().type = type(TypeId::integer);
  const std::vector<FieldFormat> formats = {field_format(type(TypeId::integer), mysql_v2, {})};
  CHECK(formatted_records(result, formats, mysql_v2) == "[]");
  result.rows = {{std::int64_t{1}}, {std::int64_t{2}}};
  CHECK(formatted_records(result, formats, mysql_v2) == R"([{"say \"x\"":1},{"say \"x\"":2}])");
}

// wire 5.4/duplicate-labels 5.4/too-large 6/json
TEST_CASE("labels must differ, and 10 MB is the end") {
  const Type text = type(TypeId::text);
  try {
    formatted({{"a", text, std::string("1")}, {"b", text, std::string("2")}, {"a", text, std::string("3")}}, mysql_v2);
    FAIL("two members with one name");
  } catch (const ApiError& error) {
    CHECK(error.fault == Fault::unsupported_result);
  }
  CHECK_NOTHROW(formatted({{"a", text, std::string(10 * 1'048'576 - 100, 'x')}}, mysql_v2));
  try {
    formatted({{"a", text, std::string(10 * 1'048'576, 'x')}}, mysql_v2);
    FAIL("more than 10 MB");
  } catch (const ApiError& error) {
    CHECK(error.fault == Fault::bad_request);
  }
}

}  // namespace
}  // namespace emulator::api
