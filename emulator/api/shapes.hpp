// The requests of the six operations, named as in the service model. Texts are views of the request's JSON document,
// which must outlive them; an optional text that was not given is empty. Answers have no shapes: they are written
// straight from a backend's result (encode.hpp).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "backend/backend.hpp"

namespace emulator::api {

enum class DecimalReturnType : std::uint8_t {
  string,
  double_or_long
};
enum class LongReturnType : std::uint8_t {
  long_,
  string
};
enum class RecordsFormatType : std::uint8_t {
  none,
  json
};

struct ResultSetOptions {
  DecimalReturnType decimal_return_type = DecimalReturnType::string;
  LongReturnType long_return_type = LongReturnType::long_;
};

// A SqlParameter is a backend::Parameter. An arrayValue is noted, not read: no generation takes one, but each refuses
// it in its own words.
struct SqlParameters {
  std::vector<backend::Parameter> list;
  bool has_array = false;
};

// What five operations have in common.
struct Target {
  std::string_view resource_arn;
  std::string_view secret_arn;
  std::string_view database;
  std::string_view schema;
};

struct ExecuteStatementRequest {
  Target target;
  std::string_view sql;
  std::string_view transaction_id;
  bool has_transaction_id = false;  // even an empty one
  SqlParameters parameters;
  ResultSetOptions result_set_options;
  RecordsFormatType format_records_as = RecordsFormatType::none;
  bool include_result_metadata = false;
  bool continue_after_timeout = false;
};

struct BatchExecuteStatementRequest {
  Target target;
  std::string_view sql;
  std::string_view transaction_id;
  bool has_transaction_id = false;
  std::vector<SqlParameters> parameter_sets;
};

struct BeginTransactionRequest {
  Target target;
};

// CommitTransactionRequest and RollbackTransactionRequest have the same members.
struct EndTransactionRequest {
  Target target;
  std::string_view transaction_id;
};

}  // namespace emulator::api
