// Growing and printing of trees.
#include "random/tree.hpp"

#include <algorithm>
#include <stdexcept>

namespace random_sql {

namespace {

constexpr std::size_t ill_typed = 40;  // one expression in so many is of another type than asked for
constexpr std::size_t most_in_list = 3;

const Production& choose(const std::vector<Production>& productions, std::size_t depth, Dice& dice) {
  std::size_t least = productions.front().depth;
  for (const Production& production : productions) {
    least = std::min(least, production.depth);
  }
  const std::size_t allowed = std::max(least, depth);
  const bool wants_leaf = dice.one_in(4);
  double total = 0;
  const auto fits = [&](const Production& production) { return production.depth <= (wants_leaf ? least : allowed); };
  for (const Production& production : productions) {
    total += fits(production) ? production.weight : 0;
  }
  constexpr std::size_t grains = std::size_t{1} << 30;
  double point = total * static_cast<double>(dice.below(grains)) / static_cast<double>(grains);
  const Production* last = nullptr;
  for (const Production& production : productions) {
    if (!fits(production)) {
      continue;
    }
    last = &production;
    point -= production.weight;
    if (point < 0) {
      break;
    }
  }
  return *last;
}

std::size_t copies(Repeat repeat, Dice& dice) {
  switch (repeat) {
    case Repeat::once:
      return 1;
    case Repeat::optional:
      return dice.below(2);
    case Repeat::list:
      return 1 + dice.below(most_in_list);
  }
  return 1;
}

}  // namespace

std::uint64_t Dice::next() {  // splitmix64
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t number = state_;
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9U;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EBU;
  return number ^ (number >> 31);
}

Node grow(const Grammar& grammar, const std::string& symbol, std::size_t depth, Dice& dice) {
  Node node;
  node.hole = symbol;
  node.symbol = grammar.is_expression(symbol) && dice.one_in(ill_typed) ? "any" : symbol;
  node.production = &choose(grammar.productions(node.symbol), depth, dice);
  while (node.production->is_unit()) {
    node.symbol = node.production->pieces[0].symbol;
    node.production = &choose(grammar.productions(node.symbol), depth, dice);
  }
  for (const Piece& piece : node.production->pieces) {
    if (piece.symbol.empty()) {
      continue;
    }
    std::vector<Node>& part = node.parts.emplace_back();
    for (std::size_t left = copies(piece.repeat, dice); left > 0; --left) {
      part.push_back(grow(grammar, piece.symbol, depth == 0 ? 0 : depth - 1, dice));
    }
  }
  return node;
}

std::string to_sql(const Node& node) {
  std::string text;
  for (std::size_t at = 0; at < node.production->pieces.size(); ++at) {
    const Piece& piece = node.production->pieces[at];
    text += piece.text;
    if (piece.symbol.empty()) {
      continue;
    }
    for (std::size_t index = 0; index < node.parts[at].size(); ++index) {
      text += (index == 0 ? "" : ", ") + to_sql(node.parts[at][index]);
    }
  }
  return text;
}

std::size_t size_of(const Node& node) {
  std::size_t size = 0;
  visit(node, [&](const Node&) { ++size; });
  return size;
}

void visit(const Node& node, const std::function<void(const Node&)>& see) {
  see(node);
  for (const std::vector<Node>& part : node.parts) {
    for (const Node& child : part) {
      visit(child, see);
    }
  }
}

}  // namespace random_sql
