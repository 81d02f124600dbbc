// Shows no URL of a pass-through cluster, since it may hold a password.
#include "api/control.hpp"

#include <array>
#include <stdexcept>
#include <string>

#include "api/control_faults.hpp"
#include "api/json_text.hpp"

namespace emulator::api {

namespace {

constexpr std::string_view prefix = "/_emulator/";

std::string_view state_name(clusters::PauseState state) {
  switch (state) {
    case clusters::PauseState::available:
      return "available";
    case clusters::PauseState::paused:
      return "paused";
    case clusters::PauseState::resuming:
      return "resuming";
  }
  return {};
}

void append_cache(std::string& body, std::string_view name, const CacheCounts& counts) {
  body += ",\"" + std::string(name) + "\":{\"entries\":" + std::to_string(counts.entries) +
          ",\"capacity\":" + std::to_string(counts.capacity) + ",\"hits\":" + std::to_string(counts.hits) +
          ",\"misses\":" + std::to_string(counts.misses) + '}';
}

// A pass-through cluster remembers nothing, and its engine's caches are its own.
void show_health(const Environment& environment, std::string_view, std::string& body) {
  body += R"({"status":"ok","caches":[)";
  for (const auto& cluster : environment.registry.list()) {
    const auto caches = cluster->caches();
    if (!caches) continue;
    if (body.back() != '[') body += ',';
    body += R"({"cluster":)";
    append_json_string(body, cluster->config().name);
    append_cache(body, "plans", caches->plans);
    append_cache(body, "statements", caches->statements);
    body += '}';
  }
  body += "]}";
}

void append_cluster(const Environment& environment, const clusters::Cluster& cluster, std::string& body) {
  const clusters::ClusterConfig& config = cluster.config();
  body += R"({"name":)";
  append_json_string(body, config.name);
  body += R"(,"engine":)";
  append_json_string(body, cluster.engine() == backend::Engine::mysql ? "mysql" : "postgres");
  body += R"(,"generation":)";
  append_json_string(body, cluster.generation() == clusters::Generation::v1 ? "v1" : "v2");
  body += R"(,"backend":)";
  append_json_string(body, config.url.empty() ? "embedded" : "pass-through");
  const std::size_t transactions = environment.transactions.open_count(cluster);
  body += R"(,"state":)";
  append_json_string(body, state_name(environment.auto_pause.state(cluster, transactions > 0)));
  body += R"(,"idleSessions":)";
  append_integer(body, static_cast<std::int64_t>(cluster.idle_sessions()));
  body += R"(,"openTransactions":)";
  append_integer(body, static_cast<std::int64_t>(transactions));
  body += '}';
}

void show_clusters(const Environment& environment, std::string_view, std::string& body) {
  body += R"({"clusters":[)";
  for (const auto& cluster : environment.registry.list()) {
    if (body.back() != '[') body += ',';
    append_cluster(environment, *cluster, body);
  }
  body += "]}";
}

struct Endpoint {
  std::string_view method;
  std::string_view name;
  void (*run)(const Environment&, std::string_view request, std::string& answer);
};
constexpr std::array endpoints = {
    Endpoint{"GET", "clusters", show_clusters}, Endpoint{"GET", "health", show_health},
    Endpoint{"DELETE", "faults", clear_faults}, Endpoint{"GET", "faults", list_faults},
    Endpoint{"POST", "faults", add_fault},
};

void refuse(HttpResponse& response, int status, std::string_view message) {
  response.status = status;
  response.body = R"({"message":)";
  append_json_string(response.body, message);
  response.body += '}';
}

}  // namespace

bool is_control_path(std::string_view path) {
  return path.starts_with(prefix);
}

void handle_control(const Environment& environment, const HttpRequest& request, std::string_view path,
                    HttpResponse& response) {
  const std::string_view name = path.substr(prefix.size());
  std::string allowed;
  for (const Endpoint& endpoint : endpoints) {
    if (endpoint.name != name) continue;
    if (endpoint.method == request.method) {
      try {
        return endpoint.run(environment, request.body, response.body);
      } catch (const std::invalid_argument& error) {
        return refuse(response, 400, error.what());
      }
    }
    allowed += (allowed.empty() ? "" : ", ") + std::string(endpoint.method);
  }
  if (allowed.empty()) return refuse(response, 404, "There is no such endpoint.");
  refuse(response, 405, "Allowed here: " + allowed + ".");
}

}  // namespace emulator::api
