// formatRecordsAs=JSON: the whole result as one compact JSON text, an array of one object per row, members in the
// order of the columns.
#pragma once

#include <string>
#include <vector>

#include "api/field.hpp"
#include "backend/backend.hpp"

namespace emulator::api {

// Throws ApiError unsupported_result when two columns have one label, bad_request above 10 MB.
std::string formatted_records(const backend::Result& result, const std::vector<FieldFormat>& formats,
                              const Flavour& flavour);

}  // namespace emulator::api
