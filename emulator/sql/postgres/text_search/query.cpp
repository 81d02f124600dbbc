// Nothing here calls itself: a query of 64 KB may be as deep as it is long.
#include "sql/postgres/text_search/query.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "sql/postgres/text_search/word_reader.hpp"

namespace emulator::postgres::text_search {

namespace {

int rank_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::or_:
      return 1;
    case NodeKind::and_:
      return 2;
    case NodeKind::phrase:
      return 3;
    case NodeKind::not_:
      return 4;
    case NodeKind::word:
    case NodeKind::gap:
      break;
  }
  return 5;
}

std::string symbol_of(const Node& node) {
  switch (node.kind) {
    case NodeKind::or_:
      return " | ";
    case NodeKind::and_:
      return " & ";
    case NodeKind::phrase:
      return node.distance == 1 ? " <-> " : " <" + std::to_string(node.distance) + "> ";
    case NodeKind::not_:
      return "!";
    case NodeKind::word:
    case NodeKind::gap:
      break;
  }
  return {};
}

void append_word(std::string& output, const Node& node) {
  append_quoted(output, node.text);
  if (!node.is_prefix && node.weights == 0) {
    return;
  }
  output += node.is_prefix ? ":*" : ":";
  for (int weight = weight_a; weight >= weight_d; --weight) {
    if ((node.weights >> weight & 1) != 0) {
      output += static_cast<char>('D' - weight);
    }
  }
}

// What is left of a subtree: where it is now, and how far the gaps at its two ends reach.
struct Kept {
  std::optional<std::size_t> at;
  std::int32_t left_gap = 0, right_gap = 0;
};

std::int32_t sum(std::int32_t one, std::int32_t other) {
  return std::min<std::int32_t>(one + other, 1 << 24);  // far above any distance, far below an overflow
}

Kept keep(Node node, const std::vector<Kept>& kept, Query& query) {
  const auto add = [&](Node made) {
    query.nodes.push_back(std::move(made));
    return query.nodes.size() - 1;
  };
  if (!is_operation(node.kind)) {
    return node.kind == NodeKind::gap ? Kept{} : Kept{add(std::move(node))};
  }
  const Kept right = kept[node.right];
  if (node.kind == NodeKind::not_) {
    if (!right.at) {
      return right;
    }
    node.right = *right.at;
    return {add(std::move(node)), right.left_gap, right.right_gap};
  }
  const Kept left = kept[node.left];
  const bool is_phrase = node.kind == NodeKind::phrase;
  if (!left.at && !right.at) {
    const std::int32_t gap =
        is_phrase ? sum(sum(left.left_gap, node.distance), right.left_gap) : std::max(left.left_gap, right.left_gap);
    return {{}, gap, gap};
  }
  if (!left.at) {
    const std::int32_t gap = is_phrase ? sum(sum(left.left_gap, node.distance), right.left_gap) : right.left_gap;
    return {right.at, gap, right.right_gap};
  }
  if (!right.at) {
    const std::int32_t gap = is_phrase ? sum(sum(left.right_gap, node.distance), right.right_gap) : left.right_gap;
    return {left.at, left.left_gap, gap};
  }
  node.left = *left.at;
  node.right = *right.at;
  if (!is_phrase) {
    return {add(std::move(node))};
  }
  node.distance = sum(node.distance, sum(left.right_gap, right.left_gap));
  return {add(std::move(node)), left.left_gap, right.right_gap};
}

void append_nodes(Query& query, const Query& other) {
  const std::size_t offset = query.nodes.size();
  for (Node node : other.nodes) {
    node.left += offset;
    node.right += offset;
    query.nodes.push_back(std::move(node));
  }
}

}  // namespace

std::string print(const Query& query) {
  struct Part {
    std::string text;  // if there is no node
    const Node* node = nullptr;
    int outer = 0;  // the rank of what it is an operand of
    bool is_behind_phrase = false;
  };
  std::string text;
  std::vector<Part> parts;
  if (!query.is_empty()) {
    parts.push_back({{}, &query.root()});
  }
  while (!parts.empty()) {
    const Part part = std::move(parts.back());
    parts.pop_back();
    if (part.node == nullptr) {
      text += part.text;
      continue;
    }
    const Node& node = *part.node;
    if (!is_operation(node.kind)) {
      append_word(text, node);
      continue;
    }
    const int rank = rank_of(node.kind);
    const bool is_phrase = node.kind == NodeKind::phrase;
    if (rank < part.outer || (is_phrase && part.is_behind_phrase)) {
      text += "( ";
      parts.push_back({" )"});
    }
    parts.push_back({{}, &query.nodes[node.right], rank, is_phrase});
    parts.push_back({symbol_of(node)});
    if (node.kind != NodeKind::not_) {
      parts.push_back({{}, &query.nodes[node.left], rank});
    }
  }
  return text;
}

Query without_gaps(Query query) {
  Query made;
  std::vector<Kept> kept;
  kept.reserve(query.nodes.size());
  for (Node& node : query.nodes) {
    kept.push_back(keep(std::move(node), kept, made));
  }
  return made;
}

Query joined(const Query& left, const Query& right, NodeKind kind, std::int32_t distance) {
  if (left.is_empty() || right.is_empty()) {
    return left.is_empty() ? right : left;
  }
  Query made = left;
  append_nodes(made, right);
  made.nodes.push_back(
      {.kind = kind, .distance = distance, .left = left.nodes.size() - 1, .right = made.nodes.size() - 1});
  return made;
}

Query negated(const Query& query) {
  Query made = query;
  if (!made.is_empty()) {
    made.nodes.push_back({.kind = NodeKind::not_, .right = made.nodes.size() - 1});
  }
  return made;
}

}  // namespace emulator::postgres::text_search
