// resourceArn -> Cluster. Clusters that were not declared come to be on first use, unless the registry is strict.
// Does not know what a backend is made of: the factory does.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "clusters/cluster.hpp"

namespace emulator::clusters {

// The cluster's name in "arn:aws:rds:us-east-1:123456789012:cluster:NAME"; empty if this is not such an ARN. A name is
// 1 to 63 letters, digits, hyphens and underscores: it also names a folder.
std::string_view cluster_name_in(std::string_view resource_arn);

class Registry {
 public:
  using Factory = std::function<std::shared_ptr<backend::Backend>(const ClusterConfig&)>;

  struct Options {
    ClusterConfig undeclared;      // what an undeclared name becomes; its own name and url are not used
    bool strict_clusters = false;  // undeclared names are refused instead
  };

  Registry(Factory factory, Options options);

  // At start-up, before requests. Makes the backend at once, so that a bad configuration fails here.
  void declare(ClusterConfig config);

  // Throws ApiError: validation for what is no cluster ARN, http_endpoint_not_enabled for a cluster that there is not,
  // and what the factory throws. Two first uses of one name at the same time make one backend.
  std::shared_ptr<Cluster> find(std::string_view resource_arn);

  std::vector<std::shared_ptr<Cluster>> list() const;  // by name
  Generation default_generation() const { return options_.undeclared.generation; }

 private:
  struct Entry {
    std::mutex making;  // held while the backend is made; never together with the registry's
    std::shared_ptr<Cluster> cluster;
  };

  std::shared_ptr<Cluster> make(Entry& entry, std::string_view name);
  [[noreturn]] void refuse(std::string_view resource_arn, std::string_view name) const;

  Factory factory_;
  Options options_;
  mutable std::mutex mutex_;  // guards the two maps
  std::map<std::string, std::shared_ptr<Cluster>, std::less<>> clusters_;
  std::map<std::string, std::shared_ptr<Entry>, std::less<>> in_making_;
};

}  // namespace emulator::clusters
