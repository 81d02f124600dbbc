#include "backend/mysql/backend.hpp"

#include "backend/mysql/session.hpp"

namespace emulator::backend {
namespace {

using mysql::Address;
using mysql::Connection;
using mysql::MysqlSession;

class MysqlBackend final : public Backend {
 public:
  MysqlBackend(Address address, const PoolOptions& options)
      : pool_(std::make_shared<Pool<Connection>>(
            options, [address = std::move(address), timeout = options.connect_timeout](const SessionOptions& session) {
              return Connection::open(address, session, timeout);
            })) {}

  Engine engine() const override { return Engine::mysql; }

  std::unique_ptr<Session> open(const SessionOptions& options) override {
    return std::make_unique<MysqlSession>(pool_, watch_, options);
  }

 private:
  std::shared_ptr<Pool<Connection>> pool_;
  std::shared_ptr<DeadlineWatch> watch_ = std::make_shared<DeadlineWatch>();
};

}  // namespace

std::shared_ptr<Backend> open_mysql(std::string_view url, const PoolOptions& options) {
  return std::make_shared<MysqlBackend>(mysql::parse_url(url), options);
}

}  // namespace emulator::backend
