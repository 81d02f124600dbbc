// A read-only view of the parse tree that libpg_query prints as JSON. It leaves out zeros, false and empty lists, so
// what is missing reads as 0, false, "" or an empty list. Knows the JSON's shape, nothing of what the nodes mean.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "sql/ast_expression.hpp"

namespace emulator::postgres {

// One node, or none. Cheap to copy; good as long as its Tree lives.
class Node {
 public:
  Node() = default;

  explicit operator bool() const { return object_ != nullptr; }

  // "ColumnRef", "A_Expr", ...; empty where the grammar allows one kind only and the JSON does not repeat it.
  std::string_view kind() const { return kind_; }
  bool is(std::string_view kind) const { return kind_ == kind; }

  bool has(std::string_view key) const;
  Node child(std::string_view key) const;
  std::vector<Node> list(std::string_view key) const;  // an empty place in the list is a node that is none
  std::string_view text(std::string_view key) const;
  std::int64_t number(std::string_view key) const;
  bool flag(std::string_view key) const;

  // The byte offset in "location"; ast::no_position where the parser knows none. Only for kinds that have one:
  // a missing location means the start of the text.
  std::uint32_t location() const;

 private:
  friend class Tree;
  Node(std::string_view kind, const void* object) : kind_(kind), object_(object) {}
  static Node from(const void* value);

  std::string_view kind_;
  const void* object_ = nullptr;  // of the JSON library, which only tree.cpp knows
};

class Tree {
 public:
  // Throws SqlError (statement_too_complex) if the tree is nested too deeply, and internal_error if it is no JSON.
  explicit Tree(std::string_view json);
  ~Tree();
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  Node root() const;

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace emulator::postgres
