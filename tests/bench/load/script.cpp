// Bodies are cut at their slots once, so that writing a request is appending texts.
#include "load/script.hpp"

#include <cctype>
#include <fstream>
#include <stdexcept>

namespace bench {

namespace {

constexpr int sets_in_batch = 1000;

std::string fill_in(std::string_view line, const Names& names) {
  std::string text(line);
  for (const auto& [name, value] : names) {
    const std::string slot = "{{" + name + "}}";
    for (std::size_t at = text.find(slot); at != std::string::npos; at = text.find(slot, at + value.size())) {
      text.replace(at, slot.size(), value);
    }
  }
  return text;
}

}  // namespace

std::uint64_t Values::random() {
  random_state ^= random_state << 13U;
  random_state ^= random_state >> 7U;
  random_state ^= random_state << 17U;
  return random_state % rows + 1;
}

Request::Slot Request::slot_named(std::string_view name) {
  if (name == "next") return Slot::next;
  if (name == "random") return Slot::random;
  if (name == "transaction") return Slot::transaction;
  if (name == "sets") return Slot::sets;
  throw std::runtime_error("a script uses {{" + std::string(name) + "}}, which nobody gave");
}

Request::Request(std::string_view head, std::string_view body) : head_(head) {
  head_ += " HTTP/1.1\r\n";
  while (true) {
    const std::size_t open = body.find("{{");
    if (open == std::string_view::npos) break;
    const std::size_t close = body.find("}}", open);
    if (close == std::string_view::npos) throw std::runtime_error("a script opens {{ and does not close it");
    pieces_.push_back({std::string(body.substr(0, open)), slot_named(body.substr(open + 2, close - open - 2))});
    body.remove_prefix(close + 2);
  }
  pieces_.push_back({std::string(body), Slot::none});
}

void Request::append_sets(std::string& wire, Values& values) {
  for (int i = 0; i < sets_in_batch; ++i) {
    if (i > 0) wire += ',';
    wire += R"([{"name":"id","value":{"longValue":)";
    wire += std::to_string(values.next++);
    wire += R"(}},{"name":"name","value":{"stringValue":"a name of the usual length"}},)"
            R"({"name":"amount","value":{"doubleValue":12.5}}])";
  }
}

void Request::write(std::string& wire, std::string_view head_end, Values& values, std::string_view transaction) const {
  thread_local std::string body;
  body.clear();
  for (const Piece& piece : pieces_) {
    body += piece.text;
    switch (piece.slot) {
      case Slot::none:
        break;
      case Slot::next:
        body += std::to_string(values.next++);
        break;
      case Slot::random:
        body += std::to_string(values.random());
        break;
      case Slot::transaction:
        body += transaction;
        break;
      case Slot::sets:
        append_sets(body, values);
        break;
    }
  }
  wire.assign(head_);
  wire += head_end;
  wire += std::to_string(body.size());
  wire += "\r\n\r\n";
  wire += body;
}

std::vector<Request> read_script(const std::string& file, const Names& names) {
  std::ifstream input(file);
  if (!input) throw std::runtime_error("cannot read " + file);
  std::vector<Request> requests;
  for (std::string line; std::getline(input, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::string filled = fill_in(line, names);
    const std::size_t method_end = filled.find(' ');
    const std::size_t target_end = filled.find(' ', method_end + 1);
    if (method_end == std::string::npos) throw std::runtime_error(file + " has a line that is no request: " + line);
    const bool has_body = target_end != std::string::npos;
    requests.emplace_back(std::string_view(filled).substr(0, target_end),
                          has_body ? std::string_view(filled).substr(target_end + 1) : std::string_view());
  }
  if (requests.empty()) throw std::runtime_error(file + " holds no request");
  return requests;
}

std::string sdk_headers(std::uint16_t port) {
  return "Host: 127.0.0.1:" + std::to_string(port) +
         "\r\nContent-Type: application/json\r\n"
         "User-Agent: Boto3/1.26.27 md/Botocore#1.29.27 ua/2.0 os/linux lang/python#3.11.2\r\n"
         "X-Amz-Date: 20260102T030405Z\r\n"
         "Authorization: AWS4-HMAC-SHA256 Credential=local/20260102/us-east-1/rds-data/aws4_request, "
         "SignedHeaders=content-type;host;x-amz-date, "
         "Signature=5f1d3c9be1a2480f6d7c5b3a291807f6e5d4c3b2a1908f7e6d5c4b3a29180706\r\n"
         "amz-sdk-request: attempt=1\r\n"
         "Content-Length: ";
}

}  // namespace bench
