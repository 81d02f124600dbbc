// One table of the exceptions (API_ExecuteStatement.html, "Errors"), one function per engine's sentence.
#include "api/error_response.hpp"

#include <array>
#include <cstddef>

#include "api/json_text.hpp"

namespace emulator::api {

namespace {

using clusters::Generation;

struct Row {
  Fault fault;
  std::string_view name;
  int status;
  bool has_message;        // else the body is {}: SDKs ignore the header beside an empty body
  bool is_bad_request_v1;  // v1 says BadRequestException instead
};

// clang-format off
constexpr std::array rows = {
    Row{Fault::access_denied,             "AccessDeniedException",           403, true,  false},
    Row{Fault::bad_request,               "BadRequestException",             400, true,  true},
    Row{Fault::database_error,            "DatabaseErrorException",          400, true,  true},
    Row{Fault::database_not_found,        "DatabaseNotFoundException",       404, true,  true},
    Row{Fault::database_resuming,         "DatabaseResumingException",       400, true,  true},
    Row{Fault::database_unavailable,      "DatabaseUnavailableException",    504, false, false},
    Row{Fault::forbidden,                 "ForbiddenException",              403, true,  false},
    Row{Fault::http_endpoint_not_enabled, "HttpEndpointNotEnabledException", 400, true,  true},
    Row{Fault::incomplete_signature,      "IncompleteSignatureException",    403, true,  false},
    Row{Fault::internal_failure,          "InternalFailure",                 500, false, false},
    Row{Fault::internal_server_error,     "InternalServerErrorException",    500, false, false},
    Row{Fault::invalid_resource_state,    "InvalidResourceStateException",   400, true,  true},
    Row{Fault::invalid_secret,            "InvalidSecretException",          400, true,  true},
    Row{Fault::invalid_signature,         "InvalidSignatureException",       403, true,  false},
    Row{Fault::missing_authentication_token, "MissingAuthenticationTokenException", 403, true, false},
    Row{Fault::not_found,                 "NotFoundException",               404, true,  true},
    Row{Fault::secrets_error,             "SecretsErrorException",           400, true,  true},
    Row{Fault::serialization,             "SerializationException",          400, true,  false},
    Row{Fault::service_unavailable,       "ServiceUnavailableError",         503, false, false},
    Row{Fault::statement_timeout,         "StatementTimeoutException",       400, true,  false},
    Row{Fault::throttling,                "ThrottlingException",             400, true,  false},
    Row{Fault::transaction_not_found,     "TransactionNotFoundException",    404, true,  true},
    Row{Fault::unknown_operation,         "UnknownOperationException",       404, true,  false},
    Row{Fault::unrecognized_client,       "UnrecognizedClientException",     403, true,  false},
    Row{Fault::unsupported_result,        "UnsupportedResultException",      400, true,  true},
    Row{Fault::validation,                "ValidationException",             400, true,  true},
};
// clang-format on

constexpr const Row& row_of(Fault fault) {
  return rows[static_cast<std::size_t>(fault)];
}

constexpr bool rows_stand_at_their_faults() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].fault != static_cast<Fault>(i)) return false;
  }
  return rows.back().fault == Fault::validation;
}
static_assert(rows_stand_at_their_faults(), "one row per Fault, in its order");

void append_part(std::string& text, std::string_view separator, std::string_view title, std::string_view part) {
  if (part.empty()) return;
  text += separator;
  text += title;
  text += part;
}

// v2 shows Hint, Position and Where behind semicolons and no Detail; v1 is what pgjdbc prints, on indented lines.
std::string postgres_message(const SqlError& error, Generation generation) {
  const bool v1 = generation == Generation::v1;
  const std::string_view separator = v1 ? "\n  " : "; ";
  // A server refuses a login with FATAL; v2 was seen to say ERROR even then.
  const bool fatal = v1 && (error.sqlstate.starts_with("28") || error.sqlstate == "3D000");
  std::string text = (fatal ? "FATAL: " : "ERROR: ") + error.message;
  if (v1) append_part(text, separator, "Detail: ", error.detail);
  append_part(text, separator, "Hint: ", error.hint);
  if (error.position) append_part(text, separator, "Position: ", std::to_string(*error.position));
  append_part(text, separator, "Where: ", error.where);
  return text + "; SQLState: " + error.sqlstate;
}

std::string mysql_message(const SqlError& error) {
  return error.message + "; Error code: " + std::to_string(error.code) + "; SQLState: " + error.sqlstate;
}

// Captured from v1. Whether v2 sends it too is not known; SDKs take both.
constexpr std::string_view v1_suffix = ":http://internal.amazon.com/coral/com.amazon.rdsdataservice/";

void write(HttpResponse& response, Fault fault, std::string_view message, Generation generation,
           std::optional<std::int64_t> database_connection_id) {
  const Row& row = row_of(fault);
  response.status = row.status;
  response.error_type = row.name;
  response.error_suffix = generation == Generation::v1 ? v1_suffix : std::string_view{};
  response.body = "{";
  if (row.has_message) {
    response.body += R"("message":)";
    append_json_string(response.body, message);
    if (database_connection_id) {
      response.body += R"(,"dbConnectionId":)";
      append_integer(response.body, *database_connection_id);
    }
  }
  response.body += '}';
}

}  // namespace

std::string_view exception_name(Fault fault) {
  return row_of(fault).name;
}

int exception_status(Fault fault) {
  return row_of(fault).status;
}

Fault reported_fault(Fault fault, Generation generation) {
  return generation == Generation::v1 && row_of(fault).is_bad_request_v1 ? Fault::bad_request : fault;
}

std::string database_message(const SqlError& error, const Flavour& flavour) {
  return flavour.engine == backend::Engine::mysql ? mysql_message(error) : postgres_message(error, flavour.generation);
}

void write_error(HttpResponse& response, const ApiError& error, const Flavour& flavour) {
  const Fault fault = reported_fault(error.fault, flavour.generation);
  const bool timeout = fault == Fault::statement_timeout;
  write(response, fault, error.message, flavour.generation, timeout ? error.database_connection_id : std::nullopt);
}

void write_error(HttpResponse& response, const SqlError& error, const Flavour& flavour) {
  write(response, reported_fault(Fault::database_error, flavour.generation), database_message(error, flavour),
        flavour.generation, std::nullopt);
}

}  // namespace emulator::api
