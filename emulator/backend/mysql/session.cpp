#include "backend/mysql/session.hpp"

#include "backend/mysql/statement.hpp"

namespace emulator::backend::mysql {

MysqlSession::MysqlSession(std::shared_ptr<Pool<Connection>> pool, std::shared_ptr<DeadlineWatch> watch,
                           SessionOptions options)
    : pool_(std::move(pool)), watch_(std::move(watch)), options_(std::move(options)) {
  connection();
}

Connection& MysqlSession::connection() {
  if (!lease_) lease_.emplace(pool_->take(options_));
  return **lease_;
}

void MysqlSession::begin() {
  connection().control("START TRANSACTION");
  in_transaction_ = true;
}

void MysqlSession::commit() {
  end("COMMIT");
}

void MysqlSession::rollback() {
  end("ROLLBACK");
}

void MysqlSession::end(const char* sql) {
  in_transaction_ = false;
  try {
    connection().control(sql);
  } catch (...) {
    lease_.reset();
    throw;
  }
  lease_.reset();
}

Result MysqlSession::execute(const Command& command) {
  if (in_transaction_) return run_statement(connection(), command, *watch_);
  try {
    auto result = run_statement(connection(), command, *watch_);
    lease_.reset();
    return result;
  } catch (...) {
    lease_.reset();
    throw;
  }
}

}  // namespace emulator::backend::mysql
