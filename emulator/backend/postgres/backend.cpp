#include "backend/postgres/backend.hpp"

#include <stdexcept>

#include "backend/postgres/libpq.hpp"
#include "backend/postgres/session.hpp"

namespace emulator::backend {
namespace {

using postgres::Connection;
using postgres::Generation;
using postgres::Link;
using postgres::PostgresSession;

class PostgresBackend final : public Backend {
 public:
  PostgresBackend(std::string url, const PoolOptions& options)
      : pool_(std::make_shared<Pool<Link>>(
            options, [url = std::move(url), timeout = options.connect_timeout](const SessionOptions& session) {
              return std::make_unique<Link>(Link{Connection::open(url, session, timeout), {}});
            })) {}

  Engine engine() const override { return Engine::postgres; }

  std::unique_ptr<Session> open(const SessionOptions& options) override {
    return std::make_unique<PostgresSession>(pool_, options, generation_);
  }

 private:
  std::shared_ptr<Pool<Link>> pool_;
  std::shared_ptr<Generation> generation_ = std::make_shared<Generation>(0);
};

void check_url(const std::string& url) {
  char* reason = nullptr;
  PQconninfoOption* parsed = libpq().PQconninfoParse(url.c_str(), &reason);
  const bool good = parsed != nullptr;
  const std::string message = reason ? reason : "";
  libpq().PQconninfoFree(parsed);
  libpq().PQfreemem(reason);
  if (!good) throw std::invalid_argument{message};
}

}  // namespace

std::shared_ptr<Backend> open_postgres(std::string url, const PoolOptions& options) {
  check_url(url);
  return std::make_shared<PostgresBackend>(std::move(url), options);
}

}  // namespace emulator::backend
