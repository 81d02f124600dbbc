// The hot path is on_read -> proceed -> handle -> answer -> read_more: one receive, one send, no allocation of its own.
#include "server/session.hpp"

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "base/log.hpp"
#include "base/text.hpp"
#include "server/origin_check.hpp"
#include "server/threads.hpp"

namespace emulator::server {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr std::size_t initial_capacity = std::size_t{4} << 10U;
// A connection that once had a big request or answer gives the memory back.
constexpr std::size_t kept_capacity = std::size_t{256} << 10U;
constexpr std::size_t most_drained = std::size_t{64} << 20U;
constexpr std::chrono::seconds drain_timeout{2};

void shrink(std::string& text) {
  if (text.capacity() <= kept_capacity) return;
  text.clear();
  text.shrink_to_fit();
}

}  // namespace

Session::Session(Shared& shared, Socket socket, Role role)
    : shared_(shared), socket_(std::move(socket)), role_(role), parser_(shared.options.limits) {
  grow(initial_capacity);
}

void Session::start() {
  enter(State::idle);
  read_more();
}

void Session::enter(State state) {
  state_ = state;
  const ServerOptions& options = shared_.options;
  switch (state) {
    case State::idle:
      deadline_ = shared_.now + options.idle_timeout;
      break;
    case State::head:
      deadline_ = shared_.now + options.head_timeout;
      break;
    case State::body:
    case State::writing:
      deadline_ = shared_.now + options.body_timeout;
      break;
    case State::handling:
      break;
    case State::draining:
      deadline_ = shared_.now + drain_timeout;
      break;
  }
}

void Session::sweep() {
  if (state_ == State::handling || shared_.now < deadline_ + shared_.slack) return;
  close();
}

// The sweep runs while a handler does only if that handler blocks: what is too short for that needs no cancelling.
std::shared_ptr<Cancellation> Session::hung_up() {
  if (state_ != State::handling || closed_ || cancellation_->requested()) return nullptr;
  pollfd descriptor{.fd = socket_.native_handle(), .events = POLLRDHUP, .revents = 0};
  return ::poll(&descriptor, 1, 0) > 0 ? cancellation_ : nullptr;
}

void Session::wind_down() {
  keep_open_ = false;
  if (state_ != State::idle) return;
  error_code code;
  if (socket_.available(code) == 0) close();  // else a request is on its way in
}

void Session::abandon() {
  if (state_ != State::handling) close();
}

// The pending operation ends with an error and then destroys the session.
void Session::close() {
  if (std::exchange(closed_, true)) return;
  error_code code;
  socket_.close(code);
}

// Destroys the session: nothing may follow in the caller.
void Session::finish() {
  shared_.forget(*this);
}

void Session::read_more() {
  make_room();
  socket_.async_receive(asio::buffer(buffer_.get() + end_, capacity_ - end_),
                        [this](const error_code& code, std::size_t size) { on_read(code, size); });
}

void Session::make_room() {
  if (begin_ == end_) begin_ = end_ = 0;
  if (!parser_.head_complete()) {
    if (end_ < capacity_) return;
    move_to_front();
    if (end_ == capacity_) grow(capacity_ * 2);
    return;
  }
  move_to_front();
  if (!parser_.chunked()) {
    grow(parser_.message_size());
    return;
  }
  const std::size_t decoded = parser_.consumed() - parser_.head_size();
  std::memmove(buffer_.get() + parser_.head_size(), buffer_.get() + parser_.consumed(), end_ - parser_.consumed());
  end_ -= decoded;
  parser_.cut_decoded_chunks();
  if (end_ == capacity_) grow(capacity_ * 2);
}

void Session::move_to_front() {
  if (begin_ == 0) return;
  std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
}

void Session::grow(std::size_t capacity) {
  if (capacity <= capacity_) return;
  auto bigger = std::make_unique_for_overwrite<char[]>(capacity);
  if (end_ > 0) std::memcpy(bigger.get(), buffer_.get(), end_);
  buffer_ = std::move(bigger);
  capacity_ = capacity;
}

void Session::on_read(const error_code& code, std::size_t size) {
  const bool is_cut_short = code == asio::error::eof && begin_ != end_ && state_ != State::draining;
  if (is_cut_short && !closed_) {
    refuse_and_close(Refusal::malformed_request);  // a client that only ended its own side still reads this
    return;
  }
  if (code || closed_) {
    finish();
    return;
  }
  if (state_ == State::draining) {
    on_drained(size);
    return;
  }
  end_ += size;
  proceed();
}

void Session::on_drained(std::size_t size) {
  drained_ += size;
  if (drained_ > most_drained) {
    finish();
    return;
  }
  read_more();
}

// Answers what is complete in the buffer, in order, then reads on.
void Session::proceed() {
  while (advance()) {
  }
}

// One step; false when an operation is pending now, a bystander has taken over, or the session is gone.
bool Session::advance() {
  if (begin_ == end_) {
    if (!keep_open_ || shared_.stopping) {
      finish();
      return false;
    }
    enter(State::idle);
    read_more();
    return false;
  }
  if (state_ != State::head && state_ != State::body) enter(State::head);
  switch (parser_.parse(message())) {
    case ParseStatus::need_more:
      wait_for_rest();
      return false;
    case ParseStatus::complete:
      return handle();
    case ParseStatus::malformed:
      return refuse_and_close(Refusal::malformed_request);
    case ParseStatus::head_too_large:
      return refuse_and_close(Refusal::head_too_large);
    case ParseStatus::body_too_large:
      return refuse_and_close(Refusal::body_too_large);
  }
  return false;
}

void Session::wait_for_rest() {
  if (parser_.head_complete()) {
    // Of a chunked body only framing stays unparsed: a chunk's first line, or trailers.
    if (parser_.chunked() && message().size() - parser_.consumed() > shared_.options.limits.head) {
      refuse_and_close(Refusal::malformed_request);
      return;
    }
    if (state_ == State::head) {
      enter(State::body);
      if (parser_.expects_continue()) {
        // A socket that takes no 25 bytes now has bigger problems; the client goes on by itself after a while.
        error_code ignored;
        socket_.write_some(asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n")), ignored);
      }
    }
  }
  set_quick_ack();
  read_more();
}

// A client that sends head and body apart waits, by Nagle's algorithm, for our acknowledgement of the first part, which
// the kernel delays by 40 ms. The option wears off by itself, so it is set each time.
void Session::set_quick_ack() {
  const int on = 1;
  ::setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

bool Session::handle() {
  parser_.fill(message(), request_);
  request_.cancellation = cancellation_.get();
  keep_open_ = keep_open_ && parser_.keep_alive() && !shared_.stopping && role_ == Role::admitted;
  if (const auto refusal = objection()) {
    refuse(response_, *refusal);
    return answer();
  }
  enter(State::handling);
  call_handler();
  if (Threads::driving()) return answer();
  asio::post(shared_.context, [this] {
    if (answer()) proceed();
  });
  return false;
}

void Session::call_handler() {
  response_.status = 200;
  response_.error_type.clear();
  response_.error_suffix = {};
  response_.request_id.clear();
  response_.body.clear();
  try {
    shared_.handler(request_, response_);
  } catch (const std::exception& error) {
    log(LogLevel::error, "a request failed outside of the service: ", error.what());
    refuse(response_, Refusal::handler_failed);
  }
}

std::optional<Refusal> Session::objection() const {
  if (role_ == Role::refused) return Refusal::too_many_connections;
  const std::string& bound_host = shared_.options.host;
  bool has_host = false;
  for (const auto& [name, value] : request_.headers) {
    if (name.size() == 4 && ascii_iequals(name, "host")) {
      has_host = true;
      if (!host_allowed(value, bound_host) && !host_allowed(value, shared_.bound_address)) return Refusal::foreign_host;
    } else if (name.size() == 6 && ascii_iequals(name, "origin")) {
      if (!origin_allowed(value, bound_host) && !origin_allowed(value, shared_.bound_address)) {
        return Refusal::foreign_origin;
      }
    }
  }
  if (!has_host && !parser_.is_http_1_0()) return Refusal::missing_host;
  return std::nullopt;
}

// The rest of the request, if there is one, cannot be told from the next: the connection ends with this answer.
bool Session::refuse_and_close(Refusal refusal) {
  refuse(response_, refusal);
  request_.method = {};
  keep_open_ = false;
  unread_input_ = true;
  return answer();
}

bool Session::answer() {
  if (closed_) {
    finish();
    return false;
  }
  if (shared_.stopping) keep_open_ = false;
  auto connection = keep_open_ ? ConnectionHeader::none : ConnectionHeader::close;
  if (keep_open_ && parser_.is_http_1_0()) connection = ConnectionHeader::keep_alive;
  head_.clear();
  append_head(head_, response_, shared_.date.now(), connection);
  std::array<asio::const_buffer, 2> parts = {asio::buffer(head_), asio::buffer(response_.body)};
  if (request_.method == "HEAD") parts[1] = {};

  error_code code;
  std::size_t sent = socket_.write_some(parts, code);
  if (code && code != asio::error::would_block) {
    finish();
    return false;
  }
  if (sent == asio::buffer_size(parts)) return after_answer();
  for (auto& part : parts) {
    const std::size_t taken = std::min(sent, part.size());
    part += taken;
    sent -= taken;
  }
  enter(State::writing);
  asio::async_write(socket_, parts, [this](const error_code& failure, std::size_t) { on_written(failure); });
  return false;
}

void Session::on_written(const error_code& code) {
  if (code || closed_) {
    finish();
    return;
  }
  if (after_answer()) proceed();
}

bool Session::after_answer() {
  shrink(response_.body);
  if (!unread_input_) begin_ += parser_.consumed();
  if (!keep_open_) {
    error_code code;
    if (unread_input_ || begin_ != end_ || socket_.available(code) > 0) {
      drain();
    } else {
      finish();
    }
    return false;
  }
  parser_.reset();
  if (capacity_ > kept_capacity && end_ - begin_ <= initial_capacity) {
    move_to_front();
    auto smaller = std::make_unique_for_overwrite<char[]>(initial_capacity);
    std::memcpy(smaller.get(), buffer_.get(), end_);
    buffer_ = std::move(smaller);
    capacity_ = initial_capacity;
  }
  state_ = State::idle;
  return true;
}

// Closing with unread input makes the kernel send a reset, at which the client throws away the answer.
void Session::drain() {
  error_code code;
  socket_.shutdown(Socket::shutdown_send, code);
  begin_ = end_ = 0;
  parser_.reset();
  enter(State::draining);
  read_more();
}

}  // namespace emulator::server
