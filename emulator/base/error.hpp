// The two ways a request can end badly: SqlError (a statement failed, told in the engine's words) and
// ApiError (the request itself failed, told in the service's). Whoever throws one does not catch it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>

#include "base/condition.hpp"

namespace emulator {

// A statement failed. Holds the union of what libpq and libmariadb report, so that all backends fill it alike.
struct SqlError : std::exception {
  Condition condition = Condition::internal_error;
  std::string message;                  // the engine's sentence, without any prefix
  std::string sqlstate;                 // five characters, "42703"
  std::int32_t code = 0;                // MySQL's error number; 0 in PostgreSQL
  std::optional<std::size_t> position;  // PostgreSQL: 1-based, in characters of the text the parser saw
  std::string detail;                   // PostgreSQL's DETAIL
  std::string hint;                     // PostgreSQL's HINT
  std::string where;                    // PostgreSQL's CONTEXT
  std::string constraint;               // name of the violated constraint, if one was

  const char* what() const noexcept override { return message.c_str(); }
};

// One per exception of the service model (API_ExecuteStatement.html#API_ExecuteStatement_Errors), plus those that
// the live service returns without modelling them.
enum class Fault : std::uint8_t {
  access_denied,
  bad_request,
  database_error,
  database_not_found,
  database_resuming,
  database_unavailable,
  forbidden,
  http_endpoint_not_enabled,
  incomplete_signature,  // unmodelled: an Authorization header that is none
  internal_failure,
  internal_server_error,
  invalid_resource_state,
  invalid_secret,
  invalid_signature,             // unmodelled: a wrong secret key, or a time that is too far off
  missing_authentication_token,  // unmodelled: a request that is not signed
  not_found,
  secrets_error,
  serialization,  // unmodelled: a body that is not the JSON the operation takes
  service_unavailable,
  statement_timeout,
  throttling,  // unmodelled: too many requests
  transaction_not_found,
  unknown_operation,    // unmodelled: a path or method that is no operation's
  unrecognized_client,  // unmodelled: an access key that nobody has
  unsupported_result,
  validation,
};

// A request failed before, beside or after its statement.
struct ApiError : std::exception {
  ApiError(Fault error_fault, std::string error_message) : fault(error_fault), message(std::move(error_message)) {}

  Fault fault;
  std::string message;
  std::optional<std::int64_t> database_connection_id;  // StatementTimeoutException only

  const char* what() const noexcept override { return message.c_str(); }
};

}  // namespace emulator
