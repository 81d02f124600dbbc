// The operation table, its lookup, and what becomes of whatever is thrown below.
#include "api/service.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <string>

#include "api/control.hpp"
#include "api/error_response.hpp"
#include "api/request_id.hpp"
#include "base/error.hpp"
#include "base/log.hpp"

namespace emulator::api {

namespace {

// The errors of each operation in the service model (API_*.html, "Errors").
constexpr FaultSet every_faults = {
    Fault::access_denied,         Fault::bad_request,         Fault::forbidden,
    Fault::internal_server_error, Fault::service_unavailable,
};
constexpr FaultSet end_faults = every_faults | FaultSet{
                                                   Fault::database_error,
                                                   Fault::database_not_found,
                                                   Fault::database_unavailable,
                                                   Fault::http_endpoint_not_enabled,
                                                   Fault::invalid_resource_state,
                                                   Fault::invalid_secret,
                                                   Fault::not_found,
                                                   Fault::secrets_error,
                                                   Fault::statement_timeout,
                                                   Fault::transaction_not_found,
                                               };
constexpr FaultSet begin_faults = every_faults | FaultSet{
                                                     Fault::database_error,
                                                     Fault::database_not_found,
                                                     Fault::database_resuming,
                                                     Fault::database_unavailable,
                                                     Fault::http_endpoint_not_enabled,
                                                     Fault::invalid_resource_state,
                                                     Fault::invalid_secret,
                                                     Fault::secrets_error,
                                                     Fault::statement_timeout,
                                                     Fault::transaction_not_found,
                                                 };
constexpr FaultSet execute_faults = begin_faults | FaultSet{Fault::unsupported_result};

// clang-format off
constexpr std::array table = {
    Operation{"BatchExecuteStatement", "/BatchExecute",        batch_execute_statement, begin_faults},
    Operation{"BeginTransaction",      "/BeginTransaction",    begin_transaction,       begin_faults},
    Operation{"CommitTransaction",     "/CommitTransaction",   commit_transaction,      end_faults},
    Operation{"ExecuteSql",            "/ExecuteSql",          execute_sql,             every_faults},
    Operation{"ExecuteStatement",      "/Execute",             execute_statement,       execute_faults},
    Operation{"RollbackTransaction",   "/RollbackTransaction", rollback_transaction,    end_faults},
};
// clang-format on

const Operation* find_operation(const HttpRequest& request, std::string_view path) {
  if (request.method != "POST") return nullptr;
  const auto found = std::find_if(table.begin(), table.end(), [&](const Operation& row) { return row.path == path; });
  return found == table.end() ? nullptr : &*found;
}

void clear(HttpResponse& response) {
  response.status = 200;
  response.content_type = "application/json";
  response.error_type.clear();
  response.error_suffix = {};
  response.body.clear();
  make_request_id(response.request_id);
}

void write_internal_error(HttpResponse& response, std::string_view what) {
  log(LogLevel::error, "request ", response.request_id, " failed inside: ", what);
  write_error(response, ApiError(Fault::internal_server_error, ""), {});
}

// An error that the operation's model does not know would be one that no client expects: our fault.
void write_api_error(HttpResponse& response, const ApiError& error, const Operation* operation,
                     const Flavour& flavour) {
  const Fault fault = reported_fault(error.fault, flavour.generation);
  const bool known = operation == nullptr || (operation->faults | unmodelled_faults()).has(fault);
  if (known) return write_error(response, error, flavour);
  write_internal_error(response, std::string(operation->name) + " can't answer " + std::string(exception_name(fault)) +
                                     ": " + error.message);
}

}  // namespace

std::span<const Operation> operations() {
  return table;
}

FaultSet unmodelled_faults() {
  return {Fault::incomplete_signature,
          Fault::internal_failure,
          Fault::invalid_signature,
          Fault::missing_authentication_token,
          Fault::serialization,
          Fault::throttling,
          Fault::unknown_operation,
          Fault::unrecognized_client,
          Fault::validation};
}

void Service::handle(const HttpRequest& request, HttpResponse& response) {
  clear(response);
  const std::string_view path = request.target.substr(0, request.target.find('?'));
  const Operation* operation = find_operation(request, path);
  RequestContext context;
  context.operation = operation;
  context.cancellation = request.cancellation;
  context.flavour.generation = environment_.registry.default_generation();  // until the cluster is known
  try {
    answer(request, path, operation, context, response);
  } catch (const SqlError& error) {
    write_error(response, error, context.flavour);
  } catch (const ApiError& error) {
    write_api_error(response, error, operation, context.flavour);
  } catch (const std::exception& error) {
    write_internal_error(response, error.what());
  } catch (...) {
    write_internal_error(response, "an exception of unknown type");
  }
  log(LogLevel::debug, request.method, " ", path, " ", response.status, " ", response.error_type, " request ",
      response.request_id);
}

void Service::answer(const HttpRequest& request, std::string_view path, const Operation* operation,
                     RequestContext& context, HttpResponse& response) {
  if (operation != nullptr) {
    if (!environment_.access_keys.empty()) {
      check_signature(environment_.access_keys, request, environment_.clock.now());
    }
    return operation->run(environment_, context, request.body, response.body);
  }
  if (is_control_path(path)) return handle_control(environment_, request, path, response);
  throw ApiError(Fault::unknown_operation,
                 "There is no operation " + std::string(request.method) + " " + std::string(path) + ".");
}

}  // namespace emulator::api
