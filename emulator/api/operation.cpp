// The shared steps. The texts are the live service's where they are known (v1's come without a class of their own).
#include "api/operation.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "api/service.hpp"
#include "base/error.hpp"
#include "sql/placeholders.hpp"

namespace emulator::api {

namespace {

// Commit and rollback never hear of a pause: their transaction has kept the cluster awake, or is over.
void meet_faults(const Environment& environment, const RequestContext& context, const clusters::Cluster& cluster,
                 std::string_view resource_arn) {
  const FaultSite site{cluster.config().name, context.operation->name, resource_arn, cluster.generation()};
  environment.faults.meet(site, *context.operation);
  if (!context.operation->faults.has(Fault::database_resuming)) return;
  environment.auto_pause.use(cluster, environment.transactions.open_count(cluster) > 0);
}

}  // namespace

std::shared_ptr<clusters::Cluster> find_cluster(const Environment& environment, RequestContext& context,
                                                const Target& target) {
  auto cluster = environment.registry.find(target.resource_arn);
  context.flavour = {cluster->engine(), cluster->generation()};
  meet_faults(environment, context, *cluster, target.resource_arn);
  const bool v2 = cluster->generation() == clusters::Generation::v2;
  if (v2 && !target.schema.empty()) throw ApiError(Fault::validation, "The schema parameter isn't supported");
  return cluster;
}

backend::SessionOptions session_options(const Environment& environment, const Target& target) {
  const clusters::Credentials& credentials = environment.secrets.find(target.secret_arn);
  return {std::string(target.database), credentials.user, credentials.password};
}

clusters::Lease take_session(const Environment& environment, std::shared_ptr<clusters::Cluster> cluster,
                             const Target& target, bool has_transaction_id, std::string_view transaction_id) {
  backend::SessionOptions options = session_options(environment, target);
  if (!has_transaction_id) return {std::move(cluster), std::move(options)};
  if (transaction_id.empty()) throw ApiError(Fault::validation, "Transaction ID is empty");
  return environment.transactions.acquire({transaction_id, target.resource_arn, target.secret_arn, target.database});
}

AbortOnError::AbortOnError(clusters::Lease& lease, clusters::Generation generation)
    : lease_(generation == clusters::Generation::v1 && lease.in_transaction() ? &lease : nullptr),
      exceptions_(std::uncaught_exceptions()) {}

AbortOnError::~AbortOnError() {
  const bool failed = std::uncaught_exceptions() > exceptions_;
  if (failed && lease_ != nullptr) lease_->end_transaction(clusters::TransactionEnd::aborted);
}

void refuse_missing_parameters(const Flavour& flavour, std::string_view sql,
                               const std::vector<backend::Parameter>& parameters) {
  if (flavour.generation != clusters::Generation::v1) return;
  const bool mysql = flavour.engine == backend::Engine::mysql;
  for (const std::string_view name :
       sql::rewrite_placeholders(sql, mysql ? sql::mysql_placeholders : sql::postgres_placeholders).names) {
    const auto has_name = [&](const backend::Parameter& parameter) { return parameter.name == name; };
    if (std::ranges::any_of(parameters, has_name)) continue;
    throw ApiError(Fault::validation, "Cannot find parameter: " + std::string(name));
  }
}

void refuse_array_parameters(const Flavour& flavour) {
  const bool v1 = flavour.generation == clusters::Generation::v1;
  throw ApiError(Fault::validation, v1 ? "Array parameters are not supported." : "Array parameters are not supported");
}

}  // namespace emulator::api
