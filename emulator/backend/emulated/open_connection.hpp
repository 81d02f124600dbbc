// The only way to get a connection: one that knows the dialect's native functions, aggregates and collations. Native
// aggregates are known under two names: their own, and with `window_suffix` for use with OVER, where the rows of a
// frame must be kept.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lower/lowering.hpp"
#include "sql/call_context.hpp"
#include "sql/dialect.hpp"
#include "sqlite/connection.hpp"
#include "types/value.hpp"

namespace emulator::backend::emulated {

using lower::window_suffix;

// Called by the temporary trigger of duplicate_key.cpp: keeps its arguments in StoreConnection::stash.
inline constexpr std::string_view stash_function = "emulator_stash";

// A connection and the session it works for at the moment.
struct StoreConnection {
  explicit StoreConnection(const sqlite::OpenOptions& options) : sqlite(options) {}

  sqlite::Connection sqlite;
  sql::CallContext nobody;              // for what runs on no session's behalf
  sql::CallContext* context = &nobody;  // of the session; never null
  CacheCounts counted;                  // of its statements, as the database has summed them up
  std::vector<Value> stash;
  std::unordered_set<std::int64_t> touched_rows;  // of the target of an ON CONFLICT DO UPDATE, by this statement
};

// Throws sqlite::Error.
std::unique_ptr<StoreConnection> open_connection(const sql::Dialect& dialect, const sqlite::OpenOptions& options);

}  // namespace emulator::backend::emulated
