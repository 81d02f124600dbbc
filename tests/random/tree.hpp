// A statement as the tree it was grown as.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "random/grammar.hpp"

namespace random_sql {

// The same numbers for the same seed, on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  Dice(std::uint64_t seed, std::uint64_t index) : state_(seed * 0x9E3779B97F4A7C15U + index) { next(); }

  std::uint64_t next();
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  bool one_in(std::size_t count) { return below(count) == 0; }

 private:
  std::uint64_t state_;
};

struct Node {
  const Production* production = nullptr;
  std::string hole;                      // the symbol that was asked for
  std::string symbol;                    // and the most exact one of what came
  std::vector<std::vector<Node>> parts;  // per hole of the production; an optional one may be empty
};

// The deepest ones are as low as the grammar allows.
Node grow(const Grammar& grammar, const std::string& symbol, std::size_t depth, Dice& dice);

std::string to_sql(const Node& node);
std::size_t size_of(const Node& node);
void visit(const Node& node, const std::function<void(const Node&)>& see);

// Makes the statement as small as it gets while `still` holds, asking it at most `most_questions` times.
Node shrunk(const Grammar& grammar, Node statement, const std::function<bool(const Node&)>& still,
            std::size_t most_questions);

}  // namespace random_sql
