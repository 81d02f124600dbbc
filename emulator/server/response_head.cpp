// Appends, nothing else.
#include "server/response_head.hpp"

#include <array>
#include <charconv>
#include <cstddef>

namespace emulator::server {

namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Payload Too Large";
    case 415:
      return "Unsupported Media Type";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "Unknown";  // the words mean nothing to a client
  }
}

void append_number(std::string& output, std::size_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  output.append(digits.data(), end);
}

}  // namespace

void append_head(std::string& output, const api::HttpResponse& response, std::string_view date,
                 ConnectionHeader connection) {
  output += "HTTP/1.1 ";
  append_number(output, static_cast<std::size_t>(response.status));
  output += ' ';
  output += reason(response.status);
  output += "\r\nDate: ";
  output += date;
  output += "\r\nContent-Type: ";
  output += response.content_type;
  output += "\r\nContent-Length: ";
  append_number(output, response.body.size());
  if (!response.request_id.empty()) {
    output += "\r\nx-amzn-RequestId: ";
    output += response.request_id;
  }
  if (!response.error_type.empty()) {
    output += "\r\nx-amzn-ErrorType: ";
    output += response.error_type;
    output += response.error_suffix;
  }
  if (connection == ConnectionHeader::close) output += "\r\nConnection: close";
  if (connection == ConnectionHeader::keep_alive) output += "\r\nConnection: keep-alive";
  output += "\r\n\r\n";
}

std::string_view DateText::now() {
  const std::time_t now = std::time(nullptr);
  if (now == second_) return text_;
  second_ = now;
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 40> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  text_.assign(text.data(), size);
  return text_;
}

}  // namespace emulator::server
