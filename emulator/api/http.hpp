// A request and a response as plain structs: all that the API floor knows of HTTP.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cancellation.hpp"

namespace emulator::api {

// Views into the connection's read buffer, valid for the duration of the call.
struct HttpRequest {
  std::string_view method;  // "POST"
  std::string_view target;  // path and query as sent, "/Execute"
  std::string_view body;
  std::vector<std::pair<std::string_view, std::string_view>> headers;  // in order, names as sent
  Cancellation* cancellation = nullptr;  // requested when the client hangs up before its answer; null: nobody watches
};

// Reused by the connection from one request to the next: the handler clears and fills it.
struct HttpResponse {
  int status = 200;
  std::string_view content_type = "application/json";  // static text
  std::string error_type;                              // x-amzn-ErrorType, without suffix; empty: no such header
  std::string_view error_suffix;                       // what the header says behind it; static text
  std::string request_id;                              // x-amzn-RequestId, a UUID
  std::string body;
};

}  // namespace emulator::api
