#include "backend/postgres/connection.hpp"

#include <poll.h>

#include <algorithm>
#include <array>

#include "backend/postgres/errors.hpp"
#include "backend/postgres/libpq.hpp"
#include "base/blocking_region.hpp"
#include "base/log.hpp"

namespace emulator::backend::postgres {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds control_patience{10};
constexpr std::chrono::seconds cancel_patience{5};
constexpr std::chrono::minutes longest_poll{10};  // poll() counts in an int of milliseconds

// 1: ready, 0: the time is over.
int poll_until(int socket, short events, Time deadline) {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        std::min<steady_clock::duration>(deadline - steady_clock::now(), longest_poll));
    pollfd descriptor{.fd = socket, .events = events, .revents = 0};
    if (poll(&descriptor, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0))) != 0) return 1;
    if (steady_clock::now() >= deadline) return 0;
  }
}

Time from_now(steady_clock::duration duration) {
  return steady_clock::now() + duration;
}

// The URL's own `options`, then ours: they become the session's defaults, so RESET keeps them.
std::string startup_options(const std::string& url) {
  std::string options;
  PQconninfoOption* parsed = libpq().PQconninfoParse(url.c_str(), nullptr);
  for (auto* option = parsed; option && option->keyword; ++option) {
    if (std::string_view{option->keyword} == "options" && option->val) options.assign(option->val).append(" ");
  }
  libpq().PQconninfoFree(parsed);
  return options + "-c timezone=UTC -c datestyle=ISO";
}

// A statement's values as libpq takes them: borrowed.
struct Arguments {
  explicit Arguments(const Statement& statement) {
    for (std::size_t i = 0; i < statement.texts.size(); ++i) {
      values.push_back(statement.nulls[i] ? nullptr : statement.texts[i].c_str());
      lengths.push_back(static_cast<int>(statement.texts[i].size()));
    }
  }
  int count() const { return static_cast<int>(values.size()); }

  std::vector<const char*> values;
  std::vector<int> lengths;
};

void ignore_notice(void*, const PGresult*) {}

}  // namespace

void Statement::add(Oid type, std::string text, int format) {
  types.push_back(type);
  texts.push_back(std::move(text));
  nulls.push_back(false);
  formats.push_back(format);
}

void Statement::add_null(Oid type) {
  add(type, {}, 0);
  nulls.back() = true;
}

std::unique_ptr<Connection> Connection::open(const std::string& url, const SessionOptions& options,
                                             std::chrono::milliseconds timeout) {
  const auto startup = startup_options(url);
  std::vector<const char*> keywords{"dbname", "options", "client_encoding", "fallback_application_name"};
  std::vector<const char*> values{url.c_str(), startup.c_str(), "UTF8", "rds-data-local"};
  const auto set = [&](const char* keyword, const std::string& value) {
    if (value.empty()) return;
    keywords.push_back(keyword);
    values.push_back(value.c_str());
  };
  set("dbname", options.database);  // only the first dbname is read as an address
  set("user", options.user);
  set("password", options.password);
  keywords.push_back(nullptr);
  values.push_back(nullptr);
  BlockingRegion region;
  std::unique_ptr<Connection> connection{
      new Connection{libpq().PQconnectStartParams(keywords.data(), values.data(), 1)}};
  connection->finish_opening(from_now(timeout));
  return connection;
}

void Connection::finish_opening(Time deadline) {
  if (!connection_) throw std::bad_alloc{};
  libpq().PQsetErrorVerbosity(connection_, PQERRORS_VERBOSE);  // with SQLSTATEs, see throw_connect_error
  auto state = libpq().PQstatus(connection_) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
  while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
    const short events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    if (!poll_until(libpq().PQsocket(connection_), events, deadline)) throw unreachable("it does not answer in time");
    state = libpq().PQconnectPoll(connection_);
  }
  if (state == PGRES_POLLING_FAILED) throw_connect_error(connection_);
  libpq().PQsetErrorVerbosity(connection_, PQERRORS_DEFAULT);
  libpq().PQsetNoticeReceiver(connection_, ignore_notice, nullptr);
  use_utc();
}

Connection::~Connection() {
  libpq().PQfinish(connection_);
}

bool Connection::broken() const {
  return stuck_ || libpq().PQstatus(connection_) != CONNECTION_OK;
}

// Costs a round trip only where something between us and the server swallowed our startup options.
void Connection::use_utc() {
  const char* zone = libpq().PQparameterStatus(connection_, "TimeZone");
  if (!zone || std::string_view{zone} != "UTC") control("SET TIME ZONE 'UTC'");
}

bool Connection::ready() noexcept {
  try {
    auto deadline = from_now(cancel_patience);
    bool clean = true;
    while (const auto result = next(deadline)) clean &= libpq().PQresultStatus(result.get()) == PGRES_COMMAND_OK;
    if (!clean || broken()) return false;
    // A server that has gone away has left an end of file behind, perhaps after a last message.
    while (poll_until(libpq().PQsocket(connection_), POLLIN, Time{}) != 0) {
      if (!libpq().PQconsumeInput(connection_)) return false;
      libpq().PQisBusy(connection_);  // takes the message apart
    }
    use_utc();
    return true;
  } catch (const std::exception& error) {
    log(LogLevel::debug, "An idle PostgreSQL connection is dropped: ", error.what());
    return false;
  }
}

bool Connection::retire() noexcept {
  try {
    if (broken() || cancelled_) return false;
    if (libpq().PQtransactionStatus(connection_) != PQTRANS_IDLE) control("ROLLBACK");
    return libpq().PQtransactionStatus(connection_) == PQTRANS_IDLE &&
           libpq().PQsendQuery(connection_, "DISCARD ALL") == 1;
  } catch (const std::exception& error) {
    log(LogLevel::debug, "A used PostgreSQL connection is dropped: ", error.what());
    return false;
  }
}

void Connection::run(const Statement& statement, Time deadline, const Sink& sink, Cancellation* cancellation) {
  BlockingRegion region;
  late_ = false;
  if (broken()) throw connection_lost("it was lost before");
  const Cancellation::Action action(cancellation, [this] {
    const BlockingRegion waits;
    cancelled_ = true;
    cancel();
  });
  if (statement.incomplete) return run_prepared(statement, deadline, sink);
  const Arguments arguments{statement};
  check_sent(libpq().PQsendQueryParams(connection_, statement.sql.c_str(), arguments.count(), statement.types.data(),
                                       arguments.values.data(), arguments.lengths.data(), statement.formats.data(), 0));
  collect(statement, deadline, sink);
}

// With a name, because the server's complaint about missing values tells it, and the live service's are called so.
void Connection::run_prepared(const Statement& statement, Time& deadline, const Sink& sink) {
  const auto name = "sqlx_s_" + std::to_string(++prepared_);
  check_sent(libpq().PQsendPrepare(connection_, name.c_str(), statement.sql.c_str(),
                                   static_cast<int>(statement.types.size()), statement.types.data()));
  collect(statement, deadline, [](const PGresult*) {});
  const Arguments arguments{statement};
  check_sent(libpq().PQsendQueryPrepared(connection_, name.c_str(), arguments.count(), arguments.values.data(),
                                         arguments.lengths.data(), statement.formats.data(), 0));
  collect(statement, deadline, sink);
}

void Connection::control(const char* sql) {
  BlockingRegion region;
  late_ = false;
  if (broken()) throw connection_lost("it was lost before");
  check_sent(libpq().PQsendQuery(connection_, sql));
  auto deadline = from_now(control_patience);
  collect(Statement{}, deadline, [](const PGresult*) {});
}

void Connection::check_sent(int sent) {
  if (sent == 1) return;
  const std::string reason = libpq().PQerrorMessage(connection_);
  if (!broken()) drain();
  throw connection_lost(reason);
}

void Connection::collect(const Statement& statement, Time& deadline, const Sink& sink) {
  libpq().PQsetSingleRowMode(connection_);
  while (const auto result = next(deadline)) {
    const auto status = libpq().PQresultStatus(result.get());
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) refuse_copy(result.get());
    if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK &&
        status != PGRES_EMPTY_QUERY) {
      fail(statement, result.get());
    }
    try {
      sink(result.get());
    } catch (...) {
      end_early();
      throw;
    }
  }
}

// The next result, null at the end. Cancels the statement once at its deadline.
ResultPointer Connection::next(Time& deadline) {
  while (libpq().PQisBusy(connection_) && await_input(deadline)) {
  }
  return ResultPointer{libpq().PQgetResult(connection_)};
}

// False when the connection broke; libpq's next result then says how.
bool Connection::await_input(Time& deadline) {
  if (!poll_until(libpq().PQsocket(connection_), POLLIN, deadline)) {
    if (late_) {
      stuck_ = true;
      time_out();
    }
    late_ = true;
    cancel();
    deadline = from_now(cancel_patience);
    return true;
  }
  return libpq().PQconsumeInput(connection_) == 1;
}

void Connection::cancel() noexcept {
  PGcancel* handle = libpq().PQgetCancel(connection_);
  std::array<char, 256> reason{};
  if (!libpq().PQcancel(handle, reason.data(), static_cast<int>(reason.size()))) {
    log(LogLevel::warn, "A PostgreSQL statement could not be cancelled: ", reason.data());
  }
  libpq().PQfreeCancel(handle);
}

void Connection::end_early() noexcept {
  cancel();
  drain();
}

void Connection::drain() noexcept {
  while (const auto result = ResultPointer{libpq().PQgetResult(connection_)}) {
    const auto status = libpq().PQresultStatus(result.get());
    if (status == PGRES_COPY_IN || status == PGRES_COPY_BOTH)
      libpq().PQputCopyEnd(connection_, "COPY is not supported");
    if (status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
      char* buffer = nullptr;
      while (libpq().PQgetCopyData(connection_, &buffer, 0) > 0) libpq().PQfreemem(buffer);
    }
    if (broken()) return;
  }
}

void Connection::refuse_copy(const PGresult* result) {
  const bool out = libpq().PQresultStatus(result) == PGRES_COPY_OUT;
  if (out) {
    cancel();
    char* buffer = nullptr;
    while (libpq().PQgetCopyData(connection_, &buffer, 0) > 0) libpq().PQfreemem(buffer);
  } else {
    libpq().PQputCopyEnd(connection_, "COPY is not supported");
  }
  drain();
  throw ApiError{Fault::database_error,
                 out ? "execute: unexpected message: CopyOutResponse" : "execute: unexpected message: CopyInResponse"};
}

void Connection::time_out() {
  ApiError error{Fault::statement_timeout, "canceling statement due to statement timeout"};
  error.database_connection_id = libpq().PQbackendPID(connection_);
  throw error;
}

void Connection::fail(const Statement& statement, const PGresult* result) {
  auto error = sql_error(result);
  const std::string account = libpq().PQresultErrorMessage(result);
  drain();
  if (late_ && error.sqlstate == "57014") time_out();
  if (error.sqlstate.empty()) throw connection_lost(account);
  if (statement.several_statements && may_be_several_statements(error)) {
    throw ApiError{Fault::validation, "Multistatements aren't supported."};
  }
  throw error;
}

}  // namespace emulator::backend::postgres
