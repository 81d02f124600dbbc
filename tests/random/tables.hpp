// The table that random statements read: a column of every type, rows of its literals.
#pragma once

#include <string>
#include <vector>

#include "random/tree.hpp"

namespace random_sql {

class Tables {
 public:
  Tables(const Grammar& grammar, std::uint64_t seed);

  // CREATE TABLE and the INSERTs; only the columns that the statement uses, or all.
  std::vector<std::string> script(const Node* statement = nullptr) const;

 private:
  const Grammar& grammar_;
  std::vector<std::vector<std::string>> rows_;  // per row a literal per column
};

}  // namespace random_sql
