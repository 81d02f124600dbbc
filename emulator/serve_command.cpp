// See the header.
#include "serve_command.hpp"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <iostream>

#include "app.hpp"
#include "banner.hpp"
#include "base/big_thread.hpp"
#include "base/log.hpp"

namespace emulator {

namespace {

constexpr std::chrono::seconds stop_bound{5};
constexpr std::chrono::milliseconds look_interval{20};

// The first signal has come; a second one ends the process without waiting.
[[noreturn]] void end_at_once(App& app, int status) {
  app.abandon();
  std::fflush(nullptr);
  ::_exit(status);
}

}  // namespace

int serve_command(const Options& options, const Signals& signals) {
  App app(options);
  app.start();
  std::cout << banner(options, app.url()) << "rds-data-local listening on " << app.url() << std::endl;

  signals.wait();
  log(LogLevel::info, "stopping");
  std::atomic<bool> done = false;
  bool finished = false;
  BigThread stopper([&] {
    finished = app.stop(stop_bound);
    done = true;
  });
  while (!done) {
    if (const auto second = signals.wait_for(look_interval)) end_at_once(app, 128 + second->number);
  }
  stopper.join();
  if (finished) return 0;
  log(LogLevel::warn, "requests were still running");
  end_at_once(app, 0);
}

}  // namespace emulator
