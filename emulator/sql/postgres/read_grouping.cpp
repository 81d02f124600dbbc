// GROUP BY with ROLLUP, CUBE and GROUPING SETS. Alone each is kept as it is; several of them, or one beside plain
// groups, become the sets that they mean: each set of one with each of the others (manual 7.2.4).
#include "sql/postgres/read_grouping.hpp"

#include <algorithm>
#include <utility>

namespace emulator::postgres {
namespace {

using Keys = std::vector<Node>;

constexpr std::size_t most_sets = 4096;
constexpr std::size_t most_of_a_cube = 12;

bool is_implicit_row(const Node& node) {
  return node.is("RowExpr") && node.text("row_format") == "COERCE_IMPLICIT_CAST";
}

// (a, b) is a, b.
Keys keys_of(const Node& node) {
  return is_implicit_row(node) ? node.list("args") : Keys{node};
}

ast::ExpressionPtr read_set(const Keys& keys, ReadContext& context) {
  ast::Row row;
  row.elements = read_expressions(keys, context);
  const std::uint32_t position = row.elements.empty() ? ast::no_position : row.elements.front()->position;
  return make_expression(std::move(row), position);
}

// The keys of the elements that are in.
template <class IsIn>
Keys chosen(const std::vector<Keys>& elements, const IsIn& is_in) {
  Keys keys;
  for (std::size_t element = 0; element < elements.size(); ++element) {
    if (is_in(element)) {
      keys.insert(keys.end(), elements[element].begin(), elements[element].end());
    }
  }
  return keys;
}

std::vector<Keys> sets_of(const Node& node, ReadContext& context) {
  if (!node.is("GroupingSet")) {
    return {keys_of(node)};
  }
  const std::string_view kind = node.text("kind");
  const Keys content = node.list("content");
  std::vector<Keys> sets;
  if (kind == "GROUPING_SET_EMPTY") {
    sets.emplace_back();
    return sets;
  }
  if (kind == "GROUPING_SET_SETS") {
    for (const Node& part : content) {
      for (Keys& set : sets_of(part, context)) {
        sets.push_back(std::move(set));
      }
    }
    return sets;
  }
  std::vector<Keys> elements;
  std::transform(content.begin(), content.end(), std::back_inserter(elements), keys_of);
  if (kind == "GROUPING_SET_ROLLUP") {
    for (std::size_t number = 0; number <= elements.size(); ++number) {
      sets.push_back(chosen(elements, [&](std::size_t element) { return element + number < elements.size(); }));
    }
    return sets;
  }
  if (elements.size() > most_of_a_cube) {
    SqlError error = make_worded_error(Condition::statement_too_complex, "CUBE is limited to 12 elements");
    error.sqlstate = "54011";
    error.position = context.position(node);
    throw error;
  }
  for (std::size_t number = 0; number < std::size_t{1} << elements.size(); ++number) {
    sets.push_back(
        chosen(elements, [&](std::size_t element) { return (number >> (elements.size() - 1 - element) & 1) == 0; }));
  }
  return sets;
}

// Each set of one group with each of the next one.
std::vector<Keys> product(const std::vector<Node>& groups, std::uint32_t position, ReadContext& context) {
  std::vector<Keys> sets(1);
  for (const Node& group : groups) {
    const std::vector<Keys> others = sets_of(group, context);
    std::vector<Keys> joined;
    for (const Keys& set : sets) {
      for (const Keys& other : others) {
        Keys& both = joined.emplace_back(set);
        both.insert(both.end(), other.begin(), other.end());
      }
    }
    sets = std::move(joined);
    if (sets.size() > most_sets) {
      context.fail_worded(Condition::statement_too_complex,
                          "too many grouping sets present (maximum " + std::to_string(most_sets) + ")", position);
    }
  }
  return sets;
}

}  // namespace

void read_grouping(const Node& node, ast::Select& select, ReadContext& context) {
  const std::vector<Node> groups = node.list("groupClause");
  check_keys(groups, "GROUP BY", context);
  const auto set =
      std::find_if(groups.begin(), groups.end(), [](const Node& group) { return group.is("GroupingSet"); });
  if (set == groups.end()) {
    for (const Node& group : groups) {
      for (ast::ExpressionPtr& key : read_expressions(keys_of(group), context)) {
        select.group_by.push_back(std::move(key));
      }
    }
    return;
  }
  if (node.flag("groupDistinct")) {
    context.unsupported("GROUP BY DISTINCT", context.position(*set));
  }
  const std::string_view kind = set->text("kind");
  if (groups.size() == 1 && (kind == "GROUPING_SET_ROLLUP" || kind == "GROUPING_SET_CUBE")) {
    select.grouping = kind == "GROUPING_SET_ROLLUP" ? ast::GroupingKind::rollup : ast::GroupingKind::cube;
    select.group_by = read_expressions(set->list("content"), context);
    return;
  }
  select.grouping = ast::GroupingKind::sets;
  for (const Keys& keys : product(groups, context.position(*set), context)) {
    select.group_by.push_back(read_set(keys, context));
  }
}

}  // namespace emulator::postgres
