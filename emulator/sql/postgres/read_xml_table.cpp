// XMLTABLE(path PASSING document COLUMNS …). It becomes a call of xmltable with the path, the document and a
// description of what is in COLUMNS, as JSON, beside the declared columns: functions/xml_search.cpp reads it.
#include <set>
#include <utility>

#include "sql/postgres/read_nodes.hpp"
#include "sql/postgres/types.hpp"
#include "types/json.hpp"

namespace emulator::postgres {
namespace {

using ast::ExpressionPtr;

// The constant's text; what is no constant is refused.
std::string constant_text(const Node& node, std::string_view what, ReadContext& context) {
  if (node.is("TypeCast") && node.child("arg").is("A_Const")) {
    return constant_text(node.child("arg"), what, context);
  }
  if (node.is("A_Const") && node.has("sval")) {
    return std::string(node.child("sval").text("sval"));
  }
  if (node.is("A_Const") && node.has("ival")) {
    return context.number_text(node.child("ival").number("ival"), node.location());
  }
  if (node.is("A_Const") && node.has("fval")) {
    return std::string(node.child("fval").text("fval"));
  }
  if (node.is("A_Const") && node.has("boolval")) {
    return node.child("boolval").flag("boolval") ? "true" : "false";
  }
  context.unsupported(std::string(what) + " of XMLTABLE that is no literal",
                      node.has("location") ? context.position(node) : ast::no_position);
}

Json read_namespaces(const Node& node, ReadContext& context) {
  Json namespaces = Json::array();
  for (const Node& given : node.list("namespaces")) {
    if (!given.has("name")) {
      context.fail_worded(Condition::feature_not_supported, "DEFAULT namespace is not supported", ast::no_position);
    }
    Json entry = Json::object();
    entry.set("prefix", Json::string(std::string(given.text("name"))));
    entry.set("uri", Json::string(constant_text(given.child("val"), "a namespace", context)));
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

Json read_column(const Node& node, ast::ColumnDeclaration& declaration, ReadContext& context) {
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
  column.set("path", Json::string(path ? constant_text(path, "a path", context) : declaration.name));
  const Node otherwise = node.child("coldefexpr");
  if (otherwise && !otherwise.flag("isnull")) {
    column.set("default", Json::string(constant_text(otherwise, "a default", context)));
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
  Json columns = Json::array();
  check_columns(node, context);
  for (const Node& column : node.list("columns")) {
    columns.elements.push_back(read_column(column, table.declared.emplace_back(), context));
  }
  Json description = Json::object();
  description.set("namespaces", read_namespaces(node, context));
  description.set("columns", std::move(columns));
  ast::FunctionCall call;
  call.name = {{"xmltable call"}, position};
  call.arguments.push_back(read_expression(node.child("rowexpr"), context));
  call.arguments.push_back(read_wanted_xml(node.child("docexpr"), "XMLTABLE", context));
  call.arguments.push_back(make_expression(ast::StringLiteral{print(description, jsonb_json), {}}, position));
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
