// A tsquery: a tree of words and what joins them. It lies as its text, which is always printed by print().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::postgres::text_search {

enum class NodeKind : std::uint8_t {
  word,
  gap,  // where a stop word was; without_gaps() takes it out
  not_,
  and_,
  or_,
  phrase
};

struct Node {
  NodeKind kind = NodeKind::word;
  std::string text = {};            // of a word
  std::uint8_t weights = 0;         // of a word: one bit each, from D up; 0: any
  bool is_prefix = false;           // of a word
  std::int32_t distance = 0;        // of a phrase
  std::size_t left = 0, right = 0;  // where the operands are; NOT has a right one only
};

// Operands come before what joins them, the root last.
struct Query {
  std::vector<Node> nodes;

  bool is_empty() const { return nodes.empty(); }
  const Node& root() const { return nodes.back(); }
};

inline constexpr std::int32_t longest_distance = 16384;

constexpr bool is_operation(NodeKind kind) {
  return kind != NodeKind::word && kind != NodeKind::gap;
}

std::string print(const Query& query);

// Without the places of stop words; a phrase keeps the distances that they made.
Query without_gaps(Query query);

// Either being empty gives the other one.
Query joined(const Query& left, const Query& right, NodeKind kind, std::int32_t distance = 0);
Query negated(const Query& query);

}  // namespace emulator::postgres::text_search
