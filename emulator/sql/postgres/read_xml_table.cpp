// XMLTABLE(path PASSING document COLUMNS …). It becomes a call of xmltable with the path, the document and a
// description of what is in COLUMNS, as JSON, beside the declared columns: functions/xml_search.cpp reads it.
#include <iterator>
#include <set>
#include <utility>

#include "sql/postgres/read_nodes.hpp"
#include "sql/postgres/types.hpp"
#include "types/json.hpp"

namespace emulator::postgres {
namespace {

using ast::ExpressionPtr;

// A literal's text; empty: it is none.
std::optional<std::string> literal_text(const Node& node, ReadContext& context) {
  if (!node.is("A_Const")) {
    return std::nullopt;
  }
  if (node.has("sval")) {
    return std::string(node.child("sval").text("sval"));
  }
  if (node.has("ival")) {
    return context.number_text(node.child("ival").number("ival"), node.location());
  }
  return node.has("fval") ? std::optional<std::string>(node.child("fval").text("fval")) : std::nullopt;
}

// Literals stand in the description, other values behind it: it has their numbers.
Json described(const Node& node, std::vector<ExpressionPtr>& values, ReadContext& context) {
  if (std::optional<std::string> text = literal_text(node, context)) {
    return Json::string(std::move(*text));
  }
  values.push_back(read_as_text(node, context));
  return Json::of(static_cast<std::int64_t>(values.size() - 1));
}

Json read_namespaces(const Node& node, std::vector<ExpressionPtr>& values, ReadContext& context) {
  Json namespaces = Json::array();
  for (const Node& given : node.list("namespaces")) {
    if (!given.has("name")) {
      context.fail_worded(Condition::feature_not_supported, "DEFAULT namespace is not supported", ast::no_position);
    }
    Json entry = Json::object();
    entry.set("prefix", Json::string(std::string(given.text("name"))));
    entry.set("uri", described(given.child("val"), values, context));
    namespaces.elements.push_back(std::move(entry));
  }
  return namespaces;
}

// How XPath's truths and sets of nodes become values of the type.
std::string class_of(const ast::TypeName& name) {
  const std::optional<Type> type = type_of(name);
  const bool is_number = type && category_of(*type) == Category::numeric;
  return type && type->id == TypeId::xml ? "xml" : is_number ? "number" : "text";
}

Json read_column(const Node& node, ast::ColumnDeclaration& declaration, std::vector<ExpressionPtr>& values,
                 ReadContext& context) {
  Json column = Json::object();
  declaration.name = node.text("colname");
  column.set("name", Json::string(declaration.name));
  if (node.flag("for_ordinality")) {
    declaration.type.name = {{"int4"}, context.position(node)};
    column.set("class", Json::string("ordinality"));
    return column;
  }
  declaration.type = read_type(node.child("typeName"), context);
  column.set("class", Json::string(class_of(declaration.type)));
  const Node path = node.child("colexpr");
  column.set("path", path ? described(path, values, context) : Json::string(declaration.name));
  const Node otherwise = node.child("coldefexpr");
  if (otherwise) {
    column.set("default", described(otherwise, values, context));
  }
  if (node.flag("is_not_null")) {
    column.set("required", Json::of(true));
  }
  return column;
}

void check_columns(const Node& node, ReadContext& context) {
  std::set<std::string_view> names;
  bool has_ordinality = false;
  for (const Node& column : node.list("columns")) {
    const std::string_view name = column.text("colname");
    if (column.flag("for_ordinality") && std::exchange(has_ordinality, true)) {
      context.fail_worded(Condition::syntax_error, "only one FOR ORDINALITY column is allowed",
                          context.position(column));
    }
    if (!names.insert(name).second) {
      context.fail_worded(Condition::syntax_error, "column name \"" + std::string(name) + "\" is not unique",
                          context.position(column));
    }
  }
}

}  // namespace

ast::FromItemPtr read_xml_table(const Node& node, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  ast::TableFunction table;
  std::vector<ExpressionPtr> values;
  Json columns = Json::array();
  check_columns(node, context);
  for (const Node& column : node.list("columns")) {
    columns.elements.push_back(read_column(column, table.declared.emplace_back(), values, context));
  }
  Json description = Json::object();
  description.set("namespaces", read_namespaces(node, values, context));
  description.set("columns", std::move(columns));
  ast::FunctionCall call;
  call.name = {{"xmltable call"}, position};
  call.arguments.push_back(read_expression(node.child("rowexpr"), context));
  call.arguments.push_back(read_wanted_xml(node.child("docexpr"), "XMLTABLE", context));
  call.arguments.push_back(make_expression(ast::StringLiteral{print(description, jsonb_json), {}}, position));
  std::move(values.begin(), values.end(), std::back_inserter(call.arguments));
  table.call = make_expression(std::move(call), position);
  table.lateral = true;
  table.alias = node.has("alias") ? node.child("alias").text("aliasname") : "xmltable";
  table.column_aliases = read_strings(node.child("alias").list("colnames"));
  auto item = std::make_unique<ast::FromItem>();
  item->node = std::move(table);
  item->position = position;
  return item;
}

}  // namespace emulator::postgres
