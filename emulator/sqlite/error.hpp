// Error: what SQLite itself refused. Kinds are those that somebody above treats differently; everything else is a fault
// of ours and becomes internal_error there.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace emulator::sqlite {

enum class ErrorKind : std::uint8_t {
  busy,         // another connection holds the write lock
  snapshot,     // a transaction that read cannot write any more
  interrupted,  // the deadline passed
  unique,       // also a primary key and an INTEGER PRIMARY KEY
  not_null,
  check,
  foreign_key,
  full,         // no room on the disk
  too_complex,  // one of SQLite's fixed limits: depth, terms, columns, variables
  other
};

struct Error : std::exception {
  Error(ErrorKind error_kind, int error_code, std::string error_message, std::string_view error_sql)
      : kind(error_kind), code(error_code), message(std::move(error_message)), sql(error_sql) {}

  ErrorKind kind;
  int code;             // SQLite's extended result code
  std::string message;  // SQLite's sentence
  std::string sql;      // what was run

  const char* what() const noexcept override { return message.c_str(); }
};

}  // namespace emulator::sqlite
