// Any body to every operation, through Service::handle and an embedded cluster: always a well-formed answer.
#include <cstdlib>
#include <memory>
#include <string>

#include "api/service.hpp"
#include "backend/emulated/emulated.hpp"
#include "base/clock.hpp"
#include "clusters/registry.hpp"
#include "clusters/secrets.hpp"
#include "clusters/transactions.hpp"
#include "fuzz/target.hpp"
#include "sql/mysql/dialect.hpp"

namespace {

using namespace emulator;

struct Program {
  SystemClock clock;
  clusters::Secrets secrets;
  clusters::Registry registry{[](const clusters::ClusterConfig&) -> std::shared_ptr<backend::Backend> {
                                return backend::emulated::open_emulated(mysql::dialect(), {});
                              },
                              {}};
  clusters::Transactions transactions{clock, {}};
  api::Service service{registry, secrets, transactions};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Program& program = *new Program;  // outlives the exit: its sessions ask the dialect until their end
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"/Execute", "/BatchExecute", "/BeginTransaction", "/CommitTransaction",
                           "/RollbackTransaction", "/ExecuteSql"}) {
    api::HttpResponse response;
    program.service.handle({.method = "POST", .target = path, .body = body, .headers = {}}, response);
    const bool is_json = !response.body.empty() && response.body.front() == '{' && response.body.back() == '}';
    if (!is_json || response.request_id.empty()) std::abort();
    if (response.status == 500 && response.error_type != "InternalServerErrorException") std::abort();
  }
  return 0;
}
