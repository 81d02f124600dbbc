// Sizes and times of the service, each with the page it comes from. Dev guide: "Limitations" and "Data API operations
// reference" of the RDS Data API chapter in the Aurora user guide (data-api.limitations.html,
// data-api-operations.html).
#pragma once

#include <chrono>
#include <cstddef>

namespace emulator::api::limits {

// API_ExecuteStatement.html: sql, "Length Constraints: Maximum length of 65536" (characters).
inline constexpr std::size_t sql_characters = 65'536;

// API_ExecuteStatement.html: database and schema, "Maximum length of 64".
inline constexpr std::size_t name_characters = 64;

// data-api.limitations.html: "The response size limit is 1 MiB".
inline constexpr std::size_t result_bytes = 1'048'576;

// data-api-operations.html, "Processing query results in JSON format": "maximum size ... 10 MB".
inline constexpr std::size_t formatted_records_bytes = 10 * 1'048'576;

// API_BatchExecuteStatement.html: "the maximum size of the HTTP request ... is 4 MiB", headers included.
inline constexpr std::size_t request_bytes = 4 * 1'048'576;

// API_ExecuteStatement.html, continueAfterTimeout: "Currently, the timeout is 45 seconds" (user guide, "Calling Data
// API").
inline constexpr std::chrono::seconds statement_time{45};

// API_BeginTransaction.html: "A transaction can run for a maximum of 24 hours" and is rolled back "if no calls use its
// transaction ID in three minutes".
inline constexpr std::chrono::minutes transaction_idle_time{3};
inline constexpr std::chrono::hours transaction_total_time{24};

// Ours: the deepest nesting of a request that any operation can use is about ten.
inline constexpr std::size_t json_depth = 32;

// Ours: nesting of a json column that is printed compactly; deeper ones are answered as the engine wrote them.
inline constexpr std::size_t json_value_depth = 512;

}  // namespace emulator::api::limits
