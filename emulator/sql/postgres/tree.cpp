// The view over Boost.JSON. This is the only file of the room that includes it.
#include "sql/postgres/tree.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "sql/postgres/errors.hpp"

namespace emulator::postgres {
namespace {

namespace json = boost::json;

// An SQL construct takes up to seven levels of JSON, and the readers stop at their own, lower limit. The JSON library
// recurses while it parses, so this also bounds its stack.
constexpr std::size_t json_depth_limit = 16'000;

const json::object& object_of(const void* pointer) {
  return *static_cast<const json::object*>(pointer);
}

}  // namespace

// {"ColumnRef": {...}} is a node with its kind; {"relname": ...} is one whose kind goes without saying.
Node Node::from(const void* value) {
  const json::object* object = static_cast<const json::value*>(value)->if_object();
  if (object == nullptr || object->empty()) {
    return {};
  }
  const json::key_value_pair& first = *object->begin();
  const std::string_view key{first.key().data(), first.key().size()};
  const bool is_wrapped = object->size() == 1 && key[0] >= 'A' && key[0] <= 'Z' && first.value().is_object();
  return is_wrapped ? Node{key, &first.value().get_object()} : Node{{}, object};
}

bool Node::has(std::string_view key) const {
  return object_ != nullptr && object_of(object_).contains(key);
}

Node Node::child(std::string_view key) const {
  if (object_ == nullptr) {
    return {};
  }
  const json::value* value = object_of(object_).if_contains(key);
  return value == nullptr ? Node{} : from(value);
}

std::vector<Node> Node::list(std::string_view key) const {
  std::vector<Node> nodes;
  if (object_ == nullptr) {
    return nodes;
  }
  const json::value* value = object_of(object_).if_contains(key);
  if (value == nullptr || !value->is_array()) {
    return nodes;
  }
  nodes.reserve(value->get_array().size());
  for (const json::value& element : value->get_array()) {
    nodes.push_back(from(&element));
  }
  return nodes;
}

std::string_view Node::text(std::string_view key) const {
  if (object_ == nullptr) {
    return {};
  }
  const json::value* value = object_of(object_).if_contains(key);
  if (value == nullptr || !value->is_string()) {
    return {};
  }
  return {value->get_string().data(), value->get_string().size()};
}

std::int64_t Node::number(std::string_view key) const {
  if (object_ == nullptr) {
    return 0;
  }
  const json::value* value = object_of(object_).if_contains(key);
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

bool Node::flag(std::string_view key) const {
  if (object_ == nullptr) {
    return false;
  }
  const json::value* value = object_of(object_).if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

std::uint32_t Node::location() const {
  const std::int64_t location = number("location");
  return object_ == nullptr || location < 0 ? ast::no_position : static_cast<std::uint32_t>(location);
}

struct Tree::Content {
  json::monotonic_resource memory;
  json::value value;  // in memory
};

Tree::Tree(std::string_view text) : content_(std::make_unique<Content>()) {
  json::parse_options options;
  options.max_depth = json_depth_limit;
  boost::system::error_code failure;
  content_->value = json::parse(text, failure, &content_->memory, options);
  if (failure == json::error::too_deep) {
    throw make_error(Condition::statement_too_complex, {});
  }
  if (failure) {
    throw make_error(Condition::internal_error, {"the parse tree cannot be read: " + failure.message()});
  }
}

Tree::~Tree() = default;

Node Tree::root() const {
  return Node::from(&content_->value);
}

}  // namespace emulator::postgres
