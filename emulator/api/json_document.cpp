// The parser's events become nodes; brackets still open are kept on the nodes themselves, by index.
#include "api/json_document.hpp"

#include <charconv>
#include <functional>
#include <limits>
#include <string>
#include <system_error>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>

#include "api/limits.hpp"
#include "base/error.hpp"

namespace emulator::api {

namespace {

class NodeBuilder {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using Error = boost::json::error_code;
  using View = boost::json::string_view;

  NodeBuilder(std::string_view body, std::pmr::vector<JsonNode>& nodes, std::pmr::memory_resource& memory)
      : body_(body), nodes_(nodes), memory_(memory) {}

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) { return open(NodeKind::object); }
  bool on_object_end(std::size_t, Error&) { return close(); }
  bool on_array_begin(Error&) { return open(NodeKind::array); }
  bool on_array_end(std::size_t, Error&) { return close(); }
  bool on_key_part(View text, std::size_t, Error&) { return keep(text); }
  bool on_key(View text, std::size_t, Error&) {
    key_ = whole(text);
    return true;
  }
  bool on_string_part(View text, std::size_t, Error&) { return keep(text); }
  bool on_string(View text, std::size_t, Error&) { return leaf(NodeKind::string, whole(text)); }
  bool on_number_part(View text, Error&) { return keep(text); }
  bool on_int64(std::int64_t, View text, Error&) { return leaf(NodeKind::integer, whole(text)); }
  bool on_uint64(std::uint64_t, View text, Error&) { return leaf(NodeKind::integer, whole(text)); }
  bool on_double(double, View text, Error&) { return leaf(NodeKind::number, whole(text)); }
  bool on_bool(bool value, Error&) {
    leaf(NodeKind::boolean, {});
    nodes_.back().truth = value;
    return true;
  }
  bool on_null(Error&) { return leaf(NodeKind::null, {}); }
  bool on_comment_part(View, Error&) { return true; }
  bool on_comment(View, Error&) { return true; }

 private:
  bool keep(View text) {
    parts_.append(text.data(), text.size());
    return true;
  }

  // The token that ends with `last`: a view of the body where it stands there in one piece, else a copy.
  std::string_view whole(View last) {
    const std::string_view text(last.data(), last.size());
    const bool in_body = !std::less<>{}(text.data(), body_.data()) &&
                         !std::less<>{}(body_.data() + body_.size(), text.data() + text.size());
    if (parts_.empty() && in_body) return text;
    parts_ += text;
    char* copy = static_cast<char*>(memory_.allocate(parts_.size() + 1, 1));
    const std::string_view kept(copy, parts_.copy(copy, parts_.size()));
    parts_.clear();
    return kept;
  }

  void add(NodeKind kind, std::string_view text) {
    const auto end = static_cast<std::uint32_t>(nodes_.size() + 1);
    nodes_.push_back({std::exchange(key_, {}), text, end, kind, false});
  }
  bool leaf(NodeKind kind, std::string_view text) {
    add(kind, text);
    return true;
  }
  bool open(NodeKind kind) {
    open_[depth_++] = static_cast<std::uint32_t>(nodes_.size());
    add(kind, {});
    return true;
  }
  bool close() {
    nodes_[open_[--depth_]].end = static_cast<std::uint32_t>(nodes_.size());
    return true;
  }

  std::string_view body_;
  std::pmr::vector<JsonNode>& nodes_;
  std::pmr::memory_resource& memory_;
  std::string parts_;
  std::string_view key_;
  std::array<std::uint32_t, limits::json_depth + 1> open_{};
  std::size_t depth_ = 0;
};

std::string_view kind_name(NodeKind kind) {
  switch (kind) {
    case NodeKind::null:
      return "null";
    case NodeKind::boolean:
      return "a boolean";
    case NodeKind::integer:
      return "an integer";
    case NodeKind::number:
      return "a number";
    case NodeKind::string:
      return "a string";
    case NodeKind::array:
      return "a list";
    case NodeKind::object:
      return "an object";
  }
  return {};
}

// True if the whole token is a number of that type and in its range.
template <class Number>
bool read_number(std::string_view text, Number& number) {
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && stopped == end;
}

}  // namespace

bool JsonValue::boolean() const {
  if (kind() != NodeKind::boolean) refuse("a boolean");
  return node().truth;
}

std::int64_t JsonValue::integer() const {
  std::int64_t value = 0;
  if (kind() != NodeKind::integer || !read_number(node().text, value)) refuse("a 64-bit integer");
  return value;
}

double JsonValue::floating() const {
  double value = 0;
  const bool number = kind() == NodeKind::integer || kind() == NodeKind::number;
  if (number && read_number(node().text, value)) return value;
  if (kind() == NodeKind::string) {
    if (node().text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (node().text == "Infinity") return std::numeric_limits<double>::infinity();
    if (node().text == "-Infinity") return -std::numeric_limits<double>::infinity();
  }
  refuse("a double");
}

std::string_view JsonValue::text() const {
  if (kind() != NodeKind::string) refuse("a string");
  return node().text;
}

JsonValue::Children JsonValue::members() const {
  if (kind() != NodeKind::object) refuse("an object");
  return children();
}

JsonValue::Children JsonValue::elements() const {
  if (kind() != NodeKind::array) refuse("a list");
  for (const JsonValue element : children()) {
    if (element.is_null()) throw ApiError(Fault::serialization, "The list " + std::string(key()) + " holds a null.");
  }
  return children();
}

void JsonValue::refuse(std::string_view wanted) const {
  std::string message = key().empty() ? "A value" : "The value of " + std::string(key());
  message += " must be ";
  message += wanted;
  if (wanted != kind_name(kind())) {
    message += ", not ";
    message += kind() == NodeKind::integer || kind() == NodeKind::number ? node().text : kind_name(kind());
  }
  throw ApiError(Fault::serialization, message + ".");
}

JsonDocument::JsonDocument(std::string_view body) : memory_(block_.data(), block_.size()), nodes_(&memory_) {
  if (body.empty()) {
    nodes_.push_back({{}, {}, 1, NodeKind::object, false});
    return;
  }
  nodes_.reserve(body.size() / 10 + 8);  // a member is seldom shorter; too few only costs a copy
  boost::json::parse_options options;
  options.max_depth = limits::json_depth;
  boost::json::basic_parser<NodeBuilder> parser(options, body, nodes_, memory_);
  boost::json::error_code error;
  const std::size_t used = parser.write_some(false, body.data(), body.size(), error);
  if (!error && used != body.size()) error = boost::json::error::extra_data;
  if (error) {
    throw ApiError(Fault::serialization,
                   "The request body is not valid JSON: " + error.message() + " at byte " + std::to_string(used) + ".");
  }
}

}  // namespace emulator::api
