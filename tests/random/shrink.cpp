// Making a statement small: an expression becomes a part of itself or a literal, a list loses its elements.
#include <algorithm>
#include <optional>

#include "random/tree.hpp"

namespace random_sql {

namespace {

class Shrinker {
 public:
  Shrinker(const Grammar& grammar, const std::function<bool(const Node&)>& still, std::size_t most_questions)
      : grammar_(grammar), still_(still), left_(most_questions) {}

  Node run(Node statement) {
    root_ = std::move(statement);
    while (left_ > 0 && (refit() || pass(root_))) {
    }
    return std::move(root_);
  }

 private:
  // From the top: a large part that goes saves the questions about what is inside.
  bool pass(Node& node) {
    bool changed = false;
    while (left_ > 0 && (hoist(node) || simplify(node))) {
      changed = true;
    }
    for (std::size_t at = 0; at < node.parts.size(); ++at) {
      changed = drop(node, at) || changed;
      for (Node& child : node.parts[at]) {
        changed = pass(child) || changed;
      }
    }
    return changed;
  }

  // A statement of a simpler form, which is an earlier one of the grammar, around one of the expressions.
  bool refit() {
    std::vector<Node> kept;
    for (const std::vector<Node>& part : root_.parts) {
      kept.insert(kept.end(), part.begin(), part.end());
    }
    for (const Production& form : grammar_.productions(root_.symbol)) {
      if (&form == root_.production) {
        return false;
      }
      for (const Node& child : kept) {
        const bool fits = grammar_.is_expression(child.symbol) && !form.is_leaf() &&
                          grammar_.derives(form.pieces[0].symbol, child.symbol);
        if (fits && refit(form, child)) {
          return true;
        }
      }
    }
    return false;
  }

  // `child` in the first hole of the form, and all leaves in turn in the second one: the rows of the table.
  bool refit(const Production& form, const Node& child) {
    Node statement;
    statement.production = &form;
    statement.symbol = root_.symbol;
    statement.parts = {{child}};
    const std::size_t holes = form.pieces.size() - 1;
    if (holes == 1) {
      return replace(root_, std::move(statement));
    }
    const std::vector<Production>& others = grammar_.productions(form.pieces[1].symbol);
    return holes == 2 && std::any_of(others.begin(), others.end(), [&](const Production& other) {
             Node leaf;
             leaf.production = &other;
             leaf.symbol = leaf.hole = form.pieces[1].symbol;
             Node filled = statement;
             filled.parts.push_back({leaf});
             return other.is_leaf() && replace(root_, std::move(filled));
           });
  }

  bool keeps() {
    if (left_ == 0) {
      return false;
    }
    --left_;
    return still_(root_);
  }

  // The root contains `node`: the replacement is tried in its place, and undone if it is no good.
  bool replace(Node& node, Node replacement) {
    replacement.hole = node.hole;
    std::swap(node, replacement);
    if (keeps()) {
      return true;
    }
    std::swap(node, replacement);
    return false;
  }

  bool hoist(Node& node) {
    std::vector<const Node*> inside;
    visit(node, [&](const Node& part) {
      const bool fits = part.symbol == node.symbol || grammar_.derives(node.hole, part.symbol);
      if (&part != &node && fits) {
        inside.push_back(&part);
      }
    });
    std::stable_sort(inside.begin(), inside.end(),
                     [](const Node* one, const Node* other) { return size_of(*one) < size_of(*other); });
    std::vector<Node> candidates;
    for (const Node* part : inside) {
      candidates.push_back(*part);
    }
    return std::any_of(candidates.begin(), candidates.end(),
                       [&](const Node& candidate) { return replace(node, candidate); });
  }

  // A leaf instead, or for a leaf an earlier one: a literal for a column.
  bool simplify(Node& node) {
    if (!grammar_.has(node.symbol)) {
      return false;
    }
    constexpr std::size_t most_leaves = 8;
    const std::vector<Production>& productions = grammar_.productions(node.symbol);
    const auto own = std::find_if(productions.begin(), productions.end(),
                                  [&](const Production& production) { return &production == node.production; });
    const bool is_column = node.production->group == "column";
    std::size_t tried = 0;
    for (const Production& production : productions) {
      if (&production == &*own && !is_column) {
        break;  // what follows is no simpler
      }
      if (!production.is_leaf() || (is_column && production.group == "column")) {
        continue;
      }
      Node leaf;
      leaf.production = &production;
      leaf.symbol = node.symbol;
      if (replace(node, leaf)) {
        return true;
      }
      if (++tried == most_leaves) {
        break;
      }
    }
    return false;
  }

  bool drop(Node& node, std::size_t at) {
    const Piece& piece = node.production->pieces[at];
    const std::size_t least = piece.repeat == Repeat::optional ? 0 : 1;
    bool changed = false;
    for (std::size_t index = node.parts[at].size(); index-- > 0 && node.parts[at].size() > least;) {
      std::vector<Node> before = node.parts[at];
      node.parts[at].erase(node.parts[at].begin() + static_cast<std::ptrdiff_t>(index));
      if (keeps()) {
        changed = true;
      } else {
        node.parts[at] = std::move(before);
      }
    }
    return changed;
  }

  const Grammar& grammar_;
  const std::function<bool(const Node&)>& still_;
  std::size_t left_;
  Node root_;
};

}  // namespace

Node shrunk(const Grammar& grammar, Node statement, const std::function<bool(const Node&)>& still,
            std::size_t most_questions) {
  return Shrinker(grammar, still, most_questions).run(std::move(statement));
}

}  // namespace random_sql
