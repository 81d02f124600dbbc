// Database: one SQLite file and what the sessions on it share: idle connections, catalogs by stamp, plans, counters and
// the gate through which writers go one by one. Thread-safe; no lock is held while SQL runs.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backend/emulated/catalog_store.hpp"
#include "backend/emulated/open_connection.hpp"
#include "backend/emulated/sequences.hpp"
#include "backend/emulated/write_gate.hpp"
#include "base/lru.hpp"
#include "catalog/catalog.hpp"
#include "lower/plan.hpp"
#include "sql/dialect.hpp"
#include "sql/placeholders.hpp"

namespace emulator::backend::emulated {

// What a statement was planned into, with the catalog that the plan points into.
struct PlannedStatement {
  std::shared_ptr<const catalog::Catalog> catalog;
  lower::Plan plan;
};

// A text that clients send: what became of its placeholders, found once, and its plans. Which of them serves depends on
// the catalog, the parameters' types and the session.
class KnownText {
 public:
  KnownText(std::string_view sql, const sql::PlaceholderRules& rules)
      : original_(sql), rewritten_(sql::rewrite_placeholders(original_, rules)) {}
  KnownText(const KnownText&) = delete;
  KnownText& operator=(const KnownText&) = delete;

  const sql::Rewritten& rewritten() const { return rewritten_; }

 private:
  friend class Database;

  const std::string original_;
  const sql::Rewritten rewritten_;  // views the original
  // Guarded by the database; the latest last.
  std::vector<std::pair<std::string, std::shared_ptr<const PlannedStatement>>> plans_;
};

class Database {
 public:
  static constexpr std::size_t most_texts = 1024;
  static constexpr std::size_t most_bytes_of_texts = 2 << 20;
  static constexpr std::size_t most_plans_of_text = 4;
  static constexpr std::size_t largest_planned_text = 16'384;  // longer statements are hardly sent twice
  static constexpr std::size_t most_idle_connections = 16;

  // Opens the file, or makes it. Throws sqlite::Error or std::runtime_error (see prepare_store).
  Database(const sql::Dialect& dialect, const SystemViews& views, Stamps& stamps, std::string name,
           sqlite::OpenOptions options);
  // Writes the counters as they are.
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  const std::string& name() const { return name_; }
  Counters& counters() { return counters_; }
  WriteGate& gate() { return gate_; }
  Stamps& stamps() { return stamps_; }

  // A connection for one user at a time. Counted until it comes back.
  std::unique_ptr<StoreConnection> take();
  // Must be outside any transaction.
  void give_back(std::unique_ptr<StoreConnection> connection) noexcept;
  std::size_t users() const { return users_; }

  // The catalog of the snapshot that the connection sees, whose stamp is given.
  std::shared_ptr<const catalog::Catalog> catalog(StoreConnection& connection, std::uint64_t stamp);

  // One that a definition made; if it is undone, nobody asks for its stamp any more.
  void keep_catalog(std::shared_ptr<const catalog::Catalog> made);

  // A text seen for the first time becomes known once a plan of it is kept.
  std::shared_ptr<KnownText> text(std::string_view sql);
  // Null if there is none yet.
  std::shared_ptr<const PlannedStatement> find_plan(const KnownText& text, std::string_view key);
  void keep_plan(const std::shared_ptr<KnownText>& text, std::string_view key,
                 std::shared_ptr<const PlannedStatement> plan);
  CacheCounts plan_counts() const;
  // Of all connections, as they were when last given back.
  CacheCounts statement_counts() const;

 private:
  const sql::Dialect& dialect_;
  const SystemViews& views_;
  Stamps& stamps_;
  const std::string name_;
  const sqlite::OpenOptions options_;
  Counters counters_;
  WriteGate gate_;
  std::atomic<std::size_t> users_ = 0;

  mutable std::mutex connections_mutex_;
  std::vector<std::unique_ptr<StoreConnection>> idle_;
  CacheCounts statements_;

  mutable std::mutex plans_mutex_;  // of the catalogs too
  Lru<std::shared_ptr<KnownText>> texts_;
  std::uint64_t plans_found_ = 0, plans_missed_ = 0;
  Lru<std::shared_ptr<const catalog::Catalog>> catalogs_;
};

}  // namespace emulator::backend::emulated
