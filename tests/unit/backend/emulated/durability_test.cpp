// A killed process loses no acknowledged row, repeats no sequence value, and leaves a directory that opens again.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "unit/backend/emulated/harness.hpp"
#include "unit/support/temporary_file.hpp"

using namespace emulator;
using test::Client;

namespace {

// In the child: one byte into the pipe for each row whose INSERT has returned.
[[noreturn]] void insert_for_ever(const test::TemporaryFile& place, int acknowledgements) {
  const auto server = test::postgres_server(test::kept_in(place));
  Client client{*server, "postgres"};
  while (true) {
    client.run("INSERT INTO t (a) VALUES ('x')");
    if (::write(acknowledgements, "x", 1) != 1) ::_exit(1);
  }
}

}  // namespace

TEST_CASE("kill -9 in the middle of writing") {
  const test::TemporaryFile place;
  {
    const auto server = test::postgres_server(test::kept_in(place));
    Client{*server, "postgres"}.run("CREATE TABLE t (id serial PRIMARY KEY, a text)");
  }
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    try {
      insert_for_ever(place, pipe[1]);
    } catch (...) {
      ::_exit(1);
    }
  }
  ::close(pipe[1]);
  std::int64_t acknowledged = 0;
  char byte = 0;
  while (acknowledged < 100 && ::read(pipe[0], &byte, 1) == 1) ++acknowledged;
  REQUIRE(::kill(child, SIGKILL) == 0);
  while (::read(pipe[0], &byte, 1) == 1) ++acknowledged;
  ::close(pipe[0]);
  REQUIRE(::waitpid(child, nullptr, 0) == child);

  const auto server = test::postgres_server(test::kept_in(place));
  Client client{*server, "postgres"};
  CHECK(acknowledged >= 100);
  const auto number = [&](std::string_view sql) { return std::get<std::int64_t>(client.run(sql).rows[0][0]); };
  const std::int64_t count = number("SELECT count(*) FROM t");
  const std::int64_t greatest = number("SELECT max(id) FROM t");
  CHECK(count >= acknowledged);
  const std::int64_t next = number("INSERT INTO t (a) VALUES ('y') RETURNING id");
  CHECK(next > greatest);
  CHECK(next <= greatest + 64);
}
