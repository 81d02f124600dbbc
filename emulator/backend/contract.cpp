// The rules, each where it can be broken. The catch clauses look at what passes and let it go on.
#include "backend/contract.hpp"

#include <atomic>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/error.hpp"

namespace emulator::backend {

namespace {

[[noreturn]] void broken(const std::string& rule) {
  throw std::logic_error("backend contract broken: " + rule);
}

// Claims the session for one call; a second thread in it at the same time breaks the first rule.
class OneThread {
 public:
  explicit OneThread(std::atomic<bool>& busy) : busy_(busy) {
    if (busy_.exchange(true)) broken("a session was used by two threads at once");
  }
  ~OneThread() { busy_.store(false); }
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  std::atomic<bool>& busy_;
};

bool may_leave_execute(Fault fault) {
  switch (fault) {
    case Fault::bad_request:     // a real server's connection broke under the statement
    case Fault::database_error:  // COPY, refused in the service's own words
    case Fault::statement_timeout:
    case Fault::unsupported_result:
    case Fault::validation:
    case Fault::database_not_found:
    case Fault::database_resuming:
    case Fault::database_unavailable:
    case Fault::internal_failure:
    case Fault::service_unavailable:
      return true;
    case Fault::access_denied:
    case Fault::forbidden:
    case Fault::http_endpoint_not_enabled:
    case Fault::incomplete_signature:
    case Fault::internal_server_error:
    case Fault::invalid_resource_state:
    case Fault::invalid_secret:
    case Fault::invalid_signature:
    case Fault::missing_authentication_token:
    case Fault::not_found:
    case Fault::secrets_error:
    case Fault::serialization:
    case Fault::throttling:
    case Fault::transaction_not_found:
    case Fault::unknown_operation:
    case Fault::unrecognized_client:
      return false;
  }
  return false;
}

void check(const Result& result) {
  if (result.columns.empty() && !result.rows.empty()) broken("rows without columns");
  if (result.updated < 0) broken("a negative number of updated rows");
  for (const auto& row : result.rows) {
    if (row.size() != result.columns.size()) {
      broken("a row of " + std::to_string(row.size()) + " values under " + std::to_string(result.columns.size()) +
             " columns");
    }
  }
}

void check(const SqlError& error) {
  if (error.sqlstate.size() != 5) broken("an SQLSTATE that is not five characters: '" + error.sqlstate + "'");
  if (error.message.empty()) broken("an error without a message");
  if (error.position && *error.position == 0) broken("an error position that does not count from 1");
}

class WatchedSession final : public Session {
 public:
  explicit WatchedSession(std::unique_ptr<Session> inner) : inner_(std::move(inner)) {}

  void begin() override {
    const OneThread claim(busy_);
    if (state_ != State::idle) broken("begin in or after a transaction");
    inner_->begin();
    state_ = State::in_transaction;
  }

  void commit() override {
    const OneThread claim(busy_);
    if (state_ != State::in_transaction) broken("commit without begin");
    state_ = State::over;  // whether or not it succeeds
    inner_->commit();
  }

  void rollback() override {
    const OneThread claim(busy_);
    if (state_ != State::in_transaction) broken("rollback without begin");
    state_ = State::over;
    inner_->rollback();
  }

  Result execute(const Command& command) override {
    const OneThread claim(busy_);
    if (state_ == State::over) broken("execute after the end of the transaction");
    if (command.parameters == nullptr) broken("a command without a parameter list");
    Result result = run(command);
    check(result);
    return result;
  }

  std::int64_t connection_id() const override { return inner_->connection_id(); }

  bool reset() noexcept override {
    if (busy_.exchange(true)) return false;  // cannot throw here; the session is not reused
    const bool fresh = inner_->reset();
    if (fresh) state_ = State::idle;
    busy_.store(false);
    return fresh;
  }

 private:
  enum class State {
    idle,
    in_transaction,
    over
  };

  Result run(const Command& command) {
    try {
      return inner_->execute(command);
    } catch (const SqlError& error) {
      check(error);
      throw;
    } catch (const ApiError& error) {
      if (!may_leave_execute(error.fault)) broken("execute threw an ApiError that is not its to throw");
      throw;
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& error) {
      broken(std::string("execute threw neither SqlError nor ApiError: ") + error.what());
    }
  }

  std::unique_ptr<Session> inner_;
  std::atomic<bool> busy_ = false;
  State state_ = State::idle;
};

class WatchedBackend final : public Backend {
 public:
  explicit WatchedBackend(std::shared_ptr<Backend> inner) : inner_(std::move(inner)) {}

  Engine engine() const override { return inner_->engine(); }
  std::optional<Caches> caches() const override { return inner_->caches(); }

  std::unique_ptr<Session> open(const SessionOptions& options) override {
    auto session = inner_->open(options);
    if (!session) broken("open returned no session");
    return std::make_unique<WatchedSession>(std::move(session));
  }

 private:
  std::shared_ptr<Backend> inner_;
};

}  // namespace

std::shared_ptr<Backend> with_contract(std::shared_ptr<Backend> backend) {
  return std::make_shared<WatchedBackend>(std::move(backend));
}

}  // namespace emulator::backend
