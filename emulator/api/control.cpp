// Shows no URL of a pass-through cluster, since it may hold a password.
#include "api/control.hpp"

#include <array>
#include <string>

#include "api/json_text.hpp"

namespace emulator::api {

namespace {

constexpr std::string_view prefix = "/_emulator/";

void append_health(const Environment&, std::string& body) {
  body += R"({"status":"ok"})";
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
  body += R"(,"idleSessions":)";
  append_integer(body, static_cast<std::int64_t>(cluster.idle_sessions()));
  body += R"(,"openTransactions":)";
  append_integer(body, static_cast<std::int64_t>(environment.transactions.open_count(cluster)));
  body += '}';
}

void append_clusters(const Environment& environment, std::string& body) {
  body += R"({"clusters":[)";
  for (const auto& cluster : environment.registry.list()) {
    if (body.back() != '[') body += ',';
    append_cluster(environment, *cluster, body);
  }
  body += "]}";
}

struct Endpoint {
  std::string_view name;
  void (*append)(const Environment&, std::string&);
};
constexpr std::array endpoints = {
    Endpoint{"clusters", append_clusters},
    Endpoint{"health", append_health},
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
  for (const Endpoint& endpoint : endpoints) {
    if (endpoint.name != name) continue;
    if (request.method != "GET") return refuse(response, 405, "Only GET is allowed here.");
    return endpoint.append(environment, response.body);
  }
  refuse(response, 404, "There is no such endpoint.");
}

}  // namespace emulator::api
