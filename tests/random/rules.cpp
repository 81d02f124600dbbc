// Reading rules, and finding one for a statement.
#include "random/rules.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>

namespace random_sql {

namespace {

std::vector<std::string> split(const std::string& line) {
  constexpr std::string_view joint = " && ";
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (std::size_t end = line.find(joint); end != std::string::npos; end = line.find(joint, at)) {
    parts.push_back(line.substr(at, end - at));
    at = end + joint.size();
  }
  parts.push_back(line.substr(at));
  return parts;
}

}  // namespace

Rules Rules::read(const std::filesystem::path& file, const Grammar& grammar) {
  std::ifstream input(file);
  if (!input) {
    throw std::runtime_error("cannot read " + file.string());
  }
  Rules rules;
  std::string reason, manual;
  for (std::string line; std::getline(input, line);) {
    if (line.empty()) {
      reason.clear();
      manual.clear();
    } else if (line.starts_with("reason: ")) {
      reason = line.substr(8);
    } else if (line.starts_with("manual: ")) {
      manual = line.substr(8);
    } else if (line.starts_with("gap: ")) {
      reason = line.substr(5);
      manual = "docs/compatibility.md";
    } else if (!line.starts_with("#")) {
      if (reason.empty() || manual.empty()) {
        throw std::runtime_error(file.string() + ": no reason or no manual above: " + line);
      }
      Rule rule{reason + " (" + manual + ")", split(line)};
      for (const std::string& production : rule.productions) {
        if (!grammar.holds(production)) {
          throw std::runtime_error(file.string() + ": the grammar has no production " + production);
        }
      }
      rules.rules_.push_back(std::move(rule));
    }
  }
  return rules;
}

Rule* Rules::find(const Node& statement) {
  std::set<std::string> inside;
  visit(statement, [&](const Node& node) { inside.insert(node.production->text); });
  for (Rule& rule : rules_) {
    const bool fits = std::all_of(rule.productions.begin(), rule.productions.end(),
                                  [&](const std::string& production) { return inside.contains(production); });
    if (fits) {
      ++rule.used;
      return &rule;
    }
  }
  return nullptr;
}

}  // namespace random_sql
