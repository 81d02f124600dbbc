// One session on a real MySQL. Holds a pooled connection while a transaction is open, and otherwise only for the length
// of a statement, so that many sessions share few connections.
#pragma once

#include <optional>

#include "backend/backend.hpp"
#include "backend/mysql/connection.hpp"
#include "backend/pool.hpp"
#include "base/deadline_watch.hpp"

namespace emulator::backend::mysql {

class MysqlSession final : public Session {
 public:
  // Takes a connection at once, so that a wrong database or password shows here.
  MysqlSession(std::shared_ptr<Pool<Connection>> pool, std::shared_ptr<DeadlineWatch> watch, SessionOptions options);

  void begin() override;
  void commit() override;
  void rollback() override;
  Result execute(const Command& command) override;
  std::int64_t connection_id() const override { return lease_ ? (*lease_)->thread_id() : 0; }

 private:
  Connection& connection();
  void end(const char* sql);

  std::shared_ptr<Pool<Connection>> pool_;
  std::shared_ptr<DeadlineWatch> watch_;
  SessionOptions options_;
  std::optional<Pool<Connection>::Lease> lease_;
  bool in_transaction_ = false;
};

}  // namespace emulator::backend::mysql
