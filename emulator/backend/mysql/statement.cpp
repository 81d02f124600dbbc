#include "backend/mysql/statement.hpp"

#include <algorithm>
#include <deque>

#include "backend/mysql/decode.hpp"
#include "backend/mysql/libmariadb.hpp"
#include "backend/mysql/types.hpp"
#include "base/blocking_region.hpp"
#include "base/overloaded.hpp"
#include "sql/placeholders.hpp"

namespace emulator::backend::mysql {
namespace {

constexpr unsigned unsupported_in_prepared_protocol = 1295;

// More than any answer the API lets through (1 MiB of records, 10 MB of formatted records): a bound on our memory.
constexpr std::size_t most_bytes = 16u << 20;

struct StatementDeleter {
  void operator()(MYSQL_STMT* statement) const { libmariadb().mysql_stmt_close(statement); }
};
using StatementHandle = std::unique_ptr<MYSQL_STMT, StatementDeleter>;

struct ResultDeleter {
  void operator()(MYSQL_RES* result) const { libmariadb().mysql_free_result(result); }
};
using ResultHandle = std::unique_ptr<MYSQL_RES, ResultDeleter>;

Report report_of(MYSQL_STMT* statement) {
  return {libmariadb().mysql_stmt_errno(statement), libmariadb().mysql_stmt_error(statement),
          libmariadb().mysql_stmt_sqlstate(statement)};
}

// Counts as the service does, see most_bytes.
class SizeGuard {
 public:
  void add_row(std::size_t columns) { add(2 + 4 * columns); }
  void add(std::size_t bytes) {
    bytes_ += bytes;
    if (bytes_ > most_bytes) throw ApiError{Fault::unsupported_result, "The result exceeds the size limit 1 MB."};
  }

 private:
  std::size_t bytes_ = 0;
};

// The values for the question marks. libmariadb keeps addresses into it, so it stays where it is.
class Bindings {
 public:
  explicit Bindings(std::size_t count) { binds_.reserve(count); }

  void add(const Parameter& parameter) {
    MYSQL_BIND bind{};
    std::visit(overloaded{
                   [&](Null) { bind.buffer_type = MYSQL_TYPE_NULL; },
                   [&](bool value) { set_integer(bind, value ? 1 : 0); },
                   [&](std::int64_t value) { set_integer(bind, value); },
                   [&](double value) {
                     bind.buffer_type = MYSQL_TYPE_DOUBLE;
                     bind.buffer = &doubles_.emplace_back(value);
                   },
                   [&](const std::string& value) {
                     set_bytes(bind, parameter.hint == TypeHint::decimal ? MYSQL_TYPE_NEWDECIMAL : MYSQL_TYPE_STRING,
                               value);
                   },
                   [&](const Bytes& value) { set_bytes(bind, MYSQL_TYPE_BLOB, value.data); },
                   [&](const std::shared_ptr<const Array>&) {
                     throw ApiError{Fault::validation, "Array parameters are not supported"};
                   },
               },
               parameter.value);
    binds_.push_back(bind);
  }

  MYSQL_BIND* data() { return binds_.data(); }
  std::size_t size() const { return binds_.size(); }

 private:
  void set_integer(MYSQL_BIND& bind, std::int64_t value) {
    bind.buffer_type = MYSQL_TYPE_LONGLONG;
    bind.buffer = &integers_.emplace_back(value);
  }
  // Borrows: the parameters live as long as the call.
  void set_bytes(MYSQL_BIND& bind, enum_field_types type, const std::string& bytes) {
    bind.buffer_type = type;
    bind.buffer = const_cast<char*>(bytes.data());
    bind.buffer_length = static_cast<unsigned long>(bytes.size());
  }

  std::deque<std::int64_t> integers_;
  std::deque<double> doubles_;
  std::vector<MYSQL_BIND> binds_;
};

// What the server says when values are missing; libmariadb would refuse before asking it.
[[noreturn]] void refuse_missing_value() {
  SqlError error;
  error.condition = Condition::bind_parameter_count;
  error.code = 1210;
  error.sqlstate = "HY000";
  error.message = "Incorrect arguments to mysqld_stmt_execute";
  throw error;
}

void bind_parameters(Bindings& bindings, const sql::Rewritten& rewritten, const std::vector<Parameter>& parameters) {
  for (const auto name : rewritten.names) {
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const Parameter& parameter) { return parameter.name == name; });
    if (found == parameters.end()) refuse_missing_value();
    bindings.add(*found);
  }
}

std::vector<ResultColumn> describe_all(MYSQL_RES* metadata, unsigned character_size) {
  std::vector<ResultColumn> columns;
  const auto* fields = libmariadb().mysql_fetch_fields(metadata);
  for (unsigned i = 0; i < libmariadb().mysql_num_fields(metadata); ++i)
    columns.push_back(describe(fields[i], character_size));
  return columns;
}

class PreparedRun {
 public:
  PreparedRun(Connection& connection, const sql::Rewritten& rewritten)
      : connection_(connection), rewritten_(rewritten), statement_(libmariadb().mysql_stmt_init(connection.handle())) {
    if (!statement_) throw std::bad_alloc{};
  }

  // False if the server cannot prepare statements of this kind, and the text needs no values.
  bool prepare() {
    const auto sql = rewritten_.sql();
    if (libmariadb().mysql_stmt_prepare(statement_.get(), sql.data(), static_cast<unsigned long>(sql.size())) == 0)
      return true;
    const bool as_text = libmariadb().mysql_stmt_errno(statement_.get()) == unsupported_in_prepared_protocol;
    if (as_text && rewritten_.names.empty()) return false;
    fail();
  }

  Result run(const std::vector<Parameter>& parameters) {
    Bindings bindings{rewritten_.names.size()};
    bind_parameters(bindings, rewritten_, parameters);
    if (libmariadb().mysql_stmt_param_count(statement_.get()) != bindings.size())
      refuse_missing_value();  // a ? of the user's own
    if (bindings.size() > 0 && libmariadb().mysql_stmt_bind_param(statement_.get(), bindings.data()) != 0) fail();
    if (libmariadb().mysql_stmt_execute(statement_.get()) != 0) fail();
    Result result;
    const ResultHandle metadata{libmariadb().mysql_stmt_result_metadata(statement_.get())};
    if (metadata) {
      read_rows(metadata.get(), result);
    } else {
      result.updated = static_cast<std::int64_t>(libmariadb().mysql_stmt_affected_rows(statement_.get()));
      const auto id = libmariadb().mysql_stmt_insert_id(statement_.get());
      if (id != 0) result.generated.emplace_back(static_cast<std::int64_t>(id));
    }
    skip_other_results();
    return result;
  }

 private:
  void read_rows(MYSQL_RES* metadata, Result& result) {
    result.columns = describe_all(metadata, connection_.character_size());
    const auto* fields = libmariadb().mysql_fetch_fields(metadata);
    std::deque<ColumnBuffer> buffers;
    std::vector<MYSQL_BIND> binds;
    for (std::size_t i = 0; i < result.columns.size(); ++i) {
      binds.push_back(buffers.emplace_back(fields[i], result.columns[i].type).bind());
    }
    if (libmariadb().mysql_stmt_bind_result(statement_.get(), binds.data()) != 0) fail();
    SizeGuard guard;
    while (true) {
      const int status = libmariadb().mysql_stmt_fetch(statement_.get());
      if (status == MYSQL_NO_DATA) break;
      if (status != 0 && status != MYSQL_DATA_TRUNCATED) fail();
      guard.add_row(buffers.size());
      auto& row = result.rows.emplace_back(buffers.size());
      for (std::size_t i = 0; i < buffers.size(); ++i) {
        if (!is_fetched(buffers[i], static_cast<unsigned>(i), row[i], guard)) fail();
      }
    }
    libmariadb().mysql_stmt_free_result(statement_.get());
  }

  bool is_fetched(ColumnBuffer& buffer, unsigned column, Value& value, SizeGuard& guard) {
    if (!buffer.read(statement_.get(), column, value)) return false;
    if (!is_null(value)) guard.add(buffer.size());
    return true;
  }

  // A CALL may answer several times; the Data API shows the first answer.
  void skip_other_results() {
    while (libmariadb().mysql_stmt_more_results(statement_.get())) {
      const int status = libmariadb().mysql_stmt_next_result(statement_.get());
      if (status > 0) fail();
      libmariadb().mysql_stmt_free_result(statement_.get());
    }
  }

  // An error that ends the rows is kept at the connection only.
  [[noreturn]] void fail() {
    const auto report = report_of(statement_.get());
    if (report.code == 0) connection_.fail(rewritten_.several_statements);
    connection_.fail(report, rewritten_.several_statements);
  }

  Connection& connection_;
  const sql::Rewritten& rewritten_;
  StatementHandle statement_;
};

void read_text_rows(Connection& connection, MYSQL_RES* rows, Result& result) {
  result.columns = describe_all(rows, connection.character_size());
  SizeGuard guard;
  while (MYSQL_ROW row = libmariadb().mysql_fetch_row(rows)) {
    const auto* lengths = libmariadb().mysql_fetch_lengths(rows);
    guard.add_row(result.columns.size());
    auto& values = result.rows.emplace_back();
    for (std::size_t i = 0; i < result.columns.size(); ++i) {
      if (!row[i]) {
        values.emplace_back(Null{});
        continue;
      }
      guard.add(lengths[i]);
      values.push_back(decode_text({row[i], lengths[i]}, result.columns[i].type));
    }
  }
  if (libmariadb().mysql_errno(connection.handle()) != 0) connection.fail();
}

Result run_text(Connection& connection, const sql::Rewritten& rewritten) {
  auto* handle = connection.handle();
  const auto sql = rewritten.sql();
  if (libmariadb().mysql_real_query(handle, sql.data(), static_cast<unsigned long>(sql.size())) != 0) {
    connection.fail(rewritten.several_statements);
  }
  Result result;
  if (const ResultHandle rows{libmariadb().mysql_use_result(handle)}; rows) {
    read_text_rows(connection, rows.get(), result);
  } else if (libmariadb().mysql_errno(handle) != 0) {
    connection.fail();
  } else {
    result.updated = static_cast<std::int64_t>(libmariadb().mysql_affected_rows(handle));
    if (const auto id = libmariadb().mysql_insert_id(handle); id != 0)
      result.generated.emplace_back(static_cast<std::int64_t>(id));
  }
  while (libmariadb().mysql_next_result(handle) == 0) ResultHandle{libmariadb().mysql_use_result(handle)};
  return result;
}

Result run_either_way(Connection& connection, const Command& command) {
  const auto rewritten = sql::rewrite_placeholders(command.sql, sql::mysql_placeholders);
  {
    PreparedRun prepared{connection, rewritten};
    if (prepared.prepare()) return prepared.run(*command.parameters);
  }
  return run_text(connection, rewritten);
}

bool is_interruption(const SqlError& error) {
  return error.condition == Condition::query_canceled;
}

}  // namespace

// The server's own limits are no use: MySQL's max_execution_time cuts SELECT only, MariaDB's counts otherwise. SLEEP()
// ends early but well when it is killed, so a late answer is none either.
Result run_statement(Connection& connection, const Command& command, DeadlineWatch& watch) {
  BlockingRegion region;
  connection.set_up();
  const Cancellation::Action on_cancellation(command.cancellation, [&] { connection.kill_statement(); });
  Cancellation late;
  const Cancellation::Action on_deadline(&late, [&] { connection.kill_statement(); });
  const DeadlineWatch::Guard guard(watch, command.deadline, late);
  try {
    Result result = run_either_way(connection, command);
    if (!late.requested()) return result;
  } catch (const SqlError& error) {
    if (!late.requested() || !is_interruption(error)) throw;
  }
  throw statement_timeout(connection.thread_id());
}

}  // namespace emulator::backend::mysql
