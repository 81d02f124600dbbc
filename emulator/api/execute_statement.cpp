// ExecuteStatement: one statement, in a transaction or committed by itself.
#include <chrono>

#include "api/decode.hpp"
#include "api/encode.hpp"
#include "api/limits.hpp"
#include "api/operation.hpp"
#include "base/error.hpp"

namespace emulator::api {

namespace {

using Clock = std::chrono::steady_clock;

void refuse_unfit(const ExecuteStatementRequest& request, const Flavour& flavour) {
  const bool v1 = flavour.generation == clusters::Generation::v1;
  if (request.parameters.has_array) refuse_array_parameters(flavour);
  if (v1 && request.sql.empty()) throw ApiError(Fault::validation, "SQL is empty");
  if (v1 && request.continue_after_timeout && request.has_transaction_id) {
    throw ApiError(Fault::validation, "continueAfterTimeout isn't supported in a transaction");
  }
}

// continueAfterTimeout: the statement runs to its end, and the call fails all the same. Unlike the live service, which
// answers at 45 seconds and lets it run on, the answer waits for that end.
void refuse_late(const ExecuteStatementRequest& request, Clock::time_point deadline) {
  if (!request.continue_after_timeout || Clock::now() < deadline) return;
  throw ApiError(Fault::statement_timeout, "Request timed out");
}

}  // namespace

void execute_statement(const Environment& environment, RequestContext& context, std::string_view body,
                       std::string& answer) {
  const JsonDocument document(body);
  const ExecuteStatementRequest request = decode_execute_statement(document.root());
  auto cluster = find_cluster(environment, context, request.target);
  refuse_unfit(request, context.flavour);
  clusters::Lease lease =
      take_session(environment, std::move(cluster), request.target, request.has_transaction_id, request.transaction_id);
  const AbortOnError guard(lease, context.flavour.generation);
  const Clock::time_point deadline = Clock::now() + limits::statement_time;
  backend::Command command{request.sql, &request.parameters.list, deadline};
  if (request.continue_after_timeout) command.deadline = Clock::time_point::max();
  const backend::Result result = lease.session().execute(command);
  refuse_late(request, deadline);
  encode_execute_statement(answer, result, request, context.flavour);
}

}  // namespace emulator::api
