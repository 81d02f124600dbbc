// One HTTP/1 request taken out of bytes. Beast does the parsing; its templates stay behind this class. Knows neither
// sockets nor time, and makes no copy: views point into the bytes the caller keeps.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "api/http.hpp"

namespace emulator::server {

struct Limits {
  std::size_t head = std::size_t{64} << 10U;  // request line and headers, bytes
  std::size_t body = std::size_t{4} << 20U;   // after the removal of chunk framing, bytes
};

enum class ParseStatus {
  need_more,
  complete,
  malformed,
  head_too_large,
  body_too_large,
};

class RequestParser {
 public:
  explicit RequestParser(const Limits& limits);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  // Before each message.
  void reset();

  // `message` is everything of the message that was received so far, from its first byte on; it may have moved in
  // memory since the last call. Bytes behind the message's end are left alone.
  ParseStatus parse(std::string_view message);

  // How much of what was received is used up; once complete, the message's size.
  std::size_t consumed() const;

  bool head_complete() const;
  // The rest needs the head to be complete.
  bool expects_continue() const;  // the client waits for "100 Continue" before it sends the body
  bool keep_alive() const;        // HTTP/1.1 without "close", or HTTP/1.0 with "keep-alive"
  bool is_http_1_0() const;
  bool chunked() const;
  // Size of the whole message; with chunks, of what is known by now.
  std::size_t message_size() const;

  // Chunks already decoded need not stay in the caller's buffer: between head_size() and consumed() bytes may be cut
  // out of it, which this call then makes up for.
  std::size_t head_size() const;
  void cut_decoded_chunks();

  // Once complete: views into `message` (or, of a chunked body, into the parser; good until reset).
  void fill(std::string_view message, api::HttpRequest& request) const;

 private:
  class Grammar;
  std::unique_ptr<Grammar> grammar_;
};

}  // namespace emulator::server
