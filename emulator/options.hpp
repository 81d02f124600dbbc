// What the user asked for: flags, else the TOML file of --config, else RDS_DATA_LOCAL_* variables, else defaults.
// Reading and checking only; nothing is opened here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "api/injected_fault.hpp"
#include "api/limits.hpp"
#include "backend/backend.hpp"
#include "base/log.hpp"
#include "clusters/auto_pause.hpp"
#include "clusters/cluster.hpp"

namespace emulator {

enum class Subcommand : std::uint8_t {
  serve,
  exec,
  translate,
  version,
};

enum class Durability : std::uint8_t {
  normal,  // survives the end of the process, however it comes; a power cut may cost the last commits
  full,    // survives a power cut
};

// A file or folder of SQL for a fresh cluster.
struct InitScript {
  std::string cluster;   // empty: every embedded one
  std::string database;  // empty: the engine's default
  std::string path;
};

struct Secret {
  std::string arn;
  std::string user;
  std::string password;
};

// Of a user who may call, when calls must be signed.
struct AccessKey {
  std::string id;
  std::string secret;
};

struct Options {
  Subcommand subcommand = Subcommand::serve;

  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  bool insecure = false;
  std::size_t max_connections = 512;

  std::vector<clusters::ClusterConfig> clusters;  // never empty
  backend::Engine engine = backend::Engine::mysql;
  clusters::Generation generation = clusters::Generation::v2;
  bool strict_clusters = false;
  std::vector<Secret> secrets;

  std::string data = ".rds-data-local";
  bool in_memory = false;
  Durability durability = Durability::normal;
  std::vector<InitScript> init;

  std::vector<api::InjectedFault> faults;
  std::optional<clusters::AutoPause::Times> auto_pause;
  std::vector<AccessKey> credentials;
  std::chrono::milliseconds statement_timeout = api::limits::statement_time;

  LogLevel log_level = LogLevel::info;

  std::vector<std::string> command;  // exec
  std::string sql;                   // translate
  backend::Engine translate_engine = backend::Engine::mysql;
};

std::string_view program_version();  // "0.1.0"

// The cluster that is there when none is declared.
inline constexpr std::string_view default_cluster = "local";

// The user asked for help or made a mistake: `message` is to be shown and the process to end. An exit code of 0 is
// help, for standard output; any other a mistake, for standard error.
struct OptionsExit : std::runtime_error {
  OptionsExit(int code, const std::string& message) : std::runtime_error(message), exit_code(code) {}
  int exit_code;
};

// `arguments` without the program's name. Throws OptionsExit.
Options parse_options(std::vector<std::string> arguments);

}  // namespace emulator
