// Reading rules, and finding one for a statement.
#include "random/rules.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "runner/excuses.hpp"

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
  Rules rules;
  cases::read_excuses(file, cases::Gaps::allowed, [&](const std::string& why, const std::string& line) {
    Rule rule{why, split(line)};
    for (const std::string& production : rule.productions) {
      if (!grammar.holds(production)) {
        throw std::runtime_error(file.string() + ": the grammar has no production " + production);
      }
    }
    rules.rules_.push_back(std::move(rule));
  });
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
