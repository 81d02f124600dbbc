// SqlError and ApiError -> an error answer: status, x-amzn-ErrorType and body. The sentences are a contract: clients
// take them apart with regular expressions.
#pragma once

#include <string>
#include <string_view>

#include "api/field.hpp"
#include "api/http.hpp"
#include "base/error.hpp"

namespace emulator::api {

// The exception's name in the service model: "BadRequestException".
std::string_view exception_name(Fault fault);
int exception_status(Fault fault);

// The fault as this generation reports it: v1 knows little but BadRequestException.
Fault reported_fault(Fault fault, clusters::Generation generation);

// The sentence that a failed statement becomes.
std::string database_message(const SqlError& error, const Flavour& flavour);

void write_error(HttpResponse& response, const ApiError& error, const Flavour& flavour);
void write_error(HttpResponse& response, const SqlError& error, const Flavour& flavour);

}  // namespace emulator::api
