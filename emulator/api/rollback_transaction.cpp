// RollbackTransaction: rolls back, and with that the id is over.
#include "api/decode.hpp"
#include "api/encode.hpp"
#include "api/operation.hpp"

namespace emulator::api {

void rollback_transaction(const Environment& environment, RequestContext& context, std::string_view body,
                          std::string& answer) {
  const JsonDocument document(body);
  const EndTransactionRequest request = decode_end_transaction(document.root());
  auto cluster = find_cluster(environment, context, request.target);
  clusters::Lease lease = take_session(environment, std::move(cluster), request.target, true, request.transaction_id);
  lease.end_transaction(clusters::TransactionEnd::finished);
  lease.session().rollback();
  encode_transaction_status(answer, "Rollback Complete");
}

}  // namespace emulator::api
