// What the tests against real engines share: the engine's address from the environment, and short ways to run
// statements. tests/support/engines.sh starts the engines.
#pragma once

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "backend/backend.hpp"

namespace emulator::backend::testing {

// The address, or empty after saying why the test does nothing.
inline std::string address(const char* variable) {
  if (const char* url = std::getenv(variable)) return url;
  std::cout << "skipped: " << variable << " is not set (tests/support/engines.sh run COMMAND sets it)\n";
  return {};
}

// EMULATOR_TEST_ENGINES is "<script> %s <directory>".
inline bool engine_command(const std::string& verb, const std::string& engine) {
  const char* pattern = std::getenv("EMULATOR_TEST_ENGINES");
  if (!pattern) return false;
  std::string command = pattern;
  command.replace(command.find("%s"), 2, verb);
  return std::system((command + " " + engine + " >/dev/null 2>&1").c_str()) == 0;
}

inline Result run(Session& session, const std::string& sql, const std::vector<Parameter>& parameters = {},
                  std::chrono::milliseconds limit = std::chrono::seconds{45}) {
  return session.execute(
      Command{.sql = sql, .parameters = &parameters, .deadline = std::chrono::steady_clock::now() + limit});
}

inline Value text(std::string value) {
  return Value{std::move(value)};
}
inline Value number(std::int64_t value) {
  return Value{value};
}

// For CAPTURE: what a value looks like.
std::string inline shown(const Value& value) {
  switch (value.index()) {
    case 0:
      return "null";
    case 1:
      return std::get<bool>(value) ? "true" : "false";
    case 2:
      return "long " + std::to_string(std::get<std::int64_t>(value));
    case 3:
      return "double " + std::to_string(std::get<double>(value));
    case 4:
      return "text " + std::get<std::string>(value);
    case 5:
      return "bytes " + std::get<Bytes>(value).data;
    default: {
      std::string all = "{";
      for (const auto& element : std::get<std::shared_ptr<const Array>>(value)->elements) all += shown(element) + ";";
      return all + "}";
    }
  }
}

}  // namespace emulator::backend::testing
