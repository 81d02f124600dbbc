// Recordings of real clients (fixtures/captured): one JSON object a line, the body of an ExecuteStatement or, with
// parameterSets, of a BatchExecuteStatement, and who sent it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "backend/backend.hpp"

namespace cases {

struct RecordedStatement {
  std::size_t line = 1;
  std::string sql;
  std::vector<std::vector<emulator::backend::Parameter>> sets;  // one for each time the statement runs; never empty
};

struct Recording {
  std::string database = "cases";  // what a first line {"database": …} says: the client's statements name it
  std::vector<RecordedStatement> statements;
};

// Throws std::runtime_error "FILE:LINE: …" for what is no such line.
Recording read_recording(const std::filesystem::path& path);

// A file, or the .jsonl files of a folder by name. Throws std::runtime_error if there is none.
std::vector<std::filesystem::path> recording_files(const std::filesystem::path& path);

}  // namespace cases
