// ExecuteStatement: one statement, in a transaction or committed by itself.
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "api/decode.hpp"
#include "api/encode.hpp"
#include "api/operation.hpp"
#include "base/error.hpp"

namespace emulator::api {

namespace {

using Time = std::chrono::steady_clock::time_point;

void refuse_unfit(const ExecuteStatementRequest& request, const Flavour& flavour) {
  const bool v1 = flavour.generation == clusters::Generation::v1;
  if (request.parameters.has_array) refuse_array_parameters(flavour);
  if (v1 && request.sql.empty()) throw ApiError(Fault::validation, "SQL is empty");
  refuse_missing_parameters(flavour, request.sql, request.parameters.list);
  if (v1 && request.continue_after_timeout && request.has_transaction_id) {
    throw ApiError(Fault::validation, "continueAfterTimeout isn't supported in a transaction");
  }
}

// A statement that may outlive its call owns all that it works with.
struct DetachedStatement {
  DetachedStatement(const ExecuteStatementRequest& request, clusters::Lease given, clusters::Generation of_cluster)
      : sql(request.sql), parameters(request.parameters.list), lease(std::move(given)), generation(of_cluster) {}

  void run(Cancellation& cancellation) {
    try {
      const AbortOnError guard(*lease, generation);
      result = lease->session().execute({sql, &parameters, Time::max(), &cancellation});
    } catch (...) {
      failure = std::current_exception();
    }
    lease.reset();
  }

  const std::string sql;
  const std::vector<backend::Parameter> parameters;
  std::optional<clusters::Lease> lease;
  const clusters::Generation generation;
  backend::Result result;
  std::exception_ptr failure;
};

// continueAfterTimeout: the call fails at its deadline, and the statement goes on.
backend::Result run_detached(const Environment& environment, const ExecuteStatementRequest& request,
                             clusters::Lease lease, clusters::Generation generation, Time deadline) {
  const std::int64_t connection_id = lease.session().connection_id();
  const auto statement = std::make_shared<DetachedStatement>(request, std::move(lease), generation);
  const auto work = [statement](Cancellation& cancellation) { statement->run(cancellation); };
  if (!environment.background.run(work, deadline)) {
    ApiError error(Fault::statement_timeout, "Request timed out");
    error.database_connection_id = connection_id;
    throw error;
  }
  if (statement->failure) std::rethrow_exception(statement->failure);
  return std::move(statement->result);
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
  const clusters::Generation generation = context.flavour.generation;
  const Time deadline = std::chrono::steady_clock::now() + environment.statement_time;
  if (request.continue_after_timeout) {
    const auto result = run_detached(environment, request, std::move(lease), generation, deadline);
    return encode_execute_statement(answer, result, request, context.flavour);
  }
  const AbortOnError guard(lease, generation);
  const auto result = lease.session().execute({request.sql, &request.parameters.list, deadline, context.cancellation});
  encode_execute_statement(answer, result, request, context.flavour);
}

}  // namespace emulator::api
