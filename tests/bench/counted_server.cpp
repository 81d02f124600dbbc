// The program's own server under callgrind, in memory, with one cluster of each dialect. Prints its port, then obeys
// lines on standard input: "zero" sets the counters back, any other line dumps them under that name. Ends with its
// input. Run by instructions.py.
#include <valgrind/callgrind.h>

#include <exception>
#include <iostream>
#include <string>
#include <utility>

#include "app.hpp"
#include "base/log.hpp"

namespace {

emulator::Options options() {
  using emulator::backend::Engine;
  emulator::Options result;
  result.port = 0;
  result.in_memory = true;
  for (const auto& [name, engine] : {std::pair("mysql", Engine::mysql), std::pair("postgres", Engine::postgres)}) {
    emulator::clusters::ClusterConfig cluster;
    cluster.name = name;
    cluster.engine = engine;
    result.clusters.push_back(std::move(cluster));
  }
  return result;
}

}  // namespace

int main() {
  try {
    emulator::set_log_level(emulator::LogLevel::error);
    emulator::App app(options());
    app.start();
    const std::string url = app.url();
    std::cout << url.substr(url.rfind(':') + 1) << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
      if (line == "zero") {
        CALLGRIND_ZERO_STATS;
      } else {
        CALLGRIND_DUMP_STATS_AT(line.c_str());
      }
      std::cout << "done" << std::endl;
    }
    app.stop(std::chrono::seconds{5});
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "counted_server: " << error.what() << '\n';
    return 1;
  }
}
