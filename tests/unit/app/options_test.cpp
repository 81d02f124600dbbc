// Flags, file and variables; what they mean, and what is refused.
#include "options.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "option_values.hpp"

using namespace emulator;

namespace {

// Set for the length of a test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~Variable() { ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

class File {
 public:
  explicit File(std::string_view text) : path_(std::filesystem::temp_directory_path() / "rds-data-local-options.toml") {
    std::ofstream(path_) << text;
  }
  ~File() { std::filesystem::remove(path_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

std::string refusal(std::vector<std::string> arguments) {
  try {
    parse_options(std::move(arguments));
    return "";
  } catch (const OptionsExit& exit) {
    CHECK(exit.exit_code == 1);
    return exit.what();
  }
}

}  // namespace

TEST_CASE("defaults") {
  const Options options = parse_options({});
  CHECK(options.subcommand == Subcommand::serve);
  CHECK(options.host == "127.0.0.1");
  CHECK(options.port == 8080);
  CHECK(options.data == ".rds-data-local");
  CHECK_FALSE(options.in_memory);
  CHECK(options.durability == Durability::normal);
  REQUIRE(options.clusters.size() == 1);
  CHECK(options.clusters[0].name == "local");
  CHECK(options.clusters[0].engine == backend::Engine::mysql);
  CHECK(options.clusters[0].generation == clusters::Generation::v2);
}

TEST_CASE("flags, before or behind the subcommand") {
  const Options options = parse_options({"--port", "0", "serve", "--engine", "postgres", "--generation=v1",
                                         "--strict-clusters", "--durability", "full", "--log-level", "debug"});
  CHECK(options.port == 0);
  CHECK(options.engine == backend::Engine::postgres);
  CHECK(options.clusters[0].engine == backend::Engine::postgres);
  CHECK(options.clusters[0].generation == clusters::Generation::v1);
  CHECK(options.strict_clusters);
  CHECK(options.durability == Durability::full);
  CHECK(options.log_level == LogLevel::debug);
}

TEST_CASE("flags are stronger than the file, the file than the variables") {
  const File file("port = 2\nhost = \"127.0.0.2\"\ncluster = [\"a=mysql\", \"b=postgres\"]\nin-memory = true\n");
  const Variable port("RDS_DATA_LOCAL_PORT", "1");
  const Variable host("RDS_DATA_LOCAL_HOST", "127.0.0.1");
  const Variable data("RDS_DATA_LOCAL_DATA", "elsewhere");
  const Variable clusters("RDS_DATA_LOCAL_CLUSTER", "x=mysql");
  const Options options = parse_options({"--config", file.path(), "--port", "3"});
  CHECK(options.port == 3);
  CHECK(options.host == "127.0.0.2");
  CHECK(options.data == "elsewhere");
  CHECK(options.in_memory);
  REQUIRE(options.clusters.size() == 2);
  CHECK(options.clusters[1].name == "b");
  CHECK(parse_options({}).clusters.at(0).name == "x");
  CHECK(parse_options({"--cluster", "y=mysql"}).clusters.at(0).name == "y");
}

TEST_CASE("repeatable variables are separated by semicolons") {
  const Variable clusters("RDS_DATA_LOCAL_CLUSTER", "a=mysql;b=postgresql://h1,h2/db,v1");
  const Variable secrets("RDS_DATA_LOCAL_SECRET", "arn:s=u:p");
  const Options options = parse_options({});
  REQUIRE(options.clusters.size() == 2);
  CHECK(options.clusters[1].url == "postgresql://h1,h2/db");
  CHECK(options.clusters[1].generation == clusters::Generation::v1);
  REQUIRE(options.secrets.size() == 1);
  CHECK(options.secrets[0].password == "p");
}

TEST_CASE("exec takes everything behind the dashes") {
  const Options options = parse_options({"exec", "--engine", "postgres", "--", "run", "--port", "3", "--", "-h"});
  CHECK(options.subcommand == Subcommand::exec);
  CHECK(options.engine == backend::Engine::postgres);
  CHECK(options.port == 8080);
  CHECK(options.command == std::vector<std::string>{"run", "--port", "3", "--", "-h"});
}

TEST_CASE("translate") {
  const Options options = parse_options({"translate", "--engine", "postgres", "SELECT 1"});
  CHECK(options.subcommand == Subcommand::translate);
  CHECK(options.translate_engine == backend::Engine::postgres);
  CHECK(options.sql == "SELECT 1");
}

TEST_CASE("help and version are no mistakes") {
  for (const char* flag : {"--help", "--version"}) {
    try {
      parse_options({flag});
      FAIL("no exit");
    } catch (const OptionsExit& exit) {
      CHECK(exit.exit_code == 0);
      CHECK_FALSE(std::string(exit.what()).empty());
    }
  }
  CHECK(parse_options({"version"}).subcommand == Subcommand::version);
}

TEST_CASE("mistakes are named") {
  struct Case {
    std::vector<std::string> arguments;
    std::string_view text;
  };
  const std::vector<Case> cases = {
      {{"--bogus"}, "--bogus"},
      {{"--port", "70000"}, "--port"},
      {{"--host", "0.0.0.0"}, "--insecure"},
      {{"--host", "192.168.1.5"}, "--insecure"},
      {{"--max-connections", "0"}, "--max-connections"},
      {{"--cluster", "a=oracle"}, "'oracle' is no engine"},
      {{"--engine", "oracle"}, "'oracle' is no engine"},
      {{"--cluster", "a b=mysql"}, "'a b' is no cluster name"},
      {{"--cluster", "a"}, "NAME=ENGINE"},
      {{"--cluster", "a=mysql", "--cluster", "a=postgres"}, "declared twice"},
      {{"--secret", "arn"}, "ARN=user:password"},
      {{"--init", "b=x.sql", "--strict-clusters"}, "there is no cluster b"},
      {{"--cluster", "b=mysql://u:p@h/d", "--init", "b=x.sql"}, "real server"},
      {{"exec"}, "a command is missing"},
      {{"--config", "/nonexistent.toml"}, "/nonexistent.toml"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const std::string message = refusal(c.arguments);
    CHECK(message.starts_with("rds-data-local: "));
    CHECK(message.find(c.text) != std::string::npos);
  }
  CHECK(refusal({"--host", "0.0.0.0", "--insecure"}).empty());
  CHECK(refusal({"--host", "::1"}).empty());
  const File misspelt("prot = 2\n");
  CHECK(refusal({"--config", misspelt.path()}).find("prot") != std::string::npos);
}

TEST_CASE("the languages inside values") {
  for (const std::string_view name : {"postgres", "postgresql", "aurora-postgresql"}) {
    CHECK(engine_from(name) == backend::Engine::postgres);
  }
  CHECK(engine_from("aurora-mysql") == backend::Engine::mysql);
  const auto postgres = cluster_from("p=postgres://u:p@h/d?a=b,v1", clusters::Generation::v2);
  CHECK(postgres.engine == backend::Engine::postgres);
  CHECK(postgres.generation == clusters::Generation::v1);
  CHECK(postgres.url == "postgres://u:p@h/d?a=b");
  CHECK(cluster_from("p=mysql,v2", clusters::Generation::v1).generation == clusters::Generation::v2);
  CHECK(cluster_from("p=mysql", clusters::Generation::v1).generation == clusters::Generation::v1);

  const Secret secret = secret_from("arn:aws:secretsmanager:r:1:secret:s=user:pass:word=;");
  CHECK(secret.arn == "arn:aws:secretsmanager:r:1:secret:s");
  CHECK(secret.user == "user");
  CHECK(secret.password == "pass:word=;");

  struct Case {
    std::string_view text, cluster, database, path;
  };
  constexpr std::array cases = {
      Case{"a.sql", "", "", "a.sql"},
      Case{"shop=a.sql", "shop", "", "a.sql"},
      Case{"shop/app=dir/a.sql", "shop", "app", "dir/a.sql"},
      Case{"./a=b.sql", "", "", "./a=b.sql"},
      Case{"dir/x.d/a=b.sql", "dir", "x.d/a", "b.sql"},
  };
  for (const auto& [text, cluster, database, path] : cases) {
    const InitScript script = init_script_from(text);
    CHECK(script.cluster == cluster);
    CHECK(script.database == database);
    CHECK(script.path == path);
  }
}

TEST_CASE("faults, pauses and the statement's time") {
  const Options options =
      parse_options({"--fault", "*:ExecuteStatement:DatabaseResuming:seconds=15,probability=0.5", "--fault",
                     "one:*:Latency:milliseconds=200", "--auto-pause", "300:2.5", "--statement-timeout", "0.5"});
  REQUIRE(options.faults.size() == 2);
  CHECK(options.faults[0].lasting == std::chrono::seconds(15));
  CHECK(options.faults[1].latency == std::chrono::milliseconds(200));
  REQUIRE(options.auto_pause);
  CHECK(options.auto_pause->idle == std::chrono::seconds(300));
  CHECK(options.auto_pause->resume == std::chrono::milliseconds(2500));
  CHECK(options.statement_timeout == std::chrono::milliseconds(500));
  CHECK(parse_options({"--auto-pause", "1"}).auto_pause->resume == std::chrono::seconds(15));
  CHECK_FALSE(parse_options({}).auto_pause);
  CHECK(parse_options({}).statement_timeout == std::chrono::seconds(45));
  CHECK(refusal({"--fault", "nonsense"}).find("a fault is written CLUSTER:OPERATION:KIND") != std::string::npos);
  CHECK(refusal({"--auto-pause", "soon"}).find("'soon' is no number of seconds") != std::string::npos);
  CHECK(refusal({"--auto-pause", "-1"}).find("no number of seconds") != std::string::npos);
}

TEST_CASE("credentials: a key and its secret, or a file of profiles") {
  const Options one = parse_options({"--credentials", "AKIDEXAMPLE:wJalr/XUtn:FEMI"});
  REQUIRE(one.credentials.size() == 1);
  CHECK(one.credentials[0].id == "AKIDEXAMPLE");
  CHECK(one.credentials[0].secret == "wJalr/XUtn:FEMI");
  const File file(
      "[default]\naws_access_key_id = A\naws_secret_access_key = s1\nregion = x\n\n"
      "[half]\naws_access_key_id=B\n[other]\naws_secret_access_key=s3\naws_access_key_id=C\n");
  const Options several = parse_options({"--credentials", file.path()});
  REQUIRE(several.credentials.size() == 2);
  CHECK(several.credentials[0].secret == "s1");
  CHECK(several.credentials[1].id == "C");
  CHECK(refusal({"--credentials", "/no/such/file"}).find("neither KEY:SECRET nor a file") != std::string::npos);
  const File empty("[default]\n");
  CHECK(refusal({"--credentials", empty.path()}).find("holds no access key") != std::string::npos);
}
