// What the machine allows: Boost.Beast's parser, one thread, one write for an answer that is always the same. The no-op
// of the real server is held against this.
#include <csignal>
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using boost::system::error_code;

constexpr std::string_view answer =
    "HTTP/1.1 405 Method Not Allowed\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Type: application/json\r\n"
    "Content-Length: 39\r\nx-amzn-RequestId: 00000000-0000-4000-8000-000000000000\r\n\r\n"
    R"({"message":"Only GET is allowed here."})";

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(Socket socket) : socket_(std::move(socket)) {}

  void read() {
    parser_ = std::make_unique<http::request_parser<http::string_body>>();
    http::async_read(socket_, buffer_, *parser_, [self = shared_from_this()](const error_code& code, std::size_t) {
      if (!code) self->write();
    });
  }

 private:
  // The answer is small and the socket empty: it goes in one piece.
  void write() {
    error_code code;
    socket_.write_some(asio::buffer(answer), code);
    if (!code) read();
  }

  Socket socket_;
  boost::beast::flat_buffer buffer_;
  std::unique_ptr<http::request_parser<http::string_body>> parser_;
};

void accept(Acceptor& acceptor) {
  acceptor.async_accept([&acceptor](const error_code& code, Socket socket) {
    if (code) return;
    error_code ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    std::make_shared<Session>(std::move(socket))->read();
    accept(acceptor);
  });
}

}  // namespace

int main() {
  asio::io_context context(1);
  Acceptor acceptor(context, asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  asio::signal_set signals(context, SIGTERM, SIGINT);
  signals.async_wait([&context](const error_code&, int) { context.stop(); });
  accept(acceptor);
  std::cout << "listening on http://127.0.0.1:" << acceptor.local_endpoint().port() << std::endl;
  context.run();
}
