// The HTTP face of the program: listens, reads requests, has them answered by a handler on the thread that read them,
// writes the answers. Knows nothing of the Data API. No header of Boost is needed to use it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "api/http.hpp"
#include "server/parser.hpp"

namespace emulator::server {

// Called inline, by several threads at once if some of them are inside a BlockingRegion. Fills every field of the
// response but has no say in the connection. Should not throw; what it throws becomes a 500.
using Handler = std::function<void(const api::HttpRequest&, api::HttpResponse&)>;

struct ServerOptions {
  std::string host = "127.0.0.1";     // a name or an address, IPv6 without brackets
  std::uint16_t port = 8080;          // 0: a free one
  std::size_t max_connections = 512;  // more are answered 503
  Limits limits;
  std::chrono::milliseconds idle_timeout{60'000};  // between requests
  std::chrono::milliseconds head_timeout{10'000};  // from the first byte to the end of the headers
  std::chrono::milliseconds body_timeout{30'000};  // for the body, and for the client to take the answer
  std::chrono::milliseconds tick_interval{1'000};
  std::function<void()> tick;  // called about that often, on a server thread, never twice at once; may be empty
};

// The address cannot be listened on. The message is a whole sentence for the user.
struct ListenError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Server {
 public:
  // Listens at once, but answers only after start(). Throws ListenError.
  Server(ServerOptions options, Handler handler);
  ~Server();  // stops and waits for running handlers, however long they take
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  std::string url() const;  // "http://127.0.0.1:8080"

  // Returns when requests are answered. Once.
  void start();

  // Takes no more connections, lets running requests finish, closes the others; when `bound` is over closes all but
  // what is in a handler. False if a handler was still running then: the process can only be ended. From any thread
  // but the server's own; further calls return what the first did or wait again.
  bool stop(std::chrono::milliseconds bound);

  std::size_t connections() const;   // for tests
  std::size_t thread_count() const;  // for tests

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace emulator::server
