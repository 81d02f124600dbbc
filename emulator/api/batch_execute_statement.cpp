// BatchExecuteStatement: one statement, once per parameter set, over one session. Without parameter sets nothing runs,
// as on the live service (aws-sdk-js issue 2775).
#include <chrono>

#include "api/decode.hpp"
#include "api/encode.hpp"
#include "api/operation.hpp"
#include "base/error.hpp"

namespace emulator::api {

namespace {

void refuse_unfit(const BatchExecuteStatementRequest& request, const Flavour& flavour) {
  for (const SqlParameters& set : request.parameter_sets) {
    if (set.has_array) refuse_array_parameters(flavour);
  }
  const bool v1 = flavour.generation == clusters::Generation::v1;
  if (v1 && request.sql.empty()) throw ApiError(Fault::validation, "SQL is empty");
  for (const SqlParameters& set : request.parameter_sets) refuse_missing_parameters(flavour, request.sql, set.list);
}

void run_sets(const BatchExecuteStatementRequest& request, std::chrono::steady_clock::time_point deadline,
              Cancellation* cancellation, backend::Session& session, std::string& answer) {
  for (const SqlParameters& set : request.parameter_sets) {
    const backend::Result result = session.execute({request.sql, &set.list, deadline, cancellation});
    if (&set != request.parameter_sets.data()) answer += ',';
    append_update_result(answer, result.generated);
  }
}

}  // namespace

void batch_execute_statement(const Environment& environment, RequestContext& context, std::string_view body,
                             std::string& answer) {
  const JsonDocument document(body);
  const BatchExecuteStatementRequest request = decode_batch_execute_statement(document.root());
  auto cluster = find_cluster(environment, context, request.target);
  refuse_unfit(request, context.flavour);
  answer += R"({"updateResults":[)";
  if (!request.parameter_sets.empty()) {
    clusters::Lease lease = take_session(environment, std::move(cluster), request.target, request.has_transaction_id,
                                         request.transaction_id);
    const AbortOnError guard(lease, context.flavour.generation);
    // What the live service keeps when a set fails outside a transaction is not known. All or nothing is the safe
    // reading: a client that retries the call cannot insert the first sets twice. One set needs no transaction, so
    // that statements which refuse to run in one still run.
    const bool own_transaction = !lease.in_transaction() && request.parameter_sets.size() > 1;
    if (own_transaction) lease.session().begin();
    // The 45 seconds are the call's, not each set's.
    const auto deadline = std::chrono::steady_clock::now() + environment.statement_time;
    run_sets(request, deadline, context.cancellation, lease.session(), answer);
    if (own_transaction) lease.session().commit();
  }
  answer += "]}";
}

}  // namespace emulator::api
