// "Processing query results in JSON format" (data-api-operations.html); its samples are in the unit test.
#include "api/formatted_records.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "api/json_text.hpp"
#include "api/limits.hpp"
#include "base/error.hpp"

namespace emulator::api {

namespace {

// Labels become keys, so each must be there once.
void refuse_duplicate_labels(const std::vector<ResultColumn>& columns) {
  std::vector<std::string_view> labels;
  labels.reserve(columns.size());
  for (const ResultColumn& column : columns) labels.emplace_back(column.label);
  std::sort(labels.begin(), labels.end());
  const auto twice = std::adjacent_find(labels.begin(), labels.end());
  if (twice == labels.end()) return;
  throw ApiError(Fault::unsupported_result, "The result contains the column label " + std::string(*twice) +
                                                " more than once, which can't be formatted as JSON.");
}

}  // namespace

std::string formatted_records(const backend::Result& result, const std::vector<FieldFormat>& formats,
                              const Flavour& flavour) {
  refuse_duplicate_labels(result.columns);
  const bool v1 = flavour.generation == clusters::Generation::v1;
  const DoubleStyle style = v1 ? DoubleStyle::java : DoubleStyle::plain;
  std::vector<std::string> keys;  // "label": with the separator before it
  for (const ResultColumn& column : result.columns) {
    std::string& key = keys.emplace_back(keys.empty() ? "{" : ",");
    append_json_string(key, column.label);
    key += ':';
  }
  std::string text = "[";
  for (std::size_t row = 0; row < result.rows.size(); ++row) {
    if (row > 0) text += ',';
    for (std::size_t i = 0; i < keys.size(); ++i) {
      text += keys[i];
      append_json_value(text, result.rows[row][i], formats[i], style);
    }
    text += '}';
    if (text.size() <= limits::formatted_records_bytes) continue;
    throw ApiError(Fault::bad_request, "The JSON result exceeds the size limit 10 MB.");
  }
  text += ']';
  return text;
}

}  // namespace emulator::api
