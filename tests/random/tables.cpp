// Making the table: each row has an id, and per type a literal of the grammar.
#include "random/tables.hpp"

#include <set>

namespace random_sql {

namespace {

constexpr std::size_t row_count = 12;

}  // namespace

Tables::Tables(const Grammar& grammar, std::uint64_t seed) : grammar_(grammar) {
  Dice dice(seed);
  for (std::size_t row = 0; row < row_count; ++row) {
    std::vector<std::string>& values = rows_.emplace_back();
    for (const ColumnType& type : grammar.column_types()) {
      values.push_back(dice.one_in(6) ? "NULL" : type.literals[dice.below(type.literals.size())]);
    }
  }
}

std::vector<std::string> Tables::script(const Node* statement) const {
  std::set<std::string> used;
  if (statement != nullptr) {
    visit(*statement, [&](const Node& node) { used.insert(node.production->text); });
  }
  std::vector<std::size_t> places;
  std::string definition = "CREATE TABLE r (id integer PRIMARY KEY";
  for (std::size_t at = 0; at < grammar_.column_types().size(); ++at) {
    const ColumnType& type = grammar_.column_types()[at];
    if (statement == nullptr || used.contains("a." + type.column)) {
      definition += ", " + type.column + " " + type.declaration;
      places.push_back(at);
    }
  }
  std::vector<std::string> script{definition + ")"};
  std::string rows;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    rows += (row == 0 ? " (" : ", (") + std::to_string(row + 1);
    for (const std::size_t place : places) {
      rows += ", " + rows_[row][place];
    }
    rows += ")";
  }
  script.push_back("INSERT INTO r VALUES" + rows);
  return script;
}

}  // namespace random_sql
