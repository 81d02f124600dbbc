// A script: requests that a client sends one after the other, over and over. A text file of one request per line,
// "METHOD TARGET BODY", with names in double braces that are filled in: {{cluster}}, {{database}}, {{key}} and others
// once, when the script is read; {{next}} (a number never used before), {{random}} (a number from 1 to the script's
// rows) and {{transaction}} (the id that the client was last given) when a request is sent. {{sets}} is a thousand
// parameter sets. Lines that begin with # are comments.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

struct Values {
  std::uint64_t next = 1;
  std::uint64_t rows = 1;
  std::uint64_t random_state = 0x9E3779B97F4A7C15;

  std::uint64_t random();
};

class Request {
 public:
  Request(std::string_view head, std::string_view body);

  // The whole request as it goes over the wire, instead of what `wire` held.
  void write(std::string& wire, std::string_view head_end, Values& values, std::string_view transaction) const;

 private:
  enum class Slot : std::uint8_t {
    none,
    next,
    random,
    transaction,
    sets,
  };
  struct Piece {
    std::string text;  // before the slot
    Slot slot;
  };

  static Slot slot_named(std::string_view name);
  static void append_sets(std::string& wire, Values& values);

  std::string head_;
  std::vector<Piece> pieces_;
};

using Names = std::map<std::string, std::string, std::less<>>;

// Throws std::runtime_error for a file that is not there, a line that is none or a name that nobody gave.
std::vector<Request> read_script(const std::string& file, const Names& names);

// What follows the first line of each request up to Content-Length: the headers that an AWS SDK sends.
std::string sdk_headers(std::uint16_t port);

}  // namespace bench
