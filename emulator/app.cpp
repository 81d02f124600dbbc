// Members are in the order of their making; they go in the opposite one, the server first and the files last.
#include "app.hpp"

#include <utility>

#include "api/limits.hpp"
#include "api/service.hpp"
#include "base/clock.hpp"
#include "cluster_maker.hpp"
#include "clusters/registry.hpp"
#include "clusters/secrets.hpp"
#include "clusters/transactions.hpp"
#include "data_root.hpp"
#include "server/server.hpp"

namespace emulator {

namespace {

clusters::Registry::Options registry_options(const Options& options) {
  return {{{}, options.engine, options.generation, {}}, options.strict_clusters};
}

server::ServerOptions server_options(const Options& options) {
  server::ServerOptions result;
  result.host = options.host;
  result.port = options.port;
  result.max_connections = options.max_connections;
  return result;
}

constexpr clusters::Transactions::Lifetimes lifetimes{api::limits::transaction_idle_time,
                                                      api::limits::transaction_total_time, api::limits::statement_time};

}  // namespace

class App::Impl {
 public:
  explicit Impl(Options options)
      : options_(std::move(options)),
        root_(options_.in_memory ? DataRoot::temporary() : DataRoot::at(options_.data)),
        maker_(options_, root_),
        registry_([this](const clusters::ClusterConfig& config) { return maker_.make(config); },
                  registry_options(options_)),
        transactions_(clock_, lifetimes),
        auto_pause_(clock_, options_.auto_pause),
        faults_(clock_),
        service_({clock_, registry_, secrets_, transactions_, auto_pause_, faults_, access_keys_, background_,
                  options_.statement_timeout}),
        server_(with_tick(server_options(options_)),
                [this](const api::HttpRequest& request, api::HttpResponse& response) {
                  service_.handle(request, response);
                }) {
    for (const Secret& secret : options_.secrets) secrets_.add(secret.arn, {secret.user, secret.password});
    for (const AccessKey& key : options_.credentials) access_keys_.add(key.id, key.secret);
    for (const api::InjectedFault& fault : options_.faults) faults_.add(fault);
    for (const clusters::ClusterConfig& config : options_.clusters) registry_.declare(config);
  }

  const Options& options() const { return options_; }
  server::Server& server() { return server_; }
  const server::Server& server() const { return server_; }
  void abandon() noexcept { root_.remove(); }

 private:
  server::ServerOptions with_tick(server::ServerOptions options) {
    options.tick = [this] { transactions_.sweep(); };
    return options;
  }

  const Options options_;
  const SystemClock clock_;
  DataRoot root_;
  ClusterMaker maker_;
  clusters::Secrets secrets_;
  clusters::Registry registry_;
  clusters::Transactions transactions_;
  clusters::AutoPause auto_pause_;
  api::FaultInjector faults_;
  api::AccessKeys access_keys_;
  api::Background background_;
  api::Service service_;
  server::Server server_;  // listens before clusters are opened: a port in use is told at once
};

App::App(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}

App::~App() = default;

const Options& App::options() const {
  return impl_->options();
}

std::string App::url() const {
  return impl_->server().url();
}

void App::start() {
  impl_->server().start();
}

bool App::stop(std::chrono::milliseconds bound) {
  return impl_->server().stop(bound);
}

void App::abandon() noexcept {
  impl_->abandon();
}

}  // namespace emulator
