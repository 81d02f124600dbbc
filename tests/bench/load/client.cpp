// Answers are taken apart only as far as a load generator needs: status, length, transaction id.
#include "load/client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace bench {

namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// The value of a header, or empty.
std::string_view header(std::string_view head, std::string_view name) {
  for (std::size_t line = head.find("\r\n"); line != std::string_view::npos; line = head.find("\r\n", line + 2)) {
    const std::string_view rest = head.substr(line + 2);
    if (rest.size() <= name.size() || rest[name.size()] != ':') continue;
    if (::strncasecmp(rest.data(), name.data(), name.size()) != 0) continue;
    std::string_view value = rest.substr(name.size() + 1, rest.find("\r\n") - name.size() - 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    return value;
  }
  return {};
}

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (socket_ < 0) fail("socket");
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("connect");
  answer_.resize(std::size_t{64} << 10U);
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

Client::Client(Client&& other) noexcept
    : sent_at(other.sent_at),
      place(other.place),
      socket_(std::exchange(other.socket_, -1)),
      wire_(std::move(other.wire_)),
      answer_(std::move(other.answer_)),
      size_(other.size_),
      head_size_(other.head_size_),
      whole_size_(other.whole_size_),
      status_(other.status_),
      transaction_(std::move(other.transaction_)) {}

void Client::wait_for(short events) const {
  pollfd waiting{socket_, events, 0};
  while (::poll(&waiting, 1, -1) < 0) {
    if (errno != EINTR) fail("poll");
  }
}

void Client::send() {
  size_ = head_size_ = whole_size_ = 0;
  sent_at = std::chrono::steady_clock::now();
  std::string_view rest = wire_;
  while (!rest.empty()) {
    const ssize_t sent = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      wait_for(POLLOUT);
    } else if (errno != EINTR) {
      fail("send");
    }
  }
}

bool Client::is_whole() {
  if (head_size_ == 0) {
    const std::string_view received(answer_.data(), size_);
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string_view::npos) return false;
    if (!received.starts_with("HTTP/1.1 ")) throw std::runtime_error("an answer that is no HTTP/1.1");
    head_size_ = end + 4;
    status_ = static_cast<int>(number_in(received.substr(9, 3)));
    whole_size_ = head_size_ + number_in(header(received.substr(0, end + 2), "content-length"));
  }
  if (size_ < whole_size_) return false;
  static constexpr std::string_view member = R"("transactionId":")";
  if (const std::size_t at = body().find(member); at != std::string_view::npos && at < 8) {
    const std::string_view rest = body().substr(at + member.size());
    transaction_.assign(rest.substr(0, rest.find('"')));
  }
  return true;
}

std::string_view Client::body() const {
  return {answer_.data() + head_size_, whole_size_ - head_size_};
}

bool Client::receive() {
  while (true) {
    if (size_ == answer_.size()) answer_.resize(size_ * 2);
    const ssize_t got = ::recv(socket_, answer_.data() + size_, answer_.size() - size_, MSG_DONTWAIT);
    if (got == 0) throw std::runtime_error("the server closed the connection");
    if (got < 0) {
      if (errno == EAGAIN) return false;
      if (errno == EINTR) continue;
      fail("recv");
    }
    size_ += static_cast<std::size_t>(got);
    if (is_whole()) return true;
  }
}

void Client::wait_and_receive() {
  do {
    wait_for(POLLIN);
  } while (!receive());
}

}  // namespace bench
