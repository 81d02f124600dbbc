// A request body read as JSON: a flat list of nodes over the body's own bytes. Boost.JSON does the parsing (grammar,
// UTF-8, escapes, depth); the nodes keep each number's text, so that no integer passes through a double and no double
// loses its last bit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

namespace emulator::api {

enum class NodeKind : std::uint8_t {
  null,
  boolean,
  integer,  // a number without fraction and exponent
  number,   // any other number
  string,
  array,
  object,
};

struct JsonNode {
  std::string_view key;   // of an object's member
  std::string_view text;  // a string's characters, a number as written
  std::uint32_t end = 0;  // where the next sibling is: one past the last node inside this one
  NodeKind kind = NodeKind::null;
  bool truth = false;
};

// One value in a document; the document must outlive it. The typed readers throw ApiError serialization when the value
// is of another type: restJson1 converts nothing.
class JsonValue {
 public:
  class Iterator {
   public:
    Iterator(const JsonNode* nodes, std::uint32_t index) : nodes_(nodes), index_(index) {}
    JsonValue operator*() const { return {nodes_, index_}; }
    Iterator& operator++() {
      index_ = nodes_[index_].end;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return index_ != other.index_; }

   private:
    const JsonNode* nodes_;
    std::uint32_t index_;
  };

  struct Children {
    Iterator first;
    Iterator last;
    Iterator begin() const { return first; }
    Iterator end() const { return last; }
  };

  JsonValue(const JsonNode* nodes, std::uint32_t index) : nodes_(nodes), index_(index) {}

  NodeKind kind() const { return node().kind; }
  bool is_null() const { return node().kind == NodeKind::null; }
  std::string_view key() const { return node().key; }

  bool boolean() const;
  std::int64_t integer() const;   // exactly, or refused
  double floating() const;        // from any number, or from "NaN", "Infinity", "-Infinity"
  std::string_view text() const;  // of a string
  Children members() const;       // of an object
  Children elements() const;      // of an array; none may be null

 private:
  const JsonNode& node() const { return nodes_[index_]; }
  Children children() const { return {{nodes_, index_ + 1}, {nodes_, node().end}}; }
  [[noreturn]] void refuse(std::string_view wanted) const;

  const JsonNode* nodes_;
  std::uint32_t index_;
};

class JsonDocument {
 public:
  // Throws ApiError serialization. An empty body is an empty object. The body must outlive the document.
  explicit JsonDocument(std::string_view body);
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  JsonValue root() const { return {nodes_.data(), 0}; }

 private:
  std::array<std::byte, 8192> block_;  // enough for ordinary requests, which then touch no heap
  std::pmr::monotonic_buffer_resource memory_;
  std::pmr::vector<JsonNode> nodes_;
};

}  // namespace emulator::api
