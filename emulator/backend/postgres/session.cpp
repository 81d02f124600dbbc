#include "backend/postgres/session.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "backend/postgres/decode.hpp"
#include "backend/postgres/libpq.hpp"
#include "backend/postgres/parameters.hpp"
#include "base/text.hpp"

namespace emulator::backend::postgres {
namespace {

// More than any answer the API lets through (1 MiB of records, 10 MB of formatted records): a bound on our memory.
constexpr std::size_t most_bytes = 16u << 20;

// Gathers the rows of one statement while they arrive.
class Collector {
 public:
  void take(const PGresult* result) {
    if (fields_.empty()) start(result);
    for (int row = 0; row < libpq().PQntuples(result); ++row) add_row(result, row);
    const auto status = libpq().PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) finish(result);
  }

  const std::vector<Field>& fields() const { return fields_; }
  std::string_view tag() const { return tag_; }

  // Types that are not built in are known only now.
  Result result(std::vector<ResultColumn> columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].type.id == TypeId::array && types_[i].id == TypeId::unknown) decode_column(i, columns[i].type);
    }
    return Result{.columns = std::move(columns), .rows = std::move(rows_), .updated = updated_, .generated = {}};
  }

 private:
  void start(const PGresult* result) {
    fields_ = fields_of(result);
    for (const auto& field : fields_) {
      const auto* entry = built_in(field.type);
      types_.push_back(entry ? type_of(*entry, entry->element != 0 ? built_in(entry->element) : nullptr, -1) : Type{});
    }
  }

  void add_row(const PGresult* result, int row) {
    bytes_ += 2 + 4 * fields_.size();
    std::vector<Value> values;
    values.reserve(fields_.size());
    for (int i = 0; i < static_cast<int>(fields_.size()); ++i) {
      const auto length = static_cast<std::size_t>(libpq().PQgetlength(result, row, i));
      bytes_ += length;
      if (libpq().PQgetisnull(result, row, i)) {
        values.emplace_back(Null{});
      } else {
        values.push_back(decode({libpq().PQgetvalue(result, row, i), length}, types_[static_cast<std::size_t>(i)]));
      }
    }
    if (bytes_ > most_bytes) throw ApiError{Fault::unsupported_result, "The result exceeds the size limit 1 MB."};
    if (!fields_.empty()) rows_.push_back(std::move(values));
  }

  void finish(const PGresult* result) {
    tag_ = libpq().PQcmdStatus(const_cast<PGresult*>(result));
    static constexpr std::array counted = {"INSERT", "UPDATE", "DELETE", "MERGE"};
    if (std::none_of(counted.begin(), counted.end(), [&](const char* verb) { return tag_.starts_with(verb); })) return;
    const std::string_view count = libpq().PQcmdTuples(const_cast<PGresult*>(result));
    std::from_chars(count.data(), count.data() + count.size(), updated_);
  }

  void decode_column(std::size_t column, const Type& type) {
    for (auto& row : rows_) {
      if (const auto* text = std::get_if<std::string>(&row[column])) row[column] = decode(*text, type);
    }
  }

  std::vector<Field> fields_;
  std::vector<Type> types_;  // unknown: not built in
  std::vector<std::vector<Value>> rows_;
  std::string tag_;  // "INSERT 0 1", "CREATE TABLE"
  std::int64_t updated_ = 0;
  std::size_t bytes_ = 0;
};

// By the server's own name for what it did. ROLLBACK and COMMIT are in neither list: they may uncover other tables.
bool may_change_tables(std::string_view tag) {
  static constexpr std::array harmless = {"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE",
                                          "FETCH",  "SHOW",   "SET",    "BEGIN",  "EXPLAIN"};
  return std::none_of(harmless.begin(), harmless.end(), [&](const char* verb) { return tag.starts_with(verb); });
}

}  // namespace

PostgresSession::PostgresSession(std::shared_ptr<Pool<Link>> pool, SessionOptions options,
                                 std::shared_ptr<Generation> generation)
    : pool_(std::move(pool)), options_(std::move(options)), generation_(std::move(generation)) {
  link();
}

Link& PostgresSession::link() {
  if (!lease_) lease_.emplace(pool_->take(options_));
  return **lease_;
}

void PostgresSession::begin() {
  link().connection->control("BEGIN");
  in_transaction_ = true;
}

void PostgresSession::commit() {
  end("COMMIT");
}

void PostgresSession::rollback() {
  end("ROLLBACK");
}

void PostgresSession::end(const char* sql) {
  in_transaction_ = false;
  const auto release = [this] {
    generation_->fetch_add(1);
    lease_.reset();
  };
  try {
    link().connection->control(sql);
  } catch (...) {
    release();
    throw;
  }
  release();
}

Result PostgresSession::execute(const Command& command) {
  if (in_transaction_) return run(command);
  try {
    auto result = run(command);
    lease_.reset();
    return result;
  } catch (...) {
    lease_.reset();
    throw;
  }
}

Result PostgresSession::run(const Command& command) {
  const auto statement = bind_parameters(command);
  auto& [connection, catalog] = link();
  Collector collector;
  connection->run(
      statement, command.deadline, [&](const PGresult* result) { collector.take(result); }, command.cancellation);
  if (may_change_tables(collector.tag())) generation_->fetch_add(1);
  if (collector.fields().empty()) return collector.result({});
  return collector.result(catalog.describe(*connection, collector.fields(), *generation_, command.deadline));
}

}  // namespace emulator::backend::postgres
