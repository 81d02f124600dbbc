// One generic walk serves comparison and copying: a node is its own fields and its children in order.
#include "bind/same.hpp"

#include <algorithm>
#include <stdexcept>
#include <type_traits>

#include "base/overloaded.hpp"
#include "types/array.hpp"

namespace emulator::bind {

namespace {

// `Part`, const if `Whole` is.
template <class Part, class Whole>
using Same = std::conditional_t<std::is_const_v<Whole>, const Part, Part>;

// Calls `visit` with each direct child's pointer; const or not as the expression is.
template <class Node, class Visit>
void for_each_child_pointer(Node& expression, const Visit& visit) {
  const auto one = [&](auto& child) {
    if (child != nullptr) {
      visit(child);
    }
  };
  const auto all = [&](auto& children) {
    for (auto& child : children) {
      one(child);
    }
  };
  std::visit(overloaded{
                 [](const Constant&) {},
                 [](const Parameter&) {},
                 [](const ColumnUse&) {},
                 [](const Excluded&) {},
                 [&](Same<Call, Node>& node) { all(node.arguments); },
                 [&](Same<Logical, Node>& node) { all(node.operands); },
                 [&](Same<Not, Node>& node) { one(node.operand); },
                 [&](Same<IsNull, Node>& node) { one(node.operand); },
                 [&](Same<IsTruth, Node>& node) { one(node.operand); },
                 [&](Same<DistinctFrom, Node>& node) { one(node.left), one(node.right); },
                 [&](Same<InList, Node>& node) { one(node.operand), all(node.items); },
                 [&](Same<Case, Node>& node) {
                   for (auto& branch : node.branches) {
                     one(branch.when), one(branch.then);
                   }
                   one(node.otherwise);
                 },
                 [&](Same<Subquery, Node>& node) { one(node.operand); },
                 [&](Same<Row, Node>& node) { all(node.elements), one(node.is_missing); },
                 [&](Same<Aggregate, Node>& node) {
                   all(node.arguments), one(node.filter);
                   for (auto& key : node.order_by) {
                     one(key.expression);
                   }
                 },
                 [](const Grouping&) {},
                 [&](Same<Window, Node>& node) {
                   all(node.arguments), one(node.filter), all(node.partition_by);
                   for (auto& key : node.order_by) {
                     one(key.expression);
                   }
                   one(node.frame_start_offset), one(node.frame_end_offset);
                 },
             },
             expression.node);
}

}  // namespace

void for_each_child(const Expression& expression, const std::function<void(const Expression&)>& visit) {
  for_each_child_pointer(expression, [&](const ExpressionPtr& child) { visit(*child); });
}

std::uint32_t leftmost(const Expression& expression) {
  std::uint32_t first = expression.position;
  for_each_child(expression, [&](const Expression& child) { first = std::min(first, leftmost(child)); });
  return first;
}

void substitute(ExpressionPtr& expression, const std::function<ExpressionPtr(const Expression&)>& replacement,
                const std::function<bool(const Expression&)>& kept) {
  if (kept && kept(*expression)) {
    return;
  }
  if (ExpressionPtr other = replacement(*expression)) {
    expression = std::move(other);
    return;
  }
  for_each_child_pointer(*expression, [&](ExpressionPtr& child) { substitute(child, replacement, kept); });
}

namespace {

std::vector<const Expression*> children_of(const Expression& expression) {
  std::vector<const Expression*> children;
  for_each_child(expression, [&](const Expression& child) { children.push_back(&child); });
  return children;
}

bool same_value(const Value& one, const Value& other) {
  const auto* array = std::get_if<std::shared_ptr<const Array>>(&one);
  const auto* other_array = std::get_if<std::shared_ptr<const Array>>(&other);
  return array != nullptr && other_array != nullptr ? print_array(**array) == print_array(**other_array) : one == other;
}

// Whether two nodes of one kind agree in everything but their children.
bool same_fields(const Expression& one, const Expression& other) {
  return std::visit(
             overloaded{
                 [&](const Constant& node) { return same_value(node.value, std::get<Constant>(other.node).value); },
                 [&](const Parameter& node) { return node.index == std::get<Parameter>(other.node).index; },
                 [&](const ColumnUse& node) {
                   const auto& use = std::get<ColumnUse>(other.node);
                   return node.relation == use.relation && node.column == use.column;
                 },
                 [&](const Excluded& node) { return node.column == std::get<Excluded>(other.node).column; },
                 [&](const Call& node) {
                   const auto& call = std::get<Call>(other.node);
                   return node.overload == call.overload && node.collation == call.collation &&
                          node.overload->volatility != sql::Volatility::volatile_;
                 },
                 [&](const Logical& node) { return node.kind == std::get<Logical>(other.node).kind; },
                 [](const Not&) { return true; },
                 [&](const IsNull& node) { return node.negated == std::get<IsNull>(other.node).negated; },
                 [&](const IsTruth& node) {
                   const auto& test = std::get<IsTruth>(other.node);
                   return node.negated == test.negated && node.truth == test.truth;
                 },
                 [&](const DistinctFrom& node) { return node.negated == std::get<DistinctFrom>(other.node).negated; },
                 [&](const InList& node) { return node.negated == std::get<InList>(other.node).negated; },
                 [&](const Case& node) {
                   return (node.otherwise == nullptr) == (std::get<Case>(other.node).otherwise == nullptr);
                 },
                 [](const Subquery&) { return false; },
                 [](const Row&) { return true; },
                 [&](const Aggregate& node) {
                   const auto& aggregate = std::get<Aggregate>(other.node);
                   return node.overload == aggregate.overload && node.distinct == aggregate.distinct &&
                          (node.filter == nullptr) == (aggregate.filter == nullptr) &&
                          std::equal(node.order_by.begin(), node.order_by.end(), aggregate.order_by.begin(),
                                     aggregate.order_by.end(), [](const SortKey& key, const SortKey& sorted) {
                                       return key.descending == sorted.descending &&
                                              key.nulls_first == sorted.nulls_first;
                                     });
                 },
                 [&](const Grouping& node) { return node.keys == std::get<Grouping>(other.node).keys; },
                 [](const Window&) { return false; },
             },
             one.node) &&
         one.type.collation == other.type.collation;
}

ExpressionPtr copy_or_null(const ExpressionPtr& expression) {
  return expression == nullptr ? nullptr : copy_of(*expression);
}

std::vector<ExpressionPtr> copies_of(const std::vector<ExpressionPtr>& expressions) {
  std::vector<ExpressionPtr> copies;
  for (const ExpressionPtr& expression : expressions) {
    copies.push_back(copy_of(*expression));
  }
  return copies;
}

ExpressionNode copy_node(const ExpressionNode& node) {
  return std::visit(
      overloaded{
          [](const Constant& from) -> ExpressionNode { return from; },
          [](const Parameter& from) -> ExpressionNode { return from; },
          [](const ColumnUse& from) -> ExpressionNode { return from; },
          [](const Excluded& from) -> ExpressionNode { return from; },
          [](const Call& from) -> ExpressionNode {
            return Call{from.overload, copies_of(from.arguments), from.collation};
          },
          [](const Logical& from) -> ExpressionNode {
            return Logical{from.kind, copies_of(from.operands)};
          },
          [](const Not& from) -> ExpressionNode { return Not{copy_of(*from.operand)}; },
          [](const IsNull& from) -> ExpressionNode {
            return IsNull{copy_of(*from.operand), from.negated};
          },
          [](const IsTruth& from) -> ExpressionNode {
            return IsTruth{copy_of(*from.operand), from.truth, from.negated};
          },
          [](const DistinctFrom& from) -> ExpressionNode {
            return DistinctFrom{copy_of(*from.left), copy_of(*from.right), from.negated, from.collation};
          },
          [](const InList& from) -> ExpressionNode {
            return InList{copy_of(*from.operand), copies_of(from.items), from.negated, from.collation};
          },
          [](const Case& from) -> ExpressionNode {
            Case to;
            for (const CaseBranch& branch : from.branches) {
              to.branches.push_back({copy_of(*branch.when), copy_of(*branch.then)});
            }
            to.otherwise = copy_or_null(from.otherwise);
            return to;
          },
          [](const Subquery&) -> ExpressionNode { throw std::logic_error("a bound subquery cannot be copied"); },
          [](const Row& from) -> ExpressionNode {
            return Row{copies_of(from.elements), from.labels, copy_or_null(from.is_missing)};
          },
          [](const Aggregate& from) -> ExpressionNode {
            Aggregate to{from.overload, copies_of(from.arguments), from.distinct,
                         from.star,     copy_or_null(from.filter), from.collation};
            for (const SortKey& key : from.order_by) {
              to.order_by.push_back(
                  {copy_or_null(key.expression), key.output, key.descending, key.nulls_first, key.collation});
            }
            return to;
          },
          [](const Grouping& from) -> ExpressionNode { return from; },
          [](const Window&) -> ExpressionNode { throw std::logic_error("a window call cannot be copied"); },
      },
      node);
}

}  // namespace

bool same(const Expression& one, const Expression& other) {
  return one.type.id == other.type.id && same_computation(one, other);
}

bool same_computation(const Expression& one, const Expression& other) {
  if (one.node.index() != other.node.index() || !same_fields(one, other)) {
    return false;
  }
  const std::vector<const Expression*> ones = children_of(one);
  const std::vector<const Expression*> others = children_of(other);
  if (ones.size() != others.size()) {
    return false;
  }
  for (std::size_t child = 0; child < ones.size(); ++child) {
    if (!same(*ones[child], *others[child])) {
      return false;
    }
  }
  return true;
}

ExpressionPtr copy_of(const Expression& expression) {
  auto copy = std::make_unique<Expression>();
  copy->node = copy_node(expression.node);
  copy->type = expression.type;
  copy->nullable = expression.nullable;
  copy->coercibility = expression.coercibility;
  copy->position = expression.position;
  return copy;
}

}  // namespace emulator::bind
