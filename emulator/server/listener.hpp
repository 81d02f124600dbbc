// Accepts connections, admits or refuses them, and keeps their sessions; one coarse timer ends what takes too long and
// calls the tick. Belongs to the driving thread, except where said otherwise.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "server/server.hpp"
#include "server/session.hpp"

namespace emulator::server {

class Listener {
 public:
  // Listens; throws ListenError. Both references must outlive this.
  Listener(boost::asio::io_context& context, const ServerOptions& options, const Handler& handler);

  boost::asio::ip::tcp::endpoint endpoint() const { return endpoint_; }

  void start();
  // Stops to accept; connections end as their requests do.
  void wind_down();
  // Closes what is still open, but for running handlers.
  void abandon();

  // From any thread: whether wind_down has left no connection before that time.
  bool wait_until_empty(std::chrono::steady_clock::time_point until);
  std::size_t connections() const { return connections_; }  // from any thread

 private:
  using Executor = boost::asio::io_context::executor_type;
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;
  using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                  boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

  // Connections over the limit that are told so at the same time; the rest is closed without a word.
  static constexpr std::size_t most_refused = 64;

  void accept();
  void on_accepted(const boost::system::error_code& code, Socket socket);
  void admit(Socket socket);
  void forget(Session& session);
  void note_if_empty();

  void start_timer();
  void on_timer();
  void cancel_abandoned();
  void run_tick();

  boost::asio::io_context& context_;
  const ServerOptions& options_;
  boost::asio::ip::tcp::endpoint endpoint_;
  Acceptor acceptor_;
  bool accepting_ = false;
  Timer timer_;
  std::chrono::steady_clock::duration sweep_interval_;
  std::chrono::steady_clock::time_point next_tick_;
  std::atomic<bool> in_tick_ = false;

  Shared shared_;
  std::list<Session> sessions_;
  std::size_t admitted_ = 0;
  std::size_t refused_ = 0;
  std::atomic<std::size_t> connections_ = 0;

  std::mutex mutex_;  // guards empty_
  std::condition_variable emptied_;
  bool empty_ = false;  // stopping, and no session is left
};

}  // namespace emulator::server
