// Puts threads and listener together; all Boost types stay in here.
#include "server/server.hpp"

#include <algorithm>
#include <future>
#include <utility>

#include <boost/asio/post.hpp>

#include "server/listener.hpp"
#include "server/threads.hpp"

namespace emulator::server {

namespace asio = boost::asio;
using std::chrono::steady_clock;

class Server::Impl {
 public:
  Impl(ServerOptions options, Handler handler)
      : options_(std::move(options)),
        handler_(std::move(handler)),
        // One request per connection, the tick, and a thread that drives.
        threads_(options_.max_connections + 2),
        listener_(std::make_unique<Listener>(threads_.context(), options_, handler_)) {}

  ~Impl() {
    if (started_) stop(std::chrono::milliseconds{0});
    threads_.stop();
    threads_.join();
    listener_.reset();  // after the threads, before the context
  }

  const Listener& listener() const { return *listener_; }
  std::size_t thread_count() const { return threads_.count(); }

  void start() {
    std::promise<void> answering;
    asio::post(threads_.context(), [&] {
      listener_->start();
      answering.set_value();
    });
    threads_.start();
    started_ = true;
    answering.get_future().wait();
  }

  bool stop(std::chrono::milliseconds bound) {
    if (!started_) return true;
    const auto until = steady_clock::now() + bound;
    asio::post(threads_.context(), [this] { listener_->wind_down(); });
    if (listener_->wait_until_empty(until)) return true;
    asio::post(threads_.context(), [this] { listener_->abandon(); });
    return listener_->wait_until_empty(std::max(until, steady_clock::now()) + grace);
  }

 private:
  // For the connections that were closed at the end of the bound to be gone.
  static constexpr std::chrono::milliseconds grace{200};

  const ServerOptions options_;
  const Handler handler_;
  bool started_ = false;
  Threads threads_;
  std::unique_ptr<Listener> listener_;
};

Server::Server(ServerOptions options, Handler handler)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler))) {}

Server::~Server() = default;

std::uint16_t Server::port() const {
  return impl_->listener().endpoint().port();
}

std::string Server::url() const {
  const auto address = impl_->listener().endpoint().address();
  const std::string host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  return "http://" + host + ":" + std::to_string(port());
}

void Server::start() {
  impl_->start();
}

bool Server::stop(std::chrono::milliseconds bound) {
  return impl_->stop(bound);
}

std::size_t Server::connections() const {
  return impl_->listener().connections();
}

std::size_t Server::thread_count() const {
  return impl_->thread_count();
}

}  // namespace emulator::server
