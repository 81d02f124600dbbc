// Beast's basic_parser tells of each part as a view; these are kept as offsets, because the buffer may grow and move
// before the body is complete.
#include "server/parser.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "base/text.hpp"

namespace emulator::server {

namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

struct Slice {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;

  std::string_view in(std::string_view text) const { return text.substr(offset, size); }
};

// What one request is made of; emptied, not freed, between requests.
struct Parts {
  Slice method;
  Slice target;
  std::vector<std::pair<Slice, Slice>> headers;
  std::string chunked_body;
  std::size_t body_size = 0;  // with Content-Length
  bool expects_continue = false;
  bool is_http_1_0 = false;
  bool head_complete = false;

  void clear() {
    headers.clear();
    chunked_body.clear();
    if (chunked_body.capacity() > (std::size_t{256} << 10U)) chunked_body.shrink_to_fit();
    body_size = 0;
    expects_continue = false;
    is_http_1_0 = false;
    head_complete = false;
  }
};

class BeastParser final : public http::basic_parser<true> {
 public:
  BeastParser(Parts& parts, const Limits& limits) : parts_(&parts) {
    header_limit(static_cast<std::uint32_t>(limits.head));
    body_limit(limits.body);
    eager(false);  // put() stops at the head's end
  }

  // Where the message is right now.
  void locate(std::string_view message) { message_ = message; }

 private:
  using string_view = boost::beast::string_view;

  // Beast unfolds a folded header value into a buffer of its own; RFC 7230, 3.2.4 lets a server refuse those.
  Slice slice(string_view view, error_code& code) const {
    const auto start = reinterpret_cast<std::uintptr_t>(message_.data());
    const auto at = reinterpret_cast<std::uintptr_t>(view.data());
    if (view.empty()) return {};
    if (at < start || at + view.size() > start + message_.size()) {
      code = http::error::bad_obs_fold;
      return {};
    }
    return {static_cast<std::uint32_t>(at - start), static_cast<std::uint32_t>(view.size())};
  }

  void on_request_impl(http::verb, string_view method, string_view target, int version, error_code& code) override {
    parts_->method = slice(method, code);
    parts_->target = slice(target, code);
    parts_->is_http_1_0 = version == 10;
  }

  void on_response_impl(int, string_view, int, error_code&) override {}

  void on_field_impl(http::field name, string_view name_text, string_view value, error_code& code) override {
    if (parts_->head_complete) return;  // a trailer: nothing here has a use for those
    parts_->headers.emplace_back(slice(name_text, code), slice(value, code));
    // RFC 9110, 10.1.1: a 100-continue of an HTTP/1.0 client is ignored.
    if (name == http::field::expect && !parts_->is_http_1_0) {
      parts_->expects_continue = ascii_iequals({value.data(), value.size()}, "100-continue");
    }
    // Any other coding would be read as "no body", and the body as the next request.
    if (name == http::field::transfer_encoding && !ascii_iequals({value.data(), value.size()}, "chunked")) {
      code = http::error::bad_transfer_encoding;
    }
  }

  void on_header_impl(error_code&) override { parts_->head_complete = true; }
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}

  std::size_t on_body_impl(string_view body, error_code&) override {
    parts_->body_size += body.size();
    return body.size();
  }

  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}

  std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override {
    parts_->chunked_body.append(body.data(), body.size());
    return body.size();
  }

  void on_finish_impl(error_code&) override {}

  Parts* parts_;
  std::string_view message_;
};

ParseStatus status_of(const error_code& code) {
  if (code == http::error::need_more) return ParseStatus::need_more;
  if (code == http::error::header_limit) return ParseStatus::head_too_large;
  if (code == http::error::body_limit) return ParseStatus::body_too_large;
  return ParseStatus::malformed;
}

}  // namespace

class RequestParser::Grammar {
 public:
  explicit Grammar(const Limits& limits) : limits_(limits) { reset(); }

  void reset() {
    parts.clear();
    beast.emplace(parts, limits_);
    consumed = 0;
    head_size = 0;
  }

  ParseStatus parse(std::string_view message) {
    beast->locate(message);
    const bool had_head = parts.head_complete;
    ParseStatus status = ParseStatus::need_more;
    while (!beast->is_done() && consumed < message.size()) {
      error_code code;
      const std::size_t used =
          beast->put(boost::asio::const_buffer(message.data() + consumed, message.size() - consumed), code);
      consumed += used;
      if (parts.head_complete && head_size == 0) head_size = consumed;
      if (code) {
        status = status_of(code);
        break;
      }
      if (used == 0) break;
    }
    if (beast->is_done()) status = ParseStatus::complete;
    if (!had_head && status != ParseStatus::body_too_large && head_too_large(message))
      return ParseStatus::head_too_large;
    return status;
  }

  Parts parts;
  std::optional<BeastParser> beast;
  std::size_t consumed = 0;
  std::size_t head_size = 0;

 private:
  // Beast holds its limit against what is unread, so a head that comes in small pieces could grow for ever.
  bool head_too_large(std::string_view message) const {
    return (parts.head_complete ? head_size : message.size()) > limits_.head;
  }

  Limits limits_;
};

RequestParser::RequestParser(const Limits& limits) : grammar_(std::make_unique<Grammar>(limits)) {}

RequestParser::~RequestParser() = default;

void RequestParser::reset() {
  grammar_->reset();
}

ParseStatus RequestParser::parse(std::string_view message) {
  return grammar_->parse(message);
}

std::size_t RequestParser::consumed() const {
  return grammar_->consumed;
}

bool RequestParser::head_complete() const {
  return grammar_->parts.head_complete;
}

bool RequestParser::expects_continue() const {
  return grammar_->parts.expects_continue;
}

bool RequestParser::keep_alive() const {
  return grammar_->beast->keep_alive();
}

bool RequestParser::is_http_1_0() const {
  return grammar_->parts.is_http_1_0;
}

bool RequestParser::chunked() const {
  return grammar_->beast->chunked();
}

std::size_t RequestParser::message_size() const {
  const auto length = grammar_->beast->content_length();
  return length ? grammar_->head_size + static_cast<std::size_t>(*length) : grammar_->consumed;
}

std::size_t RequestParser::head_size() const {
  return grammar_->head_size;
}

void RequestParser::cut_decoded_chunks() {
  grammar_->consumed = grammar_->head_size;
}

void RequestParser::fill(std::string_view message, api::HttpRequest& request) const {
  const Parts& parts = grammar_->parts;
  request.method = parts.method.in(message);
  request.target = parts.target.in(message);
  request.headers.clear();
  for (const auto& [name, value] : parts.headers) request.headers.emplace_back(name.in(message), value.in(message));
  request.body = grammar_->beast->chunked() ? std::string_view(parts.chunked_body)
                                            : message.substr(grammar_->head_size, parts.body_size);
}

}  // namespace emulator::server
