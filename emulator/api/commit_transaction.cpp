// CommitTransaction: commits, and with that the id is over, whether or not the commit succeeds (a deferred constraint
// may refuse it, and then the engine has rolled back).
#include "api/decode.hpp"
#include "api/encode.hpp"
#include "api/operation.hpp"

namespace emulator::api {

void commit_transaction(const Environment& environment, RequestContext& context, std::string_view body,
                        std::string& answer) {
  const JsonDocument document(body);
  const EndTransactionRequest request = decode_end_transaction(document.root());
  auto cluster = find_cluster(environment, context, request.target);
  clusters::Lease lease = take_session(environment, std::move(cluster), request.target, true, request.transaction_id);
  lease.end_transaction(clusters::TransactionEnd::finished);
  lease.session().commit();
  encode_transaction_status(answer, "Transaction Committed");
}

}  // namespace emulator::api
