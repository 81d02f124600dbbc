// BeginTransaction: opens a session, begins, and files it under a new id.
#include "api/decode.hpp"
#include "api/encode.hpp"
#include "api/operation.hpp"

namespace emulator::api {

void begin_transaction(const Environment& environment, RequestContext& context, std::string_view body,
                       std::string& answer) {
  const JsonDocument document(body);
  const BeginTransactionRequest request = decode_begin_transaction(document.root());
  auto cluster = find_cluster(environment, context, request.target);
  backend::SessionOptions options = session_options(environment, request.target);
  auto session = cluster->take(options);
  session->begin();
  const std::string id =
      environment.transactions.add(std::move(cluster), std::move(options), request.target.resource_arn,
                                   request.target.secret_arn, std::move(session));
  encode_transaction_id(answer, id);
}

}  // namespace emulator::api
