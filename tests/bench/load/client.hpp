// One keep-alive connection: sends a request, reads the answer. Sockets are non-blocking; who waits decides how.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

class Client {
 public:
  // Throws std::system_error.
  explicit Client(std::uint16_t port);
  ~Client();
  Client(Client&& other) noexcept;
  Client& operator=(Client&&) = delete;

  int socket() const { return socket_; }

  // What is to be sent next; to be filled, then sent. Sending waits if it must.
  std::string& wire() { return wire_; }
  void send();

  // Reads what is there. True once the answer is whole. Throws std::runtime_error for a closed connection or an answer
  // that is no HTTP.
  bool receive();
  void wait_and_receive();  // until it is whole

  int status() const { return status_; }
  std::string_view body() const;
  std::size_t received() const { return size_; }
  // The transaction that this client was given last.
  const std::string& transaction() const { return transaction_; }

  std::chrono::steady_clock::time_point sent_at;
  std::size_t place = 0;  // in the script

 private:
  void wait_for(short events) const;
  bool is_whole();

  int socket_ = -1;
  std::string wire_;
  std::string answer_;
  std::size_t size_ = 0;  // of what was received, in answer_
  std::size_t head_size_ = 0;
  std::size_t whole_size_ = 0;
  int status_ = 0;
  std::string transaction_;
};

}  // namespace bench
