// The child gets our environment and the variables that point AWS clients here.
#include "exec_command.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "app.hpp"
#include "banner.hpp"
#include "base/log.hpp"

namespace emulator {

namespace {

constexpr int not_found_status = 127;
constexpr int not_executable_status = 126;
// The command is gone; whoever still asks is a stray child of it.
constexpr std::chrono::seconds stop_bound{1};

// NAME=value; our own environment stays as it is, since other threads may read it.
class Environment {
 public:
  Environment() {
    for (char** entry = environ; *entry != nullptr; ++entry) entries_.emplace_back(*entry);
  }

  void set(std::string_view name, std::string_view value) {
    std::erase_if(entries_, [&](const std::string& entry) { return is_of(entry, name); });
    set_default(name, value);
  }

  void set_default(std::string_view name, std::string_view value) {
    if (std::ranges::any_of(entries_, [&](const std::string& entry) { return is_of(entry, name); })) return;
    entries_.push_back(std::string(name) + "=" + std::string(value));
  }

  const std::vector<std::string>& entries() const { return entries_; }

 private:
  static bool is_of(std::string_view entry, std::string_view name) {
    return entry.size() > name.size() && entry.starts_with(name) && entry[name.size()] == '=';
  }

  std::vector<std::string> entries_;
};

Environment environment_for(const App& app) {
  const std::string& cluster = app.options().clusters.front().name;
  Environment environment;
  environment.set("AWS_ENDPOINT_URL_RDS_DATA", app.url());
  environment.set("RESOURCE_ARN", resource_arn_of(cluster));
  environment.set("SECRET_ARN", secret_arn_for(app.options(), cluster));
  environment.set_default("AWS_ACCESS_KEY_ID", "local");
  environment.set_default("AWS_SECRET_ACCESS_KEY", "local");
  environment.set_default("AWS_REGION", "us-east-1");
  environment.set_default("AWS_DEFAULT_REGION", "us-east-1");
  return environment;
}

// As exec wants them: pointers into the texts, and a null at the end.
std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// With the signal mask and the treatment of SIGPIPE that we were started with. Returns 0 and the process, or an errno.
int spawn(const std::vector<std::string>& command, const Environment& environment, const sigset_t& mask, pid_t& child) {
  const std::vector<char*> arguments = pointers_to(command);
  const std::vector<char*> variables = pointers_to(environment.entries());
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &mask);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  const int failure = posix_spawnp(&child, arguments.front(), nullptr, &attributes, arguments.data(), variables.data());
  posix_spawnattr_destroy(&attributes);
  return failure;
}

// Waits for the child, passing on what comes meanwhile.
int wait_for(pid_t child, const Signals& signals) {
  while (true) {
    const Signal signal = signals.wait();
    if (signal.number != SIGCHLD) {
      if (!signal.from_terminal) ::kill(child, signal.number);
      continue;
    }
    int status = 0;
    if (::waitpid(child, &status, WNOHANG) != child) continue;  // stopped or continued
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
}

}  // namespace

int exec_command(Options options, const Signals& signals) {
  options.in_memory = true;
  options.port = 0;
  const std::vector<std::string> command = options.command;
  std::signal(SIGCHLD, SIG_DFL);  // an ignored one, as some parents leave it, would never tell us of the child's end
  App app(std::move(options));
  app.start();
  pid_t child = 0;
  if (const int failure = spawn(command, environment_for(app), signals.earlier_mask(), child); failure != 0) {
    log(LogLevel::error, "cannot run ", command.front(), ": ", std::strerror(failure));
    return failure == ENOENT ? not_found_status : not_executable_status;
  }
  const int status = wait_for(child, signals);
  if (!app.stop(stop_bound)) {
    app.abandon();
    ::_exit(status);
  }
  return status;
}

}  // namespace emulator
