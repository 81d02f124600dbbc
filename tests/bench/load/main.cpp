// The load generator as a program: options in, one line of JSON out. Ends with 1 if an answer was not the expected one.
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "load/run.hpp"
#include "load/script.hpp"

namespace {

constexpr std::string_view usage =
    "usage: load --port PORT --script FILE [--set NAME=VALUE]... [--connections N] [--idle N]\n"
    "            [--requests N | --milliseconds N] [--warm-up MILLISECONDS] [--status STATUS] [--process ID]\n"
    "            [--next FIRST] [--rows N]\n";

struct Arguments {
  bench::Load load;
  bench::Values values;
  bench::Names names;
  std::string script;
};

Arguments parse(int count, char** words) {
  Arguments result;
  bench::Load& load = result.load;
  const std::map<std::string_view, std::function<void(const std::string&)>> options = {
      {"--port", [&](const std::string& text) { load.port = static_cast<std::uint16_t>(std::stoul(text)); }},
      {"--script", [&](const std::string& text) { result.script = text; }},
      {"--set",
       [&](const std::string& text) {
         const std::size_t equals = text.find('=');
         if (equals == std::string::npos) throw std::invalid_argument("--set needs NAME=VALUE");
         result.names[text.substr(0, equals)] = text.substr(equals + 1);
       }},
      {"--connections", [&](const std::string& text) { load.connections = std::stoul(text); }},
      {"--idle", [&](const std::string& text) { load.idle = std::stoul(text); }},
      {"--requests", [&](const std::string& text) { load.requests = std::stoul(text); }},
      {"--milliseconds", [&](const std::string& text) { load.time = std::chrono::milliseconds{std::stoul(text)}; }},
      {"--warm-up", [&](const std::string& text) { load.warm_up = std::chrono::milliseconds{std::stoul(text)}; }},
      {"--status", [&](const std::string& text) { load.expected_status = std::stoi(text); }},
      {"--process", [&](const std::string& text) { load.server_process = std::stoi(text); }},
      {"--next", [&](const std::string& text) { result.values.next = std::stoull(text); }},
      {"--rows", [&](const std::string& text) { result.values.rows = std::stoull(text); }},
  };
  for (int i = 1; i < count; i += 2) {
    const auto option = options.find(words[i]);
    if (option == options.end() || i + 1 == count) throw std::invalid_argument(std::string(usage));
    option->second(words[i + 1]);
  }
  if (load.port == 0 || result.script.empty() || load.connections == 0) throw std::invalid_argument(std::string(usage));
  return result;
}

std::string json_text(std::string_view text) {
  std::string result = "\"";
  for (const char c : text.substr(0, 400)) {
    if (c == '"' || c == '\\') result += '\\';
    result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return result + '"';
}

void print(const bench::Report& report) {
  std::printf(
      "{\"requests\":%zu,\"failures\":%zu,\"seconds\":%.6f,\"server_seconds\":%.6f,\"received\":%llu,"
      "\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"max\":%.1f,\"first_failure\":%s}\n",
      report.requests, report.failures, report.seconds, report.server_seconds,
      static_cast<unsigned long long>(report.received), report.percentile(0.5), report.percentile(0.9),
      report.percentile(0.99), report.percentile(1), json_text(report.first_failure).c_str());
}

}  // namespace

int main(int count, char** words) {
  try {
    const Arguments arguments = parse(count, words);
    const bench::Report report =
        bench::run(arguments.load, bench::read_script(arguments.script, arguments.names), arguments.values);
    print(report);
    return report.failures == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "load: %s\n", error.what());
    return 2;
  }
}
