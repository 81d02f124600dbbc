// Function calls, those with a syntax of their own, and window definitions.
#include <algorithm>
#include <array>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

using ast::ExpressionPtr;

// FRAMEOPTION_* of nodes/parsenodes.h, PostgreSQL 15.
enum FrameOption : std::int64_t {
  frame_given = 0x00001,
  frame_range = 0x00002,
  frame_rows = 0x00004,
  start_unbounded_preceding = 0x00020,
  end_unbounded_following = 0x00100,
  start_current_row = 0x00200,
  end_current_row = 0x00400,
  start_offset_preceding = 0x00800,
  end_offset_preceding = 0x01000,
  start_offset_following = 0x02000,
  end_offset_following = 0x04000,
  exclude_current_row = 0x08000,
  exclude_group = 0x10000,
  exclude_ties = 0x20000,
};

ast::FrameBound read_frame_start(std::int64_t options, const Node& window, ReadContext& context) {
  if ((options & start_unbounded_preceding) != 0) {
    return {ast::FrameBoundKind::unbounded_preceding, nullptr};
  }
  if ((options & start_current_row) != 0) {
    return {ast::FrameBoundKind::current_row, nullptr};
  }
  const bool follows = (options & start_offset_following) != 0;
  return {follows ? ast::FrameBoundKind::following : ast::FrameBoundKind::preceding,
          read_expression(window.child("startOffset"), context)};
}

ast::FrameBound read_frame_end(std::int64_t options, const Node& window, ReadContext& context) {
  if ((options & end_unbounded_following) != 0) {
    return {ast::FrameBoundKind::unbounded_following, nullptr};
  }
  if ((options & end_current_row) != 0) {
    return {ast::FrameBoundKind::current_row, nullptr};
  }
  const bool follows = (options & end_offset_following) != 0;
  return {follows ? ast::FrameBoundKind::following : ast::FrameBoundKind::preceding,
          read_expression(window.child("endOffset"), context)};
}

ast::Frame read_frame(std::int64_t options, const Node& window, ReadContext& context) {
  ast::Frame frame{};
  frame.unit = (options & frame_rows) != 0    ? ast::FrameUnit::rows
               : (options & frame_range) != 0 ? ast::FrameUnit::range
                                              : ast::FrameUnit::groups;
  frame.start = read_frame_start(options, window, context);
  frame.end = read_frame_end(options, window, context);
  frame.exclusion = (options & exclude_current_row) != 0 ? ast::FrameExclusion::current_row
                    : (options & exclude_group) != 0     ? ast::FrameExclusion::group
                    : (options & exclude_ties) != 0      ? ast::FrameExclusion::ties
                                                         : ast::FrameExclusion::none;
  return frame;
}

// SVFOP_CURRENT_TIMESTAMP_N -> current_timestamp.
std::string value_function_name(std::string_view operation) {
  operation.remove_prefix(6);  // SVFOP_
  if (operation.ends_with("_N")) {
    operation.remove_suffix(2);
  }
  std::string name;
  for (const char c : operation) {
    name += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return name;
}

// The grammar gives POSITION(a IN b) the order of strpos(b, a).
void normalize_name(ast::FunctionCall& call) {
  if (call.name.parts.back() == "position" && call.arguments.size() == 2) {
    std::swap(call.arguments[0], call.arguments[1]);
  }
}

// f(1, name => 2): the named ones come last.
void read_arguments(const Node& node, ast::FunctionCall& call, ReadContext& context) {
  for (const Node& argument : node.list("args")) {
    const bool is_named = argument.is("NamedArgExpr");
    if (!is_named && !call.names.empty()) {
      ExpressionPtr value = read_expression(argument, context);
      context.fail_worded(Condition::syntax_error, "positional argument cannot follow named argument", value->position);
    }
    if (is_named) {
      std::string name{argument.text("name")};
      if (std::find(call.names.begin(), call.names.end(), name) != call.names.end()) {
        context.fail_worded(Condition::syntax_error, "argument name \"" + name + "\" used more than once",
                            context.position(argument));
      }
      call.names.push_back(std::move(name));
    }
    call.arguments.push_back(read_expression(is_named ? argument.child("arg") : argument, context));
  }
}

}  // namespace

ExpressionPtr read_function_call(const Node& node, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  ast::FunctionCall call;
  call.name = read_name(node.list("funcname"), position);
  read_arguments(node, call, context);
  if (node.flag("agg_star")) {
    call.arguments.push_back(make_expression(ast::Star{}, position));
  }
  if (call.arguments.empty() && call.name.parts.back() == "count") {
    SqlError error = make_worded_error(Condition::wrong_object_type,
                                       "count(*) must be used to call a parameterless aggregate function");
    error.position = position;
    throw error;
  }
  normalize_name(call);
  call.distinct = node.flag("agg_distinct");
  call.variadic = node.flag("func_variadic");
  std::vector<ast::SortItem> order = read_sort_items(node.list("agg_order"), context);
  (node.flag("agg_within_group") ? call.within_group : call.order_by) = std::move(order);
  call.filter = read_optional_expression(node.child("agg_filter"), context);
  if (const Node window = node.child("over")) {
    call.over = read_window(window, context);
  }
  return make_expression(std::move(call), position);
}

ExpressionPtr read_value_function(const Node& node, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  ast::FunctionCall call;
  call.name = {{value_function_name(node.text("op"))}, position};
  if (node.text("op").ends_with("_N")) {
    ast::NumberLiteral digits;
    digits.text = std::to_string(node.number("typmod"));
    call.arguments.push_back(make_expression(std::move(digits), position));
  }
  return make_expression(std::move(call), position);
}

ExpressionPtr read_call_like(const Node& node, std::string name, ReadContext& context) {
  ast::FunctionCall call;
  call.name = {{std::move(name)}, context.position(node)};
  call.arguments = read_expressions(node.list("args"), context);
  return make_expression(std::move(call), context.position(node));
}

std::vector<ast::SortItem> read_sort_items(const std::vector<Node>& nodes, ReadContext& context) {
  std::vector<ast::SortItem> items;
  items.reserve(nodes.size());
  for (const Node& node : nodes) {
    const std::string_view direction = node.text("sortby_dir");
    const std::string_view nulls = node.text("sortby_nulls");
    if (direction == "SORTBY_USING") {
      context.unsupported("ORDER BY ... USING", context.position(node));
    }
    ast::SortItem item;
    item.expression = read_expression(node.child("node"), context);
    item.order = direction == "SORTBY_ASC"    ? ast::SortOrder::ascending
                 : direction == "SORTBY_DESC" ? ast::SortOrder::descending
                                              : ast::SortOrder::unspecified;
    item.nulls = nulls == "SORTBY_NULLS_FIRST"  ? ast::NullsOrder::first
                 : nulls == "SORTBY_NULLS_LAST" ? ast::NullsOrder::last
                                                : ast::NullsOrder::unspecified;
    items.push_back(std::move(item));
  }
  return items;
}

ast::WindowSpecification read_window(const Node& node, ReadContext& context) {
  ast::WindowSpecification window;
  // OVER w has the name itself, OVER (w …) refers to it.
  window.base = node.has("refname") ? node.text("refname") : node.text("name");
  window.partition_by = read_expressions(node.list("partitionClause"), context);
  window.order_by = read_sort_items(node.list("orderClause"), context);
  if (const std::int64_t options = node.number("frameOptions"); (options & frame_given) != 0) {
    window.frame = read_frame(options, node, context);
  }
  return window;
}

}  // namespace emulator::postgres
