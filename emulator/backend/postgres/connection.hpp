// One connection to a PostgreSQL server: sends a statement, waits until its deadline, cancels what is late. Knows
// libpq and its results, but neither sessions nor the meaning of columns.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "backend/backend.hpp"
#include "backend/postgres/libpq.hpp"
#include "backend/postgres/types.hpp"

namespace emulator::backend::postgres {

using Time = std::chrono::steady_clock::time_point;

struct ResultDeleter {
  void operator()(PGresult* result) const { libpq().PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, ResultDeleter>;

// A statement and the values for its $1, $2, ..., as the protocol wants them.
struct Statement {
  std::string sql;
  std::vector<Oid> types;
  std::vector<std::string> texts;
  std::vector<bool> nulls;
  std::vector<int> formats;         // 0: text, 1: binary
  bool incomplete = false;          // a placeholder may have no value; the server will say so
  bool several_statements = false;  // more than one seems to be in the text

  void add(Oid type, std::string text, int format);
  void add_null(Oid type);
};

class Connection {
 public:
  // Throws SqlError if the server refuses, ApiError if there is none within the timeout per address.
  static std::unique_ptr<Connection> open(const std::string& url, const SessionOptions& options,
                                          std::chrono::milliseconds timeout);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  bool ready() noexcept;   // ends the clean-up that retire() began; false: dead
  bool retire() noexcept;  // rolls back, begins to clean up without waiting; false: not to be used again
  bool broken() const;
  std::int64_t process_id() const { return libpq().PQbackendPID(connection_); }

  // Called with each row as it arrives, and once without rows at the end of every successful statement.
  using Sink = std::function<void(const PGresult*)>;

  // Runs one statement. Throws SqlError or ApiError (deadline, several statements, COPY, connection lost); leaves the
  // connection usable unless broken(). An exception of the sink ends the statement and is thrown on. When
  // `cancellation` is requested the server is asked to end the statement.
  void run(const Statement& statement, Time deadline, const Sink& sink, Cancellation* cancellation = nullptr);
  // Runs a statement of our own that has no parameters, for at most ten seconds, and drops its answer.
  void control(const char* sql);

 private:
  explicit Connection(PGconn* connection) : connection_(connection) {}

  void finish_opening(Time deadline);
  void use_utc();
  void check_sent(int sent);
  void run_prepared(const Statement& statement, Time& deadline, const Sink& sink);
  void collect(const Statement& statement, Time& deadline, const Sink& sink);
  ResultPointer next(Time& deadline);
  bool await_input(Time& deadline);
  void cancel() noexcept;
  void drain() noexcept;
  void end_early() noexcept;
  [[noreturn]] void refuse_copy(const PGresult* result);
  [[noreturn]] void fail(const Statement& statement, const PGresult* result);
  [[noreturn]] void time_out();

  PGconn* connection_;
  bool late_ = false;       // the running statement was cancelled for its deadline
  bool cancelled_ = false;  // from outside: the request to the server may yet hit the next statement
  bool stuck_ = false;      // the server did not even obey the cancellation
  std::uint32_t prepared_ = 0;
};

}  // namespace emulator::backend::postgres
