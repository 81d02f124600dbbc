// One session on a real PostgreSQL. Holds a pooled connection while a transaction is open, and otherwise only for the
// length of a statement, so that many sessions share few connections.
#pragma once

#include <atomic>
#include <optional>

#include "backend/backend.hpp"
#include "backend/pool.hpp"
#include "backend/postgres/catalog.hpp"
#include "backend/postgres/connection.hpp"

namespace emulator::backend::postgres {

// What the pool keeps: a connection and what it has learned about the server's tables.
struct Link {
  std::unique_ptr<Connection> connection;
  Catalog catalog;

  bool ready() noexcept { return connection->ready(); }
  bool retire() noexcept { return connection->retire(); }
};

// Shared by the sessions of one backend: changes with every statement that may change a table or a type.
using Generation = std::atomic<std::uint64_t>;

class PostgresSession final : public Session {
 public:
  // Takes a connection at once, so that a wrong database or password shows here.
  PostgresSession(std::shared_ptr<Pool<Link>> pool, SessionOptions options, std::shared_ptr<Generation> generation);

  void begin() override;
  void commit() override;
  void rollback() override;
  Result execute(const Command& command) override;
  std::int64_t connection_id() const override { return lease_ ? (*lease_)->connection->process_id() : 0; }

 private:
  Link& link();
  Result run(const Command& command);
  void end(const char* sql);

  std::shared_ptr<Pool<Link>> pool_;
  SessionOptions options_;
  std::shared_ptr<Generation> generation_;
  std::optional<Pool<Link>::Lease> lease_;
  bool in_transaction_ = false;
};

}  // namespace emulator::backend::postgres
