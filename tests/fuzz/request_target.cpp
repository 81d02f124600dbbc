// Any body to any operation, through Service::handle and embedded clusters of both engines and generations: always a
// well-formed answer, with an error that the operation may give. The first byte of the input picks the operation and
// the cluster, the rest is the body; so an input that begins with a digit reads like a request. Every some thousand
// inputs begin anew with small tables, so that neither what they made nor what they dropped stays for ever.
#include <array>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "api/error_response.hpp"
#include "api/service.hpp"
#include "backend/emulated/emulated.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "clusters/registry.hpp"
#include "clusters/secrets.hpp"
#include "clusters/transactions.hpp"
#include "fuzz/target.hpp"
#include "sql/mysql/dialect.hpp"
#include "sql/postgres/dialect.hpp"

namespace {

using namespace emulator;

constexpr std::array paths = {
    "/Execute",    "/BatchExecute",     "/BeginTransaction", "/CommitTransaction", "/RollbackTransaction",
    "/ExecuteSql", "/_emulator/faults", "/nothing"};

// What each cluster begins with: the rest of a request's body.
constexpr std::string_view beginning[] = {
    R"sql("sql":"CREATE TABLE books (id INT PRIMARY KEY, title VARCHAR(50) NOT NULL, price DECIMAL(8,2), )sql"
    R"sql(rating DOUBLE PRECISION, printed DATE, sold TIMESTAMP NULL, body JSON)"})sql",
    R"sql("sql":"INSERT INTO books VALUES (1, 'Emma', 9.50, 4.5, '1815-12-23', '2024-01-01 10:00:00', '[1, 2]'), )sql"
    R"sql((2, 'Dracula', NULL, NULL, NULL, NULL, NULL)"})sql"};

[[noreturn]] void fail(const api::HttpResponse& response) {
  std::cerr << response.status << " " << response.error_type << " " << response.body << "\n";
  std::abort();
}

constexpr std::string_view extensions[] = {R"sql("sql":"CREATE EXTENSION citext"})sql",
                                           R"sql("sql":"CREATE EXTENSION pg_trgm"})sql",
                                           R"sql("sql":"CREATE EXTENSION pgcrypto"})sql",
                                           R"sql("sql":"CREATE EXTENSION vector"})sql",
                                           R"sql("sql":"ALTER TABLE books ADD COLUMN place vector(3)"})sql",
                                           R"sql("sql":"UPDATE books SET place = '[1,0,2]' WHERE id = 1"})sql"};

struct Program {
  Program() {
    set_log_level(LogLevel::error);
    // Undeclared names do not come to be: a fuzzer would make thousands.
    registry.declare({"local", backend::Engine::mysql, clusters::Generation::v2, {}});
    registry.declare({"loca1", backend::Engine::mysql, clusters::Generation::v1, {}});
    registry.declare({"post2", backend::Engine::postgres, clusters::Generation::v2, {}});
    registry.declare({"post1", backend::Engine::postgres, clusters::Generation::v1, {}});
    for (const std::string_view cluster : {"local", "loca1"}) {
      execute(cluster, R"("sql":"CREATE DATABASE fuzz"})");
      for (const std::string_view rest : beginning) execute(cluster, R"("database":"fuzz",)" + std::string(rest));
    }
    for (const std::string_view cluster : {"post2", "post1"}) {
      for (const std::string_view rest : beginning) execute(cluster, rest);
      for (const std::string_view rest : extensions) execute(cluster, rest);
    }
  }

  void execute(std::string_view cluster, std::string_view rest) {
    const std::string body = R"({"resourceArn":"arn:aws:rds:us-east-1:000000000000:cluster:)" + std::string(cluster) +
                             R"(","secretArn":"arn:aws:secretsmanager:us-east-1:000000000000:secret:local",)" +
                             std::string(rest);
    api::HttpResponse response;
    do {  // the deadline is for the inputs; a busy machine may need more to begin
      response = {};
      service.handle({.method = "POST", .target = "/Execute", .body = body, .headers = {}}, response);
    } while (response.error_type == "StatementTimeoutException");
    if (response.status != 200) fail(response);
  }

  SystemClock clock;
  clusters::Secrets secrets;
  clusters::Registry registry{[](const clusters::ClusterConfig& config) -> std::shared_ptr<backend::Backend> {
                                const bool mysql = config.engine == backend::Engine::mysql;
                                return backend::emulated::open_emulated(mysql ? mysql::dialect() : postgres::dialect(),
                                                                        {});
                              },
                              {{}, true}};
  clusters::Transactions transactions{
      clock, {.idle = std::chrono::seconds(1), .total = std::chrono::minutes(1), .wait = std::chrono::milliseconds(1)}};
  clusters::AutoPause auto_pause{clock, std::nullopt};
  api::FaultInjector faults{clock, [](std::chrono::milliseconds) {}};
  api::AccessKeys access_keys;
  api::Background background;
  api::Service service{{clock, registry, secrets, transactions, auto_pause, faults, access_keys, background,
                        std::chrono::milliseconds(100)}};
};

bool may_answer(std::string_view path, std::string_view error_type) {
  const auto is_fault = [&](api::FaultSet set) {
    for (int i = 0; i <= static_cast<int>(Fault::validation); ++i) {
      const Fault fault = static_cast<Fault>(i);
      if (api::exception_name(fault) == error_type) return set.has(fault);
    }
    return false;
  };
  if (is_fault(api::unmodelled_faults())) return true;
  for (const api::Operation& operation : api::operations()) {
    if (operation.path == path) return is_fault(operation.faults);
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto* program = new Program;  // outlives the exit: its sessions ask the dialect until their end
  static unsigned runs = 0;
  if (++runs % 8192 == 0) {
    delete program;
    program = new Program;
  }
  if (runs % 256 == 0) program->transactions.sweep();
  if (runs % 64 == 0) program->faults.clear();
  if (size == 0) return 0;
  const std::string_view path = paths[data[0] % paths.size()];
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  api::HttpResponse response;
  program->service.handle({.method = "POST", .target = path, .body = body, .headers = {}}, response);
  const bool is_json = !response.body.empty() && response.body.front() == '{' && response.body.back() == '}';
  if (!is_json || response.request_id.empty()) fail(response);
  const bool is_ours = path.starts_with("/_emulator/");
  if (!is_ours && (response.status == 200) != response.error_type.empty()) fail(response);
  if (!response.error_type.empty() && !may_answer(path, response.error_type)) fail(response);
  return 0;
}
