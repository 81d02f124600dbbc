// See the header; the order of accepting and winding down is all that is delicate here.
#include "server/listener.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <boost/asio/post.hpp>

#include "base/log.hpp"
#include "base/text.hpp"

namespace emulator::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::steady_clock;

namespace {

std::string in_brackets(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

[[noreturn]] void fail(const ServerOptions& options, const error_code& code) {
  std::string reason = code.message();
  if (!reason.empty()) reason.front() = ascii_lower(reason.front());
  throw ListenError("cannot listen on " + in_brackets(options.host) + ":" + std::to_string(options.port) + ": " +
                    reason);
}

tcp::endpoint resolve(asio::io_context& context, const ServerOptions& options) {
  error_code code;
  const auto address = asio::ip::make_address(options.host, code);
  if (!code) return {address, options.port};
  tcp::resolver resolver(context);
  const auto found = resolver.resolve(options.host, std::to_string(options.port), tcp::resolver::passive, code);
  if (code) fail(options, code);
  // "localhost" is often both; clients try 127.0.0.1 at least.
  for (const auto& entry : found) {
    if (entry.endpoint().address().is_v4()) return entry.endpoint();
  }
  return found.begin()->endpoint();
}

steady_clock::duration sweep_interval_for(const ServerOptions& options) {
  const auto shortest = std::min({options.idle_timeout, options.head_timeout, options.body_timeout}) / 4;
  return std::clamp(std::min(shortest, options.tick_interval), std::chrono::milliseconds{5},
                    std::chrono::milliseconds{1'000});
}

}  // namespace

Listener::Listener(asio::io_context& context, const ServerOptions& options, const Handler& handler)
    : context_(context),
      options_(options),
      endpoint_(resolve(context, options)),
      acceptor_(context.get_executor()),
      timer_(context.get_executor()),
      sweep_interval_(sweep_interval_for(options)),
      next_tick_(steady_clock::now() + options.tick_interval),
      shared_{options,
              handler,
              context,
              endpoint_.address().to_string(),
              [this](Session& session) { forget(session); },
              steady_clock::now(),
              sweep_interval_,
              {},
              false} {
  error_code code;
  acceptor_.open(endpoint_.protocol(), code);
  if (!code) acceptor_.set_option(Acceptor::reuse_address(true), code);
  if (!code) acceptor_.bind(endpoint_, code);
  if (!code) acceptor_.listen(asio::socket_base::max_listen_connections, code);
  if (!code) endpoint_ = acceptor_.local_endpoint(code);
  if (code) fail(options, code);
}

void Listener::start() {
  accept();
  start_timer();
}

void Listener::accept() {
  accepting_ = true;
  acceptor_.async_accept(context_.get_executor(),
                         [this](const error_code& code, Socket socket) { on_accepted(code, std::move(socket)); });
}

void Listener::on_accepted(const error_code& code, Socket socket) {
  accepting_ = false;
  if (shared_.stopping) return;
  if (code == asio::error::connection_aborted) {
    accept();
    return;
  }
  if (code) {
    // Out of file descriptors, most likely: the timer tries again.
    log(LogLevel::warn, "cannot accept a connection: ", code.message());
    return;
  }
  admit(std::move(socket));
  accept();
}

void Listener::admit(Socket socket) {
  const bool full = admitted_ >= options_.max_connections;
  if (full && refused_ >= most_refused) return;
  if (full) log(LogLevel::warn, "a connection is refused: ", admitted_, " are open, which is the limit");
  error_code code;
  socket.non_blocking(true, code);
  if (!code) socket.set_option(tcp::no_delay(true), code);
  if (code) return;
  ++(full ? refused_ : admitted_);
  ++connections_;
  sessions_.emplace_front(shared_, std::move(socket), full ? Session::Role::refused : Session::Role::admitted);
  sessions_.front().set_place(sessions_.begin());
  sessions_.front().start();
}

void Listener::forget(Session& session) {
  --(session.role() == Session::Role::refused ? refused_ : admitted_);
  --connections_;
  sessions_.erase(session.place());
  note_if_empty();
}

void Listener::note_if_empty() {
  if (!shared_.stopping || !sessions_.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    empty_ = true;
  }
  emptied_.notify_all();
}

void Listener::wind_down() {
  if (shared_.stopping) return;
  shared_.stopping = true;
  error_code code;
  acceptor_.close(code);
  for (Session& session : sessions_) session.wind_down();
  note_if_empty();
}

void Listener::abandon() {
  for (Session& session : sessions_) session.abandon();
}

bool Listener::wait_until_empty(steady_clock::time_point until) {
  std::unique_lock lock(mutex_);
  return emptied_.wait_until(lock, until, [this] { return empty_; });
}

void Listener::start_timer() {
  timer_.expires_after(sweep_interval_);
  timer_.async_wait([this](const error_code& code) {
    if (!code) on_timer();
  });
}

void Listener::on_timer() {
  shared_.now = steady_clock::now();
  for (Session& session : sessions_) session.sweep();
  cancel_abandoned();
  if (!accepting_ && !shared_.stopping) accept();
  start_timer();
  // Last, because a tick that blocks leaves this thread a bystander.
  if (options_.tick && shared_.now >= next_tick_ && !in_tick_) {
    next_tick_ = shared_.now + options_.tick_interval;
    run_tick();
  }
}

// Cancelling may wait for a real server, which leaves the thread a bystander: so it has a turn of its own.
void Listener::cancel_abandoned() {
  for (Session& session : sessions_) {
    if (auto cancellation = session.hung_up()) {
      asio::post(context_, [cancellation = std::move(cancellation)] { cancellation->request(); });
    }
  }
}

void Listener::run_tick() {
  in_tick_ = true;
  try {
    options_.tick();
  } catch (const std::exception& error) {
    log(LogLevel::error, "the timer's work failed: ", error.what());
  }
  in_tick_ = false;
}

}  // namespace emulator::server
