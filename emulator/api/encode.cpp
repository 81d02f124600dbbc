// One pass per cell; the limit on results is counted on the way, so that a result far too large stops early.
#include "api/encode.hpp"

#include <cstddef>

#include "api/column_metadata.hpp"
#include "api/formatted_records.hpp"
#include "api/json_text.hpp"
#include "api/limits.hpp"
#include "base/error.hpp"

namespace emulator::api {

namespace {

// The limit was measured to count rows as PostgreSQL's protocol frames them: two bytes for the number of columns, four
// before each value. 522 rows of 2,000 characters pass, 523 fail.
constexpr std::size_t row_header_size = 2;
constexpr std::size_t value_header_size = 4;

std::vector<FieldFormat> formats_of(const backend::Result& result, const Flavour& flavour,
                                    const ResultSetOptions& options) {
  std::vector<FieldFormat> formats;
  formats.reserve(result.columns.size());
  for (const ResultColumn& column : result.columns) formats.push_back(field_format(column.type, flavour, options));
  return formats;
}

// A result without rows never meets its types: it succeeds, as on the live service.
void refuse_unsupported(const backend::Result& result, const std::vector<FieldFormat>& formats) {
  if (result.rows.empty()) return;
  for (const FieldFormat& format : formats) {
    if (format.unsupported.empty()) continue;
    throw ApiError(Fault::unsupported_result,
                   "The result contains the unsupported data type " + format.unsupported + ".");
  }
}

[[noreturn]] void refuse_size(const Flavour& flavour) {
  throw ApiError(Fault::unsupported_result, flavour.generation == clusters::Generation::v1
                                                ? "Database returned more than the allowed response size limit"
                                                : "The result exceeds the size limit 1 MB.");
}

void append_records(std::string& output, const backend::Result& result, const std::vector<FieldFormat>& formats,
                    const Flavour& flavour) {
  std::size_t counted = 0;
  output += R"("records":[)";
  for (std::size_t row = 0; row < result.rows.size(); ++row) {
    output += row == 0 ? "[" : ",[";
    counted += row_header_size + value_header_size * formats.size();
    for (std::size_t i = 0; i < formats.size(); ++i) {
      if (i > 0) output += ',';
      counted += append_field(output, result.rows[row][i], formats[i]);
    }
    output += ']';
    if (counted > limits::result_bytes) refuse_size(flavour);
  }
  output += ']';
}

void append_metadata(std::string& output, const backend::Result& result, const Flavour& flavour) {
  output += R"("columnMetadata":[)";
  for (const ResultColumn& column : result.columns) {
    if (&column != result.columns.data()) output += ',';
    append_column_metadata(output, column, flavour);
  }
  output += R"(],)";
}

void append_updated(std::string& output, std::int64_t updated) {
  output += R"("numberOfRecordsUpdated":)";
  append_integer(output, updated);
}

}  // namespace

void encode_execute_statement(std::string& output, const backend::Result& result,
                              const ExecuteStatementRequest& request, const Flavour& flavour) {
  if (result.columns.empty()) {
    append_update_result(output, result.generated);
    output.back() = ',';  // instead of its closing brace
    append_updated(output, result.updated);
    output += '}';
    return;
  }
  const auto formats = formats_of(result, flavour, request.result_set_options);
  refuse_unsupported(result, formats);
  output += '{';
  if (request.format_records_as == RecordsFormatType::json) {
    output += R"("formattedRecords":)";
    append_json_string(output, formatted_records(result, formats, flavour));
    output += ',';
    append_updated(output, result.updated);
  } else {
    if (request.include_result_metadata) append_metadata(output, result, flavour);
    append_updated(output, result.updated);
    output += ',';
    append_records(output, result, formats, flavour);
  }
  output += '}';
}

void append_update_result(std::string& output, const std::vector<Value>& generated) {
  output += R"({"generatedFields":[)";
  for (const Value& value : generated) {
    if (&value != generated.data()) output += ',';
    append_generated_field(output, value);
  }
  output += "]}";
}

void encode_transaction_id(std::string& output, std::string_view id) {
  output += R"({"transactionId":)";
  append_json_string(output, id);
  output += '}';
}

void encode_transaction_status(std::string& output, std::string_view status) {
  output += R"({"transactionStatus":)";
  append_json_string(output, status);
  output += '}';
}

}  // namespace emulator::api
