// driver: runs a fuzz target without libFuzzer, for every build. Arguments: number of mutations, seed, then files or
// folders of inputs, one per line. Each input runs as it is, then mutated copies of all; the same seed makes the same
// ones. A finding is a crash, an abort or a sanitizer's report, with the input shown before it.
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "fuzz/target.hpp"

namespace {

std::string current;

// Async-signal-safe: only write().
void show_input(int signal) {
  const auto ignore = [](ssize_t) {};
  ignore(write(STDERR_FILENO, "\ninput: ", 8));
  ignore(write(STDERR_FILENO, current.data(), current.size()));
  ignore(write(STDERR_FILENO, "\n", 1));
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void run(std::string input) {
  current = std::move(input);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
}

void read_lines(const std::filesystem::path& path, std::vector<std::string>& inputs) {
  if (std::filesystem::is_directory(path)) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) read_lines(file, inputs);
    return;
  }
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') inputs.push_back(line);
  }
}

// One of: cut short, a byte flipped, a piece taken out, a piece of another input put in, a piece repeated.
std::string mutated(const std::vector<std::string>& inputs, std::mt19937_64& random) {
  const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : static_cast<std::size_t>(random() % limit); };
  std::string input = inputs[below(inputs.size())];
  const std::string& other = inputs[below(inputs.size())];
  const std::size_t at = below(input.size());
  const std::size_t length = below(input.size() - at);
  switch (random() % 5) {
    case 0:
      input.resize(at);
      break;
    case 1:
      if (!input.empty()) input[at] = static_cast<char>(random());
      break;
    case 2:
      input.erase(at, length);
      break;
    case 3: {
      const std::size_t from = below(other.size());
      input.insert(at, other.substr(from, below(other.size() - from)));
      break;
    }
    default:
      input.insert(at, input.substr(at, length));
  }
  return input.substr(0, 65'536);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) {
    std::cerr << "usage: " << arguments[0] << " MUTATIONS SEED FILE-or-FOLDER...\n";
    return 2;
  }
  std::vector<std::string> inputs;
  for (int argument = 3; argument < count; ++argument) read_lines(arguments[argument], inputs);
  if (inputs.empty()) {
    std::cerr << "no inputs\n";
    return 2;
  }
  std::signal(SIGABRT, show_input);
  std::signal(SIGSEGV, show_input);
  for (const std::string& input : inputs) run(input);
  const long mutations = std::strtol(arguments[1], nullptr, 10);
  std::mt19937_64 random(std::strtoull(arguments[2], nullptr, 10));
  for (long done = 0; done < mutations; ++done) run(mutated(inputs, random));
  std::cout << inputs.size() << " inputs and " << mutations << " mutations without a finding\n";
}
