// JSON -> shapes by restJson1's rules: unknown members are skipped, null counts as absent, nothing is converted.
// Throws ApiError serialization for what has another shape, validation for what breaks a constraint.
#pragma once

#include "api/json_document.hpp"
#include "api/shapes.hpp"

namespace emulator::api {

ExecuteStatementRequest decode_execute_statement(const JsonValue& body);
BatchExecuteStatementRequest decode_batch_execute_statement(const JsonValue& body);
BeginTransactionRequest decode_begin_transaction(const JsonValue& body);
EndTransactionRequest decode_end_transaction(const JsonValue& body);

}  // namespace emulator::api
