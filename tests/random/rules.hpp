// What is known to differ: between MariaDB and MySQL, or between the emulator and a real engine.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "random/tree.hpp"

namespace random_sql {

// Of the smallest statement that shows a difference, all these productions are part of.
struct Rule {
  std::string reason;                    // with the manual's address, or the place where the gap is written down
  std::vector<std::string> productions;  // as the grammar writes them
  std::size_t used = 0;
};

class Rules {
 public:
  // Paragraphs: "reason: …" and "manual: ADDRESS", or "gap: …", then rules, one a line: productions, joined by " && ".
  // Throws std::runtime_error for a paragraph without reason and manual, or a production that the grammar lacks.
  static Rules read(const std::filesystem::path& file, const Grammar& grammar);

  // Null: nothing is known.
  Rule* find(const Node& statement);

 private:
  std::vector<Rule> rules_;
};

}  // namespace random_sql
