// The service's own sentences where they are known (wire.md 2.2, API_ExecuteStatement.html), else ours.
#include "api/injected_fault.hpp"
#include "clusters/auto_pause.hpp"

namespace emulator::api {

namespace {

std::string not_authorized(const FaultSite& site) {
  const std::string action = "rds-data:" + std::string(site.operation);
  return "User: arn:aws:iam::123456789012:user/local is not authorized to perform: " + action +
         " on resource: " + std::string(site.resource_arn) + " because no identity-based policy allows the " + action +
         " action";
}

}  // namespace

std::string fault_words(Fault fault, const FaultSite& site) {
  switch (fault) {
    case Fault::access_denied:
      return not_authorized(site);
    case Fault::database_not_found:
      return "The DB cluster doesn't have a DB instance.";
    case Fault::database_resuming:
      return clusters::resuming_message(site.cluster, site.generation);
    case Fault::bad_request:
    case Fault::database_unavailable:
      return "Communications link failure";
    case Fault::http_endpoint_not_enabled:
      return site.generation == clusters::Generation::v1
                 ? "HttpEndpoint is not enabled for cluster " + std::string(site.cluster)
                 : "HttpEndpoint is not enabled for resource " + std::string(site.resource_arn);
    case Fault::incomplete_signature:
      return "Authorization header requires 'Credential' parameter.";
    case Fault::invalid_resource_state:
      return "The DB cluster is in a state that doesn't allow this operation.";
    case Fault::invalid_secret:
      return "The secret doesn't exist or isn't valid.";
    case Fault::invalid_signature:
      return "The request signature we calculated does not match the signature you provided.";
    case Fault::missing_authentication_token:
      return "Missing Authentication Token";
    case Fault::secrets_error:
      return "Secrets Manager can't be reached.";
    case Fault::statement_timeout:
      return "Request timed out";
    case Fault::throttling:
      return "Rate exceeded";
    case Fault::transaction_not_found:
      return "Transaction is not found";
    case Fault::unrecognized_client:
      return "The security token included in the request is invalid.";
    case Fault::unsupported_result:
      return "The result exceeds the size limit 1 MB.";
    case Fault::database_error:
    case Fault::forbidden:
    case Fault::internal_failure:
    case Fault::internal_server_error:
    case Fault::not_found:
    case Fault::serialization:
    case Fault::service_unavailable:
    case Fault::unknown_operation:
    case Fault::validation:
      break;
  }
  return "An error that the emulator was told to answer with.";
}

}  // namespace emulator::api
