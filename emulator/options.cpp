// CLI11 reads flags and file; repeatable options are read from their variables here, because what separates their
// values (';') may stand inside a value on the command line.
#include "options.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <initializer_list>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <CLI/CLI.hpp>

#include "option_values.hpp"
#include "server/origin_check.hpp"

namespace emulator {

namespace {

// What CLI11 fills, before its pieces are understood.
struct Raw {
  std::vector<std::string> clusters;
  std::vector<std::string> secrets;
  std::vector<std::string> init;
  std::vector<std::string> faults;
  std::vector<std::string> credentials;
  std::string auto_pause;
  double statement_timeout = std::chrono::duration<double>(api::limits::statement_time).count();
  std::string engine = "mysql";
  std::string generation = "v2";
  std::string log_level = "info";
  std::string durability = "normal";
  std::string translate_engine = "mysql";
};

struct Repeatable {
  CLI::Option* option;
  const char* variable;
  std::vector<std::string>* values;
};

// Everything that must live as long as CLI11 parses.
class Parser {
 public:
  Parser();
  Options run(std::vector<std::string> arguments);

 private:
  void add_network();
  void add_clusters();
  void add_access();
  void add_faults();
  void add_storage();
  void add_subcommands();
  void add_repeatable(const char* flag, const char* variable, std::vector<std::string>& values, std::string text);
  void parse_flags(std::vector<std::string> arguments);
  void read_variables();
  void understand();
  void check() const;
  void check_init(const InitScript& script) const;

  CLI::App app_{"The Amazon RDS Data API on your own machine.", "rds-data-local"};
  Options options_;
  Raw raw_;
  std::vector<Repeatable> repeatable_;
  CLI::App* exec_ = nullptr;
  CLI::App* translate_ = nullptr;
  CLI::App* version_ = nullptr;
};

Parser::Parser() {
  app_.set_config("--config", "", "TOML file with any of these options, without the dashes")
      ->envname("RDS_DATA_LOCAL_CONFIG");
  app_.allow_config_extras(CLI::config_extras_mode::error);
  app_.set_version_flag("--version", std::string(program_version()));
  app_.option_defaults()->always_capture_default();
  app_.get_formatter()->column_width(42);
  app_.require_subcommand(0, 1);
  app_.footer("Flags are stronger than the file, the file is stronger than the variables.");
  add_network();
  add_clusters();
  add_access();
  add_faults();
  add_storage();
  app_.add_option("--log-level", raw_.log_level, "what is logged to standard error")
      ->check(CLI::IsMember({"error", "warn", "info", "debug"}))
      ->envname("RDS_DATA_LOCAL_LOG_LEVEL");
  add_subcommands();
}

void Parser::add_network() {
  app_.add_option("--host", options_.host, "address to listen on")->envname("RDS_DATA_LOCAL_HOST");
  app_.add_option("--port", options_.port, "port to listen on; 0 picks a free one")->envname("RDS_DATA_LOCAL_PORT");
  app_.add_flag("--insecure", options_.insecure, "allow a --host that other machines can reach")
      ->envname("RDS_DATA_LOCAL_INSECURE");
  app_.add_option("--max-connections", options_.max_connections, "open connections; more are answered 503")
      ->check(CLI::Range(1, 100'000))
      ->envname("RDS_DATA_LOCAL_MAX_CONNECTIONS");
}

void Parser::add_clusters() {
  add_repeatable("--cluster", "RDS_DATA_LOCAL_CLUSTER", raw_.clusters,
                 "NAME=mysql, NAME=postgres (embedded engines), NAME=postgresql://... or NAME=mysql://... (a real "
                 "server), with ,v1 or ,v2 behind it for another generation [local=ENGINE]");
  app_.add_option("--engine", raw_.engine, "engine of clusters that are not declared: mysql or postgres")
      ->envname("RDS_DATA_LOCAL_ENGINE");
  app_.add_option("--generation", raw_.generation, "v1: Serverless v1; v2: Serverless v2 and provisioned")
      ->check(CLI::IsMember({"v1", "v2"}))
      ->envname("RDS_DATA_LOCAL_GENERATION");
  app_.add_flag("--strict-clusters", options_.strict_clusters, "refuse clusters that are not declared")
      ->envname("RDS_DATA_LOCAL_STRICT_CLUSTERS");
}

void Parser::add_access() {
  add_repeatable("--secret", "RDS_DATA_LOCAL_SECRET", raw_.secrets,
                 "ARN=user:password; with at least one, other secrets are refused [any secret is good]");
  add_repeatable("--credentials", "RDS_DATA_LOCAL_CREDENTIALS", raw_.credentials,
                 "KEY:SECRET, or a FILE as ~/.aws/credentials; with at least one, calls must be signed by such a key "
                 "[signatures are not looked at]");
}

void Parser::add_faults() {
  add_repeatable("--fault", "RDS_DATA_LOCAL_FAULT", raw_.faults,
                 "CLUSTER:OPERATION:KIND[:NAME=VALUE,...] answers with an error, or late: *:*:Throttling:times=3, "
                 "local:ExecuteStatement:DatabaseResuming:seconds=15, *:*:Latency:milliseconds=200,probability=0.1");
  app_.add_option("--auto-pause", raw_.auto_pause,
                  "SECONDS[:SECONDS] after which an unused cluster pauses, and for which it then resumes (15) [never]")
      ->envname("RDS_DATA_LOCAL_AUTO_PAUSE");
  app_.add_option("--statement-timeout", raw_.statement_timeout, "seconds that a statement may take")
      ->check(CLI::Range(0.001, 86'400.0))
      ->envname("RDS_DATA_LOCAL_STATEMENT_TIMEOUT");
}

void Parser::add_storage() {
  app_.add_option("--data", options_.data, "folder that keeps the databases")->envname("RDS_DATA_LOCAL_DATA");
  app_.add_flag("--in-memory", options_.in_memory, "keep nothing")->envname("RDS_DATA_LOCAL_IN_MEMORY");
  app_.add_option("--durability", raw_.durability, "normal survives kill -9, full survives a power cut too")
      ->check(CLI::IsMember({"normal", "full"}))
      ->envname("RDS_DATA_LOCAL_DURABILITY");
  add_repeatable(
      "--init", "RDS_DATA_LOCAL_INIT", raw_.init,
      "[CLUSTER[/DATABASE]=]FILE or folder of .sql files to run in every fresh embedded cluster, or in CLUSTER only");
}

void Parser::add_subcommands() {
  app_.add_subcommand("serve", "Answer requests until interrupted (the default)")->fallthrough();
  exec_ = app_.add_subcommand("exec", "Run a command against an in-memory emulator: exec [OPTIONS] -- CMD...");
  exec_->fallthrough();
  translate_ = app_.add_subcommand("translate", "Show the SQLite text that a statement becomes");
  translate_->add_option("--engine", raw_.translate_engine, "whose SQL it is: mysql or postgres")
      ->capture_default_str();
  translate_->add_option("sql", options_.sql, "the statement")->required();
  translate_->fallthrough();
  version_ = app_.add_subcommand("version", "Show the version");
}

void Parser::add_repeatable(const char* flag, const char* variable, std::vector<std::string>& values,
                            std::string text) {
  text += std::string(" (repeatable; Env:") + variable + ", separated by ;)";
  auto* option = app_.add_option(flag, values, text);
  option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->type_name("TEXT")->default_str("");
  repeatable_.push_back({option, variable, &values});
}

void Parser::read_variables() {
  for (const Repeatable& repeatable : repeatable_) {
    const char* value = std::getenv(repeatable.variable);
    if (value == nullptr || repeatable.option->count() > 0) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      if (end > 0) repeatable.values->emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
}

void Parser::understand() {
  options_.engine = engine_from(raw_.engine);
  options_.generation = generation_from(raw_.generation);
  options_.translate_engine = engine_from(raw_.translate_engine);
  options_.log_level = log_level_from(raw_.log_level).value();
  options_.durability = raw_.durability == "full" ? Durability::full : Durability::normal;
  for (const std::string& text : raw_.clusters) options_.clusters.push_back(cluster_from(text, options_.generation));
  if (options_.clusters.empty()) {
    options_.clusters.push_back({std::string(default_cluster), options_.engine, options_.generation, {}});
  }
  for (const std::string& text : raw_.secrets) options_.secrets.push_back(secret_from(text));
  for (const std::string& text : raw_.faults) options_.faults.push_back(api::injected_fault_from(text));
  for (const std::string& text : raw_.credentials) {
    for (AccessKey& key : access_keys_from(text)) options_.credentials.push_back(std::move(key));
  }
  if (!raw_.auto_pause.empty()) options_.auto_pause = auto_pause_from(raw_.auto_pause);
  options_.statement_timeout = std::chrono::milliseconds(static_cast<std::int64_t>(raw_.statement_timeout * 1000));
  for (const std::string& text : raw_.init) options_.init.push_back(init_script_from(text));
}

void Parser::check() const {
  if (options_.host.empty()) throw std::invalid_argument("--host is empty");
  if (!options_.insecure && !server::is_loopback_name(options_.host)) {
    throw std::invalid_argument("other machines could reach " + options_.host +
                                ", and requests are not authenticated: add --insecure if that is meant");
  }
  for (auto cluster = options_.clusters.begin(); cluster != options_.clusters.end(); ++cluster) {
    const auto same = [&](const clusters::ClusterConfig& other) { return other.name == cluster->name; };
    if (std::any_of(options_.clusters.begin(), cluster, same)) {
      throw std::invalid_argument("the cluster " + cluster->name + " is declared twice");
    }
  }
  for (const InitScript& script : options_.init) check_init(script);
}

void Parser::check_init(const InitScript& script) const {
  if (script.cluster.empty()) return;
  const auto named = [&](const clusters::ClusterConfig& config) { return config.name == script.cluster; };
  const auto found = std::ranges::find_if(options_.clusters, named);
  if (found == options_.clusters.end()) {
    if (!options_.strict_clusters) return;  // it may yet come to be
    throw std::invalid_argument("--init " + script.path + ": there is no cluster " + script.cluster);
  }
  if (!found->url.empty()) {
    throw std::invalid_argument("--init " + script.path + ": " + script.cluster + " is a real server, not embedded");
  }
}

void Parser::parse_flags(std::vector<std::string> arguments) {
  std::ranges::reverse(arguments);  // as CLI11 wants them
  try {
    app_.parse(std::move(arguments));
  } catch (const CLI::ConfigError& error) {
    throw std::invalid_argument(std::string("in the --config file: ") + error.what());
  } catch (const CLI::Error& error) {
    std::ostringstream output;
    std::ostringstream mistake;
    const int code = app_.exit(error, output, mistake);
    if (code == 0) throw OptionsExit(0, output.str());
    throw std::invalid_argument(error.what());
  }
}

Options Parser::run(std::vector<std::string> arguments) {
  // The command's own flags are not ours.
  const auto dashes = std::ranges::find(arguments, "--");
  if (std::find(arguments.begin(), dashes, "exec") != dashes) {
    if (dashes != arguments.end()) options_.command.assign(std::next(dashes), arguments.end());
    arguments.erase(dashes, arguments.end());
  }
  parse_flags(std::move(arguments));
  if (exec_->parsed()) options_.subcommand = Subcommand::exec;
  if (translate_->parsed()) options_.subcommand = Subcommand::translate;
  if (version_->parsed()) options_.subcommand = Subcommand::version;
  if (exec_->parsed() && options_.command.empty()) throw std::invalid_argument("a command is missing: exec -- CMD...");
  read_variables();
  understand();
  check();
  return std::move(options_);
}

}  // namespace

std::string_view program_version() {
  return EMULATOR_VERSION;
}

Options parse_options(std::vector<std::string> arguments) {
  Parser parser;
  try {
    return parser.run(std::move(arguments));
  } catch (const std::invalid_argument& error) {
    throw OptionsExit(1, std::string("rds-data-local: ") + error.what() + "\nTry rds-data-local --help\n");
  }
}

}  // namespace emulator
