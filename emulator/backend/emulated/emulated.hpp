// The embedded engine: a server in this process that speaks one dialect over SQLite files. PostgreSQL: a file per
// database, "postgres" always there. MySQL: one file; its databases are schemas.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "backend/backend.hpp"
#include "base/clock.hpp"
#include "sql/dialect.hpp"
#include "sqlite/connection.hpp"

namespace emulator::backend::emulated {

struct Options {
  std::optional<std::filesystem::path> directory;                // empty: in memory, gone at the end
  sqlite::Synchronous durability = sqlite::Synchronous::normal;  // of a directory
  bool is_private = false;                                       // no other process looks into the directory
  std::chrono::milliseconds lock_timeout{10'000};  // for the one writer to finish; sessions may SET their own
  const Clock* clock = nullptr;                    // null: the system's; else must outlive the server
};

// `dialect` must outlive the server and its sessions. Throws std::runtime_error when the directory cannot be used.
std::unique_ptr<Backend> open_emulated(const sql::Dialect& dialect, const Options& options);

}  // namespace emulator::backend::emulated
