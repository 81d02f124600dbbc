// Reads the options and runs the subcommand, on a thread whose stack is big enough for any SQL.
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <initializer_list>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "base/big_thread.hpp"
#include "base/log.hpp"
#include "exec_command.hpp"
#include "options.hpp"
#include "serve_command.hpp"
#include "signals.hpp"
#include "translate_command.hpp"

namespace emulator {

namespace {

// What each subcommand waits for; the rest keeps its usual effect.
std::initializer_list<int> signals_for(Subcommand subcommand) {
  static constexpr std::initializer_list<int> stop = {SIGINT, SIGTERM, SIGHUP};
  static constexpr std::initializer_list<int> pass_on = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGCHLD};
  switch (subcommand) {
    case Subcommand::serve:
      return stop;
    case Subcommand::exec:
      return pass_on;
    case Subcommand::translate:
    case Subcommand::version:
      break;
  }
  return {};
}

int run(const Options& options, const Signals& signals) {
  try {
    switch (options.subcommand) {
      case Subcommand::serve:
        return serve_command(options, signals);
      case Subcommand::exec:
        return exec_command(options, signals);
      case Subcommand::translate:
        return translate_command(options.sql, options.translate_engine, std::cout, std::cerr);
      case Subcommand::version:
        std::cout << "rds-data-local " << program_version() << '\n';
        return EXIT_SUCCESS;
    }
  } catch (const std::exception& error) {
    std::cerr << "rds-data-local: " << error.what() << '\n';
  }
  return EXIT_FAILURE;
}

// Each open transaction holds a connection, and that some files; a shell's usual limit of 1,024 is soon reached.
void allow_many_files() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);  // if it fails, things are as they were
}

int run_program(std::vector<std::string> arguments) {
  std::optional<Options> options;
  try {
    options = parse_options(std::move(arguments));
  } catch (const OptionsExit& exit) {
    (exit.exit_code == 0 ? std::cout : std::cerr) << exit.what();
    return exit.exit_code;
  }
  set_log_level(options->log_level);
  std::signal(SIGPIPE, SIG_IGN);  // a peer that has gone is an error of the write, also in client libraries
  allow_many_files();
  const Signals signals(signals_for(options->subcommand));
  int status = EXIT_FAILURE;
  BigThread([&] { status = run(*options, signals); }).join();
  return status;
}

}  // namespace

}  // namespace emulator

int main(int count, char** values) {
  return emulator::run_program({values + 1, values + count});
}
