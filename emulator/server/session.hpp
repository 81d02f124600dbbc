// One connection: reads a request, has it answered, writes the answer, over and over. Belongs to the driving thread
// (threads.hpp); between its handlers exactly one asynchronous operation is pending, except while a request is
// handled. Knows nothing of other connections.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "server/parser.hpp"
#include "server/refusal.hpp"
#include "server/response_head.hpp"
#include "server/server.hpp"

namespace emulator::server {

class Session;

// The concrete executor: any_io_executor costs a fifth of the throughput.
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

// What the connections of a server share. The driver's.
struct Shared {
  const ServerOptions& options;
  const Handler& handler;
  boost::asio::io_context& context;
  std::string bound_address;                  // beside options.host, which may be a name
  std::function<void(Session&)> forget;       // the connection is closed: destroys the session
  std::chrono::steady_clock::time_point now;  // of the last sweep: exact enough for timeouts
  std::chrono::steady_clock::duration slack;  // how often a sweep comes
  DateText date;
  bool stopping = false;
};

class Session {
 public:
  enum class Role : std::uint8_t {
    admitted,
    refused,  // one too many: its first request is answered 503
  };

  Session(Shared& shared, Socket socket, Role role);

  Role role() const { return role_; }
  // Where the listener keeps it.
  void set_place(std::list<Session>::iterator place) { place_ = place; }
  std::list<Session>::iterator place() const { return place_; }
  void start();

  // Closes the connection if what it waits for takes too long.
  void sweep();
  // Of the request in a handler, if its client has gone meanwhile; for once.
  std::shared_ptr<Cancellation> hung_up();
  // The server stops: closes the connection, or lets its request finish first.
  void wind_down();
  // Closes the connection at once, unless a handler runs.
  void abandon();

 private:
  enum class State : std::uint8_t {
    idle,      // between requests
    head,      // part of a request line or of headers is here
    body,      // headers are here
    handling,  // nothing is pending; a handler runs, or ran as a bystander and has posted
    writing,   // the socket takes no more for now
    draining,  // the answer is sent; what the client still sends is thrown away, so that it reads the answer
  };

  std::string_view message() const { return {buffer_.get() + begin_, end_ - begin_}; }
  void enter(State state);
  void close();
  void finish();

  void read_more();
  void make_room();
  void move_to_front();
  void grow(std::size_t capacity);
  void on_read(const boost::system::error_code& code, std::size_t size);
  void on_drained(std::size_t size);

  void proceed();
  bool advance();
  void wait_for_rest();
  bool handle();
  void call_handler();
  std::optional<Refusal> objection() const;
  bool refuse_and_close(Refusal refusal);

  bool answer();
  void on_written(const boost::system::error_code& code);
  bool after_answer();
  void drain();
  void set_quick_ack();

  Shared& shared_;
  Socket socket_;
  const Role role_;
  std::list<Session>::iterator place_;
  State state_ = State::idle;
  std::chrono::steady_clock::time_point deadline_;
  bool keep_open_ = true;      // after the answer at hand
  bool unread_input_ = false;  // the answer at hand was given without reading all of the request
  bool closed_ = false;
  std::size_t drained_ = 0;

  RequestParser parser_;
  std::unique_ptr<char[]> buffer_;  // received bytes are in [begin_, end_)
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;

  std::shared_ptr<Cancellation> cancellation_ = std::make_shared<Cancellation>();
  api::HttpRequest request_;
  api::HttpResponse response_;
  std::string head_;  // of the answer
};

}  // namespace emulator::server
