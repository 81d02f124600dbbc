// The registry's lock is only held to look and to file; backends are made under a lock of their own name.
#include "clusters/registry.hpp"

#include <algorithm>
#include <utility>

#include "base/blocking_region.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

namespace emulator::clusters {

namespace {

// RDS: "1 to 63 letters, numbers, or hyphens" (API_CreateDBCluster.html, DBClusterIdentifier); underscores are ours.
constexpr std::size_t longest_name = 63;

bool is_name(std::string_view name) {
  const auto allowed = [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c) || c == '-' || c == '_'; };
  return !name.empty() && name.size() <= longest_name && std::all_of(name.begin(), name.end(), allowed);
}

// Cuts the part before the next colon off the front.
std::string_view take_part(std::string_view& rest) {
  const std::size_t colon = rest.find(':');
  const std::string_view part = rest.substr(0, colon);
  rest.remove_prefix(colon == std::string_view::npos ? rest.size() : colon + 1);
  return part;
}

}  // namespace

std::string_view cluster_name_in(std::string_view resource_arn) {
  std::string_view rest = resource_arn;
  if (take_part(rest) != "arn") return {};
  if (take_part(rest).empty()) return {};  // partition
  if (take_part(rest) != "rds") return {};
  take_part(rest);  // region and account may be anything: there is only one here
  take_part(rest);
  if (take_part(rest) != "cluster") return {};
  return is_name(rest) ? rest : std::string_view{};
}

Registry::Registry(Factory factory, Options options) : factory_(std::move(factory)), options_(std::move(options)) {}

void Registry::declare(ClusterConfig config) {
  auto backend = factory_(config);
  std::string name = config.name;
  auto cluster = std::make_shared<Cluster>(std::move(config), std::move(backend));
  const std::lock_guard lock(mutex_);
  clusters_.insert_or_assign(std::move(name), std::move(cluster));
}

std::shared_ptr<Cluster> Registry::find(std::string_view resource_arn) {
  const std::string_view name = cluster_name_in(resource_arn);
  if (name.empty()) refuse(resource_arn, name);
  std::shared_ptr<Entry> entry;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = clusters_.find(name); found != clusters_.end()) return found->second;
    if (!options_.strict_clusters) {
      auto& slot = in_making_[std::string(name)];
      if (!slot) slot = std::make_shared<Entry>();
      entry = slot;
    }
  }
  if (!entry) refuse(resource_arn, name);
  return make(*entry, name);
}

std::shared_ptr<Cluster> Registry::make(Entry& entry, std::string_view name) {
  std::unique_lock making(entry.making, std::try_to_lock);
  if (!making) {
    const BlockingRegion region;
    making.lock();
  }
  if (entry.cluster) return entry.cluster;  // somebody else was first
  ClusterConfig config = options_.undeclared;
  config.name = name;
  config.url.clear();
  log(LogLevel::info, "cluster ", name, " was not declared; it starts now as ",
      config.engine == backend::Engine::mysql ? "mysql" : "postgres");
  auto backend = factory_(config);
  entry.cluster = std::make_shared<Cluster>(std::move(config), std::move(backend));
  const std::lock_guard lock(mutex_);
  clusters_.emplace(name, entry.cluster);
  in_making_.erase(in_making_.find(name));
  return entry.cluster;
}

void Registry::refuse(std::string_view resource_arn, std::string_view name) const {
  if (name.empty()) {
    throw ApiError(Fault::validation, "Invalid resourceArn: " + std::string(resource_arn));
  }
  // The live service says the same of a cluster that does not exist and of one without the endpoint.
  const bool v1 = options_.undeclared.generation == Generation::v1;
  throw ApiError(Fault::http_endpoint_not_enabled,
                 v1 ? "HttpEndpoint is not enabled for cluster " + std::string(name)
                    : "HttpEndpoint is not enabled for resource " + std::string(resource_arn));
}

std::vector<std::shared_ptr<Cluster>> Registry::list() const {
  std::vector<std::shared_ptr<Cluster>> all;
  const std::lock_guard lock(mutex_);
  all.reserve(clusters_.size());
  for (const auto& [name, cluster] : clusters_) all.push_back(cluster);
  return all;
}

}  // namespace emulator::clusters
