// Text only.
#include "banner.hpp"

namespace emulator {

namespace {

std::string_view engine_name(const clusters::ClusterConfig& config) {
  const bool mysql = config.engine == backend::Engine::mysql;
  if (!config.url.empty()) return mysql ? "a MySQL server" : "a PostgreSQL server";
  return mysql ? "mysql" : "postgres";
}

}  // namespace

std::string resource_arn_of(std::string_view cluster) {
  return "arn:aws:rds:us-east-1:000000000000:cluster:" + std::string(cluster);
}

std::string secret_arn_for(const Options& options, std::string_view cluster) {
  if (!options.secrets.empty()) return options.secrets.front().arn;
  return "arn:aws:secretsmanager:us-east-1:000000000000:secret:" + std::string(cluster);
}

std::string banner(const Options& options, std::string_view url) {
  std::string text = "rds-data-local " + std::string(program_version()) + ", ";
  text += options.in_memory ? "keeping nothing\n" : "keeping its data in " + options.data + "\n";
  for (const clusters::ClusterConfig& config : options.clusters) {
    text += "\ncluster " + config.name + " (" + std::string(engine_name(config)) + ")\n";
    text += "  resource ARN  " + resource_arn_of(config.name) + "\n";
    text += "  secret ARN    " + secret_arn_for(options, config.name) + "\n";
  }
  const std::string& first = options.clusters.front().name;
  text += "\nTry it:\n  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws rds-data execute-statement \\\n";
  text += "    --region us-east-1 --endpoint-url " + std::string(url) + " \\\n";
  text += "    --resource-arn " + resource_arn_of(first) + " \\\n";
  text += "    --secret-arn " + secret_arn_for(options, first) + " \\\n";
  text += "    --sql 'SELECT 1'\n\n";
  return text;
}

}  // namespace emulator
