// A TCP client for the server's tests that sends exactly the bytes it is given and reads whole HTTP answers.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace emulator::test {

struct Answer {
  int status = 0;
  std::string head;  // with the blank line
  std::string body;

  // Empty if there is no such header; the name must be spelled as sent.
  std::string header(std::string_view name) const;
};

class Client {
 public:
  explicit Client(std::uint16_t port);
  static bool can_connect(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Fails the test if the bytes cannot be sent; `try_send` only says so.
  void send(std::string_view bytes);
  bool try_send(std::string_view bytes);
  void finish_sending();

  // Fails the test if no whole answer comes within ten seconds. With `body` false reads the head only (HEAD, 100).
  Answer read(bool body = true);
  Answer ask(std::string_view bytes) {
    send(bytes);
    return read();
  }
  // Whether the server has closed the connection; waits for ten seconds until something comes.
  bool is_closed();
  // Whether an answer has begun to come, without waiting.
  bool has_input();

 private:
  bool receive();

  int socket_;
  std::string input_;
};

// "POST /Execute" with the headers that every good request has.
std::string post(std::string_view body, std::string_view more_headers = "", std::string_view target = "/Execute");

}  // namespace emulator::test
