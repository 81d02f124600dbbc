// The client of client.hpp.
#include "client.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace emulator::test {

namespace {

bool connect_to(int socket, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
  const std::string start = "\r\n" + std::string(name) + ": ";
  const auto at = head.find(start);
  if (at == std::string::npos) return {};
  const auto value = at + start.size();
  return head.substr(value, head.find("\r\n", value) - value);
}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  REQUIRE(socket_ >= 0);
  const timeval patience{10, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  REQUIRE(connect_to(socket_, port));
}

bool Client::can_connect(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const bool connected = connect_to(socket, port);
  ::close(socket);
  return connected;
}

Client::~Client() {
  ::close(socket_);
}

void Client::send(std::string_view bytes) {
  REQUIRE(try_send(bytes));
}

bool Client::try_send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

void Client::finish_sending() {
  ::shutdown(socket_, SHUT_WR);
}

bool Client::receive() {
  std::array<char, 65536> bytes{};
  const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (size <= 0) return false;
  input_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

Answer Client::read(bool body) {
  Answer answer;
  auto end = input_.find("\r\n\r\n");
  while (end == std::string::npos) {
    REQUIRE_MESSAGE(receive(), "no answer, only: " << input_);
    end = input_.find("\r\n\r\n");
  }
  answer.head = input_.substr(0, end + 4);
  input_.erase(0, end + 4);
  REQUIRE(answer.head.starts_with("HTTP/1.1 "));
  answer.status = std::stoi(answer.head.substr(9, 3));
  if (!body) return answer;
  const std::size_t size = std::stoul(answer.header("Content-Length"));
  while (input_.size() < size) REQUIRE_MESSAGE(receive(), "the answer is cut short");
  answer.body = input_.substr(0, size);
  input_.erase(0, size);
  return answer;
}

bool Client::is_closed() {
  if (!input_.empty()) return false;
  char byte = 0;
  return ::recv(socket_, &byte, 1, 0) == 0;
}

bool Client::has_input() {
  pollfd poll{socket_, POLLIN, 0};
  return !input_.empty() || ::poll(&poll, 1, 0) > 0;
}

std::string post(std::string_view body, std::string_view more_headers, std::string_view target) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(more_headers) + "\r\n" + std::string(body);
}

}  // namespace emulator::test
