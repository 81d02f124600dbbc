// Connections of one process to a file whose locks and index lie in its memory: they see each other as through files.
#include "sqlite/private_vfs.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "sqlite/connection.hpp"
#include "sqlite/statement.hpp"
#include "unit/support/temporary_file.hpp"

using namespace emulator;
using sqlite::Connection;

namespace {

std::int64_t rows(Connection& connection) {
  auto statement = connection.prepare("SELECT count(*) FROM t");
  REQUIRE(statement.step());
  return statement.integer(0);
}

sqlite::OpenOptions options_of(const test::TemporaryFile& file) {
  sqlite::OpenOptions options;
  options.path = file.path();
  options.is_private = true;
  return options;
}

}  // namespace

TEST_CASE("private: a reader keeps its snapshot, a second writer is refused, and no index lies beside the file") {
  const test::TemporaryFile file;
  Connection first{options_of(file)};
  first.execute("CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT; INSERT INTO t VALUES (1)");
  Connection second{options_of(file)};
  Connection third{options_of(file)};
  second.set_busy_timeout(std::chrono::milliseconds{1});
  third.execute("BEGIN");
  CHECK(rows(third) == 1);
  first.execute("BEGIN IMMEDIATE; INSERT INTO t VALUES (2)");
  CHECK(rows(second) == 1);
  try {
    second.execute("BEGIN IMMEDIATE");
    FAIL("two writers");
  } catch (const sqlite::Error& error) {
    CHECK(error.kind == sqlite::ErrorKind::busy);
  }
  first.execute("COMMIT");
  CHECK(rows(second) == 2);
  CHECK(rows(third) == 1);
  third.execute("COMMIT");
  CHECK(rows(third) == 2);
  second.execute("BEGIN IMMEDIATE; INSERT INTO t VALUES (3); COMMIT");
  CHECK(rows(first) == 3);
  CHECK(std::filesystem::exists(std::string(file.path()) + "-wal"));
  CHECK_FALSE(std::filesystem::exists(std::string(file.path()) + "-shm"));
}

TEST_CASE("private: a checkpoint leaves alone what a reader still sees") {
  const test::TemporaryFile file;
  Connection writer{options_of(file)};
  writer.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, filler BLOB) STRICT");
  Connection reader{options_of(file)};
  reader.execute("BEGIN");
  CHECK(rows(reader) == 0);
  for (int i = 0; i < 50; ++i) writer.execute("INSERT INTO t (filler) VALUES (zeroblob(3000))");
  writer.execute("PRAGMA wal_checkpoint(TRUNCATE)");  // busy, so it truncates nothing
  CHECK(rows(reader) == 0);
  reader.execute("COMMIT");
  CHECK(rows(reader) == 50);
  writer.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  CHECK(std::filesystem::file_size(std::string(file.path()) + "-wal") == 0);
  CHECK(rows(reader) == 50);
}

TEST_CASE("private: what is left when all connections are closed opens again") {
  const test::TemporaryFile file;
  for (int i = 1; i <= 3; ++i) {
    Connection connection{options_of(file)};
    connection.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY) STRICT; INSERT INTO t DEFAULT VALUES");
    CHECK(rows(connection) == i);
  }
  sqlite::OpenOptions shared;
  shared.path = file.path();
  Connection through_files{shared};
  CHECK(rows(through_files) == 3);
}

TEST_CASE("private: writers and readers of many threads lose nothing") {
  const test::TemporaryFile file;
  Connection setup{options_of(file)};
  setup.execute("CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT");
  constexpr int threads = 4;
  constexpr int each = 200;
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      Connection connection{options_of(file)};
      for (int n = 0; n < each; ++n) {
        connection.execute("BEGIN IMMEDIATE; INSERT INTO t DEFAULT VALUES; COMMIT");
        (void)rows(connection);
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  CHECK(rows(setup) == std::int64_t{threads} * each);
}
