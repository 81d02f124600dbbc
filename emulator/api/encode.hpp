// Results -> the JSON of an answer, written straight into the response's string: no tree in between.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/field.hpp"
#include "api/shapes.hpp"
#include "backend/backend.hpp"

namespace emulator::api {

// ExecuteStatementResponse. Throws ApiError for results that the service refuses: unsupported types with rows, arrays
// of arrays, more than 1 MiB.
void encode_execute_statement(std::string& output, const backend::Result& result,
                              const ExecuteStatementRequest& request, const Flavour& flavour);

// One UpdateResult: {"generatedFields":[...]}.
void append_update_result(std::string& output, const std::vector<Value>& generated);

void encode_transaction_id(std::string& output, std::string_view id);
void encode_transaction_status(std::string& output, std::string_view status);

}  // namespace emulator::api
