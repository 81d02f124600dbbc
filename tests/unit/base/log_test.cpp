// Lines are read back from a pipe put in the place of standard error.
#include "base/log.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <thread>
#include <vector>

using namespace emulator;

namespace {

// What `action` writes to standard error; must fit a pipe.
template <class Action>
std::string captured(Action action) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const int saved = ::dup(STDERR_FILENO);
  ::dup2(ends[1], STDERR_FILENO);
  ::close(ends[1]);
  action();
  ::dup2(saved, STDERR_FILENO);
  ::close(saved);
  std::string text;
  std::array<char, 4096> buffer{};
  while (true) {
    const ssize_t size = ::read(ends[0], buffer.data(), buffer.size());
    if (size <= 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
  ::close(ends[0]);
  return text;
}

struct LevelGuard {
  ~LevelGuard() { set_log_level(LogLevel::info); }
};

}  // namespace

TEST_CASE("levels by name") {
  for (const LogLevel level : {LogLevel::error, LogLevel::warn, LogLevel::info, LogLevel::debug}) {
    CHECK(log_level_from(name_of(level)) == level);
  }
  CHECK_FALSE(log_level_from("INFO").has_value());
}

TEST_CASE("a line has time, level and text, and stays one line") {
  const std::string text = captured([] { log(LogLevel::warn, "one\ntwo ", 3, std::string(" \x1B[0m")); });
  REQUIRE(text.size() > 25);
  CHECK(text.substr(10, 1) == "T");
  CHECK(text.substr(23) == "Z warn: one\\ntwo 3 ?[0m\n");
}

TEST_CASE("levels below the set one are dropped") {
  const LevelGuard guard;
  set_log_level(LogLevel::warn);
  CHECK(captured([] { log(LogLevel::info, "quiet"); }).empty());
  CHECK_FALSE(captured([] { log(LogLevel::error, "loud"); }).empty());
  set_log_level(LogLevel::debug);
  CHECK_FALSE(captured([] { log(LogLevel::debug, "detail"); }).empty());
}

TEST_CASE("lines of several threads do not mix") {
  const std::string text = captured([] {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([] {
        for (int n = 0; n < 50; ++n) log(LogLevel::info, "abcdefghij");
      });
    }
    for (auto& thread : threads) thread.join();
  });
  std::size_t lines = 0;
  for (std::size_t start = 0; start < text.size(); ++lines) {
    const std::size_t end = text.find('\n', start);
    REQUIRE(end != std::string::npos);
    CHECK(text.substr(start + 23, end - start - 23) == "Z info: abcdefghij");
    start = end + 1;
  }
  CHECK(lines == 200);
}
