// A line becomes a request by the API's own decoder, so that a recorded parameter means what it means to the service.
#include "runner/recording.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "api/decode.hpp"
#include "base/error.hpp"

namespace cases {

namespace {

using emulator::api::JsonDocument;
using emulator::api::JsonValue;

// The members that a request must have and a recording need not repeat.
std::string as_request(const std::string& line) {
  return R"({"resourceArn":"recorded","secretArn":"recorded",)" + line.substr(1);
}

bool has_member(const JsonValue& object, std::string_view name) {
  for (const JsonValue member : object.members()) {
    if (member.key() == name) {
      return true;
    }
  }
  return false;
}

void read_line(const std::string& line, Recording& recording, std::size_t number) {
  const std::string body = as_request(line);
  const JsonDocument document(body);
  const JsonValue root = document.root();
  if (!has_member(root, "sql")) {
    for (const JsonValue member : root.members()) {
      if (member.key() == "database") {
        recording.database = member.text();
      }
    }
    return;
  }
  RecordedStatement statement{.line = number};
  if (has_member(root, "parameterSets")) {
    const auto request = emulator::api::decode_batch_execute_statement(root);
    statement.sql = request.sql;
    for (const emulator::api::SqlParameters& set : request.parameter_sets) {
      statement.sets.push_back(set.list);
    }
  } else {
    const auto request = emulator::api::decode_execute_statement(root);
    statement.sql = request.sql;
    statement.sets.push_back(request.parameters.list);
  }
  recording.statements.push_back(std::move(statement));
}

}  // namespace

Recording read_recording(const std::filesystem::path& path) {
  std::ifstream file(path);
  Recording recording;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    try {
      read_line(line, recording, number);
    } catch (const emulator::ApiError& error) {
      throw std::runtime_error(path.string() + ":" + std::to_string(number) + ": " + error.message);
    }
  }
  if (recording.statements.empty()) {
    throw std::runtime_error("there is no recording in " + path.string());
  }
  return recording;
}

std::vector<std::filesystem::path> recording_files(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) {
    return {path};
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.path().extension() == ".jsonl") {
      files.push_back(entry.path());
    }
  }
  if (files.empty()) {
    throw std::runtime_error("there is no recording in " + path.string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace cases
