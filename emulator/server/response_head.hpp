// The status line and headers of an answer, written by hand into the connection's buffer: this is the hot path, and
// the answers have six headers.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "api/http.hpp"

namespace emulator::server {

enum class ConnectionHeader {
  none,  // the HTTP version's own default
  close,
  keep_alive,  // for HTTP/1.0 clients that asked
};

// Everything up to and including the blank line; the body's size is that of response.body.
void append_head(std::string& output, const api::HttpResponse& response, std::string_view date,
                 ConnectionHeader connection);

// The Date header's value (RFC 9110, 5.6.7), made anew once per second. Not thread-safe.
class DateText {
 public:
  std::string_view now();

 private:
  std::time_t second_ = -1;
  std::string text_;
};

}  // namespace emulator::server
