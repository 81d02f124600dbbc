// Case files: SQL with its expected answer, as text. README.md in tests/cases describes the form.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "backend/backend.hpp"

namespace cases {

enum class RecordKind : std::uint8_t {
  statement,  // must succeed; may say how many rows it found and which key it made
  query,      // columns and rows
  rows,       // rows only, for cases that both dialects share
  error,      // must fail so
  begin,
  commit,
  rollback,
};

struct Record {
  std::size_t line = 0;  // of its first line, from 1
  RecordKind kind = RecordKind::statement;
  std::string transaction;  // in which it runs, or which it begins or ends; empty: none
  std::vector<emulator::backend::Parameter> parameters;
  std::optional<std::int64_t> count, generated;
  std::string code;  // of an error: SQLSTATE, or MySQL's number
  std::optional<std::size_t> position;
  std::string sql;
  std::string expected;  // the lines under ----, each with its line feed

  std::string expected_failure;           // xfail: where the gap is written down
  std::vector<std::string> differs_from;  // oracle-differs: engines whose answer is known to be another
  std::string only;                       // the one dialect of a shared file that has this record

  std::string head;  // the lines above the SQL as written, for rewriting the file
};

struct CaseFile {
  std::filesystem::path path;
  std::vector<std::string> extensions;  // that a real engine must have available, or the file is left out
  std::vector<Record> records;
  std::string tail;  // comments behind the last record
};

// Throws std::runtime_error with file and line.
CaseFile read_case_file(const std::filesystem::path& path);

// Writes the file again with the records' expectations as they are now.
void write_case_file(const CaseFile& file);

}  // namespace cases
