// Requests by restJson1's rules.
#include "api/decode.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"

namespace emulator::api {
namespace {

const std::string head = R"("resourceArn":"arn:aws:rds:r:1:cluster:c","secretArn":"secret")";

// Fault and message with which ExecuteStatement refuses a body of the usual members and these.
std::string refusal(const std::string& members, Fault fault) {
  const std::string body = "{" + head + "," + members + "}";
  try {
    const JsonDocument document(body);
    decode_execute_statement(document.root());
  } catch (const ApiError& error) {
    CHECK(error.fault == fault);
    return error.message;
  }
  return "not refused";
}

// wire 1.2/parameter 1.5/request-form
TEST_CASE("every member of ExecuteStatement arrives") {
  const std::string body = "{" + head + R"(,"sql":"SELECT :a","database":"shop","schema":"s","transactionId":"AQ",
      "includeResultMetadata":true,"continueAfterTimeout":true,"formatRecordsAs":"JSON",
      "resultSetOptions":{"decimalReturnType":"DOUBLE_OR_LONG","longReturnType":"STRING"},
      "parameters":[{"name":"a","value":{"longValue":1}},{"name":"b","value":{"stringValue":"x"},"typeHint":"JSON"}]})";
  const JsonDocument document(body);

  const auto request = decode_execute_statement(document.root());
  CHECK(request.target.resource_arn == "arn:aws:rds:r:1:cluster:c");
  CHECK(request.target.secret_arn == "secret");
  CHECK(request.target.database == "shop");
  CHECK(request.target.schema == "s");
  CHECK(request.sql == "SELECT :a");
  CHECK(request.transaction_id == "AQ");
  CHECK(request.has_transaction_id);
  CHECK(request.include_result_metadata);
  CHECK(request.continue_after_timeout);
  CHECK(request.format_records_as == RecordsFormatType::json);
  CHECK(request.result_set_options.decimal_return_type == DecimalReturnType::double_or_long);
  CHECK(request.result_set_options.long_return_type == LongReturnType::string);
  REQUIRE(request.parameters.list.size() == 2);
  CHECK(request.parameters.list[0].name == "a");
  CHECK(request.parameters.list[0].value == Value{std::int64_t{1}});
  CHECK(request.parameters.list[1].hint == backend::TypeHint::json);
}

// wire 1.5/empty-lists
TEST_CASE("absent, null and unknown members change nothing") {
  const std::string body = "{" + head + R"(,"sql":"","database":null,"parameters":null,"transactionId":null,
      "includeResultMetadata":null,"resultSetOptions":{"longReturnType":null,"new":1},"unknown":{"a":[1]}})";
  const JsonDocument document(body);

  const auto request = decode_execute_statement(document.root());
  CHECK(request.sql.empty());
  CHECK(request.target.database.empty());
  CHECK_FALSE(request.has_transaction_id);
  CHECK_FALSE(request.include_result_metadata);
  CHECK(request.format_records_as == RecordsFormatType::none);
}

TEST_CASE("required members are asked for") {
  const struct {
    std::string body;
    std::string member;
  } table[] = {
      {"", "resourceArn"},
      {"{}", "resourceArn"},
      {R"({"resourceArn":"x"})", "secretArn"},
      {R"({"resourceArn":"x","secretArn":"y"})", "sql"},
      {R"({"resourceArn":"x","secretArn":"y","sql":null})", "sql"},
  };
  for (const auto& row : table) {
    CAPTURE(row.body);
    const JsonDocument document(row.body);
    try {
      decode_execute_statement(document.root());
      FAIL("not refused");
    } catch (const ApiError& error) {
      CHECK(error.fault == Fault::validation);
      CHECK(error.message == "1 validation error detected: Value null at '" + row.member +
                                 "' failed to satisfy constraint: Member must not be null");
    }
  }
  const std::string body = "{" + head + "}";
  const JsonDocument document(body);
  CHECK_NOTHROW(decode_begin_transaction(document.root()));
  CHECK_THROWS_AS(decode_end_transaction(document.root()), ApiError);
  CHECK_THROWS_AS(decode_batch_execute_statement(document.root()), ApiError);
}

TEST_CASE("members of another type are refused") {
  const std::string table[] = {
      R"("sql":1)",
      R"("sql":["a"])",
      R"("sql":"a","includeResultMetadata":"true")",
      R"("sql":"a","includeResultMetadata":1)",
      R"("sql":"a","parameters":{})",
      R"("sql":"a","parameters":[1])",
      R"("sql":"a","parameters":[null])",
      R"("sql":"a","parameters":[{"name":1}])",
      R"("sql":"a","parameters":[{"name":"a","value":1}])",
      R"("sql":"a","parameters":[{"name":"a","value":{"longValue":"1"}}])",
      R"("sql":"a","parameters":[{"name":"a","value":{"longValue":1.5}}])",
      R"("sql":"a","parameters":[{"name":"a","value":{"stringValue":1}}])",
      R"("sql":"a","parameters":[{"name":"a","value":{"booleanValue":"true"}}])",
      R"("sql":"a","parameters":[{"name":"a","value":{"doubleValue":"1"}}])",
      R"("sql":"a","parameters":[{"name":"a","value":{"isNull":1}}])",
      R"("sql":"a","parameters":[{"name":"a","value":{"blobValue":"not base64"}}])",
      R"("sql":"a","parameters":[{"name":"a","value":{"longValue":1,"stringValue":"1"}}])",
      R"("sql":"a","parameters":[{"name":"a","value":{"isNull":true,"stringValue":"1"}}])",
      R"("sql":"a","resultSetOptions":3)",
  };
  for (const auto& members : table) {
    CAPTURE(members);
    CHECK(refusal(members, Fault::serialization) != "not refused");
  }
}

// wire 1.2/name-length 1.2/id-length 1.2/format-records-as 1.2/result-set-options
TEST_CASE("constraints are held") {
  const struct {
    std::string members;
    std::string message;
  } table[] = {
      {R"("sql":"a","formatRecordsAs":"XML")",
       "1 validation error detected: Value 'XML' at 'formatRecordsAs' failed to satisfy constraint: Member must "
       "satisfy enum value set: [JSON, NONE]"},
      {R"("sql":"a","resultSetOptions":{"longReturnType":"string"})",
       "1 validation error detected: Value 'string' at 'longReturnType' failed to satisfy constraint: Member must "
       "satisfy enum value set: [LONG, STRING]"},
      {R"("sql":"a","parameters":[{"name":"a","value":{"stringValue":"x"},"typeHint":"date"}])",
       "1 validation error detected: Value 'date' at 'typeHint' failed to satisfy constraint: Member must satisfy enum "
       "value set: [DATE, DECIMAL, JSON, TIME, TIMESTAMP, UUID]"},
      {"\"sql\":\"a\",\"database\":\"" + std::string(65, 'd') + "\"",
       "1 validation error detected: Value at 'database' failed to satisfy constraint: Member must have length less "
       "than or equal to 64"},
      {"\"sql\":\"" + std::string(65'537, 's') + "\"",
       "1 validation error detected: Value at 'sql' failed to satisfy constraint: Member must have length less than or "
       "equal to 65536"},
      {R"("sql":"a","parameters":[{"value":{"longValue":1}}])", "Named parameter name is empty"},
      {R"("sql":"a","parameters":[{"name":"","value":{"longValue":1}}])", "Named parameter name is empty"},
      {R"("sql":"a","parameters":[{"name":"a"}])", "Parameter 'a' has no value"},
      {R"("sql":"a","parameters":[{"name":"a","value":{}}])", "Parameter 'a' has no value"},
      {R"("sql":"a","parameters":[{"name":"a","value":{"isNull":false}}])", "Parameter 'a' has no value"},
      {R"("sql":"a","parameters":[{"name":"a","value":{"isNull":true}},{"name":"a","value":{"isNull":true}}])",
       "Parameter 'a' is given more than once"},
  };
  for (const auto& row : table) {
    CAPTURE(row.members.substr(0, 100));
    CHECK(refusal(row.members, Fault::validation) == row.message);
  }
}

// wire 6/sql 1.2/sql-length
TEST_CASE("65,536 characters of SQL pass, in any script") {
  for (const std::string& character : {std::string("s"), std::string("語"), std::string("😀")}) {
    std::string sql;
    for (int i = 0; i < 65'536; ++i) sql += character;
    const std::string body = "{" + head + ",\"sql\":\"" + sql + "\"}";
    const JsonDocument document(body);
    CHECK(decode_execute_statement(document.root()).sql == sql);
  }
}

TEST_CASE("many parameters are checked for duplicates too") {
  std::string list;
  for (int i = 0; i < 1000; ++i) list += R"({"name":"p)" + std::to_string(i) + R"(","value":{"longValue":1}},)";
  CHECK(refusal("\"sql\":\"a\",\"parameters\":[" + list + R"({"name":"p500","value":{"longValue":1}}])",
                Fault::validation) == "Parameter 'p500' is given more than once");
}

// wire 1.2/field 1.5/blobs 1.5/nan
TEST_CASE("parameter values take the shapes of their members") {
  const struct {
    std::string field;
    Value value;
  } table[] = {
      {R"({"isNull":true})", Null{}},
      {R"({"isNull":true,"stringValue":null})", Null{}},
      {R"({"isNull":false,"longValue":7})", std::int64_t{7}},
      {R"({"booleanValue":false})", false},
      {R"({"longValue":9223372036854775807})", std::int64_t{9223372036854775807}},
      {R"({"doubleValue":1})", 1.0},
      {R"({"doubleValue":1.5})", 1.5},
      {R"({"stringValue":""})", std::string()},
      {R"({"stringValue":"é\n"})", std::string("é\n")},
      {R"({"blobValue":"aGVsbG8="})", Bytes{"hello"}},
      {R"({"blobValue":""})", Bytes{}},
  };
  for (const auto& row : table) {
    CAPTURE(row.field);
    const std::string body = "{" + head + R"(,"sql":"a","parameters":[{"value":)" + row.field + R"(,"name":"x"}]})";
    const JsonDocument document(body);
    const auto request = decode_execute_statement(document.root());
    REQUIRE(request.parameters.list.size() == 1);
    CHECK(request.parameters.list[0].value == row.value);
    CHECK_FALSE(request.parameters.has_array);
  }
}

// wire 1.2/array-value
TEST_CASE("an array is noticed, not read") {
  const std::string body =
      "{" + head + R"(,"sql":"a","parameters":[{"name":"x","value":{"arrayValue":{"longValues":[1]}}}]})";
  const JsonDocument document(body);
  CHECK(decode_execute_statement(document.root()).parameters.has_array);
}

// wire 4/hints 4/hint-form
TEST_CASE("hinted strings have the hint's form") {
  const struct {
    std::string hint;
    std::string text;
    bool ok;
  } table[] = {
      {"DATE", "2024-02-30", true},  // the engine knows the calendar
      {"DATE", "2024-2-3", false},
      {"DATE", "2024-02-03 00:00:00", false},
      {"TIME", "12:34:56", true},
      {"TIME", "12:34:56.789", true},
      {"TIME", "12:34:56.", false},
      {"TIME", "12:34", false},
      {"TIMESTAMP", "2024-01-02 03:04:05", true},
      {"TIMESTAMP", "2024-01-02 03:04:05.123456", true},
      {"TIMESTAMP", "2024-01-02T03:04:05Z", false},
      {"TIMESTAMP", "2024-01-02 03:04:05Z", false},
      {"TIMESTAMP", "2024-01-02", false},
      {"DECIMAL", "-12.50", true},
      {"DECIMAL", ".5", true},
      {"DECIMAL", "1e10", true},
      {"DECIMAL", "1,5", false},
      {"DECIMAL", "", false},
      {"DECIMAL", "NaN", false},
      {"UUID", "123e4567-e89b-12d3-a456-426614174000", true},
      {"UUID", "123E4567E89B12D3A456426614174000", true},
      {"UUID", "{123e4567-e89b-12d3-a456-426614174000}", true},
      {"UUID", "123e4567", false},
      {"UUID", "123e4567-e89b-12d3-a456-42661417400g", false},
      {"JSON", "not json", true},  // the engine reads it
  };
  for (const auto& row : table) {
    CAPTURE(row.hint);
    CAPTURE(row.text);
    const std::string members = R"("sql":"a","parameters":[{"name":"x","value":{"stringValue":")" + row.text +
                                R"("},"typeHint":")" + row.hint + R"("}])";
    CHECK((refusal(members, Fault::validation) == "not refused") == row.ok);
  }
}

TEST_CASE("parameter sets may be empty, repeat names across sets, but not within one") {
  const std::string body = "{" + head + R"(,"sql":"a","parameterSets":[[],[{"name":"a","value":{"longValue":1}}],
      [{"name":"a","value":{"longValue":2}}]]})";
  const JsonDocument document(body);

  const auto request = decode_batch_execute_statement(document.root());
  REQUIRE(request.parameter_sets.size() == 3);
  CHECK(request.parameter_sets[0].list.empty());
  CHECK(request.parameter_sets[2].list[0].value == Value{std::int64_t{2}});
  const std::string twice = "{" + head + R"(,"sql":"a","parameterSets":[[{"name":"a","value":{"longValue":1}},
      {"name":"a","value":{"longValue":1}}]]})";
  const JsonDocument duplicate(twice);
  CHECK_THROWS_AS(decode_batch_execute_statement(duplicate.root()), ApiError);
}

}  // namespace
}  // namespace emulator::api
