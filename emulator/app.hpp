// The one place where everything meets: options become clusters, transactions, the service and a listening server.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "options.hpp"

namespace emulator {

class App {
 public:
  // Opens the declared clusters, runs init scripts, listens. Throws std::exception with a message for the user.
  explicit App(Options options);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  const Options& options() const;
  std::string url() const;

  // Returns when requests are answered.
  void start();

  // Lets running requests finish. False if one still ran when the time was over: then only the end of the process
  // ends it, and abandon() comes before that.
  bool stop(std::chrono::milliseconds bound);

  // Removes what must not outlive the process, for an end without destructors.
  void abandon() noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace emulator
