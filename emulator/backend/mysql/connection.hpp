// One connection to a MySQL server: opens it, keeps its session as the Data API's is (UTC, utf8mb4, strict), ends
// a statement from another thread. Knows no statements' results.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "backend/backend.hpp"
#include "backend/mysql/errors.hpp"
#include "backend/mysql/libmariadb.hpp"
#include "backend/mysql/url.hpp"

namespace emulator::backend::mysql {

struct HandleDeleter {
  void operator()(MYSQL* handle) const { libmariadb().mysql_close(handle); }
};
using Handle = std::unique_ptr<MYSQL, HandleDeleter>;

class Connection {
 public:
  // Throws SqlError if the server refuses, ApiError if there is none within the timeout.
  static std::unique_ptr<Connection> open(const Address& address, const SessionOptions& options,
                                          std::chrono::milliseconds timeout);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool ready() noexcept;   // false: the server has hung up
  bool retire() noexcept;  // rolls back and forgets what the session's user did; false: not to be used again
  bool broken() const { return broken_; }

  // Makes the session ready for a statement. A round trip after retire(), else none.
  void set_up();
  // Runs a statement of our own and drops its answer.
  void control(std::string_view sql);
  // Throws what the server reported; remembers when the connection is lost.
  [[noreturn]] void fail(const Report& report, bool several_statements = false);
  [[noreturn]] void fail(bool several_statements = false);  // with the connection's own report

  std::int64_t thread_id() const;
  // From another thread: asks the server, over a connection of its own, to end the statement that runs here.
  void kill_statement();

  MYSQL* handle() const { return handle_.get(); }
  unsigned character_size() const { return character_size_; }

 private:
  Connection(Handle handle, const Address& address, SessionOptions options);

  std::string current_database() const;

  Handle handle_;
  const Address address_;
  const SessionOptions options_;
  std::atomic<bool> killed_ = false;  // the request to the server may yet hit the next statement
  std::string database_;              // that the connection was opened for; USE may leave it
  bool is_mariadb_ = false;
  bool broken_ = false;
  bool set_up_ = false;
  unsigned character_size_ = 4;
};

}  // namespace emulator::backend::mysql
