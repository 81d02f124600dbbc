// Texts that clients take apart with regular expressions, and the form of every exception.
#include "api/error_response.hpp"

#include <doctest/doctest.h>

#include <string>

namespace emulator::api {
namespace {

using backend::Engine;
using clusters::Generation;

constexpr Flavour mysql_v1{Engine::mysql, Generation::v1};
constexpr Flavour mysql_v2{Engine::mysql, Generation::v2};
constexpr Flavour postgres_v1{Engine::postgres, Generation::v1};
constexpr Flavour postgres_v2{Engine::postgres, Generation::v2};

SqlError sql_error(std::string message, std::string sqlstate, std::int32_t code = 0,
                   std::optional<std::size_t> position = {}, std::string detail = {}, std::string hint = {},
                   std::string where = {}) {
  SqlError error;
  error.message = std::move(message);
  error.sqlstate = std::move(sqlstate);
  error.code = code;
  error.position = position;
  error.detail = std::move(detail);
  error.hint = std::move(hint);
  error.where = std::move(where);
  return error;
}

// wire 2.4/form-postgres 2.4/form-mysql 2.3/form 7/error-tail
TEST_CASE("the sentences of failed statements") {
  const SqlError missing = sql_error("relation \"x\" does not exist", "42P01", 0, 15);
  const SqlError operators =
      sql_error("operator does not exist: integer = text", "42883", 0, 36, "",
                "No operator matches the given name and argument types. You might need to add explicit type casts.");
  const SqlError duplicate = sql_error("duplicate key value violates unique constraint \"episodes_pk\"", "23505", 0, {},
                                       "Key (episode_pid)=(m001q2mq) already exists.");
  const SqlError password = sql_error("password authentication failed for user \"masteruser\"", "28P01");
  const SqlError table = sql_error("Table 'foo.bar' doesn't exist", "42S02", 1146);
  const SqlError context = sql_error("oops", "P0001", 0, {}, "", "", "PL/pgSQL function f() line 1 at RAISE");
  const struct {
    const SqlError& error;
    Flavour flavour;
    std::string message;
  } rows[] = {
      {missing, postgres_v2, "ERROR: relation \"x\" does not exist; Position: 15; SQLState: 42P01"},
      {missing, postgres_v1, "ERROR: relation \"x\" does not exist\n  Position: 15; SQLState: 42P01"},
      {operators, postgres_v2,
       "ERROR: operator does not exist: integer = text; Hint: No operator matches the given name and argument types. "
       "You might need to add explicit type casts.; Position: 36; SQLState: 42883"},
      {duplicate, postgres_v2,
       "ERROR: duplicate key value violates unique constraint \"episodes_pk\"; SQLState: 23505"},
      {duplicate, postgres_v1,
       "ERROR: duplicate key value violates unique constraint \"episodes_pk\"\n  Detail: Key "
       "(episode_pid)=(m001q2mq) already exists.; SQLState: 23505"},
      {password, postgres_v1, "FATAL: password authentication failed for user \"masteruser\"; SQLState: 28P01"},
      {password, postgres_v2, "ERROR: password authentication failed for user \"masteruser\"; SQLState: 28P01"},
      {context, postgres_v2, "ERROR: oops; Where: PL/pgSQL function f() line 1 at RAISE; SQLState: P0001"},
      {table, mysql_v2, "Table 'foo.bar' doesn't exist; Error code: 1146; SQLState: 42S02"},
      {table, mysql_v1, "Table 'foo.bar' doesn't exist; Error code: 1146; SQLState: 42S02"},
  };
  for (const auto& row : rows) CHECK(database_message(row.error, row.flavour) == row.message);
}

TEST_CASE("a failed statement is a DatabaseErrorException, in v1 a BadRequestException") {
  HttpResponse response;
  write_error(response, sql_error("no \"x\"", "42S02", 1146), mysql_v2);
  CHECK(response.status == 400);
  CHECK(response.error_type == "DatabaseErrorException");
  CHECK(response.body == R"({"message":"no \"x\"; Error code: 1146; SQLState: 42S02"})");
  write_error(response, sql_error("no", "42S02", 1146), mysql_v1);
  CHECK(response.error_type == "BadRequestException");
}

// wire 1.4/lower-case-message 1.4/empty-body 1.4/null-message
TEST_CASE("every fault has its status, name and body") {
  const struct {
    Fault fault;
    int status;
    std::string name;
    bool has_message;
    std::string name_in_v1;
  } table[] = {
      {Fault::access_denied, 403, "AccessDeniedException", true, "AccessDeniedException"},
      {Fault::bad_request, 400, "BadRequestException", true, "BadRequestException"},
      {Fault::database_error, 400, "DatabaseErrorException", true, "BadRequestException"},
      {Fault::database_not_found, 404, "DatabaseNotFoundException", true, "BadRequestException"},
      {Fault::database_resuming, 400, "DatabaseResumingException", true, "BadRequestException"},
      {Fault::database_unavailable, 504, "DatabaseUnavailableException", false, "DatabaseUnavailableException"},
      {Fault::forbidden, 403, "ForbiddenException", true, "ForbiddenException"},
      {Fault::http_endpoint_not_enabled, 400, "HttpEndpointNotEnabledException", true, "BadRequestException"},
      {Fault::incomplete_signature, 403, "IncompleteSignatureException", true, "IncompleteSignatureException"},
      {Fault::internal_failure, 500, "InternalFailure", false, "InternalFailure"},
      {Fault::internal_server_error, 500, "InternalServerErrorException", false, "InternalServerErrorException"},
      {Fault::invalid_resource_state, 400, "InvalidResourceStateException", true, "BadRequestException"},
      {Fault::invalid_secret, 400, "InvalidSecretException", true, "BadRequestException"},
      {Fault::invalid_signature, 403, "InvalidSignatureException", true, "InvalidSignatureException"},
      {Fault::missing_authentication_token, 403, "MissingAuthenticationTokenException", true,
       "MissingAuthenticationTokenException"},
      {Fault::not_found, 404, "NotFoundException", true, "BadRequestException"},
      {Fault::secrets_error, 400, "SecretsErrorException", true, "BadRequestException"},
      {Fault::serialization, 400, "SerializationException", true, "SerializationException"},
      {Fault::service_unavailable, 503, "ServiceUnavailableError", false, "ServiceUnavailableError"},
      {Fault::statement_timeout, 400, "StatementTimeoutException", true, "StatementTimeoutException"},
      {Fault::throttling, 400, "ThrottlingException", true, "ThrottlingException"},
      {Fault::transaction_not_found, 404, "TransactionNotFoundException", true, "BadRequestException"},
      {Fault::unknown_operation, 404, "UnknownOperationException", true, "UnknownOperationException"},
      {Fault::unrecognized_client, 403, "UnrecognizedClientException", true, "UnrecognizedClientException"},
      {Fault::unsupported_result, 400, "UnsupportedResultException", true, "BadRequestException"},
      {Fault::validation, 400, "ValidationException", true, "BadRequestException"},
  };
  for (const auto& row : table) {
    CAPTURE(row.name);
    CHECK(exception_status(row.fault) == row.status);
    CHECK(exception_name(row.fault) == row.name);
    CHECK(exception_name(reported_fault(row.fault, Generation::v2)) == row.name);
    HttpResponse response;
    response.body = "half an answer";
    write_error(response, ApiError(row.fault, "why"), mysql_v2);
    CHECK(response.status == row.status);
    CHECK(response.error_type == row.name);
    CHECK(response.error_suffix.empty());
    CHECK(response.body == (row.has_message ? R"({"message":"why"})" : "{}"));
    write_error(response, ApiError(row.fault, "why"), mysql_v1);
    CHECK(response.error_type == row.name_in_v1);
    CHECK(response.error_suffix == ":http://internal.amazon.com/coral/com.amazon.rdsdataservice/");
  }
}

// wire 1.3/statement-timeout 2.4/timeout
TEST_CASE("timeouts carry the connection's id if there is one") {
  HttpResponse response;
  ApiError timeout(Fault::statement_timeout, "Request timed out");
  timeout.database_connection_id = 42;
  write_error(response, timeout, mysql_v2);
  CHECK(response.body == R"({"message":"Request timed out","dbConnectionId":42})");
}

}  // namespace
}  // namespace emulator::api
