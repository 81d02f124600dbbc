// What stands in FROM: tables, subqueries, functions and joins.
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

ast::FromItemPtr make_item(decltype(ast::FromItem::node) node, std::uint32_t position) {
  return std::make_unique<ast::FromItem>(ast::FromItem{std::move(node), position});
}

ast::FromItemPtr read_derived_table(const Node& node, ReadContext& context) {
  ast::DerivedTable table;
  table.query = read_query(node.child("subquery"), context);
  table.lateral = node.flag("lateral");
  table.alias = node.child("alias").text("aliasname");
  table.column_aliases = read_strings(node.child("alias").list("colnames"));
  const std::uint32_t position = table.query->position;
  return make_item(std::move(table), position);
}

std::vector<ast::ColumnDeclaration> read_declarations(const std::vector<Node>& nodes, ReadContext& context) {
  std::vector<ast::ColumnDeclaration> declarations;
  for (const Node& node : nodes) {
    declarations.push_back({std::string{node.text("colname")}, read_type(node.child("typeName"), context)});
  }
  return declarations;
}

ast::FromItemPtr read_table_function(const Node& node, ReadContext& context) {
  const std::vector<Node> functions = node.list("functions");
  ast::TableFunction function;
  const std::vector<Node> call_and_columns = functions.front().list("items");
  function.call = read_expression(call_and_columns.front(), context);
  const std::uint32_t position = function.call->position;
  for (std::size_t other = 1; other < functions.size(); ++other) {
    function.others.push_back(read_expression(functions[other].list("items").front(), context));
  }
  function.lateral = node.flag("lateral");
  function.with_ordinality = node.flag("ordinality");
  function.alias = node.child("alias").text("aliasname");
  function.column_aliases = read_strings(node.child("alias").list("colnames"));
  function.declared = read_declarations(node.list("coldeflist"), context);
  if (call_and_columns.size() > 1 && call_and_columns[1]) {
    function.declared = read_declarations(call_and_columns[1].list("items"), context);
  }
  return make_item(std::move(function), position);
}

ast::JoinKind join_kind(const Node& node) {
  const std::string_view type = node.text("jointype");
  if (type == "JOIN_LEFT") {
    return ast::JoinKind::left;
  }
  if (type == "JOIN_RIGHT") {
    return ast::JoinKind::right;
  }
  if (type == "JOIN_FULL") {
    return ast::JoinKind::full;
  }
  const bool has_condition = node.child("quals") || node.has("usingClause") || node.flag("isNatural");
  return has_condition ? ast::JoinKind::inner : ast::JoinKind::cross;
}

// (a JOIN b …) AS j (x, y) hides a and b behind j, as (SELECT * FROM a JOIN b …) AS j (x, y) does.
ast::FromItemPtr named_join(ast::FromItemPtr join, const Node& alias) {
  const std::uint32_t position = join->position;
  ast::Select select;
  select.items.push_back({make_expression(ast::Star{}, position), {}, {}});
  select.from.push_back(std::move(join));
  ast::DerivedTable table;
  table.query = std::make_unique<ast::Query>();
  table.query->body = std::move(select);
  table.query->position = position;
  table.alias = alias.text("aliasname");
  table.column_aliases = read_strings(alias.list("colnames"));
  return make_item(std::move(table), position);
}

ast::FromItemPtr read_join(const Node& node, ReadContext& context) {
  ast::Join join{};
  join.kind = join_kind(node);
  join.left = read_from_item(node.child("larg"), context);
  join.right = read_from_item(node.child("rarg"), context);
  const std::uint32_t position = join.left->position;
  if (node.has("join_using_alias")) {
    context.unsupported("an alias of the columns of USING", position);
  }
  join.on = read_optional_expression(node.child("quals"), context);
  join.using_columns = read_strings(node.list("usingClause"));
  join.natural = node.flag("isNatural");
  ast::FromItemPtr item = make_item(std::move(join), position);
  return node.has("alias") ? named_join(std::move(item), node.child("alias")) : std::move(item);
}

}  // namespace

ast::FromItemPtr read_table_reference(const Node& node, ReadContext& context) {
  ast::TableReference table;
  table.name = read_name(node, context);
  table.alias = node.child("alias").text("aliasname");
  table.column_aliases = read_strings(node.child("alias").list("colnames"));
  const std::uint32_t position = table.name.position;
  return make_item(std::move(table), position);
}

static ast::FromItemPtr read_sampled_table(const Node& node, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  ast::FromItemPtr item = read_table_reference(node.child("relation"), context);
  const std::string method = read_strings(node.list("method")).back();
  if (method != "system" && method != "bernoulli") {
    context.fail_worded(Condition::undefined_object, "tablesample method " + method + " does not exist", position);
  }
  const std::vector<Node> arguments = node.list("args");
  if (arguments.size() != 1) {
    context.fail_worded(
        Condition::invalid_sample,
        "tablesample method " + method + " requires 1 argument, not " + std::to_string(arguments.size()), position);
  }
  if (node.has("repeatable")) {
    context.unsupported("REPEATABLE of TABLESAMPLE", position);
  }
  std::get<ast::TableReference>(item->node).sample =
      ast::TableSample{method, read_expression(arguments.front(), context)};
  return item;
}

ast::FromItemPtr read_from_item(const Node& node, ReadContext& context) {
  const Nesting nesting{context};
  if (node.is("RangeVar")) {
    return read_table_reference(node, context);
  }
  if (node.is("JoinExpr")) {
    return read_join(node, context);
  }
  if (node.is("RangeSubselect")) {
    return read_derived_table(node, context);
  }
  if (node.is("RangeFunction")) {
    return read_table_function(node, context);
  }
  if (node.is("RangeTableSample")) {
    return read_sampled_table(node, context);
  }
  if (node.is("RangeTableFunc")) {
    return read_xml_table(node, context);
  }
  context.unsupported(std::string{node.kind()}, ast::no_position);
}

std::vector<ast::FromItemPtr> read_from_items(const std::vector<Node>& nodes, ReadContext& context) {
  std::vector<ast::FromItemPtr> items;
  items.reserve(nodes.size());
  for (const Node& node : nodes) {
    items.push_back(read_from_item(node, context));
  }
  return items;
}

}  // namespace emulator::postgres
