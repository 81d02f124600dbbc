// Connections are opened outside the lock: it takes a millisecond.
#include "backend/emulated/database.hpp"

#include <utility>

#include "backend/emulated/left_tables.hpp"
#include "base/log.hpp"
#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

namespace {

constexpr std::size_t most_catalogs = 4;  // old ones serve transactions that still see them

}  // namespace

Database::Database(const sql::Dialect& dialect, const SystemViews& views, Stamps& stamps, std::string name,
                   sqlite::OpenOptions options)
    : dialect_(dialect),
      views_(views),
      stamps_(stamps),
      name_(std::move(name)),
      options_(std::move(options)),
      counters_(dialect),
      texts_(most_texts, most_bytes_of_texts),
      catalogs_(most_catalogs) {
  auto connection = open_connection(dialect_, options_);
  connection->sqlite.execute("BEGIN IMMEDIATE");
  prepare_store(connection->sqlite, dialect_, views_, name_);
  catalog::Catalog stored = load_catalog(connection->sqlite, views_);
  stamps_.raise(stored.stamp);
  stored = drop_left_tables(connection->sqlite, dialect_, std::move(stored), stamps_);
  connection->sqlite.execute("COMMIT");
  auto loaded = std::make_shared<const catalog::Catalog>(std::move(stored));
  counters_.load(connection->sqlite, *loaded);
  std::string stamp = std::to_string(loaded->stamp);
  catalogs_.insert(std::move(stamp), std::move(loaded));
  ++users_;
  give_back(std::move(connection));
}

Database::~Database() {
  try {
    auto connection = idle_.empty() ? open_connection(dialect_, options_) : std::move(idle_.back());
    connection->sqlite.execute("BEGIN IMMEDIATE");
    counters_.flush(connection->sqlite, true);
    connection->sqlite.execute("COMMIT");
  } catch (const std::exception& error) {
    log(LogLevel::warn, "the sequences of database ", name_, " were not written: ", std::string_view{error.what()});
  }
}

std::unique_ptr<StoreConnection> Database::take() {
  ++users_;
  {
    const std::lock_guard lock(connections_mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  try {
    return open_connection(dialect_, options_);
  } catch (...) {
    --users_;
    throw;
  }
}

void Database::give_back(std::unique_ptr<StoreConnection> connection) noexcept {
  connection->context = &connection->nobody;
  connection->sqlite.set_foreign_keys(true);
  const CacheCounts now = connection->sqlite.statement_counts();
  {
    const std::lock_guard lock(connections_mutex_);
    statements_ -= std::exchange(connection->counted, now);
    statements_ += now;
    if (idle_.size() < most_idle_connections) {
      idle_.push_back(std::move(connection));
    } else {
      statements_.entries -= now.entries;
      statements_.capacity -= now.capacity;
    }
  }
  connection.reset();  // one too many
  --users_;
}

std::shared_ptr<const catalog::Catalog> Database::catalog(StoreConnection& connection, std::uint64_t stamp) {
  const std::string key = std::to_string(stamp);
  {
    const std::lock_guard lock(plans_mutex_);
    if (auto* const found = catalogs_.find(key)) return *found;
  }
  auto loaded = std::make_shared<const catalog::Catalog>(load_catalog(connection.sqlite, views_));
  const std::lock_guard lock(plans_mutex_);
  return catalogs_.insert(key, std::move(loaded));
}

void Database::keep_catalog(std::shared_ptr<const catalog::Catalog> made) {
  const std::string key = std::to_string(made->stamp);
  const std::lock_guard lock(plans_mutex_);
  catalogs_.insert(key, std::move(made));
}

std::shared_ptr<KnownText> Database::text(std::string_view sql) {
  {
    const std::lock_guard lock(plans_mutex_);
    if (auto* const found = texts_.find(sql)) return *found;
  }
  const bool is_mysql = dialect_.traits.schema_is_database;
  return std::make_shared<KnownText>(sql, is_mysql ? sql::mysql_placeholders : sql::postgres_placeholders);
}

std::shared_ptr<const PlannedStatement> Database::find_plan(const KnownText& text, std::string_view key) {
  const std::lock_guard lock(plans_mutex_);
  for (auto plan = text.plans_.rbegin(); plan != text.plans_.rend(); ++plan) {
    if (plan->first != key) continue;
    ++plans_found_;
    return plan->second;
  }
  ++plans_missed_;
  return nullptr;
}

void Database::keep_plan(const std::shared_ptr<KnownText>& text, std::string_view key,
                         std::shared_ptr<const PlannedStatement> plan) {
  const std::lock_guard lock(plans_mutex_);
  auto& plans = text->plans_;
  if (plans.size() == most_plans_of_text) plans.erase(plans.begin());
  plans.emplace_back(key, std::move(plan));
  if (plans.size() == 1) texts_.insert(text->original_, text);
}

CacheCounts Database::plan_counts() const {
  const std::lock_guard lock(plans_mutex_);
  return {texts_.size(), texts_.capacity(), plans_found_, plans_missed_};
}

CacheCounts Database::statement_counts() const {
  const std::lock_guard lock(connections_mutex_);
  return statements_;
}

}  // namespace emulator::backend::emulated
