// What the six operations share: what they work with, and the steps that most of them begin with.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "api/access.hpp"
#include "api/background.hpp"
#include "api/fault_injector.hpp"
#include "api/field.hpp"
#include "api/limits.hpp"
#include "api/shapes.hpp"
#include "backend/backend.hpp"
#include "base/cancellation.hpp"
#include "base/clock.hpp"
#include "clusters/auto_pause.hpp"
#include "clusters/cluster.hpp"
#include "clusters/registry.hpp"
#include "clusters/secrets.hpp"
#include "clusters/transactions.hpp"

namespace emulator::api {

struct Environment {
  const Clock& clock;
  clusters::Registry& registry;
  const clusters::Secrets& secrets;
  clusters::Transactions& transactions;
  clusters::AutoPause& auto_pause;
  FaultInjector& faults;
  const AccessKeys& access_keys;  // none: requests need no signature
  Background& background;
  std::chrono::steady_clock::duration statement_time = limits::statement_time;
};

// What is known so far of the request under way; an error is worded by it.
struct RequestContext {
  Flavour flavour;
  const Operation* operation = nullptr;
  Cancellation* cancellation = nullptr;  // requested when the client hangs up; null: nobody watches it
};

// Each decodes the body, does its work and appends the answer's body to `answer`. Throws SqlError and ApiError.
void execute_statement(const Environment& environment, RequestContext& context, std::string_view body,
                       std::string& answer);
void batch_execute_statement(const Environment& environment, RequestContext& context, std::string_view body,
                             std::string& answer);
void begin_transaction(const Environment& environment, RequestContext& context, std::string_view body,
                       std::string& answer);
void commit_transaction(const Environment& environment, RequestContext& context, std::string_view body,
                        std::string& answer);
void rollback_transaction(const Environment& environment, RequestContext& context, std::string_view body,
                          std::string& answer);
void execute_sql(const Environment& environment, RequestContext& context, std::string_view body, std::string& answer);

// The cluster that a request is for; from here on the context speaks with its voice. Here injected faults strike, and a
// pause. Refuses a `schema` where the generation has none.
std::shared_ptr<clusters::Cluster> find_cluster(const Environment& environment, RequestContext& context,
                                                const Target& target);

// How a session for this request is opened: its database, and the user of its secret.
backend::SessionOptions session_options(const Environment& environment, const Target& target);

// The session of the transaction that is named, or an idle one.
clusters::Lease take_session(const Environment& environment, std::shared_ptr<clusters::Cluster> cluster,
                             const Target& target, bool has_transaction_id, std::string_view transaction_id);

// v1 ends a transaction at the first error of a call in it; this guard, while it lives, sees to that.
class AbortOnError {
 public:
  AbortOnError(clusters::Lease& lease, clusters::Generation generation);
  ~AbortOnError();
  AbortOnError(const AbortOnError&) = delete;
  AbortOnError& operator=(const AbortOnError&) = delete;

 private:
  clusters::Lease* lease_;  // null: nothing to end
  int exceptions_;
};

// v1 looks for each placeholder's parameter itself; in v2 the engine does.
void refuse_missing_parameters(const Flavour& flavour, std::string_view sql,
                               const std::vector<backend::Parameter>& parameters);

[[noreturn]] void refuse_array_parameters(const Flavour& flavour);

}  // namespace emulator::api
